"""Tells which numbers are figures: of a sentence those that state something, of a text those that nobody coded."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from cchc_analysis.catalog import either, fold, lists
from cchc_analysis.extract.analysis import WORD, Sentence, has_cue, mentions, read_sentences
from cchc_analysis.extract.cells import without_remark
from cchc_analysis.extract.clauses import Clause, cut_clauses
from cchc_analysis.extract.matching import KINDS, clue, nearest
from cchc_analysis.extract.numbers import Number, is_label
from cchc_analysis.extract.outline import Node
from cchc_analysis.extract.tables import Cell, Tables
from cchc_analysis.harmonizer.values import DECIMAL_POINT, read_figure
from cchc_analysis.read.text import Text
from cchc_analysis.rewriting import CAPITAL
from cchc_analysis.schema import MAX_WORDS

LISTED = re.compile(r"(?: điểm)? ?(?:,|;| và|/|-)? ?(?:và )?")
"""Between the figures of a list (``30%, 20%, 15%``)."""
_IS = re.compile(r"(?:\b(?:là|có|còn|đạt|được|gồm|mới|bổ sung|bãi bỏ|thay thế|thế)|:|\() $")
_ENDS = re.compile(r" ?(?:[;,.)(]|và |trong đó|$)")
_BEFORE_NOUN = re.compile(r" (?:lượt |số |các |loại |bộ )?(?!lượt người)")
_SPLIT = re.compile(rf"\(|{either(lists()['parts'])}|: ")
_CLOSED = re.compile(r" \w+(?: \w+)?\)")
_OF_HOW_MANY = re.compile(r"(?: (?:[^\W\d]+|\d,?)){0,9}?(?<!,) (?:trên|trong)(?: tổng số)? ")
"""Between how many and of how many: ``43 trên 45 đơn vị``."""
_CELL = re.compile(
    r"(?:[^\W\d]+ ){0,3}(?:[≥≤><]=? ?)?(?P<figure>\d{1,3}(?:\.\d{3})+|\d+(?:[.,]\d+)?)"
    r"(?: ?\(\d\)|\[\d{1,2}\]|\*+)?(?: trở lên)?\.?"
)
_MEASURE = re.compile(r"\b(?:tỷ lệ|mức độ hài lòng)\b|^(?:tổng )?số\b")
_STANDINGS = (("hạng", "rank"), ("điểm", "score"))
"""What a number of an index is by the nearest label that says it."""
_NEAR = 8  # letters
_MAY_COUNT = re.compile(r"\d|phần ", re.IGNORECASE)
_MARKED = re.compile(rf" ?[.)/:]| [{CAPITAL}]")
_NEIGHBOURHOOD = 120  # letters before and after a figure that its context is taken from
_CEILING_WITHIN = 300  # letters after the evidence of a statement


def find_figures(sentence: Sentence, node: Node) -> list[Number]:
    """Give the numbers of a sentence that are figures; a table cell that is only a number is one of its row's."""
    text, kept = sentence.text, list[Number]()
    for number in _without_wholes(sentence):
        if number.kind == "unread" or sentence.is_aside(number.start):
            continue
        # ``xếp hạng 40, 33 và 27``
        goes_on = kept and kept[-1].kind == "rank" and LISTED.fullmatch(text, kept[-1].end, number.start)
        is_rank = bool(goes_on) and not is_label(text, number)
        if number.kind == "count" and (is_rank or _scores(sentence, number)):
            kept.append(number._replace(kind="rank" if is_rank else "score"))
        elif number.kind != "count" or _counts(sentence, number, kept):
            kept.append(number)
    bare = _in_cell(text, node, node.cell) if node.cell and not (kept or sentence.times) else None
    return [bare] if bare else kept


def _without_wholes(sentence: Sentence) -> list[Number]:
    """Give the numbers of a sentence, a count and that of which it is a part as one: ``43 trên 45``."""
    found = list[Number]()
    for number in sentence.numbers:
        part = found[-1] if found and found[-1].kind == number.kind == "count" else None
        if part and _OF_HOW_MANY.fullmatch(sentence.text, part.end, number.start):
            # ``giải quyết 5.400 trên 5.600 hồ sơ tiếp nhận``: an act each
            sides = (sentence.part_start(part.start), part.start), (number.end, None)
            is_of_two = all(any(each.part == "act" for each in sentence.of("concept", *side)) for side in sides)
            found[-1] = part._replace(end=number.end, kind="unread" if is_of_two else "count")
        else:
            found.append(number)
    return found


def _counts(sentence: Sentence, number: Number, kept: Sequence[Number]) -> bool:
    """Tell whether a bare number counts something: its noun follows, or it stands for one said before."""
    text, start, end, named = sentence.text, number.start, number.end, sentence.mentions
    is_of_share = any(each.kind == "percent" for each in sentence.numbers)
    # how many units a share is said of: ``cấp huyện (09 đơn vị)``
    is_remark = is_of_share and text.endswith("(", 0, start) and _CLOSED.match(text, end)
    if is_remark or is_label(text, number):
        return False
    nouns = {each.start for each in named if each.kind == "level" or each.is_thing}
    after = _BEFORE_NOUN.match(text, end)
    if after and {after.end(), end + 1} & nouns:
        return True
    counted = next((each.end for each in kept if each.kind == "count"), None)
    if counted is not None and _SPLIT.search(text, counted, start):
        return True
    if _ENDS.match(text, end) and any(each.end + 1 == start and each.part in ("act", "quality") for each in named):
        return True  # ``tiếp nhận 48 kiến nghị, đã xử lý 46``
    noun = WORD.match(text, end + 1)
    if noun and noun[0] not in lists()["function"] and all(each.start != end + 1 for each in named):
        return False  # ``có 14 tổ …``, of which no concept knows
    stands = _IS.search(text, max(0, start - _NEAR), start) and any(place < start for place in nouns)
    return bool(stands) or any(text[each.end : start] in (" ", ": ") for each in sentence.of("level", 0, start))


def _scores(sentence: Sentence, number: Number) -> bool:
    """Tell whether a bare decimal is the score of the index named last before it: ``chỉ số dti là 0,53``."""
    before = sentence.of("concept", 0, number.start) if "," in number.figure.printed else []
    named = [each.value for each in before if each.is_thing and each.value not in ("measure", "point")]
    return bool(named) and named[-1].endswith("_index")


def _in_cell(text: str, node: Node, cell: Cell) -> Number | None:
    """Take a cell that is only a number as a figure: a share, a score or a count, as its row or head says."""
    found = _CELL.fullmatch(text)
    around = (*cell.labels, *cell.after, cell.head, fold(node.caption))
    if found is None or any(has_cue(words, "thousands") for words in (*around, node.remark)):
        return None
    is_index = any(each.part == "index" for label in around for each in mentions(label))
    measure = next(filter(None, map(_MEASURE.search, (*cell.labels, *around[-2:]))), None)
    is_rate = not is_index and measure is not None and not measure[0].endswith("số")
    labels = (*cell.heads, *around) if is_index else ()
    said = (kind for label in labels for word, kind in _STANDINGS if word in label)
    decimal = DECIMAL_POINT.sub(",", found["figure"])  # ``65.29``
    kind = "percent" if is_rate else next(said, "score" if is_index and "," in decimal else "count")
    kind = "percent" if cell.in_percent and kind != "rank" else kind
    beside = lists()["standing_head"] | (lists()["units_head"] if kind == "percent" else frozenset())
    if not is_index and {*map(without_remark, cell.heads)} & beside:
        return None  # ``Điểm``, ``Xếp hạng``, ``Số đơn vị`` beside a rate
    printed = {"percent": f"{decimal}%", "count": found["figure"]}.get(kind, decimal)
    with suppress(ValueError):
        figure = read_figure(printed)
        is_part = kind == "percent" and figure.value <= 1 and not cell.in_percent  # a rate of 0,98
        is_score = kind == "rank" and "," in printed
        return None if is_part or is_score else Number(*found.span("figure"), kind, figure)
    return None


class Stated(NamedTuple):
    """What a statement covers: where its evidence stands, its figures and its ceiling as its cells have them."""

    start: int
    end: int
    value: str
    ceiling: str


class Uncovered(NamedTuple):
    """A figure that no statement covers: its places, line and words, those round it, the nearest metrics."""

    start: int
    end: int
    line: int
    figure: str
    context: str
    nearest: str


def uncovered_figures(text: Text, stated: Iterable[Stated]) -> Iterator[Uncovered]:
    """Give the figures of a text that stand in the evidence of no statement; dates, laws and marks are none."""
    covered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for each in stated:
        for figure in filter(None, each.value.split(";")):
            covered[_digits(figure)].append((each.start, each.end))
        if each.ceiling:
            covered[_digits(each.ceiling)].append((each.start, each.end + _CEILING_WITHIN))
    tables = Tables(text)
    for at, (first, last) in enumerate(text.paragraphs):
        if not _MAY_COUNT.search(text.words, first, last) or tables.place(at).numbers:
            continue
        for sentence in read_sentences(text, first, last):
            for clause in cut_clauses(sentence, sentence.numbers):
                start, end = sentence.span(clause.figure.start, clause.figure.end)
                words = text.words[start:end]
                is_covered = any(a <= start and end <= b for a, b in covered[_digits(words)])
                is_mark = start in text.footnote_marks or (start == first and _MARKED.match(text.words, end, last))
                is_bare = is_mark or is_label(sentence.text, clause.figure)
                if not is_covered and (clause.figure.kind != "count" or not is_bare):
                    context = _words_round(text.words, start, end, first, last)
                    yield Uncovered(start, end, text.line(start), words, context, _nearest(sentence, clause))


def _digits(figure: str) -> str:
    """Give the digits of a figure, without what it is out of."""
    return "".join(filter(str.isdigit, figure.partition("/")[0]))


def _nearest(sentence: Sentence, clause: Clause) -> str:
    """Give the one or two metrics that the words of a figure come nearest to."""
    figure, kind = clause.figure, "percent" if clause.figure.kind == "unread" else clause.figure.kind
    own = clue(sentence, clause.tight, clause.end, (figure.start, figure.end), kind)
    return " or ".join(nearest(own.concepts, KINDS[kind]))


def _words_round(words: str, start: int, end: int, first: int, last: int) -> str:
    """Give a figure with the words round it, at most `MAX_WORDS`, from between two places."""
    half = (MAX_WORDS + 1 - words.count(" ", start, end)) // 2
    before = words[max(first, start - _NEIGHBOURHOOD) : start].split(" ")[-half:]
    after = words[end : min(last, end + _NEIGHBOURHOOD)].split(" ")[:half]
    return plain_start(f"{' '.join(before)}{words[start:end]}{' '.join(after)}".strip())


def plain_start(phrase: str) -> str:
    """Leave out the signs at the start of a phrase that a spreadsheet would take for a formula."""
    return phrase.lstrip("=+-@–•*▪ ") or phrase
