"""Reads a CSV file as people save it from a spreadsheet, and names every cell that cannot be read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

import polars as pl

from cchc_analysis.catalog import compose
from cchc_analysis.errors import Faults, nearest
from cchc_analysis.schema import MAX_WORDS

MOST_BYTES = 200_000_000
"""The largest sheet that is read."""

_QUOTED = 60
"""How much of a cell that cannot be read a message quotes."""

_SEPARATORS = ",;\t"
_HEADER = re.compile(rf"[^\r\n]*[^{_SEPARATORS} \r\n\ufeff][^\r\n]*")
_HINT = re.compile(r"\ufeff?sep=(.)\s*(?:\n|$)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
_BROKEN = re.compile(
    r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA|#+)|Err:\d{3}", re.IGNORECASE
)


@dataclass(frozen=True)
class Row:
    """One row of a sheet: its place and its cells, an empty cell as None."""

    file: str
    number: int
    cells: dict[str, str | None]

    def fault(self, faults: Faults, column: str, message: str, hint: Callable[[], str] | None = None) -> None:
        """Note a fault in one cell of this row; ``hint`` gives the end of its message."""
        faults.add(self.file, self.number, column, message, hint)

    def legible(self, faults: Faults) -> None:
        """Note each cell that a spreadsheet or a copy broke: an error of a formula, a control character."""
        for column, cell in self.cells.items():
            if cell and _BROKEN.fullmatch(cell):
                self.fault(faults, column, f"{cell[:20]!r} is a spreadsheet's error; write the cell anew")
            elif cell and (sign := _CONTROL.search(cell)):
                broken = f"character {ord(sign[0]):#06x} after {cell[: sign.start()][-20:]!r}"
                self.fault(faults, column, f"{broken} is none that can be printed; write the cell anew")

    def required(self, faults: Faults, *columns: str) -> bool:
        """Tell whether all these cells are filled; note each that is not."""
        empty = [column for column in columns if not self.cells[column]]
        for column in empty:
            self.fault(faults, column, f"empty {column}; fill the cell in")
        return not empty

    def short_enough(self, faults: Faults, *columns: str) -> bool:
        """Tell whether these phrases keep to `MAX_WORDS` words; note each that does not."""
        lengths = {column: len((self.cells[column] or "").split(" ")) for column in columns}
        long = {column: words for column, words in lengths.items() if words > MAX_WORDS}
        for column, words in long.items():
            message = f"{words} words; shorten to {MAX_WORDS}, with … where something is left out"
            self.fault(faults, column, message)
        return not long

    def has_form(self, faults: Faults, column: str, pattern: str, form: str) -> bool:
        """Tell whether a cell is empty or of a form, which is given in words too; note it if not."""
        cell = self.cells[column]
        if cell is None or re.fullmatch(pattern, cell):
            return True
        self.fault(faults, column, f"cannot read {cell[:_QUOTED]!r}; write {form}")
        return False

    def whole_number(self, faults: Faults, column: str) -> bool:
        """Tell whether a cell is empty or holds the number of a line; note it if not."""
        return self.has_form(faults, column, "[1-9][0-9]{0,6}", "the number of the line, 1 or more")

    def one_of(self, faults: Faults, column: str, known: Sequence[str]) -> bool:
        """Tell whether a cell holds one of the known words; note it if not."""
        word = self.cells[column]
        if (word or "").lower() in known:
            self.cells[column] = (word or "").lower()
            return True
        self.fault(faults, column, f"cannot read {word!r}; write {' or '.join(known)}")
        return False


def read_sheet(
    path: Path, file: str, columns: Sequence[str], faults: Faults, optional: Sequence[str] = ()
) -> list[Row] | None:
    """Read a sheet; None, with the reasons among the faults, where its text or its header cannot be used.

    Accepted as spreadsheets write them: a byte-order mark, CRLF, quoted cells, trailing empty rows and columns,
    letters in NFD, non-breaking spaces; semicolons or tabs between the cells, where the header shows them. A row
    with fewer cells than the header is a fault.
    """
    sheet = _sheet(path, file, columns, faults, optional)
    if sheet is None:
        return None
    header, records = sheet
    rows = [
        Row(file, number, dict.fromkeys(columns) | dict(zip(header, cells, strict=True)))
        for number, record in records
        if any(cells := [compose(cell) or None for cell in record])
    ]
    for row in rows:
        row.legible(faults)
    return rows


def read_frame(path: Path, file: str, columns: Sequence[str], faults: Faults) -> pl.DataFrame | None:
    """Read a sheet of thousands of rows as a frame of text, with ``row``; it accepts what `read_sheet` does."""
    sheet = _sheet(path, file, columns, faults)
    if sheet is None:
        return None
    header, records = sheet
    cells = list(zip(*(record for _, record in records), strict=True)) or [()] * len(header)
    named = [_composed(pl.Series(name, own, pl.String)) for name, own in zip(header, cells, strict=True)]
    return pl.DataFrame([pl.Series("row", [number for number, _ in records], pl.Int64), *named])


def _composed(column: pl.Series) -> pl.Series:
    """Compose cells as `compose` does, each distinct one once; an empty cell is null."""
    cells = column.unique()
    composed = cells.str.normalize("NFC").str.replace_all(r"\s+", " ").str.strip_chars().replace("", None)
    return column if composed.equals(cells) else column.replace_strict(cells, composed)


def _sheet(
    path: Path, file: str, columns: Sequence[str], faults: Faults, optional: Sequence[str] = ()
) -> tuple[list[str], list[tuple[int, list[str]]]] | None:
    """Give the header of a sheet, and its records that are not blank, each with its row."""
    records = _records(path, file, faults)
    if records is None:
        return None
    above = next(number for number, record in enumerate(records) if _is_header(record))
    header = [compose(cell) for cell in records[above]]
    while header and not header[-1]:
        header.pop()
    if not _header_fits(header, columns, optional, file, faults):
        return None
    kept = []
    for number, record in enumerate(records[above + 1 :], start=above + 2):
        if not "".join(record).strip():
            continue
        if len(record) < len(header) or "".join(record[len(header) :]).strip():
            message = f"{len(record)} cells, the header has {len(header)}; complete or quote the row"
            faults.add(file, number, "", message)
        else:
            del record[len(header) :]
            kept.append((number, record))
    return header, kept


def _is_header(record: list[str]) -> bool:
    """Tell the header from what may stand above it: empty rows, and the hint ``sep=,`` of a spreadsheet."""
    return any(cell.strip() for cell in record) and not record[0].startswith("sep=")


def _records(path: Path, file: str, faults: Faults) -> list[list[str]] | None:
    text = _text(path, file, faults)
    if text is None:
        return None
    try:
        records = read_records(text)
    except csv.Error as error:
        faults.add(file, 0, "", f"not readable as CSV ({error}); save the sheet anew as CSV UTF-8")
        return None
    if not any(map(_is_header, records)):
        faults.add(file, 0, "", "the file is empty; write its header row, or remove it")
        return None
    return records


def read_records(text: str) -> list[list[str]]:
    r"""Read CSV into its records, whichever of comma, semicolon and tab its header shows between the cells.

    Examples
    --------
    >>> read_records("value;levels\n2,5%;xã\n")
    [['value', 'levels'], ['2,5%', 'xã']]
    """
    return list(csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator(text)))


def separator(text: str) -> str:
    """Give what stands between the cells of a CSV: told in its hint ``sep=``, or seen in its header."""
    if (hint := _HINT.match(text)) and hint[1] in _SEPARATORS:
        return hint[1]
    header = _HEADER.search(text)
    return max(_SEPARATORS, key=header[0].count) if header else _SEPARATORS[0]


def with_row(sheet: bytes, cells: Mapping[str, str | None]) -> bytes:
    r"""Give a sheet with one row more, all else byte for byte as it is, in its own order of columns and separator.

    Examples
    --------
    >>> with_row(b"value;note\r\n90%;\r\n", {"note": None, "value": "80%"})
    b'value;note\r\n90%;\r\n80%;\r\n'
    """
    text = sheet.decode("utf-8-sig")
    header = next(record for record in read_records(text) if _is_header(record))
    newline = "\r\n" if b"\r\n" in sheet else "\n"
    row = io.StringIO()
    writer = csv.writer(row, delimiter=separator(text), lineterminator=newline)
    writer.writerow([cells.get(compose(name)) or "" for name in header])
    return sheet + (b"" if sheet.endswith(b"\n") else newline.encode()) + row.getvalue().encode()


def _text(path: Path, file: str, faults: Faults) -> str | None:
    try:
        raw = _bytes(path)
        return raw.decode("utf-8-sig")
    except FileNotFoundError:
        faults.add(file, 0, "", "the file is missing; create it, with its header row")
    except OSError as error:
        faults.add(file, 0, "", f"cannot be opened ({error.strerror}); check the path and its permissions")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        faults.add(file, row, "", f"not UTF-8 (byte {raw[error.start]:#04x}); save the sheet as CSV UTF-8")
    return None


def _bytes(path: Path) -> bytes:
    """Read a file of a size that a sheet may have, and nothing that never ends, such as a device or a pipe."""
    state = path.stat()
    if not S_ISREG(state.st_mode):
        raise OSError(None, "not a regular file")
    if state.st_size > MOST_BYTES:
        raise OSError(None, f"larger than {MOST_BYTES // 1_000_000} MB")
    return path.read_bytes()


def _header_fits(
    header: list[str], columns: Sequence[str], optional: Sequence[str], file: str, faults: Faults
) -> bool:
    if not set(header) & set(columns):
        faults.add(file, 1, "", f"no header in this row; it is {','.join(columns)}")
        return False
    missing = [name for name in columns if name not in header and name not in optional]
    unknown = [name for name in header if name not in columns]
    double = sorted({name for name in header if header.count(name) > 1})
    for name in missing:
        hint = f" ({nearest(name, unknown, 1)} in the header)" if unknown else ""
        faults.add(file, 1, name, f"the column is missing{hint}; the header is {','.join(columns)}")
    for name in unknown:
        faults.add(file, 1, name, f"unknown column; rename or remove it, {nearest(name, columns)}")
    for name in double:
        faults.add(file, 1, name, "the column stands twice; remove one")
    return not (missing or unknown or double)
