"""Loads published results of the indices that plans want to raise, ``data/raw/index_results.csv``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from cchc_analysis.catalog import Province, metrics
from cchc_analysis.errors import DataError, Fault, Faults, nearest
from cchc_analysis.load.frames import frame_of
from cchc_analysis.load.register import known_provinces
from cchc_analysis.load.sheets import Row, read_sheet
from cchc_analysis.schema import (
    INDEX_BREAKS,
    INDEX_FIGURES,
    INDEX_SCALES,
    INDEX_STATUSES,
    INDEX_UNITS,
    IndexResult,
    columns,
)

INDEX_RESULTS = "index_results.csv"

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SCORE = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?")
_RANK = re.compile(r"[1-9][0-9]?")


def load_index_results(raw: str | Path) -> pl.DataFrame:
    """Load the published results of the indices, a table of its own that is never mixed with targets.

    Parameters
    ----------
    raw : path
        Folder of coded data, ``data/raw``.

    Returns
    -------
    polars.DataFrame
        Columns of `schema.IndexResult`, sorted by metric, figure, province and year. A missing year was not
        found; it is not zero.

    Raises
    ------
    DataError
        Naming every cell that cannot be read, and every result that stands twice.

    Examples
    --------
    >>> results = load_index_results("data/raw")
    >>> results.filter(province="Kon Tum", metric="par_index", year=2023)["rank"].item()
    43
    """
    faults = Faults()
    folder = Path(raw)
    if not folder.is_dir():
        raise DataError([Fault(str(raw), 0, "", "the folder is missing")])
    known = known_provinces(folder, faults)
    rows = read_sheet(folder / INDEX_RESULTS, INDEX_RESULTS, columns(IndexResult), faults) or []
    read = [result for row in rows if (result := _read(row, known, faults))]
    _refuse_doubles(rows, faults)
    faults.raise_if_any()
    return frame_of(IndexResult, read).sort("metric", "figure", "province", "year", nulls_last=True)


def _read(row: Row, known: Mapping[str, Province], faults: Faults) -> dict[str, Any] | None:
    before = len(faults)
    row.required(faults, "figure", "metric", "year", "unit", "status", "source")
    row.one_of(faults, "figure", INDEX_FIGURES)
    row.one_of(faults, "unit", tuple(INDEX_UNITS))
    row.one_of(faults, "status", INDEX_STATUSES)
    cells = row.cells
    indices = [name for name, metric in metrics().items() if metric.unit == "index"]
    if cells["metric"] not in indices:
        row.fault(faults, "metric", f"no index {cells['metric']!r}; {nearest(cells['metric'] or '', indices)}")
    if (cells["figure"] == "province") != (cells["province"] is not None):
        row.fault(faults, "province", "a result of a province names it, a mean or a national figure does not")
    elif cells["province"] and cells["province"] not in known:
        row.fault(faults, "province", f"unknown {cells['province']!r}; {nearest(cells['province'], known)}")
    for column, pattern, form in (
        ("year", _YEAR, "a year such as 2023"),
        ("value", _SCORE, "a score such as 86.14, or leave it empty"),
        ("rank", _RANK, "a rank such as 43, or leave it empty"),
        ("rank_of", _RANK, "how many were ranked, such as 63"),
    ):
        if cells[column] and not pattern.fullmatch(cells[column] or ""):
            row.fault(faults, column, f"cannot read {cells[column]!r}; write {form}")
    if len(faults) > before:
        return None
    _check_sense(row, faults)
    numbers = {name: int(cells[name] or 0) if cells[name] else None for name in ("year", "rank", "rank_of")}
    return {**cells, **numbers, "value": float(cells["value"]) if cells["value"] else None}


def _check_sense(row: Row, faults: Faults) -> None:
    cells = row.cells
    if not cells["value"] and not cells["rank"]:
        row.fault(faults, "value", "neither score nor rank; fill one in or remove the row")
    metric, year = cells["metric"] or "", int(cells["year"] or 0)
    if cells["unit"] != INDEX_SCALES[metric]:
        row.fault(faults, "unit", f"{metric} is published in {INDEX_SCALES[metric]}; correct unit and value")
    first = INDEX_BREAKS.get(metric)
    series = None if first is None else f"until {first - 1}" if year < first else f"from {first}"
    if cells["series"] != series:
        row.fault(
            faults, "series", f"{cells['series']!r} does not fit {metric} of {year}; write {series or 'nothing'}"
        )
    if not (cells["source"] or "").startswith(("https://", "http://")):
        row.fault(faults, "source", f"{cells['source']!r} is no address; write one that begins with https://")
    if cells["rank"] and cells["figure"] != "province":
        row.fault(faults, "rank", "a mean or a national figure has no rank; empty the cell")
    top = INDEX_UNITS[cells["unit"] or ""]
    if cells["value"] and float(cells["value"]) > top:
        row.fault(
            faults, "value", f"{cells['value']} is above the top of its scale, {top:g}; correct value or unit"
        )
    if bool(cells["rank"]) != bool(cells["rank_of"]):
        row.fault(faults, "rank_of", "a rank needs the number of provinces ranked, and the reverse")
    elif cells["rank"] and int(cells["rank"]) > int(cells["rank_of"] or 0):
        row.fault(faults, "rank", f"rank {cells['rank']} of {cells['rank_of']}; correct one of them")


def _refuse_doubles(rows: list[Row], faults: Faults) -> None:
    seen = set()
    for row in rows:
        name = tuple(row.cells[column] for column in ("figure", "province", "metric", "year"))
        if name in seen:
            row.fault(faults, "year", f"the {row.cells['metric']} of {row.cells['year']} stands twice; keep one")
        seen.add(name)
