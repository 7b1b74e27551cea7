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
from cchc_analysis.extract.grids import Grid, Row, grids
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
    """What the cell of a table is of, folded.

    ``heads`` are those of its column, nearest first, ``labels`` stand before it in its row, nearest first too,
    ``after`` behind it; ``units`` are the heads of the labels, which may tell the unit or a bound of its figures,
    ``others`` those of all columns of values. ``before`` is what stands before the table, as printed. It ``opens``
    its row where nothing stands before it, and ``numbers`` it where it is no more than that; a figure that is
    ``nobodys`` is of no row, but compares others or names what follows. ``is_parted`` tells whether signs part its
    column from the others; else it is inferred.
    """

    before: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    opens: bool = True
    numbers: bool = False
    nobodys: bool = False
    is_parted: bool = False

    @property
    def head(self) -> str:
        """The heads of its column from the top."""
        return " ".join(reversed(self.heads))

    @property
    def measures(self) -> tuple[str, ...]:
        """The heads of its column that may say what is measured: not only when, or planned or reached."""
        return tuple(head for head in self.heads if not tells_kind(head))

    @property
    def in_percent(self) -> bool:
        """Whether its row, its column or its table is said to be in percent."""
        around = (*self.labels, *self.after, *self.heads, *self.units, *map(fold, self.before))
        return any(map(_PERCENT_UNIT.search, around))


NO_CELL = Cell()
"""Stands in outside of tables."""


class Tables:
    """The tables of a document: lines whose cells are parted, values side by side, rows that number themselves."""

    def __init__(self, text: Text) -> None:
        self.cells = [text.words[start:end] for start, end in text.paragraphs]
        found = [
            ([part for row in grid for part in _by_lines(row, self.cells)], is_parted)
            for grid, is_parted in grids(text, self.cells)
        ]
        self.written: dict[int, Cell] = {}
        inside = [{at for row in grid for cell in row for at in cell} for grid, _ in found]
        taken = set[int]().union(*inside)
        for (grid, is_parted), places in zip(found, inside, strict=True):
            first = min(places, default=0)
            near = range(first - 1, max(-1, first - 1 - _CAPTIONS), -1)
            before = tuple(self.cells[at] for at in near if at not in taken)
            self.written |= _placed(self.cells, grid, Cell(before, is_parted=is_parted))

    def place(self, at: int) -> Cell:
        """Give what a paragraph is of in a table, also where it only opens a row; `NO_CELL` outside of tables."""
        return self.written.get(at, NO_CELL)

    def is_nobodys(self, at: int) -> bool:
        """Tell whether the figure of a cell is nobody's, or one of two values side by side in no table."""
        if at in self.written:
            return self.written[at].nobodys
        return is_value(self.cells[at]) and sum(map(is_value, self.cells[max(0, at - 1) : at + 2])) > 1

    def cell(self, at: int) -> Cell | None:
        """Give what a paragraph is of in a table; None outside of tables, and for what only opens a row."""
        return None if self.place(at).opens else self.place(at)


def _placed(printed: Sequence[str], grid: Grid, table: Cell) -> Iterator[tuple[int, Cell]]:
    """Give each cell of a table, with what holds for all of them, what it is of."""
    plain = [[" ".join(fold(printed[at]) for at in cell) for cell in row] for row in grid]
    top = next((at for at, row in enumerate(plain) if holds_values(row)), len(plain) - 1)
    yield from ((at, table) for row in grid[:top] for cell in row for at in cell)
    columns = _columns(plain[:top], max(map(len, grid)), table.is_parted)
    valued = sorted({at for row in plain[top:] for at, cell in enumerate(row) if is_value(cell)})
    table = table._replace(others=tuple(head for column in valued for head in columns[column][:1]))
    is_money = any(_MONEY.search(fold(words)) for words in table.before)
    barred = {*range(len(columns))} if is_money else _barred(columns, valued, plain[top:], table.is_parted)
    charges = {at for at, heads in enumerate(columns) if not lists()["in_charge_head"].isdisjoint(heads)}
    width = max(map(len, grid[:top]), default=0)
    above = Row()
    for row, labels, led in [*_led(grid, plain, valued)][top:]:
        lacking = min(next((at for at, cell in enumerate(row) if cell), 0), len(above))
        above = [*above[:lacking], *row[lacking:]]  # one label over several rows
        near = {*led, *chain(*(cell for at, cell in enumerate(above) if at not in charges))}
        units = tuple(head for at in labels for head in columns[at])
        cells = list[tuple[list[int], Cell]]()
        for column, cell in enumerate(row):
            if cell and not (column and cell is row[column - 1]):
                heads = _joined([columns[at] for at in range(column, len(row)) if row[at] is cell])
                # else a cell may be left out, or this one be of all below a head
                is_sure = len(row) == width and (not heads[1:] or row[column + 1 : column + 2] != [[]])
                own = table._replace(heads=heads, units=units, is_parted=table.is_parted and is_sure)
                may_number = column == 0 or not _NUMBER_HEADS.isdisjoint(heads)
                numbers = may_number and all(ROW_NUMBER.fullmatch(printed[at]) for at in cell)
                # a row without a label numbers the columns
                is_barred = numbers or column in barred or not (labels or lacking)
                cells.append((cell, own._replace(numbers=numbers, nobodys=is_barred)))
        yield from _beside(printed, cells, sorted(near))


def _beside(
    printed: Sequence[str], row: list[tuple[list[int], Cell]], near: list[int]
) -> Iterator[tuple[int, Cell]]:
    """Give the cells of a row with what those beside them say; one of two values under no heads is nobody's."""
    words = [(at, fold(printed[at])) for at in near]
    said = [(at, label_of(cell)) for at, cell in words if not (cell in lists()["judged"] or states(cell))]
    numbers = {at for cell, place in row if place.numbers for at in cell}
    figures = [at for at, cell in words if find_numbers(cell) and at not in numbers]
    values = [at for at in near if is_value(printed[at]) and at not in numbers]
    for cell, place in row:
        for at in cell:
            is_one = at in values and len(values) > 1 and not place.heads
            names = at not in (*figures, *values) and figures[-1:] > [at]  # what the figures after it are of
            labels = tuple(label for other, label in reversed(said) if other < at and other not in cell)
            after = tuple(label for other, label in said if other > at and other not in cell)
            opens, nobodys = near[:1] >= [at] or near[:1] == cell[:1], place.nobodys or is_one or names
            yield at, place._replace(labels=labels, after=after, opens=opens, nobodys=nobodys)


def _by_lines(row: Row, printed: Sequence[str]) -> list[Row]:
    """Give a row for each line of cells that have as many; else several values in a cell are of no row."""
    lines = [[printed[at] for at in cell] for cell in row]
    are_values = [at > 0 and bool(each) and all(map(is_value, each)) for at, each in enumerate(lines)]
    values = [each for each, is_valued in zip(lines, are_values, strict=True) if is_valued]
    labels = [each for each, is_valued in zip(lines, are_values, strict=True) if not is_valued and len(each) > 1]
    are_apart = all(len({line.strip(_OF_FIGURES) for line in each}) == len(each) for each in values)
    if all(len(each) == 1 for each in values) or (are_apart and not labels):
        return [row]  # ``Cấp tỉnh 90%``, a share beside its fraction
    are_lines = all(all(map(_LINE.match, each)) and not any(map(is_unfinished, each[:-1])) for each in labels)
    if labels and are_lines and len({*map(len, values + labels)}) == 1 and not are_apart:
        return [[cell[at : at + 1] if len(cell) > 1 else cell for cell in row] for at in range(len(labels[0]))]
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
