"""Loads what was published of the indices, ``data/raw/outcomes``: scores, press figures, series, sources."""

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from statistics import multimode
from typing import Any

import polars as pl

from cchc_analysis.catalog import Province, dimensions, indices, metrics, scale_of
from cchc_analysis.catalog.files import read_table
from cchc_analysis.errors import Faults, nearest
from cchc_analysis.frames import DIGITS
from cchc_analysis.load.register import YEAR, known_provinces
from cchc_analysis.load.sheets import Check, Row, among, fitting, form, read_sheet
from cchc_analysis.places import raw_folder
from cchc_analysis.schema import Outcome, Press, Score, Series, Source, Table

FOLDER = "outcomes"
PRESS, SERIES, SOURCES = "press.csv", "series.csv", "sources.csv"
PUBLISHED = "published"
CELL = ["metric", "dimension", "year"]
"""What the provinces are ranked within."""

_Record = dict[str, Any]
_cells_of = itemgetter(*Score.columns)


def read_outcomes(raw: Path, faults: Faults) -> pl.DataFrame | None:
    """Read the folder of results into the table of `schema.Outcome`, sorted by its key.

    What is wrong is added to the faults. A score that was not published has no row; a press figure that a
    published score answers is held against it and has none either. None where there is no folder, or none that
    can be read.
    """
    folder, met = raw / FOLDER, len(faults)
    if not folder.is_dir():
        return None
    known = known_provinces(raw, Faults())  # what is wrong with these is told where the register is read
    checks = _checks(known)

    def rows(file: str, schema: Table) -> list[Row]:
        read = read_sheet(folder / file, f"{FOLDER}/{file}", schema.columns, faults)
        return fitting(read or [], schema, checks, faults)

    series = _series(rows(SERIES, Series), faults)
    before = len(faults)
    sources = rows(SOURCES, Source)
    are_sources_read = len(faults) == before
    scores: list[_Record] = []
    broken: set[str] = set()
    for file, metric in _score_files(folder, faults):
        before = len(faults)
        read = rows(file, Score)
        if not read and len(faults) == before:
            faults.add(f"{FOLDER}/{file}", 0, "", "no score; add rows or remove the file")
        scores += _scores(metric, read, known, faults)
        if len(faults) > before:  # what a sum or a press figure lacks may be in a row that cannot be read
            broken.add(metric)
        _check_sums(metric, read, faults, is_whole=metric not in broken)
    if are_sources_read:  # else their own faults are enough
        _name_sources(scores, sources, faults)
    falls = [name for name in indices() if metrics()[name].better == "lower"]
    better = pl.when(pl.col("metric").is_in(falls)).then(-pl.col("score")).otherwise("score")
    rank = better.rank("min", descending=True).over(CELL).cast(pl.Int64)  # ties share the better rank
    table = pl.DataFrame(scores, Outcome.types).with_columns(rank=rank, of=pl.len().over(CELL).cast(pl.Int64))
    press = list(_press(rows(PRESS, Press) if (folder / PRESS).exists() else [], table, broken, faults))
    if len(faults) > met:
        return None
    found = pl.concat([table, pl.DataFrame(press, Outcome.types)])
    codes = {name: province.province_code for name, province in known.items()}
    score, cell, is_published = pl.col("score"), [*CELL, "status"], pl.col("status") == PUBLISHED
    best = score.filter(pl.col("rank") == 1).first().over(cell)
    found = found.with_columns(
        series=pl.Series([series.get(each) for each in found.select(CELL).iter_rows()], dtype=pl.String),
        province_code=pl.col("province").replace_strict(codes, default=None),
        gap_to_leader=pl.when(is_published).then((score - best).round(DIGITS)),
        gap_to_median=pl.when(is_published).then((score - score.median().over(cell)).round(DIGITS)),
    )
    return Outcome.validate(found.sort(Outcome.key, nulls_last=True))


def known_sources() -> list[dict[str, str]]:
    """Give the rows of the project's ``sources.csv``, which names publishers; none where it has no results."""
    file = raw_folder() / FOLDER / SOURCES
    return read_table(SOURCES, file.parent) if file.is_file() else []


def _score_files(folder: Path, faults: Faults) -> Iterator[tuple[str, str]]:
    """Give the files of scores and the index of each, by which it is named; PAPI.CSV is told, not passed over."""
    files = {f"{name.removesuffix('_index')}.csv": name for name in indices()}
    names = {path.name for path in folder.iterdir() if path.suffix.lower() == ".csv"} - {PRESS, SERIES, SOURCES}
    for name in sorted(names):
        if name in files:
            yield name, files[name]
        else:
            faults.add(f"{FOLDER}/{name}", 0, "", f"no index has this name; {nearest(name, files)}")


def _checks(known: Mapping[str, Province]) -> dict[str, Check]:
    """Give what cells must be besides what is declared, by their column."""
    ranked = f"how many were ranked, at most {len(known)}"
    return {
        "province": among(known),
        "metric": among(indices(), "no index"),
        "years": form(f"{YEAR}-{YEAR}", "first and last, 2011-2024", lambda cell: cell[:4] <= cell[5:]),
        "rank_of": form("[1-9][0-9]?", ranked, lambda cell: int(cell) <= len(known)),
    }


def _series(rows: list[Row], faults: Faults) -> dict[tuple[str, str, int], str]:
    """Give the series of each dimension and year; those of one dimension neither overlap nor leave a hole."""
    read: list[tuple[str, str, int, int, Row]] = []
    found: dict[tuple[str, str, int], str] = {}
    for row in rows:
        metric, dimension, *years = (row.cells[name] or "" for name in ("metric", "dimension", "first", "last"))
        first, last = map(int, years)
        if first > last:
            row.fault(faults, "last", f"ends in {last}, before it begins in {first}; correct one")
        if _is_part(row, metric, dimension, faults):
            read.append((metric, dimension, first, last, row))
            found |= {(metric, dimension, year): f"{first}-{last}" for year in range(first, last + 1)}
    read.sort(key=lambda each: each[:4])
    for (*before, _, last, _), (metric, dimension, first, _, row) in pairwise(read):
        if before == [metric, dimension] and first != last + 1:
            wrong = "overlaps" if first <= last else "leaves a hole after"
            row.fault(faults, "first", f"{wrong} the series that ends in {last}; begin in {last + 1}")
    return found


def _is_part(row: Row, metric: str, dimension: str, faults: Faults) -> bool:
    parts = {part.dimension for part in dimensions() if part.metric == metric}
    if dimension not in parts:
        row.fault(faults, "dimension", f"unknown {dimension!r}; {nearest(dimension, parts)}")
    return dimension in parts


def _name_sources(scores: list[_Record], rows: list[Row], faults: Faults) -> None:
    """Name the source of each score; a year of an index that no source covers, or two do, is a fault."""
    sources: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        metric, source, span = (row.cells[name] or "" for name in ("metric", "source", "years"))
        for year in range(int(span[:4]), int(span[5:]) + 1):
            sources.setdefault((metric, year), []).append(source)
    wrong: dict[str, list[str]] = {}
    for metric, year in sorted({(score["metric"], score["year"]) for score in scores}):
        ids = sources.get((metric, year), [])
        if len(ids) != 1:
            what = f"{' and '.join(ids)} both name" if ids else "no source names"
            wrong.setdefault(f"{what} {metric} of", []).append(str(year))
    for what, years in wrong.items():
        faults.add(f"{FOLDER}/{SOURCES}", 0, "years", f"{what} {', '.join(years)}; let one do so")
    for score in scores:
        score["source"] = next(iter(sources.get((score["metric"], score["year"]), [])), None)


def _scores(metric: str, rows: list[Row], known: Mapping[str, Province], faults: Faults) -> Iterator[_Record]:
    """Read the scores of one index."""
    for row in rows:
        province, code, written, dimension, cell = _cells_of(row.cells)
        year, score = int(written), float(cell)
        if code != known[province].province_code:
            row.fault(faults, "province_code", f"{code!r} is not its code; correct one")
        scale = scale_of(metric, dimension, year)
        if scale is None and _is_part(row, metric, dimension, faults):
            row.fault(faults, "year", f"the dimension has no scale in {year}; correct one")
        elif scale is not None and score > scale:
            row.fault(faults, "score", f"{score:g} is above its scale; correct it")
        yield {
            "metric": metric, "dimension": dimension, "year": year, "province": province, "score": score,
            "scale": scale, "figure": "province", "status": PUBLISHED,
        }  # fmt: skip


def _check_sums(metric: str, rows: list[Row], faults: Faults, *, is_whole: bool) -> None:
    """Hold each total that is a sum against its dimensions, where all stand.

    A sum may miss its total within rounding to the digits that most scores have: one with more makes none wrong.
    Where all dimensions stand, so does the total: a rank would otherwise leave the province out. That it is
    missing is told of a file that ``is_whole``, each row of which could be read.
    """
    own = [part for part in dimensions() if part.metric == metric]
    if not any(part.total == "sum" for part in own):
        return
    names = {part.dimension for part in own}
    digits = max(multimode(_digits(row.cells["score"]) for row in rows), default=0)
    parts: dict[tuple[str, int], list[float]] = {}
    totals: dict[tuple[str, int], tuple[Row, float]] = {}
    for row in rows:
        province, _, year, dimension, score = _cells_of(row.cells)
        if dimension == "total":
            totals[province, int(year)] = row, float(score)
        else:
            parts.setdefault((province, int(year)), []).append(float(score))
    for (province, year), added in parts.items():
        if len(added) < sum(scale_of(metric, name, year) is not None for name in names - {"total"}):
            continue
        stated, total = totals.get((province, year), (None, 0.0))
        if stated is None:
            if is_whole:
                missing = f"all dimensions of {province} in {year} and no total; add it"
                faults.add(rows[0].file, 0, "dimension", missing)
        elif abs(sum(added) - total) > (len(added) + 1) * 0.5 * 10.0**-digits + 1e-9:
            stated.fault(faults, "score", f"the total {total:g} is not the sum of its dimensions; correct one")


def _digits(cell: str | None) -> int:
    return len((cell or "").partition(".")[2])


def _press(rows: list[Row], scores: pl.DataFrame, broken: Collection[str], faults: Faults) -> Iterator[_Record]:
    """Read the press figures, of the total of an index; those of a year with published scores are only checks.

    They are none against indices of which scores could not be read.
    """
    published: dict[tuple[str, int], dict[str, _Record]] = {}
    for score in scores.filter(dimension="total").iter_rows(named=True):
        published.setdefault((score["metric"], score["year"]), {})[score["province"]] = score
    for row in rows:
        cells, year, metric = row.cells, int(row.cells["year"] or 0), row.cells["metric"] or ""
        record: _Record = {name: cells[name] for name in ("figure", "province", "status", "source")} | {
            "metric": metric,
            "dimension": "total",
            "year": year,
            "score": float(cells["value"]) if cells["value"] else None,
            "scale": scale_of(metric, "total", year),
            "rank": int(cells["rank"] or 0) or None,
            "of": int(cells["rank_of"] or 0) or None,
        }
        own = published.get((metric, year)) if cells["province"] else None
        wrong = list(_contradictions(record))
        if own is not None and not wrong and metric not in broken:
            wrong = list(_against_published(record, _digits(cells["value"]), own.get(record["province"])))
        for column, message in wrong:
            row.fault(faults, column, message)
        if own is None:
            yield record


def _contradictions(record: _Record) -> Iterator[tuple[str, str]]:
    """Say what of a press figure does not go together, by column."""
    figure, score, rank, of, scale = (record[name] for name in ("figure", "score", "rank", "of", "scale"))
    if (figure == "province") != (record["province"] is not None):
        yield "province", "a result of a province names it, a mean or a national figure does not"
    if score is None and rank is None:
        yield "value", "neither score nor rank; fill one in or remove the row"
    if rank and figure != "province":
        yield "rank", "a mean or a national figure has no rank; empty the cell"
    if bool(rank) != bool(of):
        yield "rank_of", "a rank needs the number of provinces ranked, and the reverse"
    elif rank and of and rank > of:
        yield "rank", f"rank {rank} of {of}; correct one of them"
    if scale is None:
        yield "year", f"the index has no scale in {record['year']}; correct one"
    elif score is not None and score > scale:
        yield "value", f"{score:g} is above its scale; correct it"


def _against_published(record: _Record, digits: int, own: _Record | None) -> Iterator[tuple[str, str]]:
    """Say where a press figure is not the published score, rounded or cut to the digits printed, or its rank.

    Where a province that the press ranks has no published score, the rank may be lower by as many places. A score
    that a table of its year lacks was not published, so a press figure of it is refused too.
    """
    score, rank, advice = record["score"], record["rank"], "correct it or leave it out"
    if own is None:
        name = record["province"]
        yield "province", f"the scores of that year have none of {name}; add it there or leave the row out"
        return
    if score is not None and abs(score - own["score"]) >= 10.0**-digits:
        yield "value", f"{score:g} is not the published score; {advice}"
    if rank and not 0 <= rank - own["rank"] <= max(record["of"] - own["of"], 0):
        yield "rank", f"{rank} is not the rank of the published score; {advice}"
