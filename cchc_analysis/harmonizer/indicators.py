"""Recognizes the metric that an indicator names, by its words and the kind of its value."""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from cchc_analysis.catalog import find_phrase, fold, hints, metrics, phrases
from cchc_analysis.catalog.spotting import GAP, Spot, Spotter
from cchc_analysis.errors import nearest_names

_UNITS = {
    "percent": {"percent", "percentage_point"},
    "fraction": {"percent"},
    "count": {"count", "index"},
    "direction": {"percent", "percentage_point", "count", "index"},
}


class _Unmarked(dict[int, str]):
    """Letters by their code without their marks, one for one."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFD", chr(code))[0]
        self[code] = "d" if plain == "đ" else plain
        return self[code]


_UNMARKED = _Unmarked()


@lru_cache(maxsize=64)  # a sentence is asked for by each of its figures
def bare(text: str) -> str:
    """Strip folded letters of their marks, place for place, as a bad scan may: ``hài lòng`` is ``hai long``.

    Examples
    --------
    >>> bare("được số hóa")
    'duoc so hoa'
    """
    return text.translate(_UNMARKED)


@lru_cache(maxsize=16)
def _by_phrase(kind: str, loosely: bool, marked: bool) -> dict[str, tuple[str, ...]]:
    catalogue = metrics()
    found: dict[str, list[str]] = {}
    for phrase, metric in (*phrases(), *(hints() if loosely else ())):
        if catalogue[metric].unit in _UNITS[kind]:
            found.setdefault(phrase if marked else bare(phrase), []).append(metric)
    return {phrase: tuple(metrics_named) for phrase, metrics_named in found.items()}


@lru_cache(maxsize=16)
def _spotter(kind: str, loosely: bool, marked: bool) -> Spotter:
    return Spotter(_by_phrase(kind, loosely, marked))


class Named(NamedTuple):
    """A metric and the words of a text that name it."""

    metric: str
    spot: Spot


def name_metrics(
    text: str,
    kind: str,
    start: int = 0,
    end: int | None = None,
    among: Container[str] | None = None,
    *,
    loosely: bool = False,
    marked: bool = True,
) -> list[Named]:
    """Give the metrics that a folded text, or a part of it, names for a kind of value, and by which words.

    ``among`` narrows the metrics that come into question; ``loosely`` takes the hints of the catalogue too;
    without ``marked`` the text is one whose letters `bare` has stripped of their marks.

    Examples
    --------
    >>> [named.metric for named in name_metrics("chỉ số par index, chỉ số papi", "direction")]
    ['par_index', 'par_index', 'papi_index']
    """
    names = _by_phrase(kind, loosely, marked)
    return [
        Named(metric, spot)
        for spot in _spotter(kind, loosely, marked).spots(text, start, end)
        for metric in names[spot.phrase]
        if among is None or metric in among
    ]


def apart(found: list[Named]) -> list[Named]:
    """Leave of words that overlap only the longest, by their places.

    Examples
    --------
    >>> [named.metric for named in apart(name_metrics("chỉ số par index, chỉ số papi", "direction"))]
    ['par_index', 'papi_index']
    """
    kept: list[Named] = []
    for named in sorted(found, key=lambda named: (-len(named.spot.phrase), named.spot.start)):
        if not any(_covers(other, named) for other in kept):
            kept.append(named)
    return sorted(kept, key=lambda named: named.spot.start)


def _covers(other: Named, named: Named) -> bool:
    (start, end, phrase), (first, last, longer) = named.spot, other.spot
    if other.metric == named.metric:
        return first < end and start < last
    if GAP in longer:  # only its first words are sure to be its own
        last = first + len(longer.partition(GAP)[0].strip())
    return phrase != longer and first < end and start < last


@lru_cache(maxsize=4096)
def recognize(indicator: str, kind: str) -> str:
    """Give the metric of an indicator.

    The longest catalogue phrase that the indicator contains wins, among metrics whose unit goes with the kind
    of value: ``percent``, ``fraction``, ``count``, or ``direction`` where there is no value.

    Raises
    ------
    ValueError
        No phrase fits: the message names the nearest metrics. Two metrics have equally long phrases: the
        message names both.

    Examples
    --------
    >>> recognize("hồ sơ công việc được xử lý trên môi trường mạng", "percent")
    'e_dossier_rate'
    >>> recognize("áp dụng HTQLCL", "percent"), recognize("áp dụng HTQLCL", "count")
    ('iso9001_adoption_rate', 'iso9001_adoption_count')
    """
    text = fold(indicator)
    catalogue = metrics()
    named = name_metrics(text, kind)
    longest = max((len(each.spot.phrase) for each in named), default=0)
    found = {each.metric for each in named if len(each.spot.phrase) == longest}
    if len(found) == 1:
        return found.pop()
    if found:
        both = " and ".join(sorted(found))
        raise ValueError(f"{indicator!r} names {both} alike; word it more closely")
    others = {metric for phrase, metric in phrases() if find_phrase(phrase, text) >= 0}
    if others:
        wrong = sorted(f"{metric} ({catalogue[metric].unit})" for metric in others)
        raise ValueError(
            f"{indicator!r} names {', '.join(wrong[:3])}, not a {kind}; correct the value or the words"
        )
    fitting = {phrase: metric for phrase, metric in phrases() if catalogue[metric].unit in _UNITS[kind]}
    close = dict.fromkeys(fitting[phrase] for phrase in nearest_names(text, fitting))
    raise ValueError(f"no metric is named by {indicator!r} with a {kind}; nearest: {', '.join(close)}")
