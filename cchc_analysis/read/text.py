"""A document's text as running words: letters composed, breaks and marks read as one space, places kept."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cchc_analysis.catalog import fold, genres
from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.grids import CELL_BREAK
from cchc_analysis.rewriting import CAPITAL, Rewritten, rewrite

LONGEST = 5_000_000
"""Letters of the longest text that is taken for one document; the longest plans have a tenth of it."""
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_UNCOMPOSED = re.compile(rf"\w?[\u0300-\u036f]+|[{_INVISIBLE}]+")
_SPACES, _STAR = re.compile("  +"), re.compile(r"\n\*(?= \S)")
_BARS = "│┃║"
_DRAWN = {sign: "|" if chr(sign) in _BARS else " " for sign in range(ord("─"), ord("╿") + 1)}
"""What the signs are read as by which a text draws the lines of a table."""
_LINE = re.compile("^.*$", re.MULTILINE)
ALIGNED = re.compile(r"^ *+\S++(?: \S++)*+(?: {3,}+\S++(?: \S++)*+){2,}+ *$", re.MULTILINE)
"""A line of three cells or more."""
_WIDE = re.compile(r"(?<=\S) {3,}")
_WHITE = "\t\n\x0b\x0c\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_GAP = re.compile(rf"[{_WHITE}*#|<](?:(?<=<)/?su[bp]>|(?<!<))(?:[\s*#|]|</?su[bp]>)*")
_NOTE_SIGN = re.compile(r"[⁰¹²³⁴-⁹[](?:(?<=\[)\d{1,2}\]|(?<!\[)[⁰¹²³⁴-⁹]?)")
_ROUND_SIGN = re.compile(r"\((\d)\)(?<=[^\W\d]...)")
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SENTENCE_END = re.compile(r"[.!?](?= )")
_LIST_MARK = re.compile(
    r"[-–+•▪]|\. (?=\w)"
    rf"|\d{{1,2}}(?:\.\d{{1,2}})*[.)/–-] |\d{{1,2}}(?:\.\d)+ [{CAPITAL}]|(?:[a-zđ]{{1,2}}|\([a-zđ]{{1,4}})[.)–-] "
    r"|[a-zđ]\)$|[IVX]{1,5}[.)/–-] |[A-Z][.)] |⁽?[⁰¹²³⁴-⁹]|\[\d|\(\d{1,2}\)"
    r"|(?:Phần|PHẦN|Chương|CHƯƠNG) (?i:thứ )?(?:[IVX]{1,5}|\d|(?i:nhất|một|hai|ba|tư|bốn|năm))\b"
)
_REST_OF_RANGE = re.compile(r"[-–] ?(?:19|20)\d\d\b")
_UNFINISHED = re.compile(
    r"(?:[,(/]|\d ?[-–]|(?<![\d/:])(?<!: )\d{1,3}"
    r"|\b(?:và|hoặc|của|các|những|số|về|theo|tại|cho|với|từ|đến|là|có|được|trong|trên|đối|do|năm"
    r"|thiểu|ít nhất|khoảng|dưới|hơn|chiếm|bằng|để|nhằm))$"
)
_LONGEST_ENDING = 8
_LONGEST_UNIT = 12
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 50, 130
"""Between these lengths a line that does not end a sentence goes on in the next one."""
_MANY = 3
"""Lines longer than that of which a text has no more if its lines are broken at the edge of a page."""
_NARROWEST = 25
"""Letters of a line that may be left unfinished."""
_BARE_NUMBER, _YEAR = re.compile(r"(?:[≥≤<>]=? ?)?\d(?:[\d.,]*\d)? ?%?"), re.compile(r"(?:19|20)\d\d")
_LABEL = re.compile(rf"[{CAPITAL}][^\W\d]*(?: [^:;.,]{{1,30}})?: ")
_LONE_MARK = re.compile(r"[a-zđ]\)|[•▪]")
NUMBER_HEADS = frozenset({"STT", "TT", "Stt", "Số TT", "Số thứ tự"})
"""Heads of the column of a table that numbers its rows."""


@dataclass(frozen=True, eq=False)
class Text:
    """A text as running words, with its paragraphs, and the way back to line and character of the ``original``."""

    original: str
    words: str
    paragraphs: tuple[tuple[int, int], ...]
    footnote_marks: dict[int, str]
    sha256: str
    _composed: Rewritten
    _running: Rewritten

    def line(self, place: int) -> int:
        """Give the number of the line, from 1, in which a place of the running words stands."""
        return bisect_right(self._newlines, self.span(place, place + 1)[0]) + 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the first and the last character of the original, half open, that some words came from."""
        first = self._composed.origin(self._running.origin(start))
        return first, self._composed.origin_end(self._running.origin_end(end))

    def places(self, phrase: str) -> list[int]:
        """Give every place where a phrase stands, whole words only; the mark of a footnote may follow."""
        bounded = rf"(?<!\w){re.escape(phrase)}(?![^\W⁰¹²³⁴-⁹])"
        return [match.start() for match in re.finditer(bounded, self.words)]

    def sentence(self, start: int, end: int) -> str:
        """Give the whole sentence round a place, across page breaks; of a table its row, if in one line."""
        marks = [0, *self._sentence_marks, len(self.words)]
        return self.words[marks[bisect_right(marks, start) - 1] : marks[bisect_left(marks, end)]]

    def paragraph(self, place: int) -> int:
        """Give the index of the paragraph in which a place stands."""
        return bisect_right(self.paragraphs, (place, len(self.words))) - 1

    @cached_property
    def _newlines(self) -> list[int]:
        return [match.end() - 1 for match in re.finditer("\n", self.original)]

    @cached_property
    def _sentence_marks(self) -> list[int]:
        ends = (match.end() for match in _SENTENCE_END.finditer(self.words))
        marks = {end for end in ends if self.words[end + 1 : end + 2].isupper()}
        return sorted(marks.union(start for start, _ in self.paragraphs if not self._follows_cell(start)))

    def _follows_cell(self, start: int) -> bool:
        """Tell whether a paragraph is a cell of the table row that the one before it stands in."""
        between = self.original[self.span(max(start - 2, 0), start - 1)[1] : self.span(start, start + 1)[0]]
        return start > 1 and "|" in between and "\n" not in between


def text_of(original: str, sha256: str = "") -> Text:
    r"""Take a text apart into running words and paragraphs.

    Its lines end in ``\n``, its letters may be composed or not; ``sha256`` is of its file, if it is of one. One
    longer than `LONGEST` is refused.

    >>> text = text_of("**Đạt\nít nhất 80%** hồ sơ.\n\n- Mục hai")
    >>> text.words, text.line(text.places("80%")[0])
    ('Đạt ít nhất 80% hồ sơ. - Mục hai', 2)
    >>> [text.words[start:end] for start, end in text.paragraphs]
    ['Đạt ít nhất 80% hồ sơ.', '- Mục hai']
    >>> text.span(12, 15), text.original[14:17]
    ((14, 17), '80%')
    """
    if len(original) > LONGEST:
        millions = len(original) / 1e6
        raise UnreadableError(f"{millions:.0f} million letters are no one document; split the text and try again")
    if any(map(original.__contains__, _BARS)):
        original = original.translate(_DRAWN)
    composed = rewrite(original, _uncomposed(original))
    running = rewrite(composed.text, _gaps(composed.text))
    marks = {
        end: number[0]
        for _, end, first, last in running.edits
        if "<sup>" in composed.text[first:last] and (number := re.match(r"\d+", running.text[end : end + 3]))
    }
    signs = _NOTE_SIGN.finditer(running.text)
    marks |= {sign.start(): sign[0].strip("[]").translate(SUPERSCRIPT) for sign in signs}
    if "\n(1) " in composed.text:
        marks |= {sign.start(): sign[1] for sign in _ROUND_SIGN.finditer(running.text)}
    paragraphs = tuple(_paragraphs(composed.text, running))
    return Text(original, running.text, paragraphs, marks, sha256, composed, running)


def _uncomposed(text: str) -> list[tuple[int, int, str]]:
    """Give the letters to compose, the signs to leave out, the runs of spaces to make one, the stars of lists."""
    columns = _columns(text) if "   " in text else ()
    # Each pattern opens with a fixed string, which a search leaps to: what most texts need is soon found.
    edits = [(*gap.span(), "\t" if gap.start() in columns else " ") for gap in _SPACES.finditer(text)]
    if not unicodedata.is_normalized("NFC", text) or any(sign in text for sign in _INVISIBLE):
        odd = ((*match.span(), unicodedata.normalize("NFC", match[0])) for match in _UNCOMPOSED.finditer(text))
        edits += [(start, end, composed.strip(_INVISIBLE)) for start, end, composed in odd]
    edits += [(star.start(), star.start() + 1, "▪") for star in _STAR.finditer(f"\n{text}")]
    return sorted(edits)


def _columns(text: str) -> set[int]:
    """Give where the wide gaps begin that part the cells of a table laid out by spaces."""
    found: set[int] = set()
    is_table = False
    for line in _LINE.finditer(text) if ALIGNED.search(text) else ():
        is_table = is_aligned(line[0], is_table)
        if is_table:
            found |= {line.start() + gap.start() for gap in _WIDE.finditer(line[0].rstrip())}
    return found


def is_aligned(line: str, is_below: bool) -> bool:
    """Tell whether a line is one of a table laid out by spaces, or goes on with one that it is right below."""
    return ALIGNED.fullmatch(line) is not None or (is_below and _WIDE.search(line.strip()) is not None)


def _gaps(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the breaks and marks that are read as one space, with the space before them."""
    for match in _GAP.finditer(text):
        start = match.start()
        start -= text[start - 1 : start] == " "
        yield start, match.end(), " " if start and match.end() < len(text) else ""


def _paragraphs(composed: str, running: Rewritten) -> Iterator[tuple[int, int]]:
    """Cut running words at the line breaks that begin a paragraph; places without the space round them."""
    words = running.text
    begin = opened = len(words) - len(words.lstrip())
    # Where a line or cell begins and ends; whether a blank line, a mark of cells, the end of a line are after it.
    lines: list[tuple[int, int, bool, bool, bool]] = []
    tabbed = _tabbed(composed) if "\t" in composed else set()
    for start, end, first, last in running.edits:
        gap = composed[first:last]
        breaks = gap.count("\n")
        is_cell = "|" in gap or CELL_BREAK in gap or not tabbed.isdisjoint(range(first, last))
        if breaks or is_cell:
            lines.append((begin, start, breaks > 1, is_cell, breaks > 0))
            begin = end
    lines.append((begin, len(words), True, True, True))
    texts = [words[begin:end] for begin, end, *_ in lines]
    is_wrapped = sum(len(each) > _LONGEST_WRAPPED for each in texts) < _MANY
    beside = [is_cell and not is_end for *_, is_cell, is_end in lines]  # whether a cell of its row is after it
    for place, (_, end, blank, is_cell, _) in enumerate(lines):
        is_in_row = is_cell or any(beside[max(0, place - 1) : place + 2])
        if is_in_row or _opens(texts[place], texts[place + 1], blank, is_wrapped):
            if opened < end:
                yield opened, end
            opened = lines[place + 1][0] if place + 1 < len(lines) else end


def _tabbed(text: str) -> set[int]:
    """Give the places of the tabs that part cells, and of the ends of their lines: two such lines or more."""
    places: list[tuple[int, list[int]]] = []
    for line in _LINE.finditer(text):
        first, last = line.end() - len(line[0].lstrip()), line.start() + len(line[0].rstrip())
        places.append((line.end(), [at for at in range(first, last) if text[at] == "\t"]))
    found: set[int] = set()
    for at, (end, inner) in enumerate(places):
        if inner and sum(bool(other) for _, other in places[max(0, at - 2) : at + 3]) > 1:
            found |= {*inner, end}
    return found


def _opens(before: str, after: str, blank: bool, is_wrapped: bool) -> bool:
    """Tell whether a line begins a paragraph; in a text of which ``is_wrapped`` lines may be broken at a width."""
    if not before or not after or _LIST_MARK.match(after):
        return not (before[-4:].isdecimal() and _REST_OF_RANGE.match(after))  # "2021", "- 2030"
    is_item = len(after) >= _SHORTEST_WRAPPED and _LONE_MARK.fullmatch(before) is not None
    if is_item or _parts_cells(before, after) or _are_alike(before, after):
        return not is_item
    unfinished = len(before) >= _NARROWEST and is_unfinished(before)
    if after[0].islower() or after[0] in ",;.)%":
        return blank and not unfinished and len(after) <= _LONGEST_UNIT
    if blank:
        return not (unfinished and len(before) >= _SHORTEST_WRAPPED)
    ends, leads = before[-1] in ".;:!?", before[-1] in ".;" and after[-1] == ":"  # to a list
    may_wrap = _SHORTEST_WRAPPED <= len(before) <= _LONGEST_WRAPPED >= len(after)
    goes_on = may_wrap and (is_wrapped or not ends) and before[-1] != ":"
    if before.isupper() or (after.isupper() and not (goes_on and not ends)):
        return before.isupper() != after.isupper() or fold(after.strip(" :*")).startswith(tuple(genres()))
    return leads or not (unfinished or goes_on)


def _are_alike(before: str, after: str) -> bool:
    """Tell whether two lines begin with labels, of one kind or of percents: ``Năm 2022: …``, ``Năm 2023: …``."""
    are_of_kind = before[-1] == "%" or before.split(" ", 1)[0] == after.split(" ", 1)[0]
    return are_of_kind and all(map(_LABEL.match, (before, after)))


def _parts_cells(before: str, after: str) -> bool:
    """Tell whether two lines are cells of a table: no line of a paragraph is broken so early."""
    if _BARE_NUMBER.fullmatch(after):
        return len(before) < _SHORTEST_WRAPPED or not (_YEAR.fullmatch(after) or is_unfinished(before))
    return after == "%" or after in NUMBER_HEADS or (len(before) <= _LONGEST_UNIT and before[-1] in "0123456789%")


def is_unfinished(line: str) -> bool:
    """Tell whether a line ends where words must follow: behind ``của``, within a parenthesis."""
    return _UNFINISHED.search(line[-_LONGEST_ENDING:]) is not None or line.rfind("(") > line.rfind(")")
