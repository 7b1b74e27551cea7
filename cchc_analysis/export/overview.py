"""What the explorer page shows at a glance, four charts whose titles state a finding, and its results by year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from cchc_analysis.catalog import LEVELS, indices, metrics
from cchc_analysis.catalog.files import read_table
from cchc_analysis.charts.theme import colour, mark
from cchc_analysis.choices import LANGUAGES, Lang
from cchc_analysis.compare.converge import Convergence, converge
from cchc_analysis.compare.gaps import BOUNDS_NOTHING, gaps
from cchc_analysis.errors import DataError
from cchc_analysis.frames import as_polars
from cchc_analysis.outcomes import PARQUET, load_outcomes
from cchc_analysis.places import processed_folder
from cchc_analysis.wording import (
    base,
    capital,
    dimension_name,
    figure,
    index,
    listed,
    measure,
    metric_name,
    number,
    publishers_line,
    say,
    source_line,
    term,
    told_beside,
)

if TYPE_CHECKING:
    import pandas as pd

Card = dict[str, Any]

PAIRS, NAMED = 6, 6
"""Most pairs of a chart of gaps, most provinces of a chart of results."""
MOST_PAIRS = 2_000
"""Figures of which the page lists no pairs: they would outgrow it."""

_SHAPES = {"o": "circle", "s": "square", "D": "diamond", "^": "triangle"}
_SAME = ("same", "year differs")
_BAND, _FEW = (0.1, 0.9), 10
_PLACES = ((1, 3), (10, 2), (float("inf"), 1))
"""Decimals of a score by what it is out of, at most."""
_TOTAL = "total"


@lru_cache(maxsize=2)
def texts(lang: Lang) -> dict[str, str]:
    """Give the page's own texts in one language, beside the words of the field."""
    own = read_table("explorer_labels.csv", Path(__file__).parent)
    return {row["key"]: row[lang] for row in [*read_table("words.csv"), *own]}


def results_at_hand(given: pl.DataFrame | pd.DataFrame | None = None) -> pl.DataFrame | None:
    """Give the results, by default those of the project; None where there are none."""
    if given is None:
        return load_outcomes() if (processed_folder() / PARQUET).is_file() else None
    return as_polars(given) if len(given) else None


def look(province: str) -> dict[str, str]:
    """Give colour and mark of a province as the page draws them."""
    return {"colour": colour(province), "shape": _SHAPES.get(mark(province), "cross")}


def cards(targets: pl.DataFrame, outcomes: pl.DataFrame | None, register: pl.DataFrame) -> list[Card]:
    """Give the charts of the overview, those that the data allow: levels, gaps, position, spread.

    Examples
    --------
    >>> from cchc_analysis import load_documents, load_outcomes, load_targets
    >>> [card["link"]["view"] for card in cards(load_targets(), load_outcomes(), load_documents())]
    ['compare', 'compare', 'results', 'results']
    """
    made = [levels_card(targets, register), _gaps(_figures(targets), register)]
    if outcomes is not None and outcomes.height:
        made += [_position(outcomes, sorted(set(targets["province"]))), _spread(outcomes)]
    return [card for card in made if card is not None]


def _card(link: Card, worded: Callable[[Lang], Card], **drawn: Any) -> Card:
    return {"link": link, **drawn} | {lang: worded(lang) for lang in LANGUAGES}


def _figures(targets: pl.DataFrame) -> pl.DataFrame:
    return targets.filter(nature="target").drop_nulls("value")


def levels_card(targets: pl.DataFrame, register: pl.DataFrame) -> Card | None:
    """Draw the levels of the metric that most provinces give figures for, at more than one level."""
    last = pl.col("year") == pl.col("year").max().over("province", "metric", "scope")
    rows = _figures(targets).filter(pl.col("level") != "all", last)
    shared = rows.group_by("metric", "scope").agg(pl.col("province", "level").n_unique())
    shared = shared.filter(pl.col("level") > 1).sort(_place("metric", metrics()), "scope")
    if shared.is_empty():
        return None
    widest = shared.sort("province", "level", descending=True, maintain_order=True).row(0, named=True)
    metric, scope = widest["metric"], widest["scope"]
    rows = rows.filter(metric=metric, scope=scope).sort("province", "year")
    levels = [level for level in LEVELS if level in rows["level"]]
    lines: list[Card] = []
    for level in levels:
        lines.append({"kind": "head"} | {lang: capital(term("level", level, lang)) for lang in LANGUAGES})
        for row in rows.filter(level=level).iter_rows(named=True):
            label = dict.fromkeys(LANGUAGES, f"{row['province']} {row['year']}")
            said = {lang: figure(row, lang) for lang in LANGUAGES}
            lines.append({"kind": "figure", "label": label, "value": row["value"]} | look(row["province"]) | said)

    def worded(lang: Lang) -> Card:
        own, names = texts(lang), listed(sorted(set(rows["province"])), lang)
        ends = [_range(rows.filter(level=level), level, lang) for level in (levels[0], levels[-1])]
        return {
            "title": own["levels_title"].format(metric=measure(metric, scope, lang), ranges="; ".join(ends)),
            "subtitle": own["levels_subtitle"].format(provinces=names, base=base(metric, scope, lang)),
            "note": " ".join([*told_beside(rows, lang), source_line(rows, lang, register)]),
        }

    return _card({"view": "compare", "of": metric}, worded, lines=lines, unit=rows["unit"][0])


def _range(rows: pl.DataFrame, level: str, lang: Lang) -> str:
    """Word the lowest and the highest figure of a level."""
    ordered = rows.sort("value")
    low, high = (figure(ordered.row(at, named=True), lang) for at in (0, -1))
    key = "levels_one" if low == high else "levels_range"
    return texts(lang)[key].format(level=term("level", level, lang), low=low, high=high)


def _gaps(aims: pl.DataFrame, register: pl.DataFrame) -> Card | None:
    """Draw the widest pair of each metric that two provinces share on one base and level."""
    if aims.height > MOST_PAIRS:
        return None
    pairs = gaps(aims).filter(pl.col("comparability").is_in(_SAME), unit="percent")
    if pairs.is_empty():
        return None
    bounds = [pl.col(f"comparator_{side}") != "=" for side in "ab"]
    pairs = pairs.with_columns(
        size=pl.col("difference").abs(),
        is_exact=~bounds[0] & ~bounds[1],
        is_open=pl.col("reading") == BOUNDS_NOTHING,
    )
    order = ["is_exact", "is_open", "size"]
    widest = pairs.sort(*order, _place("metric", metrics()), descending=[True, False, True, False])
    widest = widest.unique("metric", keep="first", maintain_order=True).head(PAIRS)
    lines: list[Card] = []
    for row in widest.iter_rows(named=True):
        a, b = (look(row[f"province_{side}"]) | {"hollow": row["is_open"]} for side in "ab")
        said = {lang: "; ".join(_side(row, side, lang) for side in "ab") for lang in LANGUAGES}
        lines.append({"kind": "head"} | {lang: _named(row, lang) for lang in LANGUAGES})
        ends = {"kind": "pair", "value": row["value_a"], "value2": row["value_b"], "second": b}
        lines.append(ends | a | said)
    first, cited = widest.row(0, named=True), aims.join(widest, on="metric", how="semi")

    def worded(lang: Lang) -> Card:
        own = texts(lang)
        gap = own["gap_points"].format(number=number(first["size"], lang))
        return {
            "title": own["gaps_title" if first["is_exact"] else "gaps_open_title"].format(
                gap=gap, measure=_named(first, lang)
            ),
            "subtitle": own["gaps_subtitle"],
            "note": " ".join([*told_beside(cited, lang), source_line(cited, lang, register)]),
        }

    return _card({"view": "compare", "of": first["metric"]}, worded, lines=lines, unit="percent")


def _named(row: Card, lang: Lang) -> str:
    """Name the measure of a pair, and its level where it has one."""
    name = measure(row["metric"], row["scope_a"], lang)
    return name if row["level"] == "all" else f"{name}, {term('level', row['level'], lang)}"


def _side(row: Card, side: str, lang: Lang) -> str:
    own = {name: row[f"{name}_{side}"] for name in ("value", "comparator")} | {"unit": row["unit"]}
    return f"{row[f'province_{side}']} {row[f'year_{side}']} {figure(own, lang)}"


def pairs_of(targets: pl.DataFrame) -> dict[str, list[Card]] | None:
    """Give the pairs of the same measure as the library reads them, by metric; None where they are too many.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> pairs_of(load_targets())["e_dossier_rate"][-1]["en"]
    'commune: Kiên Giang 2025 60%; Kon Tum 2023 100%: −40 points (both figures plain: the difference is exact)'
    """
    key = ["metric", "unit", "level", "province", "year", "comparator", "value", "scope", "nature"]
    valued = targets.with_row_index("place").drop_nulls("value").unique(key, keep="first")
    if valued.height > MOST_PAIRS:
        return None
    pairs = (
        gaps(targets)
        .filter(pl.col("comparability").is_in(_SAME))
        .sort(_place("level", LEVELS), maintain_order=True)
    )
    for side in "ab":
        own = valued.select("place", *key).rename({name: f"{name}_{side}" for name in ("place", *key[3:])})
        pairs = pairs.join(own, on=[*key[:3], *own.columns[4:]], how="left", maintain_order="left")
    found: dict[str, list[Card]] = {}
    for row in pairs.iter_rows(named=True):
        said = {lang: _pair(row, lang) for lang in LANGUAGES}
        found.setdefault(row["metric"], []).append({"a": row["place_a"], "b": row["place_b"]} | said)
    return found


def _pair(row: Card, lang: Lang) -> str:
    sides = "; ".join(_side(row, side, lang) for side in "ab")
    head, reading = f"{term('level', row['level'], lang)}: {sides}", term("reading", row["reading"], lang)
    if row["reading"] == BOUNDS_NOTHING:
        return f"{head}: {reading}"
    size = number(row["difference"], lang)
    gap = size if row["unit"] in ("count", "index") else texts(lang)["gap_points"].format(number=size)
    return f"{head}: {gap} ({reading})"


def shown_index(outcomes: pl.DataFrame) -> str:
    """Give the index that is shown first: the one with the most dimensions in its last year."""
    last = outcomes.filter(pl.col("year") == pl.col("year").max().over("metric"))
    counted = last.group_by("metric").agg(pl.col("dimension").n_unique(), pl.col("year").max())
    counted = counted.sort(_place("metric", indices()))
    return str(counted.sort("dimension", "year", descending=True, maintain_order=True)["metric"][0])


def _position(outcomes: pl.DataFrame, provinces: list[str]) -> Card | None:
    """Draw where the provinces of the documents stand among all, in the total of an index."""
    metric = shown_index(outcomes)
    rows = outcomes.filter(metric=metric, dimension=_TOTAL, figure="province").drop_nulls("rank")
    own = rows.filter(pl.col("province").is_in(provinces), pl.col("year") == pl.col("year").max())
    own = own.sort("rank", "province").head(NAMED)
    if own.is_empty():
        return None

    def worded(lang: Lang) -> Card:
        words = texts(lang)
        ranks = listed([f"{name} {rank}" for name, rank in own.select("province", "rank").iter_rows()], lang)
        told = {"name": index(metric, _TOTAL, lang), "year": own["year"][0], "of": own["of"][0], "ranks": ranks}
        note = [words["results_error"], say("before_reorganisation", lang), publishers_line(rows, lang)]
        return {
            "title": words["ranks_title"].format(**told),
            "subtitle": words["ranks_subtitle"],
            "note": " ".join(note),
        }

    link = {"view": "results", "index": metric, "dim": _TOTAL}
    return _card(link, worded, of=f"{metric}/{_TOTAL}", who=sorted(own["province"]))


def _spread(outcomes: pl.DataFrame) -> Card | None:
    """Draw the spread between provinces at the start and the end of the last series of each dimension."""
    metric = shown_index(outcomes)
    rows = outcomes.filter(metric=metric, figure="province")
    measured = [each for each in _measured(outcomes, metric) if each.end == rows["year"].max()]
    if not measured:
        return None
    told, plain = [each.outcome for each in measured], {"colour": "#595959", "shape": "circle"}
    lines: list[Card] = []
    for each in measured:
        lines.append({"kind": "head"} | {lang: dimension_name(metric, each.dimension, lang) for lang in LANGUAGES})
        first, *_, last = each.sigma["sd"].to_list()
        ends = {"value": first, "value2": last, "hollow": True, "second": plain, **plain}
        lines.append({"kind": "pair", **ends} | {lang: _from_to(each, first, last, lang) for lang in LANGUAGES})

    def worded(lang: Lang) -> Card:
        own = texts(lang)
        counts = {"fell": told.count("together"), "rose": told.count("apart"), "all": len(told)}
        title = own["spread_title"].format(index=metric_name(metric, "en"), **counts)
        note = " ".join([own["spread_note"], publishers_line(rows, lang)])
        return {"title": title, "subtitle": own["spread_subtitle"], "note": note}

    link = {"view": "results", "index": metric, "dim": measured[0].dimension}
    return _card(link, worded, lines=lines, unit="")


def _measured(outcomes: pl.DataFrame, metric: str) -> Iterator[Convergence]:
    """Measure convergence in each dimension of an index that has years and provinces enough in one series."""
    of_index = outcomes.filter(pl.col("dimension") != _TOTAL, metric=metric)
    for dimension in of_index["dimension"].unique(maintain_order=True):
        try:
            yield converge(outcomes, metric, dimension)
        except DataError:  # a series too short is no finding of this chart
            continue


def _from_to(measured: Convergence, first: float, last: float, lang: Lang) -> str:
    years = f"{measured.start}–{measured.end}"
    ends = {"first": number(first, lang, 2), "last": number(last, lang, 2)}
    return texts(lang)["spread_line"].format(**ends, years=years, n=measured.n)


def results(outcomes: pl.DataFrame) -> dict[str, Card]:
    """Give the scores of every province by index and dimension, year by year, with the band of all provinces."""
    rows = outcomes.filter(figure="province")
    rows = rows.sort(_place("metric", indices()), pl.col("dimension") != _TOTAL, "dimension", maintain_order=True)
    parts = rows.partition_by("metric", "dimension", as_dict=True, maintain_order=True)
    return {f"{metric}/{part}": _result(str(metric), str(part), own) for (metric, part), own in parts.items()}


def _result(metric: str, dimension: str, rows: pl.DataFrame) -> Card:
    by_year = rows.sort("year").partition_by("year", maintain_order=True)
    years, scales = [own["year"][0] for own in by_year], sorted(set(rows["scale"].drop_nulls()))
    series = [own["series"].drop_nulls().first() for own in by_year]
    ends = list(zip(years[1:], series, series[1:], strict=False))
    parts = rows.sort("province").partition_by("province", as_dict=True, maintain_order=True)

    def quantile(at: float) -> list[float | None]:
        scores = [own["score"].drop_nulls() for own in by_year]
        return [_rounded(own.quantile(at, "linear")) if own.len() >= _FEW else None for own in scores]

    def column(name: str, own: pl.DataFrame) -> list[Any]:
        held = dict(own.select("year", name).iter_rows())
        return [_rounded(held.get(year)) for year in years]

    return {
        "name": {lang: _part(metric, dimension, lang) for lang in LANGUAGES},
        "title": {lang: index(metric, dimension, lang) for lang in LANGUAGES},
        "scale": {lang: listed([number(each, lang) for each in scales], lang) for lang in LANGUAGES},
        "source": {lang: publishers_line(rows, lang) for lang in LANGUAGES},
        "years": years,
        "places": next(places for most, places in _PLACES if max(scales, default=most) <= most),
        "breaks": [year for year, before, after in ends if before and after and before != after],
        "cuts": [year for year, before, after in ends if before is None or before != after],
        "of": [own["of"].max() or own.height for own in by_year],
        "low": quantile(_BAND[0]),
        "middle": quantile(0.5),
        "high": quantile(_BAND[1]),
        "scores": {name: column("score", own) for (name,), own in parts.items()},
        "ranks": {name: column("rank", own) for (name,), own in parts.items()},
        "derived": [
            f"{name}|{year}" for name, year in rows.filter(status="derived").select("province", "year").iter_rows()
        ],
    }


def _part(metric: str, dimension: str, lang: Lang) -> str:
    """Name a dimension; the total without how many dimensions it has, which changes."""
    return capital(say("index_total", lang)) if dimension == _TOTAL else dimension_name(metric, dimension, lang)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _place(column: str, order: Iterable[str]) -> pl.Expr:
    """Give the place of each value of a column in an order."""
    known = list(order)
    return pl.col(column).replace_strict(known, range(len(known)), return_dtype=pl.Int64)


def in_reading_order(targets: pl.DataFrame) -> pl.DataFrame:
    """Sort rows as a reader expects them: figures and what several provinces share first, levels from the top."""
    shared = pl.col("province").filter(pl.col("value").is_not_null()).n_unique().over("metric", "scope")
    keys = [pl.col("value").is_null(), -shared.cast(pl.Int64), _place("metric", metrics())]
    return targets.sort(
        *keys,
        pl.col("scope") != "standard",
        "scope",
        _place("level", LEVELS),
        "nature",
        "province",
        "year",
        maintain_order=True,
    )
