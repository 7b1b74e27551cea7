"""Reads the levels of administration that a figure is said of, and gives each its figure."""

import re
from collections.abc import Iterator

from cchc_analysis.catalog import fold, has_phrase, labels, levels, lists
from cchc_analysis.errors import nearest
from cchc_analysis.harmonizer.values import Figure

_PREFIX = re.compile(r"^(?:các )?(?:ủy ban nhân dân (?:các )?)?")
POOLED = labels("en")["note_pooled"]


def read_levels(cell: str | None) -> list[str]:
    """Read a levels cell into level ids, in its order; none where it is empty.

    ``mỗi cấp`` is three levels. Words that pool levels or name none of the three (``các cấp``,
    ``cơ quan, đơn vị``, communes together with ``ngành dọc``) give ``all``. ``sở, ban, ngành`` is province.
    """
    if not cell:
        return []
    named: list[str] = []
    for word in cell.split(";"):
        known = levels().get(level_phrase(word))
        if known is None:
            raise ValueError(f"cannot read {word.strip()!r}; {nearest(fold(word), levels())}")
        named += known
    if "all" in named:
        return ["all"]
    if len(set(named)) < len(named):
        raise ValueError(f"{cell!r} names a level twice; name each once")
    return named


def named_levels(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the level phrases that a folded text has, and the levels that each names."""
    return ((phrase, ids) for phrase, ids in levels().items() if has_phrase(text, phrase))


def level_phrase(word: str) -> str:
    """Give the folded phrase of a level word, without ``các`` and ``ủy ban nhân dân`` where it is not known so."""
    folded = fold(word)
    return folded if folded in levels() else _PREFIX.sub("", folded)


def is_said_of_each(cell: str | None) -> bool:
    """Tell whether a levels cell names the levels one by one (``mỗi cấp``), so that no set is pooled."""
    return fold(cell or "") in lists()["each_level"]


def pair_levels(figures: list[Figure], named: list[str], nature: str) -> list[tuple[str, Figure | None, bool]]:
    """Pair levels with figures: (level, figure or None for a direction, whether the set may be pooled).

    As many figures as levels: each its own. One percent, one proportion such as ``1/3`` in a target, or one
    direction over several levels: a row each. A count, or a fraction of counts, over several levels: ``all``.
    """
    if len(figures) > 1 and len(figures) != len(named):
        told = f"{len(figures)} values for {len(named)} levels"
        raise ValueError(f"{told}; give as many values as levels, or one")
    if figures and len(figures) == len(named):
        return [(level, figure, False) for level, figure in zip(named, figures, strict=True)]
    figure = figures[0] if figures else None
    if named and (figure is None or figure.kind == "percent" or (figure.is_proportion and nature == "target")):
        return [(level, figure, figure is not None) for level in named]
    return [("all", figure, False)]
