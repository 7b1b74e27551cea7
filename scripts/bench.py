"""Times the commands as whole processes, as ratios to ``import polars`` of the same run, and the measures."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts import bench_convergence

RUNS = 15
ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


def seconds(command: list[str]) -> float:
    """Time one whole process."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


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
    bench_convergence.main()


if __name__ == "__main__":
    main()
