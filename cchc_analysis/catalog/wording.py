"""One spelling for words that documents write in several: letters composed, abbreviations opened, slips read."""

import re
import unicodedata
from functools import lru_cache

from cchc_analysis.catalog.files import read_table
from cchc_analysis.catalog.spotting import Spotter
from cchc_analysis.rewriting import Rewritten, rewrite, unmarked

_OLD_TONE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?<!q..)(?!\w)")
_SPACES = re.compile(r"\s+")
_OF_LAW = re.compile(r"-$|\d/$")
"""Opens a part of a number such as ``45/QĐ-UBND``."""
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
"""Signs that no one sees: soft hyphens, joiners, byte-order marks, signs of direction."""
_BEFORE_NAME = re.compile(r"^(?:(?:tinh|thanh pho|tp)\s+|tp\.\s*)")


@lru_cache(maxsize=1)
def _rewriting() -> tuple[Spotter, re.Pattern[str], dict[str, str]]:
    rows = read_table("wordings.csv")
    glued = "|".join(re.escape(row["written"]) for row in rows if row["written"].endswith("."))
    opened = (row["written"] for row in rows if row["kind"] != "glued")
    before_name = re.compile(rf"(?<!\w)(?:{glued})(?=\d|[^\W\d_]{{2}})")  # ``TP.Vinh``, ``Q.1``
    return Spotter(opened), before_name, {row["written"]: row["read_as"] for row in rows}


@lru_cache(maxsize=65536)
def compose(text: str) -> str:
    """Compose letters (NFC), leave out signs that no one sees, and make every run of white space one space."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _INVISIBLE.sub("", text))).strip()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Give the form under which two wordings of one thing are equal.

    Lower case, letters composed, the tone mark on the first vowel of ``oa``, ``oe``, ``uy`` at the end of a
    word (``hoá`` as ``hóa``), abbreviations opened and common scanning slips read, as listed in
    ``catalog/wordings.csv``; ``...`` and ``…`` are the same gap.

    >>> fold("Tỉ lệ TTHC được số hoá")
    'tỷ lệ thủ tục hành chính được số hóa'
    """
    return fold_keeping_places(compose(text).replace("...", "…")).text


def fold_keeping_places(words: str) -> Rewritten:
    """Fold composed words, as `fold` does, and keep the way back to each of their places."""
    plain = words.lower()
    if len(plain) != len(words):  # a few foreign letters have a longer small form
        plain = "".join(letter.lower()[0] for letter in words)
    plain = _OLD_TONE.sub(lambda match: _tone_on_first(match[0]), plain.replace("％", "%"))
    spotter, before_name, table = _rewriting()
    glued = ((*match.span(), f"{table[match[0]]} ") for match in before_name.finditer(plain))
    openings = (
        (start, end, f"{' ' * plain[start - 1 : start].isdigit()}{table[written]}")  # ``216.340hs``
        for start, end, written in spotter.longest(plain)
        if not _OF_LAW.search(plain, max(0, start - 2), start)
    )
    return rewrite(plain, sorted((*openings, *glued)))


@lru_cache(maxsize=16)
def _tone_on_first(vowels: str) -> str:
    first, second, tone = list(unicodedata.normalize("NFD", vowels))
    return unicodedata.normalize("NFC", first + tone + second)


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Give the form under which two spellings of a province's name are equal: no marks, no case, no ``tỉnh``."""
    joined = " ".join(unmarked(fold(name)).replace("–", " ").replace("-", " ").split())
    return _BEFORE_NAME.sub("", joined)


def has_phrase(text: str, phrase: str) -> bool:
    """Tell whether a text has a phrase, as a `Spotter` of that phrase alone finds it."""
    return bool(_spotter(phrase).spots(text))


@lru_cache(maxsize=4096)
def _spotter(phrase: str) -> Spotter:
    return Spotter([phrase])
