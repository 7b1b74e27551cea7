"""Reads what a document is by a vote of all that its first page says: plan or report, period, day, province."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from cchc_analysis.catalog import fold, provinces
from cchc_analysis.catalog.slips import mend
from cchc_analysis.load.register import Document
from cchc_analysis.read.text import Text

_ANY_YEAR = "2000"
_FIRST_PAGE = 40  # paragraphs
_LONGEST_PAGE = 6000  # letters
_LONGEST_TITLE = 45  # words
_BARE_TITLE = 4  # words
_MOST_LINES = 3  # paragraphs of a title
_TITLE = re.compile(r"(kế hoạch|báo cáo|chương trình)\b(?: số:? ?\S+)?")
_KINDS = {"kế hoạch": "plan", "chương trình": "plan", "báo cáo": "report"}
_SYMBOL = re.compile(r"\d*/(kh|ctr|bc)-[^\W\d]+")
_SYMBOLS = {"kh": "plan", "ctr": "plan", "bc": "report"}
_ISSUES = re.compile(
    r" ban hành (?:kèm theo (?:quyết định này )?)?(?:bản )?(?:kế hoạch|chương trình)\b(?! số)([^:;.]{0,300})"
)
_ISSUER = re.compile(r"ủy ban nhân dân|tỉnh|thành phố|quyết định")
_REPORTS = re.compile(r"\bbáo cáo (?:kết quả|tình hình|công tác)([^:;.]{0,300})")
_TELLS = re.compile(r"(?:tình hình|kết quả)(?: triển khai)?(?: thực hiện)?\b")
_PREAMBLE = re.compile(
    r"(?:căn cứ|kính gửi|theo|để|nhằm|trên cơ sở|điều \d"
    r"|(?:tiếp tục )?thực hiện (?:nghị quyết|quyết định|kế hoạch số|chỉ thị|công văn|chương trình))\b"
)
_ITEM = re.compile(r"[-–+•▪*]|(?:phần |chương |mục )?[ivx]{1,4}[.:)/]|\d{1,2}[.)]|[a-zđ]\)")
_RANGE = re.compile(r"(?:giai đoạn |từ năm |các năm )?(20\d\d) ?(?:-|–|đến năm|đến) ?(20\d\d)")
_PERIODS = (
    (re.compile(r"quý (iii|ii|iv|i|[1-4])(?: và| ,|,)?.{0,60}?(?:năm |/)(20\d\d)"), "quarter"),
    (re.compile(r"(?:6|06|sáu) tháng đầu năm(?:.{0,60}? năm)? (20\d\d)"), r"\1-01-01/\1-06-30"),
    (re.compile(r"(?:9|09|chín) tháng(?: đầu)?(?: năm)?(?:.{0,60}? năm)? (20\d\d)"), r"\1-01-01/\1-09-30"),
    (re.compile(r"(?:năm|nam) (20\d\d)"), r"\1"),
)
_CITING = re.compile(r"(?:chương trình|đề án|nghị quyết|quyết định|chiến lược)\b[^,;()]*$")
_QUARTER = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAY = re.compile(r", ngày (\d{1,2}) tháng (\d{1,2}) năm (20\d\d)")
_MONTH_LEFT_BLANK = re.compile(r", ngày .{0,12}năm (20\d\d)")
_ISSUED_ON = re.compile(", ngày ")
_NEAR = 60  # letters between who issues and what
_LONGEST_NAME = 30  # letters
_NUMBER = re.compile(r"[Ss](?:ố|Ố)(?: hiệu)? ?:? ?(\d+/[\w-]+)")


class Vote(NamedTuple):
    """One piece of evidence for a fact: what it says, how much it counts, and where it stands."""

    value: str
    weight: int
    source: str


@dataclass(frozen=True)
class Facts:
    """What a document says of itself; None or empty where it does not. ``sources`` tells by fact what decided."""

    kind: str | None
    period: str | None
    issued: str | None
    number: str | None
    title: str
    province: str | None
    sources: dict[str, str] = field(default_factory=dict, compare=False)

    def given(self, **known: str | None) -> Facts:
        """Give the facts with what a person said in place of what was read."""
        said = {name: value for name, value in known.items() if value}
        return replace(self, **said, sources={**self.sources, **dict.fromkeys(said, "given")})

    def __str__(self) -> str:
        """Say what the document was read as, and from what."""
        said = [
            f"{name} {getattr(self, name)} ({self.sources.get(name) or 'first page'})" if getattr(self, name)
            else f"no {name} (give it with --{name})"
            for name in ("kind", "period", "province")
        ]  # fmt: skip
        return f"read as {', '.join(said)}"

    def document(self, name: str) -> Document:
        """Give the row of the register that they make; a plan of any year where they do not say."""
        return Document(
            name, self.province or "", self.kind or "plan", self.number, self.title, self.issued,
            self.period or _ANY_YEAR, None, None,
        )  # fmt: skip

    def open(self) -> list[str]:
        """Name what neither the first page nor a person says of kind and period."""
        return [name for name in ("kind", "period") if getattr(self, name) is None]


def read_facts(text: Text, name: str = "") -> Facts:
    r"""Read kind, period, day of issue, number, title and province from a document's first page.

    Every line that can tell gives a vote; no single one decides. ``name`` is that of the file.

    Examples
    --------
    >>> from cchc_analysis.read.text import text_of
    >>> page = "Kon Tum, ngày 03 tháng 01 năm 2023\n\nKế hoạch\n\nCải cách hành chính tỉnh Kon Tum năm 2023"
    >>> facts = read_facts(text_of(page))
    >>> facts.kind, facts.period, facts.issued, facts.province, facts.sources["period"]
    ('plan', '2023', '2023-01-03', 'Kon Tum', 'title')
    """
    places = text.paragraphs[:_FIRST_PAGE]
    page = [text.words[start:end] for start, end in places]
    mended = mend(text.words[: places[-1][1]]) if places else ""
    folded = [fold(mended[start:end]) for start, end in places]
    preamble = " ".join(folded)[:_LONGEST_PAGE]
    first, last = _title(page, folded)
    kind, kind_source = _winner(_kinds(page, folded, preamble, (first, last), name))
    period, period_source = _winner(_periods(folded, preamble, (first, last), kind))
    issued = _issued(preamble)
    number = _NUMBER.search(" ".join(page[: max(last, 1)]))
    province, province_source = _winner(_provinces(preamble))
    title = " ".join(page[first:last])
    sources = {"kind": kind_source, "period": period_source, "province": province_source}
    return Facts(kind, period, issued, number[1] if number else None, title, province, sources)


def _title(page: list[str], folded: list[str]) -> tuple[int, int]:
    """Give the first and the last paragraph, half open, of the title; the last that looks like one on the page."""
    found = (0, 0)
    for at, (paragraph, words) in enumerate(zip(page, folded, strict=True)):
        match = _TITLE.match(words)
        if not match or len(words.split()) > _LONGEST_TITLE or words.endswith((".", ";", ":")):
            continue
        is_capital = paragraph[: len(match[1])].isupper()
        if found[1] and not is_capital:
            continue
        last = at + 1
        bare = len(words.split()) <= _BARE_TITLE
        while (
            last < len(page) and last - at < _MOST_LINES
            and (page[last].isupper() or not _PREAMBLE.match(folded[last])
                 or (bare and last == at + 1 and folded[last].startswith("thực hiện")))
            and not _ITEM.match(folded[last]) and len(folded[last].split()) <= _LONGEST_TITLE
            and not folded[last].endswith((".", ";", ":"))
        ):  # fmt: skip
            last += 1
        found = at, last
        if is_capital:
            break
    return found


def _kinds(page: list[str], folded: list[str], preamble: str, title: tuple[int, int], name: str) -> Iterator[Vote]:
    if title[1]:
        opened = _TITLE.match(folded[title[0]])
        capital = page[title[0]][:6].isupper()
        yield Vote(_KINDS[opened[1]] if opened else "", 4 if capital else 3, "title")
    head = " ".join(folded[: max(title[0], 8)])
    for symbol in list(_SYMBOL.finditer(head))[:1]:
        yield Vote(_SYMBOLS[symbol[1]], 3, "symbol of the number")
    for kind in ("plan", "report"):
        if _named_again(preamble, kind) is not None:
            yield Vote(kind, 2, "preamble")
    if not title[1]:
        for words in folded:
            if _TELLS.match(words):
                yield Vote("report", 1, "first heading")
                break
            if re.search(r"\b(?:mục tiêu|chỉ tiêu)\b", words) and _ITEM.match(words):
                yield Vote("plan", 1, "first heading")
                break
    parts = re.split(r"[^a-z]+", fold(name))
    if {"kh", "plan"} & set(parts):
        yield Vote("plan", 1, "name of the file")
    if {"bc", "report"} & set(parts) or "bao-cao" in name.lower():
        yield Vote("report", 1, "name of the file")


def _periods(folded: list[str], preamble: str, title: tuple[int, int], kind: str | None) -> Iterator[Vote]:
    if found := _period(" ".join(folded[slice(*title)])):
        yield Vote(found, 4, "title")
    again = _named_again(preamble, kind or "plan")
    if again and (found := _period(again)):
        yield Vote(found, 2, "preamble")
    for words in folded:
        if _ITEM.match(words):
            break
        named = re.match(r"(?:v/v|về việc)\b|(?:tình hình|kết quả|kế hoạch|công tác|cải cách hành chính)\b", words)
        if named and len(words.split()) <= _LONGEST_TITLE and (found := _period(words)):
            yield Vote(found, 1, "first page")


def _named_again(preamble: str, kind: str) -> str | None:
    """Give what follows where the preamble names the document itself: the province issues it, or reports."""
    for match in (_ISSUES if kind == "plan" else _REPORTS).finditer(preamble):
        if kind == "report" or _ISSUER.search(preamble, max(0, match.start() - _NEAR), match.start()):
            return match[1]
    return None


def _period(words: str) -> str | None:
    """Give the first period that words name; a range of years that is part of a cited programme stands back."""
    found: list[tuple[bool, int, str]] = []
    for match in _RANGE.finditer(words):
        found.append((bool(_CITING.search(words[: match.start()])), match.start(), f"{match[1]}/{match[2]}"))
    ranges = [match.span() for match in _RANGE.finditer(words)]
    for pattern, form in _PERIODS:
        for match in list(pattern.finditer(words))[:1]:
            if any(first <= match.end() - 1 < last for first, last in ranges):
                continue
            period = f"{match[2]}-Q{_QUARTER[match[1]]}" if form == "quarter" else match.expand(form)
            found.append((False, match.start() - (form != r"\1") * 1000, period))
    return min(found)[2] if found else None


def _winner(votes: Iterable[Vote]) -> tuple[str | None, str]:
    """Give what most votes say, and what the weightiest of them rests on; of equals the first."""
    sums: dict[str, int] = defaultdict(int)
    best: dict[str, Vote] = {}
    for vote in votes:
        sums[vote.value] += vote.weight
        if vote.value not in best or vote.weight > best[vote.value].weight:
            best[vote.value] = vote
    if not sums:
        return None, ""
    value = max(sums, key=lambda each: sums[each])
    return value, best[value].source


def _issued(preamble: str) -> str | None:
    if match := _DAY.search(preamble):
        return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    match = _MONTH_LEFT_BLANK.search(preamble)
    return match[1] if match else None


def _provinces(preamble: str) -> Iterator[Vote]:
    """Give a vote for each province named after ``tỉnh`` or ``thành phố``, more for that of the day of issue."""
    called, names = _names()
    for match in called.finditer(preamble):
        yield Vote(names[match[1]], 1, "first page")
    for day in _ISSUED_ON.finditer(preamble):
        place = preamble[max(0, day.start() - _LONGEST_NAME) : day.start()]
        signed = max((name for name in names if place.endswith(name)), key=len, default="")
        if signed:
            yield Vote(names[signed], 3, "place of issue")


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {fold(each): name for name, known in provinces().items() for each in (name, *known.aliases)}
    longest_first = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"\b(?:tỉnh|thành phố|tp\.?) ({longest_first})\b"), names
