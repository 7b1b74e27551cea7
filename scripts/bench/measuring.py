"""Times calls and processes in turn with their peers, and words what was measured."""

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

ROOT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent


ENDED = -9
"""Exit code of a process that took longer than it was given."""


class Measured(NamedTuple):
    """What some work took, and the ratio of each run to the peer that ran in turn with it."""

    work: str
    peer: str
    seconds: float
    ratios: list[float]
    limit: float | None = None

    @property
    def ratio(self) -> float:
        """Give the median of the ratios."""
        return statistics.median(self.ratios)

    def line(self) -> list[str]:
        """Word it as cells of a table: work, time, peer, ratio with its spread, the limit and whether it holds."""
        spread = f"{figure(self.ratio)} ({figure(min(self.ratios))} to {figure(max(self.ratios))})"
        if self.limit is None:
            return [self.work, in_time(self.seconds), self.peer, spread, "", ""]
        verdict = "kept" if self.ratio <= self.limit else "**not kept**"
        return [self.work, in_time(self.seconds), self.peer, spread, f"{self.limit:.2g}", verdict]


HEAD = ["work", "time", "beside", "ratio: median (least to most)", "at most", ""]


class Process(NamedTuple):
    """What a process took: seconds, peak memory in MB, exit code, and the first line of what went wrong."""

    seconds: float
    peak: float
    code: int
    told: str


def figure(value: float) -> str:
    """Give a ratio with two digits that mean something."""
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"  # noqa: PLR2004


def in_time(seconds: float) -> str:
    """Give a time in the unit that suits it."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{1000 * seconds:.3g} ms"


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(
    work: str,
    ours: Callable[[], object],
    peers: Mapping[str, Callable[[], object]],
    runs: int,
    limits: Mapping[str, float] | None = None,
) -> list[Measured]:
    """Time ours and each peer in turn, once to warm up and then `runs` times; a turn gives a ratio."""
    rounds = [[seconds(call) for call in (ours, *peers.values())] for _ in range(runs + 1)][1:]
    own = statistics.median(times[0] for times in rounds)
    return [
        Measured(work, name, own, [times[0] / times[place] for times in rounds], (limits or {}).get(name))
        for place, name in enumerate(peers, start=1)
    ]


def process(command: Sequence[str], cwd: Path = ROOT, limit: float = 600) -> Process:
    """Run a command by itself; one that takes longer than the limit is ended, with code -9."""
    launched = [sys.executable, "-S", str(Path(__file__).with_name("launch.py")), str(limit), *command]
    done = subprocess.run(launched, cwd=cwd, capture_output=True, encoding="utf-8", check=True)
    taken, peak, code = json.loads(done.stdout)
    told = done.stderr.strip().splitlines()
    return Process(taken, peak, code, told[0] if told and code else "")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Word a table in Markdown."""
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def machine() -> str:
    """Name the kind of machine: processor, cores, memory, versions; nothing of whose it is."""
    processor = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists() and (named := re.search(r"^model name\s*: (.*)$", info.read_text("utf-8"), re.MULTILINE)):
        processor = named[1]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{processor}, {os.cpu_count()} cores, {memory:.0f} GiB of memory, {platform.system()}, "
        f"Python {platform.python_version()}, polars {pl.__version__}"
    )
