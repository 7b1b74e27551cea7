"""What each year would have to bring to reach a target, and how the results so far compare with that."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from cchc_analysis.catalog import metrics, scopes
from cchc_analysis.errors import DataError, Fault
from cchc_analysis.frames import as_given, as_polars
from cchc_analysis.selection import check_columns

if TYPE_CHECKING:
    from cchc_analysis.frames import Frame

ON_TRACK, BEHIND, FAR_BEHIND = 0.95, 0.60, 0.0
"""Lowest ratio of observed to required change for each class, below which a result falls."""

_MEASURE = ("province", "metric", "scope", "level")
_DAYS = 365.25
_COLUMNS: dict[str, Any] = {
    "province": pl.String, "metric": pl.String, "unit": pl.String, "scope": pl.String, "level": pl.String,
    "start": pl.Float64, "start_date": pl.Date, "current": pl.Float64, "current_date": pl.Date,
    "comparator": pl.String, "target": pl.Float64, "target_year": pl.Int64,
    "points_per_year": pl.Float64, "growth_per_year": pl.Float64, "ratio": pl.Float64,
    "status": pl.String, "reason": pl.String,
}  # fmt: skip


def pace(targets: Frame) -> Frame:
    r"""Give the pace that each target asks for and, where two results allow it, the pace so far.

    The path is linear in the unit of the figure (points for rates). With the first result :math:`y_0` at
    :math:`t_0`, the last one :math:`y_1` at :math:`t_1` and the target :math:`y^*` at :math:`t^*`:

    .. math:: ratio = \frac{(y_1 - y_0) / (t_1 - t_0)}{(y^* - y_0) / (t^* - t_0)}

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table, or rows of it.

    Returns
    -------
    DataFrame
        Of the kind given, a row for each target with a figure of the last year that a province sets for a metric,
        scope and level:
        province, metric, unit, scope, level, start, start_date (first result), current, current_date (last
        result), comparator, target, target_year, points_per_year (needed from the last result, linear),
        growth_per_year (the same as compound growth, a fraction; null where a value is not above zero), ratio,
        status, reason. A period counts for its last day. Results of another scope, results that are no plain
        figure and results of after the target are never paired with it; the reason says so.

        status: ``met`` (a floor is met from above, a ceiling from below, a plain figure from its better side),
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
    check_columns(as_polars(targets), *_MEASURE, "unit", "nature", "comparator", "value", "period", "year")
    table = as_polars(targets).drop_nulls("value")
    aims = table.filter(nature="target").sort(*_MEASURE, "comparator", "period")
    last = aims.filter(pl.col("year") == pl.col("year").max().over(_MEASURE))
    if last.is_empty():
        raise DataError(
            [Fault("targets", 0, "value", "no target has a figure; check the filter that made the table")]
        )
    results = [_dated(row) for row in table.filter(nature="actual", comparator="=").iter_rows(named=True)]
    rows = [_row(aim, results) for aim in last.iter_rows(named=True)]
    return as_given(pl.DataFrame(rows, schema=_COLUMNS, orient="row"), targets)


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"date": last_day(row["period"])}


def last_day(period: str) -> date:
    """Give the last day of a period.

    Examples
    --------
    >>> last_day("2020-Q3").isoformat(), last_day("2021/2025").isoformat(), last_day("2020-09-14").isoformat()
    ('2020-09-30', '2025-12-31', '2020-09-14')
    """
    end = period.rpartition("/")[2]
    year, _, rest = end.partition("-")
    if rest.startswith("Q"):
        month = 3 * int(rest[1:])
        return date(int(year), month, monthrange(int(year), month)[1])
    if len(rest) == 2:  # noqa: PLR2004
        return date(int(year), int(rest), monthrange(int(year), int(rest))[1])
    return date.fromisoformat(end) if rest else date(int(year), 12, 31)


def _row(aim: dict[str, Any], results: list[dict[str, Any]]) -> tuple[Any, ...]:
    due = last_day(aim["period"])
    same = [row for row in results if _is_same(row, aim) and row["date"] <= due]
    same.sort(key=lambda row: row["date"])
    head = tuple(aim[name] for name in ("province", "metric", "unit", "scope", "level"))
    end = (aim["comparator"], aim["value"], aim["year"])
    if not same:
        return (*head, None, None, None, None, *end, None, None, None, "not assessable", _why_none(aim, results))
    start, current = same[0], same[-1]
    left = (due - current["date"]).days / _DAYS
    points = (aim["value"] - current["value"]) / left if left > 0 else None
    grows = left > 0 and current["value"] > 0 and aim["value"] > 0
    growth = (aim["value"] / current["value"]) ** (1 / left) - 1 if grows else None
    ratio = _ratio(start, current, aim, due)
    status, reason = _status(aim, start, current, ratio)
    found = (start["value"], start["date"], current["value"], current["date"])
    return (*head, *found, *end, points, growth, ratio, status, reason)


def _ratio(start: dict[str, Any], current: dict[str, Any], aim: dict[str, Any], due: date) -> float | None:
    observed_days, all_days = (current["date"] - start["date"]).days, (due - start["date"]).days
    required = aim["value"] - start["value"]
    if observed_days <= 0 or all_days <= 0 or required == 0:
        return None
    return float((current["value"] - start["value"]) / observed_days / (required / all_days))


def _status(
    aim: dict[str, Any], start: dict[str, Any], current: dict[str, Any], ratio: float | None
) -> tuple[str, str]:
    if _is_met(aim, current["value"]):
        return "met", f"the result of {current['date']} meets the target"
    if start["date"] == current["date"]:
        return "not assessable", f"one date only ({current['date']}): no change is observed"
    if _is_met(aim, start["value"]):
        return "falling", f"the first result, of {start['date']}, met the target, the last does not"
    if ratio is None:
        return "not assessable", "no time or no change between the first result and the target"
    for status, lowest in (("on track", ON_TRACK), ("behind", BEHIND), ("far behind", FAR_BEHIND)):
        if ratio >= lowest:
            return status, f"{ratio:.2f} of the change that a linear path asks for"
    return "falling", f"{ratio:.2f}: the results move away from the target"


def _is_met(aim: dict[str, Any], value: float) -> bool:
    lower_is_better = metrics()[aim["metric"]].better == "lower"
    if aim["comparator"] in ("<=", "<") or (aim["comparator"] == "=" and lower_is_better):
        return bool(value < aim["value"] or (value == aim["value"] and aim["comparator"] != "<"))
    return bool(value > aim["value"] or (value == aim["value"] and aim["comparator"] != ">"))


def _why_none(aim: dict[str, Any], results: list[dict[str, Any]]) -> str:
    """Say why no result can be paired: another level or base, or none at all."""
    near = [row for row in results if row["province"] == aim["province"] and row["metric"] == aim["metric"]]
    if not near:
        return "no result for this metric in the documents of the province"
    if any(_is_same(row, aim) for row in near):
        return "the results are of after the date of the target"
    named = "; ".join(f"{row['value']:.1f} ({row['period']}; {_base(row)})" for row in near)
    return f"not the same measure: result {named}, target ({_base(aim)})"


def _is_same(row: dict[str, Any], aim: dict[str, Any]) -> bool:
    return all(row[name] == aim[name] for name in _MEASURE)


def _base(row: dict[str, Any]) -> str:
    scope = scopes().get(row["scope"])
    return f"base: {scope.name_en if scope else row['scope']}; level: {row['level']}"
