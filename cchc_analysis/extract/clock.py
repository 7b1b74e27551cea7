"""Chooses the nature and the period of a figure, together: in a plan a past year makes a result."""

from __future__ import annotations

import re

from cchc_analysis.extract.analysis import Sentence
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.outline import Node
from cchc_analysis.extract.statements import Reason
from cchc_analysis.extract.times import Time, find_times, looks_back_to, readable
from cchc_analysis.harmonizer.periods import Frame, read_period, year_of

_REACHED = re.compile(r"(?:,?(?: [^\s,;.]+){0,25}? (?:đạt|là|với|có)(?: \w+)?|:|) ")
_AS_OF = re.compile(r"quyết định số \S+ ngày (\d{1,2}/\d{1,2}/\d{4})[^;.]*?(?:theo đó| công bố )")
_STATUS = re.compile(r"(?:hiện trạng|thực trạng|kết quả|thực hiện)\b[^\d]*?((?:năm )?20\d\d)$")
_PLANNED = re.compile(r"(?:kế hoạch|mục tiêu|chỉ tiêu (?:giao|kế hoạch|năm|đề ra)|kh)\b")
_MARK = re.compile(r"(?:[-–+•▪*●○►➢]|\w{1,3}[.)])? ?")
_SHARE = re.compile(r"\d ?%")


class Clock:
    """What a sentence and its place say of the nature and the period of its figures."""

    def __init__(
        self, sentence: Sentence, node: Node, frame: Frame, noted: str | None, deadline: str | None
    ) -> None:
        self.sentence = sentence
        self.node = node
        self.frame = frame
        self.nature = noted or node.nature
        self.deadline = deadline

    def of(self, clause: Clause) -> tuple[str, str | None, Reason]:
        """Give the nature of a clause's figure and the words of its period, None where the document's holds."""
        text, nature = self.sentence.text, self.nature
        if (
            nature == "actual"
            and self.frame.kind == "report"
            and self.sentence.of("aim", clause.start, clause.figure.end)
        ):
            nature = "target"
        if year := looks_back_to(text, clause.figure.start):
            return "actual", f"năm {year}", Reason.SENTENCE
        told = self._told(clause)
        heads = self.node.cell.heads if self.node.cell and not self.is_dated(clause) else ()
        if column := next(filter(None, (self._column(head, nature) for head in heads)), None):
            return column
        if nature == "target" and told:
            return "actual", told, Reason.OWN
        for when in self.near(clause):
            if readable(when.words, self.frame, nature) and not (nature == "actual" and _is_deadline(when.words)):
                own = clause.start <= when.start < clause.end
                return nature, self._year_of_quarter(when), Reason.OWN if own else Reason.SENTENCE
        if nature == "actual" and (cited := _AS_OF.search(text[: clause.figure.start])):
            return nature, cited[1], Reason.SENTENCE
        period, why = self.around(nature)
        if why is Reason.DOCUMENT and any(map(self._is_other_year, self.sentence.times)):
            why = Reason.UNSAID
        return nature, period, why

    def _is_other_year(self, when: Time) -> bool:
        return _has_year(when) and not any(year in when.words for year in re.findall(r"\d{4}", self.frame.period))

    def _column(self, head: str, nature: str) -> tuple[str, str | None, Reason] | None:
        """Give what the head of a column says: a year that a plan looks back on, or what a report had planned."""
        words = period_of_cell(head, self.frame)
        if self.frame.kind == "plan":
            is_past = words and year_of(read_period(words, self.frame, "actual")) < int(self.frame.period[:4])
            return ("actual", words, Reason.ROW) if is_past and nature == "target" else None
        if nature == "actual" and _PLANNED.match(head):
            return "target", words or self.around("target")[0], Reason.ROW
        return None

    def around(self, nature: str) -> tuple[str | None, Reason]:
        """Give the period of the table row, the lead, the sentence before or the heading."""
        if self.node.cell:
            for cell in (*self.node.cell.heads, *self.node.cell.after, *self.node.cell.labels):
                if words := period_of_cell(cell, self.frame):
                    return words, Reason.ROW
        if self.deadline and readable(self.deadline, self.frame, nature):
            return self.deadline, Reason.BEFORE
        return self.node.period, Reason.HEADING if self.node.period else Reason.DOCUMENT

    def _year_of_quarter(self, when: Time) -> str:
        """Give the words of a time; of a quarter without a year the year that the sentence opens with, if any."""
        first = self.sentence.times[0]
        is_quarter = "quý" in when.words and not _has_year(when)
        return first.words if is_quarter and _has_year(first) and _opens(self.sentence.text, first) else when.words

    def is_dated(self, clause: Clause) -> bool:
        """Tell whether words of time stand in a clause."""
        return any(clause.start <= when.start < clause.end for when in self.sentence.times)

    def period_at(self, place: int) -> tuple[str | None, Reason]:
        """Give the words of the period of an aim that stands at a place of the sentence."""
        before = [when for when in self.sentence.times if when.end <= place]
        after = [when for when in self.sentence.times if when.start > place]
        for when in [*reversed(before), *after]:
            if readable(when.words, self.frame, "target"):
                return when.words, Reason.OWN
        return self.around("target")

    def near(self, clause: Clause) -> list[Time]:
        """Give the times of a clause, then those before it in the sentence, nearest first."""
        text, times = self.sentence.text, self.sentence.times
        own = [when for when in times if clause.start <= when.start < clause.end]
        head = [
            when for when in times if when.end <= clause.start and not _closes_aside(text[when.end : clause.start])
        ]
        after = [
            when for when in times if when.start >= clause.end and not _is_parted(text[clause.end : when.start])
        ]
        is_last = not _SHARE.search(text, after[0].end) if after else False
        trailing = after if is_last and len(times) == len(after) == 1 else []
        nearest = sorted(own, key=lambda when: (not _has_year(when), abs(when.start - clause.figure.start)))
        return [*nearest, *reversed(head), *trailing]

    def _told(self, clause: Clause) -> str | None:
        """Give the period of a past result told in a plan."""
        if self.frame.kind != "plan":
            return None
        text, figure = self.sentence.text, clause.figure.start
        is_told = bool(self.sentence.of("told")) or bool(self.sentence.of("done", 0, figure))
        return next(
            (
                when.words
                for when in self.near(clause)
                if self.is_past(when)
                and (is_told or _opens(text, when) or _REACHED.fullmatch(text, when.end, max(when.end, figure)))
            ),
            None,
        )

    def is_past(self, when: Time) -> bool:
        """Tell whether words of time lie before the document's period."""
        try:
            return year_of(read_period(when.words, self.frame, "actual")) < int(self.frame.period[:4])
        except ValueError:
            return False


def period_of_cell(cell: str, frame: Frame) -> str | None:
    """Give the words of time that a folded cell consists of, else None."""
    if not cell or len(cell) > 60 or not any(map(str.isdigit, cell)):  # noqa: PLR2004
        return None
    bare = cell.removesuffix("(%)").strip()
    if status := _STATUS.match(bare):
        bare = bare[status.start(1) :]
    for prefix in ("thực hiện ", "kế hoạch ", "mục tiêu ", "chỉ tiêu ", "kết quả "):
        bare = bare.removeprefix(prefix)
    return next(
        (when.words for when in find_times(bare) if when.words == bare and readable(when.words, frame, "actual")),
        None,
    )


def _opens(text: str, when: Time) -> bool:
    """Tell whether a sentence opens with words of time (``năm 2022, toàn tỉnh đã …``)."""
    return text.startswith(",", when.end) and bool(_MARK.fullmatch(text, 0, when.start))


def _is_parted(between: str) -> bool:
    """Tell whether a semicolon or an open parenthesis stands between a figure and a time."""
    return ";" in between or between.count("(") > between.count(")")


def _closes_aside(after: str) -> bool:
    """Tell whether a time stands, with another figure, within parentheses that are closed before the figure."""
    return after.count(")") > after.count("(") and any(map(str.isdigit, after[: after.index(")")]))


def _has_year(when: Time) -> bool:
    return bool(re.search(r"\d{4}", when.words))


def _is_deadline(words: str) -> bool:
    return words.startswith(("trước", "chậm nhất"))
