"""What the explorer page shows at a glance, four charts whose titles state a finding, and its results by year."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import polars as pl
from matplotlib.figure import Figure

from cchc_analysis import charts, wording
from cchc_analysis.catalog import LEVELS, indices, metrics
from cchc_analysis.charts.gaps import ordered
from cchc_analysis.charts.measure import MOST
from cchc_analysis.charts.results import TOTAL, caption, is_whole, places_of, scale_of
from cchc_analysis.charts.theme import style
from cchc_analysis.choices import LANGUAGES, Lang
from cchc_analysis.compare.gaps import closest, side_by_side
from cchc_analysis.errors import DataError
from cchc_analysis.export.template import say
from cchc_analysis.frames import AnyFrame, as_polars, place
from cchc_analysis.places import processed_folder
from cchc_analysis.schema import Outcome
from cchc_analysis.table import OUTCOMES_PARQUET, load_outcomes

Card = dict[str, Any]

_MOST_PAIRED = 2_000  # figures, of which more make too many pairs to set side by side for a chart
_NAMED = 6  # provinces that the chart of where they stand names
_FEW = 10  # scores, of fewer a median is none of the provinces


def results_at_hand(given: AnyFrame | None = None) -> pl.DataFrame | None:
    """Give the results, by default those of the project, held to their schema; None where there are none."""
    if given is None:
        return load_outcomes() if (processed_folder() / OUTCOMES_PARQUET).is_file() else None
    if not len(given):
        return None
    return Outcome.fitted(as_polars(given), "outcomes", known={"metric": indices()})


def svg_of(figure: Figure) -> str:
    """Give a figure as SVG for a page, as wide as its place; its text stays text, the same bytes on every run."""
    drawn = io.StringIO()
    with style():
        figure.savefig(drawn, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    svg = re.sub(r'xlink:(?=href)| xmlns:xlink="[^"]*"', "", drawn.getvalue().partition("<svg")[2])
    return "<svg" + re.sub(r' width="[^"]*pt" height="[^"]*pt"', ' width="100%"', svg, count=1)


def cards(targets: pl.DataFrame, outcomes: pl.DataFrame | None, lang: Lang) -> list[Card]:
    """Draw the charts of the overview that the tables allow, each with its title and the view that it leads to."""
    made = []
    for chart, link in _charts(targets, outcomes):
        try:
            figure = chart(lang=lang)
        except DataError:  # which says why these rows make no such chart
            continue
        title = " ".join(figure.texts[0].get_text().split())
        made.append({"title": title, "link": link, "svg": svg_of(figure)})
    return made


def _charts(
    targets: pl.DataFrame, outcomes: pl.DataFrame | None
) -> Iterator[tuple[Callable[..., Figure], dict[str, str]]]:
    if (shared := shared_levels(targets)) is not None:
        metric, is_few = shared["metric"][0], shared.height <= MOST
        chart = charts.measure if is_few else charts.spread_of_aims
        yield partial(chart, shared, metric), {"view": "compare", "of": metric}
    aims = targets.filter(nature="target")
    if aims["value"].count() <= _MOST_PAIRED:
        widest = ordered(closest(side_by_side(aims)).filter(unit="percent"))["metric"].head(1)
        yield partial(charts.gaps, aims), {"view": "compare", "of": "".join(widest)}
    if outcomes is not None:
        metric = shown_index(outcomes)
        is_own = pl.col("province").is_in(targets["province"].unique().implode())
        ranked = outcomes.filter(is_own, metric=metric, dimension=TOTAL).drop_nulls("rank")
        last = ranked.filter(pl.col("year") == pl.col("year").max()).sort("rank", "province")
        first, link = last["province"].head(_NAMED).to_list(), {"view": "results", "index": metric, "dim": TOTAL}
        if first:
            yield partial(charts.position, outcomes, metric, provinces=first), link
        yield partial(charts.spread, outcomes, metric), link


def shared_levels(targets: pl.DataFrame) -> pl.DataFrame | None:
    """Give the last targets of the metric that most provinces give figures for, at more than one level."""
    last = pl.col("year") == pl.col("year").max().over("province", "metric", "scope", "level")
    rows = targets.filter(pl.col("level") != "all", nature="target").drop_nulls("value").filter(last)
    shared = rows.group_by("metric", "scope").agg(pl.col("province", "level").n_unique().cast(pl.Int64))
    by = -pl.col("province"), -pl.col("level"), place("metric", metrics()), "scope"
    widest = shared.filter(pl.col("level") > 1).sort(by).head(1)
    rows = rows.join(widest, on=["metric", "scope"], how="semi")
    return rows.sort(place("level", LEVELS), wording.by_name(rows), "year") if rows.height else None


def shown_index(outcomes: pl.DataFrame) -> str:
    """Give the index that is shown first: the one with the most dimensions in its last year."""
    last = outcomes.filter(pl.col("year") == pl.col("year").max().over("metric"))
    counted = last.group_by("metric").agg(-pl.col("dimension").n_unique().cast(pl.Int64), -pl.col("year").max())
    return str(counted.sort("dimension", "year", place("metric", indices()))["metric"][0])


def results(outcomes: pl.DataFrame) -> dict[str, Card]:
    """Give the scores of every province by index and dimension, year by year, with the band of all provinces."""
    rows = outcomes.filter(figure="province")
    rows = rows.sort(place("metric", indices()), pl.col("dimension") != TOTAL, "dimension", maintain_order=True)
    parts = rows.partition_by("metric", "dimension", as_dict=True, maintain_order=True)
    return {f"{metric}/{part}": _result(own) for (metric, part), own in parts.items()}


def _result(rows: pl.DataFrame) -> Card:
    score, series, before = pl.col("score"), pl.col("series"), pl.col("series").shift()
    median = pl.when(score.count() >= _FEW).then(score.median().round(3))
    of = pl.coalesce(pl.col("of").max(), pl.len())
    derived = rows.filter(status="derived")
    by_year = rows.group_by("year").agg(series.drop_nulls().first(), of=of, middle=median).sort("year")

    def columns(name: str) -> dict[str, list[float | None]]:
        own = rows.sort(wording.by_name(rows)).with_columns(pl.col(name).round(3))
        return own.pivot("province", index="year", values=name).sort("year").drop("year").to_dict(as_series=False)

    return {
        **{lang: _result_told(rows, lang) for lang in LANGUAGES},
        **by_year.drop("series").rename({"year": "years"}).to_dict(as_series=False),
        "places": places_of(rows),
        "breaks": by_year.filter(series != before)["year"].to_list(),
        "cuts": by_year.filter((series == before).fill_null(False).not_())["year"].to_list()[1:],
        "scores": columns("score"),
        "ranks": columns("rank"),
        "derived": [f"{who}|{year}" for who, year in derived.select("province", "year").iter_rows()],
    }


def _result_told(rows: pl.DataFrame, lang: Lang) -> dict[str, str]:
    metric, dimension = rows.select("metric", "dimension").row(0)
    part = wording.dimension_name(metric, dimension, lang)
    hollow = wording.say("derived_hollow", lang) if "derived" in rows["status"] else ""
    missing = say("explorer", "results_unpublished" if is_whole(rows) else "results_unfound", lang)
    error = say("explorer", "results_error", lang)
    return {
        "name": wording.capital(wording.say("index_total", lang) if dimension == TOTAL else part),
        "title": wording.index(metric, dimension, lang),
        "subtitle": scale_of(rows, lang),
        "note": " ".join(filter(None, caption(rows, lang, hollow, error, missing))),
    }


def in_reading_order(targets: pl.DataFrame) -> pl.DataFrame:
    """Sort rows as a reader expects them: figures and what several provinces share first, levels from the top."""
    shared = pl.col("province").filter(pl.col("value").is_not_null()).n_unique().over("metric", "scope")
    measured = [pl.col("value").is_null(), -shared.cast(pl.Int64), place("metric", metrics())]
    of_figure = [pl.col("scope") != "standard", "scope", place("level", LEVELS)]
    of_whom = [pl.col("nature") != "target", wording.by_name(targets), "year"]
    return targets.sort([*measured, *of_figure, *of_whom], maintain_order=True)
