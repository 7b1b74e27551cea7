"""Drafts statements from a document's text: offline, the same each time, every figure tied to its characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypedDict

from cchc_analysis.catalog import Province
from cchc_analysis.errors import Faults
from cchc_analysis.extract.facts import Facts, read_facts
from cchc_analysis.extract.reader import read_document
from cchc_analysis.extract.statements import Drafted, said_by
from cchc_analysis.harmonizer.periods import Frame
from cchc_analysis.harmonizer.rows import HarmonizedRow
from cchc_analysis.harmonizer.statement import rows_of
from cchc_analysis.load.register import Document, what_is_wrong
from cchc_analysis.load.sheets import Row
from cchc_analysis.read.text import Text, text_of
from cchc_analysis.schema import KINDS

_ANY_YEAR = "2000"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NO_PROVINCE = Province("", "00", "", "", ())


class Extracted(TypedDict):
    """One harmonized statement as `extract_statements` gives it; the fields of ``cchc extract --format jsonl``."""

    document: str
    line: int
    start: int
    end: int
    evidence: str
    indicator: str
    nature: str
    metric: str | None
    area: str | None
    level: str
    comparator: str
    value: float | None
    unit: str
    numerator: float | None
    denominator: float | None
    year: int | None
    period: str | None
    scope: str
    basis: str


def extract_statements(
    text: str,
    *,
    document: str = "",
    kind: str | None = None,
    period: str | None = None,
    issued: str | None = None,
    province: str | None = None,
) -> Iterator[Extracted]:
    r"""Extract the targets, directional aims and results that a document states, harmonized.

    A figure's clause is analysed into concepts of the catalogue; the metric whose signature they fit, the level,
    the bound and the time are each chosen by rule: no model, no network, the same result each time. What it gives
    is a draft for a person to review.

    Parameters
    ----------
    text : str
        The whole text of one document, lines ended by ``\n`` or ``\r\n``.
    document : str
        Its name, carried into each statement.
    kind, period, issued, province : str, optional
        What the document is: ``plan`` or ``report``; ``2024``, ``2021/2025`` or ``2023-Q3``; the day of issue;
        the province. Read from the first page where not given.

    Yields
    ------
    Extracted
        A dict a row of the long table, in the order of the text, before repeats are folded and without derived
        rows: ``start`` and ``end`` count characters of ``text``, ``value`` is in ``unit``, ``metric`` is None
        where the words name none of the catalogue; ``year`` and ``period`` are None where neither the
        statement nor the first page names a time.

    Raises
    ------
    DataError
        Where ``kind``, ``period`` or ``issued`` cannot be read, naming each.
    UnreadableError
        Where the text is longer than any document, 5 million letters.

    Examples
    --------
    >>> plan = "KẾ HOẠCH\n\nCCHC năm 2024\n\n- Tối thiểu 90% hồ sơ công việc xử lý trên môi trường mạng."
    >>> found = next(extract_statements(plan))
    >>> found["metric"], found["comparator"], found["value"], found["year"]
    ('e_dossier_rate', '>=', 90.0, 2024)
    """
    _check_options(kind, period, issued)
    read = text_of(text)
    known = read_facts(read).given(kind=kind, period=period, issued=issued, province=province)
    register = register_row(document, known)
    for draft in draft_statements(read, known):
        for row in harmonized(draft, read, register):
            yield _record(draft, row, read, document, has_period=known.period is not None)


def _check_options(kind: str | None, period: str | None, issued: str | None) -> None:
    faults = Faults()
    if kind is not None and kind not in KINDS:
        faults.add("extract_statements", 0, "kind", f"unknown {kind!r}; write {' or '.join(KINDS)}")
    for name, given in (("period", period), ("issued", issued)):
        if misread := what_is_wrong(name, given):
            faults.add("extract_statements", 0, name, misread)
    faults.raise_if_any()


def draft_statements(text: Text, facts: Facts) -> Iterator[Drafted]:
    """Draft the statements of a document whose kind and period are known, in the order of the text."""
    register = register_row("", facts)
    frame = Frame(register.kind, register.period, register.issued)
    return read_document(text, frame, facts.province, facts.title)


def register_row(name: str, facts: Facts) -> Document:
    """Give the register's row of a document, for what its first page says."""
    return Document(
        name, facts.province or "", facts.kind or "plan", facts.number, facts.title, facts.issued,
        facts.period or _ANY_YEAR, None, None,
    )  # fmt: skip


def harmonized(draft: Drafted, text: Text, document: Document) -> list[HarmonizedRow]:
    """Harmonize a draft as `build` does a coded statement; none where its time cannot be read."""
    place = {
        "statement": None,
        "section": draft.node.section,
        "line": str(text.line(draft.start)),
        "evidence": text.words[draft.start : draft.end],
        "note": None,
    }
    frame = Frame(document.kind, document.period, document.issued)
    try:
        return rows_of(said_by(draft, frame), Row("", 0, place), document, NO_PROVINCE)
    except ValueError:
        return []


def _record(draft: Drafted, row: HarmonizedRow, text: Text, document: str, *, has_period: bool) -> Extracted:
    start, end = text.span(draft.start, draft.end)
    is_dated = has_period or bool(_YEAR.search(draft.period or ""))
    return Extracted(
        document=document,
        line=row.line,
        start=start,
        end=end,
        evidence=row.evidence,
        indicator=draft.indicator,
        nature=row.nature,
        metric=row.metric or None,
        area=row.area or None,
        level=row.level,
        comparator=row.comparator,
        value=row.value,
        unit=row.unit,
        numerator=row.numerator,
        denominator=row.denominator,
        year=row.year if is_dated else None,
        period=row.period if is_dated else None,
        scope=row.scope,
        basis=row.basis,
    )
