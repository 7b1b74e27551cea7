"""Times the commands as whole processes, the extraction and the measures in this one, as ratios of one run."""

import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cchc_analysis.errors import DataError
from cchc_analysis.extract import extract_statements
from scripts import bench_convergence, bench_explorer, bench_export, evaluate

RUNS = 15
EXTRACTION_LIMIT, GROWTH_LIMIT, TIMES_OVER = 25, 1.1, 16
ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


def seconds(command: list[str]) -> float:
    """Time one whole process."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def timed(work: Callable[[list[str]], int], texts: list[str]) -> float:
    """Time one call."""
    start = time.perf_counter()
    work(texts)
    return time.perf_counter() - start


def extract(texts: list[str]) -> int:
    """Extract every statement of the texts."""
    return sum(1 for text in texts for _ in extract_statements(text))


def search(texts: list[str]) -> int:
    """Find the digits of the texts and no more: what the extraction is measured by."""
    return sum(1 for text in texts for _ in re.finditer(r"\d+", text))


def extraction() -> None:
    """Time the extraction of the coded documents beside a search for digits, and how it grows with the text."""
    try:
        texts = list(evaluate.document_texts().values())
    except DataError as error:
        print(f"extraction: skipped, {error}")
        return
    size = sum(len(text.encode()) for text in texts) / 1e6
    cold = timed(extract, texts)
    pairs = [(timed(extract, texts), timed(search, texts)) for _ in range(RUNS)]
    warm, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    title = f"extraction, {len(texts)} texts, {size:.3f} MB"
    print(f"{title:36}{'seconds':>9}{'ratio':>8}{'limit':>8}{'MB/s':>8}  ratio to a search for digits in turn")
    for name, taken, limit in (("first run", cold, ""), (f"median of {RUNS}", warm, EXTRACTION_LIMIT)):
        print(f"{name:36}{taken:9.3f}{taken / bare:8.1f}{limit:>8}{size / taken:8.1f}")
    longest = max(texts, key=len)
    once = statistics.median(timed(extract, [longest]) for _ in range(RUNS))
    often = statistics.median(timed(extract, [longest * TIMES_OVER]) for _ in range(5))
    growth = math.log(often / once, TIMES_OVER)
    print(f"{f'longest {TIMES_OVER} times over: exponent':36}{often:9.3f}{growth:8.2f}{GROWTH_LIMIT:8}")


def main() -> None:
    """Time each command beside ``import polars``, in turn, and print medians and ratios beside their limits."""
    with tempfile.TemporaryDirectory() as out:
        base = [sys.executable, "-c", "import polars"]
        commands = {
            "cchc build": ([str(BIN / "cchc"), "build", "--out", out], 3.0),
            "cchc --help": ([str(BIN / "cchc"), "--help"], 1.0),
            'python -c "import cchc_analysis"': ([sys.executable, "-c", "import cchc_analysis"], 0.3),
        }
        print(f"medians of {RUNS} runs, whole processes, {os.cpu_count()} cores; ratio to import polars in turn")
        print(f"{'command':36}{'seconds':>9}{'ratio':>8}{'limit':>8}")
        for name, (command, limit) in commands.items():
            seconds(command), seconds(base)
            pairs = [(seconds(command), seconds(base)) for _ in range(RUNS)]
            ratio = statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs)
            print(f"{name:36}{statistics.median(a for a, _ in pairs):9.3f}{ratio:8.2f}{limit:8.1f}")
        report = seconds(["make", "--silent", "report"])
        print(f"{'make report, everything set up':36}{report:9.1f}{'':8}{60:7d}s")
    extraction()
    bench_convergence.main()
    bench_export.main()
    bench_explorer.main()


if __name__ == "__main__":
    main()
