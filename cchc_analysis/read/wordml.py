"""Listens to the XML of a Word file as it is parsed and keeps what a reader of the printed page meets.

No tree is built, so memory holds the text alone, however deep or long the XML.
Elements are told by their local name: the strict and the usual form of the format differ in their namespaces only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.signs import superscript

MOST_ELEMENTS = 3_000_000

# Deleted text, field codes, properties of anything but a run, and the second form of a drawing for old programs.
_LEFT_OUT = {"del", "moveFrom", "instrText", "pPr", "sectPr", "sdtPr", "tblPr", "trPr", "Fallback"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = {"0", "false", "off"}
_NOTES = {"footnote", "endnote"}


class Part:
    """A part of a Word file; subclasses say in `opened`, `closed` and `data` what they keep."""

    def __init__(self) -> None:
        self._elements = 0
        self._left_out = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise UnreadableError(
                f"the Word file holds more than {MOST_ELEMENTS} elements; split it and try again"
            )
        name = _local(tag)
        if self._left_out or name in _LEFT_OUT or name.endswith("PrChange"):
            self._left_out += 1
        else:
            self.opened(name, {_local(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._left_out:
            self._left_out -= 1
        else:
            self.closed(_local(tag))

    def doctype(self, *_: object) -> None:
        """Refuse a document type: Word writes none, and entities are how XML is made to attack."""
        raise UnreadableError("the Word file holds a document type (DTD); save it anew with Word and try again")

    def close(self) -> None:
        """Take the end of the part."""

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element that is not left out."""

    def closed(self, name: str) -> None:
        """Take the end of an element that is not left out."""

    def data(self, text: str) -> None:
        """Take text."""


class Relations(Part):
    """The parts that a part is related to: the last word of the relation's kind, and the target."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Keep a relation to a part inside the file."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets.setdefault(kind, attributes.get("Target", ""))


@dataclass
class _Paragraph:
    """A paragraph's text so far; ``kept`` is false in a cell that a merged one above covers."""

    kept: bool
    pieces: list[str] = field(default_factory=list)

    def text(self) -> str:
        return "".join(self.pieces).strip()


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

    def __init__(self) -> None:
        super().__init__()
        self.references: dict[tuple[str, str], int] = {}
        self.notes: dict[tuple[str, str], list[str]] = {}
        self._all: list[_Paragraph] = []
        self._open: list[_Paragraph] = []
        self._runs: list[_Run] = []
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
        elif name == "tc":
            self._covered.append(self._covered[-1])
        elif name in {"vMerge", "hMerge"} and value != "restart":
            self._covered[-1] = True
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
            self._open.pop()
        elif name == "tc" and len(self._covered) > 1:
            self._covered.pop()
        elif name == "t":
            self._in_text = False
        elif name == "r" and self._runs and self._open:
            self._close_run(self._runs.pop(), self._open[-1].pieces)
        elif name in _NOTES:
            self.notes[self._note] = _texts(self._all[self._note_begin :])

    def data(self, text: str) -> None:
        """Keep text where it is shown."""
        if self._in_text and not self._left_out and self._open:
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


def _local(name: str) -> str:
    return name.rpartition("}")[2]
