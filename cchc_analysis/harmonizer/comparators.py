"""Reads comparator words: a floor, a ceiling, a plain figure, a direction."""

import re
from functools import lru_cache

from cchc_analysis.catalog import comparators, fold, has_phrase
from cchc_analysis.errors import nearest
from cchc_analysis.schema import DIRECTIONS

_NEUTRAL = re.compile(r"\b(?:và|là|phấn đấu|từng bước|đảm bảo|bảo đảm|hoàn thành|ở mức|mức)\b|[,;…\s]")
"""Words that say nothing of a bound or a direction."""


@lru_cache(maxsize=4096)
def comparator_phrases(cell: str) -> list[str]:
    """Give the known phrases that a comparator cell consists of, folded; ValueError where a word is left over."""
    rest, found = fold(cell), []
    for phrase in comparators():
        if has_phrase(rest, phrase):
            found.append(phrase)
            for piece in phrase.split("…"):
                rest = rest.replace(piece.strip(), " ", 1)
    says_nothing = cell and not found and not any(map(str.isalpha, cell))
    if _NEUTRAL.sub("", rest) or says_nothing:
        raise ValueError(f"cannot read {cell!r}; {nearest(fold(cell), comparators())}")
    return found


@lru_cache(maxsize=8)
def bound_phrases(*signs: str) -> frozenset[str]:
    """Give the phrases of bounds of some signs that stand as a whole before a figure."""
    return frozenset(phrase for phrase, sign in comparators().items() if sign in signs and "…" not in phrase)


def said_symbols(cell: str | None) -> frozenset[str]:
    """Give what the words of a comparator cell say: bounds, directions, a plain figure."""
    return frozenset(comparators()[phrase] for phrase in comparator_phrases(cell or ""))


def read_comparator(cell: str | None, has_value: bool) -> str:
    """Read a comparator cell into its symbol.

    An empty cell is ``=``. With a figure a bound beats a direction (``giảm tối thiểu 10%`` is a floor on the
    reduction) and a direction alone is ``=``. Without a figure there must be a direction.
    """
    directions = said_symbols(cell) & set(DIRECTIONS)
    bounds = said_symbols(cell) - directions - {"="}
    if len(bounds) > 1 or len(directions) > 1:
        raise ValueError(f"{cell!r} says two things at once; write one")
    if has_value:
        return next(iter(bounds), "=")
    if not directions or bounds:
        raise ValueError("no value and no direction; write the value, or a direction such as 'nâng cao' or 'giảm'")
    return next(iter(directions))
