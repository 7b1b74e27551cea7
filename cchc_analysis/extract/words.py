"""Spots the words of a sentence that say how its figures are meant: comparators, levels, cues."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cchc_analysis.catalog import comparators, cues, levels
from cchc_analysis.catalog.spotting import Spotter
from cchc_analysis.schema import DIRECTIONS


@lru_cache(maxsize=32)
def cue(kind: str) -> re.Pattern[str]:
    """Give the pattern of all phrases of one kind of cue, whole words.

    Examples
    --------
    >>> bool(cue("elsewhere").search("cả nước đạt 60%"))
    True
    """
    longest_first = sorted(cues()[kind], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


class Word(NamedTuple):
    """A spotted phrase and its kind: ``level``, ``bound``, ``direction``, ``equal``, or a kind of cue."""

    start: int
    end: int
    phrase: str
    kind: str


@lru_cache(maxsize=1)
def _kinds() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for phrase in levels():
        found.setdefault(phrase, []).append("level")
    for phrase, symbol in comparators().items():
        kind = "direction" if symbol in DIRECTIONS else "equal" if symbol == "=" else "bound"
        found.setdefault(phrase, []).append(kind)
    for cue, phrases in cues().items():
        for phrase in phrases:
            found.setdefault(phrase, []).append(cue)
    return {phrase: tuple(kinds) for phrase, kinds in found.items()}


@lru_cache(maxsize=1)
def _spotter() -> Spotter:
    return Spotter(_kinds())


@lru_cache(maxsize=256)
def spot_words(text: str) -> tuple[Word, ...]:
    """Give every comparator, level and cue of a folded sentence, by place; of levels that overlap the longer.

    Examples
    --------
    >>> [(word.phrase, word.kind) for word in spot_words("tối thiểu 90% sở, ban, ngành cấp tỉnh")]
    [('tối thiểu', 'bound'), ('sở, ban, ngành cấp tỉnh', 'level')]
    """
    kinds = _kinds()
    found = [Word(*spot, kind) for spot in _spotter().spots(text) for kind in kinds[spot.phrase]]
    named = _longest([word for word in found if word.kind == "level"])
    return tuple(sorted([*(word for word in found if word.kind != "level"), *named]))


def _longest(words: list[Word]) -> list[Word]:
    kept: list[Word] = []
    for word in sorted(words, key=lambda word: (word.start - word.end, word.start)):
        if not any(word.start < other.end and other.start < word.end for other in kept):
            kept.append(word)
    return kept
