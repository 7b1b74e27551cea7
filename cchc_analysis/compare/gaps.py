"""Sets the figures of two provinces side by side and says whether they may be read so."""

import polars as pl

from cchc_analysis.errors import refused
from cchc_analysis.frames import Frame, as_given
from cchc_analysis.selection import check_columns, select

BOUNDS_NOTHING = "bounds no difference: both figures are open, results may lie closer or further, either way"
"""The reading of a pair of open figures."""

SAME_MEASURE = ("same", "year differs")
"""The verdicts on a pair that is of one measure."""

_FROM_BELOW, _FROM_ABOVE = ("=", ">=", ">"), ("=", "<=", "<")
_SIDE = ("province", "year", "comparator", "value", "scope", "nature")
_SHARED = ("metric", "unit", "level")

MOST_PAIRS = 2_000_000
"""How many pairs are set side by side at most: more than anyone reads, in a gigabyte of memory."""


def gaps(targets: Frame, metric: str | None = None, level: str | None = None) -> Frame:
    """Pair the figures of different provinces for the same metric, unit and level.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table, or rows of it.
    metric, level : str, optional
        Only this metric, only this level.

    Returns
    -------
    DataFrame
        One row a pair of rows with a value: metric, unit, level, province_a, year_a,
        comparator_a, value_a, scope_a, nature_a, the same for b, difference (a minus b, in the unit),
        comparability, reading. Comparability is the first that applies of ``target against actual``, ``scope
        differs``, ``year differs``, ``same``; only the last two are the same measure. Reading says in words what
        the difference bounds where a figure is a floor or a ceiling: a floor against a plain figure bounds it
        from one side, a floor against a floor bounds nothing; it is null where the two are not one measure.
        Province a comes before b (by code points), rows are sorted by metric, level, provinces and years.

    Raises
    ------
    DataError
        A column is missing, no two provinces give a figure for the metric or level asked for, or there are more
        than `MOST_PAIRS` pairs; the message says how many, and of which metric.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> pairs = gaps(load_targets(), metric="e_dossier_rate", level="commune")
    >>> pairs.select("province_a", "province_b", "difference", "comparability", "reading").row(0)
    ('Gia Lai', 'Kiên Giang', 0.0, 'year differs', 'both plain: the difference is exact')
    """
    table = check_columns(targets, *_SHARED, *_SIDE)
    rows = select(table, {"metric": metric, "level": level}).drop_nulls("value").select(*_SHARED, *_SIDE)
    _refuse_too_many(rows)
    a, b = (rows.rename({name: f"{name}_{side}" for name in _SIDE}) for side in "ab")
    verdict = (
        pl.when(pl.col("nature_a") != pl.col("nature_b")).then(pl.lit("target against actual"))
        .when(pl.col("scope_a") != pl.col("scope_b")).then(pl.lit("scope differs"))
        .when(pl.col("year_a") != pl.col("year_b")).then(pl.lit("year differs"))
        .otherwise(pl.lit("same"))
    )  # fmt: skip
    least = pl.col("comparator_a").is_in(_FROM_BELOW) & pl.col("comparator_b").is_in(_FROM_ABOVE)
    most = pl.col("comparator_a").is_in(_FROM_ABOVE) & pl.col("comparator_b").is_in(_FROM_BELOW)
    reading = (
        pl.when(least & most).then(pl.lit("both plain: the difference is exact"))
        .when(least).then(pl.lit("at least this difference: the open figure can only move it up"))
        .when(most).then(pl.lit("at most this difference: the open figure can only move it down"))
        .otherwise(pl.lit(BOUNDS_NOTHING))
    )  # fmt: skip
    pairs = (
        a.join(b, on=_SHARED)
        .filter(pl.col("province_a") < pl.col("province_b"))
        .with_columns(difference=pl.col("value_a") - pl.col("value_b"), comparability=verdict)
        .with_columns(reading=pl.when(pl.col("comparability").is_in(SAME_MEASURE)).then(reading))
        .select(*_SHARED, *a.columns[3:], *b.columns[3:], "difference", "comparability", "reading")
    )
    if pairs.is_empty() and (metric or level):
        message = f"no two provinces give a figure for {metric or level}; choose another"
        raise refused("targets", "metric" if metric else "level", message)
    order = "metric", "level", "province_a", "province_b", "year_a", "year_b"
    return as_given(pairs.sort(*order, *pairs.columns), targets)


def closest(pairs: pl.DataFrame) -> pl.DataFrame:
    """Keep the pairs of one measure: of two provinces those of one year, else those of their last years.

    A province that plans a path has a figure a year; its first against the last of another is no gap of aims.

    >>> from cchc_analysis import load_targets
    >>> closest(gaps(load_targets(), metric="e_dossier_rate", level="commune")).height
    3
    """
    of = ["metric", "unit", "level", "scope_a", "nature_a", "province_a", "province_b"]
    years = pl.struct(pl.col("comparability") != "same", -pl.col("year_a"), -pl.col("year_b"))
    same = pairs.filter(pl.col("comparability").is_in(SAME_MEASURE))
    return same.filter(years.rank("dense").over(of) == 1)


def paired(rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Keep the rows of the table that stand in some pair."""
    sides = [pairs.select(*_SHARED, *(pl.col(f"{name}_{side}").alias(name) for name in _SIDE)) for side in "ab"]
    return rows.join(pl.concat(sides), on=[*_SHARED, *_SIDE], how="semi")


def _refuse_too_many(rows: pl.DataFrame) -> None:
    """Refuse rows that make too many pairs, counted before one is made."""
    of_province = rows.group_by(*_SHARED, "province").len().with_columns(pl.col("len").cast(pl.Int64))
    squares = (pl.col("len").sum() ** 2 - (pl.col("len") ** 2).sum()) // 2
    pairs = of_province.group_by(_SHARED).agg(pairs=squares).sort("pairs", *_SHARED, descending=True)
    total = pairs["pairs"].sum()
    if total > MOST_PAIRS:
        most = "{pairs:,} of {metric}, {level}".format(**pairs.row(0, named=True))
        several = rows["metric"].n_unique() > 1
        filters = "metric and level" if several else "level, or rows by year, nature or province"
        message = f"{total:,} pairs, more than {MOST_PAIRS:,} ({most}); narrow the table by {filters}"
        raise refused("targets", "metric", message)
