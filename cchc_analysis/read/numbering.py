"""The numbers and bullets that Word sets by itself: numbering.xml and styles.xml, counted as Word does."""

import re
from typing import Any, NamedTuple

from cchc_analysis.read.package import attribute

_MOST_STYLES = 9
_MOST_DIGITS = 5
_MOST_LETTERS, _MOST_ROMAN = 26 * 9, 40
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


class _Level(NamedTuple):
    form: str
    text: str
    start: int


class Numbering:
    """The lists of a Word file, and how far each outline, which several lists may share, is counted."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._lists: dict[str | None, tuple[str | None, dict[int, _Level], set[int]]] = {}
        self._styles = {attribute(style, name="styleId"): style for style in styles.iterfind("{*}style")}
        self._counts: dict[str | None, dict[int, int]] = {}
        self._begun: set[str | None] = set()
        outlines = {
            attribute(each, name="abstractNumId"): _levels(each) for each in numbering.iterfind("{*}abstractNum")
        }
        for each in numbering.iterfind("{*}num"):
            outline = attribute(each, "abstractNumId")
            levels = outlines.get(outline, {}) | _levels(each)
            anew = {_at(level): attribute(level, "startOverride") for level in each.iterfind("{*}lvlOverride")}
            starts = {at: _whole(start, 1) for at, start in anew.items() if start and at in levels}
            levels |= {at: levels[at]._replace(start=start) for at, start in starts.items()}
            self._lists[attribute(each, name="numId")] = outline, levels, {*starts}

    def mark(self, paragraph: Any) -> str:
        """Count a paragraph on, and give its number or bullet; nothing where it stands in no list."""
        number, level = self._place(paragraph)
        outline, levels, restarts = self._lists.get(number, (None, {}, set()))
        if level not in levels:
            return ""
        counts = self._counts.setdefault(outline, {})
        for at in [*counts]:
            if at > level or (at in restarts and number not in self._begun):
                del counts[at]
        self._begun.add(number)
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for at in range(level):
            counts.setdefault(at, levels[at].start if at in levels else 1)
        form, text, _ = levels[level]
        if form in ("bullet", "none"):
            return "-" if form == "bullet" else ""
        shown = {at: shown_as(count, levels[at].form if at in levels else "") for at, count in counts.items()}
        return _PLACE.sub(lambda place: shown.get(int(place[1]) - 1, "0"), text).strip()

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        """Give a paragraph's list and level, its own or those of the styles that it is based on."""
        level, element, style = None, paragraph, attribute(paragraph, "pPr/pStyle")
        for _ in range(_MOST_STYLES):
            level = level or attribute(element, "pPr/numPr/ilvl")
            number = attribute(element, "pPr/numPr/numId")
            element = self._styles.get(style)
            if number or element is None:
                return number, _whole(level, 0)
            style = attribute(element, "basedOn")
        return None, 0


def shown_as(number: int, form: str) -> str:
    """Write a number in one of Word's forms."""
    shown = str(number)
    if form.endswith("Letter") and 0 < number <= _MOST_LETTERS:
        shown = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form.endswith("Roman") and 0 < number < _MOST_ROMAN:
        shown = "x" * (number // 10) + _ROMAN[number % 10]
    return shown.upper() if form.startswith("upper") else shown


def _levels(element: Any) -> dict[int, _Level]:
    found = {}
    for level in element.iterfind(".//{*}lvl"):
        form, text, start = (attribute(level, name) for name in ("numFmt", "lvlText", "start"))
        found[_at(level)] = _Level(form or "decimal", text or "", _whole(start, 1))
    return found


def _at(level: Any) -> int:
    return _whole(attribute(level, name="ilvl"), 0)


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) <= _MOST_DIGITS else otherwise
