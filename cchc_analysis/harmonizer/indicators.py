"""Recognizes the metric that an indicator names, by its words and the kind of its value."""

import re
from functools import lru_cache

from cchc_analysis.catalog import concepts, cues, either, fold, has_phrase, indices, lists, metrics, phrases
from cchc_analysis.catalog.spotting import Spotter
from cchc_analysis.errors import nearest_names

_UNITS = {
    "percent": {"percent", "percentage_point"},
    "fraction": {"percent"},
    "count": {"count", "index"},
    "direction": {"percent", "percentage_point", "count", "index"},
}
_NOT = re.compile(r"\bkhông(?: (?:được|đã|bị|đạt))* (\w+)|\b(chưa)\b(?! (?:bao gồm|gồm|kể|tính)\b)")
PART_OF_INDEX = re.compile(
    rf"(?<!các )(?<!mọi )(?<!những )(?<!ba )(?<!bốn )(?<!tám )(?<!\d )\b(?:{either(lists()['component'])})\b"
)
"""Names one part of an index, of which a figure of that part is no figure of the whole."""


@lru_cache(maxsize=4)
def _known(kind: str) -> tuple[Spotter, dict[str, list[str]]]:
    """Give the phrases of metrics whose unit goes with a kind of value."""
    found: dict[str, list[str]] = {}
    for phrase, metric in phrases():
        if not metric or metrics()[metric].unit in _UNITS[kind]:
            found.setdefault(phrase, []).append(metric)
    return Spotter(found), found


def _is_denied(text: str, phrase: str) -> bool:
    """Tell whether a text denies what its phrase says: of what is not done the metric is not."""
    words = {*phrase.split(), *lists()["deed"], "chưa"} - {word for said in _NOT.findall(phrase) for word in said}
    is_undone = any(no in text and no not in phrase for no in cues()["negation"] if " " in no)
    return is_undone or any(words & {*said} for said in _NOT.findall(text))


def _is_part(text: str, metric: str) -> bool:
    """Tell whether a text names one part of an index: ``chỉ số thành phần … (PCI)``."""
    named = set(concepts()["pillar"].phrases) - lists()["component"]
    pillars = [each for each in named if has_phrase(text, each)]
    return metric in indices() and (PART_OF_INDEX.search(text) is not None or len(pillars) == 1)


@lru_cache(maxsize=4096)
def recognize(indicator: str, kind: str) -> str:
    """Give the metric of an indicator: the longest catalogue phrase in it wins, among units that go with its kind.

    ``kind``: ``percent``, ``fraction``, ``count``, or ``direction`` where there is no value. A ValueError names
    two that fit alike, the nearest where none does, or says that it is of what is not done or another thing.
    """
    text, (spotter, known) = fold(indicator), _known(kind)
    named = {spot.phrase for spot in spotter.spots(text)}
    most = max(map(len, named), default=0)
    longest = [phrase for phrase in named if len(phrase) == most]
    found = sorted({metric for phrase in longest for metric in known[phrase]})
    if len(found) > 1:
        raise ValueError(f"{indicator!r} names {' and '.join(found)} alike; word it more closely")
    if found and any(_is_denied(text, phrase) for phrase in longest):
        raise ValueError(f"{indicator!r} is of what is not done, and {found[0]} of what is; leave it out")
    if found and _is_part(text, found[0]):
        raise ValueError(f"{indicator!r} names a part of an index, and {found[0]} is the whole; leave it out")
    if found == [""]:
        raise ValueError(f"{indicator!r} is of no metric, though its words are near to one; leave it out")
    if found:
        return found[0]
    near = nearest_names(text, [phrase for phrase, of in known.items() if of != [""]])
    close = dict.fromkeys(metric for phrase in near for metric in known[phrase])
    raise ValueError(f"no metric is named by {indicator!r} with a {kind}; nearest: {', '.join(close)}")
