"""Listens to one XML part of a Word file as it is parsed.

No tree is built, so memory holds the text alone, however deep or long the XML.
Elements are told by their local name: the strict and the usual form of the format differ in their namespaces only.
"""

from __future__ import annotations

from collections.abc import Mapping

from cchc_analysis.read.errors import UnreadableError

MOST_ELEMENTS = 3_000_000

# Deleted text, field codes, properties of anything but a run, and the second form of a drawing for old programs.
_LEFT_OUT = {"del", "moveFrom", "instrText", "pPr", "sectPr", "sdtPr", "tblPr", "trPr", "Fallback"}
_NUMBERED = {("pPr",): {"pStyle"}, ("pPr", "numPr"): {"numId", "ilvl"}}
"""Where in what is left out a paragraph's style and number stand."""


class Part:
    """A part of a Word file; subclasses say in `opened`, `closed`, `in_properties` and `data` what they keep."""

    def __init__(self) -> None:
        self._elements = 0
        self._left: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise UnreadableError(
                f"the Word file holds more than {MOST_ELEMENTS} elements; split it and try again"
            )
        name = _local(tag)
        if self._left or name in _LEFT_OUT or name.endswith("PrChange"):
            if len(self._left) <= 2 and name in _NUMBERED.get(tuple(self._left), ()):  # noqa: PLR2004
                self.in_properties(name, {_local(key): value for key, value in attributes.items()}.get("val", ""))
            self._left.append(name)
        else:
            self.opened(name, {_local(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._left:
            self._left.pop()
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

    def in_properties(self, name: str, value: str) -> None:
        """Take the style or the number that a paragraph's properties name."""

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


def _local(name: str) -> str:
    return name.rpartition("}")[2]
