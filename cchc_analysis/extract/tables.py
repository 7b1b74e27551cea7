"""Lays the tables of a document out as grids, so that every cell knows its row and the heads of its column."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from cchc_analysis.catalog import cues, fold, lists
from cchc_analysis.extract.analysis import has_cue
from cchc_analysis.extract.cells import (
    GROUP_NUMBER,
    ROW_NUMBER,
    holds_values,
    is_planned,
    is_result,
    is_sum,
    is_value,
    label_of,
    level_named,
    states,
    tells_kind,
    without_remark,
)
from cchc_analysis.extract.grids import Grid, Row, alone, in_lines, numbered
from cchc_analysis.extract.numbers import find_numbers
from cchc_analysis.read.text import NUMBER_HEADS, Text, is_unfinished
from cchc_analysis.rewriting import CAPITAL

_CAPTIONS = 3  # paragraphs before a table
_MONEY = re.compile(r"(?:\(|đơn vị(?: tính)?:? |đvt:? )(?:triệu|tỷ|nghìn) đồng\)?$")
_RATIO = re.compile(r"(?:đạt )?(?:tỷ lệ|\(?%|so)|.* so với (?:kế hoạch|chỉ tiêu|mục tiêu)|đạt$|mức độ")
_NUMBER_HEADS = frozenset(map(fold, NUMBER_HEADS))
_LINE = re.compile(rf"[-–+•] |[{CAPITAL}]|(?:%|20\d\d)$")
"""How a line of a cell begins that is not the rest of the one above."""
_OF_FIGURES = "0123456789.,%≥≤><+=–- "
_PART = re.compile(r"[-–+•] ?|(?:trong đó|gồm|bao gồm)\b")
"""How the label of a part begins, which stands after that of the whole."""
_PERCENT_UNIT = re.compile(r"(?:^|đơn vị(?: tính)?|đvt|[(,])[: ]*(?:tỷ lệ )?\(?%(?:$|[ ).;])")


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
        return tuple(head for head in self.heads if not tells_kind(head))


NO_CELL = Cell([])
"""Stands in outside of tables."""


class Tables:
    """The tables of a document: lines whose cells are parted, values side by side, rows that number themselves."""

    def __init__(self, text: Text) -> None:
        self.cells = [text.words[start:end] for start, end in text.paragraphs]
        self.written: dict[int, Cell] = {}
        for table, is_parted in in_lines(text, self.cells):
            self.written |= _placed(self.cells, table, is_parted)
        rows = [*numbered(self.cells, self.written)]
        numbers = {row[0][0] for table in rows for row in table}
        for table in [*alone(self.cells, self.written, numbers), *rows]:
            if table[0][0][0] not in self.written:
                self.written |= _placed(self.cells, table, is_parted=False)

    def before(self, at: int) -> list[str]:
        """Give what stands right before the table of a cell, nearest first; nothing outside of such."""
        first = self.written[at].first if at in self.written else 0
        places = range(first - 1, max(-1, first - 1 - _CAPTIONS), -1)
        return [self.cells[place] for place in places if place not in self.written]

    def is_number(self, at: int) -> bool:
        """Tell whether a cell only numbers its row."""
        opens = at in self.written and min(self.written[at].row, default=0) > at
        return opens and ROW_NUMBER.fullmatch(self.cells[at]) is not None

    def is_nobodys(self, at: int) -> bool:
        """Tell whether a cell is money, a row number, one of two under no heads, or names what follows it."""
        place = self.written.get(at)
        if place is None:
            near = self.cells[max(0, at - 1) : at + 2]
            return is_value(self.cells[at]) and sum(map(is_value, near)) > 1
        beside = [self.cells[other] for other in place.row if not self.is_number(other)]
        is_beside = not place.heads and is_value(self.cells[at]) and any(map(is_value, beside))
        after = (find_numbers(fold(self.cells[other])) for other in place.row if other > at)
        names = any(after) and not find_numbers(fold(self.cells[at]))  # what the figures after it are of
        return is_beside or names or place.nobodys or any(_MONEY.search(fold(words)) for words in self.before(at))

    def cell(self, at: int) -> Cell | None:
        """Give where a paragraph stands in a table; None outside of tables, and for what only opens a row."""
        place = self.written.get(at, NO_CELL)
        if min(place.row, default=at) >= at:
            return None
        words = [(other, fold(self.cells[other])) for other in place.row]
        judged = lists()["judged"]
        beside = [(other, label_of(cell)) for other, cell in words if not (cell in judged or states(cell))]
        before = tuple(cell for other, cell in reversed(beside) if other < at)
        after = tuple(cell for other, cell in beside if other > at)
        around = (*before, *after, *place.heads, *place.units, *map(fold, self.before(at)))
        in_percent = any(map(_PERCENT_UNIT.search, around))
        return place._replace(labels=before, after=after, in_percent=in_percent)


def _placed(printed: Sequence[str], table: Grid, is_parted: bool) -> Iterator[tuple[int, Cell]]:
    """Give the place of each cell of a table; where signs part its cells, a head reaches over empty ones."""
    table = [part for row in table for part in _by_lines(row, printed)]
    plain = [[" ".join(fold(printed[at]) for at in cell) for cell in row] for row in table]
    headers = next((at for at, row in enumerate(plain) if holds_values(row)), len(table) - 1)
    columns = _columns(plain[:headers], max(map(len, table)), is_parted)
    width = max(map(len, table[:headers]), default=0)
    first = min(at for row in table for cell in row for at in cell)
    for row in table[:headers]:
        for cell in row:
            others = sorted({at for other in row if other is not cell for at in other})
            yield from ((at, Cell(others, first=first, is_parted=is_parted)) for at in cell)
    valued = sorted({at for row in plain[headers:] for at, cell in enumerate(row) if is_value(cell)})
    of_values = tuple(head for column in valued for head in columns[column][:1])
    barred = _barred(columns, valued, plain[headers:], is_parted)
    charges = {column for column, heads in enumerate(columns) if not lists()["in_charge_head"].isdisjoint(heads)}
    above = Row()
    for row, labels, led in [*_led(table, plain, valued)][headers:]:
        lacking = min(next((at for at, cell in enumerate(row) if cell), 0), len(above))
        above = [*above[:lacking], *row[lacking:]]  # one label over several rows
        units = tuple(head for at in labels for head in columns[at])
        for column, cell in enumerate(row):
            if not cell or (column and cell is row[column - 1]):
                continue
            around = (each for at, each in enumerate(above) if each is not cell and at not in charges)
            beside = sorted({*led, *chain(*around)})
            heads = _joined([columns[at] for at in range(column, len(row)) if row[at] is cell])
            # else a cell may be left out, or this one be of all below a head
            is_sure = is_parted and len(row) == width and (not heads[1:] or row[column + 1 : column + 2] != [[]])
            numbers = column == 0 or not _NUMBER_HEADS.isdisjoint(heads)
            is_barred = column in barred or not (labels or lacking)  # a row without a label numbers the columns
            for at in cell:
                nobodys = is_barred or (numbers and ROW_NUMBER.fullmatch(printed[at]) is not None)
                yield at, Cell(beside, heads, units, of_values, first, nobodys, is_sure)


def _by_lines(row: Row, printed: Sequence[str]) -> list[Row]:
    """Give a row for each line of cells that have as many; else several values in a cell are of no row."""
    texts = [[printed[at] for at in cell] for cell in row]
    are_values = [at > 0 and bool(each) and all(map(is_value, each)) for at, each in enumerate(texts)]
    several = [(each, is_valued) for each, is_valued in zip(texts, are_values, strict=True) if len(each) > 1]
    values = [each for each, is_valued in several if is_valued]
    labels = [each for each, is_valued in several if not is_valued]
    are_apart = all(len({line.strip(_OF_FIGURES) for line in each}) == len(each) for each in values)
    if not values or (are_apart and not labels):  # ``Cấp tỉnh 90%``, a share beside its fraction
        return [row]
    lines = {len(each) for each, is_valued in zip(texts, are_values, strict=True) if is_valued or len(each) > 1}
    are_lines = all(all(map(_LINE.match, each)) and not any(map(is_unfinished, each[:-1])) for each in labels)
    if labels and are_lines and len(lines) == 1 and not are_apart:
        return [[cell[at : at + 1] if len(cell) > 1 else cell for cell in row] for at in range(*lines)]
    return [[[] if is_valued else cell for cell, is_valued in zip(row, are_values, strict=True)]]


def _led(table: Grid, plain: list[list[str]], valued: list[int]) -> Iterator[tuple[Row, list[int], list[int]]]:
    """Give each row, where its labels stand, and what it hangs on.

    That is the last one that is only a label, of a part also the last one that others split.
    """
    group, whole = list[int](), list[int]()
    is_numbered = False  # whether the group is a row like others: the next number ends it
    for row, words in zip(table, plain, strict=True):
        values = [bool(at and is_value(cell)) for at, cell in enumerate(words)]
        labels = [at for at, cell in enumerate(words) if cell and not (values[at] or GROUP_NUMBER.fullmatch(cell))]
        opening = [*filter(None, words[: labels[0] + 1])] if labels else [""]
        is_part, number = any(map(_PART.match, opening)), opening[0].strip(".").isdigit()
        if labels and not any(words[at] for at in valued if labels[0] < at < len(row)):
            group, is_numbered = row[labels[0]], number
        elif labels and (is_sum(opening[-1]) or (number and is_numbered)):
            group = []
        whole = row[labels[0]] if labels and not is_part else whole
        yield row, labels, [*group, *whole] if is_part else group


def _barred(columns: list[tuple[str, ...]], valued: list[int], body: list[list[str]], is_parted: bool) -> set[int]:
    """Give the columns whose values are nobody's: they only compare, or no head tells them from others."""
    compared, others = tuple(cues()["compared"]), {*cues()["earlier"], *lists()["no_measure_head"]}
    opens = [head for at in valued for head in columns[at]]
    has_both = any(map(is_planned, opens)) and any(map(is_result, opens))
    found = {
        at for at in valued for head in columns[at]
        if (has_both and _RATIO.match(head)) or head.startswith(compared)
        or has_cue(head, "elsewhere") or _MONEY.search(head)
    }  # fmt: skip
    beside = {at for at in valued if without_remark("".join(columns[at][:1])) in others}
    if any(columns[at] for at in {*valued} - found - beside):
        found |= beside
    shares = {at for row in body for at, cell in enumerate(row) if "%" in cell}
    kinds = [(columns[at], at in shares) for at in valued]
    alike = {at for at in valued if columns[at] and kinds.count((columns[at], at in shares)) > 1}
    most = max((len(columns[at]) for at in valued), default=0)
    lacking = {at for at in valued if len(columns[at]) < most and not is_parted}  # a head above leaves them out
    return found | alike | lacking


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
