"""Loads the register of documents, ``data/raw/documents.csv``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl

from cchc_analysis.catalog import Province, name_key, provinces
from cchc_analysis.errors import Faults, nearest
from cchc_analysis.load.frames import frame_of
from cchc_analysis.load.sheets import Row, read_sheet
from cchc_analysis.places import raw_folder
from cchc_analysis.schema import KINDS, OPTIONAL, Register, columns

REGISTER = "documents.csv"
OWN_PROVINCES = "provinces.csv"

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_YEAR = "(?:19|20)[0-9]{2}"
_DAY = f"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}"
_PERIOD = re.compile(f"{_YEAR}(?:-Q[1-4])?|{_YEAR}/{_YEAR}|{_DAY}/{_DAY}")
_ISSUED = re.compile(f"{_YEAR}(?:-[0-9]{{2}}(?:-[0-9]{{2}})?)?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_CODE = re.compile(r"[0-9]{2}")
_FORMS = {
    "document": (_ID, "small letters, digits and hyphens"),
    "period": (_PERIOD, "2023, 2021/2025, 2020-Q3 or 2023-01-01/2023-06-30"),
    "issued": (_ISSUED, "2022-02-23, 2022-02 or 2022, or leave it empty"),
    "sha256": (_SHA256, "64 hexadecimal digits, or leave it empty"),
    "address": (_ADDRESS, "the address of a page, https://..., or leave it empty"),
}


@dataclass(frozen=True)
class Document:
    """One row of the register."""

    document: str
    province: str
    kind: str
    number: str | None
    title: str
    issued: str | None
    period: str
    sha256: str | None
    notes: str | None
    address: str | None = None


def load_documents(raw: str | Path | None = None) -> pl.DataFrame:
    """Load the register of documents.

    Parameters
    ----------
    raw : path, optional
        Folder of coded data; by default ``data/raw`` of the project.

    Returns
    -------
    polars.DataFrame
        One row a document, columns of `schema.Register`, text, sorted by document.

    Raises
    ------
    DataError
        Naming every cell that cannot be read.

    Examples
    --------
    >>> load_documents().height
    5
    """
    faults = Faults()
    documents = read_register(Path(raw or raw_folder()), faults)
    faults.raise_if_any()
    return frame_of(Register, [vars(document) for _, document in sorted((documents or {}).items())])


def read_register(raw: Path, faults: Faults) -> dict[str, Document | None] | None:
    """Read the register into documents by id, adding what is wrong to the faults.

    A document whose row cannot be used is None, so that its sheet is not taken for an unregistered one;
    the whole is None where there is no register to read.
    """
    if not raw.is_dir():
        faults.add(str(raw), 0, "", "the folder is missing; name it with --raw")
        return None
    rows = read_sheet(raw / REGISTER, REGISTER, columns(Register), faults, OPTIONAL[REGISTER])
    return None if rows is None else check_register(rows, known_provinces(raw, faults), faults)


def check_register(rows: list[Row], known: Mapping[str, Province], faults: Faults) -> dict[str, Document | None]:
    """Take the rows of a register as documents by id; None where a row cannot be used."""
    documents: dict[str, Document | None] = {}
    names = province_names(known)
    for row in rows:
        name = row.cells["document"] or ""
        if name in documents:
            row.fault(faults, "document", f"{name!r} stands twice; give each document its own id")
        documents[name] = _document(row, names, faults)
    return documents


def province_names(known: Mapping[str, Province]) -> dict[str, str]:
    """Give the name of each province by every form, as `name_key` gives it, under which it is looked up.

    Examples
    --------
    >>> province_names(provinces())[name_key("tp Huế")]
    'Thừa Thiên Huế'
    """
    return {name_key(spelling): name for name, province in known.items() for spelling in (name, *province.aliases)}


def known_provinces(raw: Path, faults: Faults) -> dict[str, Province]:
    """Give the 63 provinces and those that ``provinces.csv`` in the raw folder adds."""
    known = dict(provinces())
    if not (raw / OWN_PROVINCES).exists():
        return known
    names = ["province", "province_code", "valid_until", "successor"]
    looked_up = province_names(known)
    codes = {province.province_code: name for name, province in known.items()}
    for row in read_sheet(raw / OWN_PROVINCES, OWN_PROVINCES, names, faults, optional=names[2:]) or []:
        if not row.required(faults, "province", "province_code"):
            continue
        name, code = row.cells["province"] or "", row.cells["province_code"] or ""
        if not _CODE.fullmatch(code):
            row.fault(faults, "province_code", f"cannot read {code!r}; write two digits, as text")
        elif not (key := name_key(name)):
            row.fault(faults, "province", f"{name!r} is no name; write the province's name")
        elif same := looked_up.get(key) or codes.get(code):
            message = f"{name!r} or its code {code} is already known; that is {same}, give this one another"
            row.fault(faults, "province", message)
        else:
            ends, successor = row.cells["valid_until"] or "", row.cells["successor"] or name
            known[name] = Province(name, code, ends, successor, ())
            looked_up[key] = codes[code] = name
    return known


def _document(row: Row, names: Mapping[str, str], faults: Faults) -> Document | None:
    cells = row.cells
    if not row.required(faults, "document", "province", "kind", "title", "period"):
        return None
    fine = row.short_enough(faults, "title")
    fine &= row.one_of(faults, "kind", KINDS)
    province = names.get(name_key(cells["province"] or ""))
    if province is None:
        known = partial(nearest, cells["province"] or "", set(names.values()))
        row.fault(faults, "province", f"unknown {cells['province']!r}; ", known)
    for column in _FORMS:
        if misread := what_is_wrong(column, cells[column]):
            row.fault(faults, column, misread)
            fine = False
    if not fine or province is None:
        return None
    return Document(**{**cells, "province": province})  # type: ignore[arg-type]


def what_is_wrong(column: str, cell: str | None) -> str | None:
    """Say what is wrong with a cell of the register, and what to write; None where it can be read.

    Examples
    --------
    >>> what_is_wrong("period", "2025/2021")
    "cannot read '2025/2021'; write 2023, 2021/2025, 2020-Q3 or 2023-01-01/2023-06-30"
    >>> what_is_wrong("issued", "2022-02")
    """
    pattern, form = _FORMS[column]
    if not cell or (pattern.fullmatch(cell) and (column not in ("period", "issued") or _is_in_time(cell))):
        return None
    return f"cannot read {cell!r}; write {form}"


def _is_in_time(cell: str) -> bool:
    """Tell whether days are in the calendar and a range does not run backwards."""
    ends = [end for end in cell.split("/") if "Q" not in end]
    try:
        days = [date.fromisoformat(f"{end}{'-01-01'[len(end) - 4 :]}") for end in ends]
    except ValueError:
        return False
    return len(days) < 2 or days[0] < days[1]  # noqa: PLR2004
