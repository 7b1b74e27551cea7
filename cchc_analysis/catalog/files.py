"""Reads the data files that lie beside the modules of the library."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent


def read_table(name: str, folder: Path = FOLDER) -> list[dict[str, str]]:
    """Read one CSV file, a dict a row; a row with more or fewer cells than the header is a ValueError."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        header, *records = csv.reader(file)
    for number, record in enumerate(records, start=2):
        if len(record) != len(header):
            told = f"{len(record)} cells, the header has {len(header)}; complete or quote the row"
            raise ValueError(f"{name}, row {number}: {told}")
    return [dict(zip(header, record, strict=True)) for record in records]
