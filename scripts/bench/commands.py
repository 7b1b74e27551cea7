"""Times the commands as whole processes beside ``import polars``."""

import statistics
import sys
import tempfile

from scripts.bench.measuring import BIN, Measured, process

RUNS, REPORT_LIMIT = 9, 60


def report() -> float:
    """Time ``make report`` where everything is set up."""
    run = process(["make", "--silent", "report"])
    if run.code:
        raise SystemExit(f"make report failed: {run.told}")
    return run.seconds


def measure() -> list[Measured]:
    """Time each command, its output thrown away, in turn with ``import polars``."""
    base = [sys.executable, "-c", "import polars"]
    with tempfile.TemporaryDirectory() as out:
        commands = {
            "`cchc build`": ([str(BIN / "cchc"), "build", "--out", out], 3.0),
            "`cchc show`": ([str(BIN / "cchc"), "show"], 3.0),
            "`cchc --help`": ([str(BIN / "cchc"), "--help"], 1.0),
            "`import cchc_analysis`": ([sys.executable, "-c", "import cchc_analysis"], 0.3),
        }
        found = []
        for name, (command, limit) in commands.items():
            turns = [(process(command).seconds, process(base).seconds) for _ in range(RUNS + 1)][1:]
            own = statistics.median(ours for ours, _ in turns)
            ratios = [ours / theirs for ours, theirs in turns]
            found.append(Measured(name, "`import polars`", own, ratios, limit))
    return found
