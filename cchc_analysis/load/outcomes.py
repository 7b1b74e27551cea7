"""Loads what was published of the indices, ``data/raw/outcomes``: scores, press figures, series, sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from cchc_analysis.catalog import Province, dimensions, indices, metrics
from cchc_analysis.errors import Faults, nearest
from cchc_analysis.load.sheets import Row, read_frame, read_sheet
from cchc_analysis.schema import FIGURES, PRESS_STATUSES, WHOSE_WORDS, Press, Score, Series, Source, columns

FOLDER = "outcomes"
PRESS, SERIES, SOURCES = "press.csv", "series.csv", "sources.csv"
PUBLISHED = "published"

_YEAR = "(?:19|20)[0-9]{2}"
_SCORE = r"[0-9]{1,3}(?:\.[0-9]+)?"
_RANK = "[1-9][0-9]?"
_YEARS = re.compile(f"({_YEAR})-({_YEAR})")
CELL = ["metric", "dimension", "year"]
"""What the provinces are ranked within."""

_SPAN = ["metric", "dimension", "first", "last"]


@dataclass(frozen=True)
class RawOutcomes:
    """Everything in the folder, cells read.

    ``scores``: metric, dimension, year, province, score, source; ``press``: the columns of `schema.Press` with
    dimension; ``series``: metric, dimension, first, last.
    """

    scores: pl.DataFrame
    press: pl.DataFrame
    series: pl.DataFrame


def read_outcomes(raw: Path, known: Mapping[str, Province], faults: Faults) -> RawOutcomes | None:
    """Read the folder of results, adding what is wrong to the faults; None where the raw folder has none."""
    folder = raw / FOLDER
    if not folder.is_dir():
        return None
    series, sources = _read_series(folder, faults), _read_sources(folder, faults)
    others = {PRESS, SERIES, SOURCES}
    tables = [
        _read_scores(path, known, faults)
        for path in sorted(folder.iterdir())
        if path.suffix.lower() == ".csv" and path.name not in others  # PAPI.CSV is told, not passed over
    ]
    scores = pl.concat([_NO_SCORES, *(table for table in tables if table is not None)])
    press = _read_press(folder, known, faults)
    _hold_against_press(scores, press, faults)
    return RawOutcomes(_with_source(scores, sources, faults), press.drop("row"), series)


def ranks() -> pl.Expr:
    """Rank the scores of each year, 1 the best; ties share the better rank."""
    falls = [name for name in indices() if metrics()[name].better == "lower"]
    better = pl.when(pl.col("metric").is_in(falls)).then(-pl.col("score")).otherwise("score")
    return better.rank("min", descending=True).over(CELL)


def scale_of() -> pl.DataFrame:
    """Give the scale of every dimension with the years in which it holds."""
    names = [*_SPAN, "scale"]
    return pl.DataFrame([[getattr(part, name) for name in names] for part in dimensions()], names, orient="row")


def in_span(rows: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Join each row of a metric, dimension and year with the span of years that covers it, if one does."""
    lazy = rows.lazy()
    found = lazy.select(CELL).unique().join(spans.lazy(), on=CELL[:2])
    found = found.filter(pl.col("year").is_between("first", "last")).drop("first", "last")
    return lazy.join(found, on=CELL, how="left", maintain_order="left").collect()


def index_file(metric: str) -> str:
    """Name the file that holds the scores of an index.

    Examples
    --------
    >>> index_file("papi_index")
    'papi.csv'
    """
    return f"{metric.removesuffix('_index')}.csv"


_NO_SCORES = pl.DataFrame(
    schema=dict(
        zip([*CELL, "province", "score"], [pl.String, pl.String, pl.Int64, pl.String, pl.Float64], strict=True)
    )
)


def _read_scores(path: Path, known: Mapping[str, Province], faults: Faults) -> pl.DataFrame | None:
    file = f"{FOLDER}/{path.name}"
    metric = next((name for name in indices() if index_file(name) == path.name), None)
    if metric is None:
        names = [index_file(name) for name in indices()]
        faults.add(file, 0, "", f"no index has this name; {nearest(path.name, names)}")
        return None
    before = len(faults)
    frame = read_frame(path, file, columns(Score), faults)
    if frame is None or frame.is_empty():
        if len(faults) == before:
            faults.add(file, 0, "", "no score; add rows or remove the file")
        return None
    codes = {name: province.province_code for name, province in known.items()}
    own_code = pl.col("province").replace_strict(codes, default=None)
    parts = sorted({part.dimension for part in dimensions() if part.metric == metric})
    cells = ["province", "year", "dimension"]
    rules: list[_Rule] = [
        *((name, pl.col(name).is_null(), _empty) for name in columns(Score)),
        ("province", ~pl.col("province").is_in(list(known)), lambda name: _unknown(name, known)),
        (
            "province_code",
            pl.col("province_code") != own_code,
            lambda code: f"{code!r} is not its code; correct one",
        ),
        ("year", ~pl.col("year").str.contains(f"^{_YEAR}$"), _form("a year such as 2023")),
        ("dimension", ~pl.col("dimension").is_in(parts), lambda name: _unknown(name, parts)),
        ("score", ~pl.col("score").str.contains(f"^{_SCORE}$"), _form("a score such as 41.85")),
        ("dimension", pl.struct(cells).is_duplicated(), lambda _: "this score stands twice; keep one"),
    ]
    if _refuse(frame, file, rules, faults):
        return None
    digits = _digits("score").fill_null(0)
    usual = int(frame.select(digits.mode().max()).item())  # one cell with more makes none of the others wrong
    numbers = pl.col("year").cast(pl.Int64), pl.col("score").cast(pl.Float64)
    read = in_span(frame.with_columns(*numbers, metric=pl.lit(metric)), scale_of())
    rules = [
        ("year", pl.col("scale").is_null(), lambda year: f"the dimension has no scale in {year}; correct one"),
        ("score", pl.col("score") > pl.col("scale"), _above),
    ]
    _refuse(read, file, rules, faults)
    if any(part.is_sum for part in dimensions() if part.metric == metric):
        _refuse_sums(read, usual, file, faults)
    return read.select(_NO_SCORES.columns)


def _refuse_sums(read: pl.DataFrame, digits: int, file: str, faults: Faults) -> None:
    """Hold each total against the sum of its dimensions, where all stand, within rounding to the digits."""
    own = pl.col("metric") == read["metric"].first()
    ends = scale_of().filter(own, pl.col("dimension") != "total").select("first", "last").rows()
    wanted = pl.sum_horizontal(pl.col("year").is_between(*years).cast(pl.Int64) for years in ends)
    cell = ["province", "year"]
    parts = read.filter(pl.col("dimension") != "total").group_by(cell).agg(sum=pl.col("score").sum(), n=pl.len())
    slack = (pl.col("n") + 1) * 0.5 * 10.0**-digits + 1e-9
    off = (pl.col("n") == wanted) & ((pl.col("score") - pl.col("sum")).abs() > slack)
    totals = read.filter(dimension="total").join(parts, on=cell)
    _refuse(totals, file, [("score", off, _no_sum)], faults)


_Rule = tuple[str, pl.Expr, Callable[[Any], str]]
"""The column at fault, where it is, and how its cell is worded."""


def _refuse(frame: pl.DataFrame, file: str, rules: list[_Rule], faults: Faults) -> bool:
    """Add a fault for each row that breaks a rule, each cell worded once; tell whether any did."""
    broken = frame.select(bad.any().alias(str(at)) for at, (_, bad, _) in enumerate(rules)).row(0)
    for column, bad, word in (rule for rule, is_broken in zip(rules, broken, strict=True) if is_broken):
        found = frame.filter(bad).select("row", cell=column)
        words = {cell: word(cell) for cell in found["cell"].unique()}
        for row, cell in found.iter_rows():
            faults.add(file, row, column, words[cell])
    return any(broken)


def _digits(column: str) -> pl.Expr:
    """Count the decimals written; null where there is no point."""
    return pl.col(column).str.split(".").list.get(1, null_on_oob=True).str.len_chars()


def _form(form: str) -> Callable[[Any], str]:
    return lambda cell: f"cannot read {cell!r}; write {form}"


def _empty(_: None) -> str:
    return "empty; fill the cell in, or leave the row out"


def _no_sum(total: float) -> str:
    return f"the total {total:g} is not the sum of its dimensions; correct one"


def _above(score: float) -> str:
    return f"{score:g} is above its scale; correct it"


def _unknown(name: Any, known: Mapping[str, Any] | list[str]) -> str:
    return f"unknown {name!r}; {nearest(str(name), known)}"


def _read_series(folder: Path, faults: Faults) -> pl.DataFrame:
    file, read = f"{FOLDER}/{SERIES}", []
    for row in read_sheet(folder / SERIES, file, columns(Series), faults) or []:
        fine = row.required(faults, *columns(Series)) and _is_of_index(row, faults)
        fine &= row.has_form(faults, "first", _YEAR, "a year such as 2018")
        fine &= row.has_form(faults, "last", _YEAR, "a year such as 2020")
        fine &= not row.cells["whose_word"] or row.one_of(faults, "whose_word", WHOSE_WORDS)
        if fine:
            first, last = int(row.cells["first"] or 0), int(row.cells["last"] or 0)
            read.append((row, row.cells["metric"], row.cells["dimension"], first, last))
    read.sort(key=lambda each: each[1:])
    for row, *_, first, last in read:
        if first > last:
            row.fault(faults, "last", f"ends in {last}, before it begins in {first}; correct one")
    for (_, *before, _, last), (row, *own, first, _) in pairwise(read):
        if before == own and first <= last:
            row.fault(faults, "first", f"overlaps the series that ends in {last}; begin in {last + 1}")
        elif before == own and first > last + 1:
            row.fault(faults, "first", f"leaves a hole after the series that ends in {last}; begin in {last + 1}")
    kinds = zip(_SPAN, (pl.String, pl.String, pl.Int64, pl.Int64), strict=True)
    series = pl.DataFrame([each[1:] for each in read], schema=dict(kinds), orient="row")
    return series.with_columns(series=pl.format("{}-{}", "first", "last"))


def _read_sources(folder: Path, faults: Faults) -> list[tuple[str, str, int, int]] | None:
    """Give (metric, id, first, last year) of each source; None where one cannot be read."""
    file, read, before = f"{FOLDER}/{SOURCES}", [], len(faults)
    for row in read_sheet(folder / SOURCES, file, columns(Source), faults) or []:
        if not row.required(faults, *columns(Source)):
            continue
        years = _YEARS.fullmatch(row.cells["years"] or "")
        _has_address(row, "address", faults)
        if not years or years[1] > years[2]:
            row.fault(faults, "years", f"cannot read {row.cells['years']!r}; write first and last, 2011-2024")
        elif _is_of_index(row, faults, None):
            read.append((row.cells["metric"] or "", row.cells["source"] or "", int(years[1]), int(years[2])))
    for name in sorted({name for _, name, *_ in read if [each[1] for each in read].count(name) > 1}):
        faults.add(file, 0, "source", f"{name!r} stands twice; give each source its own id")
    return read if len(faults) == before else None


def _with_source(
    scores: pl.DataFrame, sources: list[tuple[str, str, int, int]] | None, faults: Faults
) -> pl.DataFrame:
    """Name the source of each score; a year of an index that no source covers, or two do, is a fault.

    Of sources that cannot be read nothing more is said: their own faults are enough.
    """
    cells = scores.select("metric", "year").unique().sort("metric", "year")
    named, wrong = [], dict[str, list[str]]()
    for metric, year in cells.rows():
        ids = [name for of, name, first, last in sources or () if of == metric and first <= year <= last]
        if len(ids) != 1:
            what = f"{' and '.join(ids)} both name" if ids else "no source names"
            wrong.setdefault(f"{what} {metric} of", []).append(str(year))
        named.append(ids[0] if ids else None)
    for what, years in wrong.items() if sources is not None else ():
        faults.add(f"{FOLDER}/{SOURCES}", 0, "years", f"{what} {', '.join(years)}; let one do so")
    return scores.join(cells.with_columns(source=pl.Series(named, dtype=pl.String)), on=["metric", "year"])


def _read_press(folder: Path, known: Mapping[str, Province], faults: Faults) -> pl.DataFrame:
    path, file = folder / PRESS, f"{FOLDER}/{PRESS}"
    rows = (read_sheet(path, file, columns(Press), faults) or []) if path.exists() else []
    kept = [row.cells | {"row": row.number} for row in rows if _is_press(row, known, faults)]
    kinds = dict.fromkeys(columns(Press), pl.String) | {"row": pl.Int64}
    read = pl.DataFrame(kept, schema=kinds).with_columns(
        pl.col("year", "rank", "rank_of").cast(pl.Int64),
        pl.col("value").cast(pl.Float64),
        digits=_digits("value").fill_null(0),
        dimension=pl.lit("total"),
    )
    twice = pl.struct("figure", "province", "metric", "year").is_duplicated()
    rules: list[_Rule] = [
        ("year", twice, lambda year: f"the same result of {year} stands twice; keep one"),
        ("year", pl.col("scale").is_null(), lambda year: f"the index has no scale in {year}; correct one"),
        ("value", pl.col("value") > pl.col("scale"), _above),
    ]
    _refuse(in_span(read, scale_of()), file, rules, faults)
    return read


def _is_press(row: Row, known: Mapping[str, Province], faults: Faults) -> bool:
    cells = row.cells
    fine = row.required(faults, "figure", "metric", "year", "status", "source") and _is_of_index(row, faults, None)
    for column, words in (("figure", FIGURES), ("status", PRESS_STATUSES)):
        fine &= not cells[column] or row.one_of(faults, column, words)
    fine &= row.has_form(faults, "year", _YEAR, "a year such as 2023")
    fine &= row.has_form(faults, "value", _SCORE, "a score such as 86.14, or leave it empty")
    fine &= row.has_form(faults, "rank", _RANK, "a rank such as 43, or leave it empty")
    fine &= row.has_form(faults, "rank_of", _RANK, "how many were ranked, such as 63")
    fine &= _has_address(row, "source", faults)
    if not fine:
        return False
    before = len(faults)
    if (cells["figure"] == "province") != (cells["province"] is not None):
        row.fault(faults, "province", "a result of a province names it, a mean or a national figure does not")
    elif cells["province"] and cells["province"] not in known:
        row.fault(faults, "province", _unknown(cells["province"], known))
    if not cells["value"] and not cells["rank"]:
        row.fault(faults, "value", "neither score nor rank; fill one in or remove the row")
    if cells["rank"] and cells["figure"] != "province":
        row.fault(faults, "rank", "a mean or a national figure has no rank; empty the cell")
    if bool(cells["rank"]) != bool(cells["rank_of"]):
        row.fault(faults, "rank_of", "a rank needs the number of provinces ranked, and the reverse")
    elif cells["rank"] and int(cells["rank"]) > int(cells["rank_of"] or 0):
        row.fault(faults, "rank", f"rank {cells['rank']} of {cells['rank_of']}; correct one of them")
    return len(faults) == before


def _is_of_index(row: Row, faults: Faults, dimension: str | None = "dimension") -> bool:
    """Tell whether a row names an index, and where it has one a dimension of it; note it if not."""
    metric = row.cells["metric"] or ""
    if metric not in indices():
        row.fault(faults, "metric", f"no index {metric!r}; {nearest(metric, indices())}")
        return False
    parts = {part.dimension for part in dimensions() if part.metric == metric}
    if dimension and row.cells[dimension] not in parts:
        row.fault(faults, dimension, _unknown(row.cells[dimension], sorted(parts)))
        return False
    return True


def _has_address(row: Row, column: str, faults: Faults) -> bool:
    if (row.cells[column] or "").startswith(("https://", "http://")):
        return True
    row.fault(faults, column, f"{row.cells[column]!r} is no address; write one that begins with https://")
    return False


def _hold_against_press(scores: pl.DataFrame, press: pl.DataFrame, faults: Faults) -> None:
    """Refuse a press figure that is not the published score, rounded or cut to the digits printed, or its rank.

    Where a province that the press ranks has no published score, the rank may be lower by as many places. A score
    that a table of its year lacks was not published, so a press figure of it is refused too.
    """
    ranked = scores.with_columns(own_rank=ranks(), own_of=pl.len().over(CELL))
    own = press.filter(figure="province").join(scores.select(CELL).unique(), on=CELL)
    both = own.join(ranked, on=[*CELL, "province"], how="left")
    both = both.with_columns(off=(pl.col("value") - pl.col("score")).abs())
    unlike = pl.col("off") >= 10.0 ** -pl.col("digits").cast(pl.Float64)
    lower = pl.col("rank") - pl.col("own_rank")
    rules: list[_Rule] = [
        ("value", unlike, lambda value: f"{value:g} is not the published score; correct it or leave it out"),
        (
            "rank",
            ~lower.is_between(0, (pl.col("rank_of") - pl.col("own_of")).clip(0)),
            lambda rank: f"{rank} is not the rank of the published score; correct it or leave it out",
        ),
        (
            "province",
            pl.col("own_rank").is_null(),
            lambda name: f"the scores of that year have none of {name}; add it there or leave the row out",
        ),
    ]
    _refuse(both, f"{FOLDER}/{PRESS}", rules, faults)
