"""Chooses the nature and the period of a figure, together: in a plan a past year makes a result."""

import re
from collections.abc import Iterator
from itertools import chain

from cchc_analysis.catalog import cues, either, lists
from cchc_analysis.days import first_day, last_day
from cchc_analysis.extract.analysis import Sentence
from cchc_analysis.extract.cells import is_planned, is_present, is_result, tells_kind, without_kind, without_remark
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.goals import is_goal
from cchc_analysis.extract.numbers import YEAR, Number
from cchc_analysis.extract.outline import Node
from cchc_analysis.extract.statements import Reason
from cchc_analysis.extract.tables import NO_CELL
from cchc_analysis.extract.times import Time, find_times, is_ahead, is_now, is_over, readable
from cchc_analysis.harmonizer.periods import Frame
from cchc_analysis.harmonizer.scopes import OFTEN

_AS_OF = re.compile(r"quyết định số \S+ ngày (\d{1,2}/\d{1,2}/\d{4})[^;.]*? công bố ")
_AGAINST = re.compile(
    r"\b(?:so với|hơn|lần)(?: [^\W\d]+){0,3} năm (20\d\d)"
    rf"(?: \((?!tương|tăng|giảm|{either(cues()['plan'])})(?:(?!20\d\d)[^()])*|,? \(?(?:khi|lúc) [^;,.\d]{{0,30}})$"
)
"""Before what was in another year: ``so với năm 2021 (85%)``, ``hơn năm 2016, khi tỉnh đứng thứ 36``."""
_VERSUS = re.compile(r"\bso với (?:(?:vị trí|thứ hạng|hạng|thứ) )*$")
_OF_YEAR = re.compile(
    r"(?:/\d+|%)?(?: điểm)? (?:của |trong |vào )?(?:cùng kỳ )?năm (20\d\d)\b(?P<left> (?:lên|xuống)\b)?"
)
_BECOMES = re.compile(rf"\)?,? (?:[^\W\d]+ )?(?:{either(lists()['becomes'])})\b")
_FROM = re.compile(r"\btừ (?:[^\W\d]+ ){0,3}$")
_OF_FIGURE = re.compile(r"(?:/\d+|%)?(?: điểm)?\)? (?:\(|của (?:[^\W\d]+ ){0,2}|trong |vào |ở )*")
_RAISED = re.compile(r"\d[^;]* lên (?:[^\W\d]+ ){0,3}(?:$|\d(?!\d* (?:bậc|hạng)\b))")
"""Between a past time and an aim to which what was reached then is raised: ``năm 2023 là 62%, nâng lên 75%``."""
_RESULTS = ("told", "done")
_REACHED = re.compile(r"\b(?:đã|mới)(?: [^\W\d]+){1,2} được $")
_FLOWS = re.compile(r"(?:(?! không| còn)[^,;:()])*")
_CLOSED = re.compile(r"[^()]*\)(?!:)")
"""Ends parentheses: a time in them is not that of what follows, unless they open a list."""
_MONTH = re.compile(r"^(?=\d{1,2}/20\d\d$)")
_MARKS = re.compile(r"\W*")
YEAR_BEFORE = "cùng kỳ năm trước"
_RECURRING = re.compile(OFTEN)
_SINCE = "lũy kế", "từ đầu năm"
_OPENING = 40  # letters: a time there holds for the whole sentence
_NOW = "hiện nay"  # when a plan's account of how things stand holds, where it says no time: on the day of issue


class Clock:
    """What a sentence and its place say of the nature and the period of its figures."""

    def __init__(
        self, sentence: Sentence, node: Node, frame: Frame, noted: str | None, time_before: str | None
    ) -> None:
        self.sentence, self.node, self.frame, self.time_before = sentence, node, frame, time_before
        # ``Khảo sát cho thấy … 88%``, ``Những năm qua, …``, ``Thực trạng: …``
        told = (each for kind in ("account", "source", "status") for each in sentence.of(kind))
        opens = any(_MARKS.fullmatch(sentence.text, 0, each.start) for each in told)
        is_told = sentence.of("stands") or (opens and all(is_over(when.words, frame) for when in sentence.times))
        stands = frame.kind == "plan" and is_told and not (node.cell or sentence.is_anew())
        self.nature = "actual" if stands else noted or node.nature

    def of(self, clause: Clause) -> tuple[str, str | None, Reason]:
        """Give the nature of a clause's figure and the words of its period, None where the document's holds."""
        sentence, frame = self.sentence, self.frame
        is_planned = is_goal(sentence, clause.figure)
        nature = "target" if is_planned or self._is_aimed(clause) else self.nature
        if told := self._before(clause) or self._column(nature):
            return told
        times = self.near(clause)
        if nature == "target" and not is_planned and (past := self._past(times, clause)):
            return "actual", past, Reason.OWN
        is_reached = self._is_reached(clause)
        nature = "actual" if is_reached else nature  # ``mới đạt 45%``, ``đã đạt 98%``
        for when in times:
            is_apart = is_reached or "," in sentence.text[clause.figure.end : when.start]
            if nature == "actual" and is_apart and is_ahead(when.words, frame):
                continue  # ``đạt 66%, dự kiến còn tăng trong năm 2024``
            is_open = self._is_open(when.words)
            opens = _MARKS.fullmatch(sentence.text, 0, when.start) or sentence.reaching("plan", when.start)
            is_set = opens and is_over(when.words, frame)
            if is_open or is_set or readable(when.words, frame, nature):
                # ``tháng 3/2025 Trung tâm đã tiếp nhận …``
                is_done = clause.figure.kind == "count" and sentence.of("done", when.end, clause.figure.start)
                nature = "target" if is_ahead(when.words, frame) and not is_done else nature
                why = Reason.OWN if clause.start <= when.start < clause.end else Reason.SENTENCE
                return nature, when.words, Reason.OPEN if is_open else why
        if nature == "actual" and (cited := _AS_OF.search(sentence.text, 0, clause.figure.start)):
            return nature, cited[1], Reason.SENTENCE
        return nature, *self.around(nature, is_beside=is_planned)

    def _before(self, clause: Clause) -> tuple[str, str, Reason] | None:
        """Give the earlier time that a figure is told of to compare: ``(năm 2021: 85%)``, ``(cùng kỳ: 96,9%)``."""
        text, start, end = self.sentence.text, clause.figure.start, clause.figure.end
        if year := _AGAINST.search(text, 0, start):
            return "actual", f"năm {year[1]}", Reason.SENTENCE
        year, is_versus = _OF_YEAR.match(text, end), _VERSUS.search(text, 0, start)
        if year and (is_versus or year["left"]):  # ``từ vị trí 41 năm 2023 lên vị trí 25``
            return "actual", f"năm {year[1]}", Reason.SENTENCE
        earlier = self.sentence.reaching("earlier", start - 2 if text.endswith(": ", 0, start) else start)
        if earlier is None or any(map(str.isdigit, text[earlier.end : start])):
            return None
        held = next(chain((when.words for when in self.near(clause)), self._periods()), self.node.period)
        is_own = held is None and self.frame.period[:4] == self.frame.period.rpartition("/")[2][:4]
        return "actual", YEAR_BEFORE, Reason.SENTENCE if is_own else Reason.OPEN  # of a report's own time

    def _is_aimed(self, clause: Clause) -> bool:
        """Tell whether words of an aim stand in a clause up to its figure, or before it with no result between."""
        sentence, text, figure = self.sentence, self.sentence.text, clause.figure
        told = max((each.end for kind in _RESULTS for each in sentence.of(kind, 0, figure.start)), default=0)
        is_open = told <= clause.tight and not self.node.cell
        bounds = sentence.of("bound", clause.tight, figure.start) if is_open else ()
        if (
            any(aim.start >= min(clause.start, told) for aim in sentence.of("aim", 0, figure.end))
            # ``tối thiểu 70% hồ sơ …``, of which nothing says that it was reached
            or any(
                (each.value, each.end) == (">=", figure.start - 1) and each.phrase != "đạt từ" for each in bounds
            )
            or sentence.reaching("must", figure.start, clause.tight)
        ):
            return True
        due = [each for each in sentence.of("aim") if each.phrase == "sẽ"]
        if not any(sentence.of(kind, clause.start, clause.end) for kind in _RESULTS):
            # ``phải đạt 20%``, ``100% hồ sơ … phải …``; not ``671 hồ sơ phải …``
            due += sentence.of("must", 0, figure.start if figure.kind == "count" else clause.end)
        return any(_FLOWS.fullmatch(text, figure.end, each.start) for each in due)

    def _is_reached(self, clause: Clause) -> bool:
        """Tell whether words right before a figure say that so much was reached: ``đã số hóa được 82%``."""
        sentence, places = self.sentence, (clause.tight, clause.figure.start)
        is_told = any(sentence.reaching(kind, places[1], places[0]) for kind in ("short", "done"))
        return is_told or _REACHED.search(sentence.text, *places) is not None

    def _past(self, times: list[Time], clause: Clause) -> str | None:
        """Give the period of a past result told among aims: no floor, and nothing aimed at since that time."""
        sentence, frame, start = self.sentence, self.frame, clause.figure.start
        is_floor = any(each.value == ">=" for each in sentence.of("bound", clause.tight, start))
        for when in times if not is_floor else ():
            is_told = is_now(when.words) and bool(when.start == 0 or sentence.of("done", when.end, start))
            is_past = is_told or is_over(when.words, frame)
            is_new = sentence.of("aim", when.end, start) or _RAISED.search(sentence.text, when.end, start)
            if is_past and not is_new:
                return when.words
            if when.start < start and not is_past:
                return None  # ``trên cơ sở kết quả năm 2023, năm 2024 phấn đấu …``
        return None

    def _column(self, nature: str) -> tuple[str, str | None, Reason] | None:
        """Read the heads of a column and row: a year that a plan looks back on, what a report had planned."""
        cell, frame, is_report = self.node.cell or NO_CELL, self.frame, self.frame.kind == "report"
        for head in (*cell.heads, *filter(tells_kind, cell.labels)):
            words = period_of_cell(head)
            if is_result(head) and not (words or is_report):  # ``Kế hoạch năm 2023 | Kết quả``
                planned = map(period_of_cell, filter(is_planned, cell.others))
                words = next((each for each in planned if is_over(each, frame)), "")
            is_past = is_over(words, frame) or (is_result(head) and self._ends_within(words))
            if (nature == "target" and (is_past or is_result(head))) if is_report else is_past:
                is_plans = any(map(is_planned, cell.heads)) and not any(map(is_result, cell.heads))
                return "target" if is_plans else "actual", words or None, Reason.ROW
            if not (is_report or words) and is_present(head):
                return "actual", *self._today()
            if nature == "actual" and (is_planned(head) or (is_report and is_ahead(words, frame))):
                return "target", next(self._periods(), None), Reason.ROW
        return None

    def _ends_within(self, words: str) -> bool:
        """Tell whether a time ends before the document's, in its year: ``Đã đạt 6 tháng đầu năm 2024``."""
        whole, period = self.frame.period, readable(words, self.frame, "actual")
        return period is not None and last_day(period) < last_day(whole) and period[:4] == whole[:4]

    def around(self, nature: str, *, is_beside: bool = False) -> tuple[str | None, Reason]:
        """Give the period of the table row, the lead, the sentence before or the heading."""
        for words in self._periods():
            if (is_open := self._is_open(words)) or readable(words, self.frame, "actual"):
                return words, Reason.OPEN if is_open else Reason.ROW
        is_apart = nature == "actual" or (is_beside and self.frame.kind == "report")  # beside a result
        is_to_come = is_apart and self.time_before and is_ahead(self.time_before, self.frame)
        if self.time_before and not is_to_come and readable(self.time_before, self.frame, nature):
            return self.time_before, Reason.BEFORE
        if (nature, self.frame.kind) == ("actual", "report") and is_ahead(self.node.period or "", self.frame):
            return None, Reason.DOCUMENT  # ``Phương hướng năm 2024: … đã đạt 91%``
        if self.node.period or self.frame.kind == "report" or nature == "target":
            return self.node.period, Reason.HEADING if self.node.period else Reason.DOCUMENT
        return self._today()

    def _today(self) -> tuple[str | None, Reason]:
        """Give the day of issue as the period of how things stand; it is open where the document has none."""
        return (_NOW, Reason.HEADING) if readable(_NOW, self.frame, "actual") else (None, Reason.OPEN)

    def _is_open(self, words: str) -> bool:
        """Tell whether a time runs from the new year, unlike the document's, to a day that is not known."""
        is_since = words.startswith(_SINCE) and first_day(self.frame.period).month > 1
        return is_since and readable(words, self.frame, "actual") is None

    def _periods(self) -> Iterator[str]:
        """Give the words of time of the heads of a cell's column and of its row, nearest first."""
        cell = self.node.cell or NO_CELL
        return filter(None, map(period_of_cell, (*cell.heads, *cell.after, *cell.labels)))

    def period_at(self, place: int) -> tuple[str | None, Reason]:
        """Give the words of the period of an aim that stands at a place of the sentence."""
        begin, times = self.sentence.part_start(place), self.sentence.times
        own = [when for when in times if when.start >= begin] or [when for when in times if when.start < _OPENING]
        said = next((when.words for when in own if readable(when.words, self.frame, "target")), None)
        return (said, Reason.OWN) if said else self.around("target")

    def near(self, clause: Clause) -> list[Time]:
        """Give the times of a clause, then those before it in the sentence, nearest first, then a last one."""
        sentence, text, figure = self.sentence, self.sentence.text, clause.figure
        compared = sentence.of("versus", figure.end, clause.end)
        end = compared[0].start if compared else clause.end
        now = [when.start for when in sentence.times if is_now(when.words) and when.start < figure.start]
        since = max(now, default=0) if self.frame.kind == "report" else 0  # ``năm 2021 …; đến nay …``
        times = [when for when in sentence.times if when.start >= since and not self.is_left(when, figure)]
        own = [when for when in times if clause.start <= when.start < end]
        own.sort(key=lambda when: (not YEAR.search(when.words), abs(when.start - figure.start)))
        before = [when for when in times if when.end <= clause.start and self._holds_on(when, clause)]
        ended = max([clause.end, *(each.end for each in sentence.numbers)])
        is_last = len(sentence.times) == len(times) == 1 and times[0].start >= ended
        last = times if is_last and ";" not in text[clause.end : times[0].start] else []
        return [*own, *reversed(before), *last]

    def is_left(self, when: Time, figure: Number) -> bool:
        """Tell whether a time is of another figure, before: ``từ 40,14 điểm năm 2021 lên 40,87 điểm``."""
        text = self.sentence.text
        becomes = _BECOMES.match(text, when.end) or text.endswith("% của ", 0, when.start)
        return any(
            each.start != figure.start
            and _OF_FIGURE.fullmatch(text, each.end, when.start)
            and (becomes or _FROM.search(text, 0, each.start))
            for each in self.sentence.numbers
        )

    def _holds_on(self, when: Time, clause: Clause) -> bool:
        """Tell whether a time before a clause is not of a goal, in parentheses, or of one part only."""
        sentence, start = self.sentence, clause.figure.start
        if _CLOSED.match(sentence.text, when.end, clause.start):
            return False
        # ``So với mục tiêu năm 2025 là 80%, đạt 70%``
        is_of_plan = self.frame.kind == "report" and sentence.reaching("plan", when.start)
        # ``đạt 80%, trong khi năm 2023 là 71%; …``
        is_brief = _RECURRING.fullmatch(when.words) or sentence.text.endswith("trong khi ", 0, when.start)
        is_goals = is_of_plan and not is_goal(sentence, clause.figure)
        return not (is_goals or (is_brief and when.start < sentence.part_start(start)))


def period_of_cell(cell: str) -> str:
    """Give the words of time with which a folded cell ends, or opens: ``năm 2023: điểm``; else nothing."""
    bare = _MONTH.sub("tháng ", without_kind(without_remark(cell)))
    times = [when for when in find_times(bare) if when.start == 0 or not bare[when.end :].strip()]
    return times[0].words if times else ""
