"""Chooses the metric of a figure in its own clause, else in what that continues or stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from cchc_analysis.catalog import fold, indices, metrics
from cchc_analysis.extract.analysis import Mention, bits, mentions, unread_words
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.exclusions import is_change, is_comparison
from cchc_analysis.extract.matching import (
    DENIED,
    KINDS,
    MEASURED,
    PEOPLE,
    UNSETTLED,
    WHEN,
    Clue,
    clue,
    clue_of,
    match,
    of_kind,
    only,
    signatures_of,
)
from cchc_analysis.extract.numbers import is_label
from cchc_analysis.extract.statements import Drafted, Reason
from cchc_analysis.extract.tables import NO_CELL, Cell
from cchc_analysis.harmonizer.values import Figure

if TYPE_CHECKING:
    from cchc_analysis.extract.outline import Node
    from cchc_analysis.extract.sentence import Reading

_COMPLEMENT = re.compile(r",? ?(?:còn |riêng )?(?:về|đối với)\b")
"""What opens with it may be what a rate before it is about: ``mức độ hài lòng …; về dịch vụ y tế …``."""
_EQUALS = re.compile(r", (?:bằng|chiếm|đạt|tương đương|tương ứng)(?: với)?(?: tỷ lệ)? $")
_SHORT = re.compile(r" văn bản(?=[;,.)]|$)")
"""Behind a count of what was named in full before."""
_CUT_BY = re.compile(r" (?:đơn vị|người|trường hợp|biên chế)(?=[;,(]| \()")
_CLASSES = frozenset({"early", "on_time"})
"""Of which one beside the other is no share of all that is not late: ``trước hạn 65%, đúng hạn 33,5%``."""
_BODIES = frozenset({"agency", "authority", "measure", "point"})
"""Things that may stand between an index and the scores of those whom it ranks."""
_LONGEST_ITEM = 60
_FARTHEST_END = 20  # clauses
_INDEX_WITHIN = 1500  # letters

Attempt = tuple[tuple[str, ...], frozenset[str], Reason, str]
"""What a clause may be read as: its things, its concepts, what lends them, in which words."""


class Chosen(NamedTuple):
    """The metric of a figure, None where it stays open; why; what named it elsewhere.

    ``again`` is the statement that the figure says again, as a percent says a fraction.
    """

    metric: str | None
    reason: Reason
    label: str = ""
    again: Drafted | None = None


_OPEN = Chosen(None, Reason.OPEN)
_WHO = frozenset({"people", "agency", "afar"})


def choose_metric(reading: Reading, clause: Clause) -> Chosen:
    """Choose the metric of one figure of a sentence.

    Own words first. A thing without a predicate borrows one, a predicate without a thing borrows that; what has
    both and fits no signature stays open. What is borrowed is tried from near to far, and the first that fits one
    metric wins.
    """
    own, previous, begin = clause.clue, _before(reading, clause), reading.sentence.part_start(clause.figure.start)
    is_yearly = any(reading.sentence.of(kind, begin, clause.end) for kind in ("within_year", "yearly"))
    known = own.concepts | ({"yearly"} if is_yearly else set())
    is_own_rate = own.heads and clause.figure.kind == "percent"
    goes_on = clause.is_part or (clause.joined and not is_own_rate and own.qualities & WHEN)
    is_beside = previous and previous.is_part and clause.is_part and clause.joined  # of one whole
    if previous and goes_on and not is_beside and DENIED in previous.clue.concepts:
        return _OPEN  # ``đang giải quyết 5.250 hồ sơ, trong đó trong hạn 5.201``
    if _is_of_documents(reading, clause):
        return _OPEN
    if "afar" in own.nouns and {*own.heads} <= _WHO and {*own.heads} - {"afar"}:
        return next(_of_own(reading, clause, known), _OPEN)  # ``người dân có điện thoại 75%, …``
    ways = _of_own(reading, clause, known), _of_before(reading, clause, known), _of_paragraph(reading, clause)
    return next(chain(*ways), _OPEN)


def _is_of_documents(reading: Reading, clause: Clause) -> bool:
    """Tell whether documents were handled, no dossiers: ``15.401 văn bản phải xử lý, xong đúng hạn 15.008``."""
    own, before = clause.clue, reversed(reading.clauses[: clause.place])
    told = next((each.clue for each in before if each.clue.heads), own)
    is_on_time = not own.heads and own.qualities & WHEN - {"late"}
    return bool(is_on_time and told.heads == ("document",) and told.acts & {"receive", "settle"})


def _match(own: Clue, heads: tuple[str, ...], known: frozenset[str], kind: str) -> tuple[str, ...]:
    """Give the metrics that concepts name for a kind of figure; a percent may also be the score of an index."""
    is_score = kind == "percent" and not own.direct  # ``theo PCI năm 2023 có 39% doanh nghiệp …``
    if is_score and heads[:1] and heads[0] in indices():
        return match(heads, known, "index") or match(heads, known, KINDS[kind])
    return match(heads, known, KINDS[kind]) or (match(heads, known, "index") if is_score else ())


def _of_own(reading: Reading, clause: Clause, known: frozenset[str]) -> Iterator[Chosen]:
    """Give what the words of a clause say by themselves."""
    own, kind, whole = clause.clue, clause.figure.kind, reading.total if clause.is_part else None
    shares = [_classes(reading, each) for each in reading.clauses if each.figure.kind == kind == "percent"]
    is_one_class = kind == "percent" and _classes(reading, clause) and all({name} in shares for name in _CLASSES)
    if DENIED in own.concepts or is_one_class:
        yield _OPEN
    if step := _step(reading, clause):
        yield Chosen(step, Reason.OWN if own.heads else Reason.CONTINUES)
    opened = reading.sentence.span(reading.sentence.part_start(clause.figure.start), len(reading.text))[0]
    for each in reversed(reading.found):
        if each.end > opened and _says_again(reading, clause, each.figure):
            yield Chosen(each.metric, Reason.CONTINUES, again=each)
    this = reading.sentence.of("this", clause.tight, clause.figure.start)
    if (
        this
        and {*own.heads} <= {"agency", "plan", "other_index"}
        and (metric := _told_last(reading, clause, this[-1]))
    ):
        yield Chosen(metric, Reason.BEFORE)  # ``tỷ lệ này là 98%``
    said = (own.nouns | own.acts) - {"agency"}
    is_share = whole and whole.kind == kind == "percent" and own.heads[:1] == whole.clue.heads[:1]
    if whole and is_share and said and said <= whole.clue.concepts and "yearly" not in known:
        yield Chosen(whole.metric, Reason.CONTINUES)  # ``Trong đó mức độ hài lòng của cấp xã …``
    counted = reading.previous(clause)  # ``tích hợp 208 dịch vụ, bằng 19,5% số dịch vụ …``
    if counted and (counted.figure.kind, kind) == ("count", "percent"):
        is_equal = _EQUALS.search(reading.text, counted.figure.end, clause.figure.start)
        if is_equal and (share := only(match(counted.clue.heads, known | counted.clue.concepts, "share"))):
            yield Chosen(share, Reason.CONTINUES)
    if metric := only(_match(own, own.heads, known, kind)):
        yield Chosen(metric, Reason.OWN)
    if whole and whole.kind == kind == "count" and (part := _part(own, whole, known)):
        yield Chosen(part, Reason.CONTINUES)


def _classes(reading: Reading, clause: Clause) -> frozenset[str]:
    """Give how late what a share is of was settled: ``trước hạn 13.529 hồ sơ, chiếm 86,5%``."""
    goes_on = (clause.joined or reading.is_restated(clause)) and not clause.clue.heads
    previous = reading.previous(clause) if goes_on else None
    return (clause.clue.concepts | (previous.clue.concepts if previous else frozenset())) & _CLASSES


def _told_last(reading: Reading, clause: Clause, this: Mention) -> str | None:
    """Give the metric of the last figure of a kind before one; None where it has none, or an index is between."""
    for each, end in ((reading, clause.place), (reading.memory.before, None)):
        said = reversed(each.clauses[:end]) if each else ()
        last = next((other for other in said if other.figure.kind == clause.figure.kind), None)
        if each and last:
            places = each.sentence.span(*last.figure[:2])[1], reading.sentence.span(this.start, this.end)[0]
            if "chỉ số" in fold(reading.words[slice(*places)]):
                return None
            return next((draft.metric for draft in each.found if draft.is_of(last)), None)
    return None


def _of_before(reading: Reading, clause: Clause, known: frozenset[str]) -> Iterator[Chosen]:
    """Give what a clause goes on with, and what it may be read as with what it borrows."""
    own, kind, last, previous = clause.clue, KINDS[clause.figure.kind], reading.last, _before(reading, clause)
    is_bare = own.heads in ((), ("agency",)) and not own.acts
    is_empty = is_bare and not (own.heads and own.direct)
    is_of_bodies = previous and previous.clue.heads == ("agency",) and not previous.clue.acts
    if previous and not (own.heads or is_of_bodies) and (previous.figure.kind, kind) == ("count", "share"):
        share = _share(reading, clause, previous, known)
        yield Chosen(share, Reason.CONTINUES) if share else _OPEN
    goes_on = last and previous and is_empty and last.is_of(previous)
    is_left = previous and previous.is_part and not reading.is_read(previous)
    is_of_whole = is_bare and clause.is_part and not (clause.joined and is_left)  # of a part that was left out
    is_score = last and last.metric in indices() and (kind == "index" or clause.figure.kind == "percent")
    is_alike = last and (KINDS[last.kind] == kind or is_score)
    if last and is_alike and (goes_on or is_of_whole):
        yield Chosen(last.metric, Reason.CONTINUES)
    if is_empty:
        own = own._replace(heads=())
    for heads, concepts, reason, label in _attempts(reading, clause._replace(clue=own), known):
        if DENIED in concepts and reason is Reason.ROW:
            yield _OPEN
        is_other = own.nouns or own.acts  # ``SIPAS 85%; nộp trực tuyến 20%``: no score of the index before
        tried = match(heads, concepts, kind) if is_other else _match(own, heads, concepts, clause.figure.kind)
        if metric := only(tried):
            yield Chosen(metric, reason, label)


def _before(reading: Reading, clause: Clause) -> Clause | None:
    """Give the clause that one may go on with: none whose figure only says by how much another one differs."""
    before = reversed(reading.clauses[: clause.place])
    told = (each for each in before if reading.is_read(each) or not _compares(reading, each))
    return next(told, None)


def _compares(reading: Reading, clause: Clause) -> bool:
    is_told = is_comparison(reading.sentence, clause) or is_change(reading.sentence, clause.figure)
    return is_told and clause.figure.kind != "count"


def _of_paragraph(reading: Reading, clause: Clause) -> Iterator[Chosen]:
    """Give the one index that a paragraph names before a sentence that names none: ``PAPI …. Tỉnh được 42``."""
    sentence, start = reading.sentence, reading.sentence.span(0, len(reading.text))[0]
    acts = (each for each in sentence.plain if each.part in ("act", "quality") and each.value in clause.clue.acts)
    is_named = all(reading.words[sentence.span(*each[:2])[0]].isupper() for each in acts)  # ``Sở Y tế 90,1%``
    is_score = clause.figure.kind == "percent" and is_named and clause.clue.nouns <= {"agency"}
    is_index = KINDS[clause.figure.kind] == "index"
    # ``Tỷ lệ số hóa … 82%, xếp thứ 10``
    is_of_rate = any(draft.metric not in indices() for draft in reading.found)
    if (not {*clause.clue.heads} <= {"agency"} or is_of_rate) if is_index else not is_score:
        return
    own = sentence.mentions
    # what its paragraph goes on from, as far as a reader keeps it in mind
    for begin in (reading.node.start, max(reading.begin, start - _INDEX_WITHIN)):
        before = mentions(fold(reading.words[begin:start]))
        told = [*before, *(each for each in own if each.end <= clause.figure.start)]
        indexed = [each for each in told if each.part == "index"]
        if indexed:
            break
    named = {each.value for each in indexed or own if each.part == "index"}
    since = [each for each in before if not is_index and indexed and each.start >= indexed[-1].end]
    if any(each.kind == "subject" or (each.part == "noun" and each.value not in _BODIES) for each in since):
        return  # ``PAR INDEX đạt 88 điểm. Tỷ lệ hồ sơ đúng hạn rất cao. Sở Nội vụ 99,8%``
    is_of_units = any(each.kind == "unit" for each in told) and not sentence.of("unit")
    if len(named) == 1 and named <= {*indices()} and not is_of_units:
        yield Chosen(named.pop(), Reason.BEFORE)


def _share(reading: Reading, clause: Clause, previous: Clause, known: frozenset[str]) -> str | None:
    """Give the metric of a share of what was counted: ``biên chế 58 người, giảm 3 người, tương đương 5%``."""
    acts, measured = clause.clue.acts, MEASURED
    if acts <= {"cut"} and not clause.is_part and _CUT_BY.match(reading.text, previous.figure.end):
        cut = {"cut"} & (clause.clue.concepts | previous.clue.concepts)
        known, measured = known | cut, MEASURED | {"agency"} if cut else MEASURED
    before = (each.clue for each in reversed(reading.clauses[: clause.place]))
    # ``1.200 thủ tục …, chiếm 64%``
    counted = next((each for each in before if not {*each.heads} <= measured), previous.clue)
    others = tuple(sorted(counted.nouns - {"agency"}))  # ``đơn vị sự nghiệp … là 561 đơn vị, giảm 12%``
    known |= counted.concepts | previous.clue.qualities
    return only(match(counted.heads, known, "share") or match(others, known, "share"))


def _attempts(reading: Reading, clause: Clause, known: frozenset[str]) -> Iterator[Attempt]:
    """Give what a clause may be read as with what it borrows, nearest first."""
    own, kind, previous = clause.clue, KINDS[clause.figure.kind], reading.previous(clause)
    if clause.joined and own.heads:  # what stands before the first figure of its part holds for all
        opened = reading.sentence.part_start(clause.figure.start)
        first = next(each.start for each in reading.figures if each.start >= opened)
        yield own.heads, known | clue(reading.sentence, opened, first).acts, Reason.CONTINUES, ""
    is_complement = _COMPLEMENT.match(reading.text, clause.tight, clause.figure.start)
    if previous and own.heads and kind != "index" and is_complement:
        whole = next((each.clue for each in reversed(reading.clauses[: clause.place]) if each.clue.heads), own)
        yield whole.heads, known | whole.nouns, Reason.SUBJECT, ""
    if previous and own.heads == ("agency",) and own.acts and kind != "count":
        yield previous.clue.heads, known, Reason.CONTINUES, ""  # ``…; các xã giải quyết đúng hạn 99%``
    is_counted = kind == "count" and not {*own.heads} <= MEASURED  # ``16 cơ quan tiếp nhận …``: it counts them
    for lead, reason in _leads(reading, clause):
        heads = own.heads if is_counted or (own.direct and own.acts) else (*own.heads, *lead.heads)
        is_own = own.qualities or (kind == "count" and own.acts)  # ``Tiếp nhận: 12; đã giải quyết 9``
        yield heads, known | (lead.nouns if is_own else lead.concepts), reason, lead.words
    is_issued = "issue" in own.concepts or not own.acts  # ``58 văn bản quy phạm pháp luật; … ban hành 17 văn bản``
    is_short = kind == "count" and is_issued and _SHORT.match(reading.text, clause.figure.end) is not None
    if own.heads and not is_short and (own.acts or (not clause.joined and _predicates(reading, clause))):
        return
    for context, reason in _contexts(reading, clause):
        for lent in (*([context.concepts - of_kind("act")] if own.acts else ()), context.concepts):
            # ``…. Lũy kế là 1.042 trường hợp``
            heads = (*own.heads, *context.heads) if _measures(own, context) else own.heads
            yield heads, known | lent, reason, context.words


def _leads(reading: Reading, clause: Clause) -> Iterator[tuple[Clue, Reason]]:
    """Give what holds for all that it opens: the whole of a part, words before a colon, the lead of a list."""
    node, previous = reading.node, reading.previous(clause)
    if previous and clause.figure.kind != "count" and clause.is_part:
        yield previous.clue, Reason.CONTINUES
    if reading.colon >= 0:
        yield clue(reading.sentence, 0, reading.colon), Reason.SUBJECT
    if node.intro:
        yield clue_of(fold(node.intro)), Reason.LEAD
    if node.cell and node.cell.labels:
        yield clue_of(node.cell.labels[0]), Reason.ROW


def _contexts(reading: Reading, clause: Clause) -> Iterator[tuple[Clue, Reason]]:
    """Give the texts round a clause that may hold what it leaves out, nearest first."""
    node, text, cell, place = reading.node, reading.text, reading.node.cell or NO_CELL, clause.place
    in_row = (*cell.labels, *cell.after, _measured(cell), *cell.measures[:1])
    yield from ((clue_of(words), Reason.ROW) for words in in_row if words)
    opened, previous = reading.sentence.part_start(clause.figure.start), reading.previous(clause)
    own_part = [each for each in reading.clauses[:place] if each.figure.start >= opened]
    first = (own_part or reading.clauses)[0]
    before = [(previous.clue, Reason.CONTINUES), (first.clue, Reason.SUBJECT)] if previous else []
    after = []
    apart = []
    for later in reading.clauses[place + 1 : place + _FARTHEST_END]:
        if reading.is_restated(later):  # ``6/9 (66,7%) huyện và 18/18 sở …``
            continue
        is_count = later.figure.kind == clause.figure.kind == "count" and not _names_each(reading, clause, later)
        if is_count and later.clue.acts and clause.clue.heads[:1] == later.clue.heads[:1]:
            apart.append(later.start)  # ``có 2.760 hồ sơ, đã giải quyết 2.602 hồ sơ``: of those, not of all
            break
        # ``…, số người … là 6.532 người``
        is_own = reading.sentence.of("subject", later.start, later.figure.start)
        if is_own or not (later.joined or (later.clue.heads == clause.clue.heads and not later.is_part)):
            break
        after.append((later.clue, Reason.SENTENCE))
    yield from (*before, *after) if own_part else (*after, *before)
    closed = text.find(";", clause.figure.end)
    parts = [each.start for each in reading.clauses[place + 1 :] if each.is_part]
    stop = min([closed if closed >= 0 else len(text), *parts, *apart])  # what a part says is not said of the whole
    yield clue(reading.sentence, opened, stop), Reason.SENTENCE
    if clause.tight:
        yield clue(reading.sentence, 0, clause.tight), Reason.SENTENCE
    bodies = [each.figure for each in reading.clauses[:place] if each.clue.heads == ("agency",)]
    told = bits(reading.sentence.times) | bits(bodies)  # ``Trong 30 quận, huyện, quận … đứng đầu với 95,61%``
    counts = (each for each in reading.sentence.numbers if each.kind == "count" and each.end < clause.figure.start)
    # ``Cấp 9.870 phiếu …, 36% qua …``: of what no concept knows
    counted = (each for each in counts if not (told >> each.start & 1 or is_label(text, each)))
    is_first = not place or (len(bodies) == place and clause.figure.kind != "count")
    bare = MEASURED | ({"agency"} if KINDS[clause.figure.kind] == "index" else set())  # ``Tỉnh đạt 43,8 điểm``
    if is_first and reading.memory.before and {*clause.clue.heads} <= bare and not any(counted):
        yield reading.memory.before.said(), Reason.BEFORE
    if node.before and len(text) <= _LONGEST_ITEM:
        yield clue_of(fold(node.before)), Reason.LEAD
    if node.cell:
        yield from _titles(node, node.cell, KINDS[clause.figure.kind])
    elif node.headings:
        yield clue_of(node.headings[0]), Reason.HEADING


def _names_each(reading: Reading, clause: Clause, later: Clause) -> bool:
    """Tell whether two clauses name each a level or a time: ``cấp tỉnh 1.200 hồ sơ, cấp xã 3.400 hồ sơ đã …``."""
    sentence, parts = reading.sentence, (clause, later)
    have_levels = all(sentence.of("level", each.start, each.end) for each in parts)
    return have_levels or all(any(each.start <= at.start < each.end for at in sentence.times) for each in parts)


def _titles(node: Node, cell: Cell, kind: str) -> Iterator[tuple[Clue, Reason]]:
    """Give what a row says under its head, then what caption, heading or the thing of other heads add to it."""
    things = chain.from_iterable(clue_of(label).heads for label in (*cell.labels, _measured(cell)))
    named = () if kind == "index" else tuple(thing for thing in things if thing != "agency")
    row = " ".join((*reversed(cell.labels), _measured(cell)))
    said = clue_of(row)
    yield said._replace(heads=named or said.heads), Reason.HEADING
    for words in (fold(node.caption), *node.headings[:1]):
        titled = clue_of(f"{words} {row}")
        if said.acts and not named:  # ``Đã giải quyết`` under a title on receiving and settling
            yield titled._replace(concepts=titled.nouns | said.concepts), Reason.HEADING
        yield titled._replace(heads=named or titled.heads), Reason.HEADING
    does = said.acts if kind == "share" else said.acts - said.qualities
    if does and not named and {*clue_of(" ".join(cell.others)).heads} == {"dossier"}:
        # ``Tiếp nhận (hồ sơ) | Trực tuyến (%)``
        yield said._replace(heads=("dossier",), concepts=said.concepts | {"dossier"}), Reason.HEADING


def _measured(cell: Cell) -> str:
    return " ".join(reversed(cell.measures))


def _says_again(reading: Reading, clause: Clause, before: Figure | None) -> bool:
    """Tell whether a percent only says what a fraction before it says, by its value."""
    figure, is_said = clause.figure, not clause.clue.direct or reading.is_restated(clause)
    if before is None or not is_said or (figure.kind, before.kind) != ("percent", "fraction"):
        return False
    digits = len(figure.figure.printed.partition(",")[2].rstrip(" %"))
    return abs(figure.figure.value - before.value) < 0.6 * 10.0**-digits


def _predicates(reading: Reading, clause: Clause) -> bool:
    """Tell whether a clause says of its thing something that no concept knows: it is no elliptic part then."""
    read = bits(each for each in reading.sentence.mentions if each.kind != "planned") | reading.sentence.asides
    begin = clause.figure.end if clause.figure.kind != "count" and clause.clue.direct else clause.tight
    unread = unread_words(reading.sentence, begin, clause.end, read, frozenset())
    return any(not reading.words[reading.sentence.span(*word.span())[0]].isupper() for word in unread)  # no names


def _step(reading: Reading, clause: Clause) -> str | None:
    """Give the metric of a yearly step: of the rate that the clause names, else of the statement before."""
    if not reading.sentence.of("yearly", 0, clause.end) or not is_change(reading.sentence, clause.figure):
        return None
    before = reading.statements()
    told = (clause.clue, clue_of(fold(reading.node.intro)))
    # what grows year by year is a stock
    named = next(filter(None, (match(each.heads, each.concepts | {"in_force"}, "share") for each in told)), ())
    said = metrics()[before[-1].metric] if before and before[-1].metric else None
    base = named[0] if len(named) == 1 else (said.step_of or said.metric) if said else None
    return next((each.metric for each in metrics().values() if base and each.step_of == base), None)


def _part(own: Clue, total: Drafted, known: frozenset[str]) -> str | None:
    """Give the metric of a part of the count before it: what both say, else that of the total."""
    lent = (*([total.clue.nouns] if own.acts else []), total.clue.concepts)
    for concepts in lent:  # ``tiếp nhận 418 hồ sơ, trong đó giải quyết 402``: by its own act first
        if both := only(match(own.heads or total.clue.heads, known | concepts, "count")):
            return both
    if UNSETTLED & own.concepts and any(UNSETTLED & each.never for each in signatures_of(total.metric)):
        return None  # ``tiếp nhận 210 hồ sơ. Trong đó 28 hồ sơ còn trong hạn``
    counted = {thing for each in signatures_of(total.metric) for thing in each.of}
    return total.metric if _measures(own, total.clue) or {*own.heads} & counted else None


def _measures(own: Clue, whole: Clue) -> bool:
    """Tell whether the things of a clause only measure what another one names; persons measure no classes."""
    return {*own.heads} <= (MEASURED if PEOPLE & {*whole.heads} else MEASURED - {"person"})
