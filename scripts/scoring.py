"""Holds statements that were found against those that should be: matching, scores, short forms."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import NamedTuple

from cchc_analysis.schema import MAX_WORDS


class Tuple(NamedTuple):
    """What a statement says, without its place and words; ``value`` is None for a direction."""

    nature: str
    metric: str
    level: str
    comparator: str
    value: float | None
    unit: str
    year: int | None

    def __str__(self) -> str:
        """Give the short form: ``target e_dossier_rate commune >= 60 percent 2024``."""
        metric = self.metric or "(no metric)"
        figure = "" if self.value is None else f" {plain(self.value)}"
        return f"{self.nature} {metric} {self.level} {self.comparator}{figure} {self.unit} {self.year}"

    @property
    def kind(self) -> str:
        """Give the nature, with directions apart: target, actual or directional."""
        return "directional" if self.value is None else self.nature


class Stated(NamedTuple):
    """A tuple where it stands: document or item, line, words, and what makes it easy or hard to find."""

    place: str
    line: int
    said: Tuple
    evidence: str = ""
    phenomena: tuple[str, ...] = ()


class Compared(NamedTuple):
    """What should be found, what was found, and every place looked at with its phenomenon, if it has one."""

    gold: list[Stated]
    found: list[Stated]
    places: dict[str, str]

    def at(self, places: Collection[str]) -> Compared:
        """Leave only what stands in some of the places."""
        return self._only(lambda one: one.place in places)

    def of(self, kind: str) -> Compared:
        """Leave only one kind of statements: target, actual or directional."""
        return self._only(lambda one: one.said.kind == kind)

    def figures(self) -> Compared:
        """Leave out the directions, which have no figure."""
        return self._only(lambda one: one.said.value is not None)

    def _only(self, wanted: Callable[[Stated], bool]) -> Compared:
        return Compared([*filter(wanted, self.gold)], [*filter(wanted, self.found)], self.places)


class Matching(NamedTuple):
    """Pairs of what should be found and what was, what was missed, and what is spurious."""

    pairs: list[tuple[Stated, Stated]]
    missed: list[Stated]
    spurious: list[Stated]


class Score(NamedTuple):
    """How many should be found (gold), were found, and are both (matched)."""

    gold: int
    found: int
    matched: int

    @property
    def precision(self) -> float | None:
        """Give the share of what was found that is right; None where nothing was found."""
        return self.matched / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Give the share of the gold that was found; None where there is none."""
        return self.matched / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Give the harmonic mean of both; None where nothing should be found and nothing was."""
        both = self.gold + self.found
        return 2 * self.matched / both if both else None


Key = Callable[[Tuple], Hashable]


def whole(said: Tuple) -> Hashable:
    """Compare all seven parts."""
    return said


def figure(said: Tuple) -> Hashable:
    """Compare value and unit only."""
    return said.value, said.unit


def match(gold: Sequence[Stated], found: Sequence[Stated], key: Key = whole) -> Matching:
    """Match each gold statement with at most one found in its place with an equal key, nearest lines first."""
    alike: dict[Hashable, list[int]] = {}
    for number, one in enumerate(found):
        alike.setdefault((one.place, key(one.said)), []).append(number)
    near = sorted(
        (abs(one.line - found[other].line), number, other)
        for number, one in enumerate(gold)
        for other in alike.get((one.place, key(one.said)), ())
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, number, other in near:
        if number not in taken and other not in used:
            taken[number] = other
            used.add(other)
    return Matching(
        [(gold[number], found[other]) for number, other in sorted(taken.items())],
        [one for number, one in enumerate(gold) if number not in taken],
        [one for number, one in enumerate(found) if number not in used],
    )


def score(compared: Compared, key: Key = whole) -> Score:
    """Count what should be found, what was found, and what is both."""
    gold, found, _ = compared
    return Score(len(gold), len(found), len(match(gold, found, key).pairs))


def recall_by_phenomenon(matching: Matching) -> dict[str, tuple[int, int]]:
    """Count (gold, matched) of every phenomenon; a statement counts for each of its own."""
    counts: dict[str, tuple[int, int]] = {}
    for one, hit in [*((one, 1) for one, _ in matching.pairs), *((one, 0) for one in matching.missed)]:
        for phenomenon in one.phenomena:
            gold, matched = counts.get(phenomenon, (0, 0))
            counts[phenomenon] = gold + 1, matched + hit
    return counts


def plain(value: float) -> str:
    """Write a number without needless zeros: ``90``, ``2.5``, ``95.4545``."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def rate(share: float | None) -> str:
    """Write a share with three decimals, a dash where there is none."""
    return "–" if share is None else f"{share:.3f}"


def cut(words: str) -> str:
    """Shorten a phrase to the words that the repository may hold."""
    each = words.split()
    return " ".join(each) if len(each) <= MAX_WORDS else " ".join(each[:MAX_WORDS]) + "…"
