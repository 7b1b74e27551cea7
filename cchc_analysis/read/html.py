"""Turns a web page into the text of its main content."""

import re
from collections.abc import Mapping

from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.grids import Cell, span, table_texts
from cchc_analysis.read.plain import decoded
from cchc_analysis.read.signs import superscript

MOST_ELEMENTS = 1_000_000

# What is not read by a visitor as the content: code, controls, the frame round the page, what is struck out.
_LEFT_OUT = {
    *("head", "script", "style", "template", "noscript", "iframe", "object", "svg", "canvas", "audio", "video"),
    *("nav", "header", "footer", "aside", "button", "select", "textarea", "datalist", "del", "s", "strike"),
}
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "hr",
    "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_MARKED = re.compile(r"[-–+•▪]|\(?\w{1,4}(?:\.\w+)*[.)]")
_SPACE = re.compile(r"[ \t\n\r\f]+")


def read_html(raw: bytes) -> str:
    """Read the bytes of a web page, of one that marks its main part (``<main>``) only that.

    Every block (paragraph, heading, list item) is one line, with a blank line between two; an item that bears no
    mark gets a dash. A table is a line a row, ``|`` between its cells. A raised number becomes ``[1]``.
    """
    from lxml import etree

    text = decoded(raw)
    if not text.strip():
        return ""  # the parser takes no page of nothing
    page = _Page()
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True, huge_tree=True)
    parser.feed(text.encode())
    parser.close()
    return "\n\n".join(page.texts)


class _Page:
    """Listens to a page as it is parsed; no tree is built, so nesting may be as deep as it likes."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._elements = self._left_out = self._pre = self._main_from = 0
        self._raised_from: int | None = None
        self._tables: list[list[list[Cell]]] = []
        self._mark = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise UnreadableError(f"the page holds more than {MOST_ELEMENTS} elements; split it and try again")
        if self._left_out or _is_left_out(tag, attributes):
            self._left_out += 1
            return
        if tag in _BLOCKS:
            self._break_block()
        if tag == "br":
            self._pieces.append("\n")
        elif tag == "main":
            self._main_from = len(self.texts)
        elif tag == "li":
            self._mark = "- "
        elif tag == "table":
            self._tables.append([])
        elif tag in ("tr", "td", "th") and self._tables:
            rows = self._tables[-1]
            if tag == "tr" or not rows:
                rows.append([])
            if tag != "tr":
                rows[-1].append(Cell([], span(attributes.get("colspan")), span(attributes.get("rowspan"))))
        elif tag == "sup":
            self._raised_from = len(self._pieces)
        self._pre += tag == "pre"

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._left_out:
            self._left_out -= 1
            return
        if tag in _BLOCKS:
            self._break_block()
        self._mark = "" if tag == "li" else self._mark
        if tag == "table" and self._tables:
            for text in table_texts(self._tables.pop()):
                self._put(text)
        elif tag == "main" and len(self.texts) > self._main_from:
            del self.texts[: self._main_from]
            self._left_out = 2 * MOST_ELEMENTS  # to the end of the page
        elif tag == "sup" and (begin := self._raised_from) is not None:
            before, raised = self._pieces[max(0, begin - 4) : begin], self._pieces[begin:]
            self._pieces[begin:] = [superscript("".join(before), "".join(raised))]
        self._pre -= tag == "pre"

    def data(self, text: str) -> None:
        """Keep text where it is shown."""
        if not self._left_out:
            self._pieces.append(text if self._pre > 0 else _SPACE.sub(" ", text))

    def close(self) -> None:
        """Take the end of the page, of whatever is left open."""
        self._left_out = 0
        self._break_block()
        while self._tables:
            self.end("table")

    def _put(self, text: str) -> None:
        """Keep a paragraph: in the cell that is open, else as a block of the page."""
        row = self._tables[-1][-1] if self._tables and self._tables[-1] else None
        mark, self._mark = self._mark, ""
        if row:
            row[-1].paragraphs.append(text)
        else:
            self.texts.append(text if _MARKED.match(text) else mark + text)

    def _break_block(self) -> None:
        lines = [line.strip() for line in re.sub(" {2,}", " ", "".join(self._pieces)).split("\n")]
        self._pieces.clear()
        self._raised_from = None
        if text := "\n".join(lines).strip():
            self._put(text)


def _is_left_out(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell what a visitor does not see, or not as the content."""
    return tag in _LEFT_OUT or "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))
