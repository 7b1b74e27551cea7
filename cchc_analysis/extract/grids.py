"""Finds the tables of a text as grids: lines parted by signs or wide gaps, and cells that follow each other."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, takewhile

from cchc_analysis.catalog import fold, lists
from cchc_analysis.extract.cells import (
    GROUP_NUMBER,
    ROW_NUMBER,
    holds_values,
    is_head,
    is_planned,
    is_result,
    is_value,
    label_of,
)
from cchc_analysis.read.grids import SPANNED
from cchc_analysis.read.text import NUMBER_HEADS, Text, is_aligned

Row = list[list[int]]  # cells, each of paragraphs
Grid = list[Row]
Span = tuple[int, int]

_LINES, _WORDS = re.compile("^.*$", re.MULTILINE), re.compile(r"\S+(?: \S+)*")
_RULE = re.compile(r" *:?-{2,}:? *")
_SENTENCES = re.compile(r"[^\W\d]{2}\. [^\W\da-z]")  # of a line of prose beside what a page counts
_LONGEST_CELL, _LONGEST_HEAD = 400, 80  # letters
_LONGEST_ROW = 40  # cells of a written line; a longer one is no row
_WIDEST, _FARTHEST = 14, 28  # cells of a row that numbers itself, and from its number to the next
_MOST_LABELS = 3  # cells of such a row before its first value
_FROM_STUB, _HEADS = re.compile("[st][hkst]*$"), re.compile("[hkst]+$")
"""Heads as `_sign` tells them: from that of the labels on, else all."""


def grids(text: Text, cells: Sequence[str]) -> Iterator[tuple[Grid, bool]]:
    """Give the tables of a text, each cell by its paragraphs, and whether signs part their cells."""
    drawn = [*_in_lines(text, cells)]
    yield from drawn
    taken = {at for table, _ in drawn for row in table for cell in row for at in cell}
    rows = [*_numbered(cells, taken)]
    numbers = {row[0][0] for table in rows for row in table}
    for table in [*_alone(cells, taken, numbers), *rows]:
        places = {at for row in table for cell in row for at in cell}
        if taken.isdisjoint(places):
            yield table, False
            taken |= places


def _in_lines(text: Text, cells: Sequence[str]) -> Iterator[tuple[Grid, bool]]:
    """Give the tables written with ``|``, tabs or columns of spaces, and whether signs part their cells."""
    if not any(map(text.original.__contains__, ("|", "\t", "   "))):
        return
    begins = [text.span(start, start + 1)[0] for start, _ in text.paragraphs]
    table: Grid = []
    spans: list[list[Span]] = []
    opening, is_blank = "", False
    for match in _LINES.finditer(f"{text.original}\n."):
        line, row = match[0], Row()
        opening = opening if table else line
        is_parted = "|" in opening or "\t" in opening
        pieces = _pieces(line, opening, is_below=bool(table) and not is_parted)
        printed = [fold(line[slice(*piece)].strip()) for piece in pieces] if is_blank and len(table) > 1 else []
        is_anew = sum(map(bool, printed)) > 1 and not holds_values(printed)  # other heads
        if table and line.strip("-=_+ ") and (is_anew or not pieces):
            if len(table) > 1 or not any(_SENTENCES.search(cells[at]) for cell in table[0] for at in cell):
                yield table if is_parted else _in_columns(table, spans), is_parted
            table, spans = [], []
        for start, end in pieces:
            places = range(bisect_left(begins, match.start() + start), bisect_left(begins, match.start() + end))
            is_spanned = row and line[start:end] == SPANNED
            row.append(row[-1] if is_spanned else [] if _RULE.fullmatch(line, start, end) else [*places])
        if any(row):
            table.append(row)
            spans.append(pieces)
        is_blank = not line.strip()


def _in_columns(table: Grid, spans: list[list[Span]]) -> Grid:
    """Put the cells of lines that only spaces part under those of the fullest line; beyond all if under none."""
    columns, grid = max(spans, key=len), list[Row]()
    for cells, pieces in zip(table, spans, strict=True):
        shared = [[min(end, last) - max(start, first) for start, end in pieces] for first, last in columns]
        row = [cells[each.index(max(each))] if max(each) > 0 else [] for each in shared]
        grid.append([*row, *(cell for cell in cells if cell not in row)] if len(cells) < len(columns) else cells)
    return grid


def _pieces(line: str, opening: str, is_below: bool) -> list[Span]:
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


def _alone(cells: Sequence[str], taken: Collection[int], numbers: Collection[int]) -> Iterator[Grid]:
    """Give the tables of which each cell is a paragraph, told by the regularity of their rows.

    Each cell is a sign, so that a row is a pattern of signs; ``numbers`` are the cells that number rows.
    """
    signs = "".join("." if at in taken else _sign(cell) for at, cell in enumerate(cells))
    done = 0
    for first_value in re.finditer("[nv]", signs):
        at = first_value.start()
        if at < done or cells[at].strip("0.") == "1":  # ``1.`` numbers a row
            continue
        for labels in range(1, min(at - done, _MOST_LABELS) + 1):
            heads = _heads(signs, done, at - labels)
            rows = _rows(signs, at - labels, labels, len(heads))
            if rows and _bear_out(cells, signs, heads[labels:], rows, numbers):
                yield [heads, *rows]
                done = rows[-1][-1][0] + 1
                break


def _sign(cell: str) -> str:
    """Tell what a paragraph may be in a table: a value or a number, a head of some kind, a label, or nothing."""
    folded = fold(cell)
    if len(cell) > _LONGEST_CELL:
        return "."
    if is_value(cell):
        return "n" if ROW_NUMBER.fullmatch(cell) else "v"
    if cell[0] == "(" and GROUP_NUMBER.fullmatch(folded):
        return "c"  # under a head, for those who quote the column: ``(3)``, ``(4)=(3)/(2)``
    if len(cell) > _LONGEST_HEAD or cell[-1] in ".;:," or label_of(folded) != folded:
        return "l"
    if cell in NUMBER_HEADS:
        return "t"
    return "s" if folded in lists()["label_head"] else "k" if is_head(folded) else "h"


def _heads(signs: str, done: int, first: int) -> Row:
    """Give the heads that stand before rows, from that of the labels on; numbers of rows have one, too."""
    below = done + len(signs[done:first].rstrip("c"))
    run = _FROM_STUB.search(signs, done, below) or _HEADS.search(signs, done, below)
    fits = run and (signs[first] == "n") == (run[0][0] == "t")
    return [[at] for at in range(run.start(), below)] if run and fits else []


def _rows(signs: str, first: int, labels: int, width: int) -> Grid:
    """Give the rows like the first one, of which labels may be left out that hold for several rows."""
    own = ["n" if sign == "n" else "[^.nv]" for sign in signs[first : first + labels]]
    values = "".join("[nv]" if sign in "nv" else "[^.]" for sign in signs[first + labels : first + width])
    shorter = "".join(f"|(?=k){''.join(own[lost:])}{values}" for lost in range(1, labels))
    row = re.compile("".join(own) + values + shorter)
    rows: Grid = []
    while labels < width and (match := row.match(signs, first)):
        rows.append([*[[]] * (width - len(match[0])), *([at] for at in range(*match.span()))])
        first = match.end()
    return rows


def _bear_out(cells: Sequence[str], signs: str, heads: Row, rows: Grid, numbers: Collection[int]) -> bool:
    """Tell whether heads and rows bear each other out.

    Only known heads may stand over a single row; no value is left behind the last one; no column of values
    numbers the rows, as it does where they begin elsewhere.
    """
    words = [" ".join(fold(cells[at]) for at in head) for head in heads]
    are_known = all(is_head(head) or is_planned(head) or is_result(head) for head in words)
    columns = [{*chain(*column)} for column in zip(*rows, strict=True)][-len(heads) :]
    is_cut = signs.startswith("v", rows[-1][-1][0] + 1)
    return (
        len({*words}) == len(words)
        and not is_cut
        and len(rows) > (not are_known)
        and not any(column.issubset(numbers) for column in columns)
    )


def _numbered(cells: Sequence[str], taken: Collection[int]) -> Iterator[Grid]:
    """Give the tables whose rows number themselves: each up to the next one, a heading, or long text."""
    opened: list[int] = []
    for at, cell in [*enumerate(cells), (len(cells), "1")]:
        number = cell if at not in taken else ""
        if opened and number == f"{len(opened) + 1}" and at - opened[-1] <= _FARTHEST:
            opened.append(at)
        elif number == "1":
            stops = [*opened[1:], at]
            rows = (range(first, min(first + _WIDEST, stop)) for first, stop in zip(opened, stops, strict=True))
            if len(opened) > 1:
                yield [[[at] for at in takewhile(lambda at: _is_cell(cells[at]), row)] for row in rows]
            opened = [at]


def _is_cell(words: str) -> bool:
    return not words.isupper() and len(words) <= _LONGEST_CELL
