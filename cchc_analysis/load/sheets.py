"""Reads a CSV file as people save it from a spreadsheet, and names every cell that cannot be read."""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from cchc_analysis.catalog import compose
from cchc_analysis.errors import Faults, counted, nearest
from cchc_analysis.schema import MAX_WORDS, Table

MOST_BYTES = 200_000_000
_QUOTED = 60  # letters of a cell that cannot be read
_SEPARATORS = ",;\t"
_CONTROL = r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]"
_ERROR = r"^#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA|#+)$|^Err:\d{3}$"
_BROKEN = re.compile(f"{_CONTROL}|{_ERROR}", re.IGNORECASE)
"""A sign that cannot be printed, or what a spreadsheet shows for a formula that fails."""


class Row(NamedTuple):
    """One row of a sheet: its place and its cells, an empty cell as None."""

    file: str
    number: int
    cells: dict[str, str | None]

    def fault(self, faults: Faults, column: str, message: str, hint: Callable[[], str] | None = None) -> None:
        """Note a fault in one cell of this row; ``hint`` gives the end of its message."""
        faults.add(self.file, self.number, column, message, hint)


class Check(NamedTuple):
    """What a cell that is filled must be, how one that is not is worded, and the names of which one is meant."""

    fits: Callable[[str], object]
    says: Callable[[str], str]
    known: Collection[str] = ()


def form(pattern: str, words: str, also: Callable[[str], bool] | None = None) -> Check:
    """Want a cell of a form, which is given in words too."""
    fits = re.compile(pattern).fullmatch
    both = (lambda cell: fits(cell) and also(cell)) if also else fits
    return Check(both, lambda cell: f"cannot read {cell[:_QUOTED]!r}; write {words}")


def among(known: Collection[str], what: str = "unknown") -> Check:
    """Want one of many names; the message ends with the nearest."""
    return Check(known.__contains__, lambda cell: f"{what} {cell!r}; ", known)


SHORT = Check(
    lambda cell: len(cell.split(" ")) <= MAX_WORDS,
    lambda cell: f"{len(cell.split(' '))} words; shorten to {MAX_WORDS}, with … where something is left out",
)


def fitting(rows: Iterable[Row], schema: Table, checks: Mapping[str, Check], faults: Faults) -> list[Row]:
    """Give the rows that can be used; note what is wrong with each cell of the others.

    A filled cell passes the check of its column, or is one of the column's words, in any case, or of the form that
    the schema declares. It is checked once, since many rows name the same few things. A key stands once.
    """
    given, wrong, closed = list(rows), {}, []
    for name, column in schema.columns.items():
        check = checks.get(name) or form(f"(?s:{column.cell or '.*'})", column.write)
        if column.values:
            check = form(f"(?ai){'|'.join(column.values)}", " or ".join(column.values))
            closed.append(name)
        for cell in {row.cells[name] for row in given}:
            if not (check.fits(cell) and not _BROKEN.search(cell) if cell else column.may_be_missing):
                wrong[name, cell] = _what_is_wrong(cell, name, check)
    at_fault, kept, met = sorted({name for name, _ in wrong}), [], set()
    for row in given:
        key = tuple(row.cells[name] for name in schema.key)
        if key in met and key[-1]:
            named = ", ".join(filter(None, key))
            row.fault(faults, schema.key[-1], f"{named} stands twice; keep one, or tell them apart")
        elif key:
            met.add(key)
        broken = [name for name in at_fault if (name, row.cells[name]) in wrong]
        for name in broken:
            row.fault(faults, name, *wrong[name, row.cells[name]])
        if not broken:
            lowered = {name: (row.cells[name] or "").lower() or None for name in closed}
            kept.append(row._replace(cells=row.cells | lowered) if lowered else row)
    return kept


def _what_is_wrong(cell: str | None, column: str, check: Check) -> tuple[str, Callable[[], str] | None]:
    if not cell:
        return f"empty {column}; fill the cell in", None
    if _BROKEN.search(cell):
        return f"{cell[:_QUOTED]!r} is an error of a spreadsheet, or cannot be printed; write the cell anew", None
    return check.says(cell), partial(nearest, cell, check.known) if check.known else None


def read_sheet(
    path: Path, file: str, columns: Collection[str], faults: Faults, optional: Collection[str] = ()
) -> list[Row] | None:
    """Read a sheet; None, with the reasons among the faults, where its text or its header cannot be used.

    Accepted as spreadsheets write them: a byte-order mark, CRLF, quoted cells, trailing empty rows and columns,
    letters in NFD, non-breaking spaces; semicolons or tabs between the cells, where the header shows them. A row
    with fewer cells than the header is a fault.
    """
    records = _records(path, file, faults)
    if not records:
        return None
    header = [compose(cell) for cell in records[0]]
    while header and not header[-1]:
        header.pop()
    if not _header_fits(header, columns, optional, file, faults):
        return None
    rows, left_out = [], dict.fromkeys(name for name in columns if name not in header)
    for number, record in enumerate(records[1:], start=2):
        cells = [compose(cell) or None for cell in record]
        if any(cells) and (len(cells) < len(header) or any(cells[len(header) :])):
            message = f"{counted(len(cells), 'cell')}, the header has {len(header)}; complete or quote the row"
            faults.add(file, number, "", message)
        elif any(cells):
            rows.append(Row(file, number, dict(zip(header, cells, strict=False)) | left_out))
    return rows


def _records(path: Path, file: str, faults: Faults) -> list[list[str]]:
    """Read a file into its records; none, with the reason among the faults, where it is none, or never ends."""
    row, raw = 0, b""
    try:
        state = path.stat()
        if not S_ISREG(state.st_mode):
            raise OSError(None, "not a regular file")
        if state.st_size > MOST_BYTES:
            raise OSError(None, f"larger than {MOST_BYTES // 1_000_000} MB")
        raw = path.read_bytes()
        records = read_records(raw.decode("utf-8-sig"))
        if records and any(map(str.strip, records[0])):
            return records
        message = "the first row is empty; write the header row there, or remove the file"
    except FileNotFoundError:
        message = "the file is missing; create it, with its header row"
    except OSError as error:
        message = f"cannot be opened ({error.strerror}); check the path and its permissions"
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        message = f"not UTF-8 (byte {raw[error.start]:#04x}); save the sheet as CSV UTF-8"
    except csv.Error as error:
        message = f"not readable as CSV ({error}); save the sheet anew as CSV UTF-8"
    faults.add(file, row, "", message)
    return []


def read_records(text: str) -> list[list[str]]:
    """Read CSV into its records, whichever of comma, semicolon and tab its header shows between the cells."""
    return list(csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator(text)))


def separator(text: str) -> str:
    """Give what stands between the cells of a CSV, as its header shows."""
    return max(_SEPARATORS, key=text.partition("\n")[0].count)


def with_row(sheet: bytes, cells: Mapping[str, str | None]) -> bytes:
    """Give a sheet with one row more, all else byte for byte as it is, in its own order of columns."""
    text = sheet.decode("utf-8-sig")
    newline = "\r\n" if b"\r\n" in sheet else "\n"
    row = io.StringIO()
    writer = csv.writer(row, delimiter=separator(text), lineterminator=newline)
    writer.writerow([cells.get(compose(name)) or "" for name in read_records(text)[0]])
    return sheet + (b"" if sheet.endswith(b"\n") else newline.encode()) + row.getvalue().encode()


def _header_fits(
    header: list[str], columns: Collection[str], optional: Collection[str], file: str, faults: Faults
) -> bool:
    if 3 * len(set(header) & set(columns)) < len(columns):  # a file of another kind, such as figures without a row
        faults.add(file, 1, "", f"no header in this row; it is {','.join(columns)}")
        return False
    before = len(faults)
    for name in columns:
        if header.count(name) > 1 or name not in {*header, *optional}:
            missing = f"is missing; the header is {','.join(columns)}"
            faults.add(file, 1, name, f"the column {'stands twice; remove one' if name in header else missing}")
    for name in header:
        if name not in columns:
            faults.add(file, 1, name, f"unknown column; rename or remove it, {nearest(name, columns)}")
    return len(faults) == before
