"""What each year would have to bring to reach a target, and how the results so far compare with that."""

from collections.abc import Callable
from functools import partial
from typing import Any

import polars as pl

from cchc_analysis.catalog import EACH_YEAR, metrics, scopes
from cchc_analysis.days import first_day, last_day, length
from cchc_analysis.errors import Faults, refused_targets
from cchc_analysis.frames import Frame, as_given, counted_over
from cchc_analysis.selection import check_columns, signs
from cchc_analysis.wording import number

ON_TRACK, BEHIND, FAR_BEHIND = 0.95, 0.60, 0.0
"""Lowest ratio of observed to required change for each class, below which a result falls."""

NAMED = 5
"""How many results of another measure a reason names before it only counts the rest."""

_MEASURE = ("province", "metric", "scope", "level")
_OF_ONE = ["province", "metric", "base", "level"]
_PAIRED = [*_OF_ONE, "span"]
_DAYS = 365.25
_DIGITS = 9
"""Decimals of a ratio, fewer than binary fractions blur, so that 0.6 is 0.6."""
_NOT = "not assessable"
_COLUMNS = (
    *("province", "metric", "unit", "scope", "level", "start", "start_date", "current", "current_date"),
    *("comparator", "target", "target_year", "points_per_year", "growth_per_year", "ratio", "status", "reason"),
)


def pace(targets: Frame) -> Frame:
    r"""Give the pace that each target asks for and, where two results allow it, the pace so far.

    The path is linear in the unit of the figure (points for rates). With the first result :math:`y_0` at
    :math:`t_0`, the last one :math:`y_1` at :math:`t_1` and the target :math:`y^*` at :math:`t^*`:

    .. math:: ratio = \frac{(y_1 - y_0) / (t_1 - t_0)}{(y^* - y_0) / (t^* - t_0)}

    Returns
    -------
    DataFrame
        A row for each target with a figure of the last year that a province sets for a metric, scope and level:
        province, metric, unit, scope, level, start, start_date (first result), current, current_date (last
        result), comparator, target, target_year, points_per_year (needed from the last result, linear),
        growth_per_year (the same as compound growth, a fraction; null where a value is not above zero; both 0
        where the target is met), ratio, status, reason. A period counts for its last day; of two results of one
        day that of the longer period counts. Only exact results of the same measure and length of time, up to the
        date of the target, are paired with it; where documents differ in a result, none is. The reason says so.

        status: ``met`` (a floor is met from above, a ceiling from below, a plain figure from its better side; of
        a rank the lower is the better),
        ``on track`` (ratio from 0.95), ``behind`` (from 0.60), ``far behind`` (from 0), ``falling`` (below 0,
        or met at first and no longer), ``not assessable``, with the reason in words.

    Raises
    ------
    DataError
        No target has a figure.

    Notes
    -----
    The classes are those of Eurostat, "Sustainable development in the European Union: monitoring report",
    annex on assessing indicators with quantitative targets, there for the ratio of growth rates: from 95 %
    significant, from 60 % moderate, from 0 % insufficient progress, below 0 % movement away.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> set(pace(load_targets())["status"])
    {'not assessable'}
    """
    rows = check_columns(targets, *_MEASURE, "unit", "nature", "comparator", "value", "period", "year")
    valued = rows.drop_nulls("value")
    dates = {"date": last_days(valued["period"]), "begin": first_days(valued["period"])}
    base = pl.col("scope").replace(EACH_YEAR, "standard")  # beside counts of one year
    table = valued.with_columns(**dates, span=measure_spans(valued), base=base)
    aims = table.filter(nature="target").sort(*_MEASURE, "comparator", "period")
    last = aims.filter(pl.col("year") == pl.col("year").max().over(_MEASURE))
    if last.is_empty():
        raise refused_targets("value", "no target has a figure; check the filter that made the table")
    told = table.filter(nature="actual")
    longest_first = "date", "begin", pl.col("^basis$") != "stated"
    results = told.filter(signs(told) == "=").sort(longest_first, maintain_order=True)
    alike = [*_PAIRED, "date", "begin"] + ["basis"] * ("basis" in rows.columns)
    results = results.with_columns(is_disputed=pl.col("value").n_unique().over(alike) > 1)
    results = results.unique([*_PAIRED, "date"], keep="first", maintain_order=True)
    return as_given(_judged(_paired(last, results), results).select(_COLUMNS), targets)


def measure_spans(rows: pl.DataFrame) -> pl.Series:
    """Give how long the period of each row is, as `length` tells; 0 where its metric is of no span."""
    over = rows.select(counted_over()).to_series()
    return spans_of(over.fill_null(rows["period"])).zip_with(over.is_not_null(), pl.Series([0]))


def _found_by(rule: Callable[[str], Any], kind: type[pl.DataType], periods: pl.Series) -> pl.Series:
    """Give what a rule finds for each period; refuse one that is none."""
    found: dict[str, Any] = {}
    faults = Faults()
    for period in periods.unique().sort():
        try:
            found[period] = rule(period)
        except ValueError:
            forms = "2024, 2024-Q3, 2024-06, 2024-06-30 or two of them with / between, the earlier first"
            faults.add("targets", 0, "period", f"cannot read {period!r}; write {forms}")
    faults.raise_if_any()
    return periods.replace_strict(found, return_dtype=kind).cast(kind)  # an empty one stays text


first_days, last_days = (partial(_found_by, rule, pl.Date) for rule in (first_day, last_day))
spans_of = partial(_found_by, length, pl.Int64)


def _paired(aims: pl.DataFrame, results: pl.DataFrame) -> pl.DataFrame:
    """Give each aim the first result of its measure and the last one up to its date."""
    wanted = aims.rename({"value": "target", "year": "target_year", "date": "due"}).with_row_index("order")
    found = results.select(*_PAIRED, "date", "value", "is_disputed")
    first = found.group_by(_PAIRED, maintain_order=True).first()
    latest = found.rename({"value": "current"}).with_columns(current_date="date")
    return (
        wanted.sort("due", maintain_order=True)
        .join_asof(latest, left_on="due", right_on="date", by=_PAIRED, check_sortedness=False)
        .join(first.rename({"value": "start", "date": "start_date"}), on=_PAIRED, how="left", suffix="_first")
    )


def _judged(paired: pl.DataFrame, results: pl.DataFrame) -> pl.DataFrame:
    """Add what the rest of the way asks for, how the way so far compares, and the status with its reason."""
    start, current, target, ratio = (pl.col(name) for name in ("start", "current", "target", "ratio"))

    def days(first: str, last: str) -> pl.Expr:
        return (pl.col(last) - pl.col(first)).dt.total_days()

    left = days("current_date", "due") / _DAYS
    observed, whole = days("start_date", "current_date"), days("start_date", "due")
    can_grow, is_met = (left > 0) & (current > 0) & (target > 0), _is_met(current)
    share = ((current - start) / observed / ((target - start) / whole)).round(_DIGITS)
    # classes held in one year are none of those of the next
    counts = [name for name, metric in metrics().items() if metric.unit == "count" and metric.is_of_a_span]
    is_met_before = is_met & pl.col("metric").is_in(counts) & (pl.col("current_date") < pl.col("due"))
    none_left = pl.when(is_met_before).then(None).when(is_met).then(0.0)
    paced = paired.with_columns(
        points_per_year=none_left.when(left > 0).then((target - current) / left),
        growth_per_year=none_left.when(can_grow).then((target / current) ** (1 / left) - 1),
        ratio=pl.when((observed > 0) & (whole > 0) & (target != start)).then(share),
    ).join(_of_other_measures(results), on=["province", "metric"], how="left")
    disputed = pl.col("is_disputed") | pl.col("is_disputed_first")
    of_both = pl.when("is_disputed").then("current_date").otherwise("start_date")
    none, of_path = current.is_null(), "of the change that a linear path asks for"
    is_alone, is_late = none & pl.col("figures").is_null(), none & start.is_not_null()
    rules: tuple[tuple[Any, ...], ...] = (
        (is_alone, _NOT, "no exact result for this metric in the documents of the province"),
        (is_late, _NOT, "the results are of after the date of the target"),
        (none, _NOT, "not the same measure: result {}, target ({})", "figures", _base()),
        (is_met_before, _NOT, "counted up to {}, which is not the target's time", "current_date"),
        (is_met, "met", "the result of {} meets the target", "current_date"),
        (disputed, _NOT, "documents differ in the result of {}", of_both),
        (observed == 0, _NOT, "one date only ({}): no change is observed", "current_date"),
        (_is_met(start), "falling", "the first result, of {}, met the target, the last does not", "start_date"),
        (ratio.is_null(), _NOT, "no time or no change between the first result and the target"),
        (ratio >= ON_TRACK, "on track", f"at least {ON_TRACK:.2f} {of_path}"),
        (ratio >= BEHIND, "behind", f"at least {BEHIND:.2f} {of_path}"),
        (ratio >= FAR_BEHIND, "far behind", f"less than {BEHIND:.2f} {of_path}"),
        (ratio < FAR_BEHIND, "falling", "the results move away from the target"),
    )
    return paced.sort("order").with_columns(
        pl.when(~none).then(pl.col("start", "start_date")).name.keep(),
        status=pl.coalesce(pl.when(holds).then(pl.lit(status)) for holds, status, *_ in rules),
        reason=pl.coalesce(pl.when(holds).then(pl.format(*reason)) for holds, _, *reason in rules),
    )


def _is_met(value: pl.Expr) -> pl.Expr:
    lower = [name for name, metric in metrics().items() if metric.better == "lower"]
    sign = pl.col("comparator")
    is_lower_better = pl.col("metric").is_in(lower) & (sign == "=")
    is_ceiling = sign.is_in(["<=", "<"]) | is_lower_better | (pl.col("scope") == "rank")
    beyond = pl.when(is_ceiling).then(value < pl.col("target")).otherwise(value > pl.col("target"))
    return beyond | ((value == pl.col("target")) & ~sign.is_in(["<", ">"]))


def _base() -> pl.Expr:
    bases = {scope: each.name_en for scope, each in scopes().items()}
    return pl.format("{}; base: {}; level: {}", "period", pl.col("scope").replace(bases), "level")


def _of_other_measures(results: pl.DataFrame) -> pl.DataFrame:
    """Word the results of each province and metric, on whatever base and level: some, and how many more."""
    values = pl.Series([number(round(value, 2), "en") for value in results["value"]], dtype=pl.String)
    told = results.with_columns(figure=pl.format("{} ({})", values, _base()))
    more = pl.len().cast(pl.Int64) - NAMED
    figures = pl.col("figure").head(NAMED).str.join("; ")
    named = pl.when(more > 0).then(pl.format("{} and {} more", figures, more)).otherwise(figures)
    return told.group_by("province", "metric", maintain_order=True).agg(figures=named)
