"""Recognizes the metric that an indicator names, by its words and the kind of its value."""

from __future__ import annotations

from functools import lru_cache

from cchc_analysis.catalog import find_phrase, fold, metrics, phrases
from cchc_analysis.catalog.spotting import Spotter
from cchc_analysis.errors import nearest_names

_UNITS = {
    "percent": {"percent", "percentage_point"},
    "fraction": {"percent"},
    "count": {"count", "index"},
    "direction": {"percent", "percentage_point", "count", "index"},
}


@lru_cache(maxsize=4)
def _by_phrase(kind: str) -> dict[str, tuple[str, ...]]:
    catalogue = metrics()
    found: dict[str, list[str]] = {}
    for phrase, metric in phrases():
        if catalogue[metric].unit in _UNITS[kind]:
            found.setdefault(phrase, []).append(metric)
    return {phrase: tuple(metrics_named) for phrase, metrics_named in found.items()}


@lru_cache(maxsize=4)
def _spotter(kind: str) -> Spotter:
    return Spotter(_by_phrase(kind))


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
    spots = _spotter(kind).spots(text)
    longest = max((len(spot.phrase) for spot in spots), default=0)
    found = {metric for spot in spots if len(spot.phrase) == longest for metric in _by_phrase(kind)[spot.phrase]}
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
