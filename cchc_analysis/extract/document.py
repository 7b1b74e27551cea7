"""Reads from a document's first page what it is: plan or report, for which period, of which day and province."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from cchc_analysis.catalog import fold, provinces
from cchc_analysis.catalog.slips import mend
from cchc_analysis.read.text import Text

_FIRST_PAGE = 40  # paragraphs
_LONGEST_PAGE = 6000  # letters
_TITLE = re.compile(r"(kế hoạch|báo cáo|chương trình)\b(?! số)")
_KINDS = {"kế hoạch": "plan", "báo cáo": "report", "chương trình": "plan"}
_PERIODS = (
    (re.compile(r"(?:giai đoạn |từ năm )?(20\d\d) ?(?:-|–|đến năm|đến) ?(20\d\d)"), r"\1/\2"),
    (re.compile(r"quý (iii|ii|iv|i|[1-4])(?: và| ,|,)?.{0,60}?(?:năm |/)(20\d\d)"), "quarter"),
    (re.compile(r"(?:6|06|sáu) tháng đầu năm(?:.{0,60}? năm)? (20\d\d)"), r"\1-01-01/\1-06-30"),
    (re.compile(r"(?:9|09|chín) tháng(?: đầu)?(?: năm)?(?:.{0,60}? năm)? (20\d\d)"), r"\1-01-01/\1-09-30"),
    (re.compile(r"(?:năm|nam) (20\d\d)"), r"\1"),
)
_QUARTER = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAY = re.compile(r", ngày (\d{1,2}) tháng (\d{1,2}) năm (20\d\d)")
_MONTH_LEFT_BLANK = re.compile(r", ngày .{0,12}năm (20\d\d)")
_ISSUED_ON = re.compile(", ngày ")
_LONGEST_NAME = 30  # letters
_NUMBER = re.compile(r"Số(?: hiệu)? ?: ?(\d+/[\w-]+)")
_PREAMBLE = re.compile(
    r"(?:căn cứ|kính gửi|theo|để|nhằm|i[.]|trên cơ sở"
    r"|(?:tiếp tục )?thực hiện (?:nghị quyết|quyết định|kế hoạch số|chỉ thị|công văn))\b"
)


@dataclass(frozen=True)
class Facts:
    """What a document says of itself; None or empty where it does not."""

    kind: str | None
    period: str | None
    issued: str | None
    number: str | None
    title: str
    province: str | None


def read_facts(text: Text) -> Facts:
    r"""Read kind, period, day of issue, number, title and province from a document's first page.

    Examples
    --------
    >>> from cchc_analysis.read.text import text_of
    >>> page = "Kon Tum, ngày 03 tháng 01 năm 2023\n\nKẾ HOẠCH\n\nCải cách hành chính tỉnh Kon Tum năm 2023"
    >>> facts = read_facts(text_of(page))
    >>> facts.kind, facts.period, facts.issued, facts.province
    ('plan', '2023', '2023-01-03', 'Kon Tum')
    """
    page = [text.words[start:end] for start, end in text.paragraphs[:_FIRST_PAGE]]
    mended = mend(text.words[: text.paragraphs[len(page) - 1][1]]) if page else ""
    folded = [fold(mended[start:end]) for start, end in text.paragraphs[:_FIRST_PAGE]]
    at, kind = _title_place(page, folded)
    after = next((place for place in range(at + 1, len(page)) if _PREAMBLE.match(folded[place])), at + 2)
    title = " ".join(page[at:after]) if kind else ""
    opening = " ".join(folded[at:after]) if kind else ""
    preamble = " ".join(folded)[:_LONGEST_PAGE]
    return Facts(
        kind,
        _period(opening) or _period(_named_again(preamble, kind)),
        _issued(preamble),
        found[1] if (found := _NUMBER.search(" ".join(page))) else None,
        title,
        _province(preamble),
    )


def _title_place(page: list[str], folded: list[str]) -> tuple[int, str | None]:
    """Give the paragraph in which the title begins: one that opens with the kind of document, in capitals."""
    for at, (paragraph, words) in enumerate(zip(page, folded, strict=True)):
        match = _TITLE.match(words)
        if match and paragraph[: match.end()].isupper():
            return at, _KINDS[match[1]]
    return 0, None


def _named_again(preamble: str, kind: str | None) -> str:
    """Give where the preamble names the document itself: the province issues this plan, reports on this work."""
    name = "kế hoạch" if kind == "plan" else "báo cáo"
    verb = "ban hành|xây dựng|đề ra" if kind == "plan" else "báo cáo"
    found = re.search(rf"(?:{verb}) (?:{name}|kết quả|tình hình|công tác)(.{{0,300}}?)(?:như sau|:|$)", preamble)
    return found[1] if found else ""


def _period(words: str) -> str | None:
    for pattern, form in _PERIODS:
        if match := pattern.search(words):
            if form == "quarter":
                return f"{match[2]}-Q{_QUARTER[match[1]]}"
            return match.expand(form)
    return None


def _issued(preamble: str) -> str | None:
    if match := _DAY.search(preamble):
        return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    match = _MONTH_LEFT_BLANK.search(preamble)
    return match[1] if match else None


def _province(preamble: str) -> str | None:
    """Give the province that the first page names most often, after ``tỉnh`` or ``thành phố`` or with the day."""
    called, names = _names()
    counts = Counter(names[match[1]] for match in called.finditer(preamble))
    for day in _ISSUED_ON.finditer(preamble):
        place = preamble[max(0, day.start() - _LONGEST_NAME) : day.start()]
        signed = max((name for name in names if place.endswith(name)), key=len, default="")
        counts += Counter({names[signed]: 3} if signed else {})
    return max(counts, key=lambda name: counts[name]) if counts else None  # of equals the first named


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {fold(each): name for name, known in provinces().items() for each in (name, *known.aliases)}
    longest_first = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"\b(?:tỉnh|thành phố|tp\.?) ({longest_first})\b"), names
