"""Drafts the statements that the figures of one sentence make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cchc_analysis.catalog import comparators, fold, metrics
from cchc_analysis.extract.bounds import bound_of_list, find_bound, is_ceiling, is_change, is_comparison
from cchc_analysis.extract.drafts import Draft
from cchc_analysis.extract.evidence import is_restated, quote
from cchc_analysis.extract.figures import Figure
from cchc_analysis.extract.levels import find_levels, follows_level
from cchc_analysis.extract.measures import (
    CONTINUED,
    Measure,
    find_measure,
    measures_change,
    measures_step,
)
from cchc_analysis.extract.natures import Standing
from cchc_analysis.extract.scopes import find_scope
from cchc_analysis.extract.sentences import Clause, Sentence, cut_clauses
from cchc_analysis.extract.tables import Tables, is_level, levels_of
from cchc_analysis.extract.words import Word
from cchc_analysis.harmonizer.levels import read_levels

_LONGEST_VALUE = 25  # letters of a table cell that holds a figure and its noun
_LONGEST_CELL = 60  # letters of a table cell that leans on the other cells of its row
_LONGEST_ROW_CELL = 120  # letters of all sentences of such a cell
_PAIR = 2
_CLOSE = 70  # letters between the word for a level and the count said of it
_IN_TURN = re.compile(r"\b(?:tương ứng|lần lượt)\b")
_ENDS_LIST = re.compile(r"(?: ?(?:[,;.)]|$)| (?:ở|tại|cho|của|đối với|trở|theo|vào|trong|khi|trên)\b)")
_LISTED = re.compile(r" ?(?:,|;| và|/|-)? ?(?:và )?")
_GOES_ON = re.compile(
    r"[^;]{0,60}\b(?:tỷ lệ|con số|mức) (?:này|đó)\b|[^;]{0,60}\b(?:mỗi|hàng) năm\b[^;]{0,20} tăng\b"
    r"|(?:đến|sang|tới) [^,;]{0,40}\b(?:đạt|là)\b"
    r"|(?:trong đó|trong số đó|cụ thể|gồm|bao gồm|còn lại|mỗi năm|hàng năm)"
)
_THESE_LEVELS = re.compile(r"\b(?:hai|ba|các|2|3) cấp (?:này|trên)\b|\bcác (?:tỷ lệ|chỉ tiêu|con số) này\b")
_AS_IT_IS = re.compile(r"\bhiện (?:nay|đang|đã|có|cung cấp)\b")
_AIMED = re.compile(
    r"\b(?:phấn đấu|mục tiêu|chỉ tiêu|nâng|cải thiện|tăng|lên|đạt|giữ|duy trì|đưa|nhóm|đứng|thứ hạng)\b"
)
_FACT = re.compile(r"\bchiếm\b")
_IS_CELL = re.compile(r"(?![-–+•▪*]|\w{1,3}[.)] ).*[^.;]")
_OWN_VERB = re.compile(r"\b(?:giảm|có|đạt|là|năm|được|thực hiện|hoàn thành)\b")


class SentenceReader:
    """Reads the figures of a sentence, each in its clause; ``carried`` are the statements before it."""

    def __init__(
        self,
        sentence: Sentence,
        figures: list[Figure],
        words: Sequence[Word],
        standing: Standing,
        tables: Tables,
        carried: list[Draft],
    ) -> None:
        self.sentence = sentence
        self.text = sentence.text
        self.words = words
        self.standing = standing
        self.tables = tables
        self.carried = carried
        self.names = [(word.start, word.end) for word in words if word.kind == "level"]
        self.groups = list(_group(self.text, cut_clauses(self.text, figures, self.names)))
        self.read: list[Draft] = []
        self.free: list[tuple[int, int]] = []

    def drafts(self) -> list[Draft]:
        """Give the statements that the figures make, in their order."""
        groups = self.groups
        for before, group, after in zip([groups[0], *groups], groups, [*groups[1:], groups[-1]], strict=False):
            draft = self._draft(group, (before[0].start, after[-1].end))
            if draft:
                self.read.append(draft)
            elif (closed := self.text.find(")", group[-1].figure.end, group[-1].end)) >= 0:
                self.free.append((closed, group[-1].end))
        return self.read

    def without_figures(self) -> Iterator[tuple[int, int]]:
        """Give the parts of the sentence that belong to no figure, and what follows a parenthesis without one."""
        yield from self.free
        done = 0
        for group in self.groups:
            first, figure = group[0].start, group[0].figure.start
            own = max(first, self.text.rfind(";", first, figure))
            if own > done:
                yield done, own
            done = max(done, group[-1].end)
        if done < len(self.text):
            yield done, len(self.text)

    def _draft(self, group: list[Clause], near: tuple[int, int]) -> Draft | None:
        """Draft the statement of one figure, or of several that stand as a list; none where they state nothing."""
        first, last = group[0], group[-1]
        clause = Clause(first.start, last.end, first.figure, first.is_part, first.joined)
        figure, before = clause.figure, [*self.carried, *self.read]
        if before and measures_step(before[-1].metric) and is_ceiling(self.text, figure.start):
            before[-1].ceiling = figure.value
            return None
        if self.standing.is_elsewhere(clause, self.words):
            return None
        previous = before[-1] if before and self._goes_on() else None
        measure = find_measure(self.text, clause, *near, previous, self._around(), self.names)
        nature, period = self.standing.of(clause)
        bound = self._bound(clause, last.figure.end, measure, previous)
        if self._states_nothing(clause, measure, nature, bound):
            return None
        levels = self._levels(clause, nature, measure, before)
        values = [each.figure.value for each in group]
        if len(values) > 1 and len(_ids(levels)) != len(values):
            values, levels = values[:1], []
        start, end = self.sentence.span(*quote(self.text, clause, last.figure.end))
        return Draft(
            start=start,
            end=end,
            passage=self.sentence.passage,
            kind=figure.kind,
            noun=figure.noun,
            metric=measure.metric,
            indicator=measure.indicator,
            nature=nature,
            comparator=bound,
            values=values,
            levels=levels,
            period=period,
            scope=find_scope(self.text, clause, measure.metric, figure),
            doubts=[measure.doubt] if measure.doubt else [],
        )

    def _goes_on(self) -> bool:
        """Tell whether a figure may go on with the statement before it, in this sentence or in the one before."""
        return bool(self.read or self.sentence.passage.footnote or _GOES_ON.match(self.text))

    def _around(self) -> list[str]:
        """Give the folded texts that the sentence leans on: the lead of its list, the other cells of its row."""
        passage = self.sentence.passage
        around = [fold(passage.intro)] if passage.intro else []
        is_cell = self.tables.numbers_row(passage.index) or _IS_CELL.fullmatch(self.text)
        if len(self.text) <= _LONGEST_CELL and passage.end - passage.start <= _LONGEST_ROW_CELL and is_cell:
            around += self.tables.others(passage.index)
        return around

    def _states_nothing(self, clause: Clause, measure: Measure, nature: str, bound: str) -> bool:
        """Tell whether a figure is a comparison, a fact told by the way, or of nothing that the field measures."""
        figure, is_plan = clause.figure, self.standing.frame.kind == "plan"
        if is_plan and figure.kind == "rank" and not _AIMED.search(self.text, 0, figure.start):
            return True
        if not measures_change(measure.metric) and (
            is_comparison(self.text, clause) or (measure.metric and is_change(self.text, figure.start))
        ):
            return True
        if is_plan and _AS_IT_IS.search(self.text, clause.start, figure.start):
            return True
        if measure.metric is None:
            is_afar = _FACT.search(self.text, clause.start, figure.start) is not None or any(
                word.kind == "afar" and clause.start <= word.start < clause.end for word in self.words
            )
            return is_afar or figure.kind != "percent" or nature == "actual"
        if not is_plan or nature == "actual" or figure.kind != "count" or measure.doubt in ("", CONTINUED):
            return False
        is_cell = measure.cell or len(self.text) <= _LONGEST_VALUE
        return not (bound or is_cell or metrics()[measure.metric].better != "neutral")

    def _levels(self, clause: Clause, nature: str, measure: Measure, before: list[Draft]) -> list[str]:
        """Give the level words of a figure: of its clause, its column's head or the cell that names its metric."""
        if measure.metric and metrics()[measure.metric].unit == "index":
            return []
        named = self._levels_of_clause(clause, nature, measure, before)
        if not named and (head := self.tables.head(self.sentence.passage.index)):
            named = levels_of(head)
        if not named and measure.cell:
            named = levels_of(measure.cell)
        if not named and measure.metric and (base := metrics()[measure.metric].step_of):
            starts = [draft for draft in before if draft.metric == base]
            named = list(dict.fromkeys(level for draft in starts for level in draft.levels))
        if not named:
            named = next((levels_of(cell) for cell in self._around() if is_level(cell)), [])
        if not named and measure.metric and measure.metric.startswith("commune_"):
            return ["cấp xã"]
        return named

    def _levels_of_clause(self, clause: Clause, nature: str, measure: Measure, before: list[Draft]) -> list[str]:
        """Give the level words after a count, else close before it, else of who did what it counts."""
        figure, is_count = clause.figure, clause.figure.kind == "count"
        tight = max(clause.start, self.text.rfind(";", clause.start, figure.start) + 1)
        if _IN_TURN.search(self.text, tight, figure.start):
            tight = clause.start
        end = clause.end
        if is_count:
            tight = max(tight, figure.start - _CLOSE)
            if follows_level(self.text, self.words, figure.start):
                end = figure.start
            elif after := find_levels(self.text, self.words, figure.end, clause.end, figure.end):
                return after
        named = find_levels(self.text, self.words, tight, end, figure.end, -1 if is_count else figure.start)
        named = named or self.standing.actor(clause, nature, figure)
        if not named and _THESE_LEVELS.search(self.text, clause.start, figure.start):
            same = [draft for draft in before if draft.metric == measure.metric]
            return _levels_said(same) or _levels_said(before)
        if not named and before and (is_restated(self.text, figure) or _says_in_percent(clause, before[-1])):
            return list(before[-1].levels)
        if (
            not named
            and before
            and measure.doubt == CONTINUED
            and clause.joined
            and self.standing.is_dated(clause)
        ):
            return list(before[-1].levels)
        total = next((draft for draft in reversed(before) if CONTINUED not in draft.doubts), None)
        if not named and figure.noun and total and (total.kind, total.noun) == ("count", figure.noun):
            is_same = nature == "actual" or measure.metric == total.metric
            return list(total.levels) if is_same and len(_ids(total.levels)) == 1 else []
        return named

    def _bound(self, clause: Clause, last: int, measure: Measure, previous: Draft | None) -> str:
        """Give the comparator words of a figure, its own or those it shares with the figure before or its list."""
        bound = find_bound(self.text, self.words, clause, last) or bound_of_list(measure.cell)
        if bound:
            return bound
        lead = self.text[clause.start : clause.figure.start]
        shares = (clause.joined or measure.doubt == CONTINUED) and not _OWN_VERB.search(lead)
        if shares and self.read and previous and previous.kind == clause.figure.kind:
            is_whole = clause.figure.value == "100%" and comparators().get(previous.comparator) != ">="
            return "" if is_whole else previous.comparator
        intro = self.sentence.passage.intro
        return bound_of_list(fold(intro)) if intro and measure.doubt and not self.read else ""


def _levels_said(drafts: Iterable[Draft]) -> list[str]:
    """Give the words for the levels that some statements are said of, each level once."""
    words = {tuple(read_levels(level)): level for draft in drafts for level in draft.levels}
    return [level for ids, level in words.items() if len(ids) == 1 and ids != ("all",)]


def _says_in_percent(clause: Clause, before: Draft) -> bool:
    """Tell whether a percent only says again what the fraction right before it says."""
    return clause.joined and (clause.figure.kind, before.kind) == ("percent", "fraction")


def _ids(levels: list[str]) -> list[str]:
    return read_levels(";".join(levels)) if levels else []


def _group(text: str, clauses: list[Clause]) -> Iterator[list[Clause]]:
    """Put figures that follow each other as a list (``30%, 20%, 15%``) together."""
    group: list[Clause] = []
    for clause in clauses:
        if group and not (
            clause.figure.kind == group[-1].figure.kind
            and _LISTED.fullmatch(text, group[-1].figure.end, clause.figure.start)
        ):
            yield from _whole(text, group)
            group = []
        group.append(clause)
    yield from _whole(text, group)


def _whole(text: str, group: list[Clause]) -> Iterator[list[Clause]]:
    """Give a list of figures as one, or each by itself where the last begins a clause (``2% và 100% hồ sơ``)."""
    first, last = group[0].figure.start, group[-1].figure.end
    begun = len(group) > 1 and ";" in text[group[-2].figure.end : group[-1].figure.start]
    if begun and not _ENDS_LIST.match(text, last):
        yield from _whole(text, group[:-1])
        yield group[-1:]
        return
    parts = len(group) == _PAIR or ";" in text[first:last]
    if parts and not _ENDS_LIST.match(text, last) and not _IN_TURN.search(text, 0, last + _CLOSE):
        yield from ([clause] for clause in group)
    else:
        yield group
