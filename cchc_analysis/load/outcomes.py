"""Loads what was published of the indices, ``data/raw/outcomes``: scores, press figures, series, sources."""

from collections.abc import Mapping
from itertools import chain
from pathlib import Path

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
_RANKED = ["metric", "year", "province"]
_SCORES = [*CELL, "province", "province_code", "score", "scale", "digits", "file", "number"]

_PARTS = pl.DataFrame(map(vars, dimensions()))


def read_outcomes(raw: Path, faults: Faults) -> pl.DataFrame | None:
    """Read the folder of results into the table of `schema.Outcome`, sorted by its key; None where it cannot be.

    A score that was not published has no row; a press figure that a published score answers is held against it and
    has none either. What a file lacks is not told where some of it cannot be read.
    """
    folder, met = raw / FOLDER, len(faults)
    if not folder.is_dir():
        return None
    known = known_provinces(raw, Faults())  # what is wrong with these is told where the register is read
    codes = {name: province.province_code for name, province in known.items()}
    checks = _checks(known)

    def read(file: str, schema: Table) -> list[Row]:
        rows = read_sheet(folder / file, f"{FOLDER}/{file}", schema.columns, faults)
        return fitting(rows or [], schema, checks, faults)

    def is_broken(file: str) -> bool:
        return f"{FOLDER}/{file}" in {fault.file for fault in faults}

    series, sources = _frame(read(SERIES, Series)), _frame(read(SOURCES, Source))
    press = _frame(read(PRESS, Press) if (folder / PRESS).exists() else [])
    files = {f"{name.removesuffix('_index')}.csv": name for name in indices()}
    rows: list[Row] = []
    names = {path.name for path in folder.iterdir() if path.suffix.lower() == ".csv"}
    for name in sorted(names - {PRESS, SERIES, SOURCES}):
        if name not in files:
            faults.add(f"{FOLDER}/{name}", 0, "", f"no index has this name; {nearest(name, files)}")
        elif own := read(name, Score):
            rows += (row._replace(cells=row.cells | {"metric": files[name]}) for row in own)
        elif not is_broken(name):
            faults.add(f"{FOLDER}/{name}", 0, "", "no score; add rows or remove the file")
    scores = _scaled(_frame(rows)).select(_SCORES)
    _check_scores(scores, codes, faults)
    broken = [metric for name, metric in files.items() if is_broken(name)]
    _check_sums(scores, broken, faults)
    series = _series(series, faults)
    if not is_broken(SOURCES):
        sources = _sources(sources, scores, faults)
    falls = [name for name in indices() if metrics()[name].better == "lower"]
    better = pl.when(pl.col("metric").is_in(falls)).then(-pl.col("score")).otherwise("score")
    rank = better.rank("min", descending=True).over(CELL).cast(pl.Int64)  # ties share the better rank
    score, best = pl.col("score"), pl.col("score").filter(pl.col("rank") == 1).first().over(CELL)
    ranked = scores.with_columns(rank=rank, of=pl.len().over(CELL).cast(pl.Int64))
    published = ranked.with_columns(
        figure=pl.lit("province"),
        status=pl.lit(PUBLISHED),
        gap_to_leader=(score - best).round(DIGITS),
        gap_to_median=(score - score.median().over(CELL)).round(DIGITS),
    )
    press = _press(press, published, broken, faults)
    if len(faults) > met:
        return None
    parts = published.join(sources, on=["metric", "year"], how="left"), press
    table = pl.concat(parts, how="diagonal").join(series, on=CELL, how="left")
    code = pl.col("province").replace_strict(codes, default=None)
    return Outcome.fitted(table.with_columns(province_code=code).sort(Outcome.key, nulls_last=True), Outcome.name)


def known_sources() -> list[dict[str, str]]:
    """Give the rows of the project's ``sources.csv``, which names publishers; none where it has no results."""
    file = raw_folder() / FOLDER / SOURCES
    return read_table(SOURCES, file.parent) if file.is_file() else []


def _checks(known: Mapping[str, Province]) -> dict[str, Check]:
    """Give what cells must be besides what is declared, by their column."""
    ranked = f"how many were ranked, at most {len(known)}"
    return {
        "province": among(known),
        "metric": among(indices(), "no index"),
        "years": form(f"{YEAR}-{YEAR}", "first and last, 2011-2024", lambda cell: cell[:4] <= cell[5:]),
        "rank_of": form("[1-9][0-9]?", ranked, lambda cell: int(cell) <= len(known)),
    }


def _frame(rows: list[Row]) -> pl.DataFrame:
    """Make a frame of rows: their cells, years and figures as numbers, and their places."""
    cells = dict.fromkeys(chain(*(schema.columns for schema in (Score, Press, Series, Source))), pl.String())
    places = [row.cells | {"file": row.file, "number": row.number} for row in rows]
    frame = pl.DataFrame(places, cells | {"file": pl.String(), "number": pl.Int64()})
    figure = pl.coalesce("score", "value")
    return frame.with_columns(
        pl.col("year", "first", "last", "rank", "rank_of").cast(pl.Int64),
        score=figure.cast(pl.Float64),
        digits=figure.str.extract(r"\.([0-9]+)$").str.len_chars().fill_null(0).cast(pl.Int64),
    )


def _refuse(rows: pl.DataFrame, column: str, wrong: pl.Expr, message: str, faults: Faults) -> None:
    """Note a fault in each row where an expression holds; its message names columns in braces."""
    for row in rows.filter(wrong).iter_rows(named=True):
        faults.add(row["file"], row["number"], column, message.format(**row))


def _scaled(rows: pl.DataFrame) -> pl.DataFrame:
    """Add what each dimension is out of in each year, null where it has no scale then."""
    cells = rows.select(CELL).unique()
    scales = pl.Series("scale", [scale_of(*cell) for cell in cells.iter_rows()], pl.Float64)
    return rows.join(cells.with_columns(scales), on=CELL, how="left", maintain_order="left")


def _check_parts(rows: pl.DataFrame, faults: Faults) -> None:
    """Note each dimension that its index does not have."""
    for row in rows.join(_PARTS, on=["metric", "dimension"], how="anti").iter_rows(named=True):
        known = _PARTS.filter(metric=row["metric"])["dimension"]
        message = f"unknown {row['dimension']!r}; {nearest(row['dimension'], known)}"
        faults.add(row["file"], row["number"], "dimension", message)


def _check_scores(scores: pl.DataFrame, codes: Mapping[str, str], faults: Faults) -> None:
    """Note scores that are of another code than their province's, of no dimension, or above its scale."""
    is_other = pl.col("province_code") != pl.col("province").replace_strict(codes)
    _refuse(scores, "province_code", is_other, "{province_code!r} is not its code; correct one", faults)
    _check_parts(scores, faults)
    known = scores.join(_PARTS, on=["metric", "dimension"], how="semi")
    lacking = "the dimension has no scale in {year}; correct one"
    _refuse(known, "year", pl.col("scale").is_null(), lacking, faults)
    above = "{score:g} is above its scale; correct it"
    _refuse(known, "score", pl.col("score") > pl.col("scale"), above, faults)


def _check_sums(scores: pl.DataFrame, broken: list[str], faults: Faults) -> None:
    """Hold each total that is a sum against its dimensions, where all stand, as most scores are rounded."""
    is_total, score, digits = pl.col("dimension") == "total", pl.col("score"), pl.col("digits")
    summed = _PARTS.filter((pl.col("total") == "sum").any().over("metric") & ~is_total)
    every = scores.select("metric", "year").unique().join(summed, on="metric")
    every = every.filter(pl.col("year").is_between("first", "last")).group_by("metric", "year").len("every")
    found = scores.with_columns(digits=digits.mode().max().over("metric")).join(every, on=["metric", "year"])
    sums = found.group_by(_RANKED, maintain_order=True).agg(
        pl.col("file", "digits", "every").first(),
        number=pl.col("number").filter(is_total).first().fill_null(0),
        total=score.filter(is_total).first(),
        added=score.filter(~is_total).sum(),
        parts=(~is_total).sum(),
    )
    whole = sums.filter(pl.col("parts") >= pl.col("every"))
    missing = "all dimensions of {province} in {year} and no total; add it"
    is_missing = pl.col("total").is_null() & ~pl.col("metric").is_in(broken)  # of those it may be in a broken row
    _refuse(whole, "dimension", is_missing, missing, faults)
    rounding = (pl.col("parts") + 1) * 0.5 * pl.lit(10.0).pow(-digits) + 1e-9
    other = "the total {total:g} is not the sum of its dimensions; correct one"
    _refuse(whole, "score", (pl.col("added") - pl.col("total")).abs() > rounding, other, faults)


def _series(rows: pl.DataFrame, faults: Faults) -> pl.DataFrame:
    """Give the series of each dimension and year; those of one dimension neither overlap nor leave a hole."""
    first, last, before = pl.col("first"), pl.col("last"), pl.col("before")
    _refuse(rows, "last", first > last, "ends in {last}, before it begins in {first}; correct one", faults)
    _check_parts(rows, faults)
    ordered = rows.sort(*CELL[:2], "first", "last").with_columns(before=last.shift().over(CELL[:2]))
    parted = "overlaps the series that ends in {before}, or leaves a hole after it; begin in the year after"
    _refuse(ordered, "first", first != before + 1, parted, faults)
    years = rows.with_columns(year=pl.int_ranges(first, last + 1), series=pl.format("{}-{}", first, last))
    return years.explode("year").select(*CELL, "series")


def _sources(rows: pl.DataFrame, scores: pl.DataFrame, faults: Faults) -> pl.DataFrame:
    """Give the source of each index and year; a year of scores that no source covers, or two do, is a fault."""
    ends = (pl.col("years").str.slice(at, 4).cast(pl.Int64) for at in (0, 5))
    named = rows.with_columns(year=pl.int_ranges(next(ends), next(ends) + 1)).explode("year")
    by_year = named.group_by("metric", "year").agg("source")
    covered = scores.select("metric", "year").unique().join(by_year, on=["metric", "year"], how="left")
    wrong = covered.filter(pl.col("source").list.len().fill_null(0) != 1).sort("metric", "year")
    for (metric, ids), years in wrong.group_by("metric", "source", maintain_order=True):
        what = f"{' and '.join(ids)} both name" if ids is not None else "no source names"
        of = ", ".join(map(str, years["year"]))
        faults.add(f"{FOLDER}/{SOURCES}", 0, "years", f"{what} {metric} of {of}; let one do so")
    return covered.with_columns(pl.col("source").list.first())


def _press(rows: pl.DataFrame, published: pl.DataFrame, broken: list[str], faults: Faults) -> pl.DataFrame:
    """Give the press figures; those of a year with published scores are checks, as far as both are printed."""
    rows = _scaled(rows.with_columns(dimension=pl.lit("total")))
    score, rank, of, is_of_one = pl.col("score"), pl.col("rank"), pl.col("rank_of"), pl.col("figure") == "province"
    ranked = "a rank is of a province and needs how many were ranked, and the reverse"
    checks = {
        ("province", "a province is named by its own result only"): is_of_one != pl.col("province").is_not_null(),
        ("value", "neither score nor rank; fill one in or remove the row"): score.is_null() & rank.is_null(),
        ("rank", ranked): (rank.is_null() != of.is_null()) | (rank.is_not_null() & ~is_of_one),
        ("rank", "rank {rank} of {rank_of}; correct one of them"): rank > of,
        ("year", "the index has no scale in {year}; correct one"): pl.col("scale").is_null(),
        ("value", "{score:g} is above its scale; correct it"): score > pl.col("scale"),
    }
    for (column, message), wrong in checks.items():
        _refuse(rows, column, wrong, message, faults)
    total = published.filter(dimension="total")
    own = rows.filter(is_of_one).join(total, on=["metric", "year"], how="semi")
    is_sound = ~pl.any_horizontal(wrong.fill_null(value=False) for wrong in checks.values())
    held = own.filter(is_sound, ~pl.col("metric").is_in(broken))  # of those some scores could not be read
    held = held.join(total.select(*_RANKED, "score", "rank", "of"), on=_RANKED, how="left", suffix="_published")
    lacking = "the scores of that year have none of {province}; add it there or leave the row out"
    _refuse(held, "province", pl.col("of").is_null(), lacking, faults)
    is_other = (score - pl.col("score_published")).abs() >= pl.lit(10.0).pow(-pl.col("digits"))
    lower = rank - pl.col("rank_published")
    advice = "of the published score; correct it or leave it out"
    _refuse(held, "value", is_other, f"{{score:g}} is not that {advice}", faults)
    is_off = ~lower.is_between(0, pl.max_horizontal(of - pl.col("of"), 0))
    _refuse(held, "rank", is_off, f"{{rank}} is not that {advice}", faults)
    return rows.join(own, on="number", how="anti").rename({"rank_of": "of"})
