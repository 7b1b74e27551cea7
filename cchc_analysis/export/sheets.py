"""What the sheets of the workbook show, worded in one language."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from cchc_analysis.catalog import AREAS, indices, metrics, scopes
from cchc_analysis.catalog.files import read_table
from cchc_analysis.compare.coverage import STATUSES, coverage
from cchc_analysis.compare.gaps import gaps
from cchc_analysis.export.overview import in_reading_order
from cchc_analysis.places import raw_folder
from cchc_analysis.schema import Register, columns
from cchc_analysis.wording import (
    SIGNS,
    base,
    capital,
    dimension_name,
    document_name,
    figure,
    metric_name,
    note,
    number,
    scope_name,
    term,
    when,
)

if TYPE_CHECKING:
    from cchc_analysis.choices import Lang


class Sheet(NamedTuple):
    """A sheet: its name, its cells under worded heads, and what the looks of cells hang on.

    ``meanings`` is what is said of each head; ``units`` the unit of each row's figure; ``statuses`` the status of
    each cell of a map; ``notes`` what is said of each row's figure in a comment.
    """

    name: str
    cells: pl.DataFrame
    meanings: dict[str, str]
    units: list[str] | None = None
    statuses: list[list[str]] | None = None
    notes: list[str] | None = None


@lru_cache(maxsize=2)
def texts(lang: Lang) -> dict[str, str]:
    """Give the texts of the workbook in one language, by key.

    Examples
    --------
    >>> texts("vi")["sheet_results"]
    'kết quả các chỉ số'
    """
    return {row["key"]: row[lang] for row in read_table("export_labels.csv", Path(__file__).parent)}


def sheets(
    targets: pl.DataFrame, documents: pl.DataFrame, outcomes: pl.DataFrame | None, lang: Lang
) -> list[Sheet]:
    """Give the sheets after the cover, in their order; without results none of them.

    Parameters
    ----------
    targets : polars.DataFrame
        The long table.
    documents : polars.DataFrame
        The register, as `load_documents` gives it.
    outcomes : polars.DataFrame or None
        Published results, as `load_outcomes` gives them.
    lang : {"vi", "en"}
        Language of every text but names of provinces, titles of documents and evidence.

    Examples
    --------
    >>> from cchc_analysis import load_documents, load_outcomes, load_targets
    >>> made = sheets(load_targets(), load_documents(), load_outcomes(), "en")
    >>> [(sheet.name, sheet.cells.width) for sheet in made]
    [('table', 10), ('coverage', 6), ('gaps', 9), ('results', 10), ('codebook', 5), ('sources', 7)]
    """
    made = [_table(targets, lang), _coverage(targets, lang), _gaps(targets, lang)]
    made += [_results(outcomes, lang)] if outcomes is not None else []
    return [*made, _codebook(targets, lang), _sources(targets, documents, lang)]


def _sheet(name: str, rows: list[tuple[Any, ...]], names: list[str], lang: Lang, **more: Any) -> Sheet:
    """Put rows under the heads of their columns."""
    own = texts(lang)
    heads = {own.get(f"column_{each}", each): own.get(f"meaning_{each}", "") for each in names}
    cells = pl.DataFrame(rows, schema=list(heads), orient="row", infer_schema_length=None)
    return Sheet(own[f"sheet_{name}"], cells.with_columns(pl.col(pl.String).replace("", None)), heads, **more)


def _table(targets: pl.DataFrame, lang: Lang) -> Sheet:
    """Give a row a figure or direction, in the order in which a reader expects them."""
    rows = list(in_reading_order(targets).iter_rows(named=True))
    names = ["province", "metric", "base", "level", "nature", "year", "sign", "value", "evidence", "source"]
    cells = [
        (
            row["province"],
            metric_name(row["metric"], lang),
            base(row["metric"], row["scope"], lang),
            term("level", row["level"], lang),
            term("nature", row["nature"], lang),
            when(row, lang),
            _sign(row, lang),
            row["value"],
            row["evidence"],
            texts(lang)["place"].format(**row),
        )
        for row in rows
    ]
    said = [" ".join(filter(None, [_basis(row, lang), note(row["note"], lang)])) for row in rows]
    return _sheet("table", cells, names, lang, units=[row["unit"] for row in rows], notes=said)


def _sign(row: dict[str, Any], lang: Lang) -> str:
    """Give the sign of a bound, and a direction in words."""
    sign = SIGNS[row["comparator"]]
    return sign if row["value"] is not None else f"{sign} {term('comparator', row['comparator'], lang)}"


def _basis(row: dict[str, Any], lang: Lang) -> str:
    return "" if row["basis"] == "stated" else f"{capital(term('basis', row['basis'], lang))}."


def _coverage(targets: pl.DataFrame, lang: Lang) -> Sheet:
    """Give a row a metric, a column a province: what its documents say of it."""
    said = coverage(targets)
    names = sorted(set(said["province"]))
    status = {(row["metric"], row["province"]): row["status"] for row in said.iter_rows(named=True)}
    order = [each for area in AREAS for each in metrics().values() if each.area == area]
    statuses = [[status[each.metric, name] for name in names] for each in order]
    rows = [
        (
            term("area", each.area, lang),
            metric_name(each.metric, lang),
            *(term("status", one, lang) for one in own),
        )
        for each, own in zip(order, statuses, strict=True)
    ]
    return _sheet("coverage", rows, ["area", "metric", *names], lang, statuses=statuses)


def _gaps(targets: pl.DataFrame, lang: Lang) -> Sheet:
    """Give a row a pair of figures of two provinces for one metric, unit and level."""
    pairs = list(gaps(targets).iter_rows(named=True))
    names = ["metric", "level", "a", "figure_a", "b", "figure_b", "difference", "comparability", "reading"]
    rows = [
        (
            metric_name(row["metric"], lang),
            term("level", row["level"], lang),
            *_side(row, "a", lang),
            *_side(row, "b", lang),
            row["difference"],
            term("comparability", row["comparability"], lang),
            term("reading", row["reading"], lang) if row["reading"] else None,
        )
        for row in pairs
    ]
    return _sheet("gaps", rows, names, lang, units=[row["unit"] for row in pairs])


def _side(row: dict[str, Any], side: str, lang: Lang) -> tuple[str, str]:
    """Word who, when and how much of a pair; base and nature where they are not the plain ones."""
    own = {name: row[f"{name}_{side}"] for name in ("province", "year", "comparator", "value", "scope", "nature")}
    more = [scope_name(own["scope"], lang)] if own["scope"] != "standard" else []
    more += [term("nature", own["nature"], lang)] if own["nature"] != "target" else []
    said = figure(own | {"unit": row["unit"]}, lang)
    return f"{own['province']} {own['year']}", f"{said} ({'; '.join(more)})" if more else said


def _results(outcomes: pl.DataFrame, lang: Lang) -> Sheet:
    """Give a row an index, dimension, province and year."""
    order = pl.col("metric").replace_strict(list(indices()), range(len(indices())), return_dtype=pl.Int64)
    rows = outcomes.filter(figure="province").sort(
        order, pl.col("dimension") != "total", "dimension", -pl.col("year"), "rank", "province"
    )
    names = [
        "index",
        "dimension",
        "province",
        "year_of",
        "score",
        "scale",
        "rank",
        "of",
        "gap_to_median",
        "series",
    ]
    kept = rows.select("metric", "dimension", "province", "year", *names[4:])
    parts = {
        (metric, part, year): (metric_name(metric, "en"), dimension_name(metric, part, lang, year))
        for metric, part, year in kept.select("metric", "dimension", "year").unique().iter_rows()
    }
    rows_of = [(*parts[row[0], row[1], row[3]], *row[2:]) for row in kept.iter_rows()]
    return _sheet("results", rows_of, names, lang)


def _codebook(targets: pl.DataFrame, lang: Lang) -> Sheet:
    """Say what every column means, what every metric counts, and which bases there are."""
    own = texts(lang)
    rows: list[tuple[str | None, ...]] = [
        (own["kind_column"], None, own[key], None, own[f"meaning_{name}"])
        for key, name in ((key, key.removeprefix("column_")) for key in own if key.startswith("column_"))
        if own.get(f"meaning_{name}")
    ]
    said = [(each, term("status", each, lang), None, own[f"status_{each}"]) for each in STATUSES]
    rows += [(own["kind_status"], *each) for each in said]
    rows += [
        (
            own["kind_metric"],
            key,
            metric_name(key, lang),
            term("unit", each.unit, lang),
            base(key, "standard", lang),
        )
        for key, each in metrics().items()
    ]
    used = set(targets["scope"])
    rows += [(own["kind_base"], key, scope_name(key, lang), None, None) for key in scopes() if key in used]
    return _sheet("codebook", rows, ["kind", "id", "name", "unit", "meaning"], lang)


def _sources(targets: pl.DataFrame, documents: pl.DataFrame, lang: Lang) -> Sheet:
    """Name the documents of the table and the publishers of the results."""
    names = ["who", "what", "number", "issued", "title", "id", "address"]
    rows = [
        (
            row["province"],
            document_name(row, lang),
            row["number"],
            row["issued"],
            row["title"],
            row["document"],
            row.get("address"),
        )
        for row in cited(targets, documents).iter_rows(named=True)
    ]
    file = raw_folder() / "outcomes" / "sources.csv"
    published = read_table(file.name, file.parent) if file.is_file() else []
    rows += [
        (
            row["publisher"],
            metric_name(row["metric"], lang),
            None,
            row["years"],
            row["title"],
            row["source"],
            row["address"],
        )
        for row in published
    ]
    return _sheet("sources", rows, names, lang)


def cited(targets: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Give the register of the documents that the table stands on; a bare row for one that is not registered."""
    used = targets.select("document", "province").unique()
    told = used.join(documents.drop("province"), on="document", how="left")
    return told.select(columns(Register)).sort("province", "period", "document")


def cover(targets: pl.DataFrame, outcomes: pl.DataFrame | None, lang: Lang) -> list[tuple[str, str]]:
    """Give the lines of the cover: a head and what it says."""
    own = texts(lang)
    counts = {
        "rows": number(targets.height, lang),
        "documents": targets["document"].n_unique(),
        "provinces": targets["province"].n_unique(),
        "results": number(0 if outcomes is None else outcomes.height, lang),
    }
    keys = [key.removeprefix("cover_") for key in own if key.startswith("cover_")]
    return [(own[f"head_{key}"], own[f"cover_{key}"].format(**counts)) for key in keys]
