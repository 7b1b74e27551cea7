"""Holds stated parts against their total and printed shares against their fractions; reports, never repairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from cchc_analysis.errors import Faults
from cchc_analysis.harmonizer.periods import last_day
from cchc_analysis.harmonizer.repeats import Statements, pointers
from cchc_analysis.harmonizer.rows import HarmonizedRow
from cchc_analysis.harmonizer.trajectories import paths
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


def all_findings(
    rows: list[HarmonizedRow], stated: list[HarmonizedRow], statements: Statements, doubts: list[Row]
) -> list[Found]:
    """Give what every check finds in the rows of the table and the statements behind them, sorted."""
    found = [
        *_wrong_sums(statements),
        *_wrong_shares(stated),
        *_contradictions([row for row in rows if row.basis == "stated"]),
        *_steps_without_path(stated),
        *_told_doubts(doubts, statements),
    ]
    return sorted(
        found, key=lambda item: (item.document, item.line or 0, item.kind, item.statements or "", item.message)
    )


def check_parts(statements: Statements, faults: Faults) -> None:
    """Refuse a part that cannot be added to its total: another unit or nature, several levels, a circle."""
    part_of = pointers(statements, "part_of")
    total_of = {name: (name[0], named.partition(":")[0]) for name, named in part_of.items()}
    circular = _in_circles(total_of)
    for name, total in total_of.items():
        parts, totals = statements.get(name, []), statements.get(total, [])
        if not parts or not totals:
            continue  # one of the two could not be read, which is a fault already
        kinds = {(row.nature, row.unit, *_sides(row)) for row in (parts[0], totals[0])}
        if len(totals) > 1 or len(kinds) > 1 or not _sides(totals[0]):
            message = f"{part_of[name]!r} is no single total of such figures; name one"
            parts[0].place.fault(faults, "part_of", message)
        if name in circular:
            message = f"{part_of[name]!r} is in turn a part of this one; break the circle"
            parts[0].place.fault(faults, "part_of", message)


def _in_circles(total_of: dict[tuple[str, str], tuple[str, str]]) -> set[tuple[str, str]]:
    """Give the statements that are, by way of others, parts of themselves."""
    left = dict(total_of)
    parts = Counter(left.values())
    free = [name for name in left if not parts[name]]  # what has no part is in no circle; nor is then its total
    while free:
        total = left.pop(free.pop())
        parts[total] -= 1
        if not parts[total] and total in left:
            free.append(total)
    return set(left)


def _wrong_sums(statements: Statements) -> Iterator[Found]:
    """Add the parts of each total, split by label, and report every sum that is not its total.

    Of fractions, numerators and denominators are added apart. Figures count as far as they are printed: what is
    within their rounding is no mismatch, and a floor or a ceiling has no sum to miss. Where the sum is another
    figure of the document for the metric of the parts, the message names it: the split then belongs there.
    Parts that add up and are of another metric than their total are a doubt.
    """
    groups: dict[tuple[str, str], list[HarmonizedRow]] = {}
    for (document, statement), named in pointers(statements, "part_of").items():
        groups.setdefault((document, named), []).extend(statements[document, statement])
    stated: dict[tuple[str, str], list[HarmonizedRow]] = {}
    for row in chain.from_iterable(statements.values()):
        stated.setdefault((row.document, row.metric), []).append(row)
    for (document, named), parts in sorted(groups.items()):
        for total in statements.get((document, named.partition(":")[0]), []):
            missed = list(_check_sum(total, parts, stated[document, parts[0].metric]))
            yield from missed
            others = sorted({part.metric for part in parts} - {total.metric})
            if others and not missed:
                message = f"the parts are of {', '.join(others)}, the total is of {total.metric}"
                yield _found("doubt", [total, *parts], message)


def _check_sum(
    total: HarmonizedRow, parts: list[HarmonizedRow], same_metric: list[HarmonizedRow]
) -> Iterator[Found]:
    rows = [total, *parts]
    if {row.comparator for row in rows} != {"="}:
        return
    rounding = sum((row.step / 2 for row in rows if not _is_exact(row)), Fraction(0))
    for side, stated in _sides(total).items():
        added = sum((_sides(part).get(side, Fraction(0)) for part in parts), Fraction(0))
        if abs(added - stated) <= rounding:
            continue
        printed = total.printed if side == "count" else as_printed(stated, "0")
        recomputed = as_printed(added, printed)
        message = f"{len(parts)} parts add up to {recomputed}, not to the stated {printed}"
        own = {part.statement for part in parts}
        owners = [
            row.statement for row in same_metric if _sides(row).get(side) == added and row.statement not in own
        ]
        if owners:
            message += f"; they are the total of {', '.join(owners)}, to which the split belongs"
        yield _found("sum", rows, message, printed, recomputed)


def _is_exact(row: HarmonizedRow) -> bool:
    """Tell whether a figure is counted whole, not rounded."""
    return row.numerator is not None or (row.unit == "count" and row.step == 1)


def _found(
    kind: str,
    rows: Iterable[HarmonizedRow],
    message: str,
    stated: str | None = None,
    recomputed: str | None = None,
) -> Found:
    """Word a finding about statements, at the line of the first."""
    first, *others = rows
    names = ";".join(dict.fromkeys(row.statement for row in (first, *others)))
    return Found(first.document, names, first.line, kind, stated, recomputed, message)


def _sides(row: HarmonizedRow) -> dict[str, Fraction]:
    """Give what of a figure is added: its value, or the parts of a fraction."""
    if row.numerator is not None and row.denominator is not None:
        return {"numerator": Fraction(repr(row.numerator)), "denominator": Fraction(repr(row.denominator))}
    return {} if row.value is None else {"count": Fraction(repr(row.value))}


def _wrong_shares(rows: list[HarmonizedRow]) -> Iterator[Found]:
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
        found = _found("share", [fraction, percent], message, percent.printed, recomputed)
        yield found._replace(line=percent.line)


def _contradictions(rows: list[HarmonizedRow]) -> Iterator[Found]:
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
            ordered = sorted(same, key=lambda row: (row.line, row.statement))
            printed = " and ".join(row.printed for row in ordered)
            message = f"one measure, several targets for {ordered[0].year}: {printed}"
            yield _found("contradiction", ordered, message, ordered[0].printed)


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


def _steps_without_path(rows: list[HarmonizedRow]) -> Iterator[Found]:
    """Report every yearly step from which no path can be computed, a finding a statement."""
    told: dict[tuple[str, str], tuple[HarmonizedRow, str]] = {}
    for step, _, why in paths(rows):
        if why:
            told.setdefault((step.document, step.statement), (step, why))
    for step, why in told.values():
        yield _found("doubt", [step], f"a yearly step of {step.printed} without a path: {why}", step.printed)


def _told_doubts(doubts: list[Row], statements: Statements) -> Iterator[Found]:
    """Carry the doubts of a reader over, each to the line of its first statement."""
    for doubt in doubts:
        cells = doubt.cells
        document, names = cells["document"] or "", cells["statements"]
        rows = statements.get((document, (names or "").split(";")[0]))
        line = int(cells["line"]) if cells["line"] else rows[0].line if rows else None
        yield Found(document, names, line, cells["kind"] or "", None, None, cells["message"] or "")
