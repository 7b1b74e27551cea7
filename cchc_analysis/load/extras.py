"""Loads what stands beside the sheets: ratios to compute, and the doubts of a careful reader."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path

from cchc_analysis.catalog import metrics
from cchc_analysis.errors import Faults, nearest
from cchc_analysis.load.register import OWN_PROVINCES, REGISTER
from cchc_analysis.load.sheets import LINE, Row, among, fitting, read_sheet
from cchc_analysis.load.statements import FOLDER, point, sheet_name, statement_names
from cchc_analysis.schema import OPTIONAL, Doubt, Ratio, Table, columns

RATIOS, DOUBTS = "ratios.csv", "doubts.csv"


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
    rows = _pointing(
        raw / RATIOS, Ratio, {"numerator": "+", "denominator": "+"}, statement_names(statements), faults
    )
    return fitting(rows, Ratio, {"metric": among(rates, "no rate")}, faults)


def read_doubts(raw: Path, statements: list[Row], faults: Faults) -> list[Row]:
    """Read ``doubts.csv``; each doubt names statements that exist, or the line that it is about."""
    known = statement_names(statements)
    rows = _pointing(raw / DOUBTS, Doubt, {"statements": ";"}, known, faults)
    for row in rows:
        if named := row.cells["statements"]:
            point(row, "statements", named.split(";"), known.get(row.cells["document"] or "", ()), faults)
        elif not row.cells["line"]:
            row.fault(faults, "statements", "no statement and no line; name one of them")
    return fitting(rows, Doubt, {"line": LINE}, faults)


def _pointing(
    path: Path,
    schema: Table,
    between: Mapping[str, str],
    known: Mapping[str, Collection[str]],
    faults: Faults,
) -> list[Row]:
    """Read a sheet that names statements, in some columns with a sign ``between`` two of them.

    What points into a sheet with faults of its own is left out: the sheet comes first.
    """
    if not path.exists():
        return []
    unread = {fault.file for fault in faults if fault.file.startswith(FOLDER)}
    kept = []
    for row in read_sheet(path, path.name, columns(schema), faults, OPTIONAL[path.name]) or []:
        document = row.cells["document"]
        if unread & {FOLDER, sheet_name(document)} if document else unread:
            continue
        if document and document not in known:
            row.fault(faults, "document", f"no sheet {document!r}; ", partial(nearest, document, known))
            continue
        for column, sign in between.items():
            names = (row.cells[column] or "").split(sign)
            row.cells[column] = sign.join(name.strip() for name in names) or None
        kept.append(row)
    return kept
