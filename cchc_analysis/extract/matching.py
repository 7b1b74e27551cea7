"""Finds the metric of a figure: the most specific signature that the concepts of its clause fit."""

import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from cchc_analysis.catalog import Signature, concepts, levels, signatures
from cchc_analysis.extract.analysis import WORD, Mention, Sentence, bits, unread_words

KINDS = {
    "percent": "share",
    "fraction": "share",
    "score": "index",
    "rank": "index",
    "count": "count",
}
_FILLER = re.compile(
    r"\)?(?: (?:số|các|tổng số|tổng|số lượng|những|loại|lượt|trên|của|trong|toàn bộ|mức|đối với|đơn vị|hơn"
    r"|trở lên|về|được|cho|là|đã|phải|có|tỷ lệ|so|chỉ tiêu|nội dung))* ?"
)
_OPENED = re.compile(r"\W*(?:\w{1,3}[.)] ?)?(?:(?:tỷ lệ|số|số lượng) )?(?:các |mỗi )?")
_UNITS = re.compile(r"\)?(?: (?:số|các|tổng số|tổng|số lượng|đơn vị|trong số))* ?")
_LEVEL_ONLY = re.compile(r" cấp (?:tỉnh|huyện|xã)\W*")
"""What may end a clause and is not what its figure is of: ``hồ sơ đúng hạn đạt 99% cấp tỉnh, 98% cấp huyện``."""
_OPEN_WORD = re.compile(
    r" (?!(?:ở|tại|đối|của|với|cho|là|vào|trong|đến|năm|trở|và|do|từ|số|các|khi|so|theo|trên|thì|đã|được|để"
    r"|nhằm|bằng"
    r"|qua|tổng|hơn|như|hoặc|tương|mỗi|hàng|mà|nhưng|còn|kể|có|phải|giữa|thuộc|về|sau|trước|ngay|gồm|điểm|nếu|đạt)\b)[^\W\d]"
)
_NUMBER_OF = re.compile(r"\W*(?:tổng )?số(?: lượng| liệu)?(?= )")
MEASURED = frozenset({"person", "case"})
"""Words that only measure what a clause counts: ``biên chế … 120 người``."""
DENIED = "denied"
"""Among the concepts of what is said not to be done, of which no metric is a share."""
UNKNOWN = "unknown"
"""What a share is of where no concept of the catalogue names it."""


PAPERS = frozenset({"plan", "resolution", "decision", "document"})
"""Things that tell of an index, and have none: ``Theo nghị quyết, … đứng trong nhóm 20 về DTI``."""
FOREIGN = frozenset({"other", "afar"})
"""Things of other fields: what is said of one is of no metric."""


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

    @property
    def qualities(self) -> frozenset[str]:
        """How it is done and by what medium."""
        return self.concepts & of_kind("quality")


class Found(NamedTuple):
    """The metrics whose signatures fit equally well; one where the metric is clear."""

    metrics: tuple[str, ...]
    signatures: tuple[Signature, ...]


@lru_cache(maxsize=8)
def of_kind(*kinds: str) -> frozenset[str]:
    """Give the concepts of some kinds."""
    return frozenset(each.concept for each in concepts().values() if each.kind in kinds)


@lru_cache(maxsize=4)
def _by_kind() -> dict[str, tuple[Signature, ...]]:
    found: dict[str, list[Signature]] = defaultdict(list)
    for each in signatures():
        found[each.kind].append(each)
    return {kind: tuple(group) for kind, group in found.items()}


@lru_cache(maxsize=8192)
def match(heads: tuple[str, ...], known: frozenset[str], kind: str) -> Found:
    """Give the metrics that the concepts of a clause name for a kind of figure.

    The signature with most groups met wins; one whose thing is the head of the clause goes before one whose thing
    only stands in it; a signature without a thing stands back where one with a thing fits.

    Examples
    --------
    >>> match(("dossier",), frozenset({"dossier", "file", "online"}), "share").metrics
    ('online_filing_rate',)
    >>> match(("dossier",), frozenset({"dossier", "late"}), "share").metrics
    ()
    """
    best: dict[str, tuple[tuple[int, ...], Signature]] = {}
    for each in _by_kind().get(kind, ()):
        if each.never & known or not all(group & known for group in each.must):
            continue
        place = next((at for at, head in enumerate(heads) if head in each.of), None)
        if place is None and not ("-" in each.of and not heads):
            continue
        rank = (-(place or 0), len(each.must))
        if each.metric not in best or best[each.metric][0] < rank:
            best[each.metric] = rank, each
    if not best:
        return Found((), ())
    top = max(rank for rank, _ in best.values())
    winners = [metric for metric, (rank, _) in best.items() if rank == top]
    return Found(tuple(winners), tuple(best[metric][1] for metric in winners))


@lru_cache(maxsize=4096)
def nearest(known: frozenset[str], kind: str) -> tuple[str, ...]:
    """Give the one or two metrics whose signatures share most with the concepts of a clause."""
    ranked: dict[str, tuple[int, int]] = {}
    for each in _by_kind().get(kind, ()):
        met = sum(bool(group & known) for group in each.must) + bool(each.of & known)
        if met:
            ranked[each.metric] = max(ranked.get(each.metric, (0, -9)), (met, -len(each.must)))
    return tuple(sorted(ranked, key=lambda metric: (ranked[metric], metric), reverse=True)[:2])


def clue(
    sentence: Sentence, start: int, end: int, figure: tuple[int, int] | None = None, kind: str = "percent"
) -> Clue:
    """Give the concepts between two places of a sentence and what its figure, if any, is of.

    What a figure is of stands right after it; else it is the first thing after ``tỷ lệ`` or the like, or the
    first.
    """
    own = [
        each for each in sentence.plain
        if start <= each.start and each.end <= end and each not in sentence.denied
        and not (each.value == "point" and KINDS[kind] == "index")  # ``với tổng điểm 86,93 điểm``
    ]  # fmt: skip
    stop = figure[0] if figure else end
    heads = _heads_after(sentence, own, figure[1], end, KINDS[kind]) if figure else []
    direct, before = bool(heads), _heads_before(sentence, own, start, stop)
    is_level = heads == ["agency"] and figure and _LEVEL_ONLY.fullmatch(sentence.text, figure[1], end)
    if before and (heads == [UNKNOWN] or is_level):
        heads = []
    is_closed = {"afar", "agency", "other", UNKNOWN} & {*heads} or (kind == "count" and not {*heads} <= MEASURED)
    if before and not (heads and is_closed):
        heads += before[:1] if direct else before
    found = [each for each in own if each.part]
    named = [each for each in own if each.kind == "level"]
    if not figure or (not heads and any(each.part in ("act", "quality") and each.start < stop for each in found)):
        opening = (each for each in named if not each.phrase.startswith("cấp "))
        bodies = [each for each in opening if _OPENED.fullmatch(sentence.text, start, each.start)]
        heads = ["agency" for each in bodies if not heads or " " in each.phrase] + heads
    if figure and KINDS[kind] == "index" and {*heads} <= PAPERS:
        # a source may name it: ``Theo báo cáo PCI năm 2024, tỉnh đạt 68,94 điểm``
        indices = {each.value for each in sentence.of("concept", start, end) if each.part == "index"}
        heads = [*indices] if len(indices) == 1 else heads
    known = {each.value for each in found if not (each.value == "increase" and figure and each.start > stop)}
    known.update(*(levels()[each.value] for each in named), heads)
    comma = sentence.text.find(",", figure[1], end) if figure else -1
    reach = end if comma < 0 else comma  # a reason may follow: ``, do người dân chưa quen``
    denied = {each.value for each in sentence.denied if start <= each.start and each.end <= reach}
    if not denied <= known or (figure and sentence.leaves_undone(figure[1], reach)):
        known.add(DENIED)
    return Clue(tuple(dict.fromkeys(heads)), frozenset(known), start, end, "", direct)


_RANKED_BY = re.compile(r"(?:,? [^\s,;:.]+){0,9} về (?:chỉ số )?")


def _heads_after(sentence: Sentence, own: list[Mention], start: int, end: int, kind: str) -> list[str]:
    """Give what stands right after a figure; `UNKNOWN` where that is a word that no concept names."""
    text = sentence.text
    after = [
        each for each in own
        if each.start >= start
        and (each.part == "index" if kind == "index" else each.is_thing or each.kind == "level")
    ]  # fmt: skip
    are_measures = [each.value == "measure" for each in after[:2]]
    if are_measures == [True, False] and text[after[0].end : after[1].start] == " ":  # ``3 bộ thủ tục``
        after = after[1:]
    named = [each for each in after if each.value != "other_index"]
    if kind == "index" and named and _RANKED_BY.fullmatch(text, start, named[0].start):
        return [named[0].value]  # ``nhóm 10 tỉnh dẫn đầu về chỉ số PCI, nâng cao PAPI``
    filler = _FILLER if after and after[0].part else _UNITS
    if after and (filler.fullmatch(text, start, after[0].start) or text.startswith(" tỷ lệ ", start)):
        things = [each.value for each in after if each.start == after[0].start and each.part]
        # in short what stands before: ``số tài khoản thư điện tử … là 842 tài khoản``
        full = [each.value for each in own if each.end <= start and each.phrase.startswith(f"{after[0].phrase} ")]
        things = full[-1:] if kind == "count" and full and not {*things} <= MEASURED else things
        return things if after[0].part else ["agency", *things]
    is_open = kind == "share" and _OPEN_WORD.match(text, start, end)
    return [UNKNOWN] if is_open and not any(each.start == start + 1 for each in sentence.mentions) else []


def _opens_unknown(sentence: Sentence, start: int) -> bool:
    """Tell whether a word that no concept knows follows: ``tỷ lệ án giải quyết đúng hạn``."""
    word = WORD.match(sentence.text, start + 1)
    read = bits(sentence.mentions) | bits(sentence.times)
    return word is not None and any(unread_words(sentence, *word.span(), read, frozenset()))


def _heads_before(sentence: Sentence, own: list[Mention], start: int, stop: int) -> list[str]:
    """Give the things that stand before a figure: first those of the subject, then those before it."""
    before = [each for each in own if each.start < stop and each.is_thing and each.value != "measure"]
    opens = [each.end for each in own if each.kind == "rate" and each.start < stop]
    if counted := _NUMBER_OF.match(sentence.text, start, stop):
        opens = [counted.end(), *opens]
    if opens and _opens_unknown(sentence, opens[-1]):
        return [UNKNOWN]
    subjects = [each.start for each in own if each.kind == "subject" and each.start < stop]
    begin = next((place for place in reversed(subjects) if any(each.start >= place for each in before)), start)
    colon = sentence.text.rfind(": ", begin, stop)
    before.sort(key=lambda each: (each.start <= colon, each.start < begin, each.start))
    foreign = next((at for at, each in enumerate(before) if each.value in FOREIGN), len(before))
    return [each.value for each in before[: foreign + 1]]
