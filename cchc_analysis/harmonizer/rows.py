"""The row that the harmonizing rules pass on to each other."""

from dataclasses import dataclass, field
from fractions import Fraction

from cchc_analysis.load.sheets import Row
from cchc_analysis.schema import KEY


@dataclass(frozen=True, kw_only=True)
class HarmonizedRow:
    """One row of the long table, with the place it comes from; fields as `schema.Target` describes them."""

    province: str
    province_code: str
    year: int
    period: str
    area: str
    metric: str
    level: str
    nature: str
    comparator: str
    value: float | None = None
    unit: str
    numerator: float | None = None
    denominator: float | None = None
    basis: str = "stated"
    scope: str
    statement: str
    document: str
    section: str
    line: int
    evidence: str
    mentions: int = 1
    note: str | None = None
    place: Row = field(compare=False)
    printed: str = field(default="", compare=False)
    step: Fraction = field(default=Fraction(1), compare=False)
    ceiling: float | None = field(default=None, compare=False)
    how: str = field(default="", compare=False)
    """Arithmetic of the rule that made a derived row, for `trace`."""

    @property
    def key(self) -> tuple[str, ...]:
        """Key of the long table, `schema.KEY`."""
        return tuple([getattr(self, name) for name in KEY])


Rows = list[HarmonizedRow]
