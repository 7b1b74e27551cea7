"""Guesses the metric of a clause without a phrase of the catalogue: the one that it shares most words with."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cchc_analysis.catalog import fold, hints, levels, metrics, phrases

_WORD = re.compile(r"[^\W\d]+")
_LEAST_SHARE = 0.62  # of what a phrase says
_LEAST_SAID = 15.0  # nats; some three words that few metrics share
_CLEARLY = 1.1  # times the share of the next metric


class _Phrase(NamedTuple):
    """A phrase of the catalogue: its words and pairs of neighbours, what they say together, its last two words."""

    metric: str
    words: frozenset[str]
    says: float
    predicate: frozenset[str]


def alike(clause: str, unit: str) -> str | None:
    """Give the metric of one unit that a folded clause most likely names in words of its own.

    Words and pairs of neighbours are weighed by how few metrics use them, as in text retrieval (inverse document
    frequency, Spärck Jones 1972); a clause is like a phrase as far as it holds what the phrase says. None where
    no phrase is matched well, or two metrics are matched nearly as well.

    Examples
    --------
    >>> alike("hồ sơ thủ tục hành chính chuyển giữa các cơ quan bằng đường điện tử", "percent")
    'electronic_circulation_rate'
    >>> alike("hộ gia đình có đường truyền internet", "percent") is None
    True
    """
    weights, known = _catalogue()
    words = _words(clause)
    shares: dict[str, float] = {}
    for phrase in known:
        if metrics()[phrase.metric].unit != unit or not phrase.predicate <= words:
            continue
        said = sum(weights[word] for word in phrase.words & words)
        if said >= _LEAST_SAID and (share := said / phrase.says) > shares.get(phrase.metric, _LEAST_SHARE):
            shares[phrase.metric] = share
    best = sorted(shares, key=lambda metric: -shares[metric])[:2]
    if len(best) > 1 and shares[best[0]] < _CLEARLY * shares[best[1]]:
        return None
    return best[0] if best else None


@lru_cache(maxsize=1)
def _catalogue() -> tuple[dict[str, float], tuple[_Phrase, ...]]:
    by_metric = defaultdict(list)
    named = [(fold(metric.name_vi), metric.metric) for metric in metrics().values()]
    for phrase, metric in (*phrases(), *hints(), *named):
        by_metric[metric].append((_words(phrase), frozenset(_WORD.findall(phrase)[-2:]) - _of_levels()))
    users = Counter(
        word for each in by_metric.values() for word in frozenset().union(*(words for words, _ in each))
    )
    weights = {word: math.log(len(by_metric) / count) for word, count in users.items()}
    return weights, tuple(
        _Phrase(metric, words, sum(weights[word] for word in words) or math.inf, predicate)
        for metric, each in by_metric.items()
        for words, predicate in each
    )


def _words(text: str) -> frozenset[str]:
    """Give the words of a text and its pairs of neighbours, without what only names a level."""
    words = _WORD.findall(text)
    pairs = (f"{first} {second}" for first, second in pairwise(words) if not {first, second} <= _of_levels())
    return frozenset((*(word for word in words if word not in _of_levels()), *pairs))


@lru_cache(maxsize=1)
def _of_levels() -> frozenset[str]:
    return frozenset(word for phrase in (*levels(), "ủy ban nhân dân") for word in _WORD.findall(phrase))
