"""Extracts from the file of a document, as harmonized objects or as the rows of a draft."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

from cchc_analysis.catalog import NO_PROVINCE, provinces
from cchc_analysis.errors import Faults, counted
from cchc_analysis.extract import statements_of
from cchc_analysis.extract.drafting import draft_sheet
from cchc_analysis.extract.facts import read_facts
from cchc_analysis.extract.statements import Cells
from cchc_analysis.load.statements import JUDGED
from cchc_analysis.places import shown
from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.language import not_readable_words
from cchc_analysis.read.reading import read_text
from cchc_analysis.read.text import Text
from cchc_analysis.rewriting import unmarked
from cchc_analysis.schema import Statement

Format = Literal["csv", "jsonl"]

SHEET = [*(name for name in Statement.columns if name != "document"), *JUDGED]
"""Columns of a draft."""

HEADER = f"{','.join(['document', *SHEET])}\n"
"""First line of what ``cchc extract`` gives as CSV."""


class Extraction(NamedTuple):
    """What a file gave: its lines in the format asked for, how many, and what a reader should know."""

    lines: str
    rows: int
    told: list[str]


def extract_file(path: Path, form: Format, faults: Faults, **given: str | None) -> Extraction | None:
    """Extract the statements of a document's file; None, with the reason among the faults, if it cannot be read.

    Its stem, as an id, is the name of the document. In the form ``jsonl`` a line is a harmonized object, as
    `extract_statements` gives them, in ``csv`` a row of a draft with the document first, without a header. What
    is not ``given`` of ``kind``, ``period`` and ``province`` is read from the text.
    """
    text = readable_text(path, faults)
    if text is None:
        return None
    name, document = shown(path), document_id(path.stem) or "document"
    if refused := not_readable_words(text.words):
        return Extraction("", 0, [f"{name}: {refused}"])
    facts = read_facts(text, path.stem).given(**given)
    told = [f"{name}: {facts}"]
    if form == "jsonl":
        found = [*statements_of(text, facts, document)]
        rows = [*chain.from_iterable(found)]
        if unsaid := found.count([]):
            told.append(f"{name}: {counted(unsaid, 'statement')} left open; --format csv shows them")
        lines, count = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), len(rows)
    else:
        province = provinces().get(facts.province or "", NO_PROVINCE)
        drafted = draft_sheet(text, facts.document(document), province, unknown=facts.open())
        lines = csv_lines(drafted.rows, ["document", *SHEET])
        count = len(drafted.rows)
        if drafted.uncovered:
            left = counted(len(drafted.uncovered), "figure")
            told.append(f"{name}: {left} gave no row; cchc review {name} shows them")
    if not count:
        told.append(f"{name}: {NOTHING_FOUND}")
    return Extraction(lines, count, told)


NOTHING_FOUND = "no target, result or directional aim was found; read it by hand if it holds some"


def readable_text(path: Path, faults: Faults) -> Text | None:
    """Read a document's file; None, with the reason among the faults, if that fails."""
    try:
        return read_text(path)
    except UnreadableError as error:
        faults.add(shown(path), 0, "", str(error))
    except OSError as error:
        faults.add(shown(path), 0, "", f"{error.strerror or error}; check the path and its permissions")
    return None


def document_id(stem: str) -> str:
    """Make an id of a name: of ``39_KH-UBND Đắk Lắk (2022)`` ``39-kh-ubnd-dak-lak-2022``."""
    return "-".join(re.findall("[a-z0-9]+", unmarked(stem.lower())))


def csv_lines(rows: Iterable[Cells], header: Sequence[str]) -> str:
    """Write rows as CSV lines in the order of a header, an empty cell for None."""
    lines = io.StringIO()
    csv.DictWriter(lines, header, extrasaction="ignore", lineterminator="\n").writerows(rows)
    return lines.getvalue()
