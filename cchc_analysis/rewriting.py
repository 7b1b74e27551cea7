"""Rewrites parts of a text and keeps the way back: which place of the original each place came from."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf


def unmarked(text: str) -> str:
    """Give a text without the marks of its letters, such as tones and hats; ``đ`` is ``d``."""
    letters = unicodedata.normalize("NFD", text)
    plain = "".join(letter for letter in letters if unicodedata.category(letter) not in ("Mn", "Cf"))
    return plain.replace("đ", "d").replace("Đ", "D")


_CAPITALS = (letter for letter in map(chr, range(ord("A"), ord("Ỹ") + 1)) if letter.isupper())
CAPITAL = "".join(letter for letter in _CAPITALS if unmarked(letter).isascii())
"""The capital letters of Vietnamese, for a class of a pattern; between À and Ỹ stand small ones, too."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A rewritten text and its edits: from where to where, in this text and in the one it was made of."""

    text: str
    edits: list[tuple[int, int, int, int]]

    def origin(self, place: int) -> int:
        """Give the place of the original at which what stands here begins."""
        _, end, first, last = self._edit_before(place)
        return first if place < end else last + place - end

    def origin_end(self, end: int) -> int:
        """Give the place of the original at which what ends here ends."""
        _, done, _, last = self._edit_before(end - 1)
        return last + max(0, end - done)

    def _edit_before(self, place: int) -> tuple[int, int, int, int]:
        """Give the last edit that begins at a place or before it; of none, one of nothing at the very start."""
        after = bisect_right(self.edits, (place, inf))
        return self.edits[after - 1] if after else (0, 0, 0, 0)


def rewrite(text: str, edits: Iterable[tuple[int, int, str]]) -> Rewritten:
    """Replace parts of a text, each given as its start, its end and what to write there, in their order."""
    pieces: list[str] = []
    made: list[tuple[int, int, int, int]] = []
    done = end = 0
    for first, last, new in edits:
        pieces += (text[done:first], new)
        start = end + first - done
        done, end = last, start + len(new)
        made.append((start, end, first, last))
    return Rewritten("".join([*pieces, text[done:]]), made)
