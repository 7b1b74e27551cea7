"""Every table and sheet as declared: its columns and key in ``columns.csv``, and here what its rows must hold."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import polars as pl

from cchc_analysis.catalog import AREAS, LEVELS
from cchc_analysis.catalog.files import read_table
from cchc_analysis.errors import Faults, counted

_TYPES = {"text": pl.String(), "int": pl.Int64(), "float": pl.Float64()}
_VALUES = {"area": AREAS, "level": LEVELS}
_ROWS = read_table("columns.csv")


class Column(NamedTuple):
    """One column: type (text, int, float), whether it may be missing, unit, vocabulary, least, form, meaning.

    Of a sheet also what its filled cells match, ``cell``, and in words what a person is to ``write`` there.
    """

    name: str
    kind: str
    may_be_missing: bool
    unit: str
    values: tuple[str, ...]
    least: int | None
    form: str
    cell: str
    write: str
    meaning: str


class Table:
    """A table or sheet: its columns by name, their types, its key, and what each row must hold, by name.

    >>> Ratio.columns["metric"].meaning, Statement.key
    ('id of the rate', ('document', 'statement'))
    """

    def __init__(self, name: str, **held: pl.Expr) -> None:
        about, *rows = (row for row in _ROWS if row["table"] == name)
        self.name, self.about, self.held = name, about["meaning"], held
        self.columns = {row["column"]: _column(row) for row in rows}
        self.types = pl.Schema({column.name: _TYPES[column.kind] for column in self.columns.values()})
        self.key = tuple(column for _, column in sorted((row["key"], row["column"]) for row in rows if row["key"]))
        self._rules = [rule for column in self.columns.values() for rule in _rules(column)]
        self._rules += [("", rule, ~holds) for rule, holds in held.items()]
        if self.key:
            self._rules.append(("", "primary_key", pl.struct(self.key).is_duplicated()))

    def breaches(self, frame: pl.DataFrame) -> Iterator[tuple[str, str, pl.DataFrame]]:
        """Give (column, rule, the rows that break it) for every rule that rows of these columns break."""
        broken = frame.select(bad.any().alias(str(at)) for at, (*_, bad) in enumerate(self._rules)).row(0)
        for (column, rule, bad), is_broken in zip(self._rules, broken, strict=True):
            if is_broken:
                yield column, rule, frame.filter(bad)

    def validate(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Give these columns of a frame, in their order and types; a `DataError` names every rule that rows break.

        >>> Score.validate(pl.DataFrame(dict.fromkeys(Score.columns, "a") | {"score": [None]}))
        Traceback (most recent call last):
        cchc_analysis.errors.DataError: Score, column score: 1 row breaks the rule nullability
        """
        table, faults = frame.select(pl.col(name).cast(kind) for name, kind in self.types.items()), Faults()
        for column, rule, rows in self.breaches(table):
            verb = "breaks" if rows.height == 1 else "break"
            faults.add(self.name, 0, column, f"{counted(rows.height, 'row')} {verb} the rule {rule}")
        faults.raise_if_any()
        return table

    def frame(self, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
        """Make a frame of these columns from rows that hold at least them, and validate it."""
        return self.validate(pl.DataFrame([*rows], schema=self.types))


def _column(row: Mapping[str, str]) -> Column:
    values = _VALUES.get(row["column"]) or tuple(filter(None, row["values"].split("|")))
    least = int(row["least"]) if row["least"] else None
    told = (row[name] for name in ("form", "cell", "write", "meaning"))
    return Column(row["column"], row["kind"], row["missing"] == "may", row["unit"], values, least, *told)


def _rules(column: Column) -> Iterator[tuple[str, str, pl.Expr]]:
    """Give (column, rule, what is true of a cell that breaks it)."""
    cell = pl.col(column.name)
    if not column.may_be_missing:
        yield column.name, "nullability", cell.is_null()
    if column.values:
        yield column.name, "check", ~cell.is_in(column.values)
    elif column.kind == "text":
        yield column.name, "form", ~cell.str.contains(column.form or "(?s).")
    if column.kind == "float":
        yield column.name, "finite", ~cell.is_finite()
    if column.least is not None:
        yield column.name, "min", cell < column.least


DIRECTIONS = ("increase", "decrease")
_value, _score, _rank = pl.col("value"), pl.col("score"), pl.col("rank")

Register = Table("Register")
OwnProvince = Table("OwnProvince")
Statement = Table("Statement")
Ratio = Table("Ratio")
Doubt = Table("Doubt")
Target = Table(
    "Target",
    value_unless_directional=_value.is_null() == pl.col("comparator").is_in(DIRECTIONS),
    share_between_0_and_100=(pl.col("unit") != "percent") | _value.is_between(0, 100),
    fraction_gives_the_value=(100 * pl.col("numerator") / pl.col("denominator") - _value).abs() < 1e-9,  # noqa: PLR2004
)
Finding = Table("Finding")
Score = Table("Score")
Press = Table("Press")
Series = Table("Series")
Source = Table("Source")
Outcome = Table(
    "Outcome",
    score_within_its_scale=_score.is_between(0, pl.col("scale")),
    score_or_rank=_score.is_not_null() | _rank.is_not_null(),
    rank_within_those_ranked=_rank <= pl.col("of"),
    province_where_the_figure_is_of_one=(pl.col("figure") == "province") == pl.col("province").is_not_null(),
)

NATURES = Target.columns["nature"].values
KINDS = Register.columns["kind"].values
COMPARATORS = Target.columns["comparator"].values
UNITS = Target.columns["unit"].values
BASES = Target.columns["basis"].values
MAX_WORDS = 15
"""Longest evidence, indicator or title that the repository may hold, in words split at spaces."""

KEY = Target.key
"""Key of the long table and order of its rows."""

OUTCOME_ORDER = Outcome.key
"""Order of the table of results; with ``figure`` its key."""

OPTIONAL = {"documents.csv": ("address",), "ratios.csv": ("document", "note"), "doubts.csv": ("line",)}
"""Columns that a raw file may leave out."""


def columns(table: Table) -> list[str]:
    """Give the column names of a table in their order.

    >>> columns(Ratio)
    ['document', 'metric', 'scope', 'numerator', 'denominator', 'note']
    """
    return list(table.columns)
