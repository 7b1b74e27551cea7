"""Drafts directional aims: this plan means to raise or lower a named rate, index or number, without a figure."""

import re
from collections.abc import Iterator
from itertools import pairwise

from cchc_analysis.catalog import indices, metrics
from cchc_analysis.extract.analysis import Mention, Sentence
from cchc_analysis.extract.clock import Clock
from cchc_analysis.extract.level_words import levels_between, lists_in, subject_level
from cchc_analysis.extract.levels import levels_of_headings
from cchc_analysis.extract.matching import clue, commas, match, only
from cchc_analysis.extract.outline import Node
from cchc_analysis.extract.statements import Drafted, Reason
from cchc_analysis.extract.times import is_ahead
from cchc_analysis.harmonizer.indicators import PART_OF_INDEX

_RISES = re.compile(r"(?: index)?\)? (?:của tỉnh )?(?:năm 20\d\d )?")
"""Between what is to rise and the verb: ``Chỉ số … năm 2025 tăng 5 bậc``."""
_PRAISED = re.compile(r"\b(?:đã|nỗ lực|quyết tâm|tinh thần|sự) $")
_LISTED = re.compile(r"(?: index)?\)?(?:,| và|, và)? (?:các )?\(?")
"""Between the names of a list."""
_STANDING = re.compile(r"\b(?:thứ hạng|điểm số|xếp hạng)\b")
_ENDS = re.compile(r"[;:]|\. |(?:,| và) (?:duy trì|giữ vững)\b")
_PARTED = re.compile(r"(?:,|;| và|\()\s*(?:các )?$|, |; ")
_FARTHEST_NAME = 70  # letters
_LONGEST_QUOTE = 14  # words
_WRONG_WAY = {"higher": "decrease", "lower": "increase", "neutral": ""}
"""What no plan aims at: of a metric that is better higher a fall, as of what is told or to be kept from."""
_BY = re.compile(r" (?:thêm |ít nhất |tối thiểu |từ |khoảng )*\d(?![^;,.]* (?:bậc|hạng)\b)")
_NO_AIM = ("làm ", "bị ", "việc ", "không ", "không để ", "chưa ", "tình trạng ", "nguy cơ ", "đã ")
"""Right before a verb: it tells a cause or a fact."""
_AIMED = ("satisfaction", "staff", "posts", "part_time")
"""What is raised or lowered without the word for a rate."""


def draft_directions(sentence: Sentence, start: int, end: int, node: Node, clock: Clock) -> list[Drafted]:
    """Draft an aim for every rate, index or number that a part of a sentence means to raise or lower."""
    drafts: dict[str, Drafted] = {}
    is_aim = clock.nature == "target" or sentence.of("ahead", 0, end)
    for verb, first, last in _aims(sentence, start, end):
        if not (is_aim or _is_wanted(sentence, verb) or _is_later(sentence, verb, clock)):
            continue
        for metric, begin, stop in _named(sentence, verb, first, last):
            if _WRONG_WAY.get(metrics()[metric].better) not in ("", verb.value) and metric not in drafts:
                drafts[metric] = _draft(sentence, verb, (first, last), (metric, begin, stop), node, clock)
    return [*drafts.values()]


def _is_later(sentence: Sentence, verb: Mention, clock: Clock) -> bool:
    """Tell whether a report tells of an aim for the time behind it: ``yêu cầu nâng PCI trong năm tới``."""
    asked = any(sentence.of(kind, 0, verb.start) for kind in ("aim", "asks", "wants"))
    behind = (when for when in sentence.times if not any(commas(sentence, verb.end, when.start)))
    return asked and any(is_ahead(when.words, clock.frame) for when in behind)


def _is_wanted(sentence: Sentence, verb: Mention) -> bool:
    """Tell whether a verb of direction in a report follows, with no comma, a word of will that no one praises."""
    wants = sentence.of("wants", 0, verb.start)[-1:]
    behind = (each for each in wants if not any(commas(sentence, each.end, verb.start)))
    return any(not _PRAISED.search(sentence.text, 0, each.start) for each in behind)


def _aims(sentence: Sentence, start: int, end: int) -> Iterator[tuple[Mention, int, int]]:
    """Give each verb of direction and the part of the sentence that names what it raises or lowers."""
    verbs = sentence.of("direction", start, end)
    names = [
        each for each in sentence.mentions
        if verbs and (each.kind == "subject" or each.part == "index" or each.value in _AIMED)
    ]  # fmt: skip
    for place, verb in enumerate(verbs):
        ended = _ENDS.search(sentence.text, verb.end, end)
        stop = ended.start() if ended and ended[0] != ":" else end
        stop = min([stop, *(other.start for other in verbs[place + 1 :])])
        name = next((each for each in names if verb.end <= each.start < stop), None)
        before = next((each for each in reversed(names) if start <= each.start < verb.start), None)
        if name is None or (before and _RISES.fullmatch(sentence.text, before.end, verb.start)):
            told = {each.start: each for each in names if each.end < verb.start}
            listed = lists_in(sentence.text, told.values(), _LISTED)
            # ``thứ hạng PCI và PAPI tăng``, not ``báo cáo về PAPI, kèm kiến nghị để cải thiện …``
            is_subject = before and not any(commas(sentence, before.end, verb.start))
            name, stop = listed[-1][0] if is_subject else None, verb.start
        if name is None or abs(name.start - verb.end) > _FARTHEST_NAME:
            continue
        # ``đã tăng``, ``kế hoạch nâng cao …``
        opened = {each.end + 1 for kind in ("done", "title") for each in sentence.of(kind)}
        is_told = sentence.text.endswith(_NO_AIM, 0, verb.start) or _BY.match(sentence.text, verb.end)
        led = sentence.text[: verb.start]
        is_quoted = led.rfind("“") > led.rfind("”") or led.count('"') % 2
        is_cited = sentence.is_aside(verb.start) or is_quoted
        if verb.start not in opened and not is_told and not is_cited:
            yield verb, min(each.start for each in names if each.start <= name.start < each.end), stop


def _named(sentence: Sentence, verb: Mention, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Give the metrics whose rate or index an aim names, and where; of a rank or score, the index before it."""
    found = False
    for first, last in _pieces(sentence, start, end):
        own = clue(sentence, first, last)
        fits = (match(own.heads, own.concepts, kind) for kind in ("index", "share", "count"))
        metric = next(filter(None, map(only, fits)), None)
        index = next((each.start for each in sentence.of("concept", first, last) if each.value == metric), first)
        if metric in indices() and PART_OF_INDEX.search(sentence.text, first, index):
            continue  # ``chỉ số thành phần … trong bộ chỉ số …``
        is_name = metric not in indices() and sentence.text.endswith("(", first, last)  # ``hài lòng … (SIPAS)``
        if metric and not is_name:
            found = True
            yield metric, first, last
    if not found and _STANDING.match(sentence.text, start):
        before = [each for each in sentence.of("concept", 0, verb.start) if each.value in metrics()]
        yield from ((each.value, each.start, each.end) for each in before[-1:])


def _pieces(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what an aim names into the single rates and indices."""
    text, cuts = sentence.text, [start]
    for each in sentence.mentions:
        is_name = each.kind == "subject" or each.value in metrics()
        is_listed = each.is_thing and text.endswith((" và ", ", "), 0, each.start)
        if start < each.start < end and (is_name or is_listed) and _PARTED.search(text, cuts[-1], each.start):
            cuts.append(each.start)
    return pairwise([*cuts, end])


def _draft(
    sentence: Sentence, verb: Mention, aim: tuple[int, int], named: tuple[str, int, int], node: Node, clock: Clock
) -> Drafted:
    """Draft the aim of a verb for one metric, which is named between two places."""
    metric, begin, stop = named
    text = sentence.text
    stop = begin + len(text[begin:stop].removesuffix(" và ").rstrip(" ,;.("))
    first, last = min(verb.start, begin), max(verb.end, aim[1])
    # an index is the province's, but where a unit is told of
    levels, whence = list[str](), Reason.UNSAID if sentence.of("unit") else Reason.OWN
    if metric not in indices():
        levels, whence = _levels(sentence, first, last, verb.start, node)
    named_as = " ".join(text[begin:stop].split(" ")[:_LONGEST_QUOTE])
    quote = first, max(verb.end, stop)
    if text.count(" ", *quote) >= _LONGEST_QUOTE:
        quote = begin, begin + len(named_as)
    start, end = sentence.span(*quote)
    period, why = clock.period_at(verb.start)
    reasons = {"metric": Reason.OWN, "level": whence, "comparator": Reason.OWN, "period": why}
    return Drafted(
        start, end, node, "direction", None, metric, named_as, "target", verb.phrase, levels, period, "", reasons
    )


def _levels(sentence: Sentence, first: int, last: int, verb: int, node: Node) -> tuple[list[str], Reason]:
    """Choose the level of an aim: its own, that of its part of the sentence, or of the headings."""
    own = levels_between(sentence, first, last, verb) or subject_level(sentence, verb, sentence.part_start(verb))
    above = [] if own else next(levels_of_headings(node.headings), [])
    is_near = any(map(sentence.of, ("level", "unit", "actor")))
    return own or above, Reason.HEADING if above else Reason.UNSAID if is_near and not own else Reason.OWN
