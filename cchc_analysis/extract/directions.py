"""Drafts directional aims: this plan means to raise or lower a named rate, index or number, without a figure."""

import re
from collections.abc import Iterator
from itertools import pairwise

from cchc_analysis.catalog import indices, metrics
from cchc_analysis.extract.analysis import Mention, Sentence
from cchc_analysis.extract.clock import Clock
from cchc_analysis.extract.levels import levels_between, levels_of_headings, lists_in, subject_level
from cchc_analysis.extract.matching import clue, commas, match, only
from cchc_analysis.extract.outline import Node
from cchc_analysis.extract.statements import Drafted, Reason
from cchc_analysis.extract.times import is_ahead

_LISTED = re.compile(r"(?: index)?\)?(?:,| và|, và)? (?:các )?\(?")
"""Between the names of a list."""
_ENDS = re.compile(r";|\. |(?:,| và) (?:duy trì|giữ vững)\b|\d%?(?: [^\W\d]+){0,3},")
"""Ends what a verb names, as by how much does: ``PAR INDEX tăng 3 bậc, PCI không giảm hạng``."""
_PARTED = re.compile(r"[,;]| và (?:các )?$|\($")
_STANDING = re.compile(r"\b(?:thứ hạng|điểm số|xếp hạng)\b")
_FARTHEST_NAME = 70  # letters
_LONGEST_QUOTE = 14  # words
_RIGHT_WAY = {"increase": "higher", "decrease": "lower"}
"""What an aim is: of a metric that is better higher a fall is told, or to be kept from."""


def draft_directions(sentence: Sentence, start: int, end: int, node: Node, clock: Clock) -> list[Drafted]:
    """Draft an aim for every rate, index or number that a part of a sentence means to raise or lower."""
    drafts: dict[str, Drafted] = {}
    is_aim = clock.nature == "target" or sentence.of("ahead", 0, end)
    for verb, first, last in _aims(sentence, start, end):
        behind = (when for when in sentence.times if not any(commas(sentence, verb.end, when.start)))
        # ``nâng PCI trong năm tới``, in a report
        if is_aim or any(is_ahead(when.words, clock.frame) for when in behind):
            for metric, begin, stop in _named(sentence, first, last):
                if metrics()[metric].better == _RIGHT_WAY[verb.value] and metric not in drafts:
                    drafts[metric] = _draft(sentence, verb, (first, last), (metric, begin, stop), node, clock)
    return [*drafts.values()]


def _aims(sentence: Sentence, start: int, end: int) -> Iterator[tuple[Mention, int, int]]:
    """Give each verb of direction and the part of the sentence that names what it raises or lowers."""
    text, verbs = sentence.text, sentence.of("direction", start, end)
    named = (each for each in sentence.mentions if verbs)
    named = (each for each in named if each.kind == "subject" or each.part == "index")
    names = [*{each.start: each for each in named}.values()]
    told = {each.end + 1 for kind in ("done", "title") for each in sentence.of(kind)}  # ``kế hoạch nâng cao …``
    for verb, stop in zip(verbs, [*(each.start for each in verbs[1:]), end], strict=False):
        if verb.start in told or sentence.is_aside(verb.start):
            continue
        ended = _ENDS.search(text, verb.end, stop)
        # ``Nâng cao chỉ số cải cách hành chính, UBND huyện chỉ đạo …``: who acts then is no part of the name
        actors = (
            each.start - 2 for kind in ("actor", "level", "unit") for each in sentence.of(kind, verb.end, stop)
        )
        last = min(
            [ended.start() if ended else stop, *(at for at in commas(sentence, verb.end, stop) if at in {*actors})]
        )
        near = min(last, verb.end + _FARTHEST_NAME)
        name = next((each for each in names if verb.end <= each.start < near), None)
        before = [each for each in names if start <= each.start and each.end < verb.start]
        if name:
            yield verb, name.start, last
        # ``thứ hạng PCI và PAPI tăng``, not ``báo cáo về PAPI, kèm kiến nghị để cải thiện …``
        elif before and not any(commas(sentence, before[-1].end, verb.start)):
            first = lists_in(text, before, _LISTED)[-1][0].start
            yield verb, min(each.start for each in names if each.start <= first < each.end), verb.start


def _named(sentence: Sentence, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Give the metrics whose rate or index an aim names, and where; of a rank or score, the index before it."""
    found = False
    for first, last in _pieces(sentence, start, end):
        own = clue(sentence, first, last)
        fits = (match(own.heads, own.concepts, kind) for kind in ("index", "share", "count"))
        metric = next(filter(None, map(only, fits)), None)
        is_name = metric not in indices() and sentence.text.endswith("(", first, last)  # ``hài lòng … (SIPAS)``
        if metric and not is_name:
            found = True
            yield metric, first, last
    if not found and _STANDING.match(sentence.text, start):
        before = [each for each in sentence.of("concept", 0, start) if each.value in indices()]
        yield from ((each.value, each.start, each.end) for each in before[-1:])


def _pieces(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what an aim names into the single rates and indices."""
    text, cuts = sentence.text, [start]
    for each in sentence.mentions:
        is_listed = each.is_thing and text.endswith((" và ", ", "), 0, each.start)
        is_name = each.kind == "subject" or is_listed
        if start < each.start < end and is_name and _PARTED.search(text, cuts[-1], each.start):
            cuts.append(each.start)
    return pairwise([*cuts, end])


def _draft(
    sentence: Sentence, verb: Mention, aim: tuple[int, int], named: tuple[str, int, int], node: Node, clock: Clock
) -> Drafted:
    """Draft the aim of a verb for one metric, which is named between two places."""
    text, (metric, begin, stop) = sentence.text, named
    stop = begin + len(text[begin:stop].removesuffix(" và ").rstrip(" ,;.("))
    is_index, first = metric in indices(), min(verb.start, begin)
    own = levels_between(sentence, first, max(verb.end, aim[1]), verb.start) or subject_level(
        sentence, verb.start, sentence.part_start(verb.start)
    )
    # an index is the province's, but where a unit is told of
    levels = [] if is_index else own or next(levels_of_headings(node.headings), [])
    is_near = any(map(sentence.of, ("unit",) if is_index else ("level", "unit", "actor")))
    named_as = " ".join(text[begin:stop].split(" ")[:_LONGEST_QUOTE])
    quote = first, max(verb.end, stop)
    quote = quote if text.count(" ", *quote) < _LONGEST_QUOTE else (begin, begin + len(named_as))
    period, why = clock.period_at(verb.start)
    whence = Reason.UNSAID if is_near and not levels else Reason.OWN
    reasons = {"metric": Reason.OWN, "level": whence, "comparator": Reason.OWN, "period": why}
    return Drafted(
        *sentence.span(*quote), node, "direction", None, metric, named_as, "target", verb.phrase, levels, period,
        "", reasons,
    )  # fmt: skip
