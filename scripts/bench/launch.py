"""Runs a command from a small process, with whose peak of memory it begins, and tells what it took."""

import json
import os
import signal
import subprocess
import sys
import time


def main(limit: float, command: list[str]) -> None:
    """Print seconds, peak in MB and exit code; end what takes longer than the limit, with code -9."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while True:
        pid, status, used = os.wait4(child.pid, os.WNOHANG)
        taken = time.perf_counter() - start
        if pid:
            break
        if taken > limit:
            os.kill(child.pid, signal.SIGKILL)  # kill() of Popen may reap it, and wait4 would miss it
        time.sleep(0.001)
    peak = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(json.dumps([taken, peak, os.waitstatus_to_exitcode(status)]))


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
