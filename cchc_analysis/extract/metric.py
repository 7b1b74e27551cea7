"""Chooses the metric of a figure in its own clause, else in what that continues or stands under; and its scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, dropwhile, islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from cchc_analysis.catalog import fold, indices, metrics, provinces, scopes, signatures
from cchc_analysis.extract.analysis import Sentence, bits, sentence_of, unread_words
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.exclusions import is_change
from cchc_analysis.extract.matching import (
    DENIED,
    FOREIGN,
    KINDS,
    MEASURED,
    UNKNOWN,
    Clue,
    Found,
    clue,
    match,
    nearest,
)
from cchc_analysis.extract.statements import Drafted, Reason
from cchc_analysis.harmonizer.values import Figure

if TYPE_CHECKING:
    from cchc_analysis.extract.outline import Node
    from cchc_analysis.extract.sentence import Reading
    from cchc_analysis.extract.tables import Cell

_COMPLEMENT = re.compile(r",? ?(?:còn |riêng )?(?:về|đối với)\b")
"""What opens with it may be what a rate before it is about: ``mức độ hài lòng …; về dịch vụ y tế …``."""
_RELATIVE = frozenset({"plan", "task"})
"""Things that are of something, which may be named elsewhere: ``mở 19 lớp đào tạo cho …, đạt 45% kế hoạch``."""
_BASE = frozenset({"receive"})
"""What is done with the things that a share is of, and says nothing of the share."""
_OF_WHOLE = frozenset({"agency", "measure", *indices(), "other_index"})
"""Things that a row of an index may name and yet be of the whole."""
_LONGEST_ITEM = 60
_FARTHEST_END = 20  # clauses
_SHARE_OF = (
    ", chiếm ", ", chiếm tỷ lệ ", ", bằng ", ", tương ứng ", ", tương đương ",
    ", tương ứng giảm ", ", tương đương giảm ",
)  # fmt: skip
"""Before a share of what the count right before it counts."""

Attempt = tuple[tuple[str, ...], frozenset[str], Reason, str]
"""What a clause may be read as: its things, its concepts, what lends them, in which words."""


class Chosen(NamedTuple):
    """The metric of a figure, None where it stays open; why; the nearest ones then; what named it elsewhere.

    ``again`` is the statement that the figure says again, as a percent says a fraction.
    """

    metric: str | None
    reason: Reason
    nearest: tuple[str, ...] = ()
    label: str = ""
    again: Drafted | None = None


def choose_metric(reading: Reading, place: int, clause: Clause, own: Clue) -> Chosen:
    """Choose the metric of one figure of a sentence.

    Own words first. A thing without a predicate borrows one, a predicate without a thing borrows that; what has
    both and fits no signature stays open. What is borrowed is tried from near to far, and the first that fits one
    metric wins.
    """
    known = own.concepts | _yearly(reading.sentence, clause)
    said = chain(_of_own(reading, place, clause, own, known), _of_before(reading, place, clause, own, known))
    return next(said, _open(known, clause))


def _match(own: Clue, heads: tuple[str, ...], known: frozenset[str], clause: Clause) -> Found:
    """Give the metrics that concepts name for a clause's figure; a percent may also be the score of an index.

    None of a percent of what stands right after it: ``theo PCI năm 2023 có 39% doanh nghiệp …``.
    """
    found = match(heads, known, KINDS[clause.figure.kind])
    is_of_thing = own.direct and own.heads[0] not in {*indices(), "point"}
    is_score = clause.figure.kind == "percent" and not found.metrics and not is_of_thing
    return match(heads, known, "index") if is_score else found


def _open(known: frozenset[str], clause: Clause) -> Chosen:
    return Chosen(None, Reason.OPEN, nearest(known, KINDS[clause.figure.kind]))


def _of_own(reading: Reading, place: int, clause: Clause, own: Clue, known: frozenset[str]) -> Iterator[Chosen]:
    """Give what the words of a clause say by themselves."""
    kind = KINDS[clause.figure.kind]
    if DENIED in own.concepts:
        yield _open(known, clause)
    if step := _step(reading, clause, own):
        yield Chosen(step, Reason.OWN if own.heads else Reason.CONTINUES)
    for each in reversed(reading.found):
        if _says_again(reading, clause, own, each.figure):
            yield Chosen(each.metric, Reason.CONTINUES, again=each)
    if reading.sentence.of("this", clause.tight, clause.figure.start):  # ``tỷ lệ này là 98%``
        like = (each.metric for each in reversed(reading.statements()) if each.metric and KINDS[each.kind] == kind)
        yield from (Chosen(metric, Reason.BEFORE) for metric in like)
    if _is_closed(reading, place, clause, own, match(own.heads, known, kind)):
        yield _open(known, clause)
    found = _match(own, own.heads, known, clause)
    if len(found.metrics) == 1:
        yield Chosen(found.metrics[0], Reason.OWN)
    if kind == "count" and clause.is_part and (part := _part(reading, own, known)):
        yield Chosen(part, Reason.CONTINUES)
    is_told = own.direct or own.acts or (clause.is_part and FOREIGN & {*own.heads[:1]})
    if is_told and _OPEN & {*own.heads[:1]} and not (own.heads[0] == UNKNOWN and clause.joined):
        yield _open(known, clause)


_OPEN = FOREIGN | {UNKNOWN, "measure"}


def _is_closed(reading: Reading, place: int, clause: Clause, own: Clue, found: Found) -> bool:
    """Tell whether what stands round a clause forbids the metric that its words fit."""
    kind, before = KINDS[clause.figure.kind], reading.clues[:place]
    is_again = place and _says_again(reading, clause, own, reading.figures[place - 1].figure)
    is_foreign = clause.joined and before and not own.heads and FOREIGN & {*before[-1].heads[:1]}
    if (is_again and not found.metrics) or is_foreign:  # of a fraction that stayed open, of ``2.318 vụ án``
        return True
    if kind != "count":
        return _is_of_pillar(reading, clause) or _leaves_out_early(reading, place)
    unknown = reading.unknown.concepts if clause.is_part and reading.unknown else None
    if unknown is not None and (own.heads in ((), ("agency",)) or "pending" in unknown):
        return True
    is_elliptic = clause.joined and before and not own.acts  # ``giảm 12 biên chế … và 30 biên chế …``
    return bool(is_elliptic) and any(each.never & before[-1].acts for each in found.signatures)


def _is_of_pillar(reading: Reading, clause: Clause) -> bool:
    """Tell whether the part of an index is named last before a figure: its score is not that of the index."""
    named = [each.value for each in reading.sentence.of("concept", 0, clause.figure.start)]
    scored = [each for each in named if each == "pillar" or each.endswith("_index")]
    return scored[-1:] == ["pillar"] and (KINDS[clause.figure.kind] == "index" or len({*scored}) > 1)


def _leaves_out_early(reading: Reading, place: int) -> bool:
    """Tell whether a share is of what is on time but not early: ``trước hạn đạt 60%, đúng hạn 38%``."""
    clues = reading.clues

    def said(at: int) -> frozenset[str]:
        return clues[at].concepts if clues[at].acts or not at else clues[at - 1].concepts

    if "on_time" not in said(place) or "early" in said(place):
        return False
    return any(
        KINDS[clause.figure.kind] == "share" and "early" in said(at) and "on_time" not in said(at)
        for at, clause in enumerate(reading.clauses)
    )  # fmt: skip


def _of_before(reading: Reading, place: int, clause: Clause, own: Clue, known: frozenset[str]) -> Iterator[Chosen]:
    """Give what a clause goes on with, and what it may be read as with what it borrows."""
    kind, last = KINDS[clause.figure.kind], reading.last
    is_bare = own.heads in ((), ("agency",)) and not own.acts
    is_empty = is_bare and not (own.heads and own.direct)
    is_share = place and kind == "share" and reading.figures[place - 1].kind == "count"
    is_of_count = not own.heads and reading.text.endswith(_SHARE_OF, 0, clause.figure.start)
    if is_share and (reading.is_restated(clause) or is_of_count):
        counted = reading.clues[place - 1]
        share = match(counted.heads, known | counted.concepts, kind).metrics
        if not share:  # ``468 đơn vị sự nghiệp, giảm 65 đơn vị, tương ứng 12%``
            whole = next((each for each in reading.clues[:place][::-1] if {*each.heads} - {"agency"}), counted)
            share = match(whole.heads, known | counted.concepts | whole.concepts, kind).metrics
        yield Chosen(share[0], Reason.CONTINUES) if len(share) == 1 else _open(known, clause)
    goes_on = last and is_empty and reading.is_of(last, place - 1)
    is_like = last and (KINDS[last.kind] == kind or (KINDS[last.kind], kind) == ("index", "share"))
    if last and is_like and (goes_on or (is_bare and clause.is_part)):
        yield Chosen(last.metric, Reason.CONTINUES)
    if is_empty:
        own = own._replace(heads=())
    for heads, concepts, reason, label in _attempts(reading, place, clause, own, known):
        tried = _match(own, heads, concepts, clause)
        if len(tried.metrics) == 1:
            yield Chosen(tried.metrics[0], reason, (), label)
    is_next = last and clause.joined and reading.is_of(last, place - 1) and KINDS[last.kind] == kind
    if last and is_next and not own.acts and own.heads == last.clue.heads:  # ``kiểm tra 8/19 sở, 4/9 huyện``
        yield Chosen(last.metric, Reason.CONTINUES)


def _attempts(reading: Reading, place: int, clause: Clause, own: Clue, known: frozenset[str]) -> Iterator[Attempt]:
    """Give what a clause may be read as with what it borrows, nearest first."""
    yield from _beside(reading, place, clause, own, known)
    yield from _led(reading, place, clause, own, known)
    if own.heads:
        yield from _parallel(reading, place, clause, own, known)
    is_base = KINDS[clause.figure.kind] == "share" and own.acts <= _BASE  # ``99% hồ sơ tiếp nhận tại cấp tỉnh``
    if own.heads and own.acts and not is_base:
        return
    named = reading.sentence.of("subject", clause.tight, clause.figure.start)
    if named and own.acts and not own.heads and not clause.joined and place:
        return  # ``…; tỷ lệ sử dụng chữ ký số đạt 97%``: it names a rate of its own
    is_predicate = not clause.joined and _predicates(reading, clause, own)
    for context, reason in _contexts(reading, place, clause, own):
        if own.heads and is_predicate:
            return
        if not own.heads:
            yield context.heads, known | (context.nouns if own.acts else context.concepts), reason, context.words
            if own.acts and reason is Reason.CONTINUES and not own.qualities:
                yield context.heads, known | context.concepts, reason, context.words
            if clause.joined and context.heads and own.acts and clause.figure.kind == "percent":
                return  # what leaves out its thing is of that before it, whether that is known or not
        elif {*own.heads} <= _RELATIVE:
            yield own.heads, known | context.concepts, reason, context.words
        elif (clause.joined and reason is Reason.CONTINUES) or not context.nouns or context.nouns & own.nouns:
            yield own.heads, known | (context.concepts - context.nouns), reason, context.words


def _beside(reading: Reading, place: int, clause: Clause, own: Clue, known: frozenset[str]) -> Iterator[Attempt]:
    """Give what a clause may be read as with what stands right before it or before all figures of its part."""
    if clause.flows and place:
        yield own.heads, known | reading.clues[place - 1].concepts, Reason.CONTINUES, ""
    if clause.joined and own.heads:
        yield own.heads, known | reading.shared(clause).acts, Reason.CONTINUES, ""
    if place and own.heads == ("agency",) and own.acts:  # ``…; các xã giải quyết đúng hạn 99%``
        yield reading.clues[place - 1].heads, known, Reason.CONTINUES, ""


def _parallel(reading: Reading, place: int, clause: Clause, own: Clue, known: frozenset[str]) -> Iterator[Attempt]:
    """Give what a clause with a thing may be read as beside one before it.

    It may say what else the same rate is about (``mức độ hài lòng về …; về …``), or name in short what is done
    again (``ban hành 22 văn bản quy phạm pháp luật, cấp huyện ban hành 5 văn bản``).
    """
    before = reading.clues[:place][::-1]
    if before and _COMPLEMENT.match(reading.text, clause.tight, clause.figure.start):
        whole = next((each for each in before if each.heads), own)
        yield whole.heads, known | whole.nouns, Reason.SUBJECT, ""
    if own.acts and not _predicates(reading, clause, own):
        for each in before[:_FARTHEST_END]:
            if each.acts == own.acts:
                yield own.heads, known | each.concepts, Reason.CONTINUES, ""


def _led(reading: Reading, place: int, clause: Clause, own: Clue, known: frozenset[str]) -> Iterator[Attempt]:
    """Give what a clause may be read as under what opens it; one that says how is of the lead's thing or act."""
    is_how = own.qualities and not reading.is_restated(clause)
    # ``16 cơ quan tiếp nhận …``: it counts them
    is_counted = clause.figure.kind == "count" and not {*own.heads} <= MEASURED
    for lead, reason in _leads(reading, place, clause):
        yield (
            own.heads if is_counted else (*own.heads, *lead.heads),
            known | (lead.nouns if is_how else lead.concepts),
            reason,
            lead.words,
        )
        if is_how and own.heads:
            yield own.heads, known | lead.acts, reason, lead.words


def _leads(reading: Reading, place: int, clause: Clause) -> Iterator[tuple[Clue, Reason]]:
    """Give what holds for all that it opens: the whole of a part, words before a colon, the lead of a list."""
    node = reading.node
    if clause.figure.kind != "count" and clause.is_part and place:
        yield reading.clues[place - 1], Reason.CONTINUES
    colon = reading.text.rfind(": ", 0, reading.clauses[0].figure.start)
    if colon >= 0 and place:
        yield clue(reading.sentence, 0, colon), Reason.SUBJECT
    if node.intro:
        yield clue_of(fold(node.intro)), Reason.LEAD
    if node.cell and node.cell.labels:
        yield clue_of(node.cell.labels[0]), Reason.ROW


def _contexts(reading: Reading, place: int, clause: Clause, own: Clue) -> Iterator[tuple[Clue, Reason]]:
    """Give the texts round a clause that may hold what it leaves out, nearest first."""
    node, text, clues, cell = reading.node, reading.text, reading.clues, reading.node.cell
    in_row = filter(None, (*cell.labels, *cell.after, cell.head, *cell.heads[:1]) if cell else ())
    if cell and cell.labels[1:] and clue_of(cell.labels[0]).qualities and not clue_of(cell.labels[0]).heads:
        yield clue_of(f"{cell.labels[1]} {cell.labels[0]}"), Reason.ROW  # ``Trong đó: lĩnh vực đất đai``
    for each in map(clue_of, in_row):
        yield each, Reason.ROW
        if UNKNOWN in each.heads:
            return  # ``Số vấn đề đã giải quyết xong``: no more is said of what it counts
    opened = text.rfind(";", 0, clause.figure.start)
    own_part = [at for at in range(place) if reading.clauses[at].figure.start > opened]
    if place:
        yield clues[place - 1], Reason.CONTINUES
        yield clues[own_part[0] if own_part else 0], Reason.SUBJECT
    is_bare = _is_bare(reading, clause)
    ahead = range(place + 1, min(len(clues), place + _FARTHEST_END))
    for after in takewhile(lambda at: is_bare or _shares_end(reading, at, own), ahead):
        yield clues[after], Reason.SENTENCE
    if place and clause.figure.kind == "percent" and reading.figures[place - 1].kind == "count":
        return  # a share of what is counted right before it
    closed = text.find(";", clause.figure.end)
    parts = [each.start for each in reading.clauses[place + 1 :] if each.is_part and not clause.is_part]
    stop = min([closed if closed >= 0 else len(text), *parts])  # what a part says is not said of the whole
    yield clue(reading.sentence, opened + 1, stop), Reason.SENTENCE
    if clause.tight:
        yield clue(reading.sentence, 0, clause.tight), Reason.SENTENCE
    if not place and reading.memory.before and not own.heads:
        yield reading.memory.before.said(), Reason.BEFORE
    if node.before and len(text) <= _LONGEST_ITEM:
        yield clue_of(fold(node.before)), Reason.LEAD
    is_index = KINDS[clause.figure.kind] == "index"
    if node.headings and not cell and (is_index or (not place and own.heads and not own.acts)):
        yield clue_of(node.headings[0]), Reason.HEADING
    if cell and cell.head:
        yield from _titles(node, cell, is_index)


def _titles(node: Node, cell: Cell, is_index: bool) -> Iterator[tuple[Clue, Reason]]:
    """Give what a row says under its head, where both name bodies at most; then what a caption adds to the two."""
    things = chain.from_iterable(clue_of(label).heads for label in (*cell.labels, cell.head))
    named = tuple(thing for thing in things if thing != "agency")
    row = (*reversed(cell.labels), cell.head)
    is_part = any(map(_names_part, cell.labels))
    if not named:
        yield clue_of(" ".join(row)), Reason.ROW
    telling = dropwhile(_says_nothing, node.headings)
    for words in (fold(node.caption), *islice(telling, 1)):
        titled, said = clue_of(" ".join((words, *row))), clue_of(" ".join(row))
        if ("pillar" in titled.concepts and is_index) or (is_part and {*indices()} & titled.concepts):
            return
        if said.acts and not named:  # ``Đã giải quyết`` under a title on receiving and settling
            yield titled._replace(concepts=titled.nouns | said.concepts), Reason.HEADING
        yield titled._replace(heads=named) if named and not is_index else titled, Reason.HEADING


@lru_cache(maxsize=256)
def _says_nothing(heading: str) -> bool:
    """Tell whether a heading names no thing and has no word that the catalogue lacks: ``chỉ tiêu theo năm``."""
    sentence = sentence_of(heading)
    read = bits(sentence.mentions) | bits(sentence.times)
    return not clue_of(heading).heads and not any(unread_words(sentence, 0, len(heading), read, frozenset()))


@lru_cache(maxsize=1)
def _province_names() -> frozenset[str]:
    return frozenset(map(fold, provinces()))


def _names_part(label: str) -> bool:
    """Tell whether a row's label may name a part of an index: it says more than a time, a level or a province."""
    if label.removeprefix("tỉnh ") in _province_names():
        return False
    sentence = sentence_of(label)
    read = bits(each for each in sentence.mentions if not each.is_thing or each.value in _OF_WHOLE)
    read |= bits(sentence.times)
    return any(unread_words(sentence, 0, len(label), read, frozenset()))


def _shares_end(reading: Reading, at: int, own: Clue) -> bool:
    """Tell whether a later clause may end what a clause begins: ``100% sở; 90% huyện; 80% xã được …``."""
    clause = reading.clauses[at]
    is_beside = not clause.is_part or reading.text.endswith("(", 0, clause.figure.start)
    is_like = bool(own.heads) and reading.clues[at].heads == own.heads and is_beside
    return clause.joined or reading.is_restated(clause) or is_like


def _is_bare(reading: Reading, clause: Clause) -> bool:
    """Tell whether a sentence up to a figure says only when or of whom: ``năm 2024: 65%; năm 2025: 80% hồ sơ``."""
    sentence = reading.sentence
    read = bits(sentence.times) | bits(sentence.numbers) | bits(sentence.of("level"))
    return not any(unread_words(sentence, 0, clause.end, read, frozenset()))


@lru_cache(maxsize=1024)
def clue_of(words: str) -> Clue:
    """Give what a folded text that stands alone, a heading or a cell, lends to a figure."""
    return clue(sentence_of(words), 0, len(words))._replace(words=words)


def _yearly(sentence: Sentence, clause: Clause) -> frozenset[str]:
    opened = sentence.text.rfind(";", 0, clause.figure.start) + 1
    said = sorted(each for kind in ("within_year", "yearly") for each in sentence.of(kind, opened, clause.end))
    said = said or [each for each in sentence.of("within_year") if not sentence.text[each.end :].strip(" .")]
    is_yearly = said and not sentence.of("until_year", said[-1].end, clause.end)
    return frozenset({"yearly"} if is_yearly else ())


def _says_again(reading: Reading, clause: Clause, own: Clue, before: Figure | None) -> bool:
    """Tell whether a percent only says what a fraction before it says, by its value."""
    figure = clause.figure
    if before is None or (figure.kind, before.kind) != ("percent", "fraction"):
        return False
    if own.direct and own.acts and not reading.is_restated(clause):
        return False
    digits = len(figure.figure.printed.partition(",")[2].rstrip(" %"))
    return abs(figure.figure.value - before.value) < 0.6 * 10.0**-digits


def _predicates(reading: Reading, clause: Clause, own: Clue) -> bool:
    """Tell whether a clause says of its thing something that no concept knows: it is no elliptic part then."""
    read = bits(each for each in reading.sentence.mentions if each.kind != "planned") | reading.sentence.asides
    begin = clause.figure.end if clause.figure.kind != "count" and own.direct else clause.tight
    return bool(own.heads) and any(unread_words(reading.sentence, begin, clause.end, read, frozenset()))


def _step(reading: Reading, clause: Clause, own: Clue) -> str | None:
    """Give the metric of a yearly step: of the rate that the clause names, else of the statement before."""
    if not reading.sentence.of("yearly", 0, clause.end) or not is_change(reading.sentence, clause.figure):
        return None
    before, named = reading.statements(), match(own.heads, own.concepts, "share").metrics
    said = metrics()[before[-1].metric] if before and before[-1].metric else None
    base = named[0] if len(named) == 1 else (said.step_of or said.metric) if said else None
    return next((each.metric for each in metrics().values() if base and each.step_of == base), None)


def _part(reading: Reading, own: Clue, known: frozenset[str]) -> str | None:
    """Give the metric of a part of the count before it: what both say, else that of the total."""
    total = reading.total or reading.last
    if total is None or total.kind != "count":
        return None
    lent = (*([total.clue.nouns] if own.acts - own.qualities else []), total.clue.concepts)
    for concepts in lent:  # ``tiếp nhận 418 hồ sơ, trong đó giải quyết 402``: by its own act first
        both = match(own.heads or total.clue.heads, known | concepts, "count").metrics
        if len(both) == 1:
            return both[0]
    counted = {thing for each in signatures() if each.metric == total.metric for thing in each.of}
    return total.metric if {*own.heads} <= MEASURED or {*own.heads} & counted else None


@lru_cache(maxsize=1)
def _scopes_of() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for scope in scopes().values():
        for metric in scope.metrics:
            for phrase in scope.phrases:
                parts = tuple(part for part in re.split(r", | … ", fold(phrase)) if part)
                found.setdefault(metric, []).append((phrase, parts))
    return found


def scope_of(text: str, clause: Clause, metric: str | None) -> str:
    """Give the words of the catalogue that narrow a metric's base and stand in a clause; the longest that fit."""
    if metric in indices():
        return "thứ hạng" if clause.figure.kind == "rank" else "điểm số"
    own, head = text[clause.start : clause.end], text[: clause.end]
    fitting = (
        phrase for phrase, parts in _scopes_of().get(metric or "", ())
        if any(part in own for part in parts) and all(part in head for part in parts)
    )  # fmt: skip
    return max(fitting, key=len, default="")
