"""A document's text as running words: letters composed, line breaks and marks read as one space, places kept."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_GAP = re.compile(r"(?:\s|\*|#|</?su[bp]>)+")
_SENTENCE_END = re.compile(r"[.!?:](?= )")
_OPENS_PARAGRAPH = re.compile(r"[-–•+(\"“]|\d+[.)]|\w{1,2}\)|[^\W\d_]")


@dataclass(frozen=True)
class Text:
    """A text as running words, with the line that every place comes from and the breaks between paragraphs."""

    words: str
    line_starts: tuple[int, ...]
    breaks: tuple[int, ...]
    sha256: str

    def line(self, place: int) -> int:
        """Give the number of the line, from 1, in which a place of the running words stands."""
        return bisect_right(self.line_starts, place)

    def places(self, phrase: str) -> list[int]:
        """Give every place where a phrase stands, whole words only."""
        bounded = rf"(?<!\w){re.escape(phrase)}(?!\w)"
        return [match.start() for match in re.finditer(bounded, self.words)]

    def sentence(self, start: int, end: int) -> str:
        """Give the whole sentence round a place, across page breaks."""
        before = max((mark for mark in self._sentence_marks if mark <= start), default=0)
        after = min((mark for mark in self._sentence_marks if mark >= end), default=len(self.words))
        return self.words[before:after]

    @cached_property
    def _sentence_marks(self) -> list[int]:
        ends = [
            match.end()
            for match in _SENTENCE_END.finditer(self.words)
            if match[0] != ":" and self.words[match.end() + 1 : match.end() + 2].isupper()
        ]
        return sorted({*ends, *self.breaks})


def read_txt(path: Path) -> Text:
    r"""Read a text file in UTF-8.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "plan.txt"
    >>> _ = file.write_text("**Đạt\n80%** hồ sơ.", encoding="utf-8")
    >>> text = read_txt(file)
    >>> text.words, text.line(text.places("80%")[0])
    ('Đạt 80% hồ sơ.', 2)
    """
    raw = path.read_bytes()
    composed = unicodedata.normalize("NFC", raw.decode("utf-8-sig"))
    words, line_starts, breaks, length, blank = [], [], [], 0, True
    for line in composed.split("\n"):
        text = _GAP.sub(" ", line).strip()
        line_starts.append(length + bool(length))
        if text:
            if blank and length and _opens_paragraph(text):
                breaks.append(length)
            words.append(text)
            length += len(text) + bool(length)
        blank = not text
    return Text(" ".join(words), tuple(line_starts), tuple(breaks), hashlib.sha256(raw).hexdigest())


def _opens_paragraph(text: str) -> bool:
    """Tell a new paragraph or table cell from a sentence that a page break cut in two."""
    first = _OPENS_PARAGRAPH.match(text)
    return bool(first) and not text[0].islower()
