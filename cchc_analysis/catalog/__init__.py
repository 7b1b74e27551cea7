"""What the field knows, as data: metrics, scopes, levels, comparators, provinces, and the words documents use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cchc_analysis.catalog.files import read_table
from cchc_analysis.catalog.wording import compose as compose
from cchc_analysis.catalog.wording import find_phrase as find_phrase
from cchc_analysis.catalog.wording import fold as fold
from cchc_analysis.catalog.wording import fold_keeping_places as fold_keeping_places
from cchc_analysis.catalog.wording import name_key as name_key
from cchc_analysis.choices import LANGUAGES

AREAS = (
    *("institutions", "procedures", "organisation", "civil_service"),
    *("public_finance", "e_government", "direction"),
)
"""Areas of the reform programme, in its order."""

LEVELS = ("province", "district", "commune", "all")
"""Levels of administration before 2025-07-01, from the top; ``all`` where none is named."""


@dataclass(frozen=True)
class Metric:
    """A canonical measure: two figures of one metric and one scope are of the same measure."""

    metric: str
    area: str
    unit: str
    better: str
    name_en: str
    name_vi: str
    measures: str
    measures_vi: str
    step_of: str


@dataclass(frozen=True)
class Scope:
    """What narrows the base of a figure, of which metrics; ``level`` is the one that the scope itself names."""

    scope: str
    name_en: str
    name_vi: str
    level: str
    metrics: tuple[str, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class Dimension:
    """A part of an index, or its ``total``, with what it is out of from ``first`` to ``last`` (empty: always)."""

    metric: str
    dimension: str
    first: int
    last: int
    scale: float
    is_sum: bool
    name_en: str
    name_vi: str


@dataclass(frozen=True)
class Province:
    """A province as it was until ``valid_until``, with the unit it went into and its square on a grid of tiles."""

    province: str
    province_code: str
    valid_until: str
    successor: str
    aliases: tuple[str, ...]
    tile: tuple[int, int] | None = None


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@lru_cache(maxsize=1)
def metrics() -> dict[str, Metric]:
    """Give every metric by its id.

    Examples
    --------
    >>> metrics()["e_dossier_rate"].name_en
    'Work dossiers processed online'
    """
    return {row["metric"]: Metric(**row) for row in read_table("metrics.csv")}


@lru_cache(maxsize=1)
def indices() -> tuple[str, ...]:
    """Give the ids of the indices: metrics that are published as a score of a province.

    Examples
    --------
    >>> indices()[:2]
    ('par_index', 'pci_index')
    """
    return tuple(name for name, metric in metrics().items() if metric.unit == "index")


@lru_cache(maxsize=1)
def dimensions() -> tuple[Dimension, ...]:
    """Give the dimensions of every index, the total first; one whose scale changed stands once a scale.

    Examples
    --------
    >>> [(part.first, part.scale) for part in dimensions() if part.dimension == "total"][:2]
    [(2011, 60.0), (2018, 80.0)]
    """
    return tuple(
        Dimension(
            row["metric"],
            row["dimension"],
            int(row["first"] or 0),
            int(row["last"] or 9999),
            float(row["scale"]),
            row["total"] == "sum",
            row["name_en"],
            row["name_vi"],
        )
        for row in read_table("dimensions.csv")
    )


@lru_cache(maxsize=1)
def phrases() -> tuple[tuple[str, str], ...]:
    """Give the pairs (folded phrase, metric) by which documents name metrics, longest phrase first."""
    pairs = {(fold(row["phrase"]), row["metric"]) for row in read_table("phrases.csv")}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(maxsize=1)
def scopes() -> dict[str, Scope]:
    """Give every scope by its id.

    Examples
    --------
    >>> scopes()["eligible"].name_vi
    'TTHC đủ điều kiện'
    """
    return {
        row["scope"]: Scope(
            row["scope"],
            row["name_en"],
            row["name_vi"],
            row["level"],
            _split(row["metrics"]),
            _split(row["phrases"]),
        )
        for row in read_table("scopes.csv")
    }


@lru_cache(maxsize=1)
def comparators() -> dict[str, str]:
    """Give the symbol of every comparator phrase, folded.

    Examples
    --------
    >>> comparators()["từ … trở lên"]
    '>='
    """
    return {fold(row["phrase"]): row["comparator"] for row in read_table("comparators.csv")}


@lru_cache(maxsize=1)
def levels() -> dict[str, tuple[str, ...]]:
    """Give the levels that every level phrase names, folded; `each_level` tells which name them one by one.

    Examples
    --------
    >>> levels()["mỗi cấp"]
    ('province', 'district', 'commune')
    """
    return {fold(row["phrase"]): tuple(row["levels"].split(";")) for row in read_table("levels.csv")}


@lru_cache(maxsize=1)
def each_level() -> frozenset[str]:
    """Give the level phrases, folded, that say a figure of each level by itself.

    Examples
    --------
    >>> "mỗi cấp" in each_level()
    True
    """
    return frozenset(fold(row["phrase"]) for row in read_table("levels.csv") if row["each"])


@lru_cache(maxsize=1)
def provinces() -> dict[str, Province]:
    """Give the 63 provinces of before 2025-07-01 by name.

    Examples
    --------
    >>> provinces()["Kon Tum"].successor
    'Quảng Ngãi'
    """
    return {
        row["province"]: Province(
            row["province"],
            row["province_code"],
            row["valid_until"],
            row["successor"],
            _split(row["aliases"]),
            (int(row["tile_row"]), int(row["tile_column"])),
        )
        for row in read_table("provinces.csv")
    }


@lru_cache(maxsize=1)
def cues() -> dict[str, frozenset[str]]:
    """Give the phrases, folded, by which a sentence tells what its figures are, by kind of cue.

    Examples
    --------
    >>> "phấn đấu" in cues()["aim"]
    True
    """
    found: dict[str, set[str]] = {}
    for row in read_table("cues.csv"):
        found.setdefault(row["cue"], set()).update(map(fold, row["phrases"].split("|")))
    return {cue: frozenset(words) for cue, words in found.items()}


@dataclass(frozen=True)
class Concept:
    """What words of the field mean: a thing (noun), what is done with it (act), how (quality), or an index."""

    concept: str
    kind: str
    phrases: frozenset[str]


@lru_cache(maxsize=1)
def concepts() -> dict[str, Concept]:
    """Give every concept by its id.

    Examples
    --------
    >>> "nộp" in concepts()["file"].phrases
    True
    """
    found: dict[str, tuple[str, set[str]]] = {}
    for row in read_table("concepts.csv"):
        found.setdefault(row["concept"], (row["kind"], set()))[1].update(map(fold, row["phrases"].split("|")))
    return {name: Concept(name, kind, frozenset(words)) for name, (kind, words) in found.items()}


@dataclass(frozen=True)
class Signature:
    """What must stand in a clause for its figure to be of a metric.

    ``of``: one of these things is counted, none of them where it holds ``-``; ``must``: of each group one;
    ``never``: none of these; ``kind``: share, count or index;
    ``level``: words for the level that it is of where none is named.
    """

    metric: str
    of: frozenset[str]
    must: tuple[frozenset[str], ...]
    never: frozenset[str]
    kind: str
    level: str


@lru_cache(maxsize=1)
def signatures() -> tuple[Signature, ...]:
    """Give the signatures of all metrics.

    Examples
    --------
    >>> next(each for each in signatures() if each.metric == "electronic_circulation_rate").must
    (frozenset({'circulate'}),)
    """
    return tuple(
        Signature(
            row["metric"],
            frozenset(_split(row["of"])),
            tuple(frozenset(_split(group)) for group in row["must"].split(";") if group),
            frozenset(_split(row["not"])),
            row["kind"],
            row["level"],
        )
        for row in read_table("signatures.csv")
    )


@lru_cache(maxsize=1)
def cautions() -> tuple[dict[str, str], ...]:
    """Give what must be said beside figures of a metric or of a scope: metric, scope, en, vi."""
    return tuple(read_table("cautions.csv"))


@lru_cache(maxsize=2)
def labels(lang: str) -> dict[str, str]:
    """Give the words of the field and the texts of charts in one language, ``vi`` or ``en``, by key."""
    if lang not in LANGUAGES:
        raise ValueError(f"unknown lang {lang!r}; choose vi or en")
    return {row["key"]: row[lang] for name in ("words.csv", "labels.csv") for row in read_table(name)}
