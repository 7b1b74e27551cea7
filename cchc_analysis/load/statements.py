"""Loads the coded statements, one sheet a document, ``data/raw/statements/<document>.csv``."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import polars as pl

from cchc_analysis.errors import Faults, nearest
from cchc_analysis.load.frames import frame_of
from cchc_analysis.load.register import REGISTER, read_register
from cchc_analysis.load.sheets import Row, read_sheet
from cchc_analysis.schema import NATURES, Statement, columns

FOLDER = "statements"
_COLUMNS = [name for name in columns(Statement) if name != "document"]


def load_statements(raw: str | Path) -> pl.DataFrame:
    """Load the statements of all sheets, as stated.

    Parameters
    ----------
    raw : path
        Folder of coded data, ``data/raw``.

    Returns
    -------
    polars.DataFrame
        One row a statement, columns of `schema.Statement`, ``line`` an integer, all else text, an empty cell
        null; sorted by document and statement, so that the order of rows in a sheet changes nothing.

    Raises
    ------
    DataError
        Naming every cell that cannot be read, in every sheet.

    Examples
    --------
    >>> load_statements("data/raw").filter(document="hau-giang-2021-kh-ubnd")["value"].to_list()[2:4]
    ['100%', '90%']
    """
    faults = Faults()
    documents = read_register(Path(raw), faults)
    rows = read_statements(Path(raw), documents, faults)
    faults.raise_if_any()
    return frame_of(Statement, (row.cells | {"line": int(row.cells["line"] or 0)} for row in rows))


def read_statements(raw: Path, documents: Collection[str] | None, faults: Faults) -> list[Row]:
    """Read every sheet into rows that carry their place, adding what is wrong to the faults."""
    folder = raw / FOLDER
    if not folder.is_dir():
        if raw.is_dir():
            faults.add(FOLDER, 0, "", "the folder is missing; create it, with one sheet a document")
        return []
    sheets = {path.stem: path for path in folder.glob("*.csv")}
    for name in sorted(set(documents or ()) - set(sheets) - {""}):
        faults.add(REGISTER, 0, "document", f"{name!r} has no sheet; add {FOLDER}/{name}.csv or remove its row")
    rows: list[Row] = []
    for name in sorted(sheets):
        file = f"{FOLDER}/{name}.csv"
        if documents is not None and name not in documents:
            faults.add(file, 0, "", f"no row in {REGISTER}; add one for {name!r} or move the sheet to drafts")
        rows += _read_sheet(sheets[name], name, file, faults)
    return rows


def _read_sheet(path: Path, document: str, file: str, faults: Faults) -> list[Row]:
    read = read_sheet(path, file, _COLUMNS, faults)
    if read is None:
        return []
    if not read and file not in {fault.file for fault in faults}:
        faults.add(file, 0, "", "no statement; add rows or remove the sheet")
    rows = sorted(read, key=lambda row: row.cells["statement"] or "")
    seen: set[str] = set()
    for row in rows:
        row.cells["document"] = document
        statement = row.cells["statement"]
        if statement in seen:
            row.fault(faults, "statement", f"{statement!r} stands twice; give each statement its own id")
        seen.add(statement or "")
    for row in rows:
        for column in ("part_of", "repeats"):
            named = (row.cells[column] or "").split(":")[0]
            if named and (named not in seen or named == row.cells["statement"]):
                wrong = "itself" if named == row.cells["statement"] else "nowhere"
                row.fault(
                    faults, column, f"{named!r} points {wrong}; name a statement here, {nearest(named, seen)}"
                )
    return [row for row in rows if _is_fine(row, faults)]


def _is_fine(row: Row, faults: Faults) -> bool:
    if not row.required(faults, "statement", "section", "line", "evidence", "indicator", "nature"):
        return False
    fine = row.short_enough(faults, "evidence", "indicator", "scope")
    fine &= row.one_of(faults, "nature", NATURES)
    line = row.cells["line"] or ""
    if not (line.isascii() and line.isdigit() and int(line) > 0):
        row.fault(faults, "line", f"cannot read {line!r}; write the number of the line, 1 or more")
        fine = False
    return fine
