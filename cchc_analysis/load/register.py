"""Loads the register of documents, ``data/raw/documents.csv``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from cchc_analysis.catalog import Province, name_key, provinces
from cchc_analysis.days import first_day
from cchc_analysis.errors import Faults, nearest
from cchc_analysis.load.sheets import SHORT, Check, Row, fitting, form, read_sheet
from cchc_analysis.places import raw_folder
from cchc_analysis.schema import OPTIONAL, OwnProvince, Register

REGISTER = "documents.csv"
OWN_PROVINCES = "provinces.csv"
YEAR = "(?:19|20)[0-9]{2}"
_DAY = f"{YEAR}-[0-9]{{2}}-[0-9]{{2}}"
_PERIOD = f"{YEAR}(?:-Q[1-4])?|{YEAR}/{YEAR}|{_DAY}/{_DAY}"
_ISSUED = f"{YEAR}(?:-[0-9]{{2}}(?:-[0-9]{{2}})?)?"
_AHEAD, _LATE = {"plan": 2, "report": 0}, 2
"""Years that a document is issued before its period begins, and after it ends, at most."""


def _is_in_time(cell: str) -> bool:
    """Tell whether days are in the calendar and a range does not run backwards."""
    try:
        begins = [first_day(end) for end in cell.split("/")]
    except ValueError:
        return False
    return begins == sorted({*begins})


_CHECKS = {
    "title": SHORT,
    "period": form(_PERIOD, "2023, 2021/2025, 2020-Q3 or 2023-01-01/2023-06-30", _is_in_time),
    "issued": form(_ISSUED, "2022-02-23, 2022-02 or 2022, or leave it empty", _is_in_time),
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
    """Load the register of documents from ``raw``, a folder of coded data, by default ``data/raw`` of the project.

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
    return Register.frame([vars(document) for _, document in sorted((documents or {}).items())])


def known_documents() -> pl.DataFrame:
    """Give the register of the project, of no row where only its table is at hand."""
    return load_documents() if raw_folder().is_dir() else Register.frame([])


def read_register(raw: Path, faults: Faults) -> dict[str, Document | None] | None:
    """Read the register into documents by id, None for one whose row cannot be used; None where there is none."""
    if not raw.is_dir():
        faults.add(str(raw), 0, "", "the folder is missing; name it with --raw")
        return None
    rows = read_sheet(raw / REGISTER, REGISTER, Register.columns, faults, OPTIONAL[REGISTER])
    return None if rows is None else check_register(rows, known_provinces(raw, faults), faults)


def check_register(rows: list[Row], known: Mapping[str, Province], faults: Faults) -> dict[str, Document | None]:
    """Take the rows of a register as documents by id; None where a row cannot be used."""
    names = province_names(known)
    province = Check(lambda cell: name_key(cell) in names, lambda cell: f"unknown {cell!r}; ", known)
    documents: dict[str, Document | None] = {row.cells["document"] or "": None for row in rows}
    texts: dict[str, str | None] = {}
    for row in fitting(rows, Register, _CHECKS | {"province": province}, faults):
        coded = texts.setdefault(row.cells["sha256"] or str(row.number), row.cells["document"])
        if coded != row.cells["document"]:
            row.fault(faults, "sha256", f"the text of {coded} too; a text is one document, correct one of them")
        issued, period, kind = (row.cells[name] or "" for name in ("issued", "period", "kind"))
        years = [int(end[:4]) for end in (period, issued or period, period.rpartition("/")[2])]
        if not years[0] - _AHEAD[kind] <= years[1] <= years[2] + _LATE:
            row.fault(faults, "issued", f"{issued} does not go with a {kind} for {period}; correct one of them")
        own = known[names[name_key(row.cells["province"] or "")]]
        is_joined = sum(each.successor == own.successor for each in known.values()) > 1
        if is_joined and "" < own.valid_until < first_day(period).isoformat():
            told = f"{own.province!r} is the unit of up to {own.valid_until}, and a document of later years"
            advice = f"is of another; give that a row and a name of its own in {OWN_PROVINCES}"
            row.fault(faults, "province", f"{told} {advice}")
        cells = row.cells | {"province": own.province}
        documents[row.cells["document"] or ""] = Document(**cells)  # type: ignore[arg-type]
    return documents


def province_names(known: Mapping[str, Province]) -> dict[str, str]:
    """Give the name of each province by every form, as `name_key` gives it, under which it is looked up."""
    return {name_key(spelling): name for name, province in known.items() for spelling in (name, *province.aliases)}


def named_province(words: str) -> str:
    """Give the name of a province, also one of the project's own, by words in any spelling; else a ValueError."""
    known = known_provinces(raw_folder(), Faults())
    if (name := province_names(known).get(name_key(words))) is None:
        raise ValueError(f"unknown {words!r}; {nearest(words, known)}")
    return name


def known_provinces(raw: Path, faults: Faults) -> dict[str, Province]:
    """Give the 63 provinces and those that ``provinces.csv`` in the raw folder adds."""
    known = dict(provinces())
    if not (raw / OWN_PROVINCES).exists():
        return known
    names = list(OwnProvince.columns)
    read = read_sheet(raw / OWN_PROVINCES, OWN_PROVINCES, names, faults, optional=names[2:]) or []
    checks = {
        "province": Check(_is_name, lambda cell: f"{cell!r} is no name; write the province's name"),
        "valid_until": form(_DAY, "a day such as 2025-06-30, or leave it empty", _is_in_time),
        "successor": Check(_is_name, lambda cell: f"{cell!r} is no name; write the unit's name"),
    }
    looked_up = province_names(known)
    codes = {province.province_code: name for name, province in known.items()}
    for row in fitting(read, OwnProvince, checks, faults):
        name, code, ends, successor = (row.cells[column] or "" for column in names)
        if same := looked_up.get(name_key(name)) or codes.get(code):
            message = f"{name!r} or its code {code} is already known; that is {same}, give this one another"
            row.fault(faults, "province", message)
        else:
            known[name] = Province(name, code, ends, successor or name)
            looked_up[name_key(name)] = codes[code] = name
    return known


def _is_name(cell: str) -> bool:
    """Tell whether a cell is a name of Latin letters, and more than the word for a province."""
    return re.fullmatch(r"(?!(?:tinh|thanh pho|tp)$)[a-z][a-z' ]*", name_key(cell)) is not None


def what_is_wrong(column: str, cell: str | None) -> str | None:
    """Say what is wrong with a cell of the register, and what to write; None where it can be read."""
    return None if not cell or _CHECKS[column].fits(cell) else _CHECKS[column].says(cell)
