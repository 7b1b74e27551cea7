"""How close levels or provinces lie together: the spread itself, with n, years and the range without one unit."""

from collections.abc import Sequence

import polars as pl

from cchc_analysis.catalog import LEVELS
from cchc_analysis.compare.pace import last_days, measure_spans
from cchc_analysis.convergence import sigma
from cchc_analysis.errors import refused_targets
from cchc_analysis.frames import Frame, as_given
from cchc_analysis.selection import check_columns, select, with_pooled

_READ = ("province", "metric", "scope", "level", "nature", "comparator", "value", "year", "period")
_MEASURE = ["metric", "scope", "level"]
_SPREAD = ["mean", "sd", "cv", "sd_low", "sd_high"]
_FIGURES = ["comparators", "n", *_SPREAD]
_RANGE_UNITS = 3  # from which leaving one out leaves a spread


def level_spread(targets: Frame, metric: str | None = None, province: str | None = None) -> Frame:
    """Give the spread of the levels of one province over the years, for each measure that it sets by level.

    ``metric`` and ``province`` keep only one of each.

    Returns
    -------
    DataFrame
        province, metric, scope, year, units (levels of the year, ``;`` between), comparators, n, mean, sd (of the
        population), cv, sd_low, sd_high (range when each level in turn is left out; null below 3 levels). Only
        targets with a figure of their own at each level count, each level with its last one of the year, for spans
        of one length. The figures are null where bounds are unlike, since floors and plain figures are not
        averaged, and of a year in which a level of the measure has no target.

    Raises
    ------
    DataError
        No such measure, or no year in which each level of a measure has a figure.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> spread = level_spread(load_targets(), "digitization_rate")
    >>> spread.select("year", pl.col("sd").round(2)).rows()[-2:]
    [(2024, 6.24), (2025, 2.36)]
    """
    table = select(check_columns(targets, *_READ, "note"), {"metric": metric, "province": province})
    return as_given(spread_of(of_levels(table), ["province", "metric", "scope"], "level", "year"), targets)


def of_levels(table: pl.DataFrame) -> pl.DataFrame:
    """Give the targets that `level_spread` spreads: those with a figure of their own at each level."""
    of_year = "province", "metric", "scope", "year"
    aims = _last_aims(table.filter(pl.col("level").is_in(LEVELS[:3])), *of_year, unit="level")
    return with_pooled(aims).filter(~pl.col("is_pooled").all().over(of_year), pl.len().over(of_year) > 1)


def province_spread(targets: Frame, metric: str | None = None, level: str | None = None) -> Frame:
    """Give the spread of the provinces at each level, for each measure that two or more of them set.

    ``metric`` and ``level`` keep only one of each.

    Returns
    -------
    DataFrame
        metric, scope, level, years (first and last target year: they differ, so this is no state at one date),
        units (provinces), comparators, n, mean, sd, cv, sd_low, sd_high as `level_spread` gives them. Each
        province counts with its last target; left_out names those (``;`` between) whose target on this base is of
        another level or length of time, or told in two ways.

    Raises
    ------
    DataError
        No measure that two provinces set.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> spread = province_spread(load_targets(), "e_dossier_rate")
    >>> spread.select("level", "n", "years", pl.col("sd").round(2)).row(0)
    ('commune', 3, '2023–2025', 18.86)
    """
    table = select(check_columns(targets, *_READ), {"metric": metric, "level": level})
    shared = of_provinces(table).with_columns(_together=pl.lit(0))
    first, end = pl.col("year").min(), pl.col("year").max()
    years = pl.when(first < end).then(pl.format("{}–{}", first, end)).otherwise(end)
    spread = spread_of(shared, _MEASURE, "province", "_together")
    spread = spread.join(shared.group_by(_MEASURE).agg(years=years), on=_MEASURE, maintain_order="left")
    every = table.filter(nature="target").drop_nulls("value").group_by("metric", "scope").agg(aims="province")
    spread = spread.join(every, on=["metric", "scope"], maintain_order="left")
    others = pl.col("aims").list.set_difference(pl.col("units").str.split(";")).list.sort().list.join(";")
    return as_given(spread.select(*_MEASURE, "years", "units", *_FIGURES, left_out=others), targets)


def of_provinces(table: pl.DataFrame) -> pl.DataFrame:
    """Give the targets that `province_spread` spreads: of a measure that two provinces set, the last of each."""
    return _last_aims(table, *_MEASURE, unit="province").filter(pl.len().over(_MEASURE) > 1)


def _last_aims(table: pl.DataFrame, *by: str, unit: str) -> pl.DataFrame:
    """Give the last target with a figure of each unit, of several for one day that of the shortest period.

    Of a unit for which documents set two for one time none is taken, of lengths of time that which most units set.
    """
    aims = table.filter(nature="target").drop_nulls("value")
    begin = pl.col("period").str.extract("^[^/]*", 0)
    aims = aims.with_columns(due=last_days(aims["period"]), span=measure_spans(aims))
    aims = aims.sort("due", begin, "comparator", maintain_order=True)
    told = [*by, "span", unit, "due", begin, "comparator", *({"basis"} & {*aims.columns})]
    of_one_time = pl.col("value").n_unique().over(told) > 1
    last = aims.with_columns(is_disputed=of_one_time).group_by(*by, "span", unit, maintain_order=True).last()
    last = last.filter(~pl.col("is_disputed")).drop("is_disputed")
    first_of_many = pl.struct(-pl.len().over(*by, "span").cast(pl.Int64), "span").rank("dense").over(by)
    return last.filter(first_of_many == 1)


def spread_of(rows: pl.DataFrame, by: Sequence[str], unit: str, time: str) -> pl.DataFrame:
    """Give the spread of the units of each panel at each time, with the range when each in turn is left out."""
    whole = rows.filter(pl.len().over(*by, time) == pl.col(unit).n_unique().over(by))
    if whole.is_empty():
        told = f"no measure has two figures to spread, or none of one time for every {unit}; check the filters"
        raise refused_targets("value", told)
    spread = sigma(whole, unit=unit, time=time, by=by).drop("n")
    value = pl.col("value")
    nearest_first = value.sort_by((value - value.mean()).abs())
    without_one, several = pl.len() - 1, pl.len() >= _RANGE_UNITS
    found = rows.group_by(*by, time).agg(
        n=pl.len().cast(pl.Int64),
        units=pl.col(unit).unique().sort().str.join(";"),
        comparators=pl.col("comparator").unique().sort().str.join(";"),
        sd_low=pl.when(several).then(nearest_first.head(without_one).std(ddof=0)),
        sd_high=pl.when(several).then(nearest_first.tail(without_one).std(ddof=0)),
    )
    is_one = pl.col("mean").is_not_null() & ~pl.col("comparators").str.contains(";", literal=True)
    figures = pl.when(is_one).then(pl.col(_SPREAD)).name.keep()
    found = found.join(spread, on=[*by, time], how="left").with_columns(figures)
    return found.select(*by, time, "units", *_FIGURES).sort([*by, time])
