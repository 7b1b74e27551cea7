"""The review page of a document: its text with every extracted phrase marked, beside the rows they gave."""

from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

from cchc_analysis.catalog import Province, metrics, scopes
from cchc_analysis.errors import DataError, Faults, nearest, refused
from cchc_analysis.export.template import rendered, texts
from cchc_analysis.extract.confidence import CONFIDENCES
from cchc_analysis.extract.figures import Stated, uncovered_figures
from cchc_analysis.extract.files import readable_text
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


def review_document(name: str, raw: Path, folder: Path | None = None) -> tuple[str, str, str]:
    """Give the id of a registered document, its review page, and a warning where its text is not the one coded.

    The page is HTML of its own, without script, and shows the draft if there is one, else the sheet; the warning
    is empty where all is well. ``folder`` holds the texts, by default that which `texts_folder` finds. What is not
    there, or cannot be read, is a `DataError`.
    """
    faults = Faults()
    register = read_register(raw, faults) or {}
    faults.raise_if_any()
    if (document := register.get(name)) is None:
        raise refused(name, "", f"no document of {REGISTER}, cchc add takes one in; {nearest(name, register)}")
    draft, sheet = (raw / kind / f"{name}.csv" for kind in (DRAFTS, statements.FOLDER))
    chosen = draft if draft.is_file() else sheet
    rows = read_judged(chosen, f"{chosen.parent.name}/{chosen.name}", faults)
    text = readable_text(document_file(texts_folder(folder, raw), name, document.sha256), faults)
    if faults or text is None or rows is None:
        raise DataError(faults)
    province = known_provinces(raw, faults)[document.province]
    shown = [_row(number, row, text, document, province) for number, row in enumerate(rows, start=1)]
    found = [row for row in shown if row["end"]]
    covered = [Stated(row["start"], row["end"], row["value"], row["ceiling"]) for row in found]
    numbered = enumerate(uncovered_figures(text, covered), start=1)
    uncovered = [each._asdict() | {"anchor": f"{number}", "statement": ""} for number, each in numbered]
    marks = sorted([*found, *uncovered], key=itemgetter("start", "end", "anchor"))
    values = {
        "english": texts("review", "en"),
        "document": document,
        "state": "draft" if chosen == draft else "coded",
        "rows": shown,
        "counts": [(each, sum(row["confidence"] == each for row in shown)) for each in (*CONFIDENCES, "")],
        "uncovered": uncovered,
        "paragraphs": list(_paragraphs(text, marks)),
    }
    other = of_another_text(document, text) if document.sha256 else ""
    return name, rendered("review", "vi", values), other


def _paragraphs(text: Text, marks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give the line of every paragraph, and its words cut at each end of a mark with the marks that cover them."""
    for first, last in text.paragraphs:
        own = [mark for mark in marks if mark["start"] < last and mark["end"] > first]
        cuts = {place for mark in own for place in (mark["start"], mark["end"]) if first < place < last}
        pieces = []
        for start, end in pairwise(sorted({first, last, *cuts})):
            marked = [mark for mark in own if mark["start"] < end and start < mark["end"]]
            pieces.append({"start": start, "end": end, "words": text.words[start:end], "marks": marked})
        yield {"line": text.line(first), "pieces": pieces}


def _row(number: int, row: Row, text: Text, document: Document, province: Province) -> dict[str, Any]:
    """Word one row for the table; what `build` and `verify` would find wrong with it goes to the reasons."""
    cells, faults = dict.fromkeys(JUDGED) | row.cells | {"document": document.document}, Faults()
    can_be_read = fitting([Row(row.file, row.number, cells)], Statement, statements.CHECKS, faults)
    read = harmonize_statement(Row(row.file, row.number, cells), document, province, faults) if can_be_read else []
    wrong = [(fault.column, fault.message) for fault in faults]
    wrong += check_statement(cells, text) if can_be_read else []
    told = {name: cell or "" for name, cell in cells.items()}
    more = [each for each in map(": ".join, wrong) if each not in told["reason"]]
    first, line, evidence = read[0] if read else None, told["line"], told["evidence"]
    places = text.places(evidence) if evidence else []  # of several the one nearest to its line
    start = nearest_place(places, int(line) if line.isdecimal() else 0, text) if places else 0
    return told | {
        "anchor": f"{number}",
        "start": start,
        "end": start + len(evidence) if places else 0,  # of evidence that is not in the text
        "statement": told["statement"] or number,
        "metric": metrics()[first.metric] if first else None,
        "levels": [each.level for each in read],
        "comparator": SIGNS[first.comparator] if first else told["comparator"],
        "period": first.period if first else told["period"],
        "scope": scopes()[first.scope] if first and first.scope != "standard" else None,
        "reasons": [*filter(None, [told["reason"]]), *more],
    }
