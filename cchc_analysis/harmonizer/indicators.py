"""Recognizes the metric that an indicator names, by its words and the kind of its value."""

from __future__ import annotations

from functools import lru_cache

from cchc_analysis.catalog import find_phrase, fold, metrics, phrases
from cchc_analysis.errors import nearest_names

_UNITS = {
    "percent": {"percent", "percentage_point"},
    "fraction": {"percent"},
    "count": {"count", "index"},
    "direction": {"percent", "percentage_point", "count", "index"},
}


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
    longest, found = 0, set()
    for phrase, metric in phrases():
        if len(phrase) < longest:
            break
        if catalogue[metric].unit in _UNITS[kind] and find_phrase(phrase, text) >= 0:
            longest = len(phrase)
            found.add(metric)
    if len(found) == 1:
        return found.pop()
    if found:
        both = " and ".join(sorted(found))
        raise ValueError(f"{indicator!r} names {both} alike; word it more closely")
    others = {metric for phrase, metric in phrases() if find_phrase(phrase, text) >= 0}
    if others:
        named = sorted(f"{metric} ({catalogue[metric].unit})" for metric in others)
        raise ValueError(
            f"{indicator!r} names {', '.join(named[:3])}, not a {kind}; correct the value or the words"
        )
    fitting = {phrase: metric for phrase, metric in phrases() if catalogue[metric].unit in _UNITS[kind]}
    close = dict.fromkeys(fitting[phrase] for phrase in nearest_names(text, fitting))
    raise ValueError(f"no metric is named by {indicator!r} with a {kind}; nearest: {', '.join(close)}")
