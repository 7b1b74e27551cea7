"""Recognizes the metric that an indicator names, by its words and the kind of its value."""

from functools import lru_cache

from cchc_analysis.catalog import cues, fold, metrics, phrases
from cchc_analysis.catalog.spotting import Spot, Spotter
from cchc_analysis.errors import nearest_names

_UNITS = {
    "percent": {"percent", "percentage_point"},
    "fraction": {"percent"},
    "count": {"count", "index"},
    "direction": {"percent", "percentage_point", "count", "index"},
}


@lru_cache(maxsize=4)
def _known(kind: str) -> tuple[Spotter, dict[str, list[str]]]:
    """Give the phrases of metrics whose unit goes with a kind of value."""
    found: dict[str, list[str]] = {}
    for phrase, metric in phrases():
        if not metric or metrics()[metric].unit in _UNITS[kind]:
            found.setdefault(phrase, []).append(metric)
    return Spotter(found), found


def _named(text: str, kind: str) -> dict[str, list[str]]:
    """Give the phrases of such metrics that a text has and does not deny, and the metrics that they name."""
    spotter, known = _known(kind)
    return {spot.phrase: known[spot.phrase] for spot in spotter.spots(text) if not _is_denied(text, spot)}


def _is_denied(text: str, spot: Spot) -> bool:
    """Tell whether a negation stands right before a phrase, or before what follows its last gap."""
    starts = spot.start, spot.end - len(spot.phrase.rpartition("… ")[2])
    return any(f" {text[:at]}".endswith(f" {no} ") for at in starts for no in cues()["negation"])


@lru_cache(maxsize=4096)
def recognize(indicator: str, kind: str) -> str:
    """Give the metric of an indicator.

    The longest catalogue phrase that the indicator contains wins, unless a negation stands right before it, among
    metrics whose unit goes with the kind of value: ``percent``, ``fraction``, ``count``, or ``direction`` where
    there is no value. Where no phrase fits, a ValueError names the nearest metrics; where two have equally long
    ones, both; and one says where the longest is of another thing.
    """
    text = fold(indicator)
    named = _named(text, kind)
    longest = max(map(len, named), default=0)
    found = sorted({metric for phrase in named if len(phrase) == longest for metric in named[phrase]})
    if len(found) > 1:
        raise ValueError(f"{indicator!r} names {' and '.join(found)} alike; word it more closely")
    if found == [""]:
        raise ValueError(f"{indicator!r} is of no metric, though its words are near to one; leave it out")
    if found:
        return found[0]
    if others := {metric for of in _named(text, "direction").values() for metric in of if metric}:
        units = [f"{metric} ({metrics()[metric].unit})" for metric in sorted(others)[:3]]
        what = f"{indicator!r} names {', '.join(units)}, not a {kind}"
        raise ValueError(f"{what}; correct the value or the words")
    known = {phrase: of for phrase, of in _known(kind)[1].items() if of != [""]}
    close = dict.fromkeys(metric for phrase in nearest_names(text, known) for metric in known[phrase])
    raise ValueError(f"no metric is named by {indicator!r} with a {kind}; nearest: {', '.join(close)}")
