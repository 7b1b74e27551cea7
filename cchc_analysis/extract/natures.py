"""Tells what a figure is: a target, a result, or neither; for which time; and whose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from cchc_analysis.catalog import fold, provinces
from cchc_analysis.catalog.spotting import Spotter
from cchc_analysis.extract.figures import Figure
from cchc_analysis.extract.passages import row_period
from cchc_analysis.extract.periods import When, find_periods, readable
from cchc_analysis.extract.sentences import Clause, Sentence
from cchc_analysis.extract.tables import Tables
from cchc_analysis.extract.words import Word, cue
from cchc_analysis.harmonizer.periods import Frame, read_period, year_of

_REACHED = re.compile(r"(?:,?(?: [^\s,;.]+){0,25}? (?:đạt|là|với)(?: \w+)?|:) ")
_DONE = re.compile(r"\bđã\b")
_ASIDE = re.compile(r"^[-–+*\s]*(?:căn cứ(?! kết quả)|kính gửi|nơi nhận)\b")
_AS_OF = re.compile(r"quyết định số \S+ ngày (\d{1,2}/\d{1,2}/\d{4})[^;.]*?(?:theo đó| công bố )")
_ACTORS = (
    re.compile(r"\b(?:chủ tịch )?ủy ban nhân dân (?:tỉnh|thành phố)\b(?! giao)"),
    re.compile(r"\btrung tâm (?:phục vụ )?hành chính công(?: của)?(?: tỉnh)?\b(?! cấp| huyện)"),
    re.compile(r"\b(?:đài phát thanh|truyền hình tỉnh|trung tâm truyền thông)\b"),
    re.compile(r"\bhội đồng nhân dân tỉnh\b"),
    re.compile(
        r"(?:^|; )[-–+ ]*sở (?!ban|ngành)[^,;]{3,60}? (?:đã|thực hiện|tiếp nhận|tổ chức|ban hành|giải quyết)\b"
    ),
)


class Standing:
    """What a sentence says of the figures in it, together with the place where it stands."""

    def __init__(
        self,
        sentence: Sentence,
        words: str,
        tables: Tables,
        frame: Frame,
        province: str | None,
        noted: str | None = None,
    ) -> None:
        self.sentence = sentence
        self.words = words
        self.frame = frame
        self.province = province
        self.tables = tables
        self.noted = noted
        self.is_aside = bool(_ASIDE.match(sentence.text))

    @cached_property
    def periods(self) -> list[When]:
        """The words of time of the sentence."""
        return find_periods(self.sentence.text)

    @property
    def _period_round(self) -> str | None:
        """The period of the table row or of the heading above."""
        passage = self.sentence.passage
        return row_period(self.tables, passage.index, self.frame) or passage.period

    def of(self, clause: Clause) -> tuple[str, str | None]:
        """Give the nature of a clause's figure and the words of its period, None where the document's holds."""
        text, place = self.sentence.text, self.sentence.passage
        nature = self.noted or place.nature
        if (
            nature == "actual"
            and self.frame.kind == "report"
            and cue("aim").search(text[clause.start : clause.figure.end])
        ):
            nature = "target"
        told = self._told_year(clause)
        if nature == "target" and told:
            return "actual", told
        for when in self._near(clause):
            if readable(when.words, self.frame, nature) and not (nature == "actual" and _is_deadline(when.words)):
                return nature, self._year_of_quarter(when)
        if nature == "actual" and (cited := _AS_OF.search(text[: clause.figure.start])):
            return nature, cited[1]
        return nature, self._period_round

    def _year_of_quarter(self, when: When) -> str:
        """Give the words of a time; of a quarter without a year the year that the sentence opens with, if any."""
        first = self.periods[0]
        is_quarter = "quý" in when.words and not _has_year(when)
        return first.words if is_quarter and _has_year(first) and _opens(self.sentence.text, first) else when.words

    def is_dated(self, clause: Clause) -> bool:
        """Tell whether words of time stand in a clause."""
        return any(clause.start <= when.start < clause.end for when in self.periods)

    def period_at(self, place: int) -> str | None:
        """Give the words of the period of an aim that stands at a place of the sentence."""
        before = [when for when in self.periods if when.end <= place]
        after = [when for when in self.periods if when.start > place]
        for when in [*reversed(before), *after]:
            if readable(when.words, self.frame, "target"):
                return when.words
        return self._period_round

    def _near(self, clause: Clause) -> list[When]:
        """Give the periods of a clause, then those before it in the sentence, nearest first."""
        own = [when for when in self.periods if clause.start <= when.start < clause.end]
        head = [
            when
            for when in self.periods
            if when.end <= clause.start and not _is_aside(self.sentence.text[when.end : clause.start])
        ]
        after = [
            when
            for when in self.periods
            if when.start >= clause.end and not _is_parted(self.sentence.text[clause.end : when.start])
        ]
        is_last = not _FIGURE.search(self.sentence.text, after[0].end) if after else False
        trailing = after if is_last and len(self.periods) == len(after) == 1 else []
        nearest = sorted(own, key=lambda when: (not _has_year(when), abs(when.start - clause.figure.start)))
        return [*nearest, *reversed(head), *trailing]

    def _told_year(self, clause: Clause) -> str | None:
        """Give the period of a past result told in a plan."""
        if self.frame.kind != "plan":
            return None
        text, figure = self.sentence.text, clause.figure.start
        is_told = cue("told").search(text) or _DONE.search(text, 0, figure)
        return next(
            (
                when.words
                for when in self._near(clause)
                if self._is_past(when)
                and (is_told or _opens(text, when) or _REACHED.fullmatch(text, when.end, max(when.end, figure)))
            ),
            None,
        )

    def _is_past(self, when: When) -> bool:
        """Tell whether words of time lie before the document's period."""
        try:
            return year_of(read_period(when.words, self.frame, "actual")) < int(self.frame.period[:4])
        except ValueError:
            return False

    def is_elsewhere(self, clause: Clause, words: Sequence[Word]) -> bool:
        """Tell whether a figure is of another place, a past rank told in a plan, or the bar of a sanction."""
        text, figure = self.sentence.text, clause.figure
        if figure.kind == "rank" and self.frame.kind == "plan" and any(map(self._is_past, self.periods)):
            return True
        opened = clause.start
        if text.endswith("(", 0, figure.start):  # in parentheses: of what is named before them
            opened = min(opened, max(0, figure.start - _NAMED_BEFORE))
        compared = _COMPARED.search(text, figure.end, clause.end)
        stop = compared.start() if compared else clause.end
        for word in words:
            if word.kind == "elsewhere" and figure.kind != "rank" and opened < word.end and word.start < stop:
                return True
            if word.kind == "sanction" and word.start >= figure.end and ";" not in text[figure.end : word.start]:
                return True
        start, end = self.sentence.span(opened, stop)
        return self.province is not None and any(
            spot.phrase != self.province for spot in _provinces().spots(self.words, start, end)
        )

    def actor(self, clause: Clause, nature: str, figure: Figure) -> list[str]:
        """Give the province's level where a single provincial body did what a count counts."""
        before = f"{fold(self.sentence.passage.intro)} {self.sentence.text[: figure.start]}"
        after = self.sentence.text[figure.end : clause.end]
        if _ISSUED_BY.search(after) or _OF_PROVINCE.match(after) or _DONE_BY.search(self.sentence.text):
            return ["cấp tỉnh"]
        if nature == "target" and figure.kind != "count":
            return []
        if _WHOLE.search(before):
            return []
        paper = self.province is not None and f"báo {fold(self.province)}" in before
        if paper or any(pattern.search(before) for pattern in _ACTORS) or _LISTED.search(after):
            return ["cấp tỉnh"]
        return []


def _opens(text: str, when: When) -> bool:
    """Tell whether a sentence opens with words of time (``năm 2022, toàn tỉnh đã …``)."""
    return text.startswith(",", when.end) and bool(_LIST_MARK.fullmatch(text, 0, when.start))


_LIST_MARK = re.compile(r"(?:[-–+•▪*]|\w{1,3}[.)])? ?")
_COMPARED = re.compile(r"\b(?:so với|thấp hơn|cao hơn|ngang bằng|vượt)\b")
_NAMED_BEFORE = 20  # letters
_FIGURE = re.compile(r"\d ?%")
_OF_PROVINCE = re.compile(
    r" (?:văn bản|nghị quyết|quyết định) (?:của|do) (?:hội đồng nhân dân|ủy ban nhân dân)"
    r"(?: và ủy ban nhân dân)? tỉnh\b"
)
_DONE_BY = re.compile(r"\bdo (?:chủ tịch )?(?:ủy ban|hội đồng) nhân dân tỉnh (?:công bố|ban hành)\b")
_ISSUED_BY = re.compile(
    r"\b(?:phát hành|ban hành) (?:từ|của|do|bởi) ủy ban nhân dân tỉnh\b|\bdo ủy ban nhân dân tỉnh phát hành\b"
)
_WHOLE = re.compile(r"\b(?:trên địa bàn|toàn) tỉnh\b[^;]*$")
_LISTED = re.compile(r"\((?:văn phòng ủy ban nhân dân tỉnh|sở )")


def _is_parted(between: str) -> bool:
    """Tell whether a semicolon or an open parenthesis stands between a figure and a time."""
    return ";" in between or between.count("(") > between.count(")")


def _is_aside(after: str) -> bool:
    """Tell whether a time stands, with another figure, within parentheses that are closed before the figure."""
    return after.count(")") > after.count("(") and any(map(str.isdigit, after[: after.index(")")]))


def _has_year(when: When) -> bool:
    return bool(re.search(r"\d{4}", when.words))


def _is_deadline(words: str) -> bool:
    return words.startswith(("trước", "chậm nhất"))


@lru_cache(maxsize=1)
def _provinces() -> Spotter:
    return Spotter(provinces())
