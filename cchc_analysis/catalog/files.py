"""Reads the data files that lie beside this module."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).parent


def read_table(name: str) -> list[dict[str, str]]:
    """Read one CSV file of the catalogue, a dict a row.

    Examples
    --------
    >>> read_table("provinces.csv")[0]["province"]
    'Hà Nội'
    """
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
