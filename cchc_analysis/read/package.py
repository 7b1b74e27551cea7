"""Opens the zip archive of a Word file and parses its XML parts, no further than the memory bears."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from cchc_analysis.read.errors import UnreadableError

MOST_ENTRIES = 10_000
MOST_UNPACKED = 200_000_000
"""How many bytes of XML are unpacked at most, over all parts that are read."""
MOST_NODES = 6_000_000
"""How many tags and attributes are parsed at most: a tree takes some hundred bytes for each."""
MOST_RATIO = 200
"""A part that unpacks to more times its size is a bomb; Word's own XML stays far below."""
_RATIO_FROM = 5_000_000
_CHUNK = 1 << 20

_BOMB = "the file unpacks to far more than a document holds; save the document anew as .docx and try again"
_DAMAGED = "the Word file is damaged ({}); open it in Word, save it again and try again"
_OTHER_PACKAGES = {
    "xl": "an Excel workbook; save the text as .docx or .pdf and try again",
    "ppt": "a PowerPoint file; save the text as .docx or .pdf and try again",
    "mimetype": "an OpenDocument file or a book; save it as .docx or .pdf and try again",
}
_NO_DOCUMENT = "a zip archive without a Word document in it; save the document as .docx and try again"


def local(name: str) -> str:
    """Give a name without its namespace: the two forms of the format differ in their namespaces only."""
    return name.rpartition("}")[2]


def attribute(element: Any, path: str = "", name: str = "val") -> str | None:
    """Give an attribute of an element, or of the first one on a path below it; None where there is none."""
    if path:
        element = element.find("/".join(f"{{*}}{step}" for step in path.split("/")))
    values = () if element is None else element.items()
    return next((value for key, value in values if local(key) == name), None)


class Package:
    """The parts of one Word file, by the relations in which they stand."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts = {info.filename: info for info in archive.infolist()}
        self._bytes_left, self._nodes_left = MOST_UNPACKED, MOST_NODES

    def main(self) -> str:
        """Give the name of the part that holds the document."""
        main = self.related("").get("officeDocument", "word/document.xml")
        if main in self._parts and main.startswith("word/"):
            return main
        begins = {name.partition("/")[0] for name in self._parts}
        known = (told for begin, told in _OTHER_PACKAGES.items() if begin in begins)
        raise UnreadableError(f"the file is {next(known, _NO_DOCUMENT)}")

    def related(self, part: str) -> dict[str, str]:
        """Give the parts that a part names as related, by the last word of their kind."""
        folder, name = posixpath.split(part)
        relations = self.parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        targets: dict[str, str] = {}
        for relation in relations.iterfind("{*}Relationship"):
            if relation.get("TargetMode") != "External":
                target = posixpath.join("/", folder, relation.get("Target", ""))
                kind = relation.get("Type", "").rpartition("/")[2]
                targets.setdefault(kind, posixpath.normpath(target)[1:])
        return targets

    def parse(self, name: str) -> Any:
        """Parse a part while it unpacks, so that a bomb is noticed early; a missing one is an empty element."""
        from lxml import etree

        info = self._parts.get(name)
        if info is None:
            return etree.Element("missing")
        if info.flag_bits & 1:
            raise UnreadableError(
                "the file is protected with a password; save it without the password and try again"
            )
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableError(_DAMAGED.format(f"{name} is packed as Word never packs"))
        if info.file_size > max(_RATIO_FROM, MOST_RATIO * info.compress_size):
            raise UnreadableError(_BOMB)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    self._bytes_left -= len(chunk)
                    self._nodes_left -= chunk.count(b"<") + chunk.count(b"=")
                    if min(self._bytes_left, self._nodes_left) < 0:
                        raise UnreadableError(_BOMB)
                    parser.feed(chunk)
            root = parser.close()
        except etree.XMLSyntaxError as error:
            raise UnreadableError(_DAMAGED.format(f"{name} is no XML, or nested too deep")) from error
        if root.getroottree().docinfo.internalDTD is not None:
            # Word writes none, and entities are how XML is made to attack.
            raise UnreadableError(
                "the Word file holds a document type (DTD); save it anew with Word and try again"
            )
        return root


@contextmanager
def opened(raw: bytes) -> Iterator[Package]:
    """Open the bytes of a Word file; what its archive raises while it is open becomes `UnreadableError`."""
    if raw.count(b"PK\x01\x02") > MOST_ENTRIES:
        raise UnreadableError(f"the file holds more than {MOST_ENTRIES} parts; save the document anew as .docx")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            yield Package(archive)
    except UnreadableError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OverflowError, NotImplementedError) as error:
        raise UnreadableError(_DAMAGED.format("its zip archive is broken")) from error
