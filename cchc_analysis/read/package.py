"""Opens the zip archive of a Word file and parses its XML parts, no further than the memory bears."""

import posixpath
import zipfile
from io import BytesIO
from typing import Any

from cchc_analysis.read.errors import UnreadableError

MOST_ENTRIES = 10_000
MOST_UNPACKED = 50_000_000
"""How many bytes of XML are unpacked at most, over all parts that are read; an archive names their sizes."""
MOST_NODES = 6_000_000
"""How many tags and attributes are parsed at most: a tree takes some hundred bytes for each."""
MOST_RATIO = 200
"""A part that unpacks to more times its size is a bomb; Word's own XML stays far below."""
_RATIO_FROM = 5_000_000
_PACKED = "the file is packed as no document is, or is too large; save it anew as .docx"
_NO_WORD_FILE = "the file is a zip archive without a Word document in it, as of another program; save it as .docx"
_DTD = "the Word file holds a document type (DTD); save it anew with Word and try again"
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


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

    def __init__(self, raw: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(raw))
        self._left, self._nodes_left = MOST_UNPACKED, MOST_NODES
        self._parts = {info.filename: info for info in self._archive.infolist()}
        if len(self._parts) > MOST_ENTRIES:
            told = f"the file holds more than {MOST_ENTRIES} parts; save the document anew as .docx"
            raise UnreadableError(told)

    def main(self) -> str:
        """Give the name of the part that holds the document."""
        main = self.related("").get("officeDocument", "word/document.xml")
        if main in self._parts and main.startswith("word/"):
            return main
        raise UnreadableError(_NO_WORD_FILE)

    def related(self, part: str) -> dict[str, str]:
        """Give the parts that a part names as related, by the last word of their kind."""
        folder, name = posixpath.split(part)
        relations = self.parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        targets = {each.get("Type", "").rpartition("/")[2]: each.get("Target", "") for each in relations}
        paths = {kind: posixpath.join("/", folder, target) for kind, target in targets.items()}
        return {kind: posixpath.normpath(path)[1:] for kind, path in paths.items()}

    def parse(self, name: str) -> Any:
        """Parse a part; a missing one is an empty element."""
        from lxml import etree

        if (info := self._parts.get(name)) is None:
            return etree.Element("missing")
        self._left -= info.file_size
        is_bomb = info.file_size > max(_RATIO_FROM, MOST_RATIO * info.compress_size)
        if self._left < 0 or is_bomb or info.compress_type not in _PACKINGS:  # no huge dictionary either
            raise UnreadableError(_PACKED)
        part = self._archive.read(name)
        self._nodes_left -= part.count(b"<") + part.count(b"=")
        if self._nodes_left < 0:
            raise UnreadableError(_PACKED)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        root = etree.fromstring(part, parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableError(_DTD)  # Word writes none, and entities are how XML is made to attack
        return root
