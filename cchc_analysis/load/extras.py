"""Loads what stands beside the sheets: ratios to compute, and the doubts of a careful reader."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from cchc_analysis.catalog import metrics
from cchc_analysis.errors import Faults, nearest
from cchc_analysis.load.sheets import Row, read_sheet
from cchc_analysis.load.statements import FOLDER, sheet_name
from cchc_analysis.schema import DOUBT_KINDS, OPTIONAL, Doubt, Ratio, columns

RATIOS, DOUBTS = "ratios.csv", "doubts.csv"


def read_ratios(raw: Path, faults: Faults) -> list[Row]:
    """Read ``ratios.csv``; a raw folder without one computes no rates."""
    if not (raw / RATIOS).exists():
        return []
    rows = []
    for row in read_sheet(raw / RATIOS, RATIOS, columns(Ratio), faults, OPTIONAL[RATIOS]) or []:
        if not row.required(faults, "metric", "numerator", "denominator"):
            continue
        metric = row.cells["metric"] or ""
        if metric not in metrics():
            row.fault(faults, "metric", f"unknown {metric!r}; ", partial(nearest, metric, metrics()))
        elif metrics()[metric].unit != "percent":
            row.fault(faults, "metric", f"{metric} is no percent; name a rate")
        else:
            rows.append(row)
    return rows


def read_doubts(raw: Path, statements: list[Row], faults: Faults) -> list[Row]:
    """Read ``doubts.csv``; each doubt names statements that exist, or the line that it is about.

    What points into a sheet with faults of its own is not checked: the sheet comes first.
    """
    if not (raw / DOUBTS).exists():
        return []
    known: dict[str, set[str]] = {}
    for statement in statements:
        known.setdefault(statement.cells["document"] or "", set()).add(statement.cells["statement"] or "")
    unread = {fault.file for fault in faults}
    rows = []
    for row in read_sheet(raw / DOUBTS, DOUBTS, columns(Doubt), faults, OPTIONAL[DOUBTS]) or []:
        before = len(faults)
        row.required(faults, "document", "message")
        row.one_of(faults, "kind", DOUBT_KINDS)
        row.whole_number(faults, "line")
        if not row.cells["line"] and not row.cells["statements"]:
            row.fault(faults, "statements", "no statement and no line; name one of them")
        document = row.cells["document"] or ""
        if document and not unread & {FOLDER, sheet_name(document)}:
            _check_pointers(row, document, known, faults)
        if len(faults) == before:
            rows.append(row)
    return rows


def _check_pointers(row: Row, document: str, known: dict[str, set[str]], faults: Faults) -> None:
    if document not in known:
        row.fault(faults, "document", f"no sheet {document!r}; ", partial(nearest, document, known))
        return
    for named in (row.cells["statements"] or "").split(";"):
        if named and named not in known[document]:
            near = partial(nearest, named, known[document])
            row.fault(faults, "statements", f"{named!r} points nowhere; ", near)
