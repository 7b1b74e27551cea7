"""Every table and sheet as declared: its columns and key in ``columns.csv``, and here what its rows must hold."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

import polars as pl

from cchc_analysis.catalog import AREAS, LEVELS
from cchc_analysis.catalog.files import read_table
from cchc_analysis.errors import Faults, counted, nearest

_TYPES = {"text": pl.String(), "int": pl.Int64(), "float": pl.Float64()}
_VALUES = {"area": AREAS, "level": LEVELS}
_ROWS = read_table("columns.csv")
_NAMED_BY = {
    "Target": (" of ", "statement", "document"),
    "Outcome": (", ", "metric", "dimension", "province", "year"),
}
"""What names a row in a message, and what stands between."""
_SAID = {
    "nullability": ("empty", "fill it in or leave the rows out"),
    "finite": ("NaN or infinite", "make it null, or leave the rows out"),
    "primary_key": ("the key ({key}) stands twice", "keep one of each"),
}
"""How a breach of a rule is said, and what a person may do about it."""


class Column(NamedTuple):
    """One column; of a sheet also what its filled cells match, and in words what a person is to write there."""

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
    """A table or sheet: its columns by name, their types, its key, and what each row must hold, by name."""

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

    def fitted(
        self,
        frame: pl.DataFrame,
        file: str,
        names: Collection[str] = (),
        known: Mapping[str, Collection[str]] | None = None,
        advice: str = "",
        *,
        rules: bool = True,
    ) -> pl.DataFrame:
        """Give a frame with some columns in the types of the table, or with just all of them; refuse what misfits.

        A `DataError` names, under ``file``, each column that is missing or of another kind; else each that is
        empty, has a word that neither the schema nor ``known`` has, or a figure that is not finite, and with
        ``rules`` whatever else the rows must hold. ``advice`` is what to do about it, if not to mend the cells.
        """
        wanted, faults = dict.fromkeys(names or self.columns), Faults()
        for name in wanted:
            if name not in frame.columns:
                faults.add(file, 0, name, f"the column is missing; {nearest(name, frame.columns)}")
            elif wrong := _misfit(frame[name], self.columns[name]):
                faults.add(file, 0, name, wrong)
        faults.raise_if_any()
        table = frame.with_columns(pl.col(name).cast(self.types[name]) for name in wanted)
        for name in wanted:
            closed = self.columns[name].values
            if (words := closed or (known or {}).get(name)) is not None:
                for word in sorted(set(table[name].unique().drop_nulls()) - set(words)):
                    hint = partial(_known, word, words, advice, is_closed=bool(closed))
                    faults.add(file, 0, name, f"unknown {word!r}; ", hint)
        held = [each for each in self._rules if rules or (each[0] in wanted and each[1] in _SAID)]
        found = table.select(bad.any().alias(str(at)) for at, (*_, bad) in enumerate(held)).rows()
        for (name, rule, bad), is_broken in zip(held, chain(*found), strict=True):
            if is_broken:
                what, mend = _SAID.get(rule, (f"breaks the rule {rule}", "mend the rows or leave them out"))
                told = f"{what.format(key=', '.join(self.key))} in {self._told(table, bad)}"
                faults.add(file, 0, name, f"{told}; {advice or mend}")
        faults.raise_if_any()
        return table if names else table.select(self.types.names())

    def _told(self, table: pl.DataFrame, bad: pl.Expr) -> str:
        """Tell how many rows are bad, and name the first."""
        rows, (joint, *names) = table.filter(bad), _NAMED_BY.get(self.name, ("",))
        told = f"{rows.height} of {counted(table.height, 'row')}"
        is_named = names and set(names) <= set(rows.columns)
        return told + (f", first {joint.join(str(rows[name][0]) for name in names)}" if is_named else "")

    def frame(self, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
        """Make a frame of these columns from rows that hold at least them, fitted to the table."""
        return self.fitted(pl.DataFrame([*rows], schema=self.types), self.name)


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
    if column.kind == "text" and not column.values:
        yield column.name, "form", ~cell.str.contains(column.form or "(?s).")
    if column.kind == "float":
        yield column.name, "finite", ~cell.is_finite()
    if column.least is not None:
        yield column.name, "min", cell < column.least


def _misfit(cells: pl.Series, column: Column) -> str | None:
    """Say why cells are not of the kind of a column, whatever their type is called; None where all is well."""
    kind = "text" if cells.dtype in (pl.String, pl.Categorical, pl.Enum) else str(cells.dtype)
    if cells.dtype == pl.Null or (column.kind == kind == "text"):
        return None
    if column.kind == "text" or not cells.dtype.is_numeric():
        wanted = {"text": "text", "int": "whole numbers"}.get(column.kind, "numbers")
        return f"{kind}, not {wanted}; cast the column"
    whole = cells.cast(pl.Int64, strict=False)
    if column.kind == "int" and (whole.null_count() > cells.null_count() or (whole != cells).any()):
        return "not every cell is a whole number; cast the column or mend the cells"
    return None


def _known(word: str, words: Collection[str], advice: str, *, is_closed: bool) -> str:
    """Name the words of a closed vocabulary, or the nearest of a long one."""
    which = f"known are {', '.join(words)}" if is_closed else nearest(word, words)
    return f"{which}; {advice}" if advice else which


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
MAX_WORDS = 15
"""Longest evidence, indicator or title that the repository may hold, in words split at spaces."""

KEY = Target.key
OPTIONAL = {"documents.csv": ("address",), "ratios.csv": ("document", "note"), "doubts.csv": ("line",)}
"""Columns that a raw file may leave out."""
