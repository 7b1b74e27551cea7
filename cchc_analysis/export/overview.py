"""What the explorer page shows at a glance, four charts whose titles state a finding, and its results by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import polars as pl

from cchc_analysis import wording
from cchc_analysis.catalog import LEVELS, indices, metrics
from cchc_analysis.charts.gaps import head, leading, ordered
from cchc_analysis.charts.gaps import title as gaps_title
from cchc_analysis.charts.measure import title as measure_title
from cchc_analysis.charts.results import TOTAL, caption, is_whole, places_of, scale_of, standing
from cchc_analysis.charts.stated import ends_of, pooled
from cchc_analysis.choices import LANGUAGES, Lang
from cchc_analysis.compare.converge import Convergence, converge
from cchc_analysis.compare.gaps import SAME_MEASURE, UNBOUNDED, closest, paired, rounded_difference, side_by_side
from cchc_analysis.errors import DataError
from cchc_analysis.export.template import say
from cchc_analysis.frames import AnyFrame, as_polars, place
from cchc_analysis.places import processed_folder
from cchc_analysis.schema import Outcome
from cchc_analysis.table import OUTCOMES_PARQUET, load_outcomes

Card = dict[str, Any]

_PAIRS, _MOST_NAMED = 6, 10  # metrics of a chart of gaps, and pairs that its title counts
_NAMED = 6  # provinces that another chart names
# more figures to pair, or pairs to list, would outgrow the page
_MOST_PAIRED, _MOST_LISTED = 2_000, 3_000
_BAND, _FEW = {"low": 0.1, "middle": 0.5, "high": 0.9}, 10


def results_at_hand(given: AnyFrame | None = None) -> pl.DataFrame | None:
    """Give the results, by default those of the project, held to their schema; None where there are none."""
    if given is None:
        return load_outcomes() if (processed_folder() / OUTCOMES_PARQUET).is_file() else None
    if not len(given):
        return None
    known = {"metric": indices()}
    return Outcome.fitted(as_polars(given), "outcomes", known=known).select(list(Outcome.columns))


def cards(targets: pl.DataFrame, outcomes: pl.DataFrame | None, register: pl.DataFrame) -> dict[Lang, list[Card]]:
    """Give the charts of the overview in each language, those that the data allow: levels, gaps, position, spread.

    Each has its words, a link, and what the page draws: rows of the table, results of some provinces, or panels.
    """
    measured = [] if outcomes is None else [*_measured(outcomes)]
    made: dict[Lang, list[Card]] = {}
    for lang in LANGUAGES:
        found = [_levels(targets, register, lang), _gaps(targets.filter(nature="target"), register, lang)]
        if outcomes is not None:
            found += [_position(outcomes, set(targets["province"]), lang), _spread(outcomes, measured, lang)]
        made[lang] = [card for card in found if card is not None]
    return made


def _note(rows: pl.DataFrame, register: pl.DataFrame, lang: Lang) -> str:
    told = [*wording.signs_at(rows, lang), *wording.told_beside(rows, lang)]
    return " ".join([*told, wording.source_line(rows, lang, register)])


def _panel(title: str, text: str, *lines: list[Card]) -> Card:
    """Give a panel of a chart: points joined along its line, which the title and the text beside it name."""
    return {"title": title, "text": text, "runs": [{"lines": lines}]}


def shared_levels(targets: pl.DataFrame) -> pl.DataFrame | None:
    """Give the last targets of the metric that most provinces give figures for, at more than one level."""
    last = pl.col("year") == pl.col("year").max().over("province", "metric", "scope", "level")
    rows = targets.filter(pl.col("level") != "all", nature="target").drop_nulls("value").filter(last)
    shared = rows.group_by("metric", "scope").agg(pl.col("province", "level").n_unique().cast(pl.Int64))
    by = -pl.col("province"), -pl.col("level"), place("metric", metrics()), "scope"
    widest = shared.filter(pl.col("level") > 1).sort(by).head(1)
    rows = rows.join(widest, on=["metric", "scope"], how="semi")
    return rows.sort(place("level", LEVELS), wording.by_name(rows), "year") if rows.height else None


def levels_told(rows: pl.DataFrame, register: pl.DataFrame, lang: Lang) -> dict[str, str]:
    """Word the title, the subtitle and the note of a chart of levels."""
    metric, names = rows["metric"][0], wording.listed(wording.alphabetical(rows["province"]), lang)
    told = {"provinces": names, "base": wording.base(metric, rows["scope"][0], lang)}
    return {
        "title": measure_title(rows, metric, lang),
        "subtitle": say("explorer", "levels_subtitle", lang, **told),
        "note": " ".join(filter(None, [pooled(rows, lang), _note(rows, register, lang)])),
    }


def _levels(targets: pl.DataFrame, register: pl.DataFrame, lang: Lang) -> Card | None:
    rows = shared_levels(targets.with_row_index("place"))
    if rows is None:
        return None
    card: Card = {"link": {"view": "compare", "of": rows["metric"][0]}} | levels_told(rows, register, lang)
    if rows["province"].n_unique() <= _NAMED:
        return card | {"rows": rows["place"].to_list()}
    panels = []  # a figure each, which so many of too many provinces to name have
    for (level,), own in rows.partition_by("level", as_dict=True).items():
        figures = pl.Series([wording.figure(row, lang) for row in own.iter_rows(named=True)])
        by = own.group_by(figure=figures, maintain_order=True).agg(
            "value", "year", n=pl.col("province").n_unique()
        )
        common = by.sort("n", descending=True, maintain_order=True).head(_MOST_NAMED)
        counts = {"n": own["province"].n_unique(), "shown": common.height, "all": by.height}
        title = say("explorer", "levels_common" if common.height < by.height else "levels_all", lang, **counts)
        title = f"{wording.capital(wording.term('level', level, lang))}: {title}"
        for at, row in enumerate(sorted(common.iter_rows(named=True), key=lambda row: -row["value"][0])):
            told = say(
                "explorer", "levels_line", lang, figure=row["figure"], n=row["n"], years=wording.span(row["year"])
            )
            panels.append(_panel("" if at else title, told, [{"x": row["value"][0]}]))
    return card | {"panels": panels, "axis": ends_of(rows)._asdict() | {"unit": rows["unit"][0]}}


def _gaps(targets: pl.DataFrame, register: pl.DataFrame, lang: Lang) -> Card | None:
    """Draw the pairs that the title names and the widest pair of each metric of which two plans give a share."""
    pairs = _same_measure(targets)
    if pairs is None or (pairs := pairs.filter(unit="percent")).is_empty():
        return None
    pairs = ordered(closest(pairs))
    named = pl.DataFrame(leading(pairs), schema=pairs.schema)  # all that the title counts, then one of each metric
    named = named if named.height <= _MOST_NAMED else named.clear()
    widest = pl.concat([named, pairs.unique("metric", keep="first", maintain_order=True)])
    widest = widest.unique(maintain_order=True)
    shown = widest["metric"].unique(maintain_order=True).head(_PAIRS)
    widest = widest.filter(pl.col("metric").is_in(shown.implode()))
    counts = {"n": widest["metric"].n_unique(), "all": pairs["metric"].n_unique(), "pairs": widest.height}
    rows, is_open = paired(targets, widest), widest["reading"].is_in(UNBOUNDED).any()
    return {
        "link": {"view": "compare", "of": widest["metric"][0]},
        "title": gaps_title(pairs, lang),
        "subtitle": say("explorer", "gaps_subtitle", lang, **counts)
        + is_open * say("explorer", "gaps_hollow", lang),
        "note": _note(rows, register, lang),
        "panels": [_dumbbell(pair, lang) for pair in widest.iter_rows(named=True)],
        "axis": ends_of(rows)._asdict() | {"unit": "percent"},
    }


def _dumbbell(pair: Card, lang: Lang) -> Card:
    """Give the panel of a pair: joined where the figures bound the difference, else hollow and apart."""
    hollow = pair["is_open"]
    ends = [{"x": pair[f"value_{side}"], "province": pair[f"province_{side}"], "hollow": hollow} for side in "ab"]
    return _panel(head(pair, lang), _sides(pair, lang), *([[end] for end in ends] if hollow else [ends]))


def _same_measure(targets: pl.DataFrame) -> pl.DataFrame | None:
    """Give the pairs of the same measure; None where so many figures make more than a page holds."""
    if targets["value"].count() > _MOST_PAIRED:
        return None
    same = side_by_side(targets).filter(pl.col("comparability").is_in(SAME_MEASURE))
    return same.sort(place("level", LEVELS), maintain_order=True)


def pairs_of(targets: pl.DataFrame) -> dict[str, list[Card]] | None:
    """Give the pairs of the same measure as the library reads them, by metric; None where they are too many."""
    pairs = _same_measure(targets)
    if pairs is None or pairs.height > _MOST_LISTED:
        return None
    found: dict[str, list[Card]] = {}
    for row in pairs.iter_rows(named=True):
        own = {"provinces": [row["province_a"], row["province_b"]], "level": row["level"], "scope": row["scope_a"]}
        found.setdefault(row["metric"], []).append(own | {lang: _pair(row, lang) for lang in LANGUAGES})
    return found


def _pair(row: Card, lang: Lang) -> str:
    level, reading = (wording.term(name, row[name], lang) for name in ("level", "reading"))
    if (apart := rounded_difference(row)) is not None:
        reading = f"{wording.difference(apart, row['unit'], lang, scope=row['scope_a'])} ({reading})"
    return f"{level}: {_sides(row, lang)}: {reading}"


def _sides(pair: Card, lang: Lang) -> str:
    sides = (wording.side(pair, of, lang, is_headed=True) for of in "ab")
    return "; ".join(f"{side.who} {side.said}" for side in sides)


def shown_index(outcomes: pl.DataFrame) -> str:
    """Give the index that is shown first: the one with the most dimensions in its last year."""
    last = outcomes.filter(pl.col("year") == pl.col("year").max().over("metric"))
    counted = last.group_by("metric").agg(-pl.col("dimension").n_unique().cast(pl.Int64), -pl.col("year").max())
    return str(counted.sort("dimension", "year", place("metric", indices()))["metric"][0])


def _position(outcomes: pl.DataFrame, provinces: set[str], lang: Lang) -> Card | None:
    """Draw where the provinces of the documents stand among all, in the total of an index."""
    metric = shown_index(outcomes)
    rows = outcomes.filter(metric=metric, dimension=TOTAL, figure="province").drop_nulls("rank")
    own = rows.filter(pl.col("province").is_in(provinces), pl.col("year") == pl.col("year").max())
    if own.is_empty():
        return None
    names = wording.alphabetical(own.sort("rank", "province").head(_NAMED)["province"])
    told = _result_told(rows, lang)
    if own.height > _NAMED:
        told["subtitle"] += say("explorer", "position_best", lang, n=_NAMED, all=own.height)
    return told | {
        "link": {"view": "results", "index": metric, "dim": TOTAL},
        "title": standing(rows, "rank", names, wording.index(metric, TOTAL, lang), lang),
        "who": names,
    }


def _measured(outcomes: pl.DataFrame) -> Iterator[Convergence]:
    """Measure convergence up to the last year in each dimension of the index shown, as far as a series allows."""
    rows = outcomes.filter(metric=shown_index(outcomes), figure="province")
    for dimension in rows.filter(pl.col("dimension") != TOTAL)["dimension"].unique(maintain_order=True):
        try:
            found = converge(outcomes, rows["metric"][0], dimension)
        except DataError:  # a series too short is no finding of this chart
            continue
        if found.end == rows["year"].max():
            yield found


def _spread(outcomes: pl.DataFrame, measured: list[Convergence], lang: Lang) -> Card | None:
    """Draw the spread between provinces at the start and the end of the last series of each dimension."""
    if not measured:
        return None
    metric, went = measured[0].metric, Counter(each.outcome if each.is_clear else "open" for each in measured)
    counts = {"fell": went["together"], "rose": went["apart"], "all": went.total(), "open": went["open"]}
    key = "spread_title" if counts["open"] else "spread_title_clear"
    source = wording.publishers_line(outcomes.filter(metric=metric, figure="province"), lang)
    return {
        "link": {"view": "results", "index": metric, "dim": measured[0].dimension},
        "title": say("explorer", key, lang, index=wording.metric_name(metric, "en"), **counts),
        "subtitle": say("explorer", "spread_subtitle", lang),
        "note": say("explorer", "spread_note", lang) + " " + source,
        "panels": [_from_to(each, lang) for each in measured],
        "axis": {"low": 0, "high": 1.02 * max(each.sigma["sd"][at] for each in measured for at in (0, -1))},
    }


def _from_to(measured: Convergence, lang: Lang) -> Card:
    first, last = (measured.sigma["sd"][at] for at in (0, -1))
    ends = {"first": wording.number(first, lang, 2), "last": wording.number(last, lang, 2)}
    text = say("explorer", "spread_line", lang, **ends, years=f"{measured.start}–{measured.end}", n=measured.n)
    name = wording.dimension_name(measured.metric, measured.dimension, lang)
    points: list[Card] = [{"x": first, "shape": "D"}, {"x": last}]
    return _panel(name, text, [point | {"hollow": not measured.is_clear} for point in points])


def results(outcomes: pl.DataFrame) -> dict[str, Card]:
    """Give the scores of every province by index and dimension, year by year, with the band of all provinces."""
    rows = outcomes.filter(figure="province")
    rows = rows.sort(place("metric", indices()), pl.col("dimension") != TOTAL, "dimension", maintain_order=True)
    parts = rows.partition_by("metric", "dimension", as_dict=True, maintain_order=True)
    return {f"{metric}/{part}": _result(own) for (metric, part), own in parts.items()}


def _result(rows: pl.DataFrame) -> Card:
    score, series, before = pl.col("score"), pl.col("series"), pl.col("series").shift()
    band = {name: score.quantile(at, "linear").round(3) for name, at in _BAND.items()}
    has_band = {name: pl.when(score.count() >= _FEW).then(quantile) for name, quantile in band.items()}
    of = pl.coalesce(pl.col("of").max(), pl.len())
    derived = rows.filter(status="derived")
    by_year = rows.group_by("year").agg(series.drop_nulls().first(), of=of, **has_band).sort("year")

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
    """Word the name, the title, the scale, the subtitle and the note of the results of one dimension."""
    metric, dimension = rows.select("metric", "dimension").row(0)
    part = wording.dimension_name(metric, dimension, lang)
    hollow = wording.say("derived_hollow", lang) if "derived" in rows["status"] else ""
    missing = say("explorer", "results_unpublished" if is_whole(rows) else "results_unfound", lang)
    scale, error = scale_of(rows, lang), say("explorer", "results_error", lang)
    has_band = bool((rows.group_by("year").agg(pl.col("score").count())["score"] >= _FEW).any())
    return {
        "name": wording.capital(wording.say("index_total", lang) if dimension == TOTAL else part),
        "title": wording.index(metric, dimension, lang),
        "scale": scale,
        "subtitle": scale + (wording.say("position_median", lang) if has_band else ""),
        "note": " ".join(filter(None, caption(rows, lang, hollow, error, missing))),
    }


def in_reading_order(targets: pl.DataFrame) -> pl.DataFrame:
    """Sort rows as a reader expects them: figures and what several provinces share first, levels from the top."""
    shared = pl.col("province").filter(pl.col("value").is_not_null()).n_unique().over("metric", "scope")
    measured = [pl.col("value").is_null(), -shared.cast(pl.Int64), place("metric", metrics())]
    of_figure = [pl.col("scope") != "standard", "scope", place("level", LEVELS)]
    of_whom = [pl.col("nature") != "target", wording.by_name(targets), "year"]
    return targets.sort([*measured, *of_figure, *of_whom], maintain_order=True)
