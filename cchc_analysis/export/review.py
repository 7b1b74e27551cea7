"""The review page of a document: its text with every extracted phrase marked, beside the rows they gave."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from cchc_analysis.catalog import NO_PROVINCE, Province, metrics, scopes
from cchc_analysis.errors import DataError, Faults, nearest, refused
from cchc_analysis.export.template import rendered, texts
from cchc_analysis.extract.confidence import CONFIDENCES
from cchc_analysis.extract.drafting import draft_sheet
from cchc_analysis.extract.facts import read_facts
from cchc_analysis.extract.figures import Stated, uncovered_figures
from cchc_analysis.extract.files import document_id, readable_text
from cchc_analysis.harmonizer.statement import harmonize_statement
from cchc_analysis.load import statements
from cchc_analysis.load.register import REGISTER, Document, known_provinces, read_register
from cchc_analysis.load.sheets import Row, fitting
from cchc_analysis.load.statements import DRAFTS, JUDGED, read_judged
from cchc_analysis.places import texts_folder
from cchc_analysis.read.reading import document_file
from cchc_analysis.read.text import Text
from cchc_analysis.schema import Statement
from cchc_analysis.verify import check_statement, nearest_place, of_another_text
from cchc_analysis.wording import SIGNS


class Mark(NamedTuple):
    """Places of running words and what marks them: a row with its number, or a figure without one."""

    start: int
    end: int
    name: str
    row: dict[str, Any] | None


class Reviewed(NamedTuple):
    """A document as it is reviewed: its text, its row of the register, its province, its rows and their places.

    ``state`` is ``draft``, ``coded``, or ``unregistered`` where the rows were drafted on the spot.
    """

    text: Text
    document: Document
    province: Province
    rows: list[Row]
    places: list[tuple[int, int] | None]
    state: str
    told: str = ""


def review_document(named: str, raw: Path, texts: Path | None = None) -> tuple[str, str, str]:
    """Give the id of a document or of a file, its review page, and a warning where its text is not the one coded.

    The page is HTML of its own, without script; the warning is empty where all is well. ``named`` is an id of the
    register, whose draft is shown if there is one, else its sheet; or the path of a file, which is drafted on the
    spot. ``texts`` is the folder of texts, by default that which `texts_folder` finds. What is not there, or
    cannot be read, is a `DataError`.
    """
    reviewed = _of_file(Path(named)) if Path(named).is_file() else _of_register(named, raw, texts)
    return reviewed.document.document, rendered("review", "vi", _page(reviewed)), reviewed.told


def _of_file(path: Path) -> Reviewed:
    faults = Faults()
    text = readable_text(path, faults)
    if text is None:
        raise DataError(faults)
    facts = read_facts(text)
    document = facts.document(document_id(path.stem) or "document")
    drafted = draft_sheet(text, document, NO_PROVINCE, unknown=facts.open())
    rows = [Row("", number, cells) for number, cells in enumerate(drafted.rows, start=2)]
    return Reviewed(text, document, NO_PROVINCE, rows, [*drafted.places], "unregistered")


def _of_register(name: str, raw: Path, texts: Path | None) -> Reviewed:
    faults = Faults()
    register = read_register(raw, faults)
    faults.raise_if_any()
    if (document := (register or {}).get(name)) is None:
        message = f"neither a document of {REGISTER} nor a file; {nearest(name, register or ())}"
        raise refused(name, "", message)
    draft, sheet = (raw / folder / f"{name}.csv" for folder in (DRAFTS, statements.FOLDER))
    chosen = draft if draft.is_file() else sheet
    rows = read_judged(chosen, f"{chosen.parent.name}/{chosen.name}", faults)
    text = readable_text(document_file(texts_folder(texts, raw), name, document.sha256), faults)
    if faults or text is None or rows is None:
        raise DataError(faults)
    province = known_provinces(raw, faults)[document.province]
    places = [_place(row.cells, text) for row in rows]
    state, told = "draft" if chosen == draft else "coded", document.sha256 and of_another_text(document, text)
    return Reviewed(text, document, province, rows, places, state, told or "")


def _page(reviewed: Reviewed) -> dict[str, Any]:
    """Gather everything that the template prints."""
    text, document = reviewed.text, reviewed.document
    shown_rows, marks, covered = [], [], []
    for number, (row, place) in enumerate(zip(reviewed.rows, reviewed.places, strict=True), start=1):
        cells = dict.fromkeys(JUDGED) | row.cells | {"document": document.document}
        shown = {"anchor": f"{number}", "is_found": place is not None, "statement": cells["statement"] or number}
        shown_rows.append(_row(Row(row.file, row.number, cells), reviewed) | shown)
        if place:
            marks.append(Mark(*place, f"{number}", shown_rows[-1]))
            covered.append(Stated(*place, cells["value"] or "", cells["ceiling"] or ""))
    uncovered = list(uncovered_figures(text, covered))
    marks += [Mark(each.start, each.end, f"{number}", None) for number, each in enumerate(uncovered, start=1)]
    return {
        "english": texts("review", "en"),
        "document": document,
        "state": reviewed.state,
        "rows": shown_rows,
        "counts": [(each, sum(row["confidence"] == each for row in shown_rows)) for each in (*CONFIDENCES, "")],
        "uncovered": uncovered,
        "paragraphs": list(_paragraphs(text, sorted(marks, key=lambda mark: mark[:3]))),
    }


def _paragraphs(text: Text, marks: list[Mark]) -> Iterator[dict[str, Any]]:
    """Give the line of every paragraph, and its words cut at each end of a mark with the marks that cover them."""
    for first, last in text.paragraphs:
        own = [mark for mark in marks if mark.start < last and mark.end > first]
        cuts = sorted({first, last, *(place for mark in own for place in mark[:2] if first < place < last)})
        pieces = []
        for start, end in pairwise(cuts):
            marked = [mark for mark in own if mark.start < end and start < mark.end]
            pieces.append({"start": start, "end": end, "words": text.words[start:end], "marks": marked})
        yield {"line": text.line(first), "pieces": pieces}


def _place(cells: Mapping[str, str | None], text: Text) -> tuple[int, int] | None:
    """Give where the evidence of a row stands: of several places the one nearest to its line."""
    evidence, line = cells["evidence"] or "", cells["line"] or ""
    if not (evidence and (places := text.places(evidence))):
        return None
    start = nearest_place(places, int(line) if line.isdecimal() else 0, text)
    return start, start + len(evidence)


def _row(row: Row, reviewed: Reviewed) -> dict[str, Any]:
    """Word one row for the table; what `build` and `verify` would find wrong with it goes to the reasons."""
    cells, faults = row.cells, Faults()
    can_be_read = fitting([row], Statement, statements.CHECKS, faults)
    read = harmonize_statement(row, reviewed.document, reviewed.province, faults) if can_be_read else []
    wrong = [(fault.column, fault.message) for fault in faults]
    if can_be_read and reviewed.state != "unregistered":
        wrong += check_statement(cells, reviewed.text)
    said, first = cells["reason"] or "", read[0] if read else None
    plain = ("section", "line", "nature", "indicator", "value", "ceiling", "repeats", "confidence")
    return {name: cells[name] or "" for name in plain} | {
        "metric": metrics()[first.metric] if first else None,
        "levels": [each.level for each in read],
        "comparator": SIGNS[first.comparator] if first else cells["comparator"] or "",
        "period": first.period if first else cells["period"] or "",
        "scope": scopes()[first.scope] if first and first.scope != "standard" else None,
        "reasons": [*filter(None, [said]), *(reason for reason in map(": ".join, wrong) if reason not in said)],
    }
