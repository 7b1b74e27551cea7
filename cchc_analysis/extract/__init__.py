"""Drafts statements from a document's text: offline, the same each time, every figure tied to its characters."""

from collections.abc import Iterator
from itertools import chain
from typing import TypedDict, cast

from cchc_analysis.errors import Faults
from cchc_analysis.extract.facts import Facts, read_facts
from cchc_analysis.extract.numbers import YEAR
from cchc_analysis.extract.reader import read_document
from cchc_analysis.extract.statements import harmonize
from cchc_analysis.load.register import named_province, what_is_wrong
from cchc_analysis.read.text import Text, text_of
from cchc_analysis.schema import KINDS


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
        Where ``kind``, ``period``, ``issued`` or ``province`` cannot be read, naming each.
    UnreadableError
        Where the text is longer than any document, 5 million letters.

    Examples
    --------
    >>> plan = "KẾ HOẠCH\n\nCCHC năm 2024\n\n- Tối thiểu 90% hồ sơ công việc xử lý trên môi trường mạng."
    >>> found = next(extract_statements(plan))
    >>> found["metric"], found["comparator"], found["value"], found["year"]
    ('e_dossier_rate', '>=', 90.0, 2024)
    """
    province = _checked(kind, period, issued, province)
    read = text_of(text)
    facts = read_facts(read).given(kind=kind, period=period, issued=issued, province=province)
    yield from chain.from_iterable(statements_of(read, facts, document))


def _checked(kind: str | None, period: str | None, issued: str | None, province: str | None) -> str | None:
    """Give the name of the province; refuse what says nothing of a document."""
    faults = Faults()
    if kind is not None and kind not in KINDS:
        faults.add("extract_statements", 0, "kind", f"unknown {kind!r}; write {' or '.join(KINDS)}")
    for name, given in (("period", period), ("issued", issued)):
        if misread := what_is_wrong(name, given):
            faults.add("extract_statements", 0, name, misread)
    try:
        province = named_province(province) if province is not None else None
    except ValueError as error:
        faults.add("extract_statements", 0, "province", str(error))
    faults.raise_if_any()
    return province


def statements_of(text: Text, facts: Facts, name: str) -> Iterator[list[Extracted]]:
    """Give the harmonized rows of each statement of a document with known facts; of one that is open none."""
    document = facts.document(name)
    for draft in read_document(text, document):
        start, end = text.span(draft.start, draft.end)
        is_dated = facts.period is not None or bool(YEAR.search(draft.period or ""))
        own = {"document": name, "start": start, "end": end, "indicator": draft.indicator}
        rows = []
        for row in harmonize(draft, text, document):
            times = {"year": row.year if is_dated else None, "period": row.period if is_dated else None}
            told = {**vars(row), **own, **times, "metric": row.metric or None, "area": row.area or None}
            rows.append(cast(Extracted, {key: told[key] for key in Extracted.__annotations__}))
        yield rows
