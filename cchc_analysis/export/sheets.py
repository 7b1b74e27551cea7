"""What the sheets of the workbook show, worded in one language."""

from typing import Any, NamedTuple

import polars as pl

from cchc_analysis import wording
from cchc_analysis.catalog import AREAS, indices, metrics, scopes
from cchc_analysis.choices import Lang
from cchc_analysis.compare.coverage import STATUSES, coverage
from cchc_analysis.compare.gaps import bound, rounded_difference, side_by_side
from cchc_analysis.export.overview import in_reading_order
from cchc_analysis.export.template import say, texts
from cchc_analysis.frames import place
from cchc_analysis.load.outcomes import known_sources


class Cell(NamedTuple):
    """What stands in a cell, what its look hangs on (a unit, ``year``, a status), a comment, a number's sign."""

    value: str | float | None
    look: str = ""
    note: str = ""
    sign: str = ""


class Sheet(NamedTuple):
    """A sheet: its name, what is said of each of its heads, and its rows of cells, bare where there is no more."""

    name: str
    heads: dict[str, str]
    rows: list[tuple[Any, ...]]


def sheets(
    targets: pl.DataFrame, documents: pl.DataFrame, outcomes: pl.DataFrame | None, lang: Lang
) -> list[Sheet]:
    """Give the sheets after the cover, in their order; without results none of them."""
    made = [_table(targets, lang), _coverage(targets, lang), _gaps(targets, lang)]
    made += [_results(outcomes, lang)] if outcomes is not None else []
    return [*made, _codebook(targets, lang), _sources(targets, documents, lang)]


def _sheet(name: str, rows: list[tuple[Any, ...]], names: str, lang: Lang) -> Sheet:
    """Put rows under the heads of their columns, named with commas between."""
    own = texts("export", lang)
    heads = {own.get(f"column_{each}", each): own.get(f"about_column_{each}", "") for each in names.split(",")}
    return Sheet(own[f"sheet_{name}"], heads, rows)


def _table(targets: pl.DataFrame, lang: Lang) -> Sheet:
    rows = []
    for row in in_reading_order(targets).iter_rows(named=True):
        words = {name: wording.term(name, row[name], lang) for name in ("level", "nature", "basis", "comparator")}
        measured = wording.metric_name(row["metric"], lang), wording.base(row["metric"], row["scope"], lang)
        sign = wording.SIGNS[wording.sign_of(row)] + (f" {words['comparator']}" if row["value"] is None else "")
        derived = "" if row["basis"] == "stated" else f"{wording.capital(words['basis'])}."
        note = " ".join(filter(None, [derived, wording.note(row["note"], lang)]))
        stated = words["level"], words["nature"], wording.when(row, lang), sign
        found = Cell(row["value"], row["unit"], note), row["evidence"], say("export", "place", lang, **row)
        rows.append((row["province"], *measured, *stated, *found))
    return _sheet("table", rows, "province,metric,base,level,nature,year,sign,value,evidence,source", lang)


def _coverage(targets: pl.DataFrame, lang: Lang) -> Sheet:
    said = coverage(targets).sort(place("area", AREAS), wording.by_name(targets), maintain_order=True)
    said = said.pivot("province", index=["area", "metric"], values="status")
    rows = []
    for area, metric, *statuses in said.iter_rows():
        words = [Cell(wording.term("status", status, lang), status) for status in statuses]
        rows.append((wording.term("area", area, lang), wording.metric_name(metric, lang), *words))
    return _sheet("coverage", rows, ",".join(said.columns), lang)


def _gaps(targets: pl.DataFrame, lang: Lang) -> Sheet:
    rows = []
    for row in side_by_side(targets).iter_rows(named=True):
        head = wording.metric_name(row["metric"], lang), wording.term("level", row["level"], lang)
        comparability = wording.term("comparability", row["comparability"], lang)
        reading = row["reading"] and wording.term("reading", row["reading"], lang)
        unit = "percentage_point" if row["unit"] == "percent" else row["unit"]
        compared = Cell(rounded_difference(row), unit, sign=wording.SIGNS[bound(row)]), comparability, reading
        rows.append((*head, *wording.side(row, "a", lang), *wording.side(row, "b", lang), *compared))
    return _sheet("gaps", rows, "metric,level,a,figure_a,b,figure_b,difference,comparability,reading", lang)


def _results(outcomes: pl.DataFrame, lang: Lang) -> Sheet:
    order = place("metric", indices()), pl.col("dimension") != "total", "dimension", -pl.col("year")
    names = "score,scale,rank,of,gap_to_median,series"
    kept = outcomes.filter(figure="province").sort(*order, "rank", "province")
    kept = kept.select("metric", "dimension", "province", "year", *names.split(","))
    rows = []
    for metric, part, province, year, *figures in kept.iter_rows():
        named = wording.metric_name(metric, "en"), wording.dimension_name(metric, part, lang, year)
        rows.append((*named, province, Cell(year, "year"), *figures))
    return _sheet("results", rows, f"index,dimension,province,year_of,{names}", lang)


def _codebook(targets: pl.DataFrame, lang: Lang) -> Sheet:
    own, used = texts("export", lang), set(targets["scope"])
    rows: list[tuple[str | None, ...]] = []
    for key, meaning in own.items():
        if key.startswith("about_column_"):
            rows.append((own["kind_column"], None, own[key.removeprefix("about_")], None, meaning))
    for status in STATUSES:
        word = wording.term("status", status, lang)
        rows.append((own["kind_status"], status, word, None, own[f"status_{status}"]))
    for metric, about in metrics().items():
        unit, base = wording.term("unit", about.unit, lang), wording.base(metric, "standard", lang)
        rows.append((own["kind_metric"], metric, wording.metric_name(metric, lang), unit, base))
    rows += [(own["kind_base"], key, wording.scope_name(key, lang), None, None) for key in scopes() if key in used]
    return _sheet("codebook", rows, "kind,id,name,unit,meaning", lang)


def _sources(targets: pl.DataFrame, documents: pl.DataFrame, lang: Lang) -> Sheet:
    rows: list[tuple[Any, ...]] = []
    for row in wording.cited(targets, documents).iter_rows(named=True):
        issued = wording.date(row["issued"] or "", lang)
        printed = row["number"], issued, row["title"], row["document"], row.get("address")
        rows.append((row["province"], wording.document_name(row, lang), *printed))
    for row in known_sources():
        told = (row[name] for name in ("years", "title", "source", "address"))
        rows.append((row["publisher"], wording.metric_name(row["metric"], lang), None, *told))
    return _sheet("sources", rows, "who,what,number,issued,title,id,address", lang)


def cover(targets: pl.DataFrame, outcomes: pl.DataFrame | None, lang: Lang) -> list[tuple[str, str]]:
    """Give the lines of the cover: a head and what it says."""
    own = texts("export", lang)
    counts = {
        "rows": wording.number(targets.height, lang),
        "documents": targets["document"].n_unique(),
        "provinces": targets["province"].n_unique(),
        "results": wording.number(0 if outcomes is None else outcomes.filter(figure="province").height, lang),
    }
    about = [key for key in own if key.startswith("about_head_")]
    return [(own[key.removeprefix("about_")], say("export", key, lang, **counts)) for key in about]
