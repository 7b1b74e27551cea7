"""Holds every coded statement against the text of its document."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from cchc_analysis.catalog import fold
from cchc_analysis.catalog.slips import mend
from cchc_analysis.errors import Fault, Faults
from cchc_analysis.extract.facts import read_facts
from cchc_analysis.extract.files import readable_text
from cchc_analysis.extract.outline import Node, read_nodes
from cchc_analysis.harmonizer.evidence import unborne, unborne_figures
from cchc_analysis.load.register import Document, read_register
from cchc_analysis.load.statements import read_statements
from cchc_analysis.read.reading import document_file
from cchc_analysis.read.text import Text

NEAR = 2
"""How many lines evidence may stand from the line that the sheet names."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Verified(NamedTuple):
    """How many statements hold, of how many; what does not hold; what else a reviewer should know."""

    held: int
    total: int
    faults: list[Fault]
    told: list[str]


def verify_statements(raw: Path, texts: Path) -> Verified:
    """Hold every statement, as `check_statement` does, against its document's text; a missing one fails them.

    Of several files it reads the one that was coded, by its sha256, else the first, which is told.
    """
    unread = Faults()
    documents = read_register(raw, unread)
    rows = read_statements(raw, documents, unread)
    unread.raise_if_any()
    faults, told, held = Faults(), [], 0
    for name, sheet in groupby(rows, key=lambda row: row.cells["document"] or ""):
        own, document = list(sheet), (documents or {})[name]
        text = readable_text(document_file(texts, name, document.sha256 if document else None), faults)
        if text is None or document is None:
            continue
        if other := of_another_text(document, text):
            told.append(other)
        for row in own:
            wrong = list(check_statement(row.cells, text))
            held += not wrong
            for column, message in wrong:
                row.fault(faults, column, f"{row.cells['statement']}: {message}")
    return Verified(held, len(rows), sorted(faults), told)


def of_another_text(document: Document, text: Text) -> str:
    """Say that the text read is not the one that was coded; nothing where it is."""
    if document.sha256 == text.sha256:
        return ""
    return f"{document.document}: the text is not the one that was coded (sha256 {text.sha256})"


def check_statement(cells: dict[str, str | None], text: Text) -> Iterator[tuple[str, str]]:
    """Give (column, what is wrong) for everything in a statement that its text does not bear out.

    The evidence stands, verbatim, at most `NEAR` lines from its line, its figures in it; comparator, levels and
    ceiling in the sentence round it, as the outline of the text has it; a year of the period anywhere.
    """
    evidence, line = cells["evidence"] or "", int(cells["line"] or 0)
    places = text.places(evidence)
    near = [place for place in places if abs(text.line(place) - line) <= NEAR]
    yield from min((_unborne(cells, text, at, at + len(evidence)) for at in near), key=len, default=[])
    for year in sorted(set(_YEAR.findall(cells["period"] or ""))):
        if not re.search(rf"(?<!\d){year}(?!\d)", text.words):
            yield "period", f"{year} is nowhere in the text; correct the year"
    if not near:
        yield from unborne_figures(cells)
    if not places:
        yield "evidence", f"not in the text: {evidence!r}; copy the words as they stand"
    elif not near:
        stands = text.line(nearest_place(places, line, text))
        yield "line", f"the evidence stands at line {stands}, not {line}; correct the line"


def _unborne(cells: dict[str, str | None], text: Text, start: int, end: int) -> list[tuple[str, str]]:
    node = _nodes(text).get(text.paragraph(start))
    return node.unborne(cells, start, end) if node else list(unborne(cells, fold(text.sentence(start, end))))


def nearest_place(places: list[int], line: int, text: Text) -> int:
    """Give, of the places where evidence stands, the one nearest to the line that its sheet names."""
    return min(places, key=lambda found: abs(text.line(found) - line))


@lru_cache(maxsize=2)
def _nodes(text: Text) -> dict[int, Node]:
    """Give what each paragraph of a text inherits."""
    mended = replace(text, words=mend(text.words))
    return {node.index: node for node in read_nodes(mended, title=read_facts(text).title)}
