"""Writes drafts as the cells of a statement sheet."""

from __future__ import annotations

from cchc_analysis.extract.drafts import Draft
from cchc_analysis.read.text import Text


def as_cells(draft: Draft, text: Text) -> dict[str, str | None]:
    """Give the cells of a draft, as a person would fill them in; an empty one is None."""
    return {
        "document": None,
        "statement": None,
        "section": draft.passage.section,
        "line": str(text.line(draft.start)),
        "evidence": text.words[draft.start : draft.end],
        "indicator": draft.indicator,
        "nature": draft.nature,
        "comparator": draft.comparator or None,
        "value": draft.value or None,
        "levels": ";".join(draft.levels) or None,
        "ceiling": draft.ceiling or None,
        "period": draft.period,
        "scope": draft.scope or None,
        "part_of": None,
        "repeats": None,
        "note": None,
    }
