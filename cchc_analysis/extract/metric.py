"""Chooses the metric of a figure: in its own clause, else in what the clause continues, splits or stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cchc_analysis.catalog import fold, metrics, signatures
from cchc_analysis.extract.analysis import sentence_of
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.exclusions import is_change
from cchc_analysis.extract.matching import FOREIGN, KINDS, UNKNOWN, Clue, Found, clue, match, nearest
from cchc_analysis.extract.statements import Reason
from cchc_analysis.harmonizer.values import Figure

if TYPE_CHECKING:
    from cchc_analysis.extract.sentence import Reading

_SAME = re.compile(r"\b(?:tỷ lệ|con số|mức|số)(?: \w+){0,2} (?:này|đó)\b|\bnêu trên\b")
_YEARLY = re.compile(r"\b(?:mỗi|hàng) năm\b")
_WITHIN_YEAR = re.compile(r".*\btrong năm\b(?!.*\bđến (?:hết )?năm\b)")
_ELLIPTIC = re.compile(r"[ ,]*(?:và )?(?:của|với|đối với|về|riêng|còn)\b")
_NUMBERED = re.compile(r"\d{1,2}[.)] ")
_EMPTY = re.compile(
    r"\b(?:ở|tại|đối|với|của|cho|các|số|tổng|năm|trở|lên|xuống|và|trong|đến|vào|hết|cuối|trên|toàn|địa|bàn|quý|tháng"
    r"|từ|ngày|phát|sinh|trực|thuộc|thẩm|quyền|này|đó|nêu|đủ|điều|kiện)\b|[\d\W]"
)
"""What a clause may hold besides its thing without saying anything of it."""
_GENERIC = frozenset({"agency", "person"})
"""Things that stand for one named before: ``12% đơn vị tự bảo đảm chi thường xuyên``."""
_BEFORE = frozenset({Reason.CONTINUES, Reason.SUBJECT, Reason.SENTENCE, Reason.BEFORE, Reason.HEADING})
_LONGEST_CELL = 120
_LONGEST_ITEM = 60


class Chosen(NamedTuple):
    """The metric of a figure, None where it stays open; why; the nearest ones then; what named it elsewhere."""

    metric: str | None
    reason: Reason
    nearest: tuple[str, ...] = ()
    label: str = ""


def choose_metric(reading: Reading, place: int, clause: Clause, own: Clue) -> Chosen:
    """Choose the metric of one figure of a sentence.

    Own words first. A thing without a predicate borrows one, a predicate without a thing borrows that; what has
    both and fits no signature stays open. What is borrowed is tried from near to far, and the first that fits one
    metric wins.
    """
    kind = KINDS[clause.figure.kind]
    known = own.concepts | _yearly(reading.text, clause)
    for said in (_of_own, _of_before):
        for chosen in said(reading, place, clause, own, known):
            return chosen
    return _open(known, kind)


def _open(known: frozenset[str], kind: str) -> Chosen:
    return Chosen(None, Reason.OPEN, nearest(known, kind))


def _of_own(reading: Reading, place: int, clause: Clause, own: Clue, known: frozenset[str]) -> Iterator[Chosen]:
    """Give what the words of a clause say by themselves."""
    kind = KINDS[clause.figure.kind]
    last = reading.last.draft if reading.last else None
    if step := _step(reading, place, clause, own):
        yield Chosen(step, Reason.OWN if own.heads else Reason.CONTINUES)
    if last and last.figure and _says_again(reading, clause, own, last.figure):
        yield Chosen(last.metric, Reason.CONTINUES)
    found = match(own.heads, known, kind)
    if _is_closed(reading, place, clause, own, found):
        yield _open(known, kind)
    if kind == "share" and not found.metrics:
        found = match(own.heads, known, "index")
    if len(found.metrics) == 1:
        is_handled = "late" not in known or any("settle" in each.concepts for each in reading.clues)
        is_sure = _is_whole(own, found) and (
            kind != "count" or is_handled
        )  # what is overdue may be settled or not
        yield Chosen(found.metrics[0], Reason.OWN if is_sure else Reason.PARTLY)
    elif found.metrics:
        first = found.first_named(own.order)
        yield Chosen(first, Reason.SENTENCE if first else Reason.OPEN, found.metrics[:2])
    if kind == "count" and clause.is_part and (part := _part(reading, own, known)):
        yield Chosen(part, Reason.CONTINUES)
    is_foreign = own.direct and bool(FOREIGN & {*own.heads[:1]})
    if is_foreign and not (own.heads[0] == UNKNOWN and kind == "share" and clause.joined):
        yield _open(known, kind)


def _is_closed(reading: Reading, place: int, clause: Clause, own: Clue, found: Found) -> bool:
    """Tell whether what stands round a clause forbids the metric that its words fit."""
    kind, known, before = KINDS[clause.figure.kind], own.concepts, reading.clues[:place]
    if place and not found.metrics and _says_again(reading, clause, own, reading.figures[place - 1].figure):
        return True  # of a fraction that stayed open
    if kind == "index":  # a part of an index is not the index
        named = [each.value for each in reading.sentence.of("concept", 0, clause.figure.start)]
        indices = [each for each in named if each == "pillar" or each.endswith("_index")]
        return "pillar" in own.heads[:1] or indices[-1:] == ["pillar"]
    if kind == "count" and {"late", "on_time"} & known and "settle" not in known:  # it need not be settled
        around = reading.clues if "late" in known else before
        if any("pending" in each.concepts for each in around):
            return True
    if kind == "count" and clause.joined and before and not own.acts:  # ``giảm 12 biên chế … và 30 biên chế …``
        return any(each.never & before[-1].acts for each in found.signatures)
    return False


def _of_before(reading: Reading, place: int, clause: Clause, own: Clue, known: frozenset[str]) -> Iterator[Chosen]:
    """Give what a clause goes on with, and what it may be read as with what it borrows."""
    kind, last = KINDS[clause.figure.kind], reading.last.draft if reading.last else None
    is_bare = own.heads in ((), ("agency",)) and not own.acts
    is_empty = is_bare and not (own.heads and own.direct)
    if place and kind == "share" and reading.figures[place - 1].kind == "count" and reading.is_restated(clause):
        before = reading.clues[place - 1]
        share = match(before.heads, known | before.concepts, kind).metrics
        yield Chosen(share[0], Reason.CONTINUES) if len(share) == 1 else _open(known, kind)
    if last and is_empty and not reading.node.cell and _continues(reading, place, clause):
        yield Chosen(last.metric, Reason.CONTINUES)
    if last and is_bare and KINDS[last.kind] == kind and clause.is_part:
        yield Chosen(last.metric, Reason.CONTINUES)
    if is_empty and clause.is_part and reading.clock.is_dated(clause):  # ``thứ 40 (năm 2018: 81%, …)``
        dated = (draft.metric for draft in reversed(reading.found) if draft.kind == clause.figure.kind)
        yield from (Chosen(metric, Reason.CONTINUES) for metric in dated)
    if is_empty:
        own = own._replace(heads=())
    for heads, concepts, reason, label in _attempts(reading, place, clause, own, known):
        tried = match(heads, concepts, kind)
        if len(tried.metrics) == 1:
            yield Chosen(tried.metrics[0], reason, (), label)
    if last and _continues(reading, place, clause) and (is_empty or _SAME.search(reading.text, clause.start)):
        yield Chosen(last.metric, Reason.CONTINUES)


Attempt = tuple[tuple[str, ...], frozenset[str], Reason, str]


def _attempts(reading: Reading, place: int, clause: Clause, own: Clue, known: frozenset[str]) -> Iterator[Attempt]:
    """Give what a clause may be read as with what it borrows, nearest first."""
    if clause.flows and place:
        yield own.heads, known | reading.clues[place - 1].concepts, Reason.CONTINUES, ""
    if clause.joined and own.heads:
        yield own.heads, known | reading.shared(clause).acts, Reason.CONTINUES, ""
    if place and own.heads == ("agency",) and own.acts:
        yield reading.clues[place - 1].heads, known, Reason.CONTINUES, ""
    for lead, reason in _leads(reading, place, clause):
        said = lead.nouns if own.qualities and not reading.is_restated(clause) else lead.concepts
        yield (*own.heads, *lead.heads), known | said, reason, lead.words
    whole = bool(own.heads and own.acts) or None
    for context, reason in _contexts(reading, place, clause, own):
        if whole or (own.heads and reason in _BEFORE and not clause.joined and _predicates(reading, clause, own)):
            return
        if not own.heads:
            things = context.nouns if own.acts else context.concepts
            yield context.heads, known | things, reason, context.words
            if own.acts and reason is Reason.CONTINUES and not own.qualities:
                yield context.heads, known | context.concepts, reason, context.words
            continue
        is_generic = bool(_GENERIC & {*own.heads})
        shares = clause.joined and reason is Reason.CONTINUES
        if shares or is_generic or not context.nouns or context.nouns & own.nouns:
            yield own.heads, known | (context.concepts - context.nouns), reason, context.words
            if is_generic and clause.figure.kind != "count":
                yield context.heads, known | context.concepts, reason, context.words


def _leads(reading: Reading, place: int, clause: Clause) -> Iterator[tuple[Clue, Reason]]:
    """Give what holds for all that it opens: words before a colon, the lead of a list, the whole of a part."""
    node, text = reading.node, reading.text
    if clause.figure.kind != "count" and (clause.is_part or _ELLIPTIC.match(text, clause.tight)):
        if place:
            yield reading.clues[place - 1], Reason.CONTINUES
        elif reading.before and (said := reading.before.said()):
            yield said, Reason.BEFORE
    colon = text.rfind(": ", 0, reading.clauses[0].figure.start)
    if colon >= 0 and place:
        yield clue(reading.sentence, 0, colon), Reason.SUBJECT
    if node.intro:
        yield clue_of(fold(node.intro)), Reason.LEAD
    if node.cell and node.cell.labels and len(text) <= _LONGEST_CELL:
        yield clue_of(node.cell.labels[0]), Reason.ROW


def _contexts(reading: Reading, place: int, clause: Clause, own: Clue) -> Iterator[tuple[Clue, Reason]]:
    """Give the texts round a clause that may hold what it leaves out, nearest first."""
    node, text, clues = reading.node, reading.text, reading.clues
    if node.cell and len(text) <= _LONGEST_CELL and not _NUMBERED.match(text):
        labels = (*node.cell.labels, *node.cell.after, node.cell.head)
        yield from ((clue_of(label), Reason.ROW) for label in labels if label)
    opened = text.rfind(";", 0, clause.figure.start)
    own_part = [at for at in range(place) if reading.clauses[at].figure.start > opened]
    if own_part:
        before = clues[place - 1]
        if before.heads == ("agency",) and place > 1:
            before = before._replace(heads=(*before.heads, *clues[place - 2].heads))
        yield before, Reason.CONTINUES
        yield clues[own_part[0]], Reason.SUBJECT
    colon = text.rfind(": ", 0, clause.figure.start)
    if colon > opened:
        yield clue(reading.sentence, opened + 1, colon), Reason.SUBJECT
    for after in range(place + 1, len(clues)):
        if not reading.clauses[after].joined:
            break
        yield clues[after], Reason.SENTENCE
    if place and not own_part:
        yield clues[place - 1], Reason.CONTINUES
        yield clues[0], Reason.SUBJECT
    closed = text.find(";", clause.figure.end)
    yield clue(reading.sentence, opened + 1, closed if closed >= 0 else len(text)), Reason.SENTENCE
    if clause.tight:
        yield clue(reading.sentence, 0, clause.tight), Reason.SENTENCE
    if node.intro:
        yield clue_of(fold(node.intro)), Reason.LEAD
    if not place and reading.before and not own.heads and not own.acts and (said := reading.before.said()):
        yield said, Reason.BEFORE
    if node.before and len(text) <= _LONGEST_ITEM:
        yield clue_of(fold(node.before)), Reason.LEAD
    yield from ((clue_of(heading), Reason.HEADING) for heading in node.headings[:1])
    above = [fold(node.caption), *node.headings[:1]] if node.cell and node.cell.head else []
    yield from ((clue_of(f"{words} {node.cell.head}"), Reason.HEADING) for words in above if words and node.cell)


@lru_cache(maxsize=1024)
def clue_of(words: str) -> Clue:
    """Give what a folded text that stands alone, a heading or a cell, lends to a figure."""
    return clue(sentence_of(words), 0, len(words))._replace(words=words)


def _is_whole(own: Clue, found: Found) -> bool:
    """Tell whether a signature is of what a clause is of, not of something else that stands in it."""
    if sum(each.endswith("_index") for each in own.heads) > 1:
        return False
    return not own.heads or any(own.heads[0] in each.of for each in found.signatures)


def _yearly(text: str, clause: Clause) -> frozenset[str]:
    opened = text.rfind(";", 0, clause.figure.start) + 1
    said = _YEARLY.search(text, opened, clause.end) or _WITHIN_YEAR.match(text, opened, clause.end)
    return frozenset({"yearly"} if said else ())


def _says_again(reading: Reading, clause: Clause, own: Clue, before: Figure) -> bool:
    """Tell whether a percent only says what a fraction before it says, by its value."""
    figure = clause.figure
    if (figure.kind, before.kind) != ("percent", "fraction"):
        return False
    if own.direct and own.acts and not reading.is_restated(clause):
        return False
    digits = len(figure.figure.printed.partition(",")[2].rstrip(" %"))
    return abs(figure.figure.value - before.value) < 0.6 * 10.0**-digits


def _predicates(reading: Reading, clause: Clause, own: Clue) -> bool:
    """Tell whether a clause says of its thing something that no concept knows: it is no elliptic part then."""
    end, rest = clause.figure.end, reading.text[clause.figure.end : clause.end]
    for each in reversed(reading.sentence.mentions):
        if end <= each.start and each.end <= clause.end:
            rest = rest[: each.start - end] + rest[each.end - end :]
    return own.direct and bool(_EMPTY.sub("", rest).split())


def _step(reading: Reading, place: int, clause: Clause, own: Clue) -> str | None:
    """Give the metric of a yearly step: of the rate that the clause names, else of the statement before."""
    before = reading.statements()
    said = metrics()[before[-1].metric] if before and before[-1].metric else None
    if said and said.step_of and reading.clauses[reading.leads[place]].joined and not own.heads and not own.acts:
        return said.metric
    if not _YEARLY.search(reading.text, 0, clause.end) or not is_change(reading.text, clause.figure.start):
        return None
    named = match(own.heads, own.concepts, "share").metrics
    base = named[0] if len(named) == 1 else (said.step_of or said.metric) if said else None
    return next((each.metric for each in metrics().values() if base and each.step_of == base), None)


def _part(reading: Reading, own: Clue, known: frozenset[str]) -> str | None:
    """Give the metric of a part of the count before it: what both say, else that of the total."""
    total = reading.total or reading.last
    if total is None or KINDS[total.draft.kind] != "count":
        return None
    both = match(own.heads or total.clue.heads, known | total.clue.concepts, "count")
    if len(both.metrics) == 1:
        return both.metrics[0]
    counted = {thing for each in signatures() if each.metric == total.draft.metric for thing in each.of}
    return total.draft.metric if not own.heads or {*own.heads} & counted else None


def _continues(reading: Reading, place: int, clause: Clause) -> bool:
    """Tell whether a clause may go on with the figure right before it: one of its kind, of a count its part."""
    last = reading.last
    if last is None or last.place != place - 1 or KINDS[last.draft.kind] != KINDS[clause.figure.kind]:
        return False
    return clause.figure.kind != "count" or clause.is_part
