"""Holds stated parts against their total and printed shares against their fractions; reports, never repairs."""

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from math import inf
from typing import NamedTuple

from cchc_analysis.catalog import fold
from cchc_analysis.days import first_day
from cchc_analysis.errors import Faults
from cchc_analysis.harmonizer.evidence import is_loose
from cchc_analysis.harmonizer.periods import due_day
from cchc_analysis.harmonizer.repeats import Name, Statements, pointers
from cchc_analysis.harmonizer.rows import HarmonizedRow, Rows
from cchc_analysis.harmonizer.scopes import says_each_year
from cchc_analysis.harmonizer.trajectories import paths
from cchc_analysis.harmonizer.values import as_printed, rounded
from cchc_analysis.load.sheets import Row
from cchc_analysis.load.statements import total_and_label

_SIGNS = {">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< "}


class Found(NamedTuple):
    """One finding, fields as `schema.Finding` describes them."""

    document: str
    statements: str | None
    line: int | None
    kind: str
    stated: str | None
    recomputed: str | None
    message: str


def all_findings(rows: Rows, stated: Rows, statements: Statements, doubts: list[Row]) -> list[Found]:
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


def _parts(statements: Statements) -> Iterator[tuple[Name, Name, str, Row]]:
    """Give each part, of a repeat the one that it repeats, its total, the label of the split and its place."""
    repeats = pointers(statements, "repeats").items()
    first = {(document, name): (document, named) for (document, name), named in repeats}
    for name, cell in pointers(statements, "part_of").items():
        named, label = total_and_label(cell)
        total = name[0], named
        yield first.get(name, name), first.get(total, total), label, statements[name][0].place


def check_parts(statements: Statements, faults: Faults) -> None:
    """Refuse a part that cannot be added to its total: another unit or nature, pooled over levels, a circle."""
    parts = [*_parts(statements)]
    circular = _in_circles({part: total for part, total, *_ in parts})
    for part, total, _, place in parts:
        rows, totals = statements.get(part, []), statements.get(total, [])
        if not rows or not totals:
            continue  # one of the two could not be read, which is a fault already
        named = place.cells["part_of"]
        kinds = {(row.nature, row.unit, *_sides(row)) for row in (rows[0], totals[0])}
        if len(totals) > 1 or len(kinds) > 1 or not _sides(totals[0]):
            place.fault(faults, "part_of", f"{named!r} is no single total of such figures; name one")
        elif len(rows) > len((place.cells["value"] or "").split(";")):
            place.fault(faults, "part_of", "one figure of several levels cannot be added; give each level its own")
        if part in circular:
            place.fault(faults, "part_of", f"{named!r} is in turn a part of this one; break the circle")


def _in_circles(total_of: dict[Name, Name]) -> set[Name]:
    """Give the statements that are, by way of others, parts of themselves."""
    left, sorter = set(total_of), TopologicalSorter[Name]()
    for part, total in total_of.items():
        sorter.add(total, part)
    with suppress(CycleError):  # what is in no circle is sorted all the same
        sorter.prepare()
    while free := sorter.get_ready():
        left.difference_update(free)
        sorter.done(*free)
    return left


def _wrong_sums(statements: Statements) -> Iterator[Found]:
    """Add the parts of each total, split by label, and report every sum that is not its total.

    Of fractions, numerators and denominators are added apart, but no denominator that is one base of all. Figures
    count as far as they are printed; a bound, or what is about so much, has no sum to miss, and neither one part
    below its total nor parts of one other time are a whole split. Where the sum is another such total of the
    document, the message names it. Parts that add up and are of another metric than their total are a doubt.
    """
    splits: dict[tuple[Name, str], set[Name]] = {}
    for part, total, label, _ in _parts(statements):
        splits.setdefault((total, label), set()).add(part)
    parts_of_all = set().union(*splits.values())
    wholes: dict[tuple[str, str], Rows] = {}
    for name, rows in statements.items():
        if name not in parts_of_all:
            wholes.setdefault((name[0], rows[0].metric), []).extend(rows)
    for (whole, _), names in sorted(splits.items()):
        parts = [row for name in sorted(names) for row in statements[name]]
        for row in statements[whole]:
            yield from _check_sum(row, parts, wholes.get((whole[0], parts[0].metric), []))


def _check_sum(total: HarmonizedRow, parts: Rows, wholes: Rows) -> Iterator[Found]:
    """Give what is wrong with a sum, or with parts that add up."""
    rows = [total, *parts]
    times = {part.period for part in parts}
    if not all(map(_is_exact, rows)) or (len(times) == 1 and total.period not in times):
        return
    inexact = [row for row in rows if row.numerator is None and (row.unit != "count" or row.step != 1)]
    rounding = sum((row.step / 2 for row in inexact), Fraction(0))
    fits = []
    for side, stated in _sides(total).items():
        if side == "denominator" and total.denominator in [part.denominator for part in parts]:
            continue
        added = sum((_sides(part).get(side, Fraction(0)) for part in parts), Fraction(0))
        if len(parts) == 1 and added < stated:
            continue
        fits.append(abs(added - stated) <= rounding)
        if fits[-1]:
            continue
        printed = total.printed if side == "count" else as_printed(stated, "0")
        recomputed = as_printed(added, printed)
        adds = "1 part adds" if len(parts) == 1 else f"{len(parts)} parts add"
        message = f"{adds} up to {recomputed}, not to the stated {printed}"
        alike = (row for row in wholes if _sides(row).get(side) == added and _is_exact(row))
        if owners := [row.statement for row in alike if (row.nature, row.period) == (total.nature, total.period)]:
            message += f"; they are the total of {', '.join(owners)}, to which the split belongs"
        yield _found("sum", rows, message, printed, recomputed)
    others = sorted({part.metric for part in parts} - {total.metric})
    if others and fits and all(fits):
        yield _found("doubt", rows, f"the parts are of {', '.join(others)}, the total is of {total.metric}")


def _found(kind: str, rows: Rows, message: str, stated: str | None = None, recomputed: str | None = None) -> Found:
    """Word a finding about statements, at the line of the first."""
    first, *others = rows
    names = ";".join(dict.fromkeys(row.statement for row in (first, *others)))
    return Found(first.document, names, first.line, kind, stated, recomputed, message)


def _sides(row: HarmonizedRow) -> dict[str, Fraction]:
    """Give what of a figure is added: its value, or the parts of a fraction."""
    if row.numerator is not None and row.denominator is not None:
        return {"numerator": Fraction(repr(row.numerator)), "denominator": Fraction(repr(row.denominator))}
    return {} if row.value is None else {"count": Fraction(repr(row.value))}


def _wrong_shares(rows: Rows) -> Iterator[Found]:
    """Hold each printed percent against the fraction with the same key, as numbers, at the precision printed."""
    fractions = {row.key: row for row in rows if row.numerator is not None}
    for percent in rows:
        fraction = fractions.get(percent.key)
        if percent.numerator is not None or not fraction or not (_is_exact(percent) and _is_exact(fraction)):
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


def _is_exact(row: HarmonizedRow) -> bool:
    return row.value is not None and row.comparator == "=" and not is_loose(row)


def _contradictions(rows: Rows) -> Iterator[Found]:
    """Report targets of one document, measure, level and time of which no value meets both."""
    # A part of a time, a range that holds it, a deadline before its end, each year of it: all are other measures.
    # Where no level is named, the words for the levels tell which units a figure is of.
    groups: dict[tuple[object, ...], Rows] = {}
    for row in rows:
        if row.nature == "target" and row.value is not None and not is_loose(row):
            cells, begin = row.place.cells, first_day(row.period)
            units = fold(cells["levels"] or "") if row.level == "all" else row.level
            time = begin, due_day(row.period, cells["period"]), says_each_year(cells)
            groups.setdefault((row.document, row.metric, row.scope, units, *time), []).append(row)
    for same in groups.values():
        at_odds = [row for row in same if any(_are_at_odds(row, other) for other in same)]
        if at_odds:
            ordered = sorted(at_odds, key=lambda row: (row.line, row.statement))
            printed = " and ".join(_SIGNS.get(row.comparator, "") + row.printed for row in ordered)
            message = f"one measure, several targets for {ordered[0].period}: {printed}"
            yield _found("contradiction", ordered, message, ordered[0].printed)


def _are_at_odds(one: HarmonizedRow, other: HarmonizedRow) -> bool:
    """Tell whether no value meets two figures; where one is plain, both count as far as they are printed."""
    is_printed = "=" in (one.comparator, other.comparator)
    (low, high), (other_low, other_high) = (_range(row, is_printed=is_printed) for row in (one, other))
    return low > other_high or other_low > high


def _range(row: HarmonizedRow, *, is_printed: bool) -> tuple[tuple[float | Fraction, int], ...]:
    """Give the ends of what meets a figure, each with 1 or -1 where it lies beyond that end, not on it."""
    value, sign = Fraction(repr(row.value)), row.comparator
    step = row.step if row.numerator is None else Fraction(1, 10**6)
    half = step / 2 if is_printed else 0
    low = (-inf, 0) if "<" in sign else (value - half, int(sign == ">"))
    high = (inf, 0) if ">" in sign else (value + half, -int(sign == "<" or is_printed))
    return low, high


def _steps_without_path(rows: Rows) -> Iterator[Found]:
    """Report every yearly step from which no path can be computed, a finding a statement."""
    why = "no ceiling is stated, or no single figure of the same measure that it may start from"
    lacking = {(step.document, step.statement): step for step, path in paths(rows, Faults()) if not path}
    for step in lacking.values():
        yield _found("doubt", [step], f"a yearly step of {step.printed} without a path: {why}", step.printed)


def _told_doubts(doubts: list[Row], statements: Statements) -> Iterator[Found]:
    """Carry the doubts of a reader over, each to the line of its first statement."""
    for doubt in doubts:
        cells = doubt.cells
        document, names = cells["document"] or "", cells["statements"]
        rows = statements.get((document, (names or "").split(";")[0]))
        line = int(cells["line"]) if cells["line"] else rows[0].line if rows else None
        yield Found(document, names, line, cells["kind"] or "", None, None, cells["message"] or "")
