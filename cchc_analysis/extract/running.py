"""Tells whom running text is of, until it turns to others: a unit, a level, or all.

A sentence sets it for those behind it, as the subject of a sentence holds for its figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from cchc_analysis.catalog import either, lists
from cchc_analysis.extract.exclusions import names_own
from cchc_analysis.extract.levels import actors, level_ids, unit_level
from cchc_analysis.extract.statements import Drafted, Reason
from cchc_analysis.rewriting import CAPITAL

if TYPE_CHECKING:
    from cchc_analysis.extract.sentence import Reading

_UNITS = lists()["local_body"]
_NAMED = rf"[{CAPITAL}]\w+(?: [{CAPITAL}]\w+)*"
_UNIT_NAME = re.compile(
    rf"\b((?:{either([*_UNITS, *map(str.capitalize, _UNITS)])}) {_NAMED})"
    rf"(?:(?:,| thuộc| \() ?(?:{either(_UNITS - lists()['commune_unit'])}) {_NAMED})?"
)
"""A unit, behind it the one where it lies: ``xã Mai Hịch, huyện Mai Châu``."""
_TURNS = re.compile(
    rf"\b(?:(?:toàn|cả|của|địa bàn|chung|ủy ban nhân dân|với) tỉnh|toàn (?:{either(_UNITS)})|các sở)\b"
)
"""From there on a paragraph is no longer of the unit with which it began."""
_ASIDE = re.compile(r"\b(?:riêng|trong đó|như|điển hình|nhiều nhất|ít nhất|cao nhất|thấp nhất|dẫn đầu|đứng đầu)\b")
_CONCERNS = re.compile(r"\W*(?:đối với|ở|tại|riêng|với|còn) ")
_ACTING_FOR_ALL = (["cấp tỉnh"], ["ủy ban nhân dân tỉnh"])
"""Words for the level of who acts, maybe for the whole province."""


class Whom(NamedTuple):
    """Whom running text is of until it turns to others: a ``unit``, or who acts at a ``level``, or for ``all``."""

    levels: list[str]
    kind: str = "level"


NOBODY = Whom([])


def whom(reading: Reading, found: Sequence[Drafted], *, opens: bool) -> Whom:
    """Tell whom the text behind a sentence is of; ``opens`` tells whether it is the first of its paragraph."""
    unit, held = _unit_of(reading), reading.whom
    if opens and unit:
        return Whom(unit, "unit")
    context = found[0].context if found else None
    is_acting = context and (found[0].reasons["level"] is Reason.BEFORE or any(actors(reading, context[1])))
    is_told = unit or (unit is None and is_acting)
    said = reading.subject or (found[0].levels if found and is_told else [])
    own, ids = level_ids(said), {level_ids(draft.levels) for draft in found}
    is_kept = held.kind == "unit" or ids <= {(("all",),), (), level_ids(held.levels)}
    if not said or own == level_ids(held.levels) or (reading.clauses and reading.clauses[0].is_part):
        return held if is_kept else NOBODY  # not ``Cấp tỉnh …. Ở cấp huyện …``
    # ``Đối với cấp xã, …. Tỷ lệ …``
    is_led = not found and (
        said[0].startswith("trung tâm ") or (not reading.figures and _CONCERNS.match(reading.text))
    )
    if not is_led and ids != {own}:
        return held if held.kind == "unit" else NOBODY
    is_ruled = said in _ACTING_FOR_ALL[bool(reading.subject) :] and not reading.sentence.of("unit")
    return Whom(said, "all" if is_ruled else "unit" if unit and not reading.subject else "level")


def _unit_of(reading: Reading) -> list[str] | None:
    """Give the level of the unit that a sentence is of; none where its paragraph names others, too."""
    sentence, node, text = reading.sentence, reading.node, reading.text
    told = {each[1].lower() for each in _UNIT_NAME.finditer(reading.words, node.start, node.end)}
    units = (each for each in sentence.of("unit") if each.value in _UNITS and not sentence.is_aside(each.start))
    first = next(units, None)
    if first is None:
        return None
    if len(told) > 1 or _ASIDE.search(text, 0, first.start):
        return [] if _UNIT_NAME.search(reading.words, *sentence.span(0, len(text))) else None
    is_place = text.endswith(("tại ", "ở "), 0, first.start)  # where others may be at work
    return None if is_place else unit_level(sentence, reading.words, first.end)


def turns_away(reading: Reading) -> bool:
    """Tell whether a sentence leaves whom the text before is of: ``Toàn tỉnh …``, ``Các sở …``, ``Tỉnh A …``."""
    return names_own(reading, 0, len(reading.text)) or _TURNS.search(reading.text) is not None
