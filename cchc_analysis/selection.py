"""Picks rows of the long table by filters, and says which filter left nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from cchc_analysis.catalog import fold, metrics, name_key, provinces
from cchc_analysis.codebook import VALUES
from cchc_analysis.errors import DataError, Fault, Faults, nearest, nearest_names


def select(targets: pl.DataFrame, filters: Mapping[str, str | int | None]) -> pl.DataFrame:
    """Keep the rows that all filters allow.

    Parameters
    ----------
    targets : polars.DataFrame
        The long table.
    filters : mapping of column to value
        None lets every row pass. Text is compared without regard to case and to the form of letters, names of
        provinces also without diacritics, by an alias or by the official code.

    Raises
    ------
    DataError
        A value that its column does not hold, with the nearest that it does; or filters that are met one by
        one and by no row together, naming the filter that emptied the selection.

    Examples
    --------
    >>> frame = pl.DataFrame({"province": ["Kon Tum", "Gia Lai"], "year": [2023, 2024]})
    >>> select(frame, {"province": "kon tum", "year": None}).height
    1
    """
    kept = targets
    for column, wanted in filters.items():
        if wanted is None:
            continue
        value = _held(targets[column].unique().drop_nulls().sort().to_list(), column).get(_key(column, wanted))
        if value is None:
            held = [str(each) for each in targets[column].unique().drop_nulls()]
            message = f"no row has {wanted!r}; {_choice(column, str(wanted), held)}"
            raise DataError([Fault("targets", 0, column, message)])
        before, kept = kept, kept.filter(pl.col(column) == value)
        if kept.is_empty():
            left = ", ".join(str(other) for other in before[column].unique().sort())
            message = f"{wanted!r} leaves no row beside the other filters; they leave {left}"
            raise DataError([Fault("targets", 0, column, message)])
    return kept


def named_provinces(wanted: Sequence[str], held: Iterable[str], table: str = "outcomes") -> list[str]:
    """Give the full names of provinces that a table holds, however they are written.

    Parameters
    ----------
    wanted : sequence of str
        Names with or without diacritics, case and ``tỉnh``; aliases; official codes.
    held : iterable of str
        Full names of the table.
    table : str
        How the message calls the table.

    Raises
    ------
    DataError
        Naming each that the table does not hold, with the nearest that it does.

    Examples
    --------
    >>> named_provinces(["kien giang", "Huế", "62"], ["Kiên Giang", "Kon Tum", "Thừa Thiên Huế"])
    ['Kiên Giang', 'Thừa Thiên Huế', 'Kon Tum']
    """
    names = [*held]
    known, faults = _held(names, "province"), Faults()
    found = [known.get(name_key(name)) for name in wanted]
    for name, full in zip(wanted, found, strict=True):
        if full is None:
            keys = {name_key(each): each for each in names}
            near = ", ".join(keys[key] for key in nearest_names(name_key(name), keys))
            faults.add(table, 0, "province", f"no row has {name!r}; nearest: {near}")
    faults.raise_if_any()
    return list(dict.fromkeys(map(str, found)))


def _key(column: str, text: object) -> str:
    return name_key(str(text)) if column == "province" else fold(str(text))


def _held(values: Iterable[object], column: str) -> dict[str, object]:
    """Give the values that a column holds by the keys under which they are found; full names go before aliases."""
    full = {_key(column, value): value for value in values}
    if column != "province":
        return full
    others: dict[str, object] = {}
    for value in full.values():
        if (province := provinces().get(str(value))) is not None:
            others |= {name_key(name): value for name in (province.province_code, *province.aliases)}
    return others | full


def _choice(column: str, wanted: str, held: list[str]) -> str:
    """Say what may be chosen instead: of a closed vocabulary every word that a row has, else the nearest."""
    if column in VALUES:
        return f"choose {', '.join(word for word in VALUES[column] if word in held)}"
    return nearest(wanted, held, 5)


def check_has(table: pl.DataFrame, name: str, *columns: str) -> None:
    """Refuse a table that lacks columns, naming each with the nearest that it has.

    Examples
    --------
    >>> check_has(pl.DataFrame({"years": [2024]}), "outcomes", "year")
    Traceback (most recent call last):
    cchc_analysis.errors.DataError: outcomes, column year: the column is missing; nearest: years
    """
    faults = Faults()
    for column in columns:
        if column not in table.columns:
            faults.add(name, 0, column, f"the column is missing; {nearest(column, table.columns)}")
    faults.raise_if_any()


def check_columns(table: pl.DataFrame, *names: str) -> None:
    """Refuse a table that lacks columns of the long table, or names metrics that the catalogue does not know."""
    check_has(table, "targets", *names)
    faults = Faults()
    for metric in sorted(set(table["metric"]) - set(metrics())):
        faults.add("targets", 0, "metric", f"unknown {metric!r}; {nearest(metric, metrics())}")
    faults.raise_if_any()
