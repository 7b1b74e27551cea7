"""Measures what a million rows and thousands of documents take, and reckons what the whole country would need."""

import sys
import tempfile
from pathlib import Path
from textwrap import shorten

from cchc_analysis.catalog import provinces
from scripts.bench.country import ROWS, YEARS, write_coded, write_project
from scripts.bench.measuring import ENDED, Process, in_time, machine, process, table

PATIENCE = 60
DISTRICTS, COMMUNES = 705, 10_599
SMALL, LARGE = 10, 100
"""Times that the documents are built over, to tell what one more costs."""

COMMANDS = (
    ["show", "--province", "Kon Tum", "--metric", "e_dossier_rate"],
    ["coverage", "--format", "csv"],
    ["gaps", "--metric", "e_dossier_rate", "--level", "commune"],
    ["pace", "--format", "csv"],
    ["convergence", "--over", "provinces", "--format", "csv"],
)


def page() -> str:
    """Measure, and word the page."""
    units = len(provinces()) + DISTRICTS + COMMUNES
    documents = units * YEARS * 2
    with tempfile.TemporaryDirectory() as folder:
        built, costs = _building(Path(folder))
    statements = costs["statements"]
    with tempfile.TemporaryDirectory() as folder:
        write_project(Path(folder), ROWS)
        commands = [_command(command, Path(folder)) for command in COMMANDS]
    rows = documents * statements
    taken, memory = rows * costs["seconds"], rows * costs["megabytes"] / 1000
    share = len(provinces())
    return f"""# What the whole country would need

Written by `make bench`. Measured on: {machine()}.
Each command is a process of its own, once.

{share} provinces, {DISTRICTS} districts and {COMMUNES:,} communes, each with a plan and a report a year
for {YEARS} years, are {documents:,} documents. With {statements:.0f} statements a document, as in those
coded so far, they are {rows / 1e6:.1f} million rows.

## Building the table

{table(["documents", "statements", "time", "peak memory"], built)}

One more statement costs {1e3 * costs["seconds"]:.2f} ms and {1e3 * costs["megabytes"]:.1f} kB. The whole country
in one run would take {taken / 60:.0f} minutes and {memory:.0f} GB of memory. Province by province
(`cchc build --raw` with a folder each, the Parquet files side by side) it is {taken / share:.0f} seconds
and {memory / share:.1f} GB at a time, which one machine does.

## Commands on a table of a million rows

{table(["command", "time", "peak memory", "ends with"], commands)}

A command that took longer than {PATIENCE} seconds was ended.

Where someone has more rows than one machine holds, the Parquet files go into DuckDB or a cluster's engine as
they are: one row a figure, text and numbers only, no nested columns.
"""


def _building(folder: Path) -> tuple[list[list[str]], dict[str, float]]:
    """Build coded data of two sizes; give the lines of a table and what one more statement costs."""
    lines, runs = [], []
    for times in (SMALL, LARGE):
        raw, out = folder / f"raw-{times}", folder / f"out-{times}"
        documents = write_coded(raw, times)
        statements = sum(len(path.read_text("utf-8").splitlines()) - 1 for path in raw.glob("statements/*.csv"))
        run = process([*CCHC, "build", "--raw", str(raw), "--out", str(out)])
        if run.code:
            raise SystemExit(f"build failed: {run.told}")
        lines.append([f"{documents:,}", f"{statements:,}", in_time(run.seconds), f"{run.peak:.0f} MB"])
        runs.append((documents, statements, run))
    (_, few, small), (documents, many, large) = runs
    return lines, {
        "statements": many / documents,
        "seconds": (large.seconds - small.seconds) / (many - few),
        "megabytes": (large.peak - small.peak) / (many - few),
    }


def _command(command: list[str], folder: Path) -> list[str]:
    run = process([*CCHC, *command], folder, PATIENCE)
    return [f"`cchc {' '.join(command)}`", _taken(run), f"{run.peak:.0f} MB", _ends(run)]


def _taken(run: Process) -> str:
    return f"over {PATIENCE} s" if run.code == ENDED else in_time(run.seconds)


def _ends(run: Process) -> str:
    if run.code == ENDED:
        return "ended"
    return shorten(run.told.replace("|", "\\|"), 120, placeholder="…") if run.code else "its result"


CCHC = [sys.executable, "-m", "cchc_analysis"]
