"""Turns a web page into the text of its main content."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count

from cchc_analysis.read.errors import UnreadableError
from cchc_analysis.read.grids import Cell, span, table_texts
from cchc_analysis.read.numbering import shown_as
from cchc_analysis.read.plain import decoded
from cchc_analysis.read.signs import superscript

MOST_ELEMENTS = 1_000_000

# What is not read by a visitor as the content: code, controls, the frame round the page, what is struck out.
_LEFT_OUT = {
    *("head", "script", "style", "template", "noscript", "iframe", "object", "svg", "canvas", "audio", "video"),
    *("nav", "header", "footer", "aside", "button", "select", "textarea", "datalist", "del", "s", "strike"),
}
_ROLES_LEFT_OUT = {"navigation", "banner", "contentinfo", "complementary", "search"}
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "hr",
    "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_LISTS = {"ul": "bullet", "menu": "bullet", "ol": "decimal"}
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""How the items of a list are marked, by its ``type``, else its tag."""
_MARKED = re.compile(r"[-–+•▪]|\(?\w{1,4}(?:\.\w+)*[.)]")
_COUNTED = {"pre", "main", "form", "sup"}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*(windows-\d+|iso-8859-\d+|us-ascii)""", re.IGNORECASE
)
_DECLARED_WITHIN = 4096


def read_html(raw: bytes) -> str:
    """Read the bytes of a web page, of one that marks its main part (``<main>``) only that.

    Every block (paragraph, heading, list item) is one line, with a blank line between two; an item that bears no
    mark gets that of its list. A table is a line a row, ``|`` between its cells. Forms are left out, unless they
    hold most of the text. A raised number becomes ``[1]``.
    """
    from lxml import etree

    declared = _DECLARED.search(raw[:_DECLARED_WITHIN])
    text = decoded(raw, declared[1].decode("ascii") if declared else None).replace("\0", "")
    if not text.strip():
        return ""  # the parser takes no page of nothing
    page = _Page()
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True, huge_tree=True)
    parser.feed(text.encode())
    parser.close()
    return page.text()


class _Page:
    """Listens to a page as it is parsed; no tree is built, so nesting may be as deep as it likes."""

    def __init__(self) -> None:
        self._blocks: list[tuple[str, bool, bool]] = []  # whether in the main part, whether in a form
        self._pieces: list[str] = []
        self._elements = 0
        self._left_out = 0
        self._depth: Counter[str] = Counter()
        self._raised_from = 0
        self._tables: list[list[list[Cell]]] = []
        self._lists: list[tuple[str, Iterator[int]]] = []
        self._mark = ""

    def text(self) -> str:
        """Give the paragraphs of the main part."""
        has_main = any(in_main for _, in_main, _ in self._blocks)
        blocks = [(text, in_form) for text, in_main, in_form in self._blocks if in_main >= has_main]
        every, free = [text for text, _ in blocks], [text for text, in_form in blocks if not in_form]
        return "\n\n".join(free if 2 * sum(map(len, free)) >= sum(map(len, every)) else every)

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
        elif tag in _LISTS:
            form = _FORMS.get(attributes.get("type", ""), _LISTS[tag])
            self._lists.append((form, count(span(attributes.get("start")))))
        elif tag == "li" and self._lists:
            form, numbers = self._lists[-1]
            self._mark = "- " if form == "bullet" else f"{shown_as(next(numbers), form)}. "
        elif tag == "table":
            self._tables.append([])
        elif tag in ("tr", "td", "th") and self._tables:
            rows = self._tables[-1]
            if tag == "tr" or not rows:
                rows.append([])
            if tag != "tr":
                rows[-1].append(Cell([], span(attributes.get("colspan")), span(attributes.get("rowspan"))))
        elif tag in _COUNTED:
            self._depth[tag] += 1
            self._raised_from = len(self._pieces)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._left_out:
            self._left_out -= 1
            return
        if tag in _BLOCKS:
            self._break_block()
        self._mark = "" if tag == "li" else self._mark
        if tag == "table" and self._tables:
            self._close_table()
        elif tag in _LISTS and self._lists:
            self._lists.pop()
        elif tag == "sup" and self._depth["sup"]:
            begin = self._raised_from
            before, raised = self._pieces[max(0, begin - 4) : begin], self._pieces[begin:]
            self._pieces[begin:] = [superscript("".join(before), "".join(raised))]
        if tag in _COUNTED:
            self._depth[tag] -= 1

    def data(self, text: str) -> None:
        """Keep text where it is shown."""
        if not self._left_out:
            self._pieces.append(text if self._depth["pre"] else _SPACE.sub(" ", text))

    def close(self) -> None:
        """Take the end of the page."""
        self._break_block()
        while self._tables:
            self._close_table()

    def _close_table(self) -> None:
        for text in table_texts(self._tables.pop()):
            self._put(text)

    def _put(self, text: str) -> None:
        """Keep a paragraph: in the cell that is open, else as a block of the page."""
        row = self._tables[-1][-1] if self._tables and self._tables[-1] else None
        mark, self._mark = self._mark, ""
        if row:
            row[-1].paragraphs.append(text)
        else:
            text = text if _MARKED.match(text) else mark + text
            self._blocks.append((text, self._depth["main"] > 0, self._depth["form"] > 0))

    def _break_block(self) -> None:
        lines = [line.strip() for line in re.sub(" {2,}", " ", "".join(self._pieces)).split("\n")]
        self._pieces.clear()
        self._raised_from = 0
        if text := "\n".join(lines).strip():
            self._put(text)


def _is_left_out(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell what a visitor does not see, or not as the content."""
    return (
        tag in _LEFT_OUT
        or "hidden" in attributes
        or (tag == "dialog" and "open" not in attributes)
        or attributes.get("role") in _ROLES_LEFT_OUT
        or bool(_HIDDEN.search(attributes.get("style", "")))
    )
