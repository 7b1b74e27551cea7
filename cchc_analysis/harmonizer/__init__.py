"""Makes statements comparable: the rules, one file a kind, and the pipeline that applies them in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import polars as pl
from polars.selectors import float as floats

from cchc_analysis.catalog import NO_PROVINCE, Province, compose
from cchc_analysis.errors import Faults, nearest
from cchc_analysis.frames import Frame, as_given, as_polars
from cchc_analysis.harmonizer.checks import Found, all_findings, check_parts
from cchc_analysis.harmonizer.ratios import computed_rates
from cchc_analysis.harmonizer.repeats import Statements, fold_repeats, pointers, settle_keys
from cchc_analysis.harmonizer.rows import HarmonizedRow
from cchc_analysis.harmonizer.sense import check_sense
from cchc_analysis.harmonizer.statement import harmonize_statement
from cchc_analysis.harmonizer.trajectories import trajectories
from cchc_analysis.load.register import Document, check_register, known_provinces
from cchc_analysis.load.sheets import Row
from cchc_analysis.load.statements import check_statements
from cchc_analysis.places import raw_folder
from cchc_analysis.schema import Register, Statement, Table, Target

_ANY = Document("", "", "", None, "", "2000-01-01", "2000", None, None)
"""Stands in for a document that cannot be read, so that the faults of its statements are found too."""


@dataclass(frozen=True)
class Harmonized:
    """Rows of the long table, sorted by key, and what they come from: statements, before folding; documents."""

    rows: list[HarmonizedRow]
    stated: list[HarmonizedRow]
    statements: Statements
    documents: Mapping[str, Document | None]
    doubts: list[Row]

    def findings(self) -> list[Found]:
        """Give what the documents get wrong: sums, shares, contradictions and the doubts of a reader, sorted."""
        return all_findings(self.rows, self.stated, self.statements, self.doubts)


def harmonize_rows(
    rows: list[Row],
    documents: Mapping[str, Document | None],
    known: Mapping[str, Province],
    ratios: list[Row],
    doubts: list[Row],
    faults: Faults,
) -> Harmonized:
    """Apply every rule to loaded statements; what cannot be read goes to the faults."""
    statements: Statements = {}
    unread: set[str] = set()
    for row in rows:
        name = row.cells["document"] or "", row.cells["statement"] or ""
        document = documents.get(name[0]) or _ANY
        read = harmonize_statement(row, document, known.get(document.province, NO_PROVINCE), faults)
        if not read or document is _ANY:
            unread.add(name[1])
            continue
        check_sense(row, read, document, faults)
        statements[name] = read
    stated = fold_repeats(statements, faults)
    check_parts(statements, faults)
    repeats = pointers(statements, "repeats")
    derived = [*trajectories(stated, faults), *computed_rates(ratios, stated, unread, repeats, faults)]
    table = sorted(settle_keys([*stated, *derived], faults), key=lambda row: row.key)
    return Harmonized(table, stated, statements, documents, doubts)


def harmonize(statements: Frame, documents: Frame) -> Frame:
    """Harmonize statements into the long table, for someone with data of their own.

    Parameters
    ----------
    statements : polars or pandas DataFrame
        As `load_statements` gives them: columns of `schema.Statement`.
    documents : polars or pandas DataFrame
        As `load_documents` gives them: columns of `schema.Register`.

    Returns
    -------
    DataFrame
        Of the kind given: columns of `schema.Target`, sorted by `schema.KEY`, with trajectories. The rates of
        ``ratios.csv`` are added by `build`.

    Raises
    ------
    DataError
        Naming everything that cannot be read, as `build` does: column, document and statement.

    Examples
    --------
    >>> from cchc_analysis.load.register import load_documents
    >>> from cchc_analysis.load.statements import load_statements
    >>> raw = "data/raw"
    >>> table = harmonize(load_statements(raw), load_documents(raw))
    >>> table.filter(metric="e_dossier_rate", province="Kon Tum")["value"].to_list()
    [100.0, 100.0, 100.0]
    """
    faults = Faults()
    register = _as_rows(as_polars(documents), Register, "documents", faults)
    sheet = _as_rows(as_polars(statements), Statement, "statements", faults)
    faults.raise_if_any()
    known = known_provinces(raw_folder(), Faults())
    read = check_register(register, known, faults)
    for name in sorted({row.cells["document"] or "" for row in sheet} - set(read)):
        message = f"{name!r} is no document of the register; "
        faults.add("statements", 0, "document", message, partial(nearest, name, read))
    found = harmonize_rows(check_statements(sheet, faults), read, known, [], [], faults)
    faults.raise_if_any()
    return as_given(Target.frame(map(vars, found.rows)), statements)


def _as_rows(frame: pl.DataFrame, schema: Table, name: str, faults: Faults) -> list[Row]:
    """Take a frame that a person made as the rows of a sheet, row 2 first; note what of it is no sheet."""
    for column in schema.columns:
        if column not in frame.columns:
            faults.add(name, 0, column, f"the column is missing; {nearest(column, frame.columns)}")
        elif frame[column].dtype.is_nested() or frame[column].dtype in (pl.Object, pl.Binary):
            faults.add(name, 0, column, f"{frame[column].dtype}, not text; cast the column")
        elif frame[column].dtype.is_float():
            for at in (~frame[column].is_finite()).arg_true():
                told = f"{frame[column][at]} is no figure; write it as text, or leave it null"
                faults.add(name, at + 2, column, told)
    if faults:
        return []
    whole = frame.select(list(schema.columns)).with_columns(floats().cast(pl.String).str.strip_suffix(".0"))
    rows = whole.cast(pl.String).iter_rows(named=True)
    return [
        Row(name, number, {column: compose(cell or "") or None for column, cell in cells.items()})
        for number, cells in enumerate(rows, start=2)
    ]
