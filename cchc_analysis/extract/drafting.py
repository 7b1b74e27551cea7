"""Drafts the sheet of a document: rows as a person would code them, each with a confidence and its reason."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from cchc_analysis.catalog import Province
from cchc_analysis.errors import Faults
from cchc_analysis.extract.confidence import indicator_of, judge
from cchc_analysis.extract.figures import Stated, Uncovered, plain_start, uncovered_figures
from cchc_analysis.extract.reader import read_document
from cchc_analysis.extract.statements import Cells, Drafted, as_cells
from cchc_analysis.harmonizer.repeats import by_key, is_printed_too, said
from cchc_analysis.harmonizer.rows import HarmonizedRow
from cchc_analysis.harmonizer.statement import harmonize_statement
from cchc_analysis.harmonizer.trajectories import trajectories
from cchc_analysis.load.register import Document
from cchc_analysis.load.sheets import Row
from cchc_analysis.load.statements import DRAFTS
from cchc_analysis.read.text import Text
from cchc_analysis.schema import MAX_WORDS

_NAMED = 3  # of the statements that share a key


class DraftedSheet(NamedTuple):
    """The rows of a draft, cells by column with confidence and reason, and the figures that none covers."""

    rows: list[Cells]
    uncovered: list[Uncovered]


def draft_sheet(
    text: Text, document: Document, province: Province, taken: Collection[str] = (), unknown: Iterable[str] = ()
) -> DraftedSheet:
    """Draft the sheet of a document, rows in the order of the text.

    A row that says the same as an earlier one names it in ``repeats``; the words of ``indicator`` are such that
    `build` recognizes the metric. Of the ``document`` kind, period and day of issue count; ``taken`` are prefixes
    of statement ids that other sheets use; of what is ``unknown`` of the document though its row says something,
    ``kind`` or ``period``, no row is sure.
    """
    drafts = list(read_document(text, document))
    initials = "".join(part[0] for part in document.document.split("-")[:2] if part) or "s"
    prefixes = (initials + ending for ending in ("", *"bcdefghijklmnopqrstuvwxyz"))
    prefix = next((each for each in prefixes if each not in taken), f"{initials}-x")
    rows = [_row(draft, text, number, prefix, document) for number, draft in enumerate(drafts, start=1)]
    faults = [Faults() for _ in rows]
    read = [harmonize_statement(row, document, province, own) for row, own in zip(rows, faults, strict=True)]
    earlier: dict[tuple[object, ...], str | None] = {}
    first: list[HarmonizedRow] = []
    for row, found in zip(rows, read, strict=True):
        same = earlier.setdefault(tuple((said(each), each.numerator) for each in found), row.cells["statement"])
        if found and same != row.cells["statement"]:
            row.cells["repeats"] = same
        else:
            first += found
    alike = _alike(first)
    for draft, row, own in zip(drafts, rows, faults, strict=True):
        unread = [(each.column, each.message) for each in own if draft.metric or each.column != "indicator"]
        unborne = draft.node.unborne(row.cells, draft.start, draft.end)
        near, far = (alike[row.cells["statement"], is_near] for is_near in (True, False))
        wrong = [*(f"{column}: {message}" for column, message in (*unread, *unborne)), *near]
        row.cells.update(judge(draft, [*unknown], wrong, far)._asdict())
    stated = [Stated(draft.start, draft.end, draft.value, draft.ceiling) for draft in drafts]
    return DraftedSheet([row.cells for row in rows], list(uncovered_figures(text, stated)))


def _row(draft: Drafted, text: Text, number: int, prefix: str, document: Document) -> Row:
    cells, indicator = as_cells(draft, text), indicator_of(draft)
    if draft.node.cell and not any(map(str.isalpha, indicator)):
        indicator = " ".join(" ".join(draft.node.cell.labels[:1]).split()[:MAX_WORDS]) or indicator
    cells |= {
        "document": document.document,
        "statement": f"{prefix}{number:03d}",
        "evidence": plain_start(cells["evidence"] or ""),
        "indicator": plain_start(indicator),
    }
    return Row(f"{DRAFTS}/{document.document}.csv", number + 1, cells)


def _alike(rows: list[HarmonizedRow]) -> dict[tuple[str | None, bool], list[str]]:
    """Give what else states the measure of a statement, by its id and whether it stands on the same line."""
    found: dict[tuple[str | None, bool], list[str]] = defaultdict(list)
    for same in by_key([*rows, *trajectories(rows, Faults())]):
        for row in same if len(same) > 1 and not is_printed_too(same) else ():
            others = [other for other in same[: _NAMED + 1] if other is not row][:_NAMED]
            named = ", ".join(f"{other.statement} ({other.printed or other.comparator})" for other in others)
            told = f"the same measure as {named}: tell them apart by scope, level or period, or keep one"
            # one line tells its figures apart, so that there the words which do were not read
            known = found[row.statement, any(other.line == row.line for other in others)]
            if told not in known:
                known.append(told)
    return found
