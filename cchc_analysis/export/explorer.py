"""The explorer: one HTML page with the whole table, comparisons by the house rule and coverage; no network."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from cchc_analysis import wording
from cchc_analysis.catalog import AREAS, LEVELS, metrics
from cchc_analysis.catalog.files import read_table
from cchc_analysis.charts.coverage import SIGNS
from cchc_analysis.charts.theme import colour, mark
from cchc_analysis.checking import check_table
from cchc_analysis.choices import LANGUAGES
from cchc_analysis.compare.coverage import coverage
from cchc_analysis.export import overview
from cchc_analysis.export.template import FOLDER, page_writer, rendered, texts
from cchc_analysis.frames import as_polars
from cchc_analysis.load.register import load_documents
from cchc_analysis.schema import Target
from cchc_analysis.selection import check_columns
from cchc_analysis.writing import write_whole

if TYPE_CHECKING:
    import pandas as pd

    from cchc_analysis.choices import Lang

SCRIPTS = ("words", "table", "chart", "compare", "results", "coverage", "page")
"""Parts of the page's own script, in the order in which they are joined."""

VIEWS = ("overview", "table", "compare", "results", "coverage")
"""Views of the page, in the order of their tabs."""


def write_explorer(
    targets: pl.DataFrame | pd.DataFrame,
    out: str | Path,
    lang: Lang = "vi",
    documents: pl.DataFrame | pd.DataFrame | None = None,
    outcomes: pl.DataFrame | pd.DataFrame | None = None,
) -> Path:
    """Write the explorer page to a file, whole or not at all; it opens in ``lang`` and switches to the other.

    >>> import tempfile
    >>> from cchc_analysis import load_targets
    >>> page = write_explorer(load_targets(), Path(tempfile.mkdtemp()) / "explorer.html")
    >>> page.stat().st_size < 3_000_000
    True
    """
    return write_whole({Path(out): page_writer(explorer(targets, lang, documents, outcomes))})[0]


def explorer(
    targets: pl.DataFrame | pd.DataFrame,
    lang: Lang = "vi",
    documents: pl.DataFrame | pd.DataFrame | None = None,
    outcomes: pl.DataFrame | pd.DataFrame | None = None,
) -> str:
    """Give the explorer page as text; `write_explorer` says what goes in and what is refused.

    >>> from cchc_analysis import load_targets
    >>> "connect-src" in explorer(load_targets())
    False
    """
    words = texts("explorer", lang)
    table = _checked(as_polars(targets))
    register = load_documents() if documents is None else as_polars(documents)
    parts = [(FOLDER / f"explorer_{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    script = f'(() => {{\n"use strict";\n{"".join(parts)}\nstart();\n}})();'
    values = {
        "lang": lang,
        "words": words,
        "views": VIEWS,
        "data": {"lang": lang} | _content(table, register, overview.results_at_hand(outcomes)),
        "style": (FOLDER / "explorer.css").read_text(encoding="utf-8"),
        "script": script,
        "hash": f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'",
    }
    return rendered("explorer.html.j2", values)


class Page:
    """The explorer page in a notebook: a frame of its own, which needs no file and no network."""

    def __init__(self, page: str, height: int) -> None:
        self.page, self.height = page, height

    def _repr_html_(self) -> str:
        look = f'width="100%" height="{self.height}" style="border: 1px solid #b8bfc6"'
        return f'<iframe title="cchc" srcdoc="{escape(self.page)}" {look}></iframe>'


def explore(rows: pl.DataFrame | pd.DataFrame, lang: Lang = "vi", height: int = 760) -> Page:
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


def _checked(table: pl.DataFrame) -> pl.DataFrame:
    """Give the long table as a reader expects it, or refuse it in one line."""
    rows = check_columns(table, *Target.columns).select(list(Target.columns))
    check_table(rows, "targets", catalogue=False)
    return overview.in_reading_order(rows)


def _content(table: pl.DataFrame, register: pl.DataFrame, outcomes: pl.DataFrame | None) -> dict[str, Any]:
    """Gather the data of the page: rows column by column, what is said of them, and what names and places them."""
    names = wording.alphabetical(table["province"])
    held = {*names, *(outcomes["province"].drop_nulls() if outcomes is not None else ())}
    statuses = coverage(table).partition_by("metric", as_dict=True)
    papers = wording.cited(table, register)
    counts = {"rows": table.height, "documents": papers.height, "provinces": len(names)}
    return {
        "words": {lang: _words(names, counts, lang) for lang in LANGUAGES},
        "rows": table.to_dict(as_series=False),
        "said": {lang: _said(table, lang) for lang in LANGUAGES},
        "measures": {lang: _measures(table, lang) for lang in LANGUAGES},
        "areas": AREAS,
        "levels": LEVELS,
        "signs": SIGNS,
        "coverage": {
            metric: dict(rows.select("province", "status").iter_rows()) for (metric,), rows in statuses.items()
        },
        "metrics": {
            key: {"area": each.area, "unit": each.unit, "vi": each.name_vi, "en": each.name_en}
            for key, each in metrics().items()
        },
        "provinces": names,
        "looks": {name: {"colour": colour(name), "shape": mark(name)} for name in sorted(held)},
        "documents": {
            row["document"]: {name: row[name] for name in ("title", "number")}
            | {lang: wording.document(row, lang) for lang in LANGUAGES}
            for row in papers.iter_rows(named=True)
        },
        "pairs": overview.pairs_of(table),
        "lookalikes": read_table("lookalikes.csv"),
        "cards": overview.cards(table, outcomes, register),
        "results": {} if outcomes is None else overview.results(outcomes),
        "shown": "" if outcomes is None else overview.shown_index(outcomes),
    }


def _words(names: list[str], counts: dict[str, int], lang: Lang) -> dict[str, str]:
    """Give the words of the page, with those that tell of its table."""
    words, counted = texts("explorer", lang), {key: wording.number(n, lang) for key, n in counts.items()}
    return words | {"subtitle": words["subtitle"].format(**counted), "became": wording.reorganised(names, lang)}


def _said(table: pl.DataFrame, lang: Lang) -> dict[str, list[Any]]:
    """Word what the page says of each row, column by column."""
    own, together, base = texts("explorer", lang), wording.pooled(table), pl.col("scope").n_unique()
    several = set(table.group_by("metric").agg(base).filter(pl.col("scope") > 1)["metric"])

    def line(row: dict[str, Any]) -> str:
        shown = wording.marked_figure(row, lang, is_pooled=wording.statement_of(row) in together)
        return f"{row['province']}, {wording.when(row, lang)}: {shown}"

    def block(row: dict[str, Any]) -> str:
        level = wording.capital(wording.term("level", row["level"], lang))
        of = wording.say("base", lang, base=wording.base(row["metric"], row["scope"], lang))
        return f"{level}; {of}" if row["metric"] in several else level

    def told(row: dict[str, Any]) -> list[str]:
        holds = {
            "chart_derived": row["basis"] != "stated",
            "chart_pooled": wording.statement_of(row) in together,
            "no_districts": wording.outlives_its_level(row),
        }
        return [
            own[key].format(province=row["province"], when=wording.when(row, lang)) for key in holds if holds[key]
        ]

    words = {
        "figure": lambda row: wording.figure(row, lang),
        "when": lambda row: wording.when(row, lang),
        "period": lambda row: wording.period(row["period"], lang),
        "note": lambda row: wording.note(row["note"], lang),
        "line": line,
        "block": block,
        "told": told,
    }
    return {name: [word(row) for row in table.iter_rows(named=True)] for name, word in words.items()}


def _measures(table: pl.DataFrame, lang: Lang) -> dict[str, dict[str, Any]]:
    """Word the base of each metric and scope, and how its figures may be read; also of all bases of a metric."""
    found = {}
    for (metric, scope), rows in table.partition_by("metric", "scope", as_dict=True).items():
        found[f"{metric}|{scope}"] = {
            "base": wording.base(metric, scope, lang),
            "told": wording.compared(rows, lang),
        }
    for (metric,), rows in table.partition_by("metric", as_dict=True).items():
        found[f"{metric}|"] = {"told": wording.compared(rows, lang)}
    return found
