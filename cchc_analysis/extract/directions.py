"""Drafts directional aims: this plan means to raise or lower a named rate, index or number, without a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cchc_analysis.catalog import metrics
from cchc_analysis.extract.drafts import Draft
from cchc_analysis.extract.levels import find_levels
from cchc_analysis.extract.natures import Standing
from cchc_analysis.extract.sentences import Sentence
from cchc_analysis.extract.words import Word, cue
from cchc_analysis.harmonizer.indicators import Named, apart, name_metrics

_STANDING = re.compile(r"\b(?:thứ hạng|điểm số|xếp hạng)\b")
_OTHER_VERB = re.compile(r", (?:duy trì|giữ vững)\b")
_RAISED = re.compile(r"\bđưa (?=[^;:]{5,80}(?:tăng|cải thiện)$)")
_ENDS = re.compile(r"[;:]|\. ")
_FARTHEST_NAME = 70
_LONGEST_TITLE = 400
_LONGEST_QUOTE = 14
_SAID_LAST = frozenset({"tăng", "giảm", "tăng dần", "giảm dần", "tăng lên"})
_NOUNS_TOO = frozenset({"hạn chế"})


@lru_cache(maxsize=1)
def _title() -> re.Pattern[str]:
    """Give what stands before a verb that is part of a title: a document's number, or the word for one."""
    return re.compile(
        rf"(?:số \d*[^\s;]*[/-][^;]*"
        rf"|{cue('titled').pattern}(?: (?!tham mưu|giải pháp|biện pháp|nhằm|để)[^\s;,]+){{0,6}} )$"
    )


class _Aim(NamedTuple):
    """A verb of direction and the part of the sentence that names what it raises or lowers."""

    verb: Word
    start: int
    end: int


def draft_directions(
    sentence: Sentence, start: int, end: int, words: Sequence[Word], standing: Standing
) -> list[Draft]:
    """Draft an aim for every rate, index or number that a part of a sentence means to raise or lower.

    None in a passage that tells results, in the title of another plan, or where no rate, index or number is
    named.
    """
    if sentence.passage.nature != "target":
        return []
    text = sentence.text
    drafts: list[Draft] = []
    done: set[str] = set()
    for aim in _aims(text, start, end, words):
        for named in _named(text, aim):
            if named.metric not in done and metrics()[named.metric].better != "neutral":
                done.add(named.metric)
                drafts.append(_draft(sentence, aim, named, words, standing))
    return drafts


def _aims(text: str, start: int, end: int, words: Sequence[Word]) -> list[_Aim]:
    found = []
    verbs = _verbs(words, start, end)
    for place, verb in enumerate(verbs):
        apart_from = (other.start for other in verbs[place + 1 :] if text[verb.end : other.start].strip(" ,và"))
        stop = next(apart_from, None)
        if stop is None:
            ended = _ENDS.search(text, verb.end, end)
            stop = ended.start() if ended and ended[0] != ":" else end
        if other_verb := _OTHER_VERB.search(text, verb.end, stop):
            stop = other_verb.start()
        name = cue("named").search(text, verb.end, stop)
        if not name and verb.phrase in _SAID_LAST:
            name, stop = cue("named").search(text, max(start, verb.start - _FARTHEST_NAME), verb.start), verb.start
        if raised := _RAISED.search(text, start, verb.end):
            name, stop = cue("named").search(text, raised.start(), verb.start), verb.start
        before = text[max(0, verb.start - _LONGEST_TITLE) : verb.start].rstrip("\"“'")
        if not name or abs(name.start() - verb.end) > _FARTHEST_NAME or _title().search(before):
            continue
        if verb.phrase not in _NOUNS_TOO or not text[verb.end : name.start()].strip():
            found.append(_Aim(verb, name.start(), stop))
    return found


def _verbs(words: Sequence[Word], start: int, end: int) -> list[Word]:
    """Give the verbs of direction between two places, without those within longer ones."""
    verbs = [word for word in words if word.kind == "direction" and start <= word.start < end]
    return [
        word
        for word in verbs
        if not any(other.start <= word.start and word.end <= other.end and other != word for other in verbs)
    ]


def _named(text: str, aim: _Aim) -> list[Named]:
    """Give the metrics whose rate or index an aim names; of a rank or score, the index named before it."""
    strict = name_metrics(text, "direction", aim.start, aim.end)
    found = apart(strict or name_metrics(text, "direction", aim.start, aim.end, loosely=True))
    names = [match.start() for match in cue("named").finditer(text, aim.start, aim.end)]
    named = [
        each
        for each in found
        if any(name <= each.spot.start and not re.search("[,;:]", text[name : each.spot.start]) for name in names)
    ]
    if not named and _STANDING.match(text, aim.start):
        before = name_metrics(text, "direction", 0, aim.verb.start)
        return [each for each in before if metrics()[each.metric].unit == "index"][-1:]
    return named


def _draft(sentence: Sentence, aim: _Aim, named: Named, words: Sequence[Word], standing: Standing) -> Draft:
    text, spot = sentence.text, named.spot
    first, last = min(aim.verb.start, spot.start), max(aim.verb.end, aim.end)
    levels = find_levels(text, words, first, last, aim.verb.start)
    start, end = sentence.span(*_quote(text, aim, named))
    return Draft(
        start=start,
        end=end,
        passage=sentence.passage,
        kind="direction",
        noun="",
        metric=named.metric,
        indicator=" ".join(text[spot.start : spot.end].split(" ")[:_LONGEST_QUOTE]),
        nature="target",
        comparator=aim.verb.phrase,
        values=[],
        levels=[] if metrics()[named.metric].unit == "index" else levels,
        period=standing.period_at(aim.verb.start),
        scope="",
        doubts=[],
    )


def _quote(text: str, aim: _Aim, named: Named) -> tuple[int, int]:
    """Give the places of the verb and the name, or of the name alone where the two are too far apart to quote."""
    first, last = min(aim.verb.start, named.spot.start), max(aim.verb.end, named.spot.end)
    if text.count(" ", first, last) < _LONGEST_QUOTE:
        return first, last
    words = text[named.spot.start : named.spot.end].split(" ")
    return named.spot.start, named.spot.start + len(" ".join(words[:_LONGEST_QUOTE]))
