"""Traces statements of the table back to their document: where they stand, what each rule gave, the arithmetic."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cchc_analysis.catalog import fold, has_phrase, phrases, scopes
from cchc_analysis.errors import Faults, nearest, refused
from cchc_analysis.extract.files import readable_text
from cchc_analysis.harmonizer import Harmonized
from cchc_analysis.harmonizer.rows import HarmonizedRow
from cchc_analysis.load.register import Document
from cchc_analysis.read.reading import document_file
from cchc_analysis.table import harmonized
from cchc_analysis.verify import nearest_place
from cchc_analysis.wording import sign_of

Rule = tuple[str, str, str, str]
"""A cell of a statement, as stated, what the harmonizer made of it, and why."""


class Source(NamedTuple):
    """A statement as coded: document, cells, sentence or why there is none, and the rules applied to it."""

    document: Document
    cells: dict[str, str | None]
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
    statements as its cell names them.
    """
    faults = Faults()
    found = harmonized(Path(raw), faults)
    faults.raise_if_any()
    document, names = _named(name, found)
    register = found.documents[document]
    assert register  # else its statements would not have been read
    own, sources = [found.statements[document, each] for each in names], []
    for rows in own:
        sentence, rules = _sentence(rows[0], register, texts), list(_rules(rows, register, found))
        sources.append(Source(register, rows[0].place.cells, sentence, rules))
    firsts = {rows[0].place.cells["repeats"] or rows[0].statement for rows in own}
    rests = [row for row in found.rows if row.document == document and firsts <= set(row.statement.split(";"))]
    if not rests:  # a printed percent, for which its fraction stands
        keys = {row.key for rows in own for row in rows}
        rests = [row for row in found.rows if row.key in keys]
    findings = [
        f"{finding.kind}: {finding.message}"
        for finding in found.findings()
        if finding.document == document and set(names) & set((finding.statements or "").split(";"))
    ]
    traced = [(row, " = ".join(filter(None, (row.how, _fraction(row)))) or "as stated") for row in rests]
    return Trace(sources, traced, findings)


def _named(name: str, found: Harmonized) -> tuple[str, list[str]]:
    """Give the document and the statements that a name means."""
    document, _, listed = name.rpartition(":")
    names = [part.strip() for part in listed.split(";")]
    having = [each for each in {key[0] for key in found.statements} if document in ("", each)]
    having = sorted(each for each in having if all((each, one) in found.statements for one in names))
    if len(having) == 1:
        return having[0], names
    known = [f"{key[0]}:{key[1]}" if document else key[1] for key in found.statements]
    choice = " or ".join(f"{each}:{listed}" for each in having)
    several, none = f"{listed!r} stands in several documents; write {choice}", f"no statement {name!r}; "
    raise refused("statements", "statement", several if having else none + nearest(name, known))


def _sentence(row: HarmonizedRow, register: Document, texts: Path | None) -> str:
    """Give the sentence round the evidence, or say why it cannot be told."""
    if texts is None:
        return "not at hand; name the folder of texts with --documents"
    faults = Faults()
    if (text := readable_text(document_file(texts, register.document, register.sha256), faults)) is None:
        return f"not at hand ({faults[0].message})"
    places = text.places(row.evidence)
    if not places:
        return "the evidence is not in this text; run cchc verify"
    place = nearest_place(places, row.line, text)
    other = "" if text.sha256 == register.sha256 else " (of another text than the one coded)"
    return text.sentence(place, place + len(row.evidence)).strip() + other


def _rules(rows: Sequence[HarmonizedRow], register: Document, found: Harmonized) -> Iterator[Rule]:
    """Tell what each cell became in the rows that the statement gives by itself, and what they came to."""
    first, cells, scope = rows[0], rows[0].place.cells, scopes()[rows[0].scope]
    words, about = fold(cells["indicator"] or ""), f"{register.kind} for {register.period}"
    named = (phrase for phrase, metric in phrases() if metric == first.metric and has_phrase(words, phrase))
    values = dict.fromkeys(_number(row.value) for row in rows if row.value is not None)
    article = "an" if first.nature == "actual" else "a"
    issued = f", issued {register.issued}" if register.issued and register.issued in first.period else ""
    several = {"value": ";".join(values), "levels": ";".join(row.level for row in rows)}
    own = "the metric's own base" if first.scope == "standard" else f"of {scope.name_en}"
    sign = sign_of(vars(first))
    gives = vars(first) | {"indicator": first.metric, "comparator": sign} | several
    why: dict[str, list[tuple[object, str]]] = {
        "indicator": [(True, f"the longest phrase of the catalogue in it: {next(named, '')}")],
        "value": [
            (first.value is None, "no figure: a direction"),
            (first.numerator is not None, f"a fraction: {_fraction(first)}"),
            (first.unit == "percent", "a share in percent"),
            (first.unit == "percentage_point", "a step, read as percentage points"),
            (True, "a number: dots part thousands, a comma decimals"),
        ],
        "comparator": [
            (sign == "~", "the evidence says right before it that it is about so much"),
            (not cells["comparator"], "no word: a plain figure"),
            (not cells["value"], "a direction, since no figure is given"),
            (first.scope == "rank" and sign != "=", "the bound among the words; ranks count from the top"),
            (True, "with a figure: the bound among the words, or a plain figure where none is one"),
        ],
        "levels": [
            (not cells["levels"], "none named" + (": that of the base" if scope.level else "")),
            (";" in (cells["value"] or ""), "as many figures as levels: each its own"),
            (len(rows) > 1, f"one {'figure' if values else 'direction'} said of each level: a row each"),
            (first.level == "all", "pooled: the words name several levels, or none of the three"),
            (True, "as named"),
        ],
        "period": [
            (not cells["period"], f"none named: that of the {about}"),
            (True, f"{article} {first.nature} of a {about}{issued}"),
        ],
        "scope": [
            (cells["scope"], f"base of the catalogue: {scope.name_en}"),
            (True, f"none named: {own}"),
        ],
    }
    for column, reasons in why.items():
        yield column, cells[column] or "", gives[column], next(words for holds, words in reasons if holds)
    for column, told in _FOLDED.items():
        if stated := cells[column]:
            yield column, stated, "", told
    keys = {row.key for row in rows}
    others = sorted({row.statement for row in found.rows if row.key in keys} - {first.statement})
    for other in others if not cells["repeats"] else ():
        yield "value", cells["value"] or "", other, "the same figure as a fraction, which stands for it"


_FOLDED = {
    "ceiling": "where the yearly step stops",
    "part_of": "held, with the other parts, against that total",
    "repeats": "says the same: folded into that statement and counted there",
}


def _fraction(row: HarmonizedRow) -> str:
    told = f"100 x {_number(row.numerator)} / {_number(row.denominator)} = {_number(row.value)}"
    return "" if row.numerator is None else told


def _number(value: float | None) -> str:
    return "" if value is None else f"{round(value, 4):.10g}"
