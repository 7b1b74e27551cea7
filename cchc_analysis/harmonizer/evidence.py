"""Holds the cells of a statement against the words that its document says them in."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from cchc_analysis.catalog import OF_INDEX, comparators, cues, either, fold, has_phrase, levels, lists, provinces
from cchc_analysis.harmonizer.comparators import bound_phrases, comparator_phrases
from cchc_analysis.harmonizer.levels import level_phrase, named_levels
from cchc_analysis.harmonizer.rows import HarmonizedRow
from cchc_analysis.harmonizer.scopes import read_scope
from cchc_analysis.harmonizer.values import holds_figure, words_beside

_OUT_OF = re.compile(r"(?<=\d)(?: ?%| ?/ ?\d+)")
"""What a score or a rank is out of: ``27/63``, ``41,85/80 điểm``, ``83,17%``."""


def unborne(cells: Mapping[str, str | None], sentence: str, lent: str = "") -> Iterator[tuple[str, str]]:
    """Give (column, what is wrong) for value, comparator, levels and ceiling that a text does not bear out.

    ``sentence`` are the folded words round the evidence, with lead, table row and column head; ``lent`` those
    before, whose level holds where the sentence names none up to the end of the evidence's part.
    """
    yield from unborne_figures(cells)
    try:
        for phrase in comparator_phrases(cells["comparator"] or ""):
            if not _says(phrase, sentence):
                yield "comparator", f"{phrase!r} is not in the sentence; write the word as stated"
    except ValueError as error:
        yield "comparator", str(error)
    quoted = max(0, sentence.find(fold(cells["evidence"] or "")))
    so_far = sentence[: sentence.find(";", quoted)] if ";" in sentence[quoted:] else sentence
    for word in (cells["levels"] or "").split(";"):
        if word and not _names(word, sentence) and (_is_leveled(so_far) or not _names(word, lent)):
            yield "levels", f"no word for {word!r} in the sentence; name only levels that it names"
    ceiling = cells.get("ceiling")
    if ceiling and not holds_figure(sentence, ceiling):
        yield "ceiling", f"{ceiling!r} is not in the sentence; write it as stated"


def unborne_figures(cells: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Give (``value``, what is wrong) for each figure that does not stand in the evidence."""
    evidence = figures_words(cells)
    for figure in (cells["value"] or "").split(";"):
        if figure and not holds_figure(evidence, figure.strip()):
            message = f"{figure!r} is not in the evidence; write it as stated, or quote the words that hold it"
            yield "value", message


def figures_words(cells: Mapping[str, str | None]) -> str:
    """Give the evidence of the figures; of a score or a rank without what it is out of."""
    evidence = cells["evidence"] or ""
    try:
        return _OUT_OF.sub("", evidence) if read_scope(cells.get("scope")) in OF_INDEX else evidence
    except ValueError:
        return evidence


def said_right_before(figure: str, cells: Mapping[str, str | None], phrases: frozenset[str]) -> list[str | None]:
    """Give which of some folded phrases the evidence says right before a figure, each time that it has it."""
    found = [_right_before(phrases).search(before) for before, _ in words_beside(figures_words(cells), figure)]
    return [each and each[1] for each in found]


def is_loose(row: HarmonizedRow) -> bool:
    """Tell whether the evidence says "about" right before a figure, or of a plain one a bound."""
    bounds = bound_phrases(">=", ">", "<=", "<") if row.comparator == "=" else frozenset()
    return any(said_right_before(row.printed, row.place.cells, lists()["about"] | bounds))


@lru_cache(maxsize=8)
def _right_before(phrases: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({either(phrases)}) ?(?:(?:mức|là|đạt|từ|tương ứng) ){{0,2}}$")


def _says(phrase: str, sentence: str) -> bool:
    """Tell whether a sentence says a comparator; ``trên``, ``nhóm …`` are one only right before a figure."""
    word = phrase.removesuffix(" …")
    if word != phrase or comparators()[phrase] in (">", "<"):
        between = r"(?: mức| khoảng| các| những| đầu| tỉnh)*"
        return re.search(rf"(?<!\w){re.escape(word)}{between} ?\d", sentence) is not None
    return has_phrase(sentence, phrase)


def _names(word: str, text: str) -> bool:
    """Tell whether a text names a level, or a body or unit that is of that level alone."""
    named = levels().get(level_phrase(word), ())
    alike = [phrase for phrase, ids in levels().items() if ids == named or {*named} < {*ids}]
    bodies = [body for level in named for body in lists().get(f"{level}_body", ())]
    papers = [f"báo {fold(name)}" for name in provinces()] if named == ("province",) else []
    return any(has_phrase(text, phrase) for phrase in (*alike, *bodies, *papers))


def _is_leveled(sentence: str) -> bool:
    """Tell whether a sentence names one of the three levels; ``xã hội`` is none."""
    for phrase in cues()["pseudo"]:
        sentence = sentence.replace(phrase, "")
    return any(len(ids) == 1 and ids != ("all",) for _, ids in named_levels(sentence))
