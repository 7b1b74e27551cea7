"""Drafts statements from a document's text: offline, the same each time, every figure tied to its characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypedDict

from cchc_analysis.catalog import Metric, Province, metrics
from cchc_analysis.catalog.slips import mend
from cchc_analysis.errors import Faults
from cchc_analysis.extract.document import Facts, read_facts
from cchc_analysis.extract.drafts import Draft
from cchc_analysis.extract.sheet import as_cells
from cchc_analysis.extract.statements import Reader
from cchc_analysis.harmonizer.periods import Frame
from cchc_analysis.harmonizer.rows import HarmonizedRow
from cchc_analysis.harmonizer.statement import harmonize_statement
from cchc_analysis.load.register import Document, what_is_wrong
from cchc_analysis.load.sheets import Row
from cchc_analysis.read.text import Text, text_of
from cchc_analysis.schema import KINDS

_ANY_YEAR = "2000"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNKNOWN = Metric("", "", "percent", "", "", "", "", "", "")
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

    The rules are a grammar of words (``catalog/``) and of their order (``extract/``): no model, no network, the
    same result each time. What it gives is a draft for a person to review.

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
    facts = read_facts(read)
    known = Facts(
        kind or facts.kind, period or facts.period, issued or facts.issued, facts.number, facts.title,
        province or facts.province,
    )  # fmt: skip
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


def draft_statements(text: Text, facts: Facts) -> Iterator[Draft]:
    """Draft the statements of a document whose kind and period are known, in the order of the text."""
    register = register_row("", facts)
    mended = replace(text, words=mend(text.words))
    frame = Frame(register.kind, register.period, register.issued)
    return Reader(mended, frame, facts.province, facts.title).drafts()


def register_row(name: str, facts: Facts) -> Document:
    """Give the register's row of a document, for what its first page says."""
    return Document(
        name, facts.province or "", facts.kind or "plan", facts.number, facts.title, facts.issued,
        facts.period or _ANY_YEAR, None, None,
    )  # fmt: skip


def harmonized(draft: Draft, text: Text, document: Document) -> list[HarmonizedRow]:
    """Harmonize a draft as `build` does a coded statement; none where a cell cannot be read."""
    row = Row("", 0, as_cells(draft, text))
    metric = metrics()[draft.metric] if draft.metric else _UNKNOWN
    return harmonize_statement(row, document, NO_PROVINCE, Faults(), metric)


def _record(draft: Draft, row: HarmonizedRow, text: Text, document: str, *, has_period: bool) -> Extracted:
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
