"""Keeps of the body of a Word file, as it is parsed, what a reader of the printed page meets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cchc_analysis.read.grids import Cell, table_lines
from cchc_analysis.read.numbering import Numbering, Styles
from cchc_analysis.read.parts import Part
from cchc_analysis.read.signs import superscript

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = {"0", "false", "off"}
_NOTES = {"footnote", "endnote"}
_LONGEST_SPAN = 3  # digits


@dataclass
class _Paragraph:
    """A paragraph's text so far; ``kept`` is false in a cell that a merged one above covers.

    ``style``, ``number`` and ``level`` name its list, ``mark`` is the number or bullet that it has in it.
    """

    kept: bool
    pieces: list[str] = field(default_factory=list)
    style: str = ""
    number: str = ""
    level: str = ""
    mark: str = ""

    def text(self) -> str:
        words = "".join(self.pieces).strip()
        return f"{self.mark} {words}" if self.mark and words else words


@dataclass
class _Table:
    """A table so far: where its paragraphs begin, and of each cell of its rows where its own begin and end."""

    begin: int
    rows: list[list[_Span]] = field(default_factory=list)


@dataclass
class _Span:
    begin: int
    end: int
    columns: int = 1
    covered: bool = False


@dataclass
class _Run:
    """A run of one format: where in its paragraph it begins, and what its format says."""

    begin: int
    hidden: bool = False
    raised: bool = False


class Body(Part):
    """The paragraphs of a document or of its notes, in reading order.

    Examples
    --------
    >>> from lxml import etree
    >>> body = Body()
    >>> parser = etree.XMLParser(target=body)
    >>> parser.feed("<body><p><r><t>Kế hoạch</t></r><del><r><delText>cũ</delText></r></del>")
    >>> parser.feed("<ins><r><t> mới</t></r></ins></p></body>")
    >>> body.paragraphs()
    ['Kế hoạch mới']
    """

    def __init__(self, numbering: Numbering | None = None, styles: Styles | None = None) -> None:
        super().__init__()
        self.references: dict[tuple[str, str], int] = {}
        self.notes: dict[tuple[str, str], list[str]] = {}
        self._numbering, self._styles = numbering or Numbering(), styles or Styles()
        self._all: list[_Paragraph] = []
        self._open: list[_Paragraph] = []
        self._runs: list[_Run] = []
        self._tables: list[_Table] = []
        self._covered = [False]
        self._in_text = False
        self._note = ("", "")
        self._note_begin = 0

    def paragraphs(self) -> list[str]:
        """Give the text of every paragraph that has any."""
        return _texts(self._all)

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        value = attributes.get("val", "")
        if name == "p":
            paragraph = _Paragraph(kept=not self._covered[-1])
            self._all.append(paragraph)
            self._open.append(paragraph)
        elif name == "tbl":
            self._tables.append(_Table(len(self._all)))
        elif name == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif name == "tc":
            self._covered.append(self._covered[-1])
            if self._tables and self._tables[-1].rows:
                self._tables[-1].rows[-1].append(_Span(len(self._all), len(self._all)))
        elif name in {"vMerge", "hMerge"} and value != "restart":
            self._covered[-1] = True
            if self._tables and self._tables[-1].rows and self._tables[-1].rows[-1]:
                self._tables[-1].rows[-1][-1].covered = True
        elif name == "gridSpan" and self._tables and self._tables[-1].rows and self._tables[-1].rows[-1]:
            columns = int(value) if value.isdecimal() and len(value) <= _LONGEST_SPAN else 1
            self._tables[-1].rows[-1][-1].columns = max(1, columns)
        elif name in _NOTES:
            self._note_begin = len(self._all)
            self._note = (name, attributes.get("id", ""))
        elif self._open:
            self._opened_in_paragraph(name, value, attributes)

    def _opened_in_paragraph(self, name: str, value: str, attributes: Mapping[str, str]) -> None:
        pieces = self._open[-1].pieces
        if name == "r":
            self._runs.append(_Run(len(pieces)))
        elif name == "t":
            self._in_text = True
        elif name in _SIGNS:
            pieces.append(_SIGNS[name])
        elif name == "sym":
            pieces.append(_symbol(attributes.get("char", "")))
        elif name.removesuffix("Reference") in _NOTES:
            reference = (name.removesuffix("Reference"), attributes.get("id", ""))
            number = self.references.setdefault(reference, len(self.references) + 1)
            pieces.append(f"[{number}]")
        elif self._runs and name == "vanish":
            self._runs[-1].hidden = value not in _OFF
        elif self._runs and name == "vertAlign":
            self._runs[-1].raised = value == "superscript"

    def closed(self, name: str) -> None:
        """Take the end of an element."""
        if name == "p" and self._open:
            self._number(self._open.pop())
        elif name == "tc" and len(self._covered) > 1:
            self._covered.pop()
            if self._tables and self._tables[-1].rows and self._tables[-1].rows[-1]:
                self._tables[-1].rows[-1][-1].end = len(self._all)
        elif name == "tbl" and self._tables:
            self._close_table(self._tables.pop())
        elif name == "t":
            self._in_text = False
        elif name == "r" and self._runs and self._open:
            self._close_run(self._runs.pop(), self._open[-1].pieces)
        elif name in _NOTES:
            self.notes[self._note] = _texts(self._all[self._note_begin :])

    def in_properties(self, name: str, value: str) -> None:
        """Keep the style and the number of a paragraph."""
        if self._open:
            slot = {"pStyle": "style", "numId": "number", "ilvl": "level"}[name]
            setattr(self._open[-1], slot, value)

    def _number(self, paragraph: _Paragraph) -> None:
        """Give a paragraph the number or bullet that Word sets before it."""
        style = self._styles.of(paragraph.style)
        number, level = paragraph.number or style.number, paragraph.level or style.level or "0"
        if paragraph.kept and number and level.isdecimal() and len(level) == 1:
            paragraph.mark = self._numbering.mark(number, int(level))

    def _close_table(self, table: _Table) -> None:
        """Write a table as lines; within a cell, or where it only lays out the page, paragraph by paragraph."""
        cells = [
            [Cell([] if span.covered else _texts(self._all[span.begin : span.end]), span.columns) for span in row]
            for row in table.rows
        ]
        if self._tables:
            joined = [" ".join(text for cell in row for text in cell.paragraphs) for row in cells]
            self._all[table.begin :] = [_Paragraph(True, [words]) for words in joined if words]
        elif lines := table_lines(cells):
            self._all[table.begin :] = [_Paragraph(True, [lines])]

    def data(self, text: str) -> None:
        """Keep text where it is shown."""
        if self._in_text and not self._left and self._open:
            self._open[-1].pieces.append(text)

    @staticmethod
    def _close_run(run: _Run, pieces: list[str]) -> None:
        if run.hidden:
            del pieces[run.begin :]
        elif run.raised:
            raised = "".join(pieces[run.begin :])
            pieces[run.begin :] = [superscript("".join(pieces[max(0, run.begin - 4) : run.begin]), raised)]


def _texts(paragraphs: list[_Paragraph]) -> list[str]:
    return [text for paragraph in paragraphs if paragraph.kept and (text := paragraph.text())]


def _symbol(char: str) -> str:
    """Give the letter of a symbol font that a hexadecimal code names."""
    try:
        return chr(int(char, 16))
    except (ValueError, OverflowError):
        return ""
