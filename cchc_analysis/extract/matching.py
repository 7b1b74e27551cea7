"""Finds the metric of a figure: the most specific signature that the concepts of its clause fit."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from cchc_analysis.catalog import Signature, concepts, either, levels, lists, signatures
from cchc_analysis.extract.analysis import Mention, Sentence, sentence_of

KINDS = {"percent": "share", "fraction": "share", "score": "index", "rank": "index", "count": "count"}
_FILLER = re.compile(r"\)?(?: (?:số|lượt|các|tổng số|số lượng|của|trong số|trở lên))* ?")
_OPENED = re.compile(r"\W*(?:\w{1,3}[.)] ?)?(?:[^;\d]{0,60}\b(?:tỷ lệ |số |số lượng ))?(?:các |mỗi )?")
_COMMA = re.compile(",")
_OPEN_WORD = re.compile(rf" (?!(?:{either(lists()['function'])})\b)[^\W\d]")
_WITHIN = ("trong giải quyết ", "trong thực hiện ", "khi giải quyết ", "khi thực hiện ")
"""Before a thing that is not what a rate is of: ``tỷ lệ thanh toán trực tuyến trong giải quyết thủ tục``."""
_RANKED_BY = re.compile(r"[^;:.]{0,70} (?:về|ở|theo) (?:(?:kết quả|cả|các|bảng|xếp hạng|chỉ số|\w+(?= chỉ số)) )*")
MEASURED = frozenset({"person", "case"})
"""Words that only measure what a clause counts: ``biên chế … 120 người``."""
PEOPLE = frozenset({"staff", "posts", "part_time"})
"""Things that persons measure."""
WHEN = frozenset({"early", "on_time", "late"})
"""When something was settled."""
UNSETTLED = frozenset({"pending", "due"})
"""What is told of dossiers that nobody has settled yet."""
DENIED = "denied"
"""Among the concepts of what is said not to be done, of which no metric is a share."""
UNKNOWN = "unknown"
"""What a share is of where no concept of the catalogue names it."""
FOREIGN = frozenset({"other", "afar"})
"""Things of other fields: what is said of one is of no metric."""
_CLOSED = FOREIGN | {"agency", UNKNOWN}
"""Behind a figure: the figure is of nothing that stands before it."""


class Clue(NamedTuple):
    """What a text lends to a figure: the things it could be of, the nearest first, and all its concepts."""

    heads: tuple[str, ...] = ()
    concepts: frozenset[str] = frozenset()
    start: int = -1
    end: int = -1
    words: str = ""
    direct: bool = False

    @property
    def nouns(self) -> frozenset[str]:
        """The things among the concepts."""
        return self.concepts & of_kind("noun", "index")

    @property
    def acts(self) -> frozenset[str]:
        """What is done with them, how, and by what medium."""
        return self.concepts & of_kind("act", "quality")

    def metric(self, kind: str) -> str | None:
        """Give the one metric that it names for a kind of figure; None where it names several, or none."""
        return only(match(self.heads, self.concepts, kind))


@lru_cache(maxsize=8)
def of_kind(*kinds: str) -> frozenset[str]:
    """Give the concepts of some kinds."""
    return frozenset(each.concept for each in concepts().values() if each.kind in kinds)


@cache
def signatures_of(metric: str | None) -> tuple[Signature, ...]:
    """Give the signatures of a metric."""
    return tuple(each for each in signatures() if each.metric == metric)


@lru_cache(maxsize=8192)
def match(heads: tuple[str, ...], known: frozenset[str], kind: str) -> tuple[str, ...]:
    """Give the metrics that the concepts of a clause name for a kind of figure.

    The signature with most groups met wins; one whose thing is the head of the clause goes before one whose thing
    only stands in it; a signature without a thing stands back where one with a thing fits.
    """
    fitting: dict[tuple[int, int], list[str]] = defaultdict(list)
    for each in (signature for signature in signatures() if signature.kind == kind):
        place = next((at for at, head in enumerate(heads) if head in each.of), None)
        is_of = place is not None or ("-" in each.of and not heads)
        if is_of and not each.never & known and all(group & known for group in each.must):
            fitting[-(place or 0), len(each.must)].append(each.metric)
    return tuple(dict.fromkeys(fitting[max(fitting)])) if fitting else ()


def only(named: tuple[str, ...]) -> str | None:
    """Give the one metric that is named; None where several are, or none."""
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=4096)
def nearest(known: frozenset[str], kind: str) -> tuple[str, ...]:
    """Give the one or two metrics whose signatures share most with the concepts of a clause."""
    fitting = ((each, sum(bool(group & known) for group in (*each.must, each.of))) for each in signatures())
    ranked = sorted((met, -len(each.must), each.metric) for each, met in fitting if met and each.kind == kind)
    return tuple(dict.fromkeys(metric for *_, metric in reversed(ranked)))[:2]


def clue(
    sentence: Sentence, start: int, end: int, figure: tuple[int, int] | None = None, kind: str = "percent"
) -> Clue:
    """Give the concepts between two places of a sentence and what its figure, if any, is of.

    What a figure is of stands right after it; else it is the first thing after ``tỷ lệ`` or the like, or the
    first.
    """
    own = [each for each in sentence.plain if start <= each[0] and each[1] <= end]
    if KINDS[kind] == "index":
        own = [each for each in own if each.value != "point"]  # ``với tổng điểm 86,93 điểm``
    stop, after = figure or (end, end)
    direct = _heads_after(sentence, own, after, end, KINDS[kind]) if figure else []
    before = _heads_before(sentence.text, own, start, stop)
    heads = [] if before and direct == ["agency"] and _is_whose(sentence.text[after:end], before) else direct
    is_closed = _CLOSED & {*heads} or (kind == "count" and not {*heads} <= MEASURED)
    heads = heads if heads and is_closed else heads + before
    named = [each for each in own if each.kind == "level"]
    if any(_is_body(each) and _OPENED.fullmatch(sentence.text, start, each.start) for each in named):
        heads = [*heads, "agency"]
    known = {*heads, *(each.value for each in own if each.part)}
    known.update(*(levels()[each.value] for each in named))
    # a reason may follow: ``, do người dân chưa quen``
    if sentence.leaves_undone(start, next(commas(sentence, after, end), end)):
        known.add(DENIED)
    return Clue(tuple(dict.fromkeys(heads)), frozenset(known), start, end, "", bool(direct))


def _is_whose(words: str, before: list[str]) -> bool:
    """Tell whether a body behind a figure is whose it is: ``hồ sơ đạt 99% cấp tỉnh``, ``9/12 đơn vị``."""
    is_level = words.startswith(" cấp ") and words.strip(" .,;") in levels()
    return is_level or ("unit" in before and words.startswith(" đơn vị"))


@lru_cache(maxsize=1024)
def clue_of(words: str) -> Clue:
    """Give what a folded text that stands alone, a heading or a cell, lends to a figure."""
    return clue(sentence_of(words), 0, len(words))._replace(words=words)


def commas(sentence: Sentence, start: int, end: int) -> Iterator[int]:
    """Give the commas between two places that are no part of a name or a list: ``trước hạn, đúng hạn``."""
    found = (match.start() for match in _COMMA.finditer(sentence.text, start, end))
    return (at for at in found if not sentence.names >> at & 1)


def _is_body(level: Mention) -> bool:
    """Tell whether words for a level name those who act, not the level or the province as a whole."""
    is_single = len(levels()[level.value]) == 1
    return is_single and not (level.phrase.startswith(("cấp ", "khối ")) or level.phrase in lists()["whole"])


def _heads_after(sentence: Sentence, own: list[Mention], start: int, end: int, kind: str) -> list[str]:
    """Give what stands right after a figure; `UNKNOWN` where that is a word that no concept names."""
    text = sentence.text
    after = [
        each for each in own
        if each.start >= start
        and (each.part == "index" if kind == "index" else each.is_thing or each.kind in ("level", "unit"))
    ]  # fmt: skip
    named = [each for each in after if each.value != "other_index"]
    if named and named[0].part == "index" and _RANKED_BY.fullmatch(text, start, named[0].start):
        return [named[0].value]  # ``nhóm 10 tỉnh dẫn đầu về chỉ số PCI, nâng cao PAPI``
    if after and (_FILLER.fullmatch(text, start, after[0].start) or text.startswith(" tỷ lệ ", start)):
        things = [each.value for each in after if each.start == after[0].start and each.part]
        return things if after[0].part else ["agency", *things]
    is_open = kind == "share" and _OPEN_WORD.match(text, start, end)
    kinds = {each.kind for each in sentence.mentions if each.start == start + 1}
    return [UNKNOWN] if is_open and kinds <= {"asks", "plan"} else []


def _heads_before(text: str, own: list[Mention], start: int, stop: int) -> list[str]:
    """Give the things that stand before a figure: first those of the subject or behind a colon, then others."""
    things = (each for each in own if each.start < stop and each.is_thing and each.value != "measure")
    before = [each for each in things if not text.endswith(_WITHIN, start, each.start)]
    opened = [each.start for each in own if each.kind == "subject"] + [text.rfind(": ", start, stop)]
    last = before[-1].start if before else start
    begin = max((place for place in opened if place <= last), default=start)
    before.sort(key=lambda each: (each.start < begin, each.start))
    foreign = next((at for at, each in enumerate(before) if each.value in FOREIGN), len(before))
    return [each.value for each in before[: foreign + 1]]
