"""Takes in the file of a document: extracts what it states, or registers it and drafts its sheet."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

from cchc_analysis.catalog import NO_PROVINCE, compose, provinces
from cchc_analysis.errors import DataError, Faults, counted
from cchc_analysis.extract import statements_of
from cchc_analysis.extract.drafting import draft_sheet
from cchc_analysis.extract.facts import Facts, read_facts
from cchc_analysis.extract.figures import plain_start
from cchc_analysis.extract.statements import Cells
from cchc_analysis.load.register import REGISTER, Document, check_register, known_provinces, read_register
from cchc_analysis.load.sheets import Row, with_row
from cchc_analysis.load.statements import DRAFTS, FOLDER, JUDGED, read_judged
from cchc_analysis.places import shown
from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.language import not_readable_words
from cchc_analysis.read.reading import read_text
from cchc_analysis.read.text import Text
from cchc_analysis.rewriting import unmarked
from cchc_analysis.schema import KINDS, MAX_WORDS, Statement
from cchc_analysis.writing import alone_in, write_whole

Format = Literal["csv", "jsonl"]
NOTHING_FOUND = "no target, result or directional aim was found; read it by hand if it holds some"

SHEET = [*(name for name in Statement.columns if name != "document"), *JUDGED]
"""Columns of a draft."""

HEADER = f"{','.join(['document', *SHEET])}\n"
"""First line of what ``cchc extract`` gives as CSV."""

UNCOVERED = ["line", "figure", "context", "nearest"]
"""Columns of the list of figures that gave no statement, ``<document>.uncovered.csv`` beside the draft."""

_LETTERS = re.compile(r"[a-z]+")
_TITLES = dict(zip(KINDS, ("Kế hoạch", "Báo cáo"), strict=True))


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
        lines, count = csv_lines(drafted.rows, ["document", *SHEET]), len(drafted.rows)
        if left := len(drafted.uncovered):
            told.append(f"{name}: {counted(left, 'figure')} gave no row; cchc review {name} shows them")
    if not count:
        told.append(f"{name}: {NOTHING_FOUND}")
    return Extraction(lines, count, told)


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


class Added(NamedTuple):
    """What registering a document wrote: its id, its rows, the uncovered figures, the files, what to know."""

    document: str
    rows: list[Cells]
    uncovered: int
    written: list[Path]
    told: list[str]


def add_document(raw: str | Path, path: str | Path, province: str, kind: str, period: str) -> Added:
    """Register a document and draft its statements.

    Number, day of issue and title are read from the first page where they stand there. Of the text nothing is
    kept but its sha256 and the phrases of the draft.

    Parameters
    ----------
    raw : path
        Folder of coded data, ``data/raw``.
    path : path
        File of the document: txt, docx, pdf or html. Its name gives the id.
    province : str
        One of the 63 provinces of before 2025-07-01, an alias of one, or one of ``provinces.csv``.
    kind : str
        ``plan`` or ``report``.
    period : str
        What it plans or reports: ``2023``, ``2021/2025``, ``2020-Q3``, ``2023-01-01/2023-06-30``.

    Returns
    -------
    Added
        The rows drafted, and the files written: a row more in ``documents.csv``, ``drafts/<document>.csv``, and
        ``drafts/<document>.uncovered.csv`` with every figure that no row covers.

    Raises
    ------
    DataError
        Naming everything that is wrong with the file, the register or what is said of the document; then
        nothing is written.
    """
    raw, path = Path(raw), Path(path)
    faults = Faults()
    text = readable_text(path, faults)
    with alone_in(raw):  # no other adds its row meanwhile, and what a killed one left half done is undone
        return _add(raw, path, text, (province, kind, period), faults)


def _add(raw: Path, path: Path, text: Text | None, said: tuple[str, str, str], faults: Faults) -> Added:
    register = read_register(raw, faults)
    name, place = document_id(path.stem), shown(path)
    known = known_provinces(raw, Faults()) if raw.is_dir() else provinces()
    facts = read_facts(text) if text else Facts(None, None, None, None, "", None)
    row = Row(place, 0, _register_row(name, said, facts, text))
    document = check_register([row], known, faults)[name] if name else None
    if not name:
        faults.add(place, 0, "", "the name of the file gives no id; rename it, with letters or digits")
    elif there := _there_already(raw, name, text, register or {}):
        faults.add(place, 0, "", there)
    if text and (refused := not_readable_words(text.words)):
        faults.add(place, 0, "", refused)
    if faults or text is None or document is None:
        raise DataError(faults)
    drafted = draft_sheet(text, document, known[document.province], _prefixes(raw))
    draft = raw / DRAFTS / f"{name}.csv"
    contents = {
        draft: _sheet(SHEET, drafted.rows),
        draft.with_suffix(".uncovered.csv"): _sheet(UNCOVERED, [each._asdict() for each in drafted.uncovered]),
        raw / REGISTER: with_row((raw / REGISTER).read_bytes(), {**vars(document)}),
    }
    written = write_whole({path: partial(Path.write_bytes, data=content) for path, content in contents.items()})
    told = [*_told(document, facts), *([] if drafted.rows else [NOTHING_FOUND])]
    return Added(name, drafted.rows, len(drafted.uncovered), written, [f"{place}: {line}" for line in told])


def _register_row(name: str, said: tuple[str, str, str], facts: Facts, text: Text | None) -> dict[str, str | None]:
    """Give the cells of a document's row: what a person says of it, and what its first page says besides."""
    province, kind, period = (compose(words) or None for words in said)
    title = facts.title.split()
    short = " ".join(title[:MAX_WORDS]) + "…" * (len(title) > MAX_WORDS)
    return vars(facts.document(name)) | {
        "province": province,
        "kind": kind,
        "period": period,
        "title": plain_start(short) or _TITLES.get((kind or "").lower(), "-"),
        "sha256": text.sha256 if text else None,
    }


def _there_already(raw: Path, name: str, text: Text | None, register: Mapping[str, Document | None]) -> str:
    same = [each.document for each in register.values() if each and text and each.sha256 == text.sha256]
    if name in register:
        return f"{name!r} is in {REGISTER} already; rename the file, or remove the row"
    if same:
        return f"the same text is in {REGISTER} as {same[0]!r}; it is added once only"
    is_drafted = (raw / DRAFTS / f"{name}.csv").exists()
    return f"{DRAFTS}/{name}.csv is there already; move or remove it" if is_drafted else ""


def _prefixes(raw: Path) -> set[str]:
    """Give the letters that statement ids of other documents begin with."""
    sheets = [path for folder in (FOLDER, DRAFTS) for path in (raw / folder).glob("*.csv")]
    rows = [row for path in sheets for row in (read_judged(path, path.name, Faults()) or [])[:1]]
    found = [_LETTERS.match(row.cells["statement"] or "") for row in rows]
    return {match[0] for match in found if match}


def _told(document: Document, facts: Facts) -> list[str]:
    """Say where the first page names something else than the document is registered as."""
    return [
        f"registered with {name} {given!r}, the first page reads {read!r}; check which is right"
        for name in ("province", "kind", "period")
        if (read := getattr(facts, name)) and read != (given := getattr(document, name))
    ]


def _sheet(header: list[str], rows: list[Cells]) -> bytes:
    return f"{','.join(header)}\n{csv_lines(rows, header)}".encode()
