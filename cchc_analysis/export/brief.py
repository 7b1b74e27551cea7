"""The brief of a province: one page that tells an official what its documents aim at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from cchc_analysis.catalog import AREAS, LEVELS, labels, metrics, scopes
from cchc_analysis.catalog.files import read_table
from cchc_analysis.compare.coverage import STATUSES, coverage
from cchc_analysis.compare.gaps import gaps
from cchc_analysis.frames import as_polars
from cchc_analysis.load.register import load_documents
from cchc_analysis.places import raw_folder
from cchc_analysis.selection import select
from cchc_analysis.wording import (
    document,
    document_name,
    figure,
    listed,
    metric_name,
    outlives_its_level,
    reorganised,
    scope_name,
    term,
    told_beside,
    when,
)

if TYPE_CHECKING:
    import pandas as pd

    from cchc_analysis.choices import Lang

FIGURES, BESIDE, NAMED = 15, 8, 3
"""Most lines of figures, most lines beside others, most silent metrics of an area that are named."""

_FOLDER = Path(__file__).parent
_MEASURE = ["metric", "scope"]
_DERIVED = ("trajectory", "computed")

Row = dict[str, Any]
Measure = tuple[str, str]


class Speech(NamedTuple):
    """The language of a page and its texts by key."""

    lang: Lang
    words: dict[str, str]

    def say(self, key: str, **parts: object) -> str:
        """Give a text with its parts filled in."""
        return self.words[key].format(**parts)


def brief(
    targets: pl.DataFrame | pd.DataFrame,
    province: str,
    lang: Lang = "vi",
    documents: pl.DataFrame | pd.DataFrame | None = None,
) -> str:
    """Write the brief of a province as an HTML page of its own that prints on one sheet of A4.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table, of all provinces: the brief sets the province beside the others.
    province : str
        Name of the province, without regard to case.
    lang : {"vi", "en"}
        Language of the page.
    documents : polars or pandas DataFrame, optional
        The register, as `load_documents` gives it; by default that of the project.

    Returns
    -------
    str
        HTML without script, network and font file: what the documents say by area, the figures chosen by the
        rule that the page prints, the same measures of other provinces, what is silent, and the sources. The same
        table gives the same text on every run.

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
    from jinja2 import Environment, StrictUndefined

    speech = Speech(lang, labels(lang) | _own_labels(lang))
    table = as_polars(targets)
    rows = select(table, {"province": province})
    register = load_documents(raw_folder()) if documents is None else as_polars(documents)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((_FOLDER / "brief.html.j2").read_text(encoding="utf-8"))
    return template.render(_page(table, rows, register, speech))


def _page(table: pl.DataFrame, rows: pl.DataFrame, register: pl.DataFrame, speech: Speech) -> Row:
    """Gather everything that the template prints."""
    name, (lang, words) = rows["province"][0], speech
    stated = table.filter(pl.col("nature") == "target", pl.col("value").is_not_null())
    beside = _measures(_same_measure(stated, name))
    last = pl.col("year") == pl.col("year").max().over("province", *_MEASURE)
    by_measure = _measures(stated.filter(pl.col("province") == name, last))
    chosen = _chosen(by_measure, set(beside))
    set_beside = sorted(beside, key=_catalogue_order)[:BESIDE]
    printed = [row for key in chosen for row in by_measure[key]]
    set_rows = [row for key in set_beside for row in beside[key]]
    printed += set_rows
    own = _documents(rows.select("province", "document").iter_rows(), register)
    pairs = {(row["province"], row["document"]) for row in printed}
    others = _documents((pair for pair in pairs if pair[0] != name), register)
    return {
        "lang": lang,
        "words": words,
        "province": name,
        "title": speech.say("title", province=name),
        "subtitle": speech.say("subtitle", periods=", ".join(document_name(each, lang) for each in own)),
        **_said_by_area(rows, speech),
        "figures_head": speech.say("figures_head", shown=len(chosen), all=len(by_measure)),
        "figures_rule": speech.say("figures_rule", limit=FIGURES),
        "figures": [_line(key, by_measure[key], speech) for key in chosen],
        "beside": [_beside_line(key, beside[key], name, speech) for key in set_beside],
        "beside_notes": told_beside(pl.DataFrame(set_rows), lang) if set_rows else [],
        "beside_more": speech.say("beside_more", n=len(beside) - BESIDE) if len(beside) > BESIDE else "",
        "sources": [_titled(each, lang) for each in own],
        "sources_others": [document(each, lang) for each in others],
        "units": _units(name, printed, speech),
    }


def _said_by_area(rows: pl.DataFrame, speech: Speech) -> Row:
    """Count the metrics by area and status, and name the silent ones of an area where they are few."""
    said, lang = coverage(rows), speech.lang
    found = {area: said.filter(pl.col("area") == area) for area in AREAS}
    quiet = {area: part.filter(pl.col("status") == "silent")["metric"].to_list() for area, part in found.items()}
    return {
        "areas": [*(term("area", area, lang) for area in AREAS), speech.words["total"]],
        "counts": [
            (
                term("status", status, speech.lang),
                [(part["status"] == status).sum() for part in (*found.values(), said)],
            )
            for status in STATUSES
        ],
        "counts_note": speech.say("counts_note", n=said.height),
        "silent_head": speech.say("silent_head", n=sum(map(len, quiet.values()))),
        "silent": [
            (
                term("area", area, lang),
                [metric_name(each, lang) for each in ids] if len(ids) <= NAMED else [],
                len(ids),
            )
            for area, ids in quiet.items()
            if ids
        ],
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


def _chosen(by_measure: dict[Measure, list[Row]], shared: set[Measure]) -> list[Measure]:
    """Choose the measures to print, by the rule that the page states."""
    mentions = {key: max(row["mentions"] for row in rows) for key, rows in by_measure.items()}
    return sorted(by_measure, key=lambda key: (key not in shared, -mentions[key], _catalogue_order(key)))[:FIGURES]


def _catalogue_order(key: Measure) -> tuple[int, int]:
    return list(metrics()).index(key[0]), list(scopes()).index(key[1])


def _line(key: Measure, rows: list[Row], speech: Speech) -> Row:
    """Word one measure for the list of figures."""
    return {
        **_measure(key, speech),
        "figures": _figures(rows, speech),
        "how": [
            term("basis", basis, speech.lang) for basis in _DERIVED if any(row["basis"] == basis for row in rows)
        ],
        "year": ", ".join(dict.fromkeys(when(row, speech.lang) for row in rows)),
        "place": "; ".join(dict.fromkeys(speech.say("place", **row) for row in rows)),
    }


def _beside_line(key: Measure, rows: list[Row], name: str, speech: Speech) -> Row:
    """Word one measure as the province and each other province states it."""
    dated: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        dated.setdefault(row["province"], {}).setdefault(when(row, speech.lang), []).append(row)
    said = {each: [(when, _figures(part, speech)) for when, part in of.items()] for each, of in dated.items()}
    return {**_measure(key, speech), "own": said.pop(name), "others": list(said.items())}


def _measure(key: Measure, speech: Speech) -> Row:
    metric, scope = key
    base = "" if scope == "standard" else speech.say("base", base=scope_name(scope, speech.lang))
    return {"name": metric_name(metric, speech.lang), "base": base}


def _figures(rows: list[Row], speech: Speech) -> list[str]:
    """Word the figures of one measure level by level; one figure said of several levels stands once."""
    levels: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        # a path is computed for each level by itself, so equal ends of it are no common figure
        alone = row["level"] if row["basis"] != "stated" else ""
        key = (figure(row, speech.lang, fraction=True), row["document"], row["statement"], alone)
        levels.setdefault(key, []).append(term("level", row["level"], speech.lang))
    if {row["level"] for row in rows} == {"all"}:
        levels = {key: [] for key in levels}
    return [f"{listed(names, speech.lang)} {key[0]}".strip() for key, names in levels.items()]


def _documents(pairs: Iterable[tuple[str, str]], register: pl.DataFrame) -> list[Row]:
    """Give documents as registered, plans before reports, or the province and bare id of one that is not."""
    known = {row["document"]: row for row in register.iter_rows(named=True)}
    bare = {"kind": "", "period": ""}
    found = [known.get(name, bare | {"province": of, "document": name}) for of, name in sorted(set(pairs))]
    return sorted(found, key=lambda each: (each["province"], each["kind"], each["period"], each["document"]))


def _titled(row: Row, lang: Lang) -> str:
    """Name a document with its id, by which the lines of the page name it, and its title."""
    return f"{row['document']}: {row['title']}; {document(row, lang)}" if row["kind"] else document(row, lang)


def _units(name: str, printed: list[Row], speech: Speech) -> str:
    """Say which units the names mean and what became of them."""
    told = [speech.words["before_reorganisation"], reorganised([name], speech.lang)]
    told += [speech.words["no_districts"]] if any(map(outlives_its_level, printed)) else []
    return " ".join(filter(None, told))


def _own_labels(lang: str) -> dict[str, str]:
    return {row["key"]: row[lang] for row in read_table("brief_labels.csv", _FOLDER)}
