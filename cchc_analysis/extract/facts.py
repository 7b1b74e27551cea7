"""Reads what a document is from its first page: each place that tells a fact is a piece of evidence, most win."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, takewhile
from typing import NamedTuple

from cchc_analysis.catalog import either, fold, genres, lists, name_key, provinces
from cchc_analysis.catalog.slips import mend
from cchc_analysis.days import first_day, last_day
from cchc_analysis.extract.analysis import Sentence, read_sentences
from cchc_analysis.extract.cells import tells_kind
from cchc_analysis.extract.exclusions import named_provinces
from cchc_analysis.extract.times import QUARTER
from cchc_analysis.harmonizer.periods import FROM_TO, Frame, read_period
from cchc_analysis.load.register import Document, province_names, what_is_wrong
from cchc_analysis.read.text import Text

_ANY_YEAR = "2000"
"""Begins the period that stands in for one that nothing says: none is past; a report's ends with its day."""
_TELLS = {"planned": 4, "bound": 6, "aim": 4, "done": -6, "told": -2, "equal": -2}
"""How much a cue beside figures speaks for a plan; like the weights of years, fitted to coded pages."""
_FIRST_PAGE, _OPENS, _HEAD, _HEADLINES = 40, 4, 8, 14  # paragraphs: of all, its opening, its number, its menu
_LONGEST_PAGE = 6000  # letters
_LONGEST_TITLE, _MOST_LINES = 45, 3  # words, paragraphs
_ITEM = re.compile(
    r"[-–+•▪*] ?\w|(?:phần|chương|mục|phụ lục|biểu|bảng|căn cứ|kính gửi|điều)\b"
    r"|\(?(?:[ivx]{1,4}|\d{1,2}|[a-zđ])[.:)/–-]"
)
_PERIOD_OF_NAME = re.compile(r"\b(?P<year>20\d\d)(?: (?P<last>20\d\d)| (?:q|quy )(?P<quarter>[1-4]))?\b")
_ISSUED = re.compile(r", ngày (?:(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) |.{0,12})năm (?P<year>20\d\d)")
_DAY = re.compile(
    r"(?<![\d/.-])(?:(?P<day>\d{1,2})(?: ?[/.-] ?| tháng )|tháng )(?P<month>\d{1,2})"
    r"(?: ?[/.-] ?| năm )(?P<year>20\d\d)(?!\d)"
)
_YEAR = re.compile(r"20\d\d")
_TOLD = re.compile(
    rf"{_YEAR.pattern}(?: ?[-–] ?| đến năm | đến ){_YEAR.pattern}|{FROM_TO}|năm {_YEAR.pattern}"
    rf"|\b(?P<part>{QUARTER}|(?<!\d )tháng \d{{1,2}}"
    rf"|\w+ tháng(?: cuối| đầu|)(?= ?(?:năm\b|và\b|[,;:()/–-]|20|$)))(?:(?: năm |/| ){_YEAR.pattern})?(?!\w)"
)
"""Finds the periods that a title names, and parts of a year whose year may stand elsewhere."""
_TURN = re.compile(r"\b(quý iv|tháng 12)(?!\w)(?=[^\d/]*(?:quý i|tháng 0?1|\w+ tháng đầu) năm (20\d\d))")
"""The end of a year, before the begin of the next: ``tháng 12, nhiệm vụ tháng 01 năm 2025``."""
_TO_COME = re.compile(rf"\b(?:{either(lists()['to_come'])})\b")
_CITING = re.compile(rf"\b(?:{either(lists()['paper'])})\b[^,;()]*$")
_REPORT = Frame("report", "", None)
_OF_ANOTHER = re.compile(
    rf"{_CITING.pattern}|\b(?:của|trước|trong|đến|tới|từ|hết|so với|tính|chậm nhất(?: là)?)(?: ngày)? ?$"
)
_TITLES = either(genres())
_TITLE = re.compile(rf"(?:(?:(?:v/v|về việc) )?(?:ban hành|phê duyệt) )?({_TITLES})\b(?: số:? ?\S+)?")
_KIND_OF = {each.symbol: each.kind for each in reversed(genres().values())}
_FILED = {form: each.kind for each in genres().values() for form in (each.kind, name_key(each.genre))}
_FILED |= {"kh": "plan", "bc": "report"}
"""What names of files hold, with the kind that it tells."""
_GOES_WITH = re.compile(rf"(?:\(|phụ lục )(?:ban hành )?kèm theo ({_TITLES})\b[^)]*")
"""Finds the paper that an annex goes with: ``(Kèm theo Báo cáo số 21/BC-UBND …)``."""
_NUMBER = re.compile(r"S[ốỐ](?: hiệu)? ?:? ?(?=\S* ?/(?P<symbol>\w+))(?P<number>\d+(?:-\w+)?/[\w-]+)?")
_ATTACHED = "the paper that it goes with"
_FILE = "name of the file"
_WORDS = "words of the page"  # what a fact rests on that nothing says: its rows are never sure
_NAMES = {fold(each): name for name, known in provinces().items() for each in (name, *known.aliases)}
_CALLED = re.compile(rf"\b(?:tỉnh|thành phố|tp\.?) ({either(_NAMES)})\b")


class Evidence(NamedTuple):
    """A place that tells a fact: which one, what it says, how much that counts, where it stands."""

    fact: str
    says: str | None
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
        said = [
            f"{name} {getattr(self, name)} ({self.sources.get(name) or 'first page'})" if getattr(self, name)
            else f"no {name} (give it with --{name})"
            for name in ("kind", "period", "province")
        ]  # fmt: skip
        return f"read as {', '.join(said)}"

    def document(self, name: str) -> Document:
        """Give the row of the register that they make; a plan of any year where they do not say."""
        last = self.issued[:4] if self.kind == "report" and self.issued else "2099"
        return Document(
            name, self.province or "", self.kind or "plan", self.number, self.title, self._day(),
            self.period or f"{_ANY_YEAR}/{last}", None, None,
        )  # fmt: skip

    def _day(self) -> str | None:
        """Give the day of issue; of words alone none past half of a plan's time, none before a report's begins."""
        if self.sources.get("issued") != _WORDS or not (self.issued and self.period):
            return self.issued
        first, last = first_day(self.period), last_day(self.period)
        half = (first + (last - first) / 2).isoformat()
        fits = self.issued <= half if self.kind == "plan" else self.issued > first.isoformat()
        return self.issued if fits else None

    def open(self) -> list[str]:
        """Name what neither the first page nor a person says of kind and period, guessed from words or not."""
        return [name for name in ("kind", "period") if self.sources.get(name) in ("", _WORDS)]


class _Page:
    """A first page: its text, its paragraphs as printed and folded, its title, the name of its file."""

    def __init__(self, text: Text, name: str) -> None:
        self.places = text.paragraphs[:_FIRST_PAGE]
        self.text = replace(text, words=mend(text.words[: max(chain(*self.places), default=0)]))
        self.printed = [text.words[start:end] for start, end in self.places]
        self.folded = [fold(self.text.words[start:end]) for start, end in self.places]
        title = _title(self.printed, self.folded)
        self.title, self.titled = (" ".join(each[title]) for each in (self.printed, self.folded))
        self.preamble = " ".join(self.folded)[:_LONGEST_PAGE]
        self.number = _NUMBER.search(" ".join(self.printed[: title.stop or _HEAD]))
        self.name = name_key(name.replace("_", "-"))

    @cached_property
    def sentences(self) -> list[tuple[int, Sentence]]:
        """Its sentences, each with the number of its paragraph."""
        return [(at, each) for at, place in enumerate(self.places) for each in read_sentences(self.text, *place)]


def read_facts(text: Text, name: str = "") -> Facts:
    """Read kind, period, day of issue, number, title and province from a document's first page.

    What most evidence says holds; no single place decides. ``name`` is that of the file.
    """
    page = _Page(text, name)
    told = [*_evidence(page)]
    (kind, of_kind), (issued, of_day), (province, of_province) = (
        _most(fact, told) for fact in ("kind", "issued", "province")
    )
    if not (page.titled and any(each.says for each in told if each.fact == "period")):
        told += _years(page, kind, issued)
    period, of_period = _most("period", told, lead=1)
    if page.titled and issued and period:
        period = _of_issue(period, kind, issued[:4], page.titled)
    sources = {"kind": of_kind, "issued": of_day, "period": of_period, "province": of_province}
    return Facts(kind, period, issued, page.number and page.number["number"], page.title, province, sources)


def _most(fact: str, told: list[Evidence], lead: int = 0) -> tuple[str | None, str]:
    """Give what most evidence says, by how much at least, and what the weightiest rests on."""
    is_dated = fact in ("period", "issued")  # not ``2025 - 2021``, ``31/02/2024``
    of_fact = [each for each in told if each.fact == fact and each.says]
    sums = Counter[str]()
    for each in of_fact:
        sums[each.says or ""] += 0 if is_dated and what_is_wrong(fact, each.says) else each.weight
    (first, most), *others = sums.most_common(2) or [("", 0)]
    if most <= 0 or any(most - points < lead for _, points in others):
        return None, ""
    said = [each for each in of_fact if each.says == first and each.source != _WORDS]
    return first, max(said, key=lambda each: each.weight).source if said else _WORDS


def _of_issue(period: str, kind: str | None, year: str, title: str) -> str | None:
    """Fit the period of a title to the year of issue: a report tells of no year to come, a plan begins with it."""
    if kind == "report" and last_day(period).isoformat()[:4] > year:
        # years after its own are those of a programme; of no year of its own it is open
        return "/".join(sorted({period[:4], year})) if period[:4] <= year else None
    return f"{year}/{period}" if kind == "plan" and f"đến năm {period}" in title and year < period else period


def _title(printed: list[str], folded: list[str]) -> slice:
    """Give the paragraphs of the title: the first that a genre opens, some only in capitals, and what goes on."""
    for first, words in enumerate(folded):
        opened = _TITLE.match(words) if _may_title(words) else None
        may_be_small = opened and not (genres()[opened[1]].capitals or tells_kind(words))
        if opened and (may_be_small or printed[first][: len(opened[1])].isupper()):
            after = takewhile(lambda each: not _ITEM.match(each) and _may_title(each), folded[first + 1 :])
            return slice(first, first + 1 + len([*after][: _MOST_LINES - 1]))
    return slice(0, 0)


def _may_title(words: str) -> bool:
    is_sentence = words.endswith((".", ";", ":")) or len(words.split()) > _LONGEST_TITLE
    return not (is_sentence or _ISSUED.search(words))


def _evidence(page: _Page) -> Iterator[Evidence]:
    """Give what each place says that can tell a fact."""
    opening, names = " ".join(page.folded[:_HEAD]), province_names(provinces())
    if opened := _TITLE.match(page.titled):
        yield Evidence("kind", genres()[opened[1]].kind, 4, "title")
        yield Evidence("period", title_period(page.titled[opened.end() :]), 24, "title")
    else:
        points = _points(page)
        yield Evidence("kind", "plan" if points > 1 else "report" if points < -1 else None, 2, _WORDS)
    if attached := _GOES_WITH.search(opening):  # an annex, which has a name of its own
        yield Evidence("kind", genres()[attached[1]].kind, 5, _ATTACHED)
        yield Evidence("period", title_period(opening[: attached.end()]), 24, _ATTACHED)
    if page.number:
        yield Evidence("kind", _KIND_OF.get(page.number["symbol"].lower()), 3, "symbol of the number")
    if dated := _PERIOD_OF_NAME.search(page.name):
        rest = f"/{dated['last']}" if dated["last"] else f"-Q{dated['quarter']}" if dated["quarter"] else ""
        yield Evidence("period", f"{dated['year']}{rest}", 4, _FILE)
    yield Evidence("kind", _in_name(page.name, _FILED), 3, _FILE)
    yield from (Evidence("province", _NAMES[each[1]], 1, "first page") for each in _CALLED.finditer(page.preamble))
    # a text without a head names its own province first
    for first in named_provinces(" ".join(page.printed[:_HEAD]))[:1]:
        yield Evidence("province", first.phrase, 2, "first words")
    yield Evidence("province", _in_name(page.name, names), 1, _FILE)
    if issued := _ISSUED.search(page.preamble):
        yield Evidence("issued", _day_of(issued), 2, "place of issue")
    days = ((match, words) for words in page.folded[:_HEADLINES] for match in _DAY.finditer(words))
    own = (_day_of(match) for match, words in days if not _OF_ANOTHER.search(words[: match.start()]))
    yield Evidence("issued", next(own, None), 1, _WORDS)


def _day_of(match: re.Match[str]) -> str:
    """Give a day as far as it is printed: ``2024``, ``2024-05-31``."""
    parts = (match[part] for part in ("year", "month", "day"))
    return "-".join(f"{int(part):02d}" for part in parts if part)


def title_period(words: str) -> str | None:
    """Give the period that a folded title tells of, none to come if another is, a part before the whole."""
    found = []
    words = _TURN.sub(lambda end: f"{end[1]} năm {int(end[2]) - 1}", words)
    for match in _TOLD.finditer(words):
        before, part = words[: match.start()], re.sub("tháng$", "tháng đầu", match["part"] or "")
        year = next(iter(_YEAR.findall(words, match.start()) or _YEAR.findall(before)[-1:]), "")
        with suppress(ValueError):
            period = read_period(f"{part} năm {year}" if part else match[0], _REPORT, "actual")
            is_cited = not part and "/" in period and _CITING.search(before) is not None  # of a programme
            if "Q" not in period and "-" in period and "/" not in period:
                period = f"{first_day(period)}/{last_day(period)}"
            found.append((_TO_COME.search(before) is not None, is_cited, not part, match.start(), period))
    return min(found)[-1] if found else None


def _in_name(name: str, known: Mapping[str, str]) -> str | None:
    """Give what the longest word of those that the name of a file holds stands for."""
    words = max((word for word in known if f" {word} " in f" {name} "), key=len, default="")
    return known.get(words)


def _points(page: _Page) -> int:
    """Give how much the words of a page speak for a plan: those with which it opens, the cues beside figures."""
    heads = " ".join(words for words in page.folded[:_OPENS] if len(words.split()) <= _LONGEST_TITLE)
    told, aimed = (any(map(heads.__contains__, lists()[name])) for name in ("report_head", "plan_head"))
    points = 8 * (aimed - told)
    for sentence in (each for _, each in page.sentences if each.numbers):
        kinds = {each.kind for each in sentence.mentions}
        if not any(sentence.reaching("bound", number.start) for number in sentence.numbers):
            kinds -= {"bound"}  # ``trên môi trường mạng``
        points += sum(_TELLS[kind] for kind in _TELLS if kind in kinds) - 1  # most pages tell results
    return points


def _years(page: _Page, kind: str | None, issued: str | None) -> Iterator[Evidence]:
    """Give the years that a page without a title speaks of: those it names, and that of its day."""
    last = ""
    for at, sentence in page.sentences:
        spoken = (_YEAR.findall(when.words) for when in sentence.times if not _DAY.search(when.words))
        for year in sorted({"/".join(years[:2]) for years in spoken if years}):
            points = 4 * (at < _OPENS) + 3 * (bool(sentence.numbers) and "/" in year)
            yield Evidence("period", year, points, _WORDS)
            last = max(last, year if year.isdigit() else "")
    if issued is None:
        yield Evidence("period", last, 2, _WORDS)
    else:
        is_after = kind == "plan" and issued[5:7] >= "10"  # most plans are for the year to come
        is_before = kind != "plan" and "01" <= issued[5:7] <= "02"  # a page still tells of the year before
        yield Evidence("period", f"{int(issued[:4]) + is_after - is_before}", 6, _WORDS)
