"""Makes statements comparable: the rules, one file a kind, and the pipeline that applies them in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cchc_analysis.catalog import Province, provinces
from cchc_analysis.errors import Faults, nearest
from cchc_analysis.frames import as_given, as_polars
from cchc_analysis.harmonizer.checks import (
    Found,
    check_contradictions,
    check_shares,
    check_sums,
    told_doubts,
)
from cchc_analysis.harmonizer.ratios import computed_rates
from cchc_analysis.harmonizer.repeats import Statements, fold_repeats, settle_keys
from cchc_analysis.harmonizer.rows import HarmonizedRow, Place
from cchc_analysis.harmonizer.statement import harmonize_statement
from cchc_analysis.harmonizer.trajectories import trajectories
from cchc_analysis.load.frames import frame_of
from cchc_analysis.load.register import Document
from cchc_analysis.load.sheets import Row
from cchc_analysis.schema import Register, Statement, Target

if TYPE_CHECKING:
    import polars as pl

    from cchc_analysis.frames import Frame


@dataclass(frozen=True)
class Harmonized:
    """The rows of the long table, sorted by key, and the statements they come from, before folding."""

    rows: list[HarmonizedRow]
    stated: list[HarmonizedRow]
    statements: Statements
    part_of: dict[tuple[str, str], str]

    def findings(self, doubts: list[Row]) -> list[Found]:
        """Give what the documents get wrong: sums, shares, contradictions and the doubts of a reader, sorted."""
        found = [
            *check_sums(self.statements, self.part_of),
            *check_shares(self.stated),
            *check_contradictions([row for row in self.rows if row.basis == "stated"]),
            *told_doubts(doubts, self.statements),
        ]
        return sorted(
            found,
            key=lambda item: (item.document, item.line or 0, item.kind, item.statements or "", item.message),
        )


def harmonize_rows(
    rows: list[Row],
    documents: Mapping[str, Document | None],
    known: Mapping[str, Province],
    ratios: list[Row],
    faults: Faults,
) -> Harmonized:
    """Apply every rule to loaded statements; what cannot be read goes to the faults."""
    statements: Statements = {}
    repeats: dict[tuple[str, str], str] = {}
    part_of: dict[tuple[str, str], str] = {}
    for row in rows:
        document = documents.get(row.cells["document"] or "")
        if document is None:
            continue
        name = document.document, row.cells["statement"] or ""
        place = Place(row.file, row.number)
        statements[name] = harmonize_statement(row.cells, place, document, known[document.province], faults)
        if row.cells["repeats"]:
            repeats[name] = row.cells["repeats"]
        if row.cells["part_of"]:
            part_of[name] = row.cells["part_of"]
    stated = fold_repeats(statements, repeats, faults)
    settled = settle_keys([*stated, *trajectories(stated)], faults)
    settled += computed_rates([] if faults else ratios, settled, faults)
    table = settle_keys(settled, faults)
    return Harmonized(sorted(table, key=lambda row: row.key), stated, statements, part_of)


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
        Naming statement and column of everything that cannot be read.

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
    register = Register.validate(as_polars(documents), cast=True)
    known = dict(provinces())
    for number, row in enumerate(register.iter_rows(named=True), start=2):
        if row["province"] not in known:
            message = f"unknown {row['province']!r}; {nearest(row['province'], known)}"
            faults.add("documents", number, "province", message)
    faults.raise_if_any()
    rows = _as_rows(Statement.validate(as_polars(statements), cast=True))
    found = harmonize_rows(
        rows, {row["document"]: Document(**row) for row in register.iter_rows(named=True)}, known, [], faults
    )
    faults.raise_if_any()
    return as_given(frame_of(Target, map(vars, found.rows)), statements)


def _as_rows(statements: pl.DataFrame) -> list[Row]:
    def cells(row: dict[str, Any]) -> dict[str, str | None]:
        return {name: None if value is None else str(value) for name, value in row.items()}

    return [
        Row(f"statement {row['statement']} of {row['document']}", 0, cells(row))
        for row in statements.sort("document", "statement").iter_rows(named=True)
    ]
