"""Holds stated parts against their total and printed shares against their fractions; reports, never repairs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from cchc_analysis.errors import Faults
from cchc_analysis.harmonizer.periods import last_day
from cchc_analysis.harmonizer.repeats import Statements
from cchc_analysis.harmonizer.rows import HarmonizedRow
from cchc_analysis.harmonizer.trajectories import steps_without_path
from cchc_analysis.harmonizer.values import as_printed, rounded
from cchc_analysis.load.sheets import Row


class Found(NamedTuple):
    """One finding, fields as `schema.Finding` describes them."""

    document: str
    statements: str | None
    line: int | None
    kind: str
    stated: str | None
    recomputed: str | None
    message: str


def check_parts(statements: Statements, part_of: dict[tuple[str, str], str], faults: Faults) -> None:
    """Refuse a part that cannot be added to its total: another unit or nature, several levels, a circle."""
    circular = _in_circles(part_of)
    for (document, statement), named in part_of.items():
        parts, totals = (statements.get((document, name), []) for name in (statement, named.partition(":")[0]))
        if not parts or not totals:
            continue  # one of the two could not be read, which is a fault already
        if len(totals) > 1 or not _sides(totals[0]) or _kind(totals[0]) != _kind(parts[0]):
            parts[0].place.fault(faults, "part_of", f"{named!r} is no single total of such figures; name one")
        if (document, statement) in circular:
            parts[0].place.fault(faults, "part_of", f"{named!r} is in turn a part of this one; break the circle")


def _kind(row: HarmonizedRow) -> tuple[object, ...]:
    return row.nature, row.unit, *_sides(row)


def _in_circles(part_of: dict[tuple[str, str], str]) -> set[tuple[str, str]]:
    """Give the statements that are, by way of others, parts of themselves."""
    walked: set[tuple[str, str]] = set()
    circular: set[tuple[str, str]] = set()
    for first in part_of:
        path: dict[tuple[str, str], int] = {}
        name = first
        while name in part_of and name not in walked:
            walked.add(name)
            path[name] = len(path)
            name = name[0], part_of[name].partition(":")[0]
        if name in path:
            circular |= set(list(path)[path[name] :])
    return circular


def check_sums(statements: Statements, part_of: dict[tuple[str, str], str]) -> Iterator[Found]:
    """Add the parts of each total, split by label, and report every sum that is not its total.

    Of fractions, numerators and denominators are added apart. Figures count as far as they are printed: what is
    within their rounding is no mismatch, and a floor or a ceiling has no sum to miss. Where the sum is another
    figure of the document for the metric of the parts, the message names it: the split then belongs there.
    Parts that add up and are of another metric than their total are a doubt.
    """
    groups: dict[tuple[str, str], list[HarmonizedRow]] = {}
    for (document, statement), named in part_of.items():
        for part in statements.get((document, statement), []):
            groups.setdefault((document, named), []).append(part)
    stated: dict[tuple[str, str], list[HarmonizedRow]] = {}
    for rows in statements.values():
        for row in rows:
            stated.setdefault((row.document, row.metric), []).append(row)
    for (document, named), parts in sorted(groups.items()):
        for total in statements.get((document, named.partition(":")[0]), []):
            same_metric = stated[document, parts[0].metric]
            missed = list(_check_sum(total, parts, same_metric))
            yield from missed or _check_metrics(total, parts)


def _check_sum(
    total: HarmonizedRow, parts: list[HarmonizedRow], same_metric: list[HarmonizedRow]
) -> Iterator[Found]:
    if {row.comparator for row in (total, *parts)} != {"="}:
        return
    for side, stated in _sides(total).items():
        added = sum((_sides(part).get(side, Fraction(0)) for part in parts), Fraction(0))
        if abs(added - stated) <= _rounding(total, parts):
            continue
        printed = total.printed if side == "count" else as_printed(stated, "0")
        recomputed = as_printed(added, printed)
        if recomputed == printed:  # told apart only by figures that are finer than the total
            recomputed = as_printed(added, parts[0].printed)
        message = f"{len(parts)} parts add up to {recomputed}, not to the stated {printed}"
        own = {part.statement for part in parts}
        owners = [
            row.statement for row in same_metric if _sides(row).get(side) == added if row.statement not in own
        ]
        if owners:
            message += f"; they are the total of {', '.join(owners)}, to which the split belongs"
        yield Found(total.document, _names(total, parts), total.line, "sum", printed, recomputed, message)


def _rounding(total: HarmonizedRow, parts: list[HarmonizedRow]) -> Fraction:
    """Give how far a sum may lie from its total because figures are rounded; what is counted whole is exact."""
    exact = (row.numerator is not None or (row.unit == "count" and row.step == 1) for row in (total, *parts))
    steps = zip((row.step for row in (total, *parts)), exact, strict=True)
    return sum((step / 2 for step, whole in steps if not whole), Fraction(0))


def _check_metrics(total: HarmonizedRow, parts: list[HarmonizedRow]) -> Iterator[Found]:
    others = sorted({part.metric for part in parts} - {total.metric})
    if others:
        message = f"the parts are of {', '.join(others)}, the total is of {total.metric}"
        yield Found(total.document, _names(total, parts), total.line, "doubt", None, None, message)


def _names(first: HarmonizedRow, others: list[HarmonizedRow]) -> str:
    return ";".join(dict.fromkeys(row.statement for row in (first, *others)))


def _sides(row: HarmonizedRow) -> dict[str, Fraction]:
    """Give what of a figure is added: its value, or the parts of a fraction."""
    if row.numerator is not None and row.denominator is not None:
        return {"numerator": Fraction(repr(row.numerator)), "denominator": Fraction(repr(row.denominator))}
    return {} if row.value is None else {"count": Fraction(repr(row.value))}


def check_shares(rows: list[HarmonizedRow]) -> Iterator[Found]:
    """Hold each printed percent against the fraction with the same key, as numbers, at the precision printed."""
    fractions = {row.key: row for row in rows if row.numerator is not None}
    for percent in rows:
        fraction = fractions.get(percent.key)
        if percent.numerator is not None or percent.value is None or percent.comparator != "=" or not fraction:
            continue
        top, bottom = _sides(fraction).values()
        share, stated = 100 * top / bottom, Fraction(repr(percent.value))
        if stated == rounded(share, percent.step):
            continue
        recomputed = as_printed(share, percent.printed)
        message = f"{fraction.printed} is {recomputed}, printed as {percent.printed}"
        if stated == rounded(share, percent.step, cut=True):
            message += ": cut, not rounded"
        names = f"{fraction.statement};{percent.statement}"
        yield Found(percent.document, names, percent.line, "share", percent.printed, recomputed, message)


def check_contradictions(rows: list[HarmonizedRow]) -> Iterator[Found]:
    """Report targets of one document, measure, level and deadline whose figures differ.

    What is said of a range of years is no deadline, and a floor below a ceiling is a range of values.
    """
    groups: dict[tuple[object, ...], list[HarmonizedRow]] = {}
    for row in rows:
        if row.nature == "target" and row.value is not None and not _is_yearly(row):
            measure = row.document, row.metric, row.scope, row.level, last_day(row.period)
            groups.setdefault(measure, []).append(row)
    for same in groups.values():
        if _are_at_odds(same):
            first, *others = sorted(same, key=lambda row: (row.line, row.statement))
            printed = " and ".join(row.printed for row in (first, *others))
            message = f"one measure, several targets for {first.year}: {printed}"
            names = ";".join(row.statement for row in (first, *others))
            yield Found(first.document, names, first.line, "contradiction", first.printed, None, message)


def _is_yearly(row: HarmonizedRow) -> bool:
    return "/" in row.period and row.place.cells["period"] is not None


def _are_at_odds(rows: list[HarmonizedRow]) -> bool:
    floors, ceilings, plain = (
        {row.value for row in rows if row.value is not None and row.comparator.startswith(sign)}
        for sign in (">", "<", "=")
    )
    if any(len(values | plain) > 1 for values in (floors, ceilings)):
        return True
    return bool(floors and ceilings) and max(floors) > min(ceilings)


def check_paths(rows: list[HarmonizedRow]) -> Iterator[Found]:
    """Report every yearly step from which no path can be computed, a finding a statement."""
    for _, group in groupby(steps_without_path(rows), key=lambda found: found[0].statement):
        step, why = next(group)
        message = f"a yearly step of {step.printed} without a path: {why}"
        yield Found(step.document, step.statement, step.line, "doubt", step.printed, None, message)


def told_doubts(doubts: list[Row], statements: Statements) -> Iterator[Found]:
    """Carry the doubts of a reader over, each to the line of its first statement."""
    for doubt in doubts:
        cells = doubt.cells
        document, names = cells["document"] or "", cells["statements"]
        line = int(cells["line"]) if cells["line"] else None
        rows = statements.get((document, (names or "").split(";")[0]))
        if line is None and rows:
            line = rows[0].line
        yield Found(document, names, line, cells["kind"] or "", None, None, cells["message"] or "")
