"""Folds repeats into the first occurrence, and settles or refuses statements that share a key."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cchc_analysis.catalog import labels
from cchc_analysis.errors import Faults
from cchc_analysis.harmonizer.rows import HarmonizedRow, Rows

Name = tuple[str, str]  # of a statement: its document and its id
Statements = dict[Name, Rows]


def pointers(statements: Statements, column: str) -> dict[Name, str]:
    """Give what each statement names in ``part_of`` or ``repeats``."""
    cells = {name: rows[0].place.cells[column] for name, rows in statements.items()}
    return {name: cell for name, cell in cells.items() if cell}


def fold_repeats(statements: Statements, faults: Faults) -> Rows:
    """Fold each repeat into the statement it names and count it there.

    A repeat says the same, of all levels or some: nature, metric, scope, level, year, comparator and value; its
    period may be worded otherwise, a deadline for the end of a plan.
    A repeat that says something else, or that names another repeat, is a fault.
    """
    times: Counter[tuple[Name, tuple[object, ...]]] = Counter()
    repeats = pointers(statements, "repeats")
    for (document, statement), named in repeats.items():
        rows, first = statements.get((document, statement)), statements.get((document, named))
        if not rows or not first or named == statement:
            continue  # a fault already, of the statement that could not be read or that names itself
        if (document, named) in repeats:
            rows[0].place.fault(faults, "repeats", f"{named!r} is itself a repeat; name the first statement")
        elif not set(map(said, rows)) <= set(map(said, first)):
            message = f"says something else than {named!r}; correct it, or empty the cell so that both stay"
            rows[0].place.fault(faults, "repeats", message)
        times.update(((document, named), said(row)) for row in rows)
    return [
        replace(row, mentions=1 + times[name, said(row)])
        for name, rows in statements.items()
        if name not in repeats
        for row in rows
    ]


def said(row: HarmonizedRow) -> tuple[object, ...]:
    """Give what a row says, whatever the words: what two rows share of which one repeats the other."""
    return row.nature, row.metric, row.scope, row.level, row.year, row.comparator, row.value


def by_key(rows: Iterable[HarmonizedRow]) -> list[Rows]:
    """Give the rows of each key together, in the order of their first."""
    found: dict[tuple[str, ...], Rows] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return list(found.values())


def is_printed_too(same: Rows) -> bool:
    """Tell whether two rows of one key are a stated fraction and the percent printed beside it."""
    stated = [row.basis == "stated" for row in same if row.numerator is not None]
    return len(same) == 2 and stated == [True]  # noqa: PLR2004


def settle_keys(rows: Rows, faults: Faults) -> Iterator[HarmonizedRow]:
    """Leave one row a key.

    Where a fraction and its printed percent share a key the fraction stands and the note keeps the percent.
    Any other two statements with one key are a fault that names both.
    """
    for same in by_key(rows):
        if len(same) == 1:
            yield from same
        elif is_printed_too(same):
            kept, percent = sorted(same, key=lambda row: row.numerator is None)
            told = labels("en")["note_printed"].format(printed=percent.printed)
            yield replace(kept, note=" ".join(filter(None, (kept.note, told))))
        else:
            first, second = sorted(same, key=lambda row: row.statement)[:2]
            measure = f"({first.metric}, {first.scope}, {first.level}, {first.period})"
            told = f"{first.statement} and {second.statement} state one measure {measure} twice"
            apart = "give them scopes that tell them apart, or mark one as a repeat"
            second.place.fault(faults, "scope", f"{told}; {apart}")
