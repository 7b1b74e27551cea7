"""The explorer: one HTML page with the whole table, comparisons by the house rule and coverage; no network."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Any

import polars as pl

from cchc_analysis import wording
from cchc_analysis.catalog import AREAS, LEVELS, OF_INDEX, metrics
from cchc_analysis.catalog.files import read_table
from cchc_analysis.charts.coverage import SIGNS
from cchc_analysis.charts.theme import GREY, colour, mark, told_apart
from cchc_analysis.choices import LANGUAGES, Lang
from cchc_analysis.compare.coverage import coverage
from cchc_analysis.errors import refused
from cchc_analysis.export import overview
from cchc_analysis.export.template import FOLDER, rendered, say, texts
from cchc_analysis.frames import AnyFrame, as_polars
from cchc_analysis.load.register import known_documents
from cchc_analysis.schema import Target
from cchc_analysis.selection import with_pooled

SCRIPTS = ("words", "table", "chart", "compare", "results", "coverage", "page")  # as they are joined
VIEWS = ("overview", "table", "compare", "results", "coverage")  # in the order of their tabs


def explorer(
    targets: AnyFrame, lang: Lang = "vi", documents: AnyFrame | None = None, outcomes: AnyFrame | None = None
) -> str:
    """Give the explorer page as text; it opens in ``lang`` and switches to the other."""
    rows = Target.fitted(as_polars(targets), "targets", known={"metric": metrics()})
    if rows.is_empty():
        raise refused("targets", "", "the table has no row; check the filter that made it")
    register = known_documents() if documents is None else as_polars(documents)
    content = _content(overview.in_reading_order(rows), register, overview.results_at_hand(outcomes))
    parts = [(FOLDER / f"explorer_{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    script = f'(() => {{\n"use strict";\n{"".join(parts)}\nstart();\n}})();'
    values = {
        "views": VIEWS,
        "data": {"lang": lang} | content,
        "style": (FOLDER / "explorer.css").read_text(encoding="utf-8"),
        "script": script,
        "hash": f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'",
    }
    return rendered("explorer", lang, values)


class Page:
    """The explorer page in a notebook: a frame of its own, which needs no file and no network."""

    def __init__(self, page: str, height: int) -> None:
        self.page, self.height = page, height

    def _repr_html_(self) -> str:
        look = f'width="100%" height="{self.height}" style="border: 1px solid #b8bfc6"'
        return f'<iframe title="cchc" srcdoc="{escape(self.page)}" {look}></iframe>'


def explore(rows: AnyFrame, lang: Lang = "vi", height: int = 760) -> Page:
    """Show the explorer page of some rows of the long table, polars or pandas, in a frame of a notebook.

    It opens in ``lang``, ``vi`` or ``en``; a switch on it gives the other. ``height`` is that of the frame in
    pixels; ``page`` of what is given is the HTML itself. Rows that are none of the long table are a `DataError`.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> explore(load_targets().filter(province="Kon Tum"), "en")._repr_html_()[:27]
    '<iframe title="cchc" srcdoc'
    """
    return Page(explorer(rows, lang), height)


def _content(table: pl.DataFrame, register: pl.DataFrame, outcomes: pl.DataFrame | None) -> dict[str, Any]:
    """Gather the data of the page: rows column by column, what is said of them, and what names and places them."""
    names = wording.alphabetical(table["province"])
    held = dict.fromkeys([*names, *(outcomes["province"].drop_nulls() if outcomes is not None else ())])
    palette = told_apart(names)
    statuses = coverage(table).pivot("province", index="metric", values="status")
    papers = wording.cited(table, register)
    counts = {"rows": table.height, "documents": papers.height, "provinces": len(names)}
    words = {lang: texts("explorer", lang) | {"became": wording.reorganised(names, lang)} for lang in LANGUAGES}
    for lang, own in words.items():
        own["subtitle"] = own["subtitle"].format(**{key: wording.number(n, lang) for key, n in counts.items()})
    return {
        "words": words,
        "rows": table.to_dict(as_series=False),
        "said": {lang: _said(table, lang) for lang in LANGUAGES},
        "measures": {lang: _measures(table, lang) for lang in LANGUAGES},
        "areas": AREAS,
        "levels": LEVELS,
        "signs": SIGNS,
        "coverage": statuses.rows_by_key("metric", named=True, unique=True),
        "metrics": {
            key: {"area": each.area, "unit": each.unit, "vi": each.name_vi, "en": each.name_en}
            for key, each in metrics().items()
        },
        "provinces": names,
        "looks": {"": {"colour": GREY, "shape": "o"}}  # of a median
        | {name: {"colour": colour(name, palette), "shape": mark(name)} for name in held},
        "documents": {
            row["document"]: {name: row[name] for name in ("title", "number")}
            | {lang: wording.document(row, lang) for lang in LANGUAGES}
            for row in papers.iter_rows(named=True)
        },
        "lookalikes": read_table("lookalikes.csv"),
        "cards": {lang: overview.cards(table, outcomes, lang) for lang in LANGUAGES},
        "results": {} if outcomes is None else overview.results(outcomes),
        "shown": "" if outcomes is None else overview.shown_index(outcomes),
    }


def _said(table: pl.DataFrame, lang: Lang) -> dict[str, list[Any]]:
    """Word what the page says of each row, column by column."""
    standing = {scope: wording.term("column", scope, lang) for scope in OF_INDEX}
    several = set(table.filter(pl.col("scope").n_unique().over("metric") > 1)["metric"])
    said = []
    for row in with_pooled(table).iter_rows(named=True):
        when = wording.when(row, lang)
        level = wording.capital(wording.term("level", row["level"], lang))
        base = wording.say("base", lang, base=wording.base(row["metric"], row["scope"], lang))
        held = {"chart_derived": row["basis"] != "stated", "chart_pooled": row["is_pooled"]}
        held["no_districts"] = wording.outlives_its_level(row)
        words = {
            "figure": wording.figure(row, lang),
            "when": when,
            "period": wording.period(row["period"], lang),
            "note": wording.note(row["note"], lang),
            "line": f"{row['province']}, {when}: {wording.marked_figure(row, lang)}",
            "block": f"{level}; {standing.get(row['scope'], base)}" if row["metric"] in several else level,
            "told": [say("explorer", key, lang, province=row["province"], when=when) for key in held if held[key]],
        }
        said.append(words)
    return {name: [words[name] for words in said] for name in said[0]}


def _measures(table: pl.DataFrame, lang: Lang) -> dict[str, dict[str, Any]]:
    """Word the base of each metric and scope, and how its figures may be read; also of all bases of a metric."""
    found: dict[str, dict[str, Any]] = {}
    for by in (["metric", "scope"], ["metric"]):
        for (metric, *scopes), rows in table.partition_by(by, as_dict=True).items():
            told = [*wording.marks_at(rows.drop_nulls("value"), lang), *wording.signs_at(rows, lang)]
            words: dict[str, Any] = {"told": [*told, *wording.compared(rows, lang)]}
            for scope in scopes:
                words |= {"base": wording.base(metric, scope, lang), "narrowed": wording.narrowed(scope, lang)}
                words["standing"] = wording.capital(wording.term("column", scope, lang)) * (scope in OF_INDEX)
            found[f"{metric}|{''.join(scopes)}"] = words
    return found
