"""What the field knows, as data: metrics, scopes, levels, comparators, provinces, and the words documents use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache, partial
from typing import Any, TypeVar

from cchc_analysis.catalog.files import read_table
from cchc_analysis.catalog.wording import compose as compose
from cchc_analysis.catalog.wording import fold as fold
from cchc_analysis.catalog.wording import fold_keeping_places as fold_keeping_places
from cchc_analysis.catalog.wording import has_phrase as has_phrase
from cchc_analysis.catalog.wording import name_key as name_key
from cchc_analysis.choices import LANGUAGES

AREAS = (
    *("institutions", "procedures", "organisation", "civil_service"),
    *("public_finance", "e_government", "direction"),
)
"""Areas of the reform programme, in its order."""

LEVELS = ("province", "district", "commune", "all")
"""Levels of administration before 2025-07-01, from the top; ``all`` where none is named."""

EACH_YEAR = "yearly"
"""The scope of what is counted in each year of a time, on the metric's own base, where others are of all of it."""

OF_INDEX = ("score", "rank")
"""Scopes that say in what a figure of an index is stated: both are of the whole index, neither of a part."""

T = TypeVar("T")
Folded = frozenset[str]


@dataclass(frozen=True)
class Metric:
    """A canonical measure: two figures of one metric and one scope are of the same measure.

    Counts are whole but where ``decimals`` tells that they may not be, as an average or a sum of money. Of a
    ``change`` the figure is by how much, not how far. A ``stock`` is what there is on a day, such as staff, or
    comes each year; other counts and changes are of what happens within their time.
    """

    metric: str
    area: str
    unit: str
    better: str
    name_en: str
    name_vi: str
    measures: str
    measures_vi: str
    step_of: str
    decimals: bool = False
    change: bool = False
    stock: bool = False

    @property
    def is_of_a_span(self) -> bool:
        """Whether a figure says what happened within its time: of another length it is another measure."""
        return not self.stock and (self.change or self.unit == "count")


@dataclass(frozen=True)
class Scope:
    """What narrows the base of a figure, of which metrics, at which ``level``; ``each_year`` it is no total."""

    scope: str
    name_en: str
    name_vi: str
    level: str
    each_year: bool
    metrics: tuple[str, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class Dimension:
    """A part of an index, or its total, which may be a ``sum``; what it is out of from ``first`` to ``last``."""

    metric: str
    dimension: str
    first: int
    last: int
    scale: float
    total: str
    name_en: str
    name_vi: str


@dataclass(frozen=True)
class Province:
    """A province as it was until ``valid_until``, the unit it went into, its square on a grid, colour and mark."""

    province: str
    province_code: str
    valid_until: str
    successor: str
    aliases: tuple[str, ...] = ()
    tile: tuple[int, ...] = ()
    """Row and column of the square, from 1; empty where it has none."""
    look: tuple[str, ...] = ()


NO_PROVINCE = Province("", "00", "", "")
"""Stands in for the province of a document that is not known."""


@dataclass(frozen=True)
class Concept:
    """What words of the field mean: a thing (noun), what is done with it (act), how (quality), or an index."""

    concept: str
    kind: str
    phrases: Folded


@dataclass(frozen=True)
class Genre:
    """What documents of a title are, plan or report; ``capitals``: only these are one, since others cite it."""

    genre: str
    kind: str
    symbol: str
    capitals: bool


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


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


_READERS: dict[str, Callable[[str], Any]] = {
    "str": str,
    "int": lambda cell: int(cell or 0),
    "float": float,
    "bool": bool,
    "tuple[str, ...]": _split,
    "tuple[int, ...]": lambda cell: tuple(map(int, _split(cell))),
    "frozenset[str]": lambda cell: frozenset(_split(cell)),
    "tuple[frozenset[str], ...]": lambda cell: tuple(frozenset(_split(part)) for part in cell.split(";") if part),
    "Folded": lambda cell: frozenset(map(fold, _split(cell))),
}
"""How a cell is read, by the type of its field."""


def _records(kind: type[T], name: str) -> list[T]:
    """Read a file of the catalogue, a record a row, each cell by the type of its field; one left out is empty."""
    readers = {field.name: _READERS[str(field.type)] for field in fields(kind)}  # type: ignore[arg-type]
    rows = read_table(name)
    return [kind(**{column: read(row.get(column) or "") for column, read in readers.items()}) for row in rows]


def _by_id(kind: type[T], name: str) -> Callable[[], dict[str, T]]:
    """Give a function that reads a file of the catalogue once, into its records by their first field."""
    return cache(lambda: {next(iter(vars(record).values())): record for record in _records(kind, name)})


metrics = _by_id(Metric, "metrics.csv")
scopes = _by_id(Scope, "scopes.csv")
provinces = _by_id(Province, "provinces.csv")
"""The 63 provinces of before 2025-07-01 by name."""
genres = _by_id(Genre, "genres.csv")
"""What documents are by the words with which their titles begin."""
signatures = cache(lambda: tuple(_records(Signature, "signatures.csv")))
"""The signatures of all metrics."""
cautions = cache(lambda: tuple(read_table("cautions.csv")))
"""What must be said beside figures of a metric or scope; up to how many points are no ``difference``."""


@cache
def indices() -> tuple[str, ...]:
    """Give the ids of the indices: metrics that are published as a score of a province."""
    return tuple(name for name, metric in metrics().items() if metric.unit == "index")


@cache
def dimensions() -> tuple[Dimension, ...]:
    """Give the dimensions of every index, the total first; one whose scale changed stands once a scale."""
    return tuple(replace(part, last=part.last or 9999) for part in _records(Dimension, "dimensions.csv"))


@lru_cache(maxsize=4096)
def scale_of(metric: str, dimension: str, year: int) -> float | None:
    """Give what a dimension of an index is out of in a year; None where it has no scale then."""
    parts = (part for part in dimensions() if (part.metric, part.dimension) == (metric, dimension))
    return next((part.scale for part in parts if part.first <= year <= part.last), None)


@cache
def phrases() -> tuple[tuple[str, str], ...]:
    """Give the pairs (folded phrase, metric, none where it is of another thing), longest phrase first."""
    pairs = {(fold(each), row["metric"]) for row in read_table("phrases.csv") for each in _split(row["phrase"])}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def comparators() -> dict[str, str]:
    """Give the symbol of every comparator phrase, folded, the longest first."""
    found = {fold(row["phrase"]): row["comparator"] for row in read_table("comparators.csv")}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


@cache
def levels() -> dict[str, tuple[str, ...]]:
    """Give the levels that every level phrase names, folded."""
    rows = read_table("levels.csv")
    return {fold(phrase): tuple(row["levels"].split(";")) for row in rows for phrase in _split(row["phrases"])}


@cache
def _folded(name: str) -> dict[str, Folded]:
    """Give the folded phrases of a file, several rows a key, by that key."""
    found: dict[str, Folded] = {}
    for key, *_, phrases in (row.values() for row in read_table(name)):
        found[key] = found.get(key, frozenset()) | set(map(fold, _split(phrases)))
    return found


cues = partial(_folded, "cues.csv")
"""The phrases, folded, by which a sentence tells what its figures are, by kind of cue."""
lists = partial(_folded, "lists.csv")
"""The words, folded, that single questions ask for, by the name of their list; no cues of a sentence."""


def either(words: Iterable[str]) -> str:
    """Give words as the alternatives of a regular expression, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def concepts() -> dict[str, Concept]:
    """Give every concept by its id."""
    phrases = _folded("concepts.csv")
    return {row.concept: replace(row, phrases=phrases[row.concept]) for row in _records(Concept, "concepts.csv")}


@cache
def either_of(kind: str) -> str:
    """Give the phrases of the concepts of a kind as the alternatives of a regular expression."""
    return either(words for each in concepts().values() if each.kind == kind for words in each.phrases)


@cache
def no_difference(metric: str) -> float:
    """Give up to how many points two scores of an index are no different; 0 where its scores are no estimates."""
    return max((float(row["difference"] or 0) for row in cautions() if row["metric"] == metric), default=0.0)


@cache
def labels(lang: str) -> dict[str, str]:
    """Give the words of the field and the texts of charts in one language, ``vi`` or ``en``, by key."""
    if lang not in LANGUAGES:
        raise ValueError(f"unknown lang {lang!r}; choose vi or en")
    return {row["key"]: row[lang] for name in ("words.csv", "labels.csv") for row in read_table(name)}
