"""What reading a document gives: a drafted statement, each of its choices with the reason it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from cchc_analysis.catalog import NO_PROVINCE, Metric, comparators, indices, metrics
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.matching import Clue
from cchc_analysis.extract.outline import Node
from cchc_analysis.harmonizer.levels import read_levels
from cchc_analysis.harmonizer.periods import Frame, read_period
from cchc_analysis.harmonizer.rows import HarmonizedRow
from cchc_analysis.harmonizer.scopes import read_scope
from cchc_analysis.harmonizer.statement import Said, rows_of
from cchc_analysis.harmonizer.values import Figure, read_ceiling
from cchc_analysis.load.register import Document
from cchc_analysis.load.sheets import Row
from cchc_analysis.read.text import Text
from cchc_analysis.schema import Statement

if TYPE_CHECKING:
    from cchc_analysis.extract.sentence import Reading

Cells = dict[str, str | None]

UNKNOWN = Metric("", "", "percent", "", "", "", "", "", "")
"""Stands for the metric of a share that the catalogue lacks."""


class Reason(StrEnum):
    """Where a choice comes from."""

    OWN = "own clause"
    ROW = "table row or head"
    DOCUMENT = "document"
    UNIT = "the row of one body or unit"
    HEADING = "heading"
    CONTINUES = "continues the figure before"
    SUBJECT = "subject of the sentence"
    SENTENCE = "elsewhere in the sentence"
    BEFORE = "sentence before"
    LEAD = "lead of the list"
    TOGETHER = "one word for several levels, which may be pooled"
    PARTLY = "its clause says more than that"
    UNSAID = "not said in its clause"
    OPEN = "open"


@dataclass
class Drafted:
    """One statement, typed; places are those of the running words.

    ``metric`` is None where none is named. ``levels``, ``comparator``, ``period`` and ``scope`` are words as
    stated; ``reasons`` tells by slot where each choice comes from, ``clue`` what its clause is about, ``context``
    where it was read: the sentence, the clause, and the cell that named its metric.
    """

    start: int
    end: int
    node: Node
    kind: str
    figure: Figure | None
    metric: str | None
    indicator: str
    nature: str
    comparator: str
    levels: list[str]
    period: str | None
    scope: str
    reasons: dict[str, Reason] = field(default_factory=dict)
    ceiling: str = ""
    clue: Clue = field(default_factory=Clue)
    context: tuple[Reading, Clause, str] | None = None

    def is_of(self, clause: Clause) -> bool:
        """Tell whether it is the statement of the figure of a clause."""
        return self.context is not None and self.context[1].figure is clause.figure

    @property
    def value(self) -> str:
        """The figure as stated; empty for a direction; of a score printed in percent its number."""
        printed = self.figure.printed if self.figure else ""
        return printed.rstrip(" %") if self.metric in indices() else printed


def harmonize(draft: Drafted, text: Text, document: Document) -> list[HarmonizedRow]:
    """Harmonize a draft as `build` does a coded statement; none where its time or level is not told."""
    if Reason.OPEN in (draft.reasons["level"], draft.reasons["period"]):
        return []
    try:
        said = Said(
            draft.nature,
            metrics()[draft.metric] if draft.metric else UNKNOWN,
            [draft.figure] if draft.figure else [],
            read_levels(";".join(draft.levels)),
            comparators().get(draft.comparator, "="),
            read_period(draft.period, Frame(document.kind, document.period, document.issued), draft.nature),
            read_scope(draft.scope),
            read_ceiling(draft.ceiling),
        )
        return rows_of(said, Row("", 0, as_cells(draft, text)), document, NO_PROVINCE)
    except ValueError:
        return []


def as_cells(draft: Drafted, text: Text) -> Cells:
    """Write a draft as the cells of a statement sheet, as a person would fill them in; an empty one is None."""
    levels = ";".join(draft.levels)
    if draft.reasons.get("level") is not Reason.OWN and set(read_levels(levels)) == {"all"}:
        levels = ""  # what holds anyway needs no word
    return dict.fromkeys(Statement.columns) | {
        "section": draft.node.section,
        "line": str(text.line(draft.start)),
        "evidence": text.words[draft.start : draft.end],
        "indicator": draft.indicator,
        "nature": draft.nature,
        "comparator": draft.comparator or None,
        "value": draft.value or None,
        "levels": levels or None,
        "ceiling": draft.ceiling or None,
        "period": draft.period,
        "scope": draft.scope or None,
    }
