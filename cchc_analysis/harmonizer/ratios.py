"""Computes the rates that stated counts allow, as ``ratios.csv`` lists them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from cchc_analysis.catalog import labels, metrics, scopes
from cchc_analysis.errors import Faults, nearest
from cchc_analysis.harmonizer.repeats import Name
from cchc_analysis.harmonizer.rows import HarmonizedRow, Rows
from cchc_analysis.harmonizer.scopes import read_scope
from cchc_analysis.harmonizer.sense import against_unit
from cchc_analysis.harmonizer.statement import carried
from cchc_analysis.load.sheets import Row


def computed_rates(
    ratios: list[Row], rows: Rows, unread: set[str], repeats: Mapping[Name, str], faults: Faults
) -> Rows:
    """Give a row a ratio: value = 100 * summed numerator / summed denominator.

    The counts must be stated plainly, by one document, for one period, level and nature; a repeat counts as what
    it repeats. Statements that could not be read are faults already; a ratio of them is left out.
    """
    by_name: dict[str, Rows] = {}
    for row in rows:
        by_name.setdefault(row.statement, []).append(row)
    for (document, name), first in repeats.items():
        by_name.setdefault(name, []).extend(row for row in by_name.get(first, ()) if row.document == document)
    return [rate for ratio in ratios if (rate := _rate(ratio, by_name, unread, faults))]


def _rate(ratio: Row, rows: Mapping[str, Rows], unread: set[str], faults: Faults) -> HarmonizedRow | None:
    before = len(faults)
    names = {column: (ratio.cells[column] or "").split("+") for column in ("numerator", "denominator")}
    if unread & {name for part in names.values() for name in part}:
        return None
    top, bottom = (_counts(ratio, column, part, rows, faults) for column, part in names.items())
    try:
        scope = read_scope(ratio.cells["scope"])
    except ValueError as error:
        ratio.fault(faults, "scope", str(error))
    if len(faults) > before:
        return None
    used = [*top, *bottom]
    numerator, denominator = (sum(row.value or 0 for row in part) for part in (top, bottom))
    if len({(row.document, row.period, row.level, row.nature) for row in used}) > 1:
        ratio.fault(faults, "denominator", "counts of several documents, periods or levels; name counts of one")
    elif not 0 < denominator >= numerator:
        message = f"{numerator:g} of {denominator:g} is no share; name a numerator within a denominator above zero"
        ratio.fault(faults, "denominator", message)
    if len(faults) > before:
        return None
    metric, computed = metrics()[ratio.cells["metric"] or ""], labels("en")["note_computed"]
    parts = (f"({' + '.join(part)})" if len(part) > 1 else part[0] for part in names.values())
    rate = replace(
        top[0],
        metric=metric.metric,
        area=metric.area,
        unit=metric.unit,
        scope=scope,
        comparator="=",
        value=100 * numerator / denominator,
        numerator=numerator,
        denominator=denominator,
        basis="computed",
        statement=";".join(dict.fromkeys(row.statement for row in used)),
        place=ratio,
        how=f"100 x {' / '.join(parts)}",
        note=carried(ratio.cells["note"] or computed.format(base=scopes()[scope].name_en), *used),
    )
    for column, message in against_unit(rate):
        ratio.fault(faults, column, message)
    return rate


def _counts(ratio: Row, column: str, names: list[str], rows: Mapping[str, Rows], faults: Faults) -> Rows:
    """Give the counts of these names; note what is no count, and a name that stands twice."""
    if len(set(names)) < len(names):
        ratio.fault(faults, column, f"{ratio.cells[column]!r} names a statement twice; name each once")
    found = []
    for name in names:
        named = [row for row in rows.get(name, ()) if ratio.cells["document"] in (None, row.document)]
        if len(named) != 1 or named[0].unit != "count" or named[0].comparator != "=":
            counts = [known for known, named in rows.items() if any(row.unit == "count" for row in named)]
            ratio.fault(faults, column, f"{name!r} is not one stated count; ", partial(nearest, name, counts))
        found += named
    return found
