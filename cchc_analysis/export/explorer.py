"""The explorer: one HTML page with the whole table, comparisons by the house rule and coverage; no network."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from cchc_analysis.catalog import AREAS, LEVELS, cautions, metrics
from cchc_analysis.catalog.files import read_table
from cchc_analysis.charts.coverage import SIGNS
from cchc_analysis.charts.theme import colour, mark
from cchc_analysis.choices import LANGUAGES
from cchc_analysis.compare.coverage import STATUSES, coverage
from cchc_analysis.errors import DataError, Fault
from cchc_analysis.export.overview import (
    cards,
    in_reading_order,
    pairs_of,
    results,
    results_at_hand,
    shown_index,
)
from cchc_analysis.export.template import FOLDER, page_writer, rendered, texts
from cchc_analysis.frames import as_polars
from cchc_analysis.load.register import load_documents
from cchc_analysis.schema import Target, columns
from cchc_analysis.selection import check_columns
from cchc_analysis.wording import (
    base,
    document,
    figure,
    note,
    outlives_its_level,
    period,
    pooled,
    reorganised,
    statement_of,
    when,
)
from cchc_analysis.writing import write_whole

if TYPE_CHECKING:
    import pandas as pd

    from cchc_analysis.choices import Lang

SCRIPTS = ("words", "results", "state", "rows", "table", "chart", "compare", "coverage", "page")
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
    """Write the explorer page to a file, whole or not at all.

    Parameters
    ----------
    targets, documents, outcomes : polars or pandas DataFrame
        The long table; the register and the results, by default those of the project, if it has any.
    out : path
        The file.
    lang : {"vi", "en"}
        The language in which the page opens; a switch on it gives the other.

    Returns
    -------
    Path
        The file written. The same table gives the same bytes on every run.

    Raises
    ------
    DataError
        The table lacks columns, has no row, or breaks a rule of the schema.
    ValueError
        Another language.

    Examples
    --------
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

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> "connect-src" in explorer(load_targets())
    False
    """
    if lang not in LANGUAGES:
        raise ValueError(f"unknown lang {lang!r}; choose vi or en")
    table = _checked(as_polars(targets))
    register = load_documents() if documents is None else as_polars(documents)
    words = {each: texts("explorer", each) for each in LANGUAGES}
    content = {"lang": lang, "words": words, **_content(table, register, results_at_hand(outcomes))}
    script = _script()
    values = {"lang": lang, "words": words[lang], "views": VIEWS, "data": inline_json(content), "script": script}
    values["style"] = (FOLDER / "explorer.css").read_text(encoding="utf-8")
    values["hash"] = f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
    return rendered("explorer.html.j2", values)


class Page:
    """The explorer page in a notebook: a frame of its own, which needs no file and no network."""

    def __init__(self, page: str, height: int) -> None:
        self.page, self.height = page, height

    def _repr_html_(self) -> str:
        look = f'width="100%" height="{self.height}" style="border: 1px solid #b8bfc6"'
        return f'<iframe title="cchc" srcdoc="{escape(self.page)}" {look}></iframe>'


def explore(rows: pl.DataFrame | pd.DataFrame, lang: Lang = "vi", height: int = 760) -> Page:
    """Show the explorer page of some rows of the long table in a notebook.

    Parameters
    ----------
    rows : polars or pandas DataFrame
        The long table, or rows of it.
    lang : {"vi", "en"}
        The language in which the page opens; a switch on it gives the other.
    height : int
        Height of the frame in pixels.

    Returns
    -------
    Page
        A notebook shows it; ``page`` is the HTML itself. `write_explorer` says what is refused.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> explore(load_targets().filter(province="Kon Tum"), "en")._repr_html_()[:27]
    '<iframe title="cchc" srcdoc'
    """
    return Page(explorer(rows, lang), height)


def _checked(table: pl.DataFrame) -> pl.DataFrame:
    """Give the long table with the columns and types of its schema, or refuse it in one line."""
    check_columns(table, *columns(Target))
    if table.is_empty():
        raise DataError([Fault("targets", 0, "", "the table has no row; run cchc build")])
    try:
        return Target.validate(table)
    except DataError as error:
        raise DataError([Fault("targets", 0, "", f"no long table ({error}); run cchc build")]) from error


def inline_json(content: object) -> str:
    r"""Word data as JSON that an HTML page can hold in a script element: nothing in it can end the element.

    Examples
    --------
    >>> inline_json({"a": "</script><!--"})
    '{"a":"\\u003c/script\\u003e\\u003c!--"}'
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _content(table: pl.DataFrame, register: pl.DataFrame, outcomes: pl.DataFrame | None) -> dict[str, Any]:
    """Gather the data of the page: rows column by column, their words, and what names and places them."""
    table = in_reading_order(table)
    names, rows = sorted(table["province"].unique()), list(table.iter_rows(named=True))
    together, pairs = pooled(table), pairs_of(table)
    measures = sorted(table.select("metric", "scope").unique().iter_rows())
    cited = [row for row in register.iter_rows(named=True) if row["document"] in set(table["document"])]
    held = set(names) | (set(outcomes["province"].drop_nulls()) if outcomes is not None else set())
    return {
        "rows": table.to_dict(as_series=False),
        "outlives": [outlives_its_level(row) for row in rows],
        "pooled": [statement_of(row) in together for row in rows],
        "said": {
            lang: {
                "figure": [figure(row, lang) for row in rows],
                "when": [when(row, lang) for row in rows],
                "period": [period(row["period"], lang) for row in rows],
                "note": [note(row["note"], lang) for row in rows],
            }
            for lang in LANGUAGES
        },
        "bases": {
            lang: {f"{metric}|{scope}": base(metric, scope, lang) for metric, scope in measures}
            for lang in LANGUAGES
        },
        "became": {lang: reorganised(names, lang) for lang in LANGUAGES},
        "areas": AREAS,
        "levels": LEVELS,
        "statuses": [[status, SIGNS[status]] for status in STATUSES],
        "coverage": _coverage(table),
        "metrics": {
            key: {"area": each.area, "unit": each.unit, "vi": each.name_vi, "en": each.name_en}
            for key, each in metrics().items()
        },
        "provinces": names,
        "looks": {name: {"colour": colour(name), "shape": mark(name)} for name in sorted(held)},
        "documents": {row["document"]: {"title": row["title"], "number": row["number"] or ""} for row in cited},
        "sources": {lang: {row["document"]: document(row, lang) for row in cited} for lang in LANGUAGES},
        "cautions": cautions(),
        "pairs": pairs or {},
        "tooMany": pairs is None,
        "lookalikes": [row | {"metrics": row["metrics"].split("|")} for row in read_table("lookalikes.csv")],
        "cards": cards(table, outcomes, register),
        "results": None if outcomes is None else results(outcomes),
        "shown": "" if outcomes is None else shown_index(outcomes),
    }


def _coverage(table: pl.DataFrame) -> dict[str, list[int]]:
    """Give the status of every metric, province by province, as its place among the statuses."""
    said: dict[str, list[int]] = {}
    for row in coverage(table).iter_rows(named=True):
        said.setdefault(row["metric"], []).append(STATUSES.index(row["status"]))
    return said


def _script() -> str:
    parts = ((FOLDER / f"explorer_{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{"".join(parts)}\nstart();\n}})();'
