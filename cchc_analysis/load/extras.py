"""Loads what stands beside the sheets: ratios to compute, and the doubts of a careful reader."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from cchc_analysis.catalog import metrics
from cchc_analysis.errors import Faults, nearest
from cchc_analysis.load.sheets import LINE, Row, among, fitting, read_sheet
from cchc_analysis.load.statements import FOLDER, sheet_name
from cchc_analysis.schema import OPTIONAL, Doubt, Ratio, columns

RATIOS, DOUBTS = "ratios.csv", "doubts.csv"


def read_ratios(raw: Path, faults: Faults) -> list[Row]:
    """Read ``ratios.csv``; a raw folder without one computes no rates."""
    if not (raw / RATIOS).exists():
        return []
    read = read_sheet(raw / RATIOS, RATIOS, columns(Ratio), faults, OPTIONAL[RATIOS]) or []
    rates = [name for name, metric in metrics().items() if metric.unit == "percent"]
    return fitting(read, Ratio, {"metric": among(rates, "no rate")}, faults)


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
    read = read_sheet(raw / DOUBTS, DOUBTS, columns(Doubt), faults, OPTIONAL[DOUBTS]) or []
    for row in read:
        document, named = row.cells["document"] or "", row.cells["statements"]
        if not row.cells["line"] and not named:
            row.fault(faults, "statements", "no statement and no line; name one of them")
        if not document or unread & {FOLDER, sheet_name(document)}:
            continue
        if document not in known:
            row.fault(faults, "document", f"no sheet {document!r}; ", partial(nearest, document, known))
            continue
        for name in filter(None, (named or "").split(";")):
            if name not in known[document]:
                near = partial(nearest, name, known[document])
                row.fault(faults, "statements", f"{name!r} points nowhere; ", near)
    return fitting(read, Doubt, {"line": LINE}, faults)
