"""Chooses the metric of a figure in its own clause, else in what that continues or stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, takewhile
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from cchc_analysis.catalog import fold, indices, metrics
from cchc_analysis.extract.analysis import bits, mentions, unread_words
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.exclusions import is_change
from cchc_analysis.extract.matching import (
    DENIED,
    FOREIGN,
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

if TYPE_CHECKING:
    from cchc_analysis.extract.outline import Node
    from cchc_analysis.extract.sentence import Reading

_COMPLEMENT = re.compile(r",? ?(?:còn |riêng )?(?:về|đối với)\b")
"""What opens with it may be what a rate before it is about: ``mức độ hài lòng …; về dịch vụ y tế …``."""
_EQUALS = re.compile(r", (?:bằng|chiếm|đạt|tương đương|tương ứng)(?: với)?(?: tỷ lệ)? $")
_SHORT = re.compile(r" văn bản(?=[;,.)]|$)")
"""Behind a count of what was named in full before."""
_CLASSES = frozenset({"early", "on_time"})
"""Of which one beside the other is no share of all that is not late: ``trước hạn 65%, đúng hạn 33,5%``."""
_BODIES = frozenset({"agency", "authority", "measure", "point", "other_index"})
"""Things that may stand between an index and the scores of those whom it ranks."""
_LONGEST_ITEM = 60
_FARTHEST_END = 20  # clauses
_INDEX_WITHIN = 1500  # letters


class Chosen(NamedTuple):
    """The metric of a figure, None where it stays open; why; what named it elsewhere.

    ``again`` is the statement that the figure says again, as a percent says a fraction.
    """

    metric: str | None
    reason: Reason
    label: str = ""
    again: Drafted | None = None


class Context(NamedTuple):
    """A text that may lend a figure the thing or the predicate that its clause leaves out, and where it stands.

    ``opens`` tells that it holds for all that it opens: its things come beside those of the clause.
    """

    clue: Clue
    reason: Reason
    opens: bool = False


_OPEN = Chosen(None, Reason.OPEN)
_WHO = frozenset({"people", "agency"})


def choose_metric(reading: Reading, clause: Clause) -> Chosen:
    """Choose the metric of one figure of a sentence.

    A statement that it only says again comes first, then the words of its clause, the statement that these go on
    with, and at last these with what each context lends, from near to far. The first that fits one metric wins.
    """
    if _is_of_none(reading, clause):
        return _OPEN
    heads = clause.clue.heads
    who = {*heads} - {"afar"}
    is_afar = "afar" in clause.clue.nouns and who and who <= _WHO  # ``người dân có điện thoại 75%, …``
    is_other = is_afar or bool(FOREIGN & {*heads[:1]})
    ways = (_again, _referred, _own, *(() if is_other else (_continued, _lent, _of_paragraph)))
    return next(chain.from_iterable(way(reading, clause) for way in ways), _OPEN)


def _is_of_none(reading: Reading, clause: Clause) -> bool:
    """Tell whether what a figure is of is not done, or is one class beside another: of those no metric is."""
    own, previous, is_rate = clause.clue, reading.previous(clause), clause.figure.kind == "percent"
    goes_on = clause.is_part or (clause.joined and own.concepts & WHEN and not (own.heads and is_rate))
    is_beside = previous and previous.is_part and clause.is_part and clause.joined  # of one whole
    if previous and goes_on and not is_beside and DENIED in previous.clue.concepts:
        return True  # ``đang giải quyết 5.250 hồ sơ, trong đó trong hạn 5.201``
    rates = reading.clauses if is_rate and _classes(reading, clause) else []
    run = _opening_of(reading, clause).clue if KINDS[clause.figure.kind] == "index" else Clue()
    if {*run.heads} - _BODIES and run.concepts.isdisjoint(indices()):
        return True  # ``PAPI 42 điểm; trong đó trụ cột A được 5 điểm, hạng 30``
    shares = [_classes(reading, each) for each in rates if each.figure.kind == "percent"]
    return DENIED in own.concepts or all({name} in shares for name in _CLASSES)


def _known(reading: Reading, clause: Clause) -> frozenset[str]:
    """Give the concepts of a clause, and whether its figure is of one year."""
    begin = reading.sentence.part_start(clause.figure.start)
    is_yearly = any(reading.sentence.of(kind, begin, clause.end) for kind in ("within_year", "yearly"))
    return clause.clue.concepts | ({"yearly"} if is_yearly else set())


def _classes(reading: Reading, clause: Clause) -> frozenset[str]:
    """Give how late what a share is of was settled: ``trước hạn 13.529 hồ sơ, chiếm 86,5%``."""
    goes_on = (clause.joined or reading.is_restated(clause)) and not clause.clue.heads
    previous = reading.previous(clause) if goes_on else None
    return (clause.clue.concepts | (previous.clue.concepts if previous else frozenset())) & _CLASSES


def _again(reading: Reading, clause: Clause) -> Iterator[Chosen]:
    """Give what grows by year by year, or what a fraction before is of that a percent says again by its value."""
    if step := _step(reading, clause):
        yield Chosen(step, Reason.OWN if clause.clue.heads else Reason.CONTINUES)
    figure, opened = clause.figure, reading.sentence.part_start(clause.figure.start)
    begin = reading.sentence.span(opened, len(reading.text))[0]
    is_said = figure.kind == "percent" and (not clause.clue.direct or reading.is_restated(clause))
    off = 0.6 * 10.0 ** -len(figure.figure.printed.partition(",")[2].rstrip(" %"))
    for each in reversed(reading.found if is_said else ()):  # ``12/15 đơn vị (80%)``
        value = each.figure.value if each.figure and each.kind == "fraction" and each.end > begin else inf
        if abs(figure.figure.value - value) < off:
            yield Chosen(each.metric, Reason.CONTINUES, again=each)


def _referred(reading: Reading, clause: Clause) -> Iterator[Chosen]:
    """Give what the last figure of its kind is of (``tỷ lệ này``), or a share of what was counted to equal it."""
    sentence, figure, before = reading.sentence, clause.figure, reading.memory.before
    this = sentence.of("this", clause.tight, figure.start)
    told = [(each, before.found) for each in before.clauses] if this and before else []
    told += [(each, reading.found) for each in reading.clauses[: clause.place] if this]
    same = [(each, found) for each, found in told if each.figure.kind == figure.kind][-1:]
    draft = next((draft for each, found in same for draft in found if draft.is_of(each)), None)
    if draft and draft.metric:
        between = reading.words[draft.end : sentence.span(this[-1].start, this[-1].end)[0]]
        yield from () if "chỉ số" in fold(between) else [Chosen(draft.metric, Reason.BEFORE)]
    previous = reading.previous(clause)  # ``tích hợp 208 dịch vụ, bằng 19,5% số dịch vụ …``
    if previous and (previous.figure.kind, figure.kind) == ("count", "percent"):
        is_equal = _EQUALS.search(reading.text, previous.figure.end, figure.start)
        if is_equal and (share := _share(reading, clause, previous)):
            yield Chosen(share, Reason.CONTINUES)


def _own(reading: Reading, clause: Clause) -> Iterator[Chosen]:
    """Give what the words of a clause name by themselves; of a part of a count also with those of the whole."""
    own, known, whole = clause.clue, _known(reading, clause), reading.total if clause.is_part else None
    yield from _named(clause, own.heads, known, Reason.OWN)
    if whole and whole.kind == clause.figure.kind == "count":
        yield from _with(clause, known, Context(whole.clue, Reason.CONTINUES))
        signatures = signatures_of(whole.metric)
        # ``tiếp nhận 210 hồ sơ. Trong đó 28 hồ sơ còn trong hạn``
        is_other = UNSETTLED & own.concepts and any(UNSETTLED & each.never for each in signatures)
        is_same = _measures(own, whole.clue) or any({*own.heads} & each.of for each in signatures)
        if is_same and not is_other:
            yield Chosen(whole.metric, Reason.CONTINUES)


def _named(
    clause: Clause, heads: tuple[str, ...], known: frozenset[str], reason: Reason, label: str = ""
) -> Iterator[Chosen]:
    """Give the one metric that things and concepts name; a percent that is of nothing else may also be a score."""
    kinds, is_lent = [KINDS[clause.figure.kind]], reason is not Reason.OWN
    # ``theo PCI năm 2023 có 39% doanh nghiệp …``, ``SIPAS 85%; nộp trực tuyến 20%``
    is_other = (clause.clue.direct and {*heads[:1]}.isdisjoint(indices())) or (
        is_lent and (clause.clue.nouns or clause.clue.acts)
    )
    if clause.figure.kind == "percent" and not is_other:
        kinds.insert(0 if heads and heads[0] in indices() else 1, "index")
    found = next(filter(None, (match(heads, known, kind) for kind in kinds)), ())
    if len(found) == 1:
        yield Chosen(found[0], reason, label)


def _continued(reading: Reading, clause: Clause) -> Iterator[Chosen]:
    """Give what a figure goes on with: a share of what was counted, or one more figure of the same."""
    own, figure, last, previous = clause.clue, clause.figure, reading.last, reading.previous(clause)
    kind = KINDS[figure.kind]
    if previous and (previous.figure.kind, kind) == ("count", "share"):
        is_of_bodies = previous.clue.heads == ("agency",) and not previous.clue.acts
        if not (own.heads or is_of_bodies):
            share = _share(reading, clause, previous)
            yield Chosen(share, Reason.CONTINUES) if share else _OPEN
    is_bare = own.heads in ((), ("agency",)) and not own.acts
    goes_on = last and previous and not (own.heads and own.direct) and last.is_of(previous)
    is_score = last and last.metric in indices() and figure.kind in ("score", "rank", "percent")
    if last and is_bare and (goes_on or clause.is_part) and (KINDS[last.kind] == kind or is_score):
        yield Chosen(last.metric, Reason.CONTINUES)


def _opening_of(reading: Reading, clause: Clause) -> Clause:
    """Give the clause that names what a clause is joined to and says no more: itself where it names a thing."""
    before = None if clause.clue.heads or not clause.joined else reading.previous(clause)
    return _opening_of(reading, before) if before else clause


def _share(reading: Reading, clause: Clause, previous: Clause) -> str | None:
    """Give the metric of a share of what was counted: ``1.200 thủ tục …, chiếm 64%``."""
    before = (each.clue for each in reversed(reading.clauses[: clause.place]))
    counted = next((each for each in before if not {*each.heads} <= MEASURED | {"agency"}), previous.clue)
    known = _known(reading, clause) | counted.concepts | (previous.clue.concepts & of_kind("quality"))
    return only(match(counted.heads, known, "share"))


def _lent(reading: Reading, clause: Clause) -> Iterator[Chosen]:
    """Give what a clause names with what each context lends."""
    known = _known(reading, clause)
    if clause.clue.heads == ("agency",) and not (clause.clue.acts or clause.clue.direct):
        clause = clause._replace(clue=clause.clue._replace(heads=()))
    for context in _contexts(reading, clause):
        if DENIED in context.clue.concepts and context.reason is Reason.ROW:
            yield _OPEN
        yield from _with(clause, known, context)


def _with(clause: Clause, known: frozenset[str], context: Context) -> Iterator[Chosen]:
    """Give what a clause names with what a context lends: no thing beside its own, and its own act first."""
    own, (lent, reason, opens) = clause.clue, context
    heads = (*own.heads, *lent.heads) if _measures(own, lent) or (opens and not own.direct) else own.heads
    # ``tiếp nhận 418 hồ sơ, trong đó giải quyết 402``
    for concepts in (*([lent.concepts - of_kind("act")] if own.acts else []), lent.concepts):
        yield from _named(clause, heads, known | concepts, reason, lent.words)


def _contexts(reading: Reading, clause: Clause) -> Iterator[Context]:
    """Give the texts that may hold what a clause leaves out: what opens it, then those round it, nearest first."""
    yield from _openings(reading, clause)
    own, node, text, cell = clause.clue, reading.node, reading.text, reading.node.cell or NO_CELL
    is_issued = "issue" in own.concepts or not own.acts  # ``58 văn bản quy phạm pháp luật; … ban hành 17 văn bản``
    is_short = clause.figure.kind == "count" and is_issued and _SHORT.match(text, clause.figure.end)
    if own.heads and not is_short and (own.acts or (not clause.joined and _predicates(reading, clause))):
        return
    in_row = (*cell.labels, *cell.after, _measured(cell), *cell.measures[:1])
    yield from (Context(clue_of(words), Reason.ROW) for words in in_row if words)
    yield from _beside(reading, clause)
    bodies = {"agency"} if KINDS[clause.figure.kind] == "index" else set()  # ``Tỉnh đạt 43,8 điểm``
    counts = (each for each in reading.sentence.numbers if each.kind == "count")
    times = bits(reading.sentence.times)
    told = (each for each in counts if not (times >> each.start & 1 or is_label(text, each)))
    # not ``Cấp 9.870 phiếu …, 36% qua …``, of what no concept knows
    is_first = not clause.place and next(told, clause.figure).start >= clause.figure.start
    if reading.memory.before and is_first and {*own.heads} <= MEASURED | bodies:
        yield Context(reading.memory.before.said(), Reason.BEFORE)
    if node.before and len(text) <= _LONGEST_ITEM:
        yield Context(clue_of(fold(node.before)), Reason.LEAD)
    if node.cell:
        yield from _titles(node, node.cell, KINDS[clause.figure.kind])
    elif node.headings:
        yield Context(clue_of(node.headings[0]), Reason.HEADING)


def _openings(reading: Reading, clause: Clause) -> Iterator[Context]:
    """Give what holds for all that it opens: the whole of a part, words before a colon, the lead of a list."""
    own, node, sentence, previous = clause.clue, reading.node, reading.sentence, reading.previous(clause)
    if clause.joined and own.heads:  # what stands before the first figure of its part holds for all
        opened = sentence.part_start(clause.figure.start)
        first = next(each.start for each in reading.figures if each.start >= opened)
        said = clue(sentence, opened, first)
        yield Context(Clue((), said.acts), Reason.CONTINUES)
    is_complement = own.heads and _COMPLEMENT.match(reading.text, clause.tight, clause.figure.start)
    if previous and is_complement and KINDS[clause.figure.kind] != "index":
        rate = next((each.clue for each in reversed(reading.clauses[: clause.place]) if each.clue.heads), own)
        yield Context(rate._replace(concepts=rate.nouns), Reason.SUBJECT, opens=True)
    whole = previous or reading.total
    if whole and clause.figure.kind != "count" and clause.is_part:
        yield Context(whole.clue, Reason.CONTINUES, opens=True)
    if reading.colon >= 0:
        yield Context(clue(sentence, 0, reading.colon), Reason.SUBJECT, opens=True)
    if node.intro:
        yield Context(clue_of(fold(node.intro)), Reason.LEAD, opens=True)
    if node.cell and node.cell.labels:
        yield Context(clue_of(node.cell.labels[0]), Reason.ROW, opens=True)


def _beside(reading: Reading, clause: Clause) -> Iterator[Context]:
    """Give the other parts of its sentence: those before, what ends the list in which it stands, all of it."""
    sentence, opened = reading.sentence, reading.sentence.part_start(clause.figure.start)
    first = next(each for each in reading.clauses if each.figure.start >= opened)
    before = [Context(each.clue, Reason.CONTINUES) for each in [reading.previous(clause)] if each]
    before += [Context(first.clue, Reason.SUBJECT)] if first.place < clause.place else []
    near = reading.clauses[clause.place + 1 : clause.place + _FARTHEST_END]
    behind = [each for each in near if not reading.is_restated(each)]  # ``6/9 (66,7%) huyện và 18/18 sở …``
    apart = next((each for each in behind if each.is_part or _is_apart(clause, each)), None)
    listed = takewhile(lambda each: each.joined or each.clue.heads == clause.clue.heads, behind)
    after = [Context(each.clue, Reason.SENTENCE) for each in takewhile(lambda each: each is not apart, listed)]
    yield from (*before, *after) if first.place < clause.place else (*after, *before)
    closed = sentence.text.find(";", clause.figure.end) % (len(sentence.text) + 1)
    yield Context(clue(sentence, opened, min(closed, apart.start) if apart else closed), Reason.SENTENCE)
    if clause.tight:
        yield Context(clue(sentence, 0, clause.tight), Reason.SENTENCE)


def _is_apart(clause: Clause, later: Clause) -> bool:
    """Tell whether a count is of some of those before it, not of all: ``có 2.760 hồ sơ, đã giải quyết 2.602``."""
    is_alike = later.clue.heads[:1] == clause.clue.heads[:1] and later.figure.kind == clause.figure.kind == "count"
    return is_alike and bool(later.clue.acts)


def _titles(node: Node, cell: Cell, kind: str) -> Iterator[Context]:
    """Give what a row says under its head, then what its caption, its heading or the other heads add to it."""
    things = chain.from_iterable(clue_of(label).heads for label in (*cell.labels, _measured(cell)))
    named = () if kind == "index" else tuple(thing for thing in things if thing != "agency")
    row = " ".join((*reversed(cell.labels), _measured(cell)))
    said = clue_of(row)
    yield Context(said._replace(heads=named or said.heads), Reason.HEADING)
    for words in (fold(node.caption), *node.headings[:1]):
        titled = clue_of(f"{words} {row}")
        if said.acts and not named:  # ``Đã giải quyết`` under a title on receiving and settling
            yield Context(titled._replace(concepts=titled.nouns | said.concepts), Reason.HEADING)
        yield Context(titled._replace(heads=named or titled.heads), Reason.HEADING)
    beside, does = clue_of(" ".join(cell.others)), said.acts if kind == "share" else said.acts - of_kind("quality")
    if does and not named and {*beside.heads} == {"dossier"}:  # ``Tiếp nhận (hồ sơ) | Trực tuyến (%)``
        yield Context(said._replace(heads=("dossier",), concepts=said.concepts | {"dossier"}), Reason.HEADING)


def _measured(cell: Cell) -> str:
    return " ".join(reversed(cell.measures))


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


def _measures(own: Clue, whole: Clue) -> bool:
    """Tell whether the things of a clause only measure what another one names; persons measure no classes."""
    return {*own.heads} <= (MEASURED if PEOPLE & {*whole.heads} else MEASURED - {"person"})


def _of_paragraph(reading: Reading, clause: Clause) -> Iterator[Chosen]:
    """Give the one index that a paragraph names before a sentence that names none: ``PAPI …. Tỉnh được 42``."""
    sentence, start, own = reading.sentence, reading.sentence.span(0, len(reading.text))[0], clause.clue
    if KINDS[clause.figure.kind] == "index":
        # ``Tỷ lệ số hóa … 82%, xếp thứ 10``
        is_score = own.nouns - MEASURED <= _BODIES | {*indices()} and all(
            draft.metric in indices() for draft in reading.found
        )
    else:
        acts = (each for each in sentence.plain if each.part in ("act", "quality") and each.value in own.acts)
        is_named = all(reading.words[sentence.span(*each[:2])[0]].isupper() for each in acts)  # ``Sở Y tế 90,1%``
        is_score = clause.figure.kind == "percent" and is_named and own.nouns <= {"agency"}
    if not is_score:
        return
    # what its paragraph goes on from, as far as a reader keeps it in mind
    begins = reading.node.start, max(reading.begin, start - _INDEX_WITHIN)
    texts = (mentions(fold(reading.words[begin:start])) for begin in begins)
    before = next((text for text in texts if any(each.part == "index" for each in text)), ())
    told = [*before, *(each for each in sentence.mentions if each.end <= clause.figure.start)]
    named = {each.value for each in told if each.part == "index"}
    things = [each.part for each in told if each.part in ("noun", "index") and each.value not in _BODIES]
    if clause.figure.kind == "percent" and named and things[-1:] != ["index"]:
        return  # ``PAR INDEX đạt 88 điểm. Tỷ lệ hồ sơ đúng hạn rất cao. Sở Nội vụ 99,8%``
    is_of_units = any(each.kind == "unit" for each in told) and not sentence.of("unit")
    if len(named) == 1 and named <= {*indices()} and not is_of_units:
        yield Chosen(named.pop(), Reason.BEFORE)
