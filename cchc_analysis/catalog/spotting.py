"""Finds every phrase of a list in a text at once, whole words only, phrases with gaps too."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import ahocorasick


class Spot(NamedTuple):
    """Where a phrase stands in a text; of a phrase with gaps from its first word to its last."""

    start: int
    end: int
    phrase: str


class Spotter:
    """Finds phrases in one pass over a text (Aho and Corasick 1975), however many there are.

    ``…`` in a phrase skips any words. Phrases and texts are taken as already folded.

    >>> spotter = Spotter(["số hóa … còn hiệu lực", "kết quả"])
    >>> [spot.phrase for spot in spotter.spots("số hóa kết quả còn hiệu lực")]
    ['kết quả', 'số hóa … còn hiệu lực']
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        ending: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for phrase in dict.fromkeys(phrases):
            *before, last = (piece.strip() for piece in phrase.split("…") if piece.strip())
            ending.setdefault(last, []).append((phrase, tuple(reversed(before))))
            for piece in before:
                ending.setdefault(piece, [])
        self._automaton = ahocorasick.Automaton()
        for piece, phrases_ending in ending.items():
            self._automaton.add_word(piece, (piece, phrases_ending))
        self._automaton.make_automaton()

    def longest(self, text: str) -> Iterator[Spot]:
        """Give the longest phrases without gaps that a text has, without overlap; a number may be before one."""
        for last, (piece, _) in self._automaton.iter_long(text):
            first, after = last + 1 - len(piece), last + 1
            if not (text[first - 1 : first].isalpha() or _in_word(text[after : after + 1])):
                yield Spot(first, after, piece)

    def spots(self, text: str, start: int = 0, end: int | None = None) -> list[Spot]:
        """Give every phrase that stands in a text, or between two places of it, by its end."""
        stop = len(text) if end is None else end
        found: list[Spot] = []
        met: dict[str, list[tuple[int, int]]] = {}
        for last, (piece, phrases_ending) in self._automaton.iter(text, start, stop):
            first, after = last + 1 - len(piece), last + 1
            if (first > start and _in_word(text[first - 1]) and piece[0].isalnum()) or (
                after < stop and _in_word(text[after]) and piece[-1].isalnum()
            ):
                continue  # within a word
            for phrase, before in phrases_ending:
                opened = _reach_back(before, first, met) if before else first
                if opened >= 0:
                    found.append(Spot(opened, after, phrase))
            met.setdefault(piece, []).append((first, after))
        return found


def _in_word(letter: str) -> bool:
    """Tell whether a letter belongs to a word; the raised number of a note does not."""
    return letter.isalpha() or letter.isdecimal()


def _reach_back(before: tuple[str, ...], first: int, met: dict[str, list[tuple[int, int]]]) -> int:
    """Give where a phrase with gaps begins, its pieces taken as near together as they stand; -1 if one lacks."""
    for piece in before:
        first = next((opened for opened, ended in reversed(met.get(piece, ())) if ended <= first), -1)
        if first < 0:
            return -1
    return first
