"""Lays the tables of a document out as grids, so that every cell knows its row and the heads of its column."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from operator import is_
from typing import NamedTuple

from cchc_analysis.catalog import cues, fold, lists
from cchc_analysis.extract.analysis import has_cue, mentions
from cchc_analysis.extract.cells import (
    NUMBERED,
    ROW_NUMBER,
    is_planned,
    is_result,
    is_sum,
    is_value,
    label_of,
    level_named,
    tells_kind,
    without_remark,
)
from cchc_analysis.extract.numbers import find_numbers
from cchc_analysis.extract.unruled import LONGEST_CELL, Grid, Row, Unruled
from cchc_analysis.read.grids import SPANNED
from cchc_analysis.read.text import NUMBER_HEADS, Text, is_aligned, is_unfinished
from cchc_analysis.rewriting import CAPITAL

_MOST_MISSED = 2  # the next number, or the one after it where a number was lost
_WIDEST = 14  # cells of a row
_OF_TEXT = re.compile(rf"(?:\d{{1,2}}(?:\.\d{{1,2}})*|[IVX]{{1,5}}|[A-ZĐ])\. ?[{CAPITAL}]|[a-zđ]\) .{{40,}}[.;]$")
"""A heading with a number, an item that is a sentence."""
_HEADINGS = 2  # so many are no cells of a row
_LONGEST_ROW = 40  # cells of a written line; a longer one is no row
_CAPTIONS = 3  # paragraphs before a table
_MONEY = re.compile(r"(?:\(|đơn vị(?: tính)?:? |đvt:? )(?:triệu|tỷ|nghìn) đồng\)?$")
_RATIO = re.compile(
    r"(?:đạt )?(?:tỷ lệ|%|\(%\)|so)|.* so với (?:kế hoạch|chỉ tiêu|mục tiêu)|đạt$|mức độ (?:đạt|hoàn thành)"
)
_GROUP_NUMBER = re.compile(r"(?:\d{1,3}|[ivx]{1,5}|[a-zđ])\.?")
_GROUP_MARK = re.compile(r"[ivx]{1,5}\.?")
_NUMBER_HEADS = frozenset(map(fold, NUMBER_HEADS))
_KINDS = frozenset({"result", "plan", "measure"})
"""Things by which a head only tells that its column is of what was planned or reached."""
_TIMES = frozenset(("tháng", "quý"))  # heads of a column whose numbers name times, of which no period is read
_COLUMN = re.compile(r"[(\[]?(\d{1,2})[)\]]?(?: ?= ?[\d()/*:x+ %-]+)?")
_LINES = re.compile("^.*$", re.MULTILINE)
_WORDS = re.compile(r"\S+(?: \S+)*")
_LINE = re.compile(rf"[-–+•] |[{CAPITAL}]|(?:%|20\d\d)$")
"""How a line of a cell begins that is not the rest of the one above."""
_DIGITS = re.compile(r"[\d.,\s≥≤><+=]+")
_SENTENCES = re.compile(rf"[^\W\d]{{2}}\. [{CAPITAL}]")
"""Of a line of prose beside what a page counts: ``…. Các sở xây dựng kế hoạch riêng. Print | 60619``."""
_RULE = re.compile(r" *:?-{2,}:? *")
_PART = re.compile(r"[-–+•] ?|(?:trong đó|gồm|bao gồm)\b")
"""How the label of a part begins, which stands after that of the whole."""
_PERCENT_UNIT = re.compile(
    r"^%$|(?:đơn vị(?: tính)?|đvt) ?:? ?(?:tỷ lệ )?%|^tỷ lệ \(?%\)?$|\((?:tỷ lệ )?%(?: [^()]*)?\)|, %$"
)


class Cell(NamedTuple):
    """Where a cell stands: the places of the other cells of its row, and what these and the heads say, folded.

    ``heads`` are those of its column, nearest first, ``units`` those of the row's labels, which may tell the unit
    or a bound of its figures, ``others`` those of all columns of values; ``labels`` stand before it in its
    row, ``after`` behind it. ``first`` is the first cell of the table; ``nobodys`` tells whether a figure there is
    of no row, but numbers it or compares others, ``is_parted`` whether signs part its column from the others of
    its table; else it is inferred.
    """

    row: list[int]
    heads: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    first: int = 0
    nobodys: bool = False
    is_parted: bool = False
    labels: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    in_percent: bool = False

    @property
    def head(self) -> str:
        """The heads of its column from the top."""
        return " ".join(reversed(self.heads))

    @property
    def measures(self) -> tuple[str, ...]:
        """The heads of its column that may say what is measured: not only when, or planned or reached."""
        return tuple(head for head in self.heads if not tells_kind(head) or _names_thing(head))


NO_CELL = Cell([])
"""Stands in outside of tables."""


def _names_thing(head: str) -> bool:
    """Tell whether a folded head that tells a kind names what is measured too: ``chỉ tiêu hồ sơ … năm 2024``."""
    return any(each.is_thing and each.value not in _KINDS for each in mentions(head))


class Tables:
    """The tables of a document: lines with ``|``, rows that number themselves, values side by side under heads."""

    def __init__(self, text: Text) -> None:
        self.cells = [text.words[start:end] for start, end in text.paragraphs]
        self.written = dict(_written(text, self.cells))
        self.numbers = self._numbers()
        for table in Unruled(self.cells, self.numbers, self.written).tables():
            self.written |= dict(_grid(self.cells, table, is_parted=False))
        self._placed = dict(self._flowing()) | self.written

    def before(self, at: int) -> list[str]:
        """Give what stands right before the written table of a cell, nearest first; nothing outside of such."""
        first = self.written[at].first if at in self.written else 0
        places = range(first - 1, max(-1, first - 1 - _CAPTIONS), -1)
        return [self.cells[place] for place in places if place not in self.written]

    def is_number(self, at: int) -> bool:
        """Tell whether a cell only numbers its row."""
        opens = at in self.written and min(self.written[at].row, default=0) > at
        return at in self.numbers or (opens and NUMBERED.fullmatch(self.cells[at]) is not None)

    def is_nobodys(self, at: int) -> bool:
        """Tell whether a cell is money, a row number, one of two under no heads, or names what follows it."""
        place = self.written.get(at)
        if place:
            is_bare = not place.heads and is_value(self.cells[at])
            is_beside = is_bare and any(is_value(self.cells[other]) for other in place.row)
            after = (find_numbers(fold(self.cells[other])) for other in place.row if other > at)
            names = any(after) and not find_numbers(fold(self.cells[at]))  # what the figures after it are of
            is_money = any(_MONEY.search(fold(words)) for words in self.before(at))
            return is_beside or names or is_money or place.nobodys
        near = [other for other in (at - 1, at, at + 1) if other in range(len(self.cells))]
        values = [other for other in near if other not in self.numbers and is_value(self.cells[other])]
        return at in values and len(values) > 1

    def cell(self, at: int) -> Cell | None:
        """Give where a paragraph stands in a table; None outside of tables, and for what only opens a row."""
        place = self._placed.get(at, NO_CELL)
        if min(place.row, default=at) >= at:
            return None
        words = [(other, fold(self.cells[other])) for other in place.row]
        judged = lists()["judged"]
        beside = [(other, label_of(cell)) for other, cell in words if not (cell in judged or _states(cell))]
        before = tuple(cell for other, cell in reversed(beside) if other < at)
        after = tuple(cell for other, cell in beside if other > at)
        around = (*before, *after, *place.heads, *place.units, *map(fold, self.before(at)))
        in_percent = any("%" in words and _PERCENT_UNIT.search(words) for words in around)
        return place._replace(labels=before, after=after, in_percent=in_percent)

    def _flowing(self) -> Iterator[tuple[int, Cell]]:
        """Give the place of each cell of numbered rows under no heads: up to the next, a heading, or long text."""
        for number, following in pairwise([*sorted(self.numbers), len(self.cells)]):
            is_last = following == len(self.cells) or self.cells[following].strip(".") == "1"
            stop = min(following, number + _WIDEST)
            ends = (
                end for end, cell in enumerate(self.cells[number + 2 : stop], number + 2)
                if cell.isupper() or len(cell) > LONGEST_CELL or (is_last and _OF_TEXT.match(cell))
            )  # fmt: skip
            row = range(number, next(ends, stop))
            yield from ((at, Cell([other for other in row if other != at])) for at in row[1:])

    def _numbers(self) -> set[int]:
        """Give the cells that number a row, each with the next one near it."""
        numbers, last = dict[int, int](), 0
        for at, cell in enumerate(self.cells):
            numbered = None if at in self.written else NUMBERED.fullmatch(cell)
            number = int(numbered[1]) if numbered else 0
            is_lost = number == last + _MOST_MISSED and f"{last + 1}" not in self.cells[at : at + _WIDEST]
            if number == 1 or (last and (number == last + 1 or is_lost)):  # a ``2`` alone numbers a page
                last = numbers[at] = number
        found: set[int] = set()
        for first, second in pairwise(numbers):
            headings = sum(_OF_TEXT.match(cell) is not None for cell in self.cells[first:second])  # of pages
            may_follow = numbers[second] > 1 or first in found  # the first row of the next part, else a page
            if may_follow and second - first <= _MOST_MISSED * _WIDEST and headings < _HEADINGS:
                found |= {first, second}
        return found


def _written(text: Text, words: Sequence[str]) -> Iterator[tuple[int, Cell]]:
    """Give the place of each cell of the tables that are written with ``|``, tabs or columns of spaces."""
    if not any(map(text.original.__contains__, ("|", "\t", "   "))):
        return
    begins = [text.span(start, start + 1)[0] for start, _ in text.paragraphs]
    table: Grid = []
    spans: list[list[tuple[int, int]]] = []
    opening, is_blank = "", False
    for match in _LINES.finditer(f"{text.original}\n."):
        offset, line, row = match.start(), match[0], Row()
        opening = opening if table else line
        is_parted = "|" in opening or "\t" in opening
        pieces = _pieces(line, opening, is_below=bool(table) and not is_parted)
        is_anew = is_blank and len(table) > 1 and _heads([line[slice(*each)] for each in pieces])
        if table and line.strip("-=_+ ") and (is_anew or not pieces):
            is_prose = len(table) == 1 and any(_SENTENCES.search(words[at]) for cell in table[0] for at in cell)
            grid = table if is_parted else _in_columns(table, spans)
            yield from () if is_prose else _grid(words, grid, is_parted)
            table, spans = [], []
        for piece in pieces:
            cell = line[slice(*piece)]
            if row and row[-1] and cell == SPANNED:
                row.append(row[-1])
            elif not cell.strip() or _RULE.fullmatch(cell):
                row.append([])
            else:
                row.append([*range(*(bisect_left(begins, offset + place) for place in piece))])
        if any(row):
            table.append(row)
            spans.append(pieces)
        is_blank = not line.strip()


def _heads(cells: list[str]) -> bool:
    """Tell whether the cells of a line are heads of columns, which open a table: several, and none a figure."""
    row = [fold(cell.strip()) for cell in cells]
    return sum(map(bool, row)) > 1 and not _states(row[0]) and not _holds_values(row)


def _in_columns(table: Grid, spans: Sequence[Sequence[tuple[int, int]]]) -> Grid:
    """Put the cells of lines that only spaces part under each other, by where they stand; beyond all if taken."""
    if len({*map(len, spans)}) == 1:
        return table
    columns: list[tuple[int, int]] = []
    for start, end in sorted({*chain(*spans)}, key=lambda span: (span[1] - span[0], span)):
        met = [column for column in columns if start < column[1] and column[0] < end]
        if len(met) <= 1:  # else it is a head over several
            widest = min([start, *(first for first, _ in met)]), max([end, *(last for _, last in met)])
            columns = [*(column for column in columns if column not in met), widest]
    placed: Grid = []
    for cells, pieces in zip(table, spans, strict=True):
        row: Row = []
        for first, last in sorted(columns):
            shared = [min(end, last) - max(start, first) for start, end in pieces]
            row.append(cells[shared.index(max(shared))] if max(shared) > 0 else [])
        placed.append([*row, *(cell for cell in cells if cell not in row)])
    return placed


def _pieces(line: str, opening: str, is_below: bool) -> list[tuple[int, int]]:
    """Give where the cells of a row begin and end; a mark at its begin is its edge if the ``opening`` has one."""
    if "|" not in line and is_aligned(line, is_below):
        return [piece.span() for piece in _WORDS.finditer(line)]
    mark = "|" if "|" in line else "\t"
    if not 1 <= line.count(mark) <= _LONGEST_ROW:
        return []
    ends = [at for at, letter in enumerate(line) if letter == mark]
    pieces = [*zip([0, *(end + 1 for end in ends)], [*ends, len(line)], strict=True)]
    is_edged = opening.lstrip().startswith("|") and line.lstrip().startswith(mark)
    return pieces[is_edged : len(pieces) - line.rstrip().endswith(mark)]


def _grid(printed: Sequence[str], table: Grid, is_parted: bool) -> Iterator[tuple[int, Cell]]:
    """Give the place of each cell of a table; where signs part its cells, a head reaches over empty ones."""
    words = {at: fold(printed[at]) for row in table for cell in row for at in cell}
    told = [(row, _by_lines(row, printed)) for row in table]
    untold = {at for row, parts in told if not parts for at in chain(*row) if is_value(printed[at])}
    table = [part for row, parts in told for part in parts or [row]]
    plain = [[" ".join(words[at] for at in cell) for cell in row] for row in table]
    is_label = [len(row) > 1 and [*filter(None, row)] == row[:1] for row in plain]  # ``A. CẤP TỈNH``
    begins = (at for at, row in enumerate(plain) if _holds_values(row) or (at and is_label[at]))
    headers = next(begins, len(table) - 1)
    columns = _columns(plain[:headers], max(map(len, table)), is_parted)
    width = max(map(len, table[:headers]), default=0)
    first = min(words)
    for row in table[:headers]:
        for cell in row:
            beside = {at for other in row if other is not cell for at in other}
            yield from ((at, Cell(sorted(beside), first=first, is_parted=is_parted)) for at in cell)
    valued = {at for row in plain[headers:] if len(row) > 1 for at, cell in enumerate(row) if is_value(cell)}
    others = tuple(head for column in sorted(valued) for head in columns[column][:1])
    compares = _compares([heads if column in valued else () for column, heads in enumerate(columns)])
    headed = {at for row in plain[:headers][:1] for at, head in enumerate(row) if head} & valued
    unclear = valued - headed if headed and not is_parted else set()  # a head above leaves them out
    shares = {at for row in plain[headers:] for at, cell in enumerate(row) if "%" in cell}
    kinds = [(columns[at], at in shares) for at in sorted(valued) if columns[at]]
    unclear |= {at for at in valued if kinds.count((columns[at], at in shares)) > 1}  # no head tells them apart
    charges = {column for column, heads in enumerate(columns) if not lists()["in_charge_head"].isdisjoint(heads)}
    body, above = table[headers:], Row()
    numbering = [row for row in body[:1] if _numbers_columns([words[cell[0]] for cell in row if cell])]
    bare = {at for at, cell in words.items() if is_value(cell) or _GROUP_NUMBER.fullmatch(cell)}
    opened = [[at for at, cell in enumerate(row) if cell and cell[0] not in bare] for row in body]
    for row, labels, led in zip(body, opened, _leads(body, opened, words, valued), strict=True):
        lacking = min(next((at for at, cell in enumerate(row) if cell), 0), len(above))
        above = [*above[:lacking], *row[lacking:]]  # one label over several rows
        units = tuple(head for at in labels for head in columns[at])
        is_dated = row[0] and not _TIMES.isdisjoint(columns[0]) and ROW_NUMBER.fullmatch(words[row[0][0]])
        barred = {*range(len(row))} if is_dated or row in numbering else compares | unclear
        for column, cell in enumerate(row):
            if not cell or (column and cell is row[column - 1]):
                continue
            beside = {
                at for other, each in enumerate(above) if each is not cell and other not in charges for at in each
            }
            heads = _joined([columns[at] for at in range(column, len(row)) if row[at] is cell])
            # else a cell may be left out, or this one be of all below a head
            is_sure = is_parted and len(row) == width and (not heads[1:] or row[column + 1 : column + 2] != [[]])
            numbers = (column == 0 and labels) or not _NUMBER_HEADS.isdisjoint(heads)
            for at in cell:
                nobodys = column in barred or at in untold or bool(numbers and ROW_NUMBER.fullmatch(words[at]))
                yield at, Cell(sorted({*beside, *led}), heads, units, others, first, nobodys, is_sure)


def _by_lines(row: Row, printed: Sequence[str]) -> list[Row]:
    """Give a row for each line of a row, with all of one line; none where no line tells whose its values are."""
    texts = [[printed[at] for at in cell] for cell in row]
    values = [each for each in texts if len(each) > 1 and all(map(is_value, each))]
    if not values:
        return [row]
    labels = [each for each in texts if len(each) > 1 and each not in values]
    forms = [[_DIGITS.sub("", line) for line in each] for each in values]
    # a share beside its fraction, or figures that tell their levels, may be of one label: they stay one row
    has_both = any({"%", "/"} <= {*each} for each in forms)
    lines = max(map(len, values))
    parts = [_on_lines(cell, each, lines, not at) for at, (cell, each) in enumerate(zip(row, texts, strict=True))]
    if labels and all(parts) and not has_both and not any(map(is_, row, row[1:])):
        return [[*part] for part in zip(*parts, strict=True)]
    repeats = any(len({*each}) < len(each) for each in forms)
    told = [(_names_thing(line), level_named(line) != "") for each in labels for line in map(fold, each)]
    return [] if repeats or any(sum(each) > 1 for each in zip(*told, strict=True)) else [row]


def _on_lines(cell: list[int], texts: list[str], lines: int, opens_row: bool) -> list[list[int]]:
    """Give what each line of a row has of a cell: all of one line, its line of as many, below one that leads."""
    are_values = all(map(is_value, texts))
    if len(cell) < 2:  # noqa: PLR2004
        return [cell] * lines if opens_row or not (cell and are_values) else []
    lead, rest = cell[:-lines], cell[-lines:]
    leads = not lead or (len(lead) == 1 and (texts[0].endswith(":") or all(map(_PART.match, texts[1:]))))
    begin = are_values or (all(map(_LINE.match, texts)) and not any(map(is_unfinished, texts[:-1])))
    return [[*lead, at] for at in rest] if len(rest) == lines and leads and begin else []


def _numbers_columns(row: Sequence[str]) -> bool:
    """Tell whether a row right below the heads only numbers the columns: ``a | b | 1 | 2 | 3 = 1/2``."""
    numbers = [match[1] for match in map(_COLUMN.fullmatch, row) if match]
    labels = len(row) - len(numbers)
    counted = [*"abcd"[:labels], *map(str, range(1, len(numbers) + 1))]
    return len(numbers) > 1 and [*row[:labels], *numbers] == counted


def _leads(
    body: Grid, opened: list[list[int]], words: Mapping[int, str], valued: Container[int]
) -> Iterator[list[int]]:
    """Give what each row hangs on: the last one that is only a label, of a part the last one that others split."""
    group, whole = list[int](), list[int]()
    is_numbered = False  # whether the group is a row like others: the next number ends it
    for row, labels in zip(body, opened, strict=True):
        opening = [words[cell[0]] for cell in row[: labels[0] + 1] if cell] if labels else []
        is_part = any(map(_PART.match, opening))
        if labels:
            is_empty = not any(row[at] for at in range(labels[0] + 1, len(row)) if at in valued)
            if is_empty or _GROUP_MARK.fullmatch(opening[0]):
                group, is_numbered = row[labels[0]], NUMBERED.fullmatch(opening[0]) is not None
            elif is_sum(opening[-1]) or (NUMBERED.fullmatch(opening[0]) and is_numbered):
                group = []
            whole = whole if is_part else row[labels[0]]
        yield [*group, *whole] if is_part else group


def _compares(columns: Sequence[tuple[str, ...]]) -> set[int]:
    """Give the columns that only compare: by their heads, or shares beside one of plans and one of results."""
    compared, others = tuple(cues()["compared"]), {*cues()["earlier"], *lists()["no_measure_head"]}
    opens = [head for heads in columns for head in heads]
    has_both = any(map(is_planned, opens)) and any(map(is_result, opens))
    found = {
        at for at, heads in enumerate(columns) for head in heads
        if (has_both and _RATIO.match(head)) or head.startswith(compared)
        or has_cue(head, "elsewhere") or _MONEY.search(head)
    }  # fmt: skip
    beside = {at for at, heads in enumerate(columns) if without_remark("".join(heads[:1])) in others}
    held = {at for at, heads in enumerate(columns) if heads}
    return found | beside if held - found - beside else found


@lru_cache(maxsize=1024)
def _states(cell: str) -> bool:
    """Tell whether a folded cell is a value or opens with one, such as ``85,2 điểm; hạng 30``."""
    return is_value(cell) or any(each.kind != "count" and each.start == 0 for each in find_numbers(cell)[:1])


def _holds_values(row: Sequence[str]) -> bool:
    """Tell whether a row is no head of a table: one of its cells states something, or its first one numbers it."""
    return any(map(_states, row[1:])) or any(map(_GROUP_NUMBER.fullmatch, row[:1]))


def _columns(header: list[list[str]], width: int, may_span: bool) -> list[tuple[str, ...]]:
    """Give the heads of each column from the bottom, each repeated over the columns that it reaches over."""
    spanned: list[list[str]] = []
    for row in header:
        own = row + [""] * (width - len(row))
        for column in range(1, width) if may_span and len(spanned) < len(header) - 1 else ():
            is_same = not spanned or spanned[-1][column] == spanned[-1][column - 1]
            own[column] = own[column] or (own[column - 1] if is_same else "")
        spanned.append(own)
    found = [tuple(dict.fromkeys(row[at] for row in reversed(spanned) if row[at])) for at in range(width)]
    for at, heads in enumerate(found):
        if at and heads and _PART.match(heads[0]) and heads[1:] == found[at - 1][1:]:
            found[at] = heads[0], *found[at - 1]  # ``Tiếp nhận | Trong đó trực tuyến``
    return found


def _joined(columns: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Give the heads of a cell that may reach over several columns: where these are levels, of all."""
    levels = [level_named(without_remark(heads[0])) for heads in columns if heads]
    return (", ".join(levels), *columns[0][1:]) if len(levels) > 1 and all(levels) else columns[0]
