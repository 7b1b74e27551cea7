"""Drafts the sheet of a document: rows as a person would code them, each with a confidence and its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from cchc_analysis.catalog import Province
from cchc_analysis.errors import Faults
from cchc_analysis.extract import draft_statements
from cchc_analysis.extract.confidence import indicator_of, judge
from cchc_analysis.extract.facts import Facts
from cchc_analysis.extract.figures import Stated, Uncovered, plain_start, uncovered_figures
from cchc_analysis.extract.statements import Drafted, as_cells
from cchc_analysis.harmonizer.rows import HarmonizedRow
from cchc_analysis.harmonizer.statement import harmonize_statement
from cchc_analysis.harmonizer.trajectories import trajectories
from cchc_analysis.load.register import Document
from cchc_analysis.load.sheets import Row
from cchc_analysis.load.statements import DRAFTS
from cchc_analysis.read.text import Text

_NAMED = 3
"""How many of the statements that share a key are named."""

Cells = dict[str, str | None]


class DraftedSheet(NamedTuple):
    """The rows of a draft, cells by column with confidence and reason, and the figures that none covers.

    ``places`` is where the evidence of each row stands in the running words.
    """

    rows: list[Cells]
    places: list[tuple[int, int]]
    uncovered: list[Uncovered]


def draft_sheet(
    text: Text, document: Document, province: Province, taken: Collection[str] = (), unknown: Iterable[str] = ()
) -> DraftedSheet:
    """Draft the sheet of a document.

    Parameters
    ----------
    text : Text
        The document.
    document : Document
        Its row of the register, written or not: kind, period and day of issue count.
    province : Province
        The province that it is of.
    taken : collection of str, optional
        Prefixes of statement ids that other sheets use.
    unknown : iterable of str, optional
        What is not known of the document though its row says something: ``kind``, ``period``. No row is sure then.

    Returns
    -------
    DraftedSheet
        Rows in the order of the text. A row that says the same as an earlier one names it in ``repeats``; the
        words of ``indicator`` are such that `build` recognizes the metric.
    """
    facts = Facts(
        document.kind, document.period, document.issued, document.number, document.title,
        document.province or None,
    )  # fmt: skip
    drafts = list(draft_statements(text, facts))
    prefix = id_prefix(document.document, taken)
    rows = [_row(draft, text, number, prefix, document) for number, draft in enumerate(drafts, start=1)]
    faults = [Faults() for _ in rows]
    read = [harmonize_statement(row, document, province, own) for row, own in zip(rows, faults, strict=True)]
    first = _mark_repeats(rows, read)
    clashes = _clashes([each for each, is_first in zip(read, first, strict=True) if is_first])
    open_facts = [*unknown]
    for draft, row, own in zip(drafts, rows, faults, strict=True):
        wrong = [
            f"{fault.column}: {fault.message}" for fault in own if draft.metric or fault.column != "indicator"
        ]
        wrong += [
            f"{column}: {message}" for column, message in draft.node.unborne(row.cells, draft.start, draft.end)
        ]
        judged = judge(draft, open_facts, wrong, clashes.get(row.cells["statement"] or "", []))
        row.cells.update(confidence=judged.confidence, reason=judged.reason)
    stated = [Stated(draft.start, draft.end, draft.value, draft.ceiling) for draft in drafts]
    cells = [row.cells for row in rows]
    places = [
        (draft.end - len(own["evidence"] or ""), draft.end) for draft, own in zip(drafts, cells, strict=True)
    ]
    return DraftedSheet(cells, places, list(uncovered_figures(text, stated)))


def id_prefix(document: str, taken: Collection[str] = ()) -> str:
    """Give the letters that the ids of a document's statements begin with: initials, told apart from those taken.

    Examples
    --------
    >>> id_prefix("kon-tum-2024-kh-ubnd"), id_prefix("kon-tum-2024-kh-ubnd", {"kt", "ktb"})
    ('kt', 'ktc')
    """
    initials = "".join(part[0] for part in document.split("-")[:2] if part) or "s"
    endings = ["", *"bcdefghijklmnopqrstuvwxyz"]
    return next((initials + ending for ending in endings if initials + ending not in taken), f"{initials}-x")


def _row(draft: Drafted, text: Text, number: int, prefix: str, document: Document) -> Row:
    cells = as_cells(draft, text)
    cells |= {
        "document": document.document,
        "statement": f"{prefix}{number:03d}",
        "evidence": plain_start(cells["evidence"] or ""),
        "indicator": plain_start(indicator_of(draft)),
    }
    return Row(f"{DRAFTS}/{document.document}.csv", number + 1, cells)


def _mark_repeats(rows: list[Row], read: list[list[HarmonizedRow]]) -> list[bool]:
    """Name in each row the earlier one that says the same; tell of each whether there is none."""
    said: dict[tuple[object, ...], str] = {}
    first = []
    for row, harmonized in zip(rows, read, strict=True):
        says = tuple(
            (
                each.nature,
                each.metric,
                each.scope,
                each.level,
                each.year,
                each.comparator,
                each.value,
                each.numerator,
            )
            for each in harmonized
        )
        earlier = said.setdefault(says, row.cells["statement"] or "") if says else row.cells["statement"]
        first.append(earlier == row.cells["statement"])
        if not first[-1]:
            row.cells["repeats"] = earlier
    return first


def _clashes(read: list[list[HarmonizedRow]]) -> dict[str, list[str]]:
    """Give by statement id what else states its measure, other than a fraction beside its printed percent."""
    stated = [row for rows in read for row in rows]
    by_key = defaultdict(list)
    for row in [*stated, *trajectories(stated, Faults())]:
        by_key[row.key].append(row)
    found: dict[str, list[str]] = defaultdict(list)
    for same in by_key.values():
        fractions = sum(row.numerator is not None for row in same)
        if len(same) == 1 or (fractions == 1 and len(same) == 2):  # noqa: PLR2004
            continue
        for row in same:
            others = [other for other in same[: _NAMED + 1] if other is not row][:_NAMED]
            named = ", ".join(f"{other.statement} ({other.printed or other.comparator})" for other in others)
            alike = f"the same measure as {named}: tell them apart by scope, level or period, or keep one"
            if alike not in found[row.statement]:
                found[row.statement].append(alike)
    return found
