"""The brief of a province: one page that tells an official what its documents aim at."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain, product
from math import inf
from pathlib import Path
from typing import Any

import polars as pl

from cchc_analysis import wording
from cchc_analysis.catalog import AREAS, LEVELS, metrics, scopes
from cchc_analysis.charts.theme import style, subplots
from cchc_analysis.choices import LANGUAGES, Lang
from cchc_analysis.compare.coverage import STATUSES, coverage
from cchc_analysis.compare.gaps import closest, paired, side_by_side
from cchc_analysis.export.overview import results_at_hand, shown_index
from cchc_analysis.export.template import rendered, say, write_page
from cchc_analysis.frames import AnyFrame, as_polars, place
from cchc_analysis.load.register import known_documents
from cchc_analysis.schema import Target
from cchc_analysis.selection import check_columns, select

BESIDE, OTHERS = 8, 3  # lines beside others, and others of a line
_MEASURE = ["metric", "scope"]
_ROOM, _ROOM_BESIDE, _HEADS, _BORDER = 45.6, 30.9, 4.8, 0.17
"""Lines of a sheet that are left for rows and running text, and of them for rows beside others; lines that the
head and the note of a table more take, and a row beside its text."""
_NOTE, _TEXT, _NAME, _OWN, _PLACE, _FIGURE, _TIME = 146, 120, 55, 38, 20, 44, 5
"""Letters that go into a line of a note, of other text, of each column; longer times leave the figures less."""

Row = dict[str, Any]
Measure = tuple[str, str]


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
    '<h1>Hậu Giang: targets of administrative reform (CCHC) in brief'
    """
    table = check_columns(targets, *Target.columns)
    rows = select(table, {"province": province})
    register = known_documents() if documents is None else as_polars(documents)
    counts = [_page(table, rows, register, each)["printed"] for each in LANGUAGES]
    page = _page(table, rows, register, lang, [*map(min, zip(*counts, strict=True))])
    results = results_at_hand(outcomes)
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


def _page(
    table: pl.DataFrame, rows: pl.DataFrame, register: pl.DataFrame, lang: Lang, most: Sequence[float] = (inf,) * 3
) -> Row:
    """Gather what the template prints but for the chart, at ``most`` so many rows; ``printed`` counts them."""
    name = rows["province"][0]
    stated = table.filter(pl.col("nature") == "target", pl.col("value").is_not_null())
    of_others, left_out = _same_measure(stated, name)
    beside = _measures(of_others)
    last = pl.col("year") == pl.col("year").max().over("province", *_MEASURE)
    own = _measures(stated.filter(pl.col("province") == name, last))
    found = _measures(rows.filter(pl.col("nature") == "actual").drop_nulls("value").filter(last))
    cites = [row["document"] for of in (own or found).values() for row in of]
    main = max(sorted(set(cites)), key=cites.count, default="")  # most lines come from it, and need not name it
    shared = list(beside)[: int(min(BESIDE, most[0]))]
    lines = [_line(beside[key], name, main, lang) | {"left_out": left_out.get(key, 0)} for key in shared]
    set_beside = shared[: _fitting(_costs_beside(lines), _ROOM_BESIDE)[0]]
    set_rows = [row for key in set_beside for row in beside[key]]
    # what would stand beside others, had it room there, goes first
    first = {key: (key not in beside, -max(row["mentions"] for row in of)) for key, of in own.items()}
    ordered = [key for key in sorted(own, key=lambda key: first[key]) if key not in set_beside]
    documents, side_by_side = _documents(rows, register), pl.DataFrame(set_rows, schema=table.schema)
    others = side_by_side.filter(pl.col("province") != name)
    page = {
        "province": name,
        "periods": ", ".join(wording.document_name(each, lang) for each in documents),
        "statuses": [wording.term("status", status, lang) for status in STATUSES],
        "counts": _counts(rows, lang),
        "main": main,
        "directions": _directions(rows, lang),
        "beside": lines[: len(set_beside)],
        "others": table["province"].n_unique() - 1,
        "beside_more": len(beside) - len(set_beside),
        "sources": [
            (f"{each['document']}: {each['title']}; " if each["kind"] else "") + wording.document(each, lang)
            for each in documents
        ],
        "sources_others": [wording.document(each, lang) for each in _documents(others, register)],
        "became": wording.reorganised([name], lang),
    }
    figures = [_line(own[key], name, main, lang) for key in ordered]
    results = [_line(of, name, main, lang) for of in found.values()]
    compared, notes = wording.compared(side_by_side, lang), partial(_notes, main=main, lang=lang)
    rule = notes([*set_rows, *chain(*own.values())], "rule")
    noted = [" ".join(compared), "; ".join(page["sources_others"]), " ".join(rule)]
    said = [*([text for _, text in page["directions"]] or ["none"]), *page["sources"]]  # which takes a line, too
    room = _ROOM - cost((noted, _NOTE)) - cost((said, _TEXT)) - bool(page["beside_more"])
    shown, left = _fitting(_costs(figures), room - sum(_costs_beside(page["beside"])))
    # results have what targets leave, and a table of their own with its heads
    told = _fitting(_costs(results), left - _HEADS + (not own))[0] if shown == len(figures) else 0
    shown, told = (int(min(pair)) for pair in zip((shown, told), most[1:], strict=True))
    printed = set_rows + [row for key in ordered[:shown] for row in own[key]]
    told_rows = [row for key in list(found)[:told] for row in found[key]]
    return page | {
        "beside_notes": [*compared, *[_signs(set_rows, lang)] * (not shown)],
        "printed": (len(set_beside), shown, told),
        "figures": figures[:shown],
        "all": len(figures),
        "figures_note": notes(
            printed, "all" if shown == len(figures) else "rule", has_results=bool(found) and not told
        ),
        "results": results[:told],
        "all_results": len(results),
        "has_targets": bool(own),
        "results_note": _signs(told_rows, lang) if not printed else "",
        "longest": {"figures": _longest(figures[:shown]), "results": _longest(results[:told])},
        "no_districts": any(map(wording.outlives_its_level, printed)),
    }


def _notes(printed: list[Row], rule: str, main: str, lang: Lang, *, has_results: bool = False) -> list[str]:
    """Say by which rule the targets stand there, and how signs, levels and places are read."""
    told = [say("brief", f"figures_{rule}", lang)] + [say("brief", "figures_only", lang)] * has_results
    read = say("brief", "together", lang), say("brief", "places_of", lang, document=main)
    return [*told, _signs(printed, lang), *read]


def _signs(printed: list[Row], lang: Lang) -> str:
    return wording.legend({wording.sign_of(row) for row in printed if row["value"] is not None}, lang)


def cost(*columns: tuple[Iterable[str], int]) -> int:
    """Tell how many lines a row takes, the longest column most: texts one below the other, of so many letters."""
    return max(sum(1 + (len(text) - 1) // letters for text in texts) for texts, letters in columns)


def _costs_beside(lines: list[Row]) -> list[float]:
    """Tell how many lines of the sheet each row beside others takes."""

    def said(dated: list[tuple[str, list[str]]]) -> str:
        return "; ".join(f"{when}: {', '.join(figures)}" for when, figures in dated)

    costs = []
    for line in lines:
        name = " ".join([line["name"], line["base"], line["place"]])
        others = [f"{other} {said(dated)}" for other, dated in line["others"]] + ["more"] * bool(line["left_out"])
        costs.append(_BORDER + cost(([name], _NAME), ([said(line["own"])], _OWN), (others, _OWN)))
    return costs


def _costs(lines: list[Row]) -> list[float]:
    """Tell how many lines of the sheet each row of figures takes; wide times leave the figures less."""
    letters, costs = _FIGURE - max(0, _longest(lines) - _TIME), []
    for line in lines:
        name = " ".join([line["name"], line["base"], *line["how"]])
        figures = ", ".join(figure for _, figures in line["own"] for figure in figures)
        columns = ([name], _NAME), ([figures], letters), ([line["place"]], _PLACE), (_times(line), letters)
        costs.append(_BORDER + cost(*columns))
    return costs


def _times(line: Row) -> list[str]:
    """Give the times of a line in the parts between which a line may end, none longer than a date."""
    return [part for when, _ in line["own"] for part in when.split("–")]


def _longest(lines: list[Row]) -> int:
    """Tell how many letters the longest time of some lines has, a year at least."""
    return max(len(part) for part in ["2025", *chain(*map(_times, lines))])


def _fitting(costs: list[float], room: float) -> tuple[int, float]:
    """Tell how many rows, from the first on, have room, and what they leave."""
    kept = [total for total in accumulate(costs) if total <= room]
    return len(kept), room - max(kept, default=0)


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
        drawn = io.StringIO()
        fig.savefig(drawn, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    svg = re.sub(r'^.*(?=<svg)| xmlns(:xlink)?="[^"]*"', "", drawn.getvalue(), flags=re.DOTALL)
    svg = re.sub(r' width="[^"]*pt" height="[^"]*pt"', ' width="100%"', svg, count=1)
    source = wording.publishers_line(rows, lang)
    return {"title": " ".join(title.split()), "svg": svg.replace("xlink:href", "href"), "source": source}


def _directions(rows: pl.DataFrame, lang: Lang) -> list[tuple[str, str]]:
    """Name the metrics that the province wants to raise or lower without a figure, those that `_counts` counts."""
    aimed = coverage(rows).filter(status="directional")["metric"].implode()
    aims = rows.filter(pl.col("value").is_null(), pl.col("metric").is_in(aimed), nature="target")
    found: dict[str, dict[str, str]] = {}
    for (metric, scope), of in _measures(aims).items():
        for row in of:
            names = found.setdefault(row["comparator"], {})  # a metric with several bases stands once, as counted
            names[metric] = wording.measure(metric, "standard" if metric in names else scope, lang)
    heads = {sign: f"{wording.SIGNS[sign]} {wording.term('comparator', sign, lang)}" for sign in found}
    return [(heads[sign], "; ".join(names.values())) for sign, names in found.items()]


def _counts(rows: pl.DataFrame, lang: Lang) -> list[tuple[str, list[int]]]:
    """Count the metrics of each area, and of all, by status."""
    said = coverage(rows)
    parts = {wording.term("area", area, lang): said.filter(area=area) for area in AREAS}
    parts[say("brief", "total", lang)] = said
    return [(name, [part.filter(status=status).height for status in STATUSES]) for name, part in parts.items()]


def _same_measure(stated: pl.DataFrame, name: str) -> tuple[pl.DataFrame, dict[Measure, int]]:
    """Keep the targets that are of the same measure as others of the province, as `closest` pairs them.

    Of each measure the provinces that share most measures with it; the others left out are counted.
    """
    pairs = closest(side_by_side(stated)).filter((pl.col("province_a") == name) | (pl.col("province_b") == name))
    rows = paired(stated, pairs)
    shared = pl.struct(_MEASURE).n_unique().over("province").cast(pl.Int64)
    others = rows.filter(pl.col("province") != name).with_columns(shared=-shared)
    beyond = others.filter(pl.struct("shared", "province").rank("dense").over(_MEASURE) > OTHERS)
    counted = beyond.group_by(_MEASURE).agg(pl.col("province").n_unique())
    kept = rows.join(beyond, on=[*_MEASURE, "province"], how="anti")
    return kept, {(metric, scope): n for metric, scope, n in counted.iter_rows()}


def _measures(rows: pl.DataFrame) -> dict[Measure, list[Row]]:
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
        "others": list(said.items()),
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
    """Give the documents of some rows as registered, plans before reports."""
    return wording.cited(rows, register).sort(wording.by_name(rows), "kind", "period", "document").rows(named=True)
