"""Drafts directional aims: this plan means to raise or lower a named rate, index or number, without a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_analysis.catalog import metrics
from cchc_analysis.extract.analysis import Mention, Sentence
from cchc_analysis.extract.clock import Clock
from cchc_analysis.extract.levels import levels_between
from cchc_analysis.extract.matching import clue, match, things
from cchc_analysis.extract.outline import Node
from cchc_analysis.extract.statements import Drafted, Reason

_STANDING = re.compile(r"\b(?:thứ hạng|điểm số|xếp hạng)\b")
_OTHER_VERB = re.compile(r", (?:duy trì|giữ vững)\b")
_RAISED = re.compile(r"\bđưa (?=[^;:]{5,80}(?:tăng|cải thiện)$)")
_ENDS = re.compile(r"[;:]|\. ")
_PARTS = re.compile(r",| và |;")
_FARTHEST_NAME = 70
_NEAR_NAME = 14
_LONGEST_TITLE = 400
_LONGEST_QUOTE = 14
_SAID_LAST = frozenset({"tăng", "giảm", "tăng dần", "giảm dần", "tăng lên"})
_NOUNS_TOO = frozenset({"hạn chế"})
_NUMBERED = re.compile(r"số \d*[^\s;]*[/-][^;]*$")
_QUOTED = re.compile(r"[\"“][^\"”]*$")
_OPENED = re.compile(r"(?: (?!tham mưu|giải pháp|biện pháp|nhằm|để)[^\s;,]+){0,6} $")


def draft_directions(sentence: Sentence, start: int, end: int, node: Node, clock: Clock) -> list[Drafted]:
    """Draft an aim for every rate, index or number that a part of a sentence means to raise or lower.

    None in a passage that tells results, in the title of another plan, or where no rate, index or number is
    named.
    """
    if clock.nature != "target":
        return []
    drafts: list[Drafted] = []
    for verb, first, last in _aims(sentence, start, end):
        for metric, begin, stop in _named(sentence, verb, first, last):
            if metrics()[metric].better == "neutral" or any(each.metric == metric for each in drafts):
                continue
            drafts.append(_draft(sentence, verb, (first, last), (metric, begin, stop), node, clock))
    return drafts


def _aims(sentence: Sentence, start: int, end: int) -> Iterator[tuple[Mention, int, int]]:
    """Give each verb of direction and the part of the sentence that names what it raises or lowers."""
    text = sentence.text
    verbs = sentence.of("direction", start, end)
    names = [
        each
        for each in sentence.mentions
        if each.kind == "subject"
        or (each.kind == "concept" and each.value.endswith("_index"))
        or (each.kind == "concept" and each.value in ("satisfaction", "staff", "part_time"))
    ]
    for place, verb in enumerate(verbs):
        stop = next(
            (other.start for other in verbs[place + 1 :] if text[verb.end : other.start].strip(" ,và")), None
        )
        if stop is None:
            ended = _ENDS.search(text, verb.end, end)
            stop = ended.start() if ended and ended[0] != ":" else end
        if other := _OTHER_VERB.search(text, verb.end, stop):
            stop = other.start()
        name = next((each for each in names if verb.end <= each.start < stop), None)
        if name is None and verb.phrase in _SAID_LAST:
            begin = max(start, verb.start - _FARTHEST_NAME)
            name, stop = next((each for each in names if begin <= each.start < verb.start), None), verb.start
        if raised := _RAISED.search(text, start, verb.end):
            name, stop = (
                next((each for each in names if raised.start() <= each.start < verb.start), None),
                verb.start,
            )
        if name is not None and name.value in ("staff", "part_time") and name.start - verb.end > _NEAR_NAME:
            continue
        if name is None or abs(name.start - verb.end) > _FARTHEST_NAME or _is_title(sentence, verb.start):
            continue
        if verb.phrase not in _NOUNS_TOO or not text[verb.end : name.start].strip():
            yield verb, name.start, stop


def _is_title(sentence: Sentence, start: int) -> bool:
    """Tell whether a verb is part of a title: after a document's number, or the word for one."""
    text = sentence.text
    before = text[max(0, start - _LONGEST_TITLE) : start].rstrip("\"“'")
    if _NUMBERED.search(before) or _QUOTED.search(text, max(0, start - _LONGEST_TITLE), start):
        return True
    titles = sentence.of("title", 0, start)
    return bool(titles) and bool(_OPENED.fullmatch(text, titles[-1].end, start))


def _named(sentence: Sentence, verb: Mention, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Give the metrics whose rate or index an aim names, and where; of a rank or score, the index before it."""
    text = sentence.text
    found = False
    pieces = _pieces(sentence, start, end)
    for first, last in pieces:
        own = clue(sentence, first, last)
        known = own.concepts
        for kind in ("index", "share", "count"):
            named = match(own.heads, known, kind)
            if len(named.metrics) == 1:
                found = True
                yield named.metrics[0], first, last
                break
    if not found and _STANDING.match(text, start):
        before = [each for each in sentence.of("concept", 0, verb.start) if each.value in metrics()]
        if before:
            yield before[-1].value, before[-1].start, before[-1].end


def _is_named(text: str, mention: Mention) -> bool:
    """Tell whether words name an index, or a thing of its own in a list."""
    listed = mention.value in things() and text.endswith((" và ", ", "), 0, mention.start)
    return mention.kind == "concept" and (mention.value in metrics() or listed)


def _pieces(sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    """Cut what an aim names into the single rates and indices."""
    text = sentence.text
    names = [
        each.start for each in sentence.mentions
        if start < each.start < end and (each.kind == "subject" or _is_named(text, each))
    ]  # fmt: skip
    cuts = [start]
    subjects = {each.start for each in sentence.mentions if each.kind == "subject" or each.value in metrics()}
    for place in names:
        between = text[cuts[-1] : place]
        if not re.search(r"(?:,|;| và|\()\s*(?:các )?$|, |; ", between):
            continue
        if place in subjects or _names_one(sentence, place, end):
            cuts.append(place)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _names_one(sentence: Sentence, start: int, end: int) -> bool:
    own = clue(sentence, start, end)
    return len(match(own.heads, own.concepts, "share").metrics) == 1


def _draft(
    sentence: Sentence, verb: Mention, aim: tuple[int, int], named: tuple[str, int, int], node: Node, clock: Clock
) -> Drafted:
    metric, begin, stop = named
    text = sentence.text
    stop = begin + len(text[begin:stop].removesuffix(" và ").rstrip(" ,;.("))
    first, last = min(verb.start, begin), max(verb.end, aim[1])
    words = [] if metrics()[metric].unit == "index" else levels_between(sentence, first, last, verb.start)
    quote = min(verb.start, begin), max(verb.end, stop)
    if text.count(" ", *quote) >= _LONGEST_QUOTE:
        quote = begin, begin + len(" ".join(text[begin:stop].split(" ")[:_LONGEST_QUOTE]))
    start, end = sentence.span(*quote)
    period, why = clock.period_at(verb.start)
    quoted = " ".join(text[begin:stop].split(" ")[:_LONGEST_QUOTE])
    reasons = {"metric": Reason.OWN, "level": Reason.OWN, "comparator": Reason.OWN, "period": why}
    return Drafted(
        start, end, node, "direction", None, metric, quoted, "target", verb.phrase, words, period, "", reasons
    )
