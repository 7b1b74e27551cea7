"""The brief of a province: one page that tells an official what its documents aim at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import accumulate, chain, product
from pathlib import Path
from typing import Any

import polars as pl

from cchc_analysis import wording
from cchc_analysis.catalog import AREAS, LEVELS, metrics, scopes
from cchc_analysis.charts.theme import style, subplots
from cchc_analysis.choices import Lang
from cchc_analysis.compare.coverage import STATUSES, coverage
from cchc_analysis.compare.gaps import closest, paired, side_by_side
from cchc_analysis.export.overview import results_at_hand, shown_index, svg_of
from cchc_analysis.export.template import rendered, say, write_page
from cchc_analysis.frames import AnyFrame, as_polars, place
from cchc_analysis.load.register import known_documents
from cchc_analysis.schema import Target
from cchc_analysis.selection import check_columns, select

BESIDE, OTHERS = 8, 3  # lines beside others, and others of a line
_MEASURE = ["metric", "scope"]
_ROOM, _ROOM_BESIDE, _HEADS, _BORDER = 44.4, 30.9, 4.8, 0.17
"""Lines of a sheet that are left for rows and running text, and of them for rows beside others; lines that the
head and the note of a table more take, and a row beside its text."""
_NOTE, _TEXT, _WITH_OTHERS, _ALONE = 146, 120, (55, 38, 38), (82, 42, 1)
"""Letters that go into a line of a note, of other text, of each column of a table."""

Row = dict[str, Any]


def brief(
    targets: AnyFrame,
    province: str,
    lang: Lang = "vi",
    documents: AnyFrame | None = None,
    outcomes: AnyFrame | None = None,
) -> str:
    """Write the brief of a province as an HTML page of its own that prints on one sheet of A4.

    ``targets`` is the long table of all provinces, polars or pandas; register and results are by default those of
    the project. The page, as text, needs no script, network or font file. A column that is missing or wrong, and a
    province that no row is of, are a `DataError`; names are understood in any spelling.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> page = brief(load_targets(), "Hậu Giang", "en")
    >>> page[page.index("<h1>") : page.index("</h1>")]
    '<h1>Hậu Giang: targets and results of administrative reform (CCHC) in brief'
    """
    table = check_columns(targets, *Target.columns)
    rows = select(table, {"province": province})
    register = known_documents() if documents is None else as_polars(documents)
    page, results = _page(table, rows, register, lang), results_at_hand(outcomes)
    page["position"] = None if results is None else _position(results, page["province"], lang)
    return rendered("brief", lang, page)


def write_briefs(
    targets: pl.DataFrame, provinces: Iterable[str], languages: Iterable[Lang], out: Path
) -> Iterator[Path]:
    """Write the brief of each province in each language; give each file as soon as it is written.

    ``out`` is a folder, or the file itself where it ends in ``.html``.
    """
    from cchc_analysis.extract.files import document_id

    for named, lang in product(provinces, languages):
        province = select(targets, {"province": named})["province"][0]
        path = out if out.suffix == ".html" else out / f"{document_id(province)}_{lang}.html"
        yield write_page(path, brief(targets, province, lang))


def _page(table: pl.DataFrame, rows: pl.DataFrame, register: pl.DataFrame, lang: Lang) -> Row:
    """Gather what the template prints but for the chart: as many lines as one sheet holds."""
    name = rows["province"][0]
    stated = table.filter(pl.col("nature") == "target", pl.col("value").is_not_null())
    pairs = closest(side_by_side(stated)).filter((pl.col("province_a") == name) | (pl.col("province_b") == name))
    beside = _measures(paired(stated, pairs))
    last = pl.col("year") == pl.col("year").max().over("province", *_MEASURE)
    own = _measures(stated.filter(pl.col("province") == name, last))
    found = _measures(rows.filter(pl.col("nature") == "actual").drop_nulls("value").filter(last))
    cites = [row["document"] for of in (own or found).values() for row in of]
    main = max(sorted(set(cites)), key=cites.count, default="")  # most lines come from it, and need not name it
    line = partial(_line, name=name, main=main, lang=lang)
    set_beside = _fitting([line(of) for of in list(beside.values())[:BESIDE]], _ROOM_BESIDE)
    keys = list(beside)[: len(set_beside)]
    # what would stand beside others, had it room there, goes first
    first = {key: (key not in beside, -max(row["mentions"] for row in of)) for key, of in own.items()}
    figures = [line(own[key]) for key in sorted(own, key=lambda key: first[key]) if key not in keys]
    results = [line(of) for of in found.values()]
    shown = {name, *(other for each in set_beside for other, _ in each["others"])}
    set_rows = [row for key in keys for row in beside[key] if row["province"] in shown]
    others = pl.DataFrame(set_rows, schema=table.schema)
    documents = _documents(rows, register)
    of_others = _documents(others.filter(pl.col("province") != name), register)
    of_any = [*set_rows, *chain(*own.values(), *found.values())]
    no_districts = wording.those(lang, no_districts=any(map(wording.outlives_its_level, of_any)))
    said = coverage(rows)
    parts = {wording.term("area", area, lang): said.filter(area=area) for area in AREAS}
    parts[say("brief", "total", lang)] = said
    page = {
        "province": name,
        "periods": ", ".join(wording.document_name(each, lang) for each in documents),
        "statuses": [wording.term("status", status, lang) for status in STATUSES],
        "counts": [(area, [of.filter(status=status).height for status in STATUSES]) for area, of in parts.items()],
        "directions": _directions(rows, said, lang),
        "beside": set_beside,
        "others": table["province"].n_unique() - 1,
        "beside_more": len(beside) - len(set_beside),
        "beside_note": " ".join(wording.compared(others, lang)),
        "all": len(figures),
        "all_results": len(results),
        "read": [
            wording.legend({wording.sign_of(row) for row in of_any if row["value"] is not None}, lang),
            *(say("brief", key, lang, document=main) for key in ("together", "places_of") if main),
        ],
        "sources": [
            (f"{each['document']}: {each['title']}; " if each["kind"] else "") + wording.document(each, lang)
            for each in documents
        ],
        "sources_others": "; ".join(wording.document(each, lang) for each in of_others),
        "ends": [wording.say("before_reorganisation", lang), wording.reorganised([name], lang), *no_districts],
    }
    rule = " ".join([say("brief", "figures_rule", lang), *page["read"]])
    noted = page["beside_note"], page["sources_others"], rule
    plain = *([text for _, text in page["directions"]] or ["none"]), *page["sources"]
    room = _ROOM - _lines(noted, _NOTE) - _lines(plain, _TEXT) - sum(map(_cost, set_beside))
    page["figures"] = _fitting(figures, room)
    page["results"] = _fitting(results, room - _HEADS - sum(map(_cost, page["figures"])))
    return page


def _lines(texts: Iterable[str], letters: int) -> int:
    """Tell how many lines texts take, one below the other, of so many letters."""
    return sum(1 + (len(text) - 1) // letters for text in texts)


def _cost(line: Row) -> float:
    """Tell how many lines of the sheet a row takes, its longest column most."""
    name = " ".join([line["name"], line["base"], *line["how"], line["place"]])
    own, *others = [
        f"{who} " + "; ".join(f"{when}: {', '.join(told)}" for when, told in dated)
        for who, dated in [("", line["own"]), *line["others"]]
    ]
    others += ["more"] * (line["left_out"] > 0)
    widths = _WITH_OTHERS if others else _ALONE
    return _BORDER + max(map(_lines, ([name], [own], others), widths))


def _fitting(lines: list[Row], room: float) -> list[Row]:
    totals = accumulate(map(_cost, lines))
    return [line for line, total in zip(lines, totals, strict=True) if total <= room]


def _position(outcomes: pl.DataFrame, province: str, lang: Lang) -> Row | None:
    """Draw where the province stands among all in the index with most dimensions, if it has a score."""
    from cchc_analysis.charts import position

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
        axes.tick_params(labelsize=8)
        axes.yaxis.label.set_size(8)
        for text in axes.texts:
            text.set_size(9)
        drawn = svg_of(fig).replace(' xmlns="http://www.w3.org/2000/svg"', "")
    return {"title": " ".join(title.split()), "svg": drawn, "source": wording.publishers_line(rows, lang)}


def _directions(rows: pl.DataFrame, said: pl.DataFrame, lang: Lang) -> list[tuple[str, str]]:
    """Name the metrics that the province wants to raise or lower without a figure, those that are counted."""
    aimed = said.filter(status="directional")["metric"].implode()
    aims = rows.filter(pl.col("value").is_null(), pl.col("metric").is_in(aimed), nature="target")
    found: dict[str, dict[str, str]] = {}
    for (metric, scope), of in _measures(aims).items():
        for row in of:
            names = found.setdefault(row["comparator"], {})  # a metric with several bases stands once, as counted
            names[metric] = wording.measure(metric, "standard" if metric in names else scope, lang)
    heads = {sign: f"{wording.SIGNS[sign]} {wording.term('comparator', sign, lang)}" for sign in found}
    return [(heads[sign], "; ".join(names.values())) for sign, names in found.items()]


def _measures(rows: pl.DataFrame) -> dict[tuple[str, str], list[Row]]:
    """Gather the rows of each metric and scope in the order of the catalogue, the levels from the top."""
    bases = dict.fromkeys([*scopes(), *rows["scope"].unique().sort()])  # those of a table made by hand go last
    measure = place("metric", metrics()), place("scope", bases)
    order = wording.by_name(rows), "year", place("level", LEVELS), "document", "line", "statement", "value"
    return rows.sort(*measure, *order).rows_by_key(_MEASURE, named=True, include_key=True)


def _line(rows: list[Row], name: str, main: str, lang: Lang) -> Row:
    """Word one measure as the province, and each other that states it too, gives it year by year."""
    dated: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        dated.setdefault(row["province"], {}).setdefault(wording.when(row, lang), []).append(row)
    said = {of: [(when, _figures(part, lang)) for when, part in years.items()] for of, years in dated.items()}
    own = [row for row in rows if row["province"] == name]
    derived = {row["basis"] for row in own} - {"stated"}
    places = (say("brief", "place_short" if row["document"] == main else "place", lang, **row) for row in own)
    return {
        "name": wording.metric_name(rows[0]["metric"], lang),
        "base": wording.narrowed(rows[0]["scope"], lang),
        "how": [wording.term("basis", basis, lang) for basis in sorted(derived, reverse=True)],
        "place": "; ".join(dict.fromkeys(places)),
        "own": said.pop(name),
        "others": list(said.items())[:OTHERS],
        "left_out": len(said) - OTHERS,
    }


def _figures(rows: list[Row], lang: Lang) -> list[str]:
    """Word the figures of one measure level by level; one figure said of several levels stands once."""
    levels: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        # a path is computed for each level by itself, so equal ends of it are no common figure
        alone = row["level"] if row["basis"] != "stated" else ""
        key = (wording.figure(row, lang, fraction=True), row["document"], row["statement"], alone)
        levels.setdefault(key, []).append(wording.term("level", row["level"], lang))
    if {row["level"] for row in rows} == {"all"}:
        levels = {key: [] for key in levels}
    return [f"{wording.listed(names, lang)} {key[0]}".strip() for key, names in levels.items()]


def _documents(rows: pl.DataFrame, register: pl.DataFrame) -> list[Row]:
    return wording.cited(rows, register).sort(wording.by_name(rows), "kind", "period", "document").rows(named=True)
