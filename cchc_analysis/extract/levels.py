"""Chooses the level of a figure: of its clause, of who acts, of the subject, of its cell, of the headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from cchc_analysis.catalog import cues, fold, levels, metrics, provinces, signatures
from cchc_analysis.extract.analysis import Mention, Sentence, mentions, sentence_of
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.matching import KINDS
from cchc_analysis.extract.numbers import Number
from cchc_analysis.extract.statements import Drafted, Reason

if TYPE_CHECKING:
    from cchc_analysis.extract.metric import Chosen
    from cchc_analysis.extract.sentence import Reading

_RIGHT_BEFORE = re.compile(r":? (?:là |đạt |có )?(?:trên |hơn |tối thiểu |ít nhất |từ )?")
_RIGHT_AFTER = re.compile(r" ?(?:số |các |đơn vị |tổng số |trong số |của )?")
_PREPOSED = re.compile(r"(?:tại|ở|đối với|riêng) (?:các |mỗi |từng )$|\b(?:các|những|mỗi|từng|\d+) $")
_BEGINS = re.compile(r"(?:^|[,;:(.–-] ?|\b(?:tại|ở|và|còn|đó|riêng|gồm|các) )$")
_BASE = re.compile(r" (?:(?:tổng )?số |các )?")
_POOLING = "ngành dọc"
_THESE = re.compile(
    r"\b(?:hai|ba|các|2|3) cấp (?:này|trên)\b|\bcác (?:tỷ lệ|chỉ tiêu|con số) (?:này|lần lượt|tương ứng)\b"
)
_BARE = re.compile(r"\(%\)|^(?:tại|đối với|ở) ")
_ONE_SERVICE = re.compile(
    r"(?:^|[,;:] |\b(?:tại|là|ở|riêng) )"
    r"(?:sở|cục) (?!ban|ngành)[^\W\d][\w&]*(?: (?!cho|báo|đề|cùng|phối)\w+){0,5}?"
    r" (?:có|đạt|tiếp nhận|đã|giải quyết|cao nhất|dẫn đầu|đứng đầu|(?=\d))"
)
_UNIT = re.compile(r"\b(thành phố|huyện|thị xã|quận|xã|phường|thị trấn) (?!thuộc|trực)(?=[^\W\d])")
_LONGEST_NAME = 20  # letters
_NEAR = 20  # letters
_FARTHEST = 70  # letters between the word for a level and the count said of it
_LONGEST_LABEL = 60
_ACTED = re.compile(r"(?:được|do|bởi|gửi|trình|báo cáo|giữa|từ) (?:các )?$")
_LIST_MARK = re.compile(
    r"(?:[-–+•▪*●○►➢]|\w{1,3}[.)])? ?(?:đối với|tại|ở|riêng|với|còn|trong đó|số lượng|toàn bộ)? ?(?:các "
    r"|mỗi |từng |\d+ )?"
)


def levels_between(sentence: Sentence, start: int, end: int, after: int = -1, before: int = -1) -> list[str]:
    """Give the level words between two places; a figure stands from ``before`` to ``after``.

    Words that pool levels (``các cơ quan, đơn vị``) stand back where a level is named; ``ngành dọc`` does not,
    since it is counted together with a level.
    """
    text, known = sentence.text, levels()
    found = [
        each
        for each in sentence.of("level", start, end)
        if not _aside(sentence, each) and not _of_other(sentence, each, before if before >= 0 else after)
    ]
    base = _BASE.match(text, after) if after >= 0 else None
    has_base = base is not None and any(each.start == base.end() for each in found)
    adjacent = (
        []
        if has_base
        else [
            each
            for each in found
            if before >= 0
            and each.end <= before
            and _RIGHT_BEFORE.fullmatch(text, each.end, before)
            and not (_stands_alone(each) and not _BEGINS.search(text, max(0, each.start - _NEAR), each.start))
        ]
    )
    if adjacent and known[adjacent[-1].value] != ("all",):
        run = [adjacent[-1]]
        for each in reversed(found):
            if each.end <= run[0].start and _listed(text, each.end, run[0].start):
                run.insert(0, each)
        return settle_levels({known[each.value]: each.value for each in run})
    named: dict[tuple[str, ...], str] = {}
    for each in found:
        if has_base and each.start < after:
            continue
        if _ACTED.search(text, max(0, each.start - _NEAR), each.start) and not (
            has_base and base and each.start == base.end()
        ):
            continue
        if _stands_alone(each) and not (
            (after >= 0 and each.start >= after and _RIGHT_AFTER.fullmatch(text, after, each.start))
            or _PREPOSED.search(text, max(0, each.start - _NEAR), each.start)
        ):
            continue
        named.setdefault(known[each.value], each.value)
    return settle_levels(named)


def _of_other(sentence: Sentence, mention: Mention, own: int) -> bool:
    """Tell whether a level is counted by another figure (``tại 15 huyện``)."""
    text = sentence.text
    return any(
        number.end < mention.start
        and not text.startswith(" cấp", number.end)
        and own not in {number.start, number.end}
        and _BASE.fullmatch(sentence.text, number.end, mention.start)
        for number in sentence.numbers
    )


def _stands_alone(mention: Mention) -> bool:
    """Tell whether a word names a level only beside a figure or after a preposition: it is part of names."""
    return " " not in mention.phrase or mention.phrase in ("thị xã", "thị trấn", "các sở", "ủy ban nhân dân tỉnh")


def settle_levels(named: dict[tuple[str, ...], str]) -> list[str]:
    """Give of level words by their ids those that hold."""
    pooled = {group: word for group, word in named.items() if group == ("all",)}
    single = {group: word for group, word in named.items() if group != ("all",)}
    if _POOLING in pooled.values():
        return [*single.values(), _POOLING]
    if not single:
        return list(pooled.values())
    many = [group for group in single if len(group) > 1]
    if many:
        return [single[max(many, key=len)]]
    return list(single.values())


@lru_cache(maxsize=1)
def _provinces() -> tuple[str, ...]:
    return tuple(f" {fold(name)}" for name in provinces())


def _aside(sentence: Sentence, mention: Mention) -> bool:
    if mention.phrase == "tỉnh" and sentence.text.startswith(_provinces(), mention.end):
        return True  # ``tỉnh Vĩnh Long``: the name of the whole, no level
    return any(first <= mention.start < last for first, last in sentence.asides)


def subject_level(sentence: Sentence, first: int, start: int = 0) -> list[str]:
    """Give the level words with which a sentence, or a part of it, opens, before its first figure."""
    found = [each for each in sentence.of("level", start, first) if not _aside(sentence, each)]
    opened = _LIST_MARK.match(sentence.text, start)
    begin = opened.end() if opened else start
    for each in found:
        if _stands_alone(each):
            continue
        if (
            each.start == begin
            or _opens_clause(sentence.text, each.start)
            or _UNIT_OF.search(sentence.text[start : each.start])
        ):
            run = [each, *(other for other in found if _listed(sentence.text, each.end, other.start))]
            for other in reversed(found[: found.index(each)]):
                if _listed(sentence.text, other.end, run[0].start):
                    run.insert(0, other)
            return settle_levels({levels()[one.value]: one.value for one in run})
    return []


_UNIT_OF = re.compile(
    r"^\W*(?:\w{1,3}[.)] )?(?:tại |ở |các )?(?:bộ phận|trung tâm|cơ quan|đơn vị|văn phòng)[^,;:.\d]{0,60} $"
)


def _opens_clause(text: str, start: int) -> bool:
    return bool(re.search(r"(?:^|, |; )(?:\W*)(?:(?:đối với|tại|ở|riêng|với|còn) )?(?:các |\d+ )?$", text[:start]))


def _listed(text: str, end: int, start: int) -> bool:
    return bool(re.fullmatch(r"(?:,| và|, và|;) (?:ủy ban nhân dân |tại |ở |của )?(?:các )?", text[end:start]))


_ISSUED_BY = re.compile(
    r"\b(?:phát hành|ban hành) (?:từ|của|do|bởi) ủy ban nhân dân tỉnh\b|\bdo ủy ban nhân dân tỉnh phát hành\b"
)
_OF_PROVINCE = re.compile(
    r" (?:văn bản|nghị quyết|quyết định)(?: quy phạm pháp luật)? (?:của|do) (?:hội đồng nhân dân|ủy ban nhân dân)"
    r"(?:(?: và|,) ủy ban nhân dân)? tỉnh\b"
)
_WHOLE = re.compile(r"\b(?:trên địa bàn|toàn) tỉnh\b[^;]*$")
_ONE_BODY = re.compile(
    r"(?:^|; )[-–+ ]*sở (?!ban|ngành)[^,;]{3,60}? (?:đã|thực hiện|tiếp nhận|tổ chức|ban hành|giải quyết)\b"
)
_LISTED_BODIES = re.compile(r"\((?:văn phòng ủy ban nhân dân tỉnh|sở )")


def actor_level(sentence: Sentence, clause: Clause, lead: str, province: str | None) -> list[str]:
    """Give the province's level where a single provincial body did what a count counts."""
    text, figure = sentence.text, clause.figure
    after = text[figure.end : clause.end]
    if _ISSUED_BY.search(after) or _OF_PROVINCE.match(after) or _LISTED_BODIES.search(after):
        return ["cấp tỉnh"]
    if figure.kind != "count":
        return []
    before = f"{lead} {text[text.rfind(';', 0, figure.start) + 1 if not clause.is_part else 0 : figure.start]}"
    if _WHOLE.search(before):
        return []
    acting = [
        each for each in mentions(before) if each.kind == "actor" and not before.startswith(" giao", each.end)
    ]
    if acting or _ONE_BODY.search(before) or (province and f"báo {fold(province)}" in before):
        return ["cấp tỉnh"]
    return []


def these_levels(text: str, start: int, end: int) -> bool:
    """Tell whether words point back to levels named before: ``hai cấp này``."""
    return bool(_THESE.search(text, start, end))


def choose_levels(
    reading: Reading, place: int, clause: Clause, nature: str, chosen: Chosen
) -> tuple[list[str], Reason]:
    """Choose the level words of a figure; ``chosen`` is its metric and where that comes from."""
    if chosen.metric and metrics()[chosen.metric].unit == "index":
        return [], Reason.OWN
    if named := _named(reading, place, clause):
        is_pooled = clause.figure.kind == "count" and len(named) > 1 and not clause.is_part
        return [] if is_pooled else named, Reason.OWN
    said = chain(_of_actor(reading, clause, nature, chosen), _of_place(reading, clause, chosen))
    unsaid = Reason.UNSAID if _is_leveled_nearby(reading, clause) else Reason.OWN
    return next(((words, why) for words, why in said if words is not None), ([], unsaid))


def _is_leveled_nearby(reading: Reading, clause: Clause) -> bool:
    """Tell whether a level is named round a clause that names none, and neither the whole province."""
    if _WHOLE.search(reading.text[: clause.figure.end]) or _WHOLE.search(reading.text[clause.start : clause.end]):
        return False
    named = [each for each in reading.sentence.of("level") if levels()[each.value] != ("all",)]
    is_near = any(not _stands_alone(each) and not _aside(reading.sentence, each) for each in named)
    return is_near or bool(reading.level_near)


Said = Iterator[tuple[list[str] | None, Reason]]


def _of_actor(reading: Reading, clause: Clause, nature: str, chosen: Chosen) -> Said:
    """Give the levels of who acts in a sentence, and of the figure that the clause goes on with."""
    figure, metric = clause.figure, chosen.metric
    yield _of_named_place(reading, clause.end if figure.kind == "count" else figure.start), Reason.SUBJECT
    total = reading.total or reading.last
    if clause.is_part and figure.kind == "count" and total and KINDS[total.draft.kind] == "count":
        yield [*total.draft.levels], Reason.CONTINUES
    if nature == "actual" or figure.kind == "count":
        lead = fold(reading.node.intro) if nature == "actual" else ""
        yield actor_level(reading.sentence, clause, lead, reading.province) or None, Reason.SUBJECT
    is_handled = metric in ("dossiers_received_count", "dossiers_settled_count")
    if is_handled and reading.found and reading.found[0].reasons["level"] is Reason.SUBJECT:
        yield [*reading.found[0].levels], Reason.SUBJECT
    yield _continued(reading, clause, chosen), Reason.CONTINUES
    opened = reading.text.rfind("; ", 0, figure.start) + 2
    if opened > 1 and (subject := subject_level(reading.sentence, figure.start, opened)):
        yield subject, Reason.SUBJECT
    own = reading.clues[reading.figures.index(figure)]
    is_new = own.direct and (own.heads[:1] == ("agency",) or len(reading.subject) > 1)
    if not (is_new and ";" in reading.text[: figure.start]):
        yield [*reading.subject] or None, Reason.SUBJECT
    starts = [draft for draft in reading.statements() if metric and draft.metric == metrics()[metric].step_of]
    yield _words_of(starts) or None, Reason.CONTINUES


def _goes_on(reading: Reading, clause: Clause) -> bool:
    """Tell whether a figure is of a thing that the sentence before spoke of, or names none."""
    own = reading.clues[reading.figures.index(clause.figure)]
    said = [draft.clue.nouns for draft in reading.carried if draft.clue and draft.levels == reading.level_before]
    return not own.heads or any({*own.heads} & nouns for nouns in said)


def _of_place(reading: Reading, clause: Clause, chosen: Chosen) -> Said:
    """Give the levels of the row, the sentence before, the headings; what a metric is of by itself comes last."""
    node = reading.node
    if node.cell and node.cell.heads:
        head = node.cell.head
        yield from ((_level_of(each), Reason.ROW) for each in node.cell.heads)
        yield levels_between(sentence_of(head), 0, len(head)) or None, Reason.ROW
    for label in node.cell.labels if node.cell else ():
        yield _level_of(label), Reason.ROW
    if chosen.reason is Reason.ROW and chosen.label:
        yield levels_between(sentence_of(chosen.label), 0, len(chosen.label)) or None, Reason.ROW
    lead = fold(node.intro)
    if len(named := levels_between(sentence_of(lead), 0, len(lead))) == 1 and not any(map(str.isdigit, lead)):
        yield named, Reason.LEAD
    if reading.level_before and _goes_on(reading, clause) and not _WHOLE.search(reading.text):
        yield [*reading.level_before], Reason.BEFORE
    yield from ((_level_of(heading), Reason.HEADING) for heading in node.headings)
    yield (
        next(([each.level] for each in signatures() if each.metric == chosen.metric and each.level), None),
        Reason.OWN,
    )


def _of_named_place(reading: Reading, end: int) -> list[str] | None:
    """Give the level of the one unit that is named before a figure (``thành phố Vị Thanh``)."""
    if _ONE_SERVICE.search(reading.text, 0, end + 1):
        return ["cấp tỉnh"]
    for found in reversed([*_UNIT.finditer(reading.text, 0, end)]):
        start, stop = reading.sentence.span(found.end(), min(len(reading.text), found.end() + _LONGEST_NAME))
        name = reading.words[start:stop]
        is_central = found[1] == "thành phố" and fold(name).startswith(tuple(cues()["central_city"]))
        is_left = (
            "toàn tỉnh" in reading.text[found.end() : end] or "địa bàn tỉnh" in reading.text[found.end() : end]
        )
        if name[:1].isupper() and not is_central and not is_left:
            return ["cấp xã" if found[1] in ("xã", "phường", "thị trấn") else "cấp huyện"]
    return None


def _named(reading: Reading, place: int, clause: Clause) -> list[str]:
    """Give the level words of a figure's own clause; of a count what follows it, else what stands before it."""
    sentence, figure = reading.sentence, clause.figure
    if figure.kind != "count":
        return levels_between(sentence, clause.tight, clause.end, figure.end, figure.start)
    begin = max(_list_begins(sentence, clause.tight, figure.start), figure.start - _FARTHEST)
    before = levels_between(sentence, begin, figure.start, -1, figure.start)
    if before and _right_before(sentence, figure):
        return before
    after = levels_between(sentence, figure.end, clause.end, figure.end)
    return after or (before if place else (reading.subject or before))


def _list_begins(sentence: Sentence, begin: int, end: int) -> int:
    """Give where the list of levels begins that a clause goes on with (``cấp huyện, cấp xã tiếp nhận …``)."""
    for each in reversed(sentence.of("level", 0, end)):
        first = next((other for other in sentence.of("level", begin, end)), None)
        if (
            first
            and each.end <= first.start
            and each.start < begin
            and _listed(sentence.text, each.end, first.start)
        ):
            begin = each.start
    return begin


def _continued(reading: Reading, clause: Clause, chosen: Chosen) -> list[str] | None:
    """Give the levels of the statement that a figure says again, splits or dates anew; None where it does not."""
    before, last, figure, text = reading.statements(), reading.last, clause.figure, reading.text
    says_again = clause.joined and before and (figure.kind, before[-1].kind) == ("percent", "fraction")
    if before and (says_again or reading.is_restated(clause)):
        return [*before[-1].levels] or (None if figure.kind == "count" else [*reading.subject] or [])
    if these_levels(text, clause.start, figure.start):
        return _words_of([draft for draft in before if draft.metric == chosen.metric] or before)
    if last is None:
        return None
    whence, is_single = last.draft.reasons["level"], len({*last.draft.levels}) == 1
    inherits = chosen.reason in (Reason.CONTINUES, Reason.SUBJECT) and reading.clock.is_dated(clause)
    goes_on = clause.joined or chosen.metric == last.draft.metric  # ``…; lũy kế 15 văn bản``
    is_share_of = clause.flows or (clause.joined and (last.draft.kind, figure.kind) == ("count", "percent"))
    is_held = (
        (clause.joined and inherits)
        or (goes_on and whence is Reason.SUBJECT)
        or (is_single and clause.is_part and figure.kind != "count")
        or (
            is_single and is_share_of and whence is Reason.OWN
        )  # ``cấp tỉnh tiếp nhận 13.906 hồ sơ, đúng hạn 99%``
    )
    return [*last.draft.levels] if is_held else None


def _words_of(drafts: Sequence[Drafted]) -> list[str]:
    return list(dict.fromkeys(word for draft in drafts for word in draft.levels))


def _right_before(sentence: Sentence, figure: Number) -> bool:
    ends = [each.end for each in sentence.of("level", 0, figure.start)]
    return any(sentence.text[end : figure.start] in (" ", ": ", " là ", " có ") for end in ends)


def _level_of(label: str) -> list[str] | None:
    """Give the level that a folded cell or heading names and little else; None where it is no such cell."""
    bare = _BARE.sub("", label).strip(" :") if 0 < len(label) <= _LONGEST_LABEL else ""
    if bare not in levels():
        return None
    return [] if levels()[bare] == ("all",) else [bare]
