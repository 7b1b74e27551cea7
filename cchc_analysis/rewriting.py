"""Rewrites parts of a text and keeps the way back: which place of the original each place came from."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


def unmarked(text: str) -> str:
    """Give a text without the marks of its letters, such as tones and hats; ``đ`` is ``d``.

    >>> unmarked("Đắk Lắk")
    'Dak Lak'
    """
    letters = unicodedata.normalize("NFD", text)
    plain = "".join(letter for letter in letters if unicodedata.category(letter) not in ("Mn", "Cf"))
    return plain.replace("đ", "d").replace("Đ", "D")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A rewritten text and its edits: from where to where, in this text and in the one it was made of."""

    text: str
    starts: list[int]
    ends: list[int]
    old_starts: list[int]
    old_ends: list[int]

    def origin(self, place: int) -> int:
        """Give the place of the original at which what stands here begins."""
        edit = bisect_right(self.starts, place) - 1
        if edit < 0:
            return place
        if place < self.ends[edit]:
            return self.old_starts[edit]
        return self.old_ends[edit] + place - self.ends[edit]

    def origin_end(self, end: int) -> int:
        """Give the place of the original at which what ends here ends."""
        edit = bisect_right(self.starts, end - 1) - 1
        if edit < 0:
            return end
        return self.old_ends[edit] + max(0, end - self.ends[edit])


def rewrite(text: str, edits: Iterable[tuple[int, int, str]]) -> Rewritten:
    """Replace parts of a text, each given as its start, its end and what to write there, in their order.

    >>> opened = rewrite("số TTHC mới", [(3, 7, "thủ tục hành chính")])
    >>> opened.text, opened.origin(opened.text.index("mới")), opened.origin_end(10)
    ('số thủ tục hành chính mới', 8, 7)
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    old_starts: list[int] = []
    old_ends: list[int] = []
    done = length = 0
    for first, last, new in edits:
        pieces += (text[done:first], new)
        length += first - done
        starts.append(length)
        length += len(new)
        ends.append(length)
        old_starts.append(first)
        old_ends.append(last)
        done = last
    pieces.append(text[done:])
    return Rewritten("".join(pieces), starts, ends, old_starts, old_ends)
