"""Holds stated parts against their total and printed shares against their fractions; reports, never repairs."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose
from typing import NamedTuple

from cchc_analysis.errors import Faults
from cchc_analysis.harmonizer.repeats import Statements
from cchc_analysis.harmonizer.rows import HarmonizedRow
from cchc_analysis.harmonizer.values import as_printed
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
    """Refuse a part that cannot be added to its total: another kind of figure, several levels, a circle."""
    for (document, statement), named in part_of.items():
        parts, totals = (statements.get((document, name), []) for name in (statement, named.partition(":")[0]))
        if not parts or not totals:
            continue  # one of the two could not be read, which is a fault already
        if len(totals) > 1 or _sides(totals[0]).keys() != _sides(parts[0]).keys() or not _sides(totals[0]):
            parts[0].place.fault(faults, "part_of", f"{named!r} is no single total of such figures; name one")
        if _comes_back(document, statement, part_of):
            parts[0].place.fault(faults, "part_of", f"{named!r} is in turn a part of this one; break the circle")


def _comes_back(document: str, statement: str, part_of: dict[tuple[str, str], str]) -> bool:
    name, seen = statement, set()
    while name not in seen:
        seen.add(name)
        name = part_of.get((document, name), "").partition(":")[0]
    return name == statement


def check_sums(statements: Statements, part_of: dict[tuple[str, str], str]) -> Iterator[Found]:
    """Add the parts of each total, split by label, and report every sum that is not its total.

    Of fractions, numerators and denominators are added apart. Where the sum is another figure of the document
    for the metric of the parts, the message names it: the split then belongs there.
    """
    groups: dict[tuple[str, str], list[HarmonizedRow]] = {}
    for (document, statement), named in part_of.items():
        for part in statements.get((document, statement), []):
            groups.setdefault((document, named), []).append(part)
    for (document, named), parts in sorted(groups.items()):
        for total in statements.get((document, named.partition(":")[0]), []):
            yield from _check_sum(total, parts, statements)


def _check_sum(total: HarmonizedRow, parts: list[HarmonizedRow], statements: Statements) -> Iterator[Found]:
    names = ";".join([total.statement, *dict.fromkeys(part.statement for part in parts)])
    for side, stated in _sides(total).items():
        added = sum(_sides(part).get(side, 0.0) for part in parts)
        if isclose(added, stated, rel_tol=1e-12):
            continue
        printed = total.printed if side == "count" else as_printed(stated, "0")
        recomputed = as_printed(added, printed)
        message = f"{len(parts)} parts add up to {recomputed}, not to the stated {printed}"
        owners = [
            row.statement
            for (document, _), rows in statements.items()
            for row in rows
            if document == total.document and row.metric == parts[0].metric and _sides(row).get(side) == added
        ]
        if owners:
            message += f"; they are the total of {', '.join(owners)}, to which the split belongs"
        yield Found(total.document, names, total.line, "sum", printed, recomputed, message)


def _sides(row: HarmonizedRow) -> dict[str, float]:
    if row.numerator is not None and row.denominator is not None:
        return {"numerator": row.numerator, "denominator": row.denominator}
    return {} if row.value is None else {"count": row.value}


def check_shares(rows: list[HarmonizedRow]) -> Iterator[Found]:
    """Hold each printed percent against the fraction with the same key, rounded as it is printed."""
    fractions = {row.key: row for row in rows if row.numerator is not None}
    for percent in rows:
        fraction = fractions.get(percent.key)
        if percent.numerator is not None or fraction is None or fraction.value is None:
            continue
        recomputed = as_printed(fraction.value, percent.printed)
        if recomputed != percent.printed:
            message = f"{fraction.printed} is {recomputed}, printed as {percent.printed}"
            if (percent.value or 0) < fraction.value:
                message += ": cut, not rounded"
            names = f"{fraction.statement};{percent.statement}"
            yield Found(percent.document, names, percent.line, "share", percent.printed, recomputed, message)


def check_contradictions(rows: list[HarmonizedRow]) -> Iterator[Found]:
    """Report targets of one document, measure, level and year whose figures differ."""
    groups: dict[tuple[object, ...], list[HarmonizedRow]] = {}
    for row in rows:
        if row.nature == "target" and row.value is not None:
            measure = row.document, row.metric, row.scope, row.level, row.year
            groups.setdefault(measure, []).append(row)
    for same in groups.values():
        if len({row.value for row in same}) > 1:
            first, *others = sorted(same, key=lambda row: (row.line, row.statement))
            names = ";".join(row.statement for row in (first, *others))
            printed = " and ".join(row.printed for row in (first, *others))
            message = f"one measure, several targets for {first.year}: {printed}"
            yield Found(first.document, names, first.line, "contradiction", first.printed, None, message)


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
