"""The brief of a province: one page that tells an official what its documents aim at."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

import polars as pl

from cchc_analysis.catalog import AREAS, LEVELS, metrics, scopes
from cchc_analysis.charts.theme import style, subplots
from cchc_analysis.compare.coverage import STATUSES, coverage
from cchc_analysis.compare.gaps import gaps
from cchc_analysis.export.overview import results_at_hand, shown_index
from cchc_analysis.export.template import page_writer, rendered, texts
from cchc_analysis.frames import as_polars
from cchc_analysis.load.register import load_documents
from cchc_analysis.places import raw_folder
from cchc_analysis.selection import select
from cchc_analysis.wording import (
    SIGNS,
    compared,
    document,
    document_name,
    figure,
    listed,
    measure,
    metric_name,
    outlives_its_level,
    publishers_line,
    reorganised,
    scope_name,
    term,
    when,
)
from cchc_analysis.writing import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from cchc_analysis.choices import Lang

BESIDE = 8
"""Most lines beside others."""

_MEASURE = ["metric", "scope"]
_DERIVED = ("trajectory", "computed")
_ROOM = 272.0
_LINE, _ROW, _HEAD = 3.4, 4.0, 6.6
_TOP = 76.0
_WIDE, _NAME, _FIGURE, _OWN = 146, 55, 44, 38
_PLACE = 20
"""A sheet in millimetres: what it holds, a line, the first line of a row, a head, title with counts and chart; and
how many letters go into a line of it, of a name, of a figure, of a figure beside others, of a place."""

Row = dict[str, Any]
Measure = tuple[str, str]


def brief(
    targets: pl.DataFrame | pd.DataFrame,
    province: str,
    lang: Lang = "vi",
    documents: pl.DataFrame | pd.DataFrame | None = None,
    outcomes: pl.DataFrame | pd.DataFrame | None = None,
) -> str:
    """Write the brief of a province as an HTML page of its own that prints on one sheet of A4.

    Parameters
    ----------
    targets, documents, outcomes : polars or pandas DataFrame
        The long table of all provinces; the register and the results, by default those of the project, if any.
    province : str
        Name of the province, without regard to case.
    lang : {"vi", "en"}
        Language of the page.

    Returns
    -------
    str
        HTML without script, network and font file; the same tables give the same text.

    Raises
    ------
    DataError
        No row is of the province; the message names the nearest that the table holds.
    ValueError
        Another language.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> page = brief(load_targets(), "Hậu Giang", "en")
    >>> page[page.index("<h1>") : page.index("</h1>")]
    '<h1>Hậu Giang: targets of administrative reform (CCHC) in brief'
    """
    table = as_polars(targets)
    rows = select(table, {"province": province})
    register = load_documents(raw_folder()) if documents is None else as_polars(documents)
    return rendered("brief.html.j2", _page(table, rows, register, results_at_hand(outcomes), lang))


def write_briefs(
    targets: pl.DataFrame, provinces: Iterable[str], languages: Iterable[Lang], out: Path
) -> Iterator[Path]:
    """Write the brief of each province in each language; give each file as soon as it is written.

    ``out`` is a folder, or the file itself where it ends in ``.html``.
    """
    for named, lang in product(provinces, languages):
        province = select(targets, {"province": named})["province"][0]
        path = out if out.suffix == ".html" else out / file_name(province, lang)
        yield from write_whole({path: page_writer(brief(targets, province, lang))})


def file_name(province: str, lang: str) -> str:
    """Name the brief of a province in plain letters.

    Examples
    --------
    >>> file_name("Đắk Lắk", "vi")
    'dak-lak_vi.html'
    """
    plain = unicodedata.normalize("NFD", province.lower().replace("đ", "d"))
    letters = "".join(letter if letter.isalnum() else " " for letter in plain if letter.isascii())
    return f"{'-'.join(letters.split())}_{lang}.html"


def _say(lang: Lang, key: str, **parts: object) -> str:
    return texts("brief", lang)[key].format(**parts)


def _page(
    table: pl.DataFrame, rows: pl.DataFrame, register: pl.DataFrame, outcomes: pl.DataFrame | None, lang: Lang
) -> Row:
    """Gather everything that the template prints."""
    name = rows["province"][0]
    stated = table.filter(pl.col("nature") == "target", pl.col("value").is_not_null())
    beside = _measures(_same_measure(stated, name))
    last = pl.col("year") == pl.col("year").max().over("province", *_MEASURE)
    by_measure = _measures(stated.filter(pl.col("province") == name, last))
    main = _most_cited(by_measure)
    set_beside = sorted(beside, key=_catalogue_order)[:BESIDE]
    set_rows = [row for key in set_beside for row in beside[key]]
    own = _documents(rows.select("province", "document").iter_rows(), register)
    pairs = {(row["province"], row["document"]) for row in set_rows}
    others = _documents((pair for pair in pairs if pair[0] != name), register)
    page = {
        "lang": lang,
        "words": texts("brief", lang),
        "province": name,
        "title": _say(lang, "title", province=name),
        "subtitle": _say(lang, "subtitle", periods=", ".join(document_name(each, lang) for each in own)),
        **_said_by_area(rows, lang),
        "position": None if outcomes is None else _position(outcomes, name, lang),
        "directions": _directions(rows, lang),
        "beside": [_beside_line(key, beside[key], name, main, lang) for key in set_beside],
        "beside_notes": compared(pl.DataFrame(set_rows), lang) if set_rows else [],
        "beside_more": _say(lang, "beside_more", n=len(beside) - BESIDE) if len(beside) > BESIDE else "",
        "sources": [_titled(each, lang) for each in own],
        "sources_others": [document(each, lang) for each in others],
    }
    ordered = [key for key in _in_order(by_measure, set(beside)) if key not in set_beside]
    lines = [_line(key, by_measure[key], main, lang) for key in ordered]
    shown = _held(lines, _ROOM - _height(page))
    printed = set_rows + [row for key in ordered[:shown] for row in by_measure[key]]
    return page | {
        "figures_head": _say(lang, "figures_more" if set_beside else "figures_head", shown=shown, all=len(lines)),
        "figures_rule": _say(lang, "figures_rule" if shown < len(lines) else "figures_all", document=main),
        "figures": lines[:shown],
        "units": _units(name, printed, lang),
    }


def _height(page: Row) -> float:
    """Estimate how much of the sheet everything but the figures takes, in millimetres."""
    running = [
        *(text for _, text in page["directions"]),
        " ".join(page["beside_notes"]),
        page["beside_more"],
        *page["sources"],
        "; ".join(page["sources_others"]),
    ]
    lines = sum(_lines(text, _WIDE) for text in running if text)
    rows = 0.0
    for line in page["beside"]:
        others = sum(_lines(f"{other} {_said(dated)}", _OWN) for other, dated in line["others"])
        own = _lines(_said(line["own"]), _OWN)
        rows += _row_height(_lines(" ".join([line["name"], line["base"], line["place"]]), _NAME), own, others)
    units_and_rule = 4 * _LINE
    return _TOP + 4 * _HEAD + lines * _LINE + rows + 2 * _ROW + units_and_rule


def _said(dated: list[tuple[str, list[str]]]) -> str:
    return "; ".join(f"{when_said}: {', '.join(figures)}" for when_said, figures in dated)


def _held(lines: list[Row], room: float) -> int:
    """Tell how many lines of figures go into some millimetres."""
    for shown, line in enumerate(lines):
        name = _lines(" ".join([line["name"], line["base"], *line["how"]]), _NAME)
        room -= _row_height(name, _lines(", ".join(line["figures"]), _FIGURE), _lines(line["place"], _PLACE))
        if room < 0:
            return shown
    return len(lines)


def _row_height(*lines: int) -> float:
    return _ROW + _LINE * (max(lines) - 1)


def _lines(text: str, letters: int) -> int:
    return 1 + (len(text) - 1) // letters


def _position(outcomes: pl.DataFrame, province: str, lang: Lang) -> Row | None:
    """Draw where the province stands among all in the index with most dimensions, if it has a score."""
    from cchc_analysis.charts.position import position

    metric = shown_index(outcomes)
    rows = outcomes.filter(metric=metric, dimension="total", figure="province")
    if province not in rows["province"]:
        return None
    with style():
        fig, axes = subplots(figsize=(4.3, 1.7), layout="constrained")
        position(outcomes, metric, provinces=[province], lang=lang, ax=axes)
        around = [text for text in axes.texts if text.xycoords == "axes fraction"]  # the page words these itself
        title = next(text.get_text() for text in around if text.get_fontweight() == "bold")
        for text in around:
            text.remove()
        axes.set_xticks(axes.get_xticks()[::-3])
        axes.tick_params(labelsize=8)
        axes.yaxis.label.set_size(8)
        for text in axes.texts:
            text.set_size(9)
        drawn = io.StringIO()
        fig.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    svg = drawn.getvalue()
    svg = re.sub(
        r' xmlns(:xlink)?="[^"]*"|<metadata>.*?</metadata>', "", svg[svg.index("<svg") :], flags=re.DOTALL
    )
    svg = re.sub(r' width="[^"]*pt" height="[^"]*pt"', ' width="100%"', svg, count=1)
    note = _say(lang, "position_note", source=publishers_line(rows, lang))
    return {"title": " ".join(title.split()), "svg": svg.replace("xlink:href", "href"), "note": note}


def _directions(rows: pl.DataFrame, lang: Lang) -> list[tuple[str, str]]:
    """Name the measures that the province wants to raise or lower without a figure."""
    aims = rows.filter(pl.col("nature") == "target", pl.col("value").is_null())
    found: dict[str, list[str]] = {}
    for (metric, scope), own in sorted(_measures(aims).items(), key=lambda each: _catalogue_order(each[0])):
        name = measure(metric, scope, lang)
        for comparator in dict.fromkeys(row["comparator"] for row in own):
            found.setdefault(comparator, []).append(name)
    return [
        (f"{SIGNS[sign]} {term('comparator', sign, lang)}", "; ".join(dict.fromkeys(names)))
        for sign, names in found.items()
    ]


def _said_by_area(rows: pl.DataFrame, lang: Lang) -> Row:
    """Count the metrics by area and status."""
    said = coverage(rows)
    parts = [(term("area", area, lang), said.filter(area=area)) for area in AREAS] + [(_say(lang, "total"), said)]
    counts = [[(part["status"] == status).sum() for status in STATUSES] for _, part in parts]
    return {
        "statuses": [term("status", status, lang) for status in STATUSES],
        "counts": list(zip([name for name, _ in parts], counts, strict=True)),
        "counts_note": _say(lang, "counts_note", n=said.height),
    }


def _same_measure(stated: pl.DataFrame, name: str) -> pl.DataFrame:
    """Keep the targets of the province and of others that are of the same measure.

    Of two provinces the figures of one year stand beside each other where there are such, else the last of each.
    """
    is_a = pl.col("province_a") == name
    pairs = (
        gaps(stated)
        .filter(pl.col("comparability").is_in(["same", "year differs"]), is_a | (pl.col("province_b") == name))
        .select(
            "metric",
            "level",
            "comparability",
            scope="scope_a",
            province=pl.when(is_a).then("province_b").otherwise("province_a"),
            year=pl.when(is_a).then("year_b").otherwise("year_a"),
            own_year=pl.when(is_a).then("year_a").otherwise("year_b"),
        )
        .sort("comparability", "own_year", "year", descending=[False, True, True])
        .unique([*_MEASURE, "level", "province"], keep="first", maintain_order=True)
    )
    own = pairs.with_columns(province=pl.lit(name), year="own_year")
    return stated.join(pl.concat([pairs, own]), on=[*_MEASURE, "level", "province", "year"], how="semi")


def _measures(rows: pl.DataFrame) -> dict[Measure, list[Row]]:
    """Gather the rows of each metric and scope, the levels from the top."""
    found: dict[Measure, list[Row]] = {}
    order = ["province", "year", "order", "document", "line", "statement", "value"]
    levels = pl.col("level").replace_strict(LEVELS, range(len(LEVELS)))
    for row in rows.with_columns(order=levels).sort(order).iter_rows(named=True):
        found.setdefault((row["metric"], row["scope"]), []).append(row)
    return found


def _in_order(by_measure: dict[Measure, list[Row]], shared: set[Measure]) -> list[Measure]:
    """Order the measures to print by the rule that the page states."""
    mentions = {key: max(row["mentions"] for row in rows) for key, rows in by_measure.items()}
    return sorted(by_measure, key=lambda key: (key not in shared, -mentions[key], _catalogue_order(key)))


def _catalogue_order(key: Measure) -> tuple[int, int]:
    return list(metrics()).index(key[0]), list(scopes()).index(key[1])


def _line(key: Measure, rows: list[Row], main: str, lang: Lang) -> Row:
    """Word one measure for the list of figures."""
    return {
        **_named(*key, lang),
        "figures": _figures(rows, lang),
        "how": [term("basis", basis, lang) for basis in _DERIVED if basis in {row["basis"] for row in rows}],
        "year": ", ".join(dict.fromkeys(when(row, lang) for row in rows)),
        "place": _places(rows, main, lang),
    }


def _beside_line(key: Measure, rows: list[Row], name: str, main: str, lang: Lang) -> Row:
    """Word one measure as the province and each other province states it."""
    dated: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        dated.setdefault(row["province"], {}).setdefault(when(row, lang), []).append(row)
    said = {each: [(when, _figures(part, lang)) for when, part in of.items()] for each, of in dated.items()}
    places = _places([row for row in rows if row["province"] == name], main, lang)
    return {**_named(*key, lang), "place": places, "own": said.pop(name), "others": list(said.items())}


def _most_cited(by_measure: dict[Measure, list[Row]]) -> str:
    """Give the document that most lines come from, which need not name it."""
    cited = [row["document"] for rows in by_measure.values() for row in rows]
    return max(sorted(set(cited)), key=cited.count, default="")


def _places(rows: list[Row], main: str, lang: Lang) -> str:
    """Say where some rows stand: section, line, and the document where it is not the one most cited."""
    keys = ["place_short" if row["document"] == main else "place" for row in rows]
    return "; ".join(dict.fromkeys(_say(lang, key, **row) for key, row in zip(keys, rows, strict=True)))


def _named(metric: str, scope: str, lang: Lang) -> Row:
    base = "" if scope == "standard" else _say(lang, "base", base=scope_name(scope, lang))
    return {"name": metric_name(metric, lang), "base": base}


def _figures(rows: list[Row], lang: Lang) -> list[str]:
    """Word the figures of one measure level by level; one figure said of several levels stands once."""
    levels: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        # a path is computed for each level by itself, so equal ends of it are no common figure
        alone = row["level"] if row["basis"] != "stated" else ""
        key = (figure(row, lang, fraction=True), row["document"], row["statement"], alone)
        levels.setdefault(key, []).append(term("level", row["level"], lang))
    if {row["level"] for row in rows} == {"all"}:
        levels = {key: [] for key in levels}
    return [f"{listed(names, lang)} {key[0]}".strip() for key, names in levels.items()]


def _documents(pairs: Iterable[tuple[str, str]], register: pl.DataFrame) -> list[Row]:
    """Give documents as registered, plans before reports, or the province and bare id of one that is not."""
    known = {row["document"]: row for row in register.iter_rows(named=True)}
    bare = {"kind": "", "period": ""}
    found = [known.get(name, bare | {"province": of, "document": name}) for of, name in sorted(set(pairs))]
    return sorted(found, key=lambda each: (each["province"], each["kind"], each["period"], each["document"]))


def _titled(row: Row, lang: Lang) -> str:
    """Name a document with its id, by which the lines of the page name it, and its title."""
    return f"{row['document']}: {row['title']}; {document(row, lang)}" if row["kind"] else document(row, lang)


def _units(name: str, printed: list[Row], lang: Lang) -> str:
    """Say which units the names mean and what became of them."""
    told = [_say(lang, "before_reorganisation"), reorganised([name], lang)]
    told += [_say(lang, "no_districts")] if any(map(outlives_its_level, printed)) else []
    return " ".join(filter(None, told))
