"""Reads the data files that lie beside the modules of the library."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).parent


def read_table(name: str, folder: Path = FOLDER) -> list[dict[str, str]]:
    """Read one CSV file of the catalogue, or of another folder of the library, a dict a row.

    Examples
    --------
    >>> read_table("provinces.csv")[0]["province"]
    'Hà Nội'
    """
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
