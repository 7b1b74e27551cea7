"""What the extractor hands out: a drafted statement, as a person would code it, with its places and its doubts."""

from __future__ import annotations

from dataclasses import dataclass, field

from cchc_analysis.extract.passages import Passage


@dataclass
class Draft:
    """One drafted statement: cells of a sheet, the places of its evidence in the running words, reasons to doubt.

    ``metric`` is None where no metric of the catalogue is named. ``kind`` is the kind of its figures, or
    ``direction``; ``noun`` what a count is of.
    """

    start: int
    end: int
    passage: Passage
    kind: str
    noun: str
    metric: str | None
    indicator: str
    nature: str
    comparator: str
    values: list[str]
    levels: list[str]
    period: str | None
    scope: str
    ceiling: str = ""
    doubts: list[str] = field(default_factory=list)

    @property
    def value(self) -> str:
        """The value cell: the figures as stated, ``;`` between those of several levels."""
        return ";".join(self.values)
