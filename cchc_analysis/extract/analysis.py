"""The one analysis of a sentence: typed mentions of concepts, levels, bounds and cues, its figures, its times."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from cchc_analysis.catalog import comparators, concepts, cues, either, fold, fold_keeping_places, levels, lists
from cchc_analysis.catalog.spotting import Spotter
from cchc_analysis.extract.numbers import Number, find_numbers, is_label
from cchc_analysis.extract.times import Time, find_times
from cchc_analysis.read.text import Text
from cchc_analysis.rewriting import CAPITAL, Rewritten, rewrite
from cchc_analysis.schema import DIRECTIONS


class Mention(NamedTuple):
    """Words of the catalogue in a folded sentence.

    ``kind`` is concept, level, bound, equal, direction, or a kind of cue; ``value`` the id of the concept,
    ``part`` the part that it plays: noun, index, act, quality or weak; ``is_thing`` tells whether a figure can be
    of it.
    """

    start: int
    end: int
    kind: str
    value: str
    phrase: str
    part: str
    is_thing: bool


_THINGS = ("noun", "index")


@cache
def _meanings() -> dict[str, list[tuple[str, str, str]]]:
    """Give kind, value and part of all that a phrase may say."""
    said = [
        (phrase, ("concept", each.concept, each.kind)) for each in concepts().values() for phrase in each.phrases
    ]
    said += [(phrase, ("level", phrase, "")) for phrase in levels()]
    for phrase, symbol in comparators().items():
        kind = "direction" if symbol in DIRECTIONS else "equal" if symbol == "=" else "bound"
        said += [(phrase, (kind, symbol, ""))] if "…" not in phrase else []
    said += [(phrase, (cue, phrase, "")) for cue, phrases in cues().items() for phrase in phrases]
    found = defaultdict[str, list[tuple[str, str, str]]](list)
    for phrase, meaning in said:
        found[phrase].append(meaning)
    return found


_spotter = cache(lambda: Spotter(_meanings()))


def bits(parts: Iterable[Mention | Number | Time | tuple[int, int]]) -> int:
    """Give the letters of parts of a text as bits of one number, so that what overlaps is told at once."""
    found = 0
    for each in parts:
        found |= (1 << each[1]) - (1 << each[0])
    return found


@lru_cache(maxsize=1024)
def mentions(text: str) -> tuple[Mention, ...]:
    """Give every mention in a folded text, of words that overlap the longest, by place."""
    meanings = _meanings()
    spots = sorted(_spotter().spots(text), key=lambda spot: (spot.start - spot.end, spot.start))
    taken: dict[str, int] = defaultdict(int)
    wholes: set[tuple[str, int]] = set()
    found = []
    for start, end, phrase in spots:
        letters = (1 << end) - (1 << start)
        for kind, value, part in meanings[phrase]:
            group = "thing" if part in _THINGS else _GROUPS.get(kind, kind)
            rivals = {group, "pseudo", "thing" if kind == "concept" else group}
            if any(taken[each] & letters and (each, letters) not in wholes for each in rivals):
                continue
            taken[group] |= letters
            wholes.add((group, letters))
            found.append(Mention(start, end, kind, value, phrase, part, part in _THINGS))
    return tuple(sorted(found))


_GROUPS = dict.fromkeys(("bound", "equal", "direction", "negation", "upgrade"), "comparator")
_GROUPS |= dict.fromkeys(("norm", "source", "elsewhere", "sanction", "remark", "some"), "pseudo")
"""Of words that overlap the longest holds, within a group; a pseudo-phrase holds against all."""


_CITED = re.compile(
    rf"\b(?:{either(lists()['paper'])})"
    r" số \d+\S*(?: ngày [\d/]+)?(?: (?:của \S+(?: \S+){0,4} )?về\b(?:(?! (?:"
    rf"{either(lists()['sets'])})\b)[^;,.()])*"
    r"| của (?:ủy ban|hội đồng) nhân dân(?: tỉnh| thành phố| huyện)?)?"
)
EXCEPTION = re.compile(
    r"(?=[(btnck])"  # the rest is not tried elsewhere
    r"(?:\((?:(?:theo )?(?:nghị quyết|quyết định|chính phủ|thủ tướng|bộ nội vụ|quy định|yêu cầu|đòi)|ngoài"
    r"|[^()]*\b(?:chưa|không) (?:bao gồm|tính|kể))\b[^()]*\)?"
    r"|\b(?:(?<!bị )trừ|ngoại trừ|(?:chưa|không) (?:bao gồm|gồm|tính|kể)) (?:[^;.(),]|,(?! \d))*"
    r"|\b(?:bao gồm|kể) cả [^;,.()\d]*)"
)
"""What bears not on what a figure is of: ``(không kể hồ sơ mật)``, ``(kỳ trước chuyển sang không tính)``."""
_PARENTHESIS = re.compile(r"\([^()]{3,300}\)")
_GAP = re.compile(rf"(?: (?:{either(lists()['filler'])}|(?:năm )?(?:19|20)\d\d|\(?)(?![^\W\d]))* ?")
"""Over which a cue reaches a figure: words that say nothing, and years."""
_SPEAKER = re.compile(rf"\W*(?:{either(lists()['speaker'])})\b(?P<interview>[^:;\d]*: )?")
"""Who speaks, in an interview up to the colon: ``Ông …, Giám đốc Sở …: …``."""
_ENDS_SOURCE = re.compile(r"[,;:)]| (?=đạt|là|cho thấy|ghi nhận)")


class Sentence:
    """A folded sentence, the way back to the document, and what was found in it, once."""

    def __init__(self, start: int, folded: Rewritten) -> None:
        self.start, self.folded, self.text = start, folded, folded.text
        self.numbers = find_numbers(self.text)
        self.mentions = mentions(self.text)
        self._by_kind: dict[str, list[Mention]] = defaultdict(list)
        for each in self.mentions:
            self._by_kind[each.kind].append(each)
        self.times = find_times(self.text)

    @cached_property
    def aside_spans(self) -> list[tuple[int, int]]:
        """The sources, speakers, remarks, citations and exceptions: what is said there is of no figure."""
        return [*self._told_by(), *self._besides()]

    def _told_by(self) -> Iterator[tuple[int, int]]:
        """Give the parts that only name who tells: sources, and who speaks for the province."""
        text, opening = self.text, _SPEAKER.match(self.text)
        for each in (*self.of("source"), *self.of("actor"), *self.of("unit")):
            opened, stop = each.start - len("theo "), _ENDS_SOURCE.search(text, each.end)
            end = stop.end() if stop else len(text)
            if each.kind == "source":
                yield each.start, end
            elif text.startswith("theo ", opened):  # ``Theo Trung tâm …, toàn tỉnh …``
                first = next((number.start for number in self.numbers if number.start > end), 0)
                yield from [(opened, end)] if self.of("level", end, first) else ()
        for each in self.of("says"):  # ``Giám đốc Sở Nội vụ cho biết, …``
            opened = max(text.rfind(sign, 0, each.start) for sign in ",;:“") + 1
            if self._is_speaker(opened, each.start):
                yield opened, each.end
        if opening and opening["interview"] and self._is_speaker(*opening.span()):
            yield opening.span()

    def _besides(self) -> Iterator[tuple[int, int]]:
        """Give remarks, citations and exceptions."""
        yield from (match.span() for match in _PARENTHESIS.finditer(self.text) if not self._names(*match.span()))
        for pattern in (_CITED, EXCEPTION):
            yield from (match.span() for match in pattern.finditer(self.text))

    @cached_property
    def asides(self) -> int:
        """The letters of such parts as bits."""
        return bits(self.aside_spans)

    @property
    def begin(self) -> int:
        """Where it begins behind an aside with which it opens."""
        return (~self.asides & (self.asides + 1)).bit_length() - 1

    def is_aside(self, place: int) -> bool:
        """Tell whether a place stands in a source, a citation, a remark or an exception."""
        return bool(self.asides >> place & 1)

    def _is_speaker(self, start: int, end: int) -> bool:
        """Tell whether a part only names who speaks for the province: ``Giám đốc Sở Nội vụ cho biết, …``."""
        named = {each.value for each in self.of("concept", start, end)}
        is_known = _SPEAKER.match(self.text, start) or named <= {"agency", "authority"}
        return bool(is_known) and all(
            each.value not in lists()["local_body"] for each in self.of("unit", start, end)
        )

    def _names(self, start: int, end: int) -> bool:
        """Tell whether a parenthesis holds a figure, a level or an index, or is words of the catalogue only."""
        within = [each for each in self.mentions if start < each.start < end]
        units = (each for each in within if each.kind == "unit")
        if any(start < each.start < end for each in self.numbers):
            return True
        # where the one before it lies, it says nothing: ``xã A (huyện B, tỉnh C)``
        return not any(WORD.match(self.text, unit.end + 1) for unit in units) and any(
            each.kind == "level" or each.part == "index" or each[:2] == (start + 1, end - 1) for each in within
        )

    @cached_property
    def plain(self) -> list[Mention]:
        """The mentions outside of sources, citations and exceptions, without concepts that are part of a level."""
        named, asides = self.of("level"), self.asides
        return [
            each for each in self.mentions
            if not asides >> each[0] & 1
            and not (named and each.part and any(level[0] <= each[0] and each[1] <= level[1] for level in named))
        ]  # fmt: skip

    @cached_property
    def level_gaps(self) -> list[tuple[int, int]]:
        """What parts levels of one list: ``cấp huyện và cấp xã``; not ``19 sở, ngành, Sở Tư pháp``."""
        named = pairwise(self.of("level"))
        alone = lists()["province_unit"] | lists()["whole"]
        gaps = ((one.end, other.start) for one, other in named if other.phrase not in alone)
        return [gap for gap in gaps if self.text[slice(*gap)] in (", ", " và ")]

    @cached_property
    def names(self) -> int:
        """The letters of mentions and of what parts levels of one list, as bits: no comma there ends a part."""
        return bits(self.mentions) | bits(self.level_gaps)

    def is_anew(self) -> bool:
        """Tell whether words of an aim or of what goes on stand in it: what was told ends there."""
        is_bound = any(each.value in ("<=", ">=") for each in self.of("bound"))
        return is_bound or any(map(self.of, ("aims", "aim", "direction", "asks", "must", "ahead", "onward")))

    def leaves_undone(self, start: int, end: int) -> bool:
        """Tell whether something is said not to be done between two places: ``chưa``, ``đang giải quyết``."""
        return any(self._denies(no) for no in self.of("negation", start, end) if not self.is_aside(no.start))

    def _denies(self, no: Mention) -> bool:
        """Tell whether a negation denies: ``không`` only an act behind it, and not where it is part of a name."""
        named = [each for each in self.plain if each.part]
        acts = no.end + 1, no.end + 1 + len("được ") * self.text.startswith("được ", no.end + 1)
        is_name = bits(named) >> no.start & 1  # ``không giấy tờ``
        return no.value != "không" or (not is_name and any(each.start in acts for each in named))

    def reaching(self, kind: str, place: int, start: int = 0) -> Mention | None:
        """Give the last mention of a kind before a place, where nothing stands between that says something."""
        before = self.of(kind, start, place)
        return before[-1] if before and _GAP.fullmatch(self.text, before[-1].end, place) else None

    def forget_times(self, figures: list[Number]) -> None:
        """Leave out the times that are figures: ``1955 hồ sơ``."""
        taken = bits(figures)
        self.times = [when for when in self.times if not bits([when]) & taken]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the places of the document's running words that a part of the folded sentence came from."""
        return self.start + self.folded.origin(start), self.start + self.folded.origin_end(end)

    def part_start(self, place: int) -> int:
        """Give where the part of the sentence begins in which a place stands: behind the last semicolon."""
        return self.text.rfind(";", 0, place) + 1

    def of(self, kind: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """Give the mentions of a kind that stand between two places."""
        found = self._by_kind.get(kind)
        if not found or (not start and end is None):
            return found or []
        stop = len(self.text) if end is None else end
        return [each for each in found if start <= each[0] and each[1] <= stop]


@lru_cache(maxsize=1024)
def sentence_of(words: str) -> Sentence:
    """Take a folded text that stands alone, such as a heading or a cell, as a sentence."""
    return Sentence(0, rewrite(words, ()))


WORD = re.compile(r"[^\W\d]+(?![.)] )")


def unread_words(
    sentence: Sentence, start: int, end: int, read: int, vocabulary: frozenset[str]
) -> Iterator[re.Match[str]]:
    """Give the words between two places that are not read yet, letters as bits, and are none that say nothing."""
    for word in WORD.finditer(sentence.text, start, end):
        if not (word[0] in vocabulary or word[0] in lists()["function"] or read >> word.start() & 1):
            yield word


_END = re.compile(rf"(?:[.!?] +(?=[{CAPITAL}“\"(\d–•+-])|… +(?=[{CAPITAL}“\"]))")
_ABBREVIATED = re.compile(r"\(?(?:[A-ZĐ]{1,2}|PGS|[Tt]p|v(?:\.v)?)\.")
_LIST_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.")
_LONGEST = 4000  # letters; a longer run without a full stop is no sentence


def read_sentences(text: Text, start: int, end: int) -> Iterator[Sentence]:
    """Give the sentences of a paragraph, folded; none ends after an abbreviation or the number of a list."""
    words, begin = text.words[start:end], 0
    for stop in [*(match.end() for match in _END.finditer(words)), len(words)]:
        before, _, last = words[begin:stop].strip().rpartition(" ")
        is_short = _ABBREVIATED.fullmatch(last) and not before.endswith(("nhóm", "loại", "hạng"))
        if stop == len(words) or not (is_short or (not before and _LIST_NUMBER.fullmatch(last))):
            for first in range(begin, stop, _LONGEST):
                piece = words[first : min(first + _LONGEST, stop)]
                yield Sentence(start + first, fold_keeping_places(piece))
            begin = stop


_LONGEST_CELL = 12  # letters: all digits in it may be the value
_EVERY = [phrase for phrase, symbol in comparators().items() if symbol in DIRECTIONS]
_DIRECTIONS = [phrase for phrase in _EVERY if sum(each in phrase for each in _EVERY) == 1]
"""The phrases of a direction that hold no other one."""


def may_state(words: str) -> bool:
    """Tell whether words can hold a statement: a figure, or a direction and the name of a rate or index."""
    folded = fold(words)
    for number in find_numbers(folded):
        if number.kind != "count" or len(words) <= _LONGEST_CELL or not is_label(folded, number):
            return True
    if not any(map(folded.__contains__, _DIRECTIONS)):  # which is soon told
        return False
    kinds = {each.kind for each in mentions(folded)}
    return "direction" in kinds and not kinds.isdisjoint(("subject", "aimed"))


@lru_cache(maxsize=4096)
def has_cue(folded: str, kind: str) -> bool:
    """Tell whether a folded text holds a cue of a kind."""
    return any(each.kind == kind for each in mentions(folded))
