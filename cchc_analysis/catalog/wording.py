"""One spelling for words that documents write in several: letters composed, abbreviations opened, slips read."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cchc_analysis.catalog.files import read_table

_MARKS = "\u0300\u0301\u0303\u0309\u0323"  # the five Vietnamese tone marks, decomposed
_OLD_TONE = re.compile(rf"(?<!q)(o[ae]|uy)([{_MARKS}])(?!\w|[\u0300-\u036f])")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=1)
def _rewriting() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row["written"]: row["read_as"] for row in read_table("wordings.csv")}
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), table


def compose(text: str) -> str:
    r"""Compose letters (NFC) and make every run of white space, also non-breaking, one space.

    Examples
    --------
    >>> compose(" tỉnh\u00a0 Hậu  Giang ")
    'tỉnh Hậu Giang'
    """
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Give the form under which two wordings of one thing are equal.

    Lower case, letters composed, the tone mark on the first vowel of ``oa``, ``oe``, ``uy`` at the end of a
    word (``hoá`` as ``hóa``), abbreviations opened and common scanning slips read, as listed in
    ``catalog/wordings.csv``; ``...`` and ``…`` are the same gap.

    Examples
    --------
    >>> fold("Tỉ lệ TTHC được số hoá")
    'tỷ lệ thủ tục hành chính được số hóa'
    """
    plain = compose(text).casefold().replace("...", "…").replace("％", "%")
    decomposed = unicodedata.normalize("NFD", plain)
    plain = unicodedata.normalize("NFC", _OLD_TONE.sub(lambda m: m[1][0] + m[2] + m[1][1], decomposed))
    pattern, table = _rewriting()
    return pattern.sub(lambda match: table[match[0]], plain)


def find_phrase(phrase: str, text: str) -> int:
    """Where a phrase ends in a text, whole words only, ``…`` in the phrase skipping any words; -1 where absent.

    Both are taken as already folded.

    Examples
    --------
    >>> find_phrase("số hóa … còn hiệu lực", "số hóa kết quả còn hiệu lực")
    27
    >>> find_phrase("xã", "xãm")
    -1
    """
    end = 0
    for piece in phrase.split(" … ") if "…" in phrase else (phrase,):
        start = _find_words(piece.strip("… "), text, end)
        if start < 0:
            return -1
        end = start + len(piece.strip("… "))
    return end


def _find_words(piece: str, text: str, start: int) -> int:
    at = text.find(piece, start)
    while at >= 0:
        end = at + len(piece)
        if not (at and text[at - 1].isalnum() and piece[0].isalnum()) and not (
            end < len(text) and text[end].isalnum() and piece[-1].isalnum()
        ):
            return at
        at = text.find(piece, at + 1)
    return -1
