"""Loads what stands beside the sheets: ratios to compute, and the doubts of a careful reader."""

from __future__ import annotations

from pathlib import Path

from cchc_analysis.catalog import metrics
from cchc_analysis.errors import Faults, nearest
from cchc_analysis.load.sheets import Row, read_sheet
from cchc_analysis.load.statements import FOLDER
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
            row.fault(faults, "metric", f"unknown {metric!r}; {nearest(metric, metrics())}")
        elif metrics()[metric].unit != "percent":
            row.fault(faults, "metric", f"{metric} is no percent; name a rate")
        else:
            rows.append(row)
    return rows


def read_doubts(raw: Path, statements: list[Row], faults: Faults) -> list[Row]:
    """Read ``doubts.csv``; each doubt names statements that exist, or a line."""
    if not (raw / DOUBTS).exists():
        return []
    known: dict[str, set[str]] = {}
    for statement in statements:
        known.setdefault(statement.cells["document"] or "", set()).add(statement.cells["statement"] or "")
    unread = {fault.file for fault in faults}
    rows = []
    for row in read_sheet(raw / DOUBTS, DOUBTS, columns(Doubt), faults, OPTIONAL[DOUBTS]) or []:
        if not row.required(faults, "document", "kind", "message"):
            continue
        fine = row.one_of(faults, "kind", DOUBT_KINDS)
        document = row.cells["document"] or ""
        if f"{FOLDER}/{document}.csv" in unread:
            continue
        if document not in known:
            row.fault(faults, "document", f"no sheet {document!r}; {nearest(document, known)}")
            continue
        for named in (row.cells["statements"] or "").split(";"):
            if named and named not in known[document]:
                row.fault(faults, "statements", f"{named!r} points nowhere; {nearest(named, known[document])}")
                fine = False
        line = row.cells["line"]
        if line and not (line.isdigit() and int(line) > 0):
            row.fault(faults, "line", f"cannot read {line!r}; write the number of the line")
            fine = False
        if fine:
            rows.append(row)
    return rows
