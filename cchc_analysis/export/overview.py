"""What the explorer page shows at a glance, four charts whose titles state a finding, and its results by year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import polars as pl

from cchc_analysis.catalog import LEVELS, indices, metrics
from cchc_analysis.charts.results import TOTAL, places_of
from cchc_analysis.choices import LANGUAGES, Lang
from cchc_analysis.compare.converge import Convergence, converge
from cchc_analysis.compare.gaps import BOUNDS_NOTHING, gaps
from cchc_analysis.errors import DataError
from cchc_analysis.export.template import texts
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
_Worded = Callable[[Lang], str]

PAIRS, NAMED = 6, 6
"""Most pairs of a chart of gaps, most provinces of a chart of results."""
MOST_PAIRS = 2_000
"""Figures of which the page lists no pairs: they would outgrow it."""

_SAME = ("same", "year differs")
_BAND, _FEW = (0.1, 0.9), 10


def results_at_hand(given: pl.DataFrame | pd.DataFrame | None = None) -> pl.DataFrame | None:
    """Give the results, by default those of the project; None where there are none."""
    if given is None:
        return load_outcomes() if (processed_folder() / PARQUET).is_file() else None
    return as_polars(given) if len(given) else None


def cards(targets: pl.DataFrame, outcomes: pl.DataFrame | None, register: pl.DataFrame) -> list[Card]:
    """Give the charts of the overview, those that the data allow: levels, gaps, position, spread.

    Each has a link, its words in both languages, and what the page draws: places of rows, or results.

    Examples
    --------
    >>> from cchc_analysis import load_documents, load_outcomes, load_targets
    >>> [card["link"]["view"] for card in cards(load_targets(), load_outcomes(), load_documents())]
    ['compare', 'compare', 'results', 'results']
    """
    made = [_levels(targets, register), _gaps(targets, register)]
    if outcomes is not None and outcomes.height:
        made += [_position(outcomes, sorted(set(targets["province"]))), _spread(outcomes)]
    return [card for card in made if card is not None]


def shared_levels(targets: pl.DataFrame) -> pl.DataFrame | None:
    """Give the last targets of the metric that most provinces give figures for, at more than one level."""
    last = pl.col("year") == pl.col("year").max().over("province", "metric", "scope")
    rows = targets.filter(pl.col("level") != "all", nature="target").drop_nulls("value").filter(last)
    shared = rows.group_by("metric", "scope").agg(pl.col("province", "level").n_unique())
    shared = shared.filter(pl.col("level") > 1).sort(_place("metric", metrics()), "scope")
    if shared.is_empty():
        return None
    widest = shared.sort("province", "level", descending=True, maintain_order=True).row(0, named=True)
    rows = rows.filter(metric=widest["metric"], scope=widest["scope"])
    return rows.sort(_place("level", LEVELS), "province", "year")


def levels_told(rows: pl.DataFrame, register: pl.DataFrame, lang: Lang) -> dict[str, str]:
    """Word the title, the subtitle and the note of a chart of levels."""
    metric, scope = rows["metric"][0], rows["scope"][0]
    ranges = [_range(rows.filter(level=rows["level"][at]), lang) for at in (0, -1)]
    names = listed(sorted(set(rows["province"])), lang)
    return {
        "title": f"{measure(metric, scope, lang)}: {'; '.join(ranges)}",
        "subtitle": _own(lang, "levels_subtitle", provinces=names, base=base(metric, scope, lang)),
        "note": _note(rows, register, lang),
    }


def _range(rows: pl.DataFrame, lang: Lang) -> str:
    """Word the lowest and the highest figure of a level."""
    ordered, level = rows.sort("value"), term("level", rows["level"][0], lang)
    low, high = (figure(ordered.row(at, named=True), lang) for at in (0, -1))
    return f"{level} {low}" if low == high else _own(lang, "levels_range", level=level, low=low, high=high)


def _note(rows: pl.DataFrame, register: pl.DataFrame, lang: Lang) -> str:
    return " ".join([*told_beside(rows, lang), source_line(rows, lang, register)])


def _card(link: Card, title: _Worded, subtitle: str, note: _Worded, **drawn: Any) -> Card:
    card: Card = {"link": link} | drawn
    for lang in LANGUAGES:
        card[lang] = {"title": title(lang), "subtitle": _own(lang, subtitle), "note": note(lang)}
    return card


def _own(lang: Lang, key: str, **parts: object) -> str:
    return texts("explorer", lang)[key].format(**parts)


def _levels(targets: pl.DataFrame, register: pl.DataFrame) -> Card | None:
    rows = shared_levels(targets.with_row_index("place"))
    if rows is None:
        return None
    card: Card = {"link": {"view": "compare", "of": rows["metric"][0]}, "rows": rows["place"].to_list()}
    return card | {lang: levels_told(rows, register, lang) for lang in LANGUAGES}


def _gaps(targets: pl.DataFrame, register: pl.DataFrame) -> Card | None:
    """Draw the widest pair of each metric that two provinces share on one base and level."""
    pairs = _pairs(targets.filter(nature="target"), targets)
    if pairs is None or pairs.filter(unit="percent").is_empty():
        return None
    is_exact = (pl.col("comparator_a") == "=") & (pl.col("comparator_b") == "=")
    pairs = pairs.filter(unit="percent").with_columns(
        pl.col("difference").abs(), is_exact=is_exact, is_open=pl.col("reading") == BOUNDS_NOTHING
    )
    order = ["is_exact", "is_open", "difference"]
    widest = pairs.sort(*order, _place("metric", metrics()), descending=[True, False, True, False])
    widest = widest.unique("metric", keep="first", maintain_order=True).head(PAIRS)
    first, cited = widest.row(0, named=True), targets.join(widest, on="metric", how="semi")
    cited = cited.filter(nature="target").drop_nulls("value")

    def title(lang: Lang) -> str:
        name = measure(first["metric"], first["scope_a"], lang)
        name += "" if first["level"] == "all" else f", {term('level', first['level'], lang)}"
        gap = _own(lang, "gap_points", number=number(first["difference"], lang))
        return _own(lang, "gaps_title" if first["is_exact"] else "gaps_open_title", gap=gap, measure=name)

    link = {"view": "compare", "of": first["metric"]}
    drawn = widest.select(a="place_a", b="place_b", hollow="is_open").to_dicts()
    return _card(link, title, "gaps_subtitle", lambda lang: _note(cited, register, lang), pairs=drawn)


def _pairs(targets: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame | None:
    """Give the pairs of the same measure with the places of both in the table; None where they are too many."""
    key = ["metric", "unit", "level", "province", "year", "comparator", "value", "scope", "nature"]
    valued = table.with_row_index("place").drop_nulls("value").unique(key, keep="first")
    if valued.height > MOST_PAIRS:
        return None
    pairs = gaps(targets).filter(pl.col("comparability").is_in(_SAME))
    for side in "ab":
        own = valued.select("place", *key).rename({name: f"{name}_{side}" for name in ("place", *key[3:])})
        pairs = pairs.join(own, on=[*key[:3], *own.columns[4:]], how="left", maintain_order="left")
    return pairs.sort(_place("level", LEVELS), maintain_order=True)


def pairs_of(targets: pl.DataFrame) -> dict[str, list[Card]] | None:
    """Give the pairs of the same measure as the library reads them, by metric; None where they are too many.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> pairs_of(load_targets())["e_dossier_rate"][-1]["en"]
    'commune: Kiên Giang 2025 60%; Kon Tum 2023 100%: −40 points (both figures plain: the difference is exact)'
    """
    pairs = _pairs(targets, targets)
    if pairs is None:
        return None
    found: dict[str, list[Card]] = {}
    for row in pairs.iter_rows(named=True):
        said = {lang: _pair(row, lang) for lang in LANGUAGES}
        found.setdefault(row["metric"], []).append({"a": row["place_a"], "b": row["place_b"]} | said)
    return found


def _pair(row: Card, lang: Lang) -> str:
    sides = "; ".join(" ".join(side_of(row, side, lang)) for side in "ab")
    head, reading = f"{term('level', row['level'], lang)}: {sides}", term("reading", row["reading"], lang)
    if row["reading"] == BOUNDS_NOTHING:
        return f"{head}: {reading}"
    size = number(row["difference"], lang)
    gap = size if row["unit"] in ("count", "index") else _own(lang, "gap_points", number=size)
    return f"{head}: {gap} ({reading})"


def side_of(row: Card, side: str, lang: Lang) -> tuple[str, str]:
    """Word one side of a pair: province and year, and the figure."""
    own = {"value": row[f"value_{side}"], "comparator": row[f"comparator_{side}"], "unit": row["unit"]}
    return f"{row[f'province_{side}']} {row[f'year_{side}']}", figure(own, lang)


def shown_index(outcomes: pl.DataFrame) -> str:
    """Give the index that is shown first: the one with the most dimensions in its last year."""
    last = outcomes.filter(pl.col("year") == pl.col("year").max().over("metric"))
    counted = last.group_by("metric").agg(pl.col("dimension").n_unique(), pl.col("year").max())
    counted = counted.sort(_place("metric", indices()))
    return str(counted.sort("dimension", "year", descending=True, maintain_order=True)["metric"][0])


def _position(outcomes: pl.DataFrame, provinces: list[str]) -> Card | None:
    """Draw where the provinces of the documents stand among all, in the total of an index."""
    metric = shown_index(outcomes)
    rows = outcomes.filter(metric=metric, dimension=TOTAL, figure="province").drop_nulls("rank")
    own = rows.filter(pl.col("province").is_in(provinces), pl.col("year") == pl.col("year").max())
    own = own.sort("rank", "province").head(NAMED)
    if own.is_empty():
        return None

    def title(lang: Lang) -> str:
        ranks = listed([f"{name} {rank}" for name, rank in own.select("province", "rank").iter_rows()], lang)
        told = {"name": index(metric, TOTAL, lang), "year": own["year"][0], "of": own["of"][0]}
        return _own(lang, "ranks_title", **told, ranks=ranks)

    def note(lang: Lang) -> str:
        told = _own(lang, "results_error"), say("before_reorganisation", lang), publishers_line(rows, lang)
        return " ".join(told)

    link = {"view": "results", "index": metric, "dim": TOTAL}
    return _card(link, title, "ranks_subtitle", note, who=sorted(own["province"]))


def _spread(outcomes: pl.DataFrame) -> Card | None:
    """Draw the spread between provinces at the start and the end of the last series of each dimension."""
    metric = shown_index(outcomes)
    rows = outcomes.filter(metric=metric, figure="province")
    measured = [each for each in _measured(outcomes, metric) if each.end == rows["year"].max()]
    if not measured:
        return None
    told = [each.outcome for each in measured]
    lines = []
    for each in measured:
        first, *_, last = each.sigma["sd"].to_list()
        head = {lang: dimension_name(metric, each.dimension, lang) for lang in LANGUAGES}
        line = {lang: _from_to(each, first, last, lang) for lang in LANGUAGES}
        lines.append({"head": head, "line": line, "value": first, "value2": last})

    counts = {"fell": told.count("together"), "rose": told.count("apart"), "all": len(told)}
    return _card(
        {"view": "results", "index": metric, "dim": measured[0].dimension},
        lambda lang: _own(lang, "spread_title", index=metric_name(metric, "en"), **counts),
        "spread_subtitle",
        lambda lang: " ".join([_own(lang, "spread_note"), publishers_line(rows, lang)]),
        spread=lines,
    )


def _measured(outcomes: pl.DataFrame, metric: str) -> Iterator[Convergence]:
    """Measure convergence in each dimension of an index that has years and provinces enough in one series."""
    of_index = outcomes.filter(pl.col("dimension") != TOTAL, metric=metric)
    for dimension in of_index["dimension"].unique(maintain_order=True):
        try:
            yield converge(outcomes, metric, dimension)
        except DataError:  # a series too short is no finding of this chart
            continue


def _from_to(measured: Convergence, first: float, last: float, lang: Lang) -> str:
    years = f"{measured.start}–{measured.end}"
    ends = {"first": number(first, lang, 2), "last": number(last, lang, 2)}
    return _own(lang, "spread_line", **ends, years=years, n=measured.n)


def results(outcomes: pl.DataFrame) -> dict[str, Card]:
    """Give the scores of every province by index and dimension, year by year, with the band of all provinces."""
    rows = outcomes.filter(figure="province")
    rows = rows.sort(_place("metric", indices()), pl.col("dimension") != TOTAL, "dimension", maintain_order=True)
    parts = rows.partition_by("metric", "dimension", as_dict=True, maintain_order=True)
    return {f"{metric}/{part}": _result(str(metric), str(part), own) for (metric, part), own in parts.items()}


def _result(metric: str, dimension: str, rows: pl.DataFrame) -> Card:
    by_year = rows.sort("year").partition_by("year", maintain_order=True)
    years, scales = [own["year"][0] for own in by_year], sorted(set(rows["scale"].drop_nulls()))
    series = [own["series"].drop_nulls().first() for own in by_year]
    ends = list(zip(years[1:], series, series[1:], strict=False))
    parts = rows.sort("province").partition_by("province", as_dict=True, maintain_order=True)

    derived = rows.filter(status="derived").select(pl.format("{}|{}", "province", "year"))

    def quantile(at: float) -> list[float | None]:
        scores = [own["score"].drop_nulls() for own in by_year]
        return [_rounded(own.quantile(at, "linear")) if own.len() >= _FEW else None for own in scores]

    def column(name: str, own: pl.DataFrame) -> list[Any]:
        held = dict(own.select("year", name).iter_rows())
        return [_rounded(held.get(year)) for year in years]

    return {
        "name": {lang: capital(_part(metric, dimension, lang)) for lang in LANGUAGES},
        "title": {lang: index(metric, dimension, lang) for lang in LANGUAGES},
        "scale": {lang: listed([number(each, lang) for each in scales], lang) for lang in LANGUAGES},
        "source": {lang: publishers_line(rows, lang) for lang in LANGUAGES},
        "years": years,
        "places": places_of(rows),
        "breaks": [year for year, before, after in ends if before and after and before != after],
        "cuts": [year for year, before, after in ends if before is None or before != after],
        "of": [own["of"].max() or own.height for own in by_year],
        "low": quantile(_BAND[0]),
        "middle": quantile(0.5),
        "high": quantile(_BAND[1]),
        "scores": {name: column("score", own) for (name,), own in parts.items()},
        "ranks": {name: column("rank", own) for (name,), own in parts.items()},
        "derived": derived.to_series().to_list(),
    }


def _part(metric: str, dimension: str, lang: Lang) -> str:
    """Name a dimension; the total without how many dimensions it has, which changes."""
    return say("index_total", lang) if dimension == TOTAL else dimension_name(metric, dimension, lang)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _place(column: str, order: Iterable[str]) -> pl.Expr:
    """Give the place of each value of a column in an order."""
    known = list(order)
    return pl.col(column).replace_strict(known, range(len(known)), return_dtype=pl.Int64)


def in_reading_order(targets: pl.DataFrame) -> pl.DataFrame:
    """Sort rows as a reader expects them: figures and what several provinces share first, levels from the top."""
    shared = pl.col("province").filter(pl.col("value").is_not_null()).n_unique().over("metric", "scope")
    measured = [pl.col("value").is_null(), -shared.cast(pl.Int64), _place("metric", metrics())]
    of_figure = [pl.col("scope") != "standard", "scope", _place("level", LEVELS)]
    of_whom = [pl.col("nature") != "target", "province", "year"]
    return targets.sort([*measured, *of_figure, *of_whom], maintain_order=True)
