"""Loads the coded statements, a sheet a document, and what names them: ratios to compute, doubts of a reader."""

from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path

import polars as pl

from cchc_analysis.catalog import fold, metrics
from cchc_analysis.errors import Faults, nearest
from cchc_analysis.load.register import OWN_PROVINCES, REGISTER, read_register
from cchc_analysis.load.sheets import SHORT, Row, among, fitting, read_sheet
from cchc_analysis.places import raw_folder
from cchc_analysis.schema import OPTIONAL, Doubt, Ratio, Statement, Table

FOLDER, DRAFTS = "statements", "drafts"
RATIOS, DOUBTS = "ratios.csv", "doubts.csv"
JUDGED = ("confidence", "reason")
"""Columns of a draft that a sheet may keep when it is accepted; the table does without them."""

CHECKS = dict.fromkeys(("evidence", "indicator", "scope"), SHORT)
"""What the cells of a statement must be besides what is declared, as far as a sheet by itself can tell."""


def load_statements(raw: str | Path | None = None) -> pl.DataFrame:
    """Load the statements of all sheets in ``raw``, by default ``data/raw`` of the project, as stated.

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
    >>> load_statements().filter(document="hau-giang-2021-kh-ubnd")["value"].to_list()[2:4]
    ['100%', '90%']
    """
    faults, folder = Faults(), Path(raw or raw_folder())
    rows = read_statements(folder, read_register(folder, faults), faults)
    faults.raise_if_any()
    return Statement.frame(row.cells | {"line": int(row.cells["line"] or 0)} for row in rows)


def read_statements(raw: Path, documents: Collection[str] | None, faults: Faults) -> list[Row]:
    """Read every sheet into rows that carry their place, adding what is wrong to the faults."""
    folder = raw / FOLDER
    if not folder.is_dir():
        if raw.is_dir():
            faults.add(FOLDER, 0, "", "the folder is missing; create it, with one sheet a document")
        return []
    sheets = {path.stem: path for path in folder.glob("*.csv")}
    drafted = set(waiting_drafts(raw, documents or ()))
    for name in sorted(set(documents or ()) - set(sheets) - drafted - {""}):
        faults.add(REGISTER, 0, "document", f"{name!r} has no sheet; add {FOLDER}/{name}.csv or remove its row")
    rows: list[Row] = []
    for name in sorted(sheets):
        file = f"{FOLDER}/{name}.csv"
        if documents is not None and name not in documents:
            faults.add(file, 0, "", f"no row in {REGISTER}; add one for {name!r} or move the sheet to drafts")
        read = read_judged(sheets[name], file, faults)
        if read == [] and file not in {fault.file for fault in faults}:
            faults.add(file, 0, "", "no statement; add rows or remove the sheet")
        rows += (Row(row.file, row.number, row.cells | {"document": name}) for row in read or [])
    return check_statements(rows, faults)


def read_judged(path: Path, file: str, faults: Faults) -> list[Row] | None:
    """Read a sheet with its columns `JUDGED`, which may be missing; None where its header cannot be used."""
    columns = [*(name for name in Statement.columns if name != "document"), *JUDGED]
    return read_sheet(path, file, columns, faults, optional=JUDGED)


def waiting_drafts(raw: Path, documents: Collection[str]) -> list[str]:
    """Name the documents of the register that have a draft and no sheet yet: the table goes without them."""
    drafted, accepted = ({path.stem for path in (raw / folder).glob("*.csv")} for folder in (DRAFTS, FOLDER))
    return sorted({*documents} & drafted - accepted)


def check_statements(rows: list[Row], faults: Faults) -> list[Row]:
    """Give the rows that can be used, sorted by document and statement; note what is wrong with the others."""
    rows = sorted(rows, key=lambda row: (row.cells["document"] or "", row.cells["statement"] or ""))
    known = statement_names(rows)
    cut = {fault.file for fault in faults if fault.row and not fault.column}  # rows that were not read have names
    for row in rows:
        own, total = row.cells["statement"], row.cells["part_of"] and total_and_label(row.cells["part_of"])[0]
        for column, name in (("repeats", row.cells["repeats"]), ("part_of", total)):
            if name is not None and name == own:
                row.fault(faults, column, f"{name!r} points at itself; name another statement")
            elif name is not None and row.file not in cut:
                point(row, column, [name], known[row.cells["document"] or ""], faults)
    return fitting(rows, Statement, CHECKS, faults)


def total_and_label(cell: str) -> tuple[str, str]:
    """Take a cell ``part_of`` apart: the statement named, and the label of the split, folded."""
    name, _, label = cell.partition(":")
    return name.strip(), fold(label)


def statement_names(rows: Iterable[Row]) -> dict[str, set[str]]:
    """Give the ids of the statements of each document."""
    known: dict[str, set[str]] = {}
    for row in rows:
        known.setdefault(row.cells["document"] or "", set()).add(row.cells["statement"] or "")
    return known


def point(row: Row, column: str, names: Iterable[str], known: Collection[str], faults: Faults) -> None:
    """Note each name in a cell that is of no known statement."""
    for name in names:
        if name not in known:
            row.fault(faults, column, f"{name!r} points nowhere; ", partial(nearest, name, known))


def refuse_strangers(raw: Path, faults: Faults) -> None:
    """Note each sheet whose name is none that is read, such as ``Ratios.csv``, so that it is not passed over."""
    known = (REGISTER, OWN_PROVINCES, RATIOS, DOUBTS)
    for path in raw.glob("*.[cC][sS][vV]"):
        if path.name not in known:
            hint = partial(nearest, path.name, known)
            faults.add(path.name, 0, "", "no sheet has this name; rename it or move it away, ", hint)
    for path in (raw / FOLDER).glob("*.[cC][sS][vV]"):
        if path.suffix != ".csv":
            faults.add(f"{FOLDER}/{path.name}", 0, "", f"a sheet ends in .csv; name it {path.stem}.csv")


def read_ratios(raw: Path, statements: list[Row], faults: Faults) -> list[Row]:
    """Read ``ratios.csv``; a raw folder without one computes no rates."""
    rates = [name for name, metric in metrics().items() if metric.unit == "percent"]
    rows = _pointing(raw / RATIOS, Ratio, "+", statements, faults)
    return fitting(rows, Ratio, {"metric": among(rates, "no rate")}, faults)


def read_doubts(raw: Path, statements: list[Row], faults: Faults) -> list[Row]:
    """Read ``doubts.csv``; each doubt names statements that exist, or the line that it is about."""
    known = statement_names(statements)
    rows = _pointing(raw / DOUBTS, Doubt, ";", statements, faults)
    for row in rows:
        if named := row.cells["statements"]:
            point(row, "statements", named.split(";"), known.get(row.cells["document"] or "", ()), faults)
        elif not row.cells["line"]:
            row.fault(faults, "statements", "no statement and no line; name one of them")
    return fitting(rows, Doubt, {}, faults)


def _pointing(path: Path, schema: Table, sign: str, statements: list[Row], faults: Faults) -> list[Row]:
    """Read a sheet that names statements; what points into a sheet with faults of its own is left out."""
    if not path.exists():
        return []
    known = statement_names(statements)
    unread = {fault.file for fault in faults if fault.file.startswith(FOLDER)}
    kept = []
    for row in read_sheet(path, path.name, schema.columns, faults, OPTIONAL[path.name]) or []:
        document = row.cells["document"]
        if unread & {FOLDER, f"{FOLDER}/{document}.csv"} if document else unread:
            continue
        if document and document not in known:
            row.fault(faults, "document", f"no sheet {document!r}; ", partial(nearest, document, known))
            continue
        for column in {"numerator", "denominator", "statements"} & {*row.cells}:
            names = (row.cells[column] or "").split(sign)
            row.cells[column] = sign.join(name.strip() for name in names) or None
        kept.append(row)
    return kept
