"""Turns a Word file (.docx) into its text, as a reader of the printed page meets it."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from cchc_analysis.read.grids import Cell, span, table_texts
from cchc_analysis.read.numbering import Numbering
from cchc_analysis.read.package import Package, attribute, local
from cchc_analysis.read.signs import plain_symbols, superscript

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Deleted text, field codes, properties, and the second form of a drawing for old programs.
_LEFT_OUT = {"del", "moveFrom", "instrText", "pPr", "rPr", "sectPr", "sdtPr", "tblPr", "trPr", "tcPr", "Fallback"}
_GONE = "vanish", "strike", "dstrike"
"""What marks a run as hidden or struck through."""
_BLOCKS = {"p", "tbl", "txbxContent"}


def read_docx(raw: bytes) -> str:
    """Read the bytes of a Word file.

    A paragraph is one line, a blank line between two; a table is a line a row, ``|`` between its cells. Notes
    follow at the end as ``[1] text``. What is deleted, hidden or struck is left out, and so are headers and
    footers. The numbers and bullets that Word sets by itself are counted and written.
    """
    package = Package(raw)
    main = package.main()
    related = package.related(main)

    def part(kind: str) -> Any:
        return package.parse(related.get(kind, f"word/{kind}.xml"))

    numbering = Numbering(part("numbering"), part("styles"))
    body = _Body(numbering)
    paragraphs = body.texts(package.parse(main))
    notes = {
        (kind, attribute(note, name="id")): " ".join(_Body(numbering).texts(note))
        for kind in {kind for kind, _ in body.references}
        for note in _nearest(part(f"{kind}s"), kind)
    }
    said = ((number, notes.get(reference)) for reference, number in body.references.items())
    return plain_symbols("\n\n".join([*paragraphs, *(f"[{number}] {words}" for number, words in said if words)]))


class _Body:
    """Reads the body of a document, or a note, in reading order; counts lists and references as it goes."""

    def __init__(self, numbering: Numbering) -> None:
        self.references: dict[tuple[str, str | None], int] = {}
        self._numbering = numbering

    def texts(self, block: Any) -> list[str]:
        """Give the paragraphs of a block that have any text."""
        name = local(block.tag)
        if name in _LEFT_OUT:
            return []
        if name == "p":
            return self._paragraph(block)
        if name == "tbl":
            return table_texts([self._row(row) for row in _nearest(block, "tr")])
        return [text for child in block for text in self.texts(child)]

    def _row(self, row: Any) -> list[Cell]:
        before = attribute(row, "trPr/gridBefore")  # columns that the row leaves out
        lacking = [Cell([], span(before))] * (before not in (None, "0"))
        return lacking + [self._cell(cell) for cell in _nearest(row, "tc")]

    def _cell(self, cell: Any) -> Cell:
        merges = (cell.find(f"{{*}}tcPr/{{*}}{kind}") for kind in ("vMerge", "hMerge"))
        is_covered = any(merge is not None and attribute(merge) != "restart" for merge in merges)
        paragraphs = [] if is_covered else [text for block in cell for text in self.texts(block)]
        return Cell(paragraphs, span(attribute(cell, "tcPr/gridSpan")))

    def _paragraph(self, paragraph: Any) -> list[str]:
        """Give a paragraph with its number, and the text boxes that hang on it."""
        pieces: list[str] = []
        boxes: list[Any] = []
        self._read(paragraph, pieces, boxes)
        mark, words = self._numbering.mark(paragraph), "".join(pieces).strip()
        texts = [f"{mark} {words}" if mark else words] if words else []
        return texts + [text for box in boxes for text in self.texts(box)]

    def _read(self, element: Any, pieces: list[str], boxes: list[Any]) -> None:
        for child in element:
            name = local(child.tag)
            if name in _BLOCKS:
                boxes.append(child)
            elif name == "r":
                self._run(child, pieces, boxes)
            elif name == "t":
                pieces.append(child.text or "")
            elif name == "sym":
                with suppress(ValueError, OverflowError):  # a code that is none
                    pieces.append(chr(int(attribute(child, name="char") or "", 16)))
            elif name in _SIGNS:
                pieces.append(_SIGNS[name])
            elif name.removesuffix("Reference") in ("endnote", "footnote"):
                reference = name.removesuffix("Reference"), attribute(child, name="id")
                pieces.append(f"[{self.references.setdefault(reference, len(self.references) + 1)}]")
            elif name not in _LEFT_OUT:
                self._read(child, pieces, boxes)

    def _run(self, run: Any, pieces: list[str], boxes: list[Any]) -> None:
        begin = len(pieces)
        self._read(run, pieces, boxes)
        marks = (run.find(f"{{*}}rPr/{{*}}{kind}") for kind in _GONE)
        if any(mark is not None and attribute(mark) not in ("0", "false", "off") for mark in marks):
            del pieces[begin:]
        elif attribute(run, "rPr/vertAlign") == "superscript":
            before, raised = pieces[max(0, begin - 4) : begin], pieces[begin:]
            pieces[begin:] = [superscript("".join(before), "".join(raised))]


def _nearest(element: Any, name: str) -> Iterator[Any]:
    """Give the rows of a table or the cells of a row, through what may be wrapped round them."""
    for child in element:
        if local(child.tag) == name:
            yield child
        elif local(child.tag) not in _LEFT_OUT:
            yield from _nearest(child, name)
