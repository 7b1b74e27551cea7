"""Reads what a document is by a vote of all that its first page says: plan or report, period, day, province."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
"""How much a cue beside figures speaks for a plan; like the points of `_years`, fitted to coded pages."""
_FIRST_PAGE = 40  # paragraphs
_OPENS = 4  # paragraphs with which a page opens
_LONGEST_PAGE = 6000  # letters
_LONGEST_TITLE = 45  # words
_MOST_LINES = 3  # paragraphs of a title
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
_GOES_WITH = re.compile(rf"(?:\(|phụ lục )(?:ban hành )?kèm theo ({_TITLES})\b([^)]*)")
"""Finds the paper that an annex goes with: ``(Kèm theo Báo cáo số 21/BC-UBND …)``."""
_NUMBER = re.compile(r"S[ốỐ](?: hiệu)? ?:? ?(?=\S* ?/(?P<symbol>\w+))(?P<number>\d+(?:-\w+)?/[\w-]+)?")
_ATTACHED = "the paper that it goes with"
_FILE = "name of the file"
_WORDS = "words of the page"  # what a fact rests on that nothing says: its rows are never sure
_HEAD = 8  # paragraphs in which the number stands
_NAMES = {fold(each): name for name, known in provinces().items() for each in (name, *known.aliases)}
_CALLED = re.compile(rf"\b(?:tỉnh|thành phố|tp\.?) ({either(_NAMES)})\b")
_HEADLINES = 14  # paragraphs, with the menu of a page


class Vote(NamedTuple):
    """One piece of evidence: what it says of which fact, how much it counts, and where it stands."""

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
    """A first page: its text, its paragraphs as printed and folded, the title's place, the name of its file."""

    def __init__(self, text: Text, name: str) -> None:
        self.places = text.paragraphs[:_FIRST_PAGE]
        self.text = replace(text, words=mend(text.words[: max(chain(*self.places), default=0)]))
        self.paragraphs = [text.words[start:end] for start, end in self.places]
        self.folded = [fold(self.text.words[start:end]) for start, end in self.places]
        self.title = _title(self.paragraphs, self.folded)
        self.titled = " ".join(self.folded[self.title])
        self.preamble = " ".join(self.folded)[:_LONGEST_PAGE]
        self.number = _NUMBER.search(" ".join(self.paragraphs[: self.title.stop or _HEAD]))
        self.name = name_key(name.replace("_", "-"))

    @cached_property
    def sentences(self) -> list[tuple[int, Sentence]]:
        """Its sentences, each with the number of its paragraph."""
        return [(at, each) for at, place in enumerate(self.places) for each in read_sentences(self.text, *place)]


def read_facts(text: Text, name: str = "") -> Facts:
    """Read kind, period, day of issue, number, title and province from a document's first page.

    Every line that can tell gives a vote; no single one decides. ``name`` is that of the file.
    """
    page = _Page(text, name)
    votes = [*_votes(page)]
    kind, of_kind = _winner("kind", votes)
    issued, of_day = _issued(page)
    if not (page.titled and any(vote.says for vote in votes if vote.fact == "period")):
        votes += _years(page, kind, issued)
    period, of_period = _winner("period", votes, lead=1)
    if page.titled and issued and period:
        year = issued[:4]
        if kind == "report" and last_day(period).isoformat()[:4] > year:
            # years after its own are those of a programme; of no year of its own it is open
            period = "/".join(sorted({period[:4], year})) if period[:4] <= year else None
        elif kind == "plan" and f"đến năm {period}" in page.titled and year < period:
            period = f"{year}/{period}"
    province, of_province = _winner("province", votes)
    sources = {"kind": of_kind, "issued": of_day, "period": of_period, "province": of_province}
    number = page.number["number"] if page.number else None
    return Facts(kind, period, issued, number, " ".join(page.paragraphs[page.title]), province, sources)


def _title(page: list[str], folded: list[str]) -> slice:
    """Give the paragraphs of the title: the first in capitals that looks like one, else the first in any case."""
    matches = ((at, _TITLE.match(words)) for at, words in enumerate(folded) if _may_title(words))
    titled = {at: match[1] for at, match in matches if match}
    capitals = [at for at, genre in titled.items() if page[at][: len(genre)].isupper()]
    # not the head of a column
    others = [at for at, genre in titled.items() if not (genres()[genre].capitals or tells_kind(folded[at]))]
    for first in (*capitals, *others)[:1]:
        after = takewhile(_goes_on, folded[first + 1 : first + _MOST_LINES])
        return slice(first, first + 1 + len([*after]))
    return slice(0, 0)


def _may_title(words: str) -> bool:
    return len(words.split()) <= _LONGEST_TITLE and not words.endswith((".", ";", ":"))


def _goes_on(words: str) -> bool:
    return _may_title(words) and not (_ITEM.match(words) or _ISSUED.search(words))


def _votes(page: _Page) -> Iterator[Vote]:
    """Give what each place that can tell a fact says of it."""
    opening, names = " ".join(page.folded[:_HEAD]), province_names(provinces())
    if opened := _TITLE.match(page.titled):
        yield Vote("kind", genres()[opened[1]].kind, 4, "title")
        yield Vote("period", title_period(page.titled[opened.end() :]), 24, "title")
    else:
        points = _points(page)
        yield Vote("kind", "plan" if points > 1 else "report" if points < -1 else None, 2, _WORDS)
    if attached := _GOES_WITH.search(opening):  # an annex, which has a name of its own
        of_part = next((period for _, _, is_whole, _, period in _told(opening) if not is_whole), None)
        paper = "" if attached[2].startswith(" số") else attached[2]
        yield Vote("kind", genres()[attached[1]].kind, 5, _ATTACHED)
        yield Vote("period", of_part or title_period(paper), 24, _ATTACHED)
    if page.number:
        yield Vote("kind", _KIND_OF.get(page.number["symbol"].lower()), 3, "symbol of the number")
    if dated := _PERIOD_OF_NAME.search(page.name):
        rest = f"/{dated['last']}" if dated["last"] else f"-Q{dated['quarter']}" if dated["quarter"] else ""
        yield Vote("period", f"{dated['year']}{rest}", 4, _FILE)
    yield Vote("kind", _in_name(page.name, _FILED), 3, _FILE)
    yield from (Vote("province", _NAMES[each[1]], 1, "first page") for each in _CALLED.finditer(page.preamble))
    # a text without a head names its own province first
    for first in named_provinces(" ".join(page.paragraphs[:_HEAD]))[:1]:
        yield Vote("province", first.phrase, 2, "first words")
    yield Vote("province", _in_name(page.name, names), 1, _FILE)


def title_period(words: str) -> str | None:
    """Give the period that a folded title tells of; None where it names none."""
    return next((period for *_, period in _told(words)), None)


def _told(words: str) -> list[tuple[bool, bool, bool, int, str]]:
    """Give each period, before it what makes it stand back: to come, of a cited programme, more than a part."""
    found = []
    words = _TURN.sub(lambda end: f"{end[1]} năm {int(end[2]) - 1}", words)
    for match in _TOLD.finditer(words):
        before, part = words[: match.start()], re.sub("tháng$", "tháng đầu", match["part"] or "")
        year = next(iter(_YEAR.findall(words, match.start()) or _YEAR.findall(before)[-1:]), "")
        with suppress(ValueError):
            period = read_period(f"{part} năm {year}" if part else match[0], _REPORT, "actual")
            is_cited = not part and "/" in period and _CITING.search(before) is not None
            if "Q" not in period and "-" in period and "/" not in period:
                period = f"{first_day(period)}/{last_day(period)}"
            found.append((_TO_COME.search(before) is not None, is_cited, not part, match.start(), period))
    return sorted(found)


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


def _years(page: _Page, kind: str | None, issued: str | None) -> Iterator[Vote]:
    """Give votes for the years that a page without a title speaks of: those it names, and that of its day."""
    named = Counter[str]()
    for at, sentence in page.sentences:
        spoken = (when.words for when in sentence.times if not _DAY.search(when.words))
        own = [*dict.fromkeys("/".join(_YEAR.findall(words)[:2]) for words in spoken if _YEAR.search(words))]
        for year in own:
            named[year] += 4 * (at < _OPENS) + 3 * (bool(sentence.numbers) and "/" in year)
    if issued is None:
        named[max((year for year in named if year.isdigit()), default="")] += 2
    else:
        is_after = kind == "plan" and issued[5:7] >= "10"  # most plans are for the year to come
        is_before = kind != "plan" and "01" <= issued[5:7] <= "02"  # a page still tells of the year before
        named[f"{int(issued[:4]) + is_after - is_before}"] += 6
    yield from (Vote("period", year, points, _WORDS) for year, points in named.items() if points)


def _winner(fact: str, votes: Iterable[Vote], lead: int = 0) -> tuple[str | None, str]:
    """Give what most votes say, by how much at least, and what the weightiest rests on; of equals the first."""
    sums, told = Counter[str](), defaultdict[str, dict[str, int]](dict)
    for _, says, weight, source in (vote for vote in votes if vote.fact == fact):
        if says and not (fact == "period" and what_is_wrong(fact, says)):  # ``2025 - 2021``
            sums[says] += weight
            told[says] |= {} if source == _WORDS else {source: weight}
    first, *others = sorted(sums, key=sums.__getitem__, reverse=True) or [""]
    if not first or any(sums[first] - sums[other] < lead for other in others):
        return None, ""
    return first, max(told[first], key=told[first].__getitem__, default=_WORDS)


def _issued(page: _Page) -> tuple[str | None, str]:
    """Give the day of issue, of a date left blank its year, and its source; else the first day of nothing else."""
    days = ((match, words) for words in page.folded[:_HEADLINES] for match in _DAY.finditer(words))
    own = (match for match, words in days if not _OF_ANOTHER.search(words[: match.start()]))
    match = _ISSUED.search(page.preamble) or next(own, None)
    if match is None:
        return None, ""
    parts = (match[part] for part in ("year", "month", "day"))
    day = "-".join(f"{int(part):02d}" for part in parts if part)  # ``2024``, ``2024-05-31``
    # not ``31/02/2024``
    return None if what_is_wrong("issued", day) else day, "place of issue" if match.re is _ISSUED else _WORDS
