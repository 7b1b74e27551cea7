"""Reads one sentence: its figures, each in its clause, become statements, or are left open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from cchc_analysis.catalog import cues, either, either_of, indices, levels, lists, metrics
from cchc_analysis.extract.analysis import Mention, Sentence, sentence_of
from cchc_analysis.extract.clauses import Clause, cut_clauses
from cchc_analysis.extract.clock import YEAR_BEFORE, Clock
from cchc_analysis.extract.comparators import choose_comparator
from cchc_analysis.extract.directions import draft_directions
from cchc_analysis.extract.exclusions import (
    MARGIN,
    is_elsewhere,
    is_of_others,
    is_regional,
    is_rule,
    states_nothing,
)
from cchc_analysis.extract.figures import LISTED, find_figures
from cchc_analysis.extract.levels import choose_levels, lists_in, subject_level, unit_level
from cchc_analysis.extract.matching import KINDS, Clue, clue, commas
from cchc_analysis.extract.metric import choose_metric
from cchc_analysis.extract.numbers import Number
from cchc_analysis.extract.outline import Node
from cchc_analysis.extract.running import NOBODY, turns_away
from cchc_analysis.extract.scope import scope_of
from cchc_analysis.extract.statements import Drafted, Reason
from cchc_analysis.extract.tables import NO_CELL
from cchc_analysis.extract.times import is_over
from cchc_analysis.harmonizer.periods import Frame
from cchc_analysis.schema import MAX_WORDS

if TYPE_CHECKING:
    from cchc_analysis.extract.reader import Memory

_BY_THE_WAY = re.compile(rf"\b(?:{either(lists()['by_the_way'])}) (?:được )?$")
_RESTATED = re.compile(r"\((?:đạt tỷ lệ |tỷ lệ |đạt |tương ứng |bằng |chiếm )?$")
_SPLITS = re.compile(rf"(?:{either(lists()['parts'])})\b")
_THESE = re.compile(r"\b(?:(?:cấp|tỷ lệ|chỉ tiêu|con số) (?:này|trên|đó)|tương ứng|lần lượt)\b")
"""Before figures of as many levels, said before."""
_IN_TURN = re.compile(r"lần lượt(?:(?!\bnăm ).)*$")
"""Before figures of names said before, of which is not clear which is whose: ``PCI, SIPAS lần lượt 60, 85``."""
_EACH = re.compile(rf"\b(?:{either(lists()['each_level'])})\b")
_STOPS = re.compile(r"[;:()]|[,.](?!\d)")
_FARTHEST = 120
_AND = re.compile(r"(?: index)?\)?(?:, | và |, và )(?:(?:các )?chỉ số )?")
_STANDS = re.compile(r"(?:/\d+)?(?: điểm)?,?(?: (?:và|với|đạt|được|xếp|đứng|hạng|thứ|vị trí))+ ")
"""Between the score and the rank of one place: ``70,4 điểm, hạng 3``."""
_OF_DAY = re.compile(r"tháng|ngày|\d/")
"""Of a time on which an index is published: its score is of a year."""
_INDEX_YEAR = re.compile(rf"\b(?:{either_of('index')}|chỉ số[^,;.\d]*) (?:năm )?(20\d\d)\b")
_MEASURE = attrgetter("metric", "levels", "kind", "nature", "period")
_EDGES = " ,:;.()"
_LONGEST_INDICATOR = 12  # words
_EACH_LEVEL = {"province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}


class Reading:
    """One sentence as far as it has been read."""

    def __init__(
        self, sentence: Sentence, node: Node, frame: Frame, province: str | None, words: str, memory: Memory
    ) -> None:
        self.sentence, self.text = sentence, sentence.text
        self.node, self.frame, self.province, self.words = node, frame, province, words
        self.memory, self.carried = memory, memory.statements
        self.begin = node.start if memory.begin is None else memory.begin
        first, _, last = frame.period.partition("/")
        self.years = {first[:4], (last or first)[:4]}
        self.figures = find_figures(sentence, node)
        sentence.forget_times(self.figures)
        is_anew = sentence.is_anew() or any(not is_over(when.words, frame) for when in sentence.times)
        self.noted = None if is_anew else memory.nature
        self.clock = Clock(sentence, node, frame, self.noted, memory.time)
        self.leads = self._lists()
        self.clauses = [each._replace(clue=self._clue(each)) for each in self._clauses()]
        self.colon = self.text.rfind(": ", 0, self.figures[0].start if self.figures else 0)
        levels_at = {each.start for each in sentence.of("level")}
        stop = next((each.start for each in self.figures if each.end + 1 not in levels_at), len(self.text))
        self.subject = subject_level(sentence, stop) or self._body() or []
        self.whom = NOBODY if turns_away(self) else memory.whom
        self.found: list[Drafted] = []
        self.passed: set[int] = set()  # places of clauses that are of others
        self.total = self.last = self._split()  # what later figures may be a part of, or go on with

    def _body(self) -> list[str] | None:
        """Give the level of the body whose paper a sentence opens with: ``Kế hoạch của Sở … đề ra: …``."""
        is_paper = self.colon > 0 and self.sentence.of("title", 0, self.colon)
        units = self.sentence.of("unit", 0, self.colon) if is_paper else ()
        named = (unit_level(self.sentence, self.words, each.end, each.start) for each in units)
        return next(filter(None, named), None)

    def statements(self) -> list[Drafted]:
        """Give the statements before the figure that is read, those of earlier sentences first."""
        return [*self.carried, *self.found]

    def said(self) -> Clue:
        """Give what the sentence is about, for the one after it."""
        whole = (each.clue for each in reversed(self.clauses) if each.clue.heads)
        return next(whole, None) or clue(self.sentence, 0, len(self.text))

    def previous(self, clause: Clause) -> Clause | None:
        """Give the clause of the figure before that of a clause; None for the first."""
        return self.clauses[clause.place - 1] if clause.place else None

    def lead(self, clause: Clause) -> Clause:
        """Give the first clause of the list in which a figure stands."""
        return self.clauses[self.leads[clause.place]]

    def is_read(self, clause: Clause) -> bool:
        """Tell whether the figure of a clause before became a statement."""
        return any(draft.is_of(clause) for draft in self.found)

    def is_restated(self, clause: Clause) -> bool:
        """Tell whether a figure stands alone in parentheses, and so says again what the one before it says."""
        opened = _RESTATED.search(self.text, max(0, clause.figure.start - _FARTHEST), clause.figure.start)
        return opened is not None and self.text.startswith(")", clause.figure.end)

    def drafts(self) -> list[Drafted]:
        """Give the statements of the sentence in their order."""
        if is_of_others(self.node, self.province):
            return []
        for clause in self._one_by_one():
            self._read(clause)
        ends = accumulate((clause.end for clause in self.clauses), max, initial=0)
        without_figures = zip(ends, [*(clause.tight for clause in self.clauses), len(self.text)], strict=True)
        for start, end in without_figures if self.sentence.of("direction") else ():
            self.found += draft_directions(self.sentence, start, end, self.node, self.clock)
        return sorted(self.found, key=lambda draft: draft.start)

    def _clauses(self) -> list[Clause]:
        """Cut the sentence; what follows a parenthesis is said of the figure before it: ``80% (12/15) huyện``."""
        clauses = cut_clauses(self.sentence, self.figures)
        for at in range(1, len(clauses)):
            whole, figure = clauses[at - 1], clauses[at].figure
            between = self.text[whole.figure.end : figure.start]
            if ";" not in between and self.is_restated(clauses[at]):
                after = figure.end + 1 if not between.strip(" (") else whole.after
                clauses[at - 1] = whole._replace(end=clauses[at].end, after=after)
            elif self._is_of_actors(whole.figure, figure):
                clauses[at] = clauses[at]._replace(start=whole.figure.end, tight=whole.figure.end, joined=False)
        return clauses

    def _is_of_actors(self, actors: Number, figure: Number) -> bool:
        """Tell whether a number counts only who did what the next counts: ``18 cơ quan tiếp nhận 900 hồ sơ``."""
        are_counts, behind = actors.kind == figure.kind == "count", actors.end + 1
        acts = (each.part == "act" for each in self.sentence.of("concept", behind, figure.start))
        who = (each.value == "agency" for each in self.sentence.mentions if each.start == behind)
        return are_counts and any(who) and any(acts)

    def _clue(self, clause: Clause) -> Clue:
        """Give what a figure is of: not its plan, nor units of ``cấp huyện`` after a thing."""
        own = self._narrowed(clause)
        is_level = own.heads == ("agency",) and self.text.startswith((" cấp ", " của cấp "), clause.after)
        if is_level and clause.joined:
            return own._replace(heads=(), direct=False)
        first = self.figures[self.leads[clause.place]]  # ``kế hoạch tương ứng là 50%, 40%, 35%``
        if {*own.heads} <= {"agency", "plan"} and self.sentence.reaching("plan", first.start, clause.tight):
            return own._replace(heads=tuple(each for each in own.heads if each != "plan"), direct=False)
        return own

    def _narrowed(self, clause: Clause) -> Clue:
        """Give the words of a clause, or less of them where only that names one metric."""
        figure, end, named = clause.figure, clause.end, KINDS[clause.figure.kind]

        def within(start: int, end: int) -> Clue:
            return clue(self.sentence, start, end, (figure.start, clause.after), figure.kind)

        own = within(clause.tight, end)
        is_behind = figure.kind == "percent" and not own.direct  # what it is of stands before it
        if is_behind or not own.metric(named):  # ``đúng hạn 98%, số trễ hạn tập trung ở …``
            core = within(clause.tight, next(commas(self.sentence, clause.after, end), end))
            own = core if core.metric(named) else own
        if named != "share" or own.metric(named):
            return own
        begin = max(commas(self.sentence, clause.tight, figure.start), default=clause.tight)
        less = [own._replace(concepts=own.concepts - self._by_the_way(clause))]
        # ``Phản ánh đã xử lý hết, người dân hài lòng đạt 100%``, ``Ủy ban nhân dân cấp huyện đúng hạn 98,15%``
        less += [] if own.direct else [within(begin, end)]
        if own.heads == ("agency",) and not own.direct:
            less.append(own._replace(heads=(), concepts=own.concepts - {"agency"}))
        return next((each for each in less if each.metric(named)), own)

    def _by_the_way(self, clause: Clause) -> set[str]:
        """Give what a clause names only to tell of which, when or what for: ``đã công bố được thực hiện``."""
        named = self.sentence.of("concept", clause.tight, clause.end)
        aside = [each for each in named if _BY_THE_WAY.search(self.text, clause.tight, each.start)]
        return {each.value for each in aside} - {each.value for each in named if each not in aside}

    def _split(self) -> Drafted | None:
        """Give the statement before the sentence whose count its figures split: a footnote, ``Trong đó: …``."""
        told = [draft for draft in self.carried if draft.clue.heads] or self.carried  # not ``(năm 2022: 85%)``
        before = self.carried[:1] if self.node.footnote else told[-1:] if _SPLITS.match(self.text) else []
        split = next((draft for draft in before if draft.figure), None)
        if split:
            self.clauses = [clause._replace(is_part=True) for clause in self.clauses]
        return split

    def _lists(self) -> list[int]:
        """Give for each figure the first one of the list in which it stands (``30%, 20%, 15%``)."""
        leads: list[int] = []
        for at, figure in enumerate(self.figures):
            between = LISTED.fullmatch(self.text, self.figures[at - 1].end, figure.start) if at else None
            may_be_new = between and ";" in between[0] and figure.kind in ("percent", "count")
            is_new = may_be_new and self.sentence.of("concept", figure.end)  # a share of its own
            leads.append(leads[-1] if between and not is_new else at)
        return leads

    def _one_by_one(self) -> Iterator[Clause]:
        """Give the clauses, those of a list that says as much as it has figures with what is said of each."""
        for _, group in groupby(self.clauses, lambda each: self.leads[each.place]):
            listed = [*group]
            first, last, said = listed[0], listed[-1], self._said_of(listed) if len(listed) > 1 else ()
            alone = next((each for each in said if len(each) == len(listed)), None)
            for clause, own in zip(listed, alone or [], strict=False):
                run = clause._replace(start=first.start, end=last.end, tight=first.start, **own)
                yield run._replace(clue=run.subject or self._clue(run._replace(after=last.figure.end)))
            yield from () if alone else listed

    def _said_of(self, listed: list[Clause]) -> Iterator[list[dict[str, Any]]]:
        """Give the times, subjects and levels that the figures of a list may be of, nearest first."""
        sentence, start, end, stop = self.sentence, listed[0].start, listed[-1].end, listed[0].figure.start
        yield [{"time": when.words} for when in sentence.times if start <= when.start < end]
        subjects = sentence.of("subject", start, stop)
        ends = {each.end + 1 for each in subjects}  # ``chỉ số PCI``: two words for one
        begins = [each.start for each in subjects if each.start not in ends]
        yield [{"subject": clue(sentence, *part)} for part in pairwise([*begins, stop])]
        named = [_each_level(sentence, *each) for each in ((start, stop), (listed[-1].figure.end, end))]
        if _THESE.search(self.text, start, stop):
            told = dict.fromkeys(word for draft in self.carried for word in draft.levels)
            named.append(_each_level(sentence, 0, start) or [*told])
        cell = self.node.cell or NO_CELL  # ``cấp tỉnh / cấp xã | 100% / 80%``
        named += (_each_level(sentence_of(label)) for label in (*cell.labels, *cell.heads))
        yield from ([{"level": level} for level in each] for each in named)

    def _read(self, clause: Clause) -> None:
        """Draft the statement of one figure; none where it states nothing."""
        sentence, figure, before, lead = self.sentence, clause.figure, self.statements(), self.lead(clause)
        is_listed = lead.place != clause.place
        is_alone = clause.level or clause.time or clause.subject  # in a list that tells of each
        step = metrics().get(before[-1].metric or "") if before else None
        # where a yearly step stops: ``cho đến khi đạt 100%``
        if sentence.reaching("ceiling", figure.start) and sentence.of("yearly", 0, figure.start):
            if step and step.step_of:
                before[-1].ceiling = figure.figure.printed
            return
        # ``chính quyền số, kinh tế số, xã hội số ở các hạng 22, 9, 13``
        is_left = is_listed and not self.is_read(lead)
        if is_left or self._is_of_others(clause):
            return
        chosen = choose_metric(self, clause)
        if clause.subject:
            chosen = chosen._replace(reason=Reason.SUBJECT)
        elif not is_alone and _IN_TURN.search(self.text, lead.start, figure.start):
            return
        nature, period, when = self.clock.of(clause)
        if clause.time:
            period, when = clause.time, Reason.OWN
        if chosen.metric in indices() and nature == "actual":
            period, when = self._year_of_index(figure, period, when)
        if chosen.again is None and states_nothing(self, clause, chosen.metric, nature):
            return
        own = [clause.level], Reason.OWN
        level, whence = own if clause.level else choose_levels(self, clause, chosen, nature)
        is_of_each = _EACH.search(self.text, clause.tight, clause.end)
        if is_together := bool(level) and {*level} <= cues()["together"] and not is_of_each:
            whence = Reason.TOGETHER
        is_pooled = nature == "actual" and is_together  # ``cả ba cấp đạt 42%``: an aim is set for each
        comparator, why = choose_comparator(self, clause, chosen, nature)
        compared = self.last if period == YEAR_BEFORE else None
        scope = compared.scope if compared else scope_of(self, clause, chosen.metric, level)
        start, stop = sentence.span(*self._quote(clause))
        draft = Drafted(
            start, stop, self.node, figure.kind, figure.figure, chosen.metric, self._indicator(clause), nature,
            figure.leads or comparator, [] if is_pooled else level, period, scope,
            {"metric": chosen.reason, "level": whence, "comparator": why, "period": when},
            clue=clause.clue, context=(self, clause, chosen.label),
        )  # fmt: skip
        last, is_bare = self.last, is_listed or (figure.kind == "percent" and not clause.clue.concepts)
        if last and is_bare and last.value != draft.value and _MEASURE(last) == _MEASURE(draft):
            for each in (draft, last) if is_listed else (draft,):  # nothing tells what it is of
                each.reasons["level"] = Reason.OPEN
        self.found.append(draft)
        if not is_alone and draft.metric in indices() and figure.kind == "rank":
            self.found += [replace(draft, metric=each) for each in _listed_with(sentence, clause, draft.metric)]
        self.last, self.total = draft, self.total if clause.is_part else draft

    def _is_of_others(self, clause: Clause) -> bool:
        """Tell whether a figure is a rule, of a region, or of another place, and note the last."""
        if is_regional(self.sentence, clause) or is_rule(self.sentence, clause):
            return True
        previous, start, goes_on = self.previous(clause), clause.figure.start, False
        if previous and previous.place in self.passed:  # ``Long An 70,37 điểm, hạng 3``
            is_next = clause.start == start or _STANDS.fullmatch(self.text, previous.figure.end, start)
            goes_on = bool(is_next) and not MARGIN.search(self.text, previous.start, previous.figure.start)
        if goes_on or is_elsewhere(self, clause):
            self.passed.add(clause.place)
        return clause.place in self.passed

    def _year_of_index(self, figure: Number, period: str | None, when: Reason) -> tuple[str | None, Reason]:
        """Give the year of a score or rank: indices told together are of one, the day of publication is none."""
        is_left = any(self.clock.is_left(each, figure) for each in self.sentence.times)  # the time of what it was
        if when is Reason.DOCUMENT and not is_left:
            told = (each for each in self.statements() if each.metric in indices() and each.nature == "actual")
            before = self.memory.before  # ``công bố Chỉ số … năm 2022. Huyện A được 95 điểm``
            year = _INDEX_YEAR.search(before.text) if before else None
            period = next((each.period for each in told), f"năm {year[1]}" if year else None)
            return period, Reason.BEFORE if period else when
        if period is None or not _OF_DAY.search(period):
            return period, when
        year = _INDEX_YEAR.search(self.text, 0, figure.start)
        return (f"năm {year[1]}", Reason.SENTENCE) if year else (period, Reason.OPEN)

    def _indicator(self, clause: Clause) -> str:
        """Give the words of a clause that say what is measured, as far as a person would copy them."""
        after, start = self.text[clause.after : clause.end].strip(_EDGES).split(), clause.figure.start
        words = after or self.text[max(self.sentence.begin, clause.tight) : start].split()
        return " ".join(words[:_LONGEST_INDICATOR]).strip(_EDGES) or self.text[clause.start : clause.end][:60]

    def _quote(self, clause: Clause) -> tuple[int, int]:
        """Give the places of the phrase to quote: up to four words before a figure, and those after."""
        text, figure, end = self.text, clause.figure, clause.figure.end
        # of a list only the last figure may have the sign of percent
        if not self.node.cell and figure.figure.printed == f"{text[figure.start : end]}%":
            end = next((each.end for each in self.figures if text.endswith("%", end, each.end)), end)
            figure = self.lead(clause).figure
        before = _STOPS.split(text[max(0, figure.start - _FARTHEST) : figure.start])[-1]
        start = figure.start - len(" ".join(before.lstrip().split(" ")[-5:]))
        cut = [each.start for each in self.sentence.mentions if each.start < start < each.end]
        start = min(cut, default=start)  # no part of ``đầu tư``, ``đơn vị``
        room = MAX_WORDS - 2 - text.count(" ", start, end)
        after = _STOPS.split(text[end : max(end, clause.end)], maxsplit=1)[0].rstrip()
        words = after.split(" ")[1:] if after.startswith(" ") else []
        return start, end + sum(1 + len(word) for word in words[: max(0, room)])


def _listed_with(sentence: Sentence, clause: Clause, index: str) -> Iterator[str]:
    """Give the indices named in one list with that of a figure: ``PAR INDEX và SIPAS thuộc nhóm 10 …``."""
    named = list[Mention]()
    for each in sentence.of("concept", clause.start, clause.end):
        is_short = named and named[-1].value == each.value and sentence.text[named[-1].end : each.start] == " ("
        if each.value in indices():  # ``Chỉ số hiệu quả quản trị … (PAPI)`` is one name
            named = [*named[:-1], named[-1]._replace(end=each.end)] if is_short else [*named, each]
    listed = lists_in(sentence.text, named, _AND)
    # the list that the figure follows, else the first one behind it
    near = [each for each in listed if each[0].start < clause.figure.start][-1:] or listed[:1]
    own = [*dict.fromkeys(name.value for each in near for name in each)]
    return (name for name in own if index in own and name != index)


def _each_level(sentence: Sentence, start: int = 0, end: int | None = None) -> list[str]:
    """Give the single levels named between two places, in their order; of a group of levels each."""
    named = (name for each in sentence.of("level", start, end) for name in levels()[each.value])
    return [*dict.fromkeys(_EACH_LEVEL[name] for name in named if name in _EACH_LEVEL)]
