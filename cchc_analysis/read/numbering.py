"""The numbers and bullets that Word sets by itself: numbering.xml and styles.xml, counted as Word does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cchc_analysis.read.parts import Part

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _List:
    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)


@dataclass
class Style:
    """What a paragraph style says of numbering, and the style that it is based on."""

    number: str = ""
    level: str = ""
    based_on: str = ""


class Numbering(Part):
    """The lists of a Word file.

    Examples
    --------
    >>> numbering = Numbering()
    >>> for tag, attributes in [
    ...     ("abstractNum", {"abstractNumId": "0"}), ("lvl", {"ilvl": "0"}), ("numFmt", {"val": "upperRoman"}),
    ...     ("lvlText", {"val": "%1."}), ("num", {"numId": "5"}), ("abstractNumId", {"val": "0"}),
    ... ]:
    ...     numbering.start(tag, attributes)
    >>> numbering.mark("5", 0), numbering.mark("5", 0)
    ('I.', 'II.')
    """

    def __init__(self) -> None:
        super().__init__()
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._abstract = self._number = ""
        self._level = 0
        self._counts: dict[str, list[int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Keep what a list says."""
        value = attributes.get("val", "")
        if name == "abstractNum":
            self._abstract = attributes.get("abstractNumId", "")
        elif name == "num":
            self._number = attributes.get("numId", "")
            self._lists[self._number] = _List()
        elif name in ("lvl", "lvlOverride"):
            self._level = _whole(attributes.get("ilvl", ""), 0)
        elif name == "abstractNumId":
            self._lists.setdefault(self._number, _List()).abstract = value
        elif name == "startOverride":
            self._lists.setdefault(self._number, _List()).starts[self._level] = _whole(value, 1)
        elif name in ("numFmt", "lvlText", "start"):
            level = self._levels.setdefault(self._abstract, {}).setdefault(self._level, _Level())
            if name == "numFmt":
                level.form = value
            elif name == "lvlText":
                level.text = value
            else:
                level.start = _whole(value, 1)

    def mark(self, number: str, level: int) -> str:
        """Count one paragraph of a list on, and give its number or bullet; nothing where the list is not known."""
        own = self._lists.get(number)
        levels = self._levels.get(own.abstract, {}) if own else {}
        if own is None or level not in levels:
            return ""
        counts = self._counts.setdefault(own.abstract, [0] * _LEVELS)
        for at in range(level + 1):
            begins = own.starts.get(at)
            if begins is not None and (number, at) not in self._begun:
                self._begun.add((number, at))
                counts[at] = begins - 1
            if at < level and not counts[at]:
                counts[at] = levels[at].start if at in levels else 1
        counts[level] = counts[level] + 1 if counts[level] or level in own.starts else levels[level].start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        if levels[level].form == "bullet":
            return "-"
        if levels[level].form == "none":
            return ""
        return _PLACE.sub(lambda match: self._shown(levels, counts, int(match[1]) - 1), levels[level].text).strip()

    @staticmethod
    def _shown(levels: Mapping[int, _Level], counts: list[int], level: int) -> str:
        form = levels[level].form if level in levels else "decimal"
        return shown_as(counts[level], form)


class Styles(Part):
    """The paragraph styles of a Word file that set a number."""

    def __init__(self) -> None:
        super().__init__()
        self._styles: dict[str, Style] = {}
        self._style = Style()

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin a style, or keep what it is based on."""
        if name == "style":
            self._style = self._styles.setdefault(attributes.get("styleId", ""), Style())
        elif name == "basedOn":
            self._style.based_on = attributes.get("val", "")

    def in_properties(self, name: str, value: str) -> None:
        """Keep the number that the style sets."""
        if name == "numId":
            self._style.number = value
        elif name == "ilvl":
            self._style.level = value

    def of(self, name: str) -> Style:
        """Give what a style or the styles that it is based on say."""
        number = level = ""
        for _ in range(_LEVELS):
            style = self._styles.get(name)
            if style is None or number:
                break
            number, level, name = style.number, level or style.level, style.based_on
        return Style(number, level)


def shown_as(number: int, form: str) -> str:
    """Write a number in one of Word's forms.

    Examples
    --------
    >>> shown_as(4, "upperRoman"), shown_as(3, "lowerLetter"), shown_as(7, "decimal")
    ('IV', 'c', '7')
    """
    if form.endswith("Letter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 26 * 9 else ""
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman") and 0 < number < 40:  # noqa: PLR2004
        roman = ""
        for value, sign in _ROMAN:
            while number >= value:
                roman, number = roman + sign, number - value
        return roman.upper() if form.startswith("upper") else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _whole(value: str, otherwise: int) -> int:
    return int(value) if value.isdecimal() and len(value) < 6 else otherwise  # noqa: PLR2004
