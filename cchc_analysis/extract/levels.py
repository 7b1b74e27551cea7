"""Finds the levels that a figure is said of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cchc_analysis.catalog import levels
from cchc_analysis.extract.words import Word


def _adjacent(text: str, words: list[Word], before: int) -> list[str]:
    """Give the level of which a figure is said right after it (``tỉnh 60%; huyện 50%``)."""
    return [
        word.phrase
        for word in words
        if word.kind == "level" and word.phrase in _ALONE and text[word.end : max(word.end, before)] == " "
    ]


def follows_level(text: str, words: Iterable[Word], figure_start: int) -> bool:
    """Tell whether a figure stands right after the level that it is said of (``cấp huyện 392 nghìn hồ sơ``).

    Examples
    --------
    >>> from cchc_analysis.extract.words import spot_words
    >>> sentence = "cấp huyện 392 hồ sơ, còn lại ở cấp xã"
    >>> follows_level(sentence, spot_words(sentence), sentence.index("392"))
    True
    """
    return any(
        word.kind == "level" and _RIGHT_BEFORE.fullmatch(text, word.end, max(word.end, figure_start))
        for word in words
    )


def _is_listed(text: str, word: Word, words: Iterable[Word]) -> bool:
    """Tell whether another level stands right beside the one, as in a list of levels."""
    if word.phrase != "ủy ban nhân dân tỉnh":
        return False
    return any(
        other.kind == "level" and re.fullmatch(r",? (?:và )?", text[word.end : other.start]) for other in words
    )


_ALONE = frozenset(
    {"tỉnh", "huyện", "xã", "sở", "quận", "phường", "thị xã", "thị trấn", "ủy ban nhân dân tỉnh", "các sở"}
)
"""Words that name a level only right after a figure (``12/12 huyện``): elsewhere they are part of names."""
_RIGHT_BEFORE = re.compile(r":? ")
_RIGHT_AFTER = re.compile(r" ?(?:số |các |đơn vị |tổng số )?$")
_BASE = re.compile(r" (?:(?:tổng )?số )?")
"""Between a figure and the units that it is a share of: levels elsewhere in the clause only act on them."""
_POOLING = "ngành dọc"


def find_levels(text: str, words: Iterable[Word], start: int, end: int, after: int, before: int = -1) -> list[str]:
    """Give the level words of a clause; its figure stands from ``before`` to ``after``.

    Words that pool levels (``các cơ quan, đơn vị``) stand back where a level is named; ``ngành dọc`` does not,
    since it is counted together with a level.

    Examples
    --------
    >>> from cchc_analysis.extract.words import spot_words
    >>> clause = "90% cơ quan hành chính cấp xã và các cơ quan ngành dọc"
    >>> find_levels(clause, spot_words(clause), 0, len(clause), 3)
    ['cấp xã', 'ngành dọc']
    """
    known, words = levels(), list(words)
    if adjacent := _adjacent(text, words, before):
        return adjacent
    base = _BASE.match(text, after)
    has_base = base and any(word.kind == "level" and word.start == base.end() for word in words)
    begins = after if has_base else start
    named: dict[tuple[str, ...], str] = {}
    for word in words:
        if word.kind != "level" or word.start < begins or word.end > end:
            continue
        if has_base and text.startswith("được ", word.start - len("được ")):
            continue  # who acts on them
        if word.phrase in _ALONE and not (
            (word.start >= after and _RIGHT_AFTER.fullmatch(text[after : word.start]))
            or _RIGHT_BEFORE.fullmatch(text, word.end, max(word.end, before))
            or _is_listed(text, word, words)
        ):
            continue
        named.setdefault(known[word.phrase], word.phrase)
    pooled = {group: phrase for group, phrase in named.items() if group == ("all",)}
    single = {group: phrase for group, phrase in named.items() if group != ("all",)}
    if _POOLING in pooled.values():
        return [*single.values(), _POOLING]
    if not single:
        return list(pooled.values())
    many = [group for group in single if len(group) > 1]
    if many:
        return [single[max(many, key=len)]]
    return list(single.values())
