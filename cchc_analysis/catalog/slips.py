"""Reads words that a scan got wrong: a compound that the catalogue knows, the marks of one syllable changed."""

import re
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import chain, pairwise

from cchc_analysis.catalog import comparators, concepts, cues, levels, lists, phrases
from cchc_analysis.catalog.spotting import Spotter
from cchc_analysis.rewriting import rewrite

_TONES = "\u0300\u0301\u0309\u0303\u0323"
_HATS = "\u0302\u0306\u031b"
_RARER, _COMMONER = 0.5, 0.1  # of each syllable's places: a compound, not two words that happen to meet
_WORD = 3  # places in the catalogue: a syllable is a word of its own, no slip
_PIECE = re.compile(r"(?<![^\W\d])[^\W\d]++(?: [^\W\d]+)+")


def mend(words: str) -> str:
    """Give words with the slips of a scan mended, letter for letter, so that every place stays where it is."""
    plain = words.lower()
    if len(plain) != len(words):  # a few foreign letters have a longer small form
        return words
    spotter, meant = _slips()
    edits = []
    for slip in spotter.longest(plain):
        as_printed = zip(words[slip.start : slip.end], meant[slip.phrase], strict=True)
        mended = "".join(letter.upper() if printed.isupper() else letter for printed, letter in as_printed)
        edits.append((slip.start, slip.end, mended))
    return rewrite(words, edits).text


@lru_cache(maxsize=1)
def _slips() -> tuple[Spotter, dict[str, str]]:
    """Give every slip that can be of one compound only, and the compound."""
    whole, titles = {*comparators()}, cues()["title"]
    together: Counter[tuple[str, str]] = Counter()
    alone: Counter[str] = Counter()
    named = (phrase for phrase, _ in phrases())
    meanings = (concept.phrases for concept in concepts().values())
    every = chain(named, levels(), comparators(), *cues().values(), *lists().values(), *meanings)
    for piece in chain.from_iterable(map(_PIECE.findall, every)):
        syllables = piece.split(" ")
        alone.update(syllables)
        together.update(pairwise(syllables))
    meant = defaultdict(set)
    for (first, second), times in together.items():
        rarer, commoner = sorted((alone[first], alone[second]))
        is_title = f"{first} {second}" in titles
        if is_title or f"{first} {second}" in whole or times >= max(_RARER * rarer, _COMMONER * commoner):
            slips = [(slip, second) for slip in _misread(first) if is_title or alone[slip] < _WORD]
            slips += [(first, slip) for slip in _misread(second) if is_title or alone[slip] < _WORD]
            for slip in slips:
                meant[slip].add(f"{first} {second}")
    table = {
        " ".join(slip): compounds.pop()
        for slip, compounds in meant.items()
        if len(compounds) == 1 and slip not in together
    }
    return Spotter(table), table


def _misread(syllable: str) -> set[str]:
    """Give a syllable with its tone or the hat of its vowel lost or taken for another, or with no mark at all."""
    letters = unicodedata.normalize("NFD", syllable)
    found = {"".join(letter for letter in letters if not unicodedata.combining(letter))}
    for at, letter in enumerate(letters):
        for marks in (_TONES, _HATS):
            if letter in marks:
                found |= {letters[:at] + other + letters[at + 1 :] for other in ("", *marks)}
    found |= {each.replace("đ", "d") for each in found}
    if letters.startswith("l"):
        found.add(f"i{letters[1:]}")  # a capital I read for l
    composed = {unicodedata.normalize("NFC", each) for each in found} - {syllable}
    return {each for each in composed if len(each) == len(syllable)}
