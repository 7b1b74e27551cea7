"""Turns a Word file (.docx) into its text, as a reader of the printed page meets it."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import TypeVar

from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.numbering import Numbering, Styles
from cchc_analysis.read.parts import Part, Relations
from cchc_analysis.read.signs import plain_symbols
from cchc_analysis.read.wordml import Body

PartT = TypeVar("PartT", bound=Part)

MOST_ENTRIES = 10_000
MOST_UNPACKED = 200_000_000
"""How many bytes of XML are unpacked at most, over all parts that are read."""
MOST_RATIO = 200
"""A part that unpacks to more times its size is a bomb; Word's own XML stays far below."""
_RATIO_FROM = 5_000_000
_CHUNK = 1 << 20
_ENCRYPTED = 1
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_BOMB = "the file unpacks to far more than a document holds; save the document anew as .docx and try again"
_DAMAGED = "the Word file is damaged ({}); open it in Word, save it again and try again"
_OTHER_PACKAGES = {
    "xl/": "an Excel workbook; save the text as .docx or .pdf and try again",
    "ppt/": "a PowerPoint file; save the text as .docx or .pdf and try again",
    "mimetype": "an OpenDocument file or a book; save it as .docx or .pdf and try again",
}


def read_docx(raw: bytes) -> str:
    """Read the bytes of a Word file.

    Each paragraph is one line, with a blank line between two; a table is a line a row, ``|`` between its cells, a
    merged cell once; a table that only lays out the page is read paragraph by paragraph. Footnotes and endnotes
    follow at the end as ``[1] text``, numbered in the order in which the text refers to them, where ``[1]``
    stands. What was deleted with changes tracked is left out, and so are hidden text, headers and footers. The
    numbers and bullets that Word sets by itself are counted and written before their paragraphs.

    Raises
    ------
    UnreadableError
        When the file is damaged, protected, no Word file, or made to exhaust the machine.

    Examples
    --------
    >>> from io import BytesIO
    >>> from zipfile import ZipFile
    >>> file = BytesIO()
    >>> with ZipFile(file, "w") as archive:
    ...     archive.writestr("word/document.xml", "<body><p><r><t>Kế hoạch</t></r></p></body>")
    >>> read_docx(file.getvalue())
    'Kế hoạch'
    """
    if raw.count(b"PK\x01\x02") > MOST_ENTRIES:
        raise UnreadableError(f"the file holds more than {MOST_ENTRIES} parts; save the document anew as .docx")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return _Package(archive).text()
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OverflowError, NotImplementedError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(_DAMAGED.format("its zip archive is broken")) from error


class _Package:
    """The parts of one Word file, unpacked as they are read and no further than the bounds allow."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts = {info.filename: info for info in archive.infolist()}
        self._left = MOST_UNPACKED

    def text(self) -> str:
        """Read the document and the notes that it refers to."""
        main = self._related("").get("officeDocument", "word/document.xml")
        if main not in self._parts or not main.startswith("word/"):
            raise UnreadableError(self._no_document())
        related = self._related(main)
        numbering = self._parse_if_there(related.get("numbering", "word/numbering.xml"), Numbering())
        styles = self._parse_if_there(related.get("styles", "word/styles.xml"), Styles())
        body = self._parse(main, Body(numbering, styles))
        notes: dict[tuple[str, str], list[str]] = {}
        for kind in sorted({kind for kind, _ in body.references}):
            part = related.get(f"{kind}s", f"word/{kind}s.xml")
            if part in self._parts:
                notes |= self._parse(part, Body()).notes
        ends = [
            f"[{number}] {' '.join(notes[reference])}"
            for reference, number in body.references.items()
            if notes.get(reference)
        ]
        return plain_symbols("\n\n".join([*body.paragraphs(), *ends]))

    def _related(self, part: str) -> dict[str, str]:
        """Give the parts that a part names as related, by the last word of their kind."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self._parts:
            return {}
        targets = self._parse(rels, Relations()).targets
        return {kind: posixpath.normpath(posixpath.join("/", folder, to))[1:] for kind, to in targets.items()}

    def _parse_if_there(self, name: str, part: PartT) -> PartT:
        return self._parse(name, part) if name in self._parts else part

    def _parse(self, name: str, part: PartT) -> PartT:
        """Feed a part to its listener while it unpacks, so that a bomb is noticed before it fills the memory."""
        from lxml import etree

        info = self._parts[name]
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError(
                "the file is protected with a password; save it without the password and try again"
            )
        if info.compress_type not in _PACKED:
            raise UnreadableError(_DAMAGED.format(f"{name} is packed as Word never packs"))
        if info.file_size > max(_RATIO_FROM, MOST_RATIO * info.compress_size):
            raise UnreadableError(_BOMB)
        parser = etree.XMLParser(target=part, resolve_entities=False, no_network=True, load_dtd=False)
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise UnreadableError(_BOMB)
                    parser.feed(chunk)
            parser.close()
        except etree.XMLSyntaxError as error:
            raise UnreadableError(_DAMAGED.format(f"{name} is no XML")) from error
        return part

    def _no_document(self) -> str:
        for start, advice in _OTHER_PACKAGES.items():
            if any(name.startswith(start) for name in self._parts):
                return f"the file is {advice}"
        return "the file is a zip archive without a Word document in it; save the document as .docx and try again"
