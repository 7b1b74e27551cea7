"""Chooses the nature and the period of a figure, together: in a plan a past year makes a result."""

import re

from cchc_analysis.extract.analysis import Sentence
from cchc_analysis.extract.cells import is_head, is_planned, is_result, without_kind, without_remark
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.outline import Node
from cchc_analysis.extract.statements import Reason
from cchc_analysis.extract.times import (
    Time,
    find_times,
    is_ahead,
    is_before,
    is_now,
    is_over,
    looks_back_to,
    readable,
)
from cchc_analysis.harmonizer.periods import Frame, last_day

_AS_OF = re.compile(r"quyết định số \S+ ngày (\d{1,2}/\d{1,2}/\d{4})[^;.]*?(?:theo đó| công bố )")
_RESULTS = ("told", "done")
_PLAN_OF = re.compile(r"\W*(?:trong khi |còn |so với )?(?:chỉ tiêu|kế hoạch|mục tiêu|yêu cầu)\b")
_PLANNED = re.compile(r"\((?:[^()]*; )?(?:chỉ tiêu|kế hoạch|mục tiêu)\b[^()]*$")
"""What was planned is told in parentheses: ``(chỉ tiêu năm 2023: cấp tỉnh 100%, cấp xã 70%)``."""
_BUT_REACHED = re.compile(r"[^\d;.]{0,80}?,? (?:nhưng|song|kết quả|thực tế)\b[^;.]*\d")
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])/20\d\d")
_FLOWS = re.compile(r"(?:(?! không| còn)[^,;:()])*")
_CLOSED = re.compile(r"[^()]*\)(?!:)")
"""Ends parentheses: a time in them is not that of what follows, unless they open a list."""
_HEADS = re.compile(r" ?[:,–-] ")
"""What stands between the year and the unit of a head: ``năm 2023 - điểm``."""
_OPENING = 40  # letters: a time there holds for the whole sentence
_NOW = "hiện nay"
"""When a plan's account of how things stand holds, where it says no time: on the day of issue."""


class Clock:
    """What a sentence and its place say of the nature and the period of its figures."""

    def __init__(
        self, sentence: Sentence, node: Node, frame: Frame, noted: str | None, time_before: str | None
    ) -> None:
        self.sentence = sentence
        self.node = node
        self.frame = frame
        self.nature = noted or node.nature
        self.time_before = time_before

    def of(self, clause: Clause) -> tuple[str, str | None, Reason]:
        """Give the nature of a clause's figure and the words of its period, None where the document's holds."""
        text, figure = self.sentence.text, clause.figure
        is_goal = self._is_goal(clause)
        nature = "target" if is_goal or self._is_aimed(clause) else self.nature
        if year := looks_back_to(text, figure.start):
            return "actual", f"năm {year}", Reason.SENTENCE
        if column := self._column(nature):
            return column
        if nature == "target" and not is_goal and (past := self._past(clause)):
            return "actual", past, Reason.OWN
        if self.sentence.reaching("short", figure.start, clause.tight):
            nature = "actual"  # ``mới đạt 45%``
        for when in self.near(clause):
            if readable(when.words, self.frame, nature):
                nature = "target" if is_ahead(when.words, self.frame) else nature
                is_own = clause.start <= when.start < clause.end
                return nature, when.words, Reason.OWN if is_own else Reason.SENTENCE
        if nature == "actual" and (cited := _AS_OF.search(text[: figure.start])):
            return nature, cited[1], Reason.SENTENCE
        return nature, *self.around(nature)

    def _is_aimed(self, clause: Clause) -> bool:
        """Tell whether words of an aim stand in a clause up to its figure, or before it with no result between."""
        sentence, text, figure = self.sentence, self.sentence.text, clause.figure
        told = max((each.end for kind in _RESULTS for each in sentence.of(kind, 0, figure.start)), default=0)
        if any(aim.start >= min(clause.start, told) for aim in sentence.of("aim", 0, figure.end)):
            return True
        is_open = told <= clause.tight and not self.node.cell
        for floor in sentence.of("bound", clause.tight, figure.start) if is_open else ():
            if floor.value == ">=" and not floor.phrase.endswith("từ") and text[floor.end : figure.start] == " ":
                return True  # ``tối thiểu 70% hồ sơ …``, of which nothing says that it was reached
        is_due = any(_FLOWS.fullmatch(text, figure.end, each.start) for each in sentence.of("must", 0, clause.end))
        is_done = any(sentence.of(kind, clause.start, clause.end) for kind in _RESULTS)
        if sentence.reaching("must", figure.start, clause.tight) or (is_due and not is_done):
            return True  # ``phải đạt 20%``, ``100% hồ sơ … phải …``
        ahead = sentence.of("ahead", 0, max(text.find(": ", 0, figure.start), 0))
        if ahead or any(each.start == 0 for each in sentence.of("ahead")):
            return True  # ``Nhiệm vụ 6 tháng cuối năm: …; …``
        return bool(self.planned(clause))

    def _is_goal(self, clause: Clause) -> bool:
        """Tell whether a figure is what was planned, told beside a result or by itself."""
        text, figure = self.sentence.text, clause.figure
        part = text[text.rfind(";", 0, figure.start) + 1 : figure.start]
        told = max((each.end for each in self.sentence.numbers if each.end < figure.start), default=0)
        last = next(filter(_PLAN_OF.match, (text[told : figure.start], part.rpartition(", ")[2], part)), "")
        is_left = last.count(")") > last.count("(")  # the parentheses in which it was told
        is_named = " là " in last and " đạt" not in last and not is_left  # ``Mục tiêu năm 2023 là PAPI trên 43``
        if last and (is_named or _BUT_REACHED.match(text, figure.end)):
            return True
        is_told = self.frame.kind == "report" or self.nature == "actual"
        plan = self.sentence.reaching("plan", figure.start, clause.tight) if is_told else None
        return plan is not None and " đạt" not in text[plan.end : figure.start]

    def planned(self, clause: Clause) -> int:
        """Give where words of what was planned begin that a figure stands under; 0 where it stands under none."""
        planned = _PLANNED.search(self.sentence.text, 0, clause.figure.start)
        return planned.start() + 1 if planned else 0

    def _column(self, nature: str) -> tuple[str, str | None, Reason] | None:
        """Read the heads of a column and row: a year that a plan looks back on, what a report had planned."""
        cell = self.node.cell
        for head in (*cell.heads, *filter(is_head, cell.labels)) if cell else ():
            words = period_of_cell(head)
            first, is_span, _ = self.frame.period.partition("/")
            is_start = is_span and is_result(head) and f"{words}".endswith(first)  # ``Năm 2021 (thực hiện)``
            if self.frame.kind == "plan" and words and (is_before(words, self.frame) or is_start):
                return "actual", words, Reason.ROW
            is_to_come = words is not None and self.frame.kind == "report" and is_ahead(words, self.frame)
            if nature == "actual" and (is_planned(head) or is_to_come):
                return "target", words, Reason.ROW
            is_past = words is not None and is_before(words, self.frame) and not is_planned(head)
            if nature == "target" and self.frame.kind == "report" and (is_result(head) or is_past):
                return "actual", words, Reason.ROW
        return None

    def around(self, nature: str) -> tuple[str | None, Reason]:
        """Give the period of the table row, the lead, the sentence before or the heading."""
        if self.node.cell:
            for cell in (*self.node.cell.heads, *self.node.cell.after, *self.node.cell.labels):
                if (words := period_of_cell(cell)) and readable(words, self.frame, "actual"):
                    return words, Reason.ROW
        if self.time_before and readable(self.time_before, self.frame, nature):
            return self.time_before, Reason.BEFORE
        issued = (self.frame.issued or "")[:4]
        if nature == "target" and not self.node.period and issued > str(last_day(self.frame.period).year):
            return f"năm {issued}", Reason.DOCUMENT  # no aim is for a time that is over
        if self.node.period or self.frame.kind == "report" or nature == "target":
            return self.node.period, Reason.HEADING if self.node.period else Reason.DOCUMENT
        return (_NOW, Reason.HEADING) if readable(_NOW, self.frame, nature) else (None, Reason.OPEN)

    def period_at(self, place: int) -> tuple[str | None, Reason]:
        """Give the words of the period of an aim that stands at a place of the sentence."""
        text = self.sentence.text
        begin, end = text.rfind(";", 0, place), text.find(";", place)
        own = [when for when in self.sentence.times if begin < when.start and (end < 0 or when.start < end)]
        own = own or [when for when in self.sentence.times if when.start < _OPENING][:1]
        said = next((when.words for when in own if readable(when.words, self.frame, "target")), None)
        return (said, Reason.OWN) if said else self.around("target")

    def near(self, clause: Clause) -> list[Time]:
        """Give the times of a clause, then those before it in the sentence, nearest first, then a last one."""
        text, planned = self.sentence.text, self.planned(clause)
        times = [when for when in self.sentence.times if when.start >= planned]
        compared = self.sentence.of("versus", clause.figure.end, clause.end)
        end = compared[0].start if compared else clause.end
        own = [when for when in times if clause.start <= when.start < end]
        opened = text.rfind(";", 0, clause.figure.start)
        first = next((each.start for each in self.sentence.numbers if each.kind != "count"), len(text))
        head = [
            when for when in times
            if when.end <= clause.start
            and (when.start > opened or when.start < first or not self.node.period)  # ``heading: A năm 2021; B``
            and not _CLOSED.match(text, when.end, clause.start)
            and not (when.start < opened and self.sentence.reaching("plan", when.start))  # of what was planned
        ]  # fmt: skip
        after = [when for when in times if when.start >= clause.end]
        is_last = (
            len(times) == len(after) == 1
            and not text.endswith("% của ", 0, after[0].start)
            and not any(each.start > after[0].end for each in self.sentence.numbers)
            and ";" not in text[clause.end : after[0].start]
        )
        nearest = sorted(
            own, key=lambda when: (not _YEAR.search(when.words), abs(when.start - clause.figure.start))
        )
        return [*nearest, *reversed(head), *(after if is_last else ())]

    def _past(self, clause: Clause) -> str | None:
        """Give the period of a past result told in a plan."""
        figure = clause.figure.start
        if self.sentence.of("aim", clause.tight, figure):
            return None
        told = [each for each in self.sentence.of("told") if not self.sentence.is_aside(each.start)]
        is_told = told or self.sentence.of("done", 0, figure)
        for when in self.near(clause) if self.frame.kind == "plan" else ():
            is_last = not any(when.end <= other.start < figure for other in self.sentence.times)
            is_reached = self.sentence.text.startswith((",", ":") if is_last else ",", when.end)
            opened = self.sentence.text.rfind(";", 0, figure)
            is_new = self.sentence.of("aim", when.end, figure) or " lên " in self.sentence.text[when.end : figure]
            is_own = opened < when.start < clause.end and not (
                is_new or self.sentence.of("bound", clause.tight, figure)
            )
            is_now_done = is_now(when.words) and self.sentence.of("done", when.end, figure)
            is_past = is_now_done or is_before(when.words, self.frame) or is_over(when.words, self.frame)
            if is_past and (is_told or is_reached or is_own):
                return when.words
            if not is_past and when.start < figure:
                return None  # ``trên cơ sở kết quả năm 2023, năm 2024 phấn đấu …``
        return None


def period_of_cell(cell: str) -> str | None:
    """Give the words of time with which a folded cell ends, or opens: ``năm 2023: điểm``; else None."""
    bare = without_kind(without_remark(cell))
    if _MONTH.fullmatch(bare):
        return f"tháng {bare}"
    times = find_times(bare)
    opened = (
        when.words for when in times[:1] if len(times) == 1 and _HEADS.match(bare, when.end) and not when.start
    )
    return next((when.words for when in times if bare.endswith(when.words)), next(opened, None))
