"""What became of the aims at an index: the result before the plan beside the one at its end. Never a cause."""

from typing import Any

import polars as pl

from cchc_analysis.catalog import OF_INDEX, indices, metrics, no_difference
from cchc_analysis.errors import DataError, Fault
from cchc_analysis.frames import DIGITS, AnyFrame, Frame, as_given
from cchc_analysis.load.register import known_documents
from cchc_analysis.selection import check_columns, checked_results

DIMENSION = "total"

_Row = dict[str, Any]

_LEAST = 3
"""Provinces with both scores from which there is a median to compare with."""
_AIM = ("province", "document", "metric", "comparator", "period", "nature", "scope")
_SIDE = {"year": pl.Int64(), "score": pl.Float64(), "rank": pl.Int64(), "of": pl.Int64()}
_KINDS: dict[str, Any] = {
    **dict.fromkeys(("province", "document", "metric", "comparator", "period", "dimension"), pl.String),
    **{f"{name}_{side}": kind for side in ("before", "after") for name, kind in _SIDE.items()},
    **{"series": pl.String, "change": pl.Float64, "median_change": pl.Float64},
    **{"verdict": pl.String, "reason": pl.String},
}


def follow_up(targets: Frame, outcomes: AnyFrame) -> Frame:
    """Set each aim at an index beside the results before the plan and at its end, and beside the median province.

    Of rows that a filter left, a plan that is not registered begins with the first of its aims.

    Returns
    -------
    DataFrame
        One row an aim at an index, with or without a figure: province, document, metric, comparator, period,
        dimension (its total); year_before, score_before, rank_before, of_before: the last result of a year before
        the plan's period; year_after, score_after, rank_after, of_after: that of the period's last year, else the
        last one within it; series (null where none covers both); change of the score in points; median_change of
        the provinces with both scores; verdict; reason in words.

        verdict: ``rose more than the median province``, ``rose less than``, ``rose as much as`` it, ``fell``,
        ``unchanged``, ``other series``, ``no result``; for an aim to lower an index ``fell more than``, ``rose``.

    Raises
    ------
    DataError
        A column is missing, a period begins with no year, a score is no number or stands twice.

    Notes
    -----
    It says what came about, not why. Of scores that are survey estimates the catalogue has up to how many points
    are no difference: a change of no more is ``unchanged``, and one that is so near the median is ``as much as``
    it; the reason says so.

    Examples
    --------
    >>> from cchc_analysis import load_outcomes, load_targets
    >>> found = follow_up(load_targets(), load_outcomes())
    >>> row = found.filter(province="Kon Tum", metric="papi_index").row(0, named=True)
    >>> row["year_before"], row["year_after"], row["rank_before"], row["rank_after"], row["verdict"]
    (2022, 2023, 54, 56, 'unchanged')
    """
    table, results = check_columns(targets, *_AIM), checked_results(outcomes, "series", "rank", "of")
    of_provinces = results.filter(pl.col("province").is_not_null(), dimension=DIMENSION)
    aims = table.filter(pl.col("metric").is_in(indices()), nature="target").sort("province", "document", "metric")
    begins = _begins(table.filter(nature="target"))
    rows = [_row(aim, begins[aim["document"]], of_provinces) for aim in aims.iter_rows(named=True)]
    return as_given(pl.DataFrame(rows, schema=_KINDS), targets)


def _begins(aims: pl.DataFrame) -> dict[str, int]:
    """Give the first year of each plan as the register has it, else the first that any of its aims names."""
    first = pl.col("period").str.extract(r"^([0-9]{4})(?:-Q[1-4]|(?:-[0-9]{2}){0,2})(?:/|$)").cast(pl.Int64)
    unread = aims.filter(first.is_null()).select("document", "period").unique()
    if unread.height:
        form = "begin with the year, as 2021/2025"
        told = (f"cannot read {period!r} of {name}; {form}" for name, period in unread.iter_rows())
        raise DataError(Fault("targets", 0, "period", message) for message in told)
    registered = known_documents().select("document", first)
    return dict([*aims.group_by("document").agg(first.min()).iter_rows(), *registered.iter_rows()])


def _row(aim: _Row, begins: int, results: pl.DataFrame) -> _Row:
    of_index = results.filter(metric=aim["metric"])
    own = of_index.filter(province=aim["province"]).sort("year")
    ends = int(aim["period"].partition("/")[2][:4] or aim["period"][:4])
    year = pl.col("year")
    before, after = (own.filter(within).tail(1) for within in (year < begins, year.is_between(begins, ends)))
    row = aim | {"dimension": DIMENSION}
    for side, found in (("before", before), ("after", after)):
        row |= {f"{name}_{side}": found[name].first() for name in _SIDE}
    if before.height and after.height:
        row |= _told(aim, before.row(0, named=True), after.row(0, named=True), of_index)
    else:
        missing = f"within {aim['period'].replace('/', '-')}" if before.height else f"before {begins}"
        row |= {"verdict": "no result", "reason": f"no result {missing} is in the table of results"}
    if aim["scope"] not in ("standard", *OF_INDEX):
        row["reason"] += f"; the aim is at {aim['scope']}, the result is of the whole index"
    return row


def _told(aim: _Row, first: _Row, last: _Row, of_index: pl.DataFrame) -> _Row:
    years = f"{first['year']} and {last['year']}"
    if first["series"] is None or first["series"] != last["series"]:
        return {"verdict": "other series", "reason": f"no series covers {years}, so their scores do not compare"}
    told = {"series": first["series"], "verdict": "no result"}
    if ranked := [str(row["year"]) for row in (first, last) if row["score"] is None]:
        return told | {"reason": f"only a rank, no score, is at hand of {' and '.join(ranked)}"}
    told["change"] = change = round(last["score"] - first["score"], DIGITS)
    scores = of_index.drop_nulls("score")
    before, after = (scores.filter(year=row["year"]).select("province", "score") for row in (first, last))
    changes = before.join(after, on="province").select(pl.col("score_right") - pl.col("score")).to_series()
    if (n := len(changes)) < _LEAST:
        return told | {"reason": f"{n} with a score of {years}: no median to compare with"}
    median = float(changes.round(DIGITS).median())  # type: ignore[arg-type]
    reason = f"{change:+.3g} points, the median of {n} provinces with both scores {median:+.3g}"
    least = no_difference(aim["metric"])
    beyond = round(change - median, DIGITS)
    if least and min(abs(change), abs(beyond)) <= least:
        reason += f"; {least:g} points or less are no difference"
    return told | {"median_change": median, "verdict": _verdict(aim, change, beyond, least), "reason": reason}


def _verdict(aim: _Row, change: float, beyond: float, least: float) -> str:
    """Word the change, and by how much it goes beyond the median one, by the way that is aimed at."""
    if abs(change) <= least:
        return "unchanged"
    lower_is_better, sign = metrics()[aim["metric"]].better == "lower", aim["comparator"]
    is_down = sign in ("decrease", "<=", "<") or (sign == "=" and lower_is_better)
    if aim["scope"] == "rank":  # whatever bounds a rank, it is to do better
        is_down = lower_is_better
    wanted, other = ("fell", "rose") if is_down else ("rose", "fell")
    if (change < 0) is not is_down:
        return other
    how = "as much as" if abs(beyond) <= least else "more than" if (beyond < 0) is is_down else "less than"
    return f"{wanted} {how} the median province"
