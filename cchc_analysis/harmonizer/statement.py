"""Turns one statement into rows of the long table, by the rules for each of its cells."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from cchc_analysis.catalog import EACH_YEAR, OF_INDEX, Metric, Province, labels, lists, metrics, scopes
from cchc_analysis.errors import Faults
from cchc_analysis.harmonizer.comparators import read_comparator
from cchc_analysis.harmonizer.evidence import is_loose, said_right_before
from cchc_analysis.harmonizer.indicators import recognize
from cchc_analysis.harmonizer.levels import POOLED, is_said_of_each, pair_levels, read_levels
from cchc_analysis.harmonizer.periods import Frame, read_period, year_of
from cchc_analysis.harmonizer.rows import HarmonizedRow, Rows
from cchc_analysis.harmonizer.scopes import read_scope, says_each_year
from cchc_analysis.harmonizer.values import Figure, read_ceiling, read_figures
from cchc_analysis.load.register import Document
from cchc_analysis.load.sheets import Row

T = TypeVar("T")

ABOUT = labels("en")["note_about"]
"""The note of a figure that the evidence says to be about so much."""
_OF_RANKS = {">=": "<=", ">": "<"}
"""Ranks count from the top: ``từ thứ 25 trở lên`` is a rank of at most 25."""


@dataclass(frozen=True)
class Said:
    """What one statement says, read from its cells; ``levels`` are none where none is named."""

    nature: str
    metric: Metric
    figures: list[Figure]
    levels: list[str]
    comparator: str
    period: str
    scope: str
    ceiling: float | None = None


def harmonize_statement(place: Row, document: Document, province: Province, faults: Faults) -> Rows:
    """Harmonize one statement: a row a level, before repeats are folded; none where a cell cannot be read."""
    cells, before = place.cells, len(faults)

    def read(column: str, rule: Callable[..., T], *given: object, otherwise: T) -> T:
        try:
            return rule(cells[column], *given)
        except ValueError as error:
            place.fault(faults, column, str(error))
            return otherwise

    nature, frame = cells["nature"] or "", Frame(document.kind, document.period, document.issued)
    figures = read("value", read_figures, otherwise=list[Figure]())
    kind = figures[0].kind if figures else "direction"
    name = read("indicator", recognize, kind, otherwise="") if len(faults) == before else ""
    named = read("levels", read_levels, otherwise=list[str]())
    comparator = read("comparator", read_comparator, bool(cells["value"]), otherwise="")
    period = read("period", read_period, frame, nature, otherwise="")
    scope = read("scope", read_scope, otherwise="standard")
    ceiling = read("ceiling", read_ceiling, otherwise=None)
    if nature == "actual" and not cells["value"]:
        place.fault(faults, "value", "an actual needs a figure; write it, or set nature to target")
    metric = metrics().get(name)
    if metric and cells["ceiling"] and not metric.step_of and ceiling is not None:
        place.fault(faults, "ceiling", f"{name} is no yearly step; empty the cell")
    if metric and metric.unit == "index" and figures and scope not in OF_INDEX:
        place.fault(faults, "scope", f"{name} is a score or a rank; write 'điểm số' or 'thứ hạng'")
    if metric is None or len(faults) > before:
        return []
    said = Said(nature, metric, figures, named, comparator, period, scope, ceiling)
    base = read("scope", lambda _: _base_of(said, cells), otherwise="")
    return read("levels", lambda _: rows_of(said, place, document, province), otherwise=Rows()) if base else []


def rows_of(said: Said, place: Row, document: Document, province: Province) -> Rows:
    """Give the rows of a statement, a level each; a ValueError says what of levels or base does not fit."""
    cells, metric = place.cells, said.metric
    levels = said.levels or [scopes()[said.scope].level or "all"]
    scope = _base_of(said, cells)
    comparator = _OF_RANKS.get(said.comparator, said.comparator) if said.scope == "rank" else said.comparator
    return [
        HarmonizedRow(
            province=province.province,
            province_code=province.province_code,
            year=year_of(said.period),
            period=said.period,
            area=metric.area,
            metric=metric.metric,
            level=level,
            nature=said.nature,
            comparator=comparator,
            unit=metric.unit,
            scope=scope,
            statement=cells["statement"] or "",
            document=document.document,
            section=cells["section"] or "",
            line=int(cells["line"] or 0),
            evidence=cells["evidence"] or "",
            note=" ".join(_notes(cells, figure, is_pooled=pooled)) or None,
            place=place,
            ceiling=said.ceiling,
            **{name: part for name, part in vars(figure).items() if name != "kind"} if figure else {},
        )
        for level, figure, pooled in pair_levels(said.figures, levels, said.nature)
    ]


def _base_of(said: Said, cells: Mapping[str, str | None]) -> str:
    """Give the base with how often it is, since 50 ``hàng năm`` over years are no 50 in all; refuse others."""
    # In one year each is all; a share, a stock and a direction are so in each year.
    own = "standard" if said.scope == EACH_YEAR else said.scope
    is_long = said.period[:4] != said.period.rpartition("/")[2][:4]
    if not (said.figures and said.metric.is_of_a_span and is_long and says_each_year(cells)):
        return own
    if own != "standard" and not scopes()[own].each_year:
        advice = "add one that is each_year to cchc_analysis/catalog/scopes.csv"
        raise ValueError(f"the figure is of each year, which {own} does not say; {advice}")
    return EACH_YEAR if own == "standard" else own


def _notes(cells: Mapping[str, str | None], figure: Figure | None, *, is_pooled: bool) -> Iterator[str]:
    """Give the note of a statement and what the harmonizer adds to it."""
    yield from filter(None, [cells["note"]])
    if is_pooled and not is_said_of_each(cells["levels"]):
        yield POOLED
    if figure and any(said_right_before(figure.printed, cells, lists()["about"])):
        yield ABOUT


def carried(note: str, *sources: HarmonizedRow) -> str:
    """Add to the note of a derived row what of the rows that it comes from holds of it too."""
    is_about = any(ABOUT in (row.note or "") or is_loose(row) for row in sources)
    is_pooled = any(POOLED in (row.note or "") for row in sources)
    return " ".join([note, *[POOLED] * is_pooled, *[ABOUT] * is_about])
