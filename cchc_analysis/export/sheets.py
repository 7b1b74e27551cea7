"""What the sheets of the workbook show, in the words of one language; other formats take names from here."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from cchc_analysis.catalog import AREAS, LEVELS, labels, metrics, scopes
from cchc_analysis.catalog.files import read_table
from cchc_analysis.codebook import codebook
from cchc_analysis.compare.coverage import STATUSES, coverage
from cchc_analysis.compare.gaps import gaps
from cchc_analysis.schema import BASES, COMPARATORS, KINDS, NATURES, UNITS, Register, columns

if TYPE_CHECKING:
    from cchc_analysis.choices import Lang

SHEETS = ("table", "coverage", "gaps", "codebook", "sources")
"""Sheets of the workbook, in their order."""

_DERIVED = ("metric_name", "scope_name", "status", "targets", "actuals", "difference", "comparability", "reading")
_SIDES = ("_a", "_b")


@lru_cache(maxsize=2)
def words(lang: Lang) -> dict[str, str]:
    """Give the texts of the exports in one language, by key.

    Examples
    --------
    >>> words("vi")["column_province_code"]
    'Mã tỉnh'
    """
    return {row["key"]: row[lang] for row in read_table("export_labels.csv", Path(__file__).parent)}


@lru_cache(maxsize=2)
def terms(lang: Lang) -> dict[str, dict[str, str]]:
    """Give the words for the values of every closed vocabulary, by column and value.

    Examples
    --------
    >>> terms("vi")["comparator"][">="], terms("en")["basis"]["computed"]
    ('≥', 'computed from counts')
    """
    shared, own = labels(lang), words(lang)
    levels = {level: shared.get(f"{level}_level", shared[level]) for level in LEVELS}
    prefixed = {
        name: {key.removeprefix(f"{name}_"): word for key, word in own.items() if key.startswith(f"{name}_")}
        for name in ("comparability", "reading")
    }
    return {
        **{name: {each: shared[each] for each in known} for name, known in _SHARED.items()},
        **{name: {each: own[f"{name}_{each}"] for each in known} for name, known in _OWN.items()},
        **prefixed,
        "level": levels,
    }


_SHARED = {"area": AREAS, "nature": NATURES, "status": STATUSES, "kind": KINDS}
_OWN = {"comparator": COMPARATORS, "unit": UNITS, "basis": BASES}


def header(column: str, lang: Lang) -> str:
    """Word the header of a column: in English its id, as the codebook has it.

    Examples
    --------
    >>> header("value_a", "vi"), header("value_a", "en")
    ('Giá trị A', 'value_a')
    """
    if lang == "en":
        return column
    base, side = split_side(column)
    return words(lang)[f"column_{base}"] + side.upper().replace("_", " ")


def split_side(column: str) -> tuple[str, str]:
    """Split the side off a column of gaps.

    Examples
    --------
    >>> split_side("value_a"), split_side("value")
    (('value', '_a'), ('value', ''))
    """
    return (column[:-2], column[-2:]) if column.endswith(_SIDES) else (column, "")


def meanings(lang: Lang) -> dict[str, str]:
    """Tell what each column means, of the table and of what is derived from it.

    Examples
    --------
    >>> meanings("en")["value"]
    'null for a directional target'
    """
    own = words(lang)
    told = {column.name: own[f"meaning_{column.name}"] or column.meaning for column in codebook()}
    return told | {name: own[f"meaning_{name}"] for name in _DERIVED}


def names_of(what: str, lang: Lang) -> dict[str, str]:
    """Give the name of every ``metric`` or every ``scope`` of the catalogue by its id."""
    known = metrics() if what == "metric" else scopes()
    return {key: each.name_vi if lang == "vi" else each.name_en for key, each in known.items()}


def sheet_frames(targets: pl.DataFrame, documents: pl.DataFrame, lang: Lang) -> dict[str, pl.DataFrame]:
    """Give what every sheet shows, column ids as names; in Vietnamese the values of vocabularies are words.

    Parameters
    ----------
    targets : polars.DataFrame
        The long table.
    documents : polars.DataFrame
        The register, as `load_documents` gives it.
    lang : {"vi", "en"}
        Language of the names of metrics and scopes, and of the vocabularies; in English these keep their ids.

    Examples
    --------
    >>> from cchc_analysis import load_documents, load_targets
    >>> frames = sheet_frames(load_targets(), load_documents("data/raw"), "en")
    >>> {name: frame.width for name, frame in frames.items()}
    {'table': 24, 'coverage': 7, 'gaps': 21, 'codebook': 7, 'sources': 9}
    """
    frames = {
        "table": _named(targets, lang),
        "coverage": _named(coverage(targets), lang),
        "gaps": _named(gaps(targets), lang),
        "codebook": _codebook(lang),
        "sources": sources(targets, documents),
    }
    if lang == "en":
        return frames
    return {name: frame if name == "codebook" else _translated(frame, lang) for name, frame in frames.items()}


def sources(targets: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Give the register of the documents that the table stands on; a bare row for one that is not registered."""
    used = targets.select("document", "province").unique()
    told = used.join(documents.drop("province"), on="document", how="left")
    return told.select(columns(Register)).sort("document", "province")


def source_title(row: dict[str, Any]) -> str:
    """Name a document of the register: province, title, number and date as printed.

    Examples
    --------
    >>> source_title({"province": "Kon Tum", "title": None, "document": "plan", "number": None, "issued": "2022"})
    'Kon Tum: plan (2022)'
    """
    printed = ", ".join(filter(None, [row["number"], row["issued"]]))
    title = f"{row['province']}: {row['title'] or row['document']}"
    return f"{title} ({printed})" if printed else title


def _named(frame: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    """Set the names of metrics and scopes beside their ids."""
    order: list[pl.Expr] = []
    for column in frame.columns:
        order.append(pl.col(column))
        base, side = split_side(column)
        if base in ("metric", "scope"):
            known = names_of(base, lang)
            order.append(pl.col(column).replace_strict(known, return_dtype=pl.String).alias(f"{base}_name{side}"))
    return frame.select(order)


def _translated(frame: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    known = terms(lang)
    bases = {column: split_side(column)[0] for column in frame.columns}
    return frame.with_columns(
        pl.col(column).replace_strict(known[base], return_dtype=pl.String)
        for column, base in bases.items()
        if base in known
    )


def _codebook(lang: Lang) -> pl.DataFrame:
    """Describe the columns, each followed by the codes that may stand in it."""
    own, told, known = words(lang), meanings(lang), terms(lang)
    described = {column.name: column for column in codebook()}
    rows: list[tuple[str | None, ...]] = []
    for column, meaning in told.items():
        entry = described.get(column)
        missing = own["yes" if entry and entry.may_be_missing else "no"] if entry else None
        unit = (own[f"counted_{column}"] or entry.unit) if entry and entry.unit else None
        kind = own[f"type_{entry.kind}"] if entry else None
        rows.append((column, None, own[f"column_{column}"], kind, unit, missing, meaning))
        for code, name in known.get(column, {}).items():
            rows.append((column, code, name or code, None, None, None, None))
        if column in ("metric", "scope"):
            rows.extend(_catalogue(column, lang))
    names = ("column", "code", "name", "type", "unit", "may_be_missing", "meaning")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def _catalogue(column: str, lang: Lang) -> list[tuple[str | None, ...]]:
    """List the metrics, with what they are shares or counts of, or the scopes."""
    units, known = terms(lang)["unit"], metrics()
    return [
        (column, code, name, None, units[known[code].unit], None, known[code].measures)
        if column == "metric"
        else (column, code, name, None, None, None, None)
        for code, name in names_of(column, lang).items()
    ]
