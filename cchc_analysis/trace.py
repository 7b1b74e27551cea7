"""Traces statements of the table back to their document: where they stand, what each rule gave, the arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cchc_analysis.catalog import find_phrase, fold, phrases, scopes
from cchc_analysis.errors import DataError, Fault, Faults, nearest
from cchc_analysis.harmonizer import Harmonized
from cchc_analysis.harmonizer.rows import HarmonizedRow
from cchc_analysis.load.extras import read_ratios
from cchc_analysis.load.register import Document, read_register
from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.reading import document_file, read_text
from cchc_analysis.table import harmonized
from cchc_analysis.verify import nearest_place

Cells = dict[str, str | None]


class Rule(NamedTuple):
    """What the harmonizer made of one cell of a statement, and why."""

    column: str
    stated: str
    gives: str
    why: str


class Source(NamedTuple):
    """A statement as coded: document, cells, sentence or why there is none, and the rules applied to it."""

    document: Document
    cells: Cells
    sentence: str
    rules: list[Rule]


class Trace(NamedTuple):
    """Statements, the rows of the table that rest on all of them with their arithmetic, and what was found."""

    sources: list[Source]
    rows: list[tuple[HarmonizedRow, str]]
    findings: list[str]


def trace(name: str, raw: str | Path, texts: Path | None = None) -> Trace:
    """Trace a statement, or those of a derived row, back to the document; with its text the sentence is told too.

    The name is ``document:statement``, or the statement alone where one document has it; of a derived row the
    statements as its cell names them, ``;`` between. A `DataError` says that no document has it, or several have.

    Examples
    --------
    >>> traced = trace("kg011;kg012", "data/raw")
    >>> [(row.level, row.year, how) for row, how in traced.rows][0]
    ('commune', 2022, '15 + (2022 - 2021) x 20 = 35')
    >>> [rule.gives for rule in traced.sources[1].rules if rule.column == "period"]
    ['2022/2025']
    """
    raw, faults = Path(raw), Faults()
    found, doubts = harmonized(raw, faults)
    faults.raise_if_any()
    document, names = _named(name, found)
    register = (read_register(raw, Faults()) or {})[document]
    if register is None:
        raise AssertionError(document)  # its statements would not have been read
    own = [found.statements[document, each] for each in names]
    sources = [_source(rows, register, found, texts) for rows in own]
    firsts = {rows[0].place.cells["repeats"] or rows[0].statement for rows in own}
    rests = [row for row in found.rows if row.document == document and firsts <= set(row.statement.split(";"))]
    if not rests:  # a printed percent, for which its fraction stands
        keys = {row.key for rows in own for row in rows}
        rests = [row for row in found.rows if row.key in keys]
    findings = [
        f"{finding.kind}: {finding.message}"
        for finding in found.findings(doubts)
        if finding.document == document and set(names) & set((finding.statements or "").split(";"))
    ]
    return Trace(sources, [(row, _arithmetic(row, found, raw)) for row in rests], findings)


def _named(name: str, found: Harmonized) -> tuple[str, list[str]]:
    """Give the document and the statements that a name means."""
    document, _, listed = name.rpartition(":")
    names = [part.strip() for part in listed.split(";")]
    having = [each for each in {key[0] for key in found.statements} if document in ("", each)]
    having = sorted(each for each in having if all((each, one) in found.statements for one in names))
    if len(having) == 1:
        return having[0], names
    if having:
        choice = " or ".join(f"{each}:{listed}" for each in having)
        message = f"{listed!r} stands in several documents; write {choice}"
    else:
        known = [f"{key[0]}:{key[1]}" if document else key[1] for key in found.statements]
        message = f"no statement {name!r}; {nearest(name, known)}"
    raise DataError([Fault("statements", 0, "statement", message)])


def _source(rows: list[HarmonizedRow], register: Document, found: Harmonized, texts: Path | None) -> Source:
    cells = rows[0].place.cells
    rules = [*_rules(cells, rows, register), *_folding(cells, rows, found)]
    return Source(register, cells, _sentence(rows[0], register, texts), rules)


def _sentence(row: HarmonizedRow, register: Document, texts: Path | None) -> str:
    """Give the sentence round the evidence, or say why it cannot be told."""
    if texts is None:
        return "not at hand; name the folder of texts with --documents"
    try:
        text = read_text(document_file(texts, register.document))
    except (OSError, UnreadableError) as error:
        return f"not at hand ({getattr(error, 'strerror', None) or error})"
    places = text.places(row.evidence)
    if not places:
        return "the evidence is not in this text; run cchc verify"
    place = nearest_place(places, row.line, text)
    other = "" if text.sha256 == register.sha256 else " (of another text than the one coded)"
    return text.sentence(place, place + len(row.evidence)).strip() + other


def _rules(cells: Cells, rows: Sequence[HarmonizedRow], register: Document) -> Iterator[Rule]:
    """Tell what each cell became in the rows that the statement gives by itself."""
    first = rows[0]

    def told(column: str, gives: str, why: str) -> Rule:
        return Rule(column, cells[column] or "", gives, why)

    words = fold(cells["indicator"] or "")
    named = (phrase for phrase, metric in phrases() if metric == first.metric and find_phrase(phrase, words) >= 0)
    yield told("indicator", first.metric, f"the longest phrase of the catalogue in it: {next(named, '')}")
    values = dict.fromkeys(_number(row.value) for row in rows if row.value is not None)
    yield told("value", ";".join(values), _value_why(first))
    yield told("comparator", first.comparator, _comparator_why(cells))
    yield told("levels", ";".join(row.level for row in rows), _levels_why(cells, rows))
    yield told("period", first.period, _period_why(cells, first, register))
    narrows = f"base of the catalogue: {scopes()[first.scope].name_en}"
    yield told("scope", first.scope, narrows if cells["scope"] else "none named: the metric's own base")
    if cells["ceiling"]:
        yield told("ceiling", "", "where the yearly step stops")


def _value_why(row: HarmonizedRow) -> str:
    if row.value is None:
        return "no figure: a direction"
    if row.numerator is not None:
        return f"a fraction: {_fraction(row)}"
    kinds = {"percent": "a share in percent", "percentage_point": "a step, read as percentage points"}
    return kinds.get(row.unit, "a number: dots part thousands, a comma decimals")


def _comparator_why(cells: Cells) -> str:
    if not cells["comparator"]:
        return "no word: a plain figure"
    if not cells["value"]:
        return "a direction, since no figure is given"
    return "with a figure: the bound among the words, or a plain figure where none is one"


def _levels_why(cells: Cells, rows: Sequence[HarmonizedRow]) -> str:
    if not cells["levels"]:
        return "none named: that of the base" if scopes()[rows[0].scope].level else "none named"
    if ";" in (cells["value"] or ""):
        return "as many figures as levels: each its own"
    if len(rows) > 1:
        return "one figure said of each level: a row each"
    return "pooled: the words name several levels, or none of the three" if rows[0].level == "all" else "as named"


def _period_why(cells: Cells, row: HarmonizedRow, register: Document) -> str:
    about = f"{register.kind} for {register.period}"
    if not cells["period"]:
        return f"none named: that of the {about}"
    issued = f", issued {register.issued}" if register.issued and register.issued in row.period else ""
    return f"{'an' if row.nature == 'actual' else 'a'} {row.nature} of a {about}{issued}"


def _folding(cells: Cells, rows: Sequence[HarmonizedRow], found: Harmonized) -> Iterator[Rule]:
    """Tell of a statement that is added up, or that does not stand in the table under its own name."""
    if cells["part_of"]:
        yield Rule("part_of", cells["part_of"], "", "held, with the other parts, against that total")
    if cells["repeats"]:
        yield Rule("repeats", cells["repeats"], "", "says the same: folded into that statement and counted there")
        return
    keys = {row.key for row in rows}
    for other in sorted({row.statement for row in found.rows if row.key in keys} - {rows[0].statement}):
        yield Rule("value", cells["value"] or "", other, "the same figure as a fraction, which stands for it")


def _arithmetic(row: HarmonizedRow, found: Harmonized, raw: Path) -> str:
    """Tell how the value of a row came about."""
    if row.basis == "trajectory":
        return _step_by_step(row, found)
    if row.basis == "computed":
        return f"{_by_names(row, raw)} = {_fraction(row)}"
    return "as stated" if row.numerator is None else _fraction(row)


def _fraction(row: HarmonizedRow) -> str:
    return f"100 x {_number(row.numerator)} / {_number(row.denominator)} = {_number(row.value)}"


def _step_by_step(row: HarmonizedRow, found: Harmonized) -> str:
    start, step = (
        next(each for each in found.statements[row.document, name] if each.level == row.level)
        for name in row.statement.split(";")
    )
    reached = (start.value or 0) + (row.year - start.year) * (step.value or 0)
    path = f"{_number(start.value)} + ({row.year} - {start.year}) x {_number(step.value)} = {_number(reached)}"
    return path if reached == row.value else f"{path}, held at the ceiling {step.place.cells['ceiling']}"


def _by_names(row: HarmonizedRow, raw: Path) -> str:
    """Word a computed rate by the statements that ``ratios.csv`` names."""
    for ratio in read_ratios(raw, Faults()):
        parts = [[name.strip() for name in (ratio.cells[side] or "").split("+")] for side in _SIDES]
        names = [*dict.fromkeys(name for part in parts for name in part)]
        if ratio.cells["metric"] == row.metric and names == row.statement.split(";"):
            top, bottom = (f"({' + '.join(part)})" if len(part) > 1 else part[0] for part in parts)
            return f"100 x {top} / {bottom}"
    raise AssertionError(row.statement)  # a computed row comes from a ratio


_SIDES = ("numerator", "denominator")


def _number(value: float | None) -> str:
    return "" if value is None else f"{round(value, 4):.10g}"
