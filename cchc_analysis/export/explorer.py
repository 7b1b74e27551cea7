"""The explorer: one HTML page with the whole table, comparisons by the house rule and coverage; no network."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import lru_cache, partial
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from dataframely.exc import ValidationError

from cchc_analysis.catalog import AREAS, LEVELS, labels, metrics, scopes
from cchc_analysis.catalog.files import read_table
from cchc_analysis.charts.coverage_map import SIGNS
from cchc_analysis.charts.theme import colour, mark
from cchc_analysis.choices import LANGUAGES
from cchc_analysis.compare.coverage import STATUSES, coverage
from cchc_analysis.errors import DataError, Fault
from cchc_analysis.frames import as_polars
from cchc_analysis.load.register import load_documents
from cchc_analysis.places import raw_folder
from cchc_analysis.schema import Target, columns
from cchc_analysis.selection import check_columns
from cchc_analysis.wording import document, figure, outlives_its_level, period, reorganised, when
from cchc_analysis.writing import write_whole

if TYPE_CHECKING:
    import pandas as pd

    from cchc_analysis.choices import Lang

SCRIPTS = ("words", "state", "rows", "table", "chart", "compare", "coverage", "page")
"""Parts of the page's own script, in the order in which they are joined."""

_FOLDER = Path(__file__).parent
_SHAPES = {"o": "circle", "s": "square", "D": "diamond", "^": "triangle-up"}
_SHARED = (
    *AREAS,
    *STATUSES,
    *("target", "actual", "before_reorganisation", "source", "two_provinces_payment_note"),
    *("verdict_same", "verdict_year differs"),
    *("verdict_scope differs", "verdict_target against actual", "coverage_map_note"),
)
"""Texts that charts and pages already have."""


def write_explorer(
    targets: pl.DataFrame | pd.DataFrame,
    out: str | Path,
    lang: Lang = "vi",
    documents: pl.DataFrame | pd.DataFrame | None = None,
) -> Path:
    """Write the explorer page to a file, whole or not at all.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table.
    out : path
        The file.
    lang : {"vi", "en"}
        The language in which the page opens; a switch on it gives the other.
    documents : polars or pandas DataFrame, optional
        The register, as `load_documents` gives it; by default that of the project.

    Returns
    -------
    Path
        The file written. The same table gives the same bytes on every run.

    Raises
    ------
    DataError
        The table lacks columns, has no row, breaks a rule of the schema, or names a metric that the catalogue
        does not know.
    ValueError
        Another language.
    OSError
        The file cannot be written; what stood there before stands still.

    Examples
    --------
    >>> import tempfile
    >>> from cchc_analysis import load_targets
    >>> page = write_explorer(load_targets(), Path(tempfile.mkdtemp()) / "explorer.html")
    >>> page.stat().st_size < 3_000_000
    True
    """
    page = explorer(targets, lang, documents)
    write = partial(Path.write_text, data=page, encoding="utf-8", newline="\n")
    return write_whole({Path(out): write})[0]


def explorer(
    targets: pl.DataFrame | pd.DataFrame,
    lang: Lang = "vi",
    documents: pl.DataFrame | pd.DataFrame | None = None,
) -> str:
    """Give the explorer page as text; `write_explorer` says what goes in and what is refused.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> "connect-src" in explorer(load_targets())
    False
    """
    from jinja2 import Environment, StrictUndefined

    if lang not in LANGUAGES:
        raise ValueError(f"unknown lang {lang!r}; choose vi or en")
    table = _checked(as_polars(targets))
    register = load_documents(raw_folder()) if documents is None else as_polars(documents)
    words = {each: _words(each) for each in LANGUAGES}
    content = {"lang": lang, "words": words, **_content(table, register)}
    library, script = inline_script(_library()), inline_script(_script())
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((_FOLDER / "explorer.html.j2").read_text(encoding="utf-8"))
    return template.render(
        lang=lang,
        words=words[lang],
        areas=AREAS,
        style=(_FOLDER / "explorer.css").read_text(encoding="utf-8"),
        hashes=[_hash(library), _hash(script)],
        data=inline_json(content),
        library=library,
        script=script,
    )


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
        A notebook shows it; ``page`` is the HTML itself.

    Raises
    ------
    DataError, ValueError
        As `write_explorer`.

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
        return Target.validate(table.select(columns(Target)), cast=True)
    except ValidationError as error:
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


def inline_script(script: str) -> str:
    r"""Word a script so that an HTML page can hold it: no text within it ends the element or opens a comment.

    Examples
    --------
    >>> inline_script("a = '</script>'")
    "a = '<\\/script>'"
    """
    for ends in ("</script", "</SCRIPT", "<!--", "<script"):
        script = script.replace(ends, f"{ends[0]}\\{ends[1:]}")
    return script


def _content(table: pl.DataFrame, register: pl.DataFrame) -> dict[str, Any]:
    """Gather the data of the page: rows column by column, and what names and places them."""
    names = sorted(table["province"].unique())
    said: dict[str, list[int]] = {}
    for row in coverage(table).iter_rows(named=True):
        said.setdefault(row["metric"], []).append(STATUSES.index(row["status"]))
    used, rows = set(table["scope"]), list(table.iter_rows(named=True))
    cited = [row for row in register.iter_rows(named=True) if row["document"] in set(table["document"])]
    return {
        "rows": table.to_dict(as_series=False),
        "outlives": [outlives_its_level(row) for row in rows],
        "said": {
            lang: {
                "figure": [figure(row, lang) for row in rows],
                "when": [when(row, lang) for row in rows],
                "period": [period(row["period"], lang) for row in rows],
            }
            for lang in LANGUAGES
        },
        "became": {lang: reorganised(names, lang) for lang in LANGUAGES},
        "areas": AREAS,
        "levels": LEVELS,
        "statuses": [[status, SIGNS[status]] for status in STATUSES],
        "coverage": said,
        "metrics": {
            key: {"area": each.area, "unit": each.unit, "vi": each.name_vi, "en": each.name_en}
            | {"measures": each.measures}
            for key, each in metrics().items()
        },
        "scopes": {key: {"vi": each.name_vi, "en": each.name_en} for key, each in scopes().items() if key in used},
        "provinces": {name: _province(name) for name in names},
        "documents": {row["document"]: {"title": row["title"], "number": row["number"] or ""} for row in cited},
        "sources": {lang: {row["document"]: document(row, lang) for row in cited} for lang in LANGUAGES},
        "lookalikes": [
            row | {"metrics": row["metrics"].split("|")} for row in read_table("explorer_lookalikes.csv", _FOLDER)
        ],
    }


def _province(name: str) -> dict[str, Any]:
    return {"colour": colour(name), "shape": _SHAPES.get(mark(name), "cross")}


def _words(lang: Lang) -> dict[str, str]:
    shared = labels(lang)
    own = {row["key"]: row[lang] for row in read_table("explorer_labels.csv", _FOLDER)}
    return {key: shared[key] for key in _SHARED} | own


@lru_cache(maxsize=1)
def _library() -> str:
    """Give Vega, Vega-Lite and their embedding as one script; it comes with vl-convert, not from a network."""
    from vl_convert import javascript_bundle

    return str(javascript_bundle("window.vegaEmbed = vegaEmbed;"))


def _script() -> str:
    parts = ((_FOLDER / f"explorer_{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{"".join(parts)}\nstart();\n}})();'


def _hash(script: str) -> str:
    """Give the hash by which the page's policy lets one script run and no other."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
