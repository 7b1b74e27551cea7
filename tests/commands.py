"""Runs a command of `cchc` as a shell would; most in this process, which saves starting Python each time."""

import contextlib
import io
import os
import pty
import re
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO
from unittest import mock

from cchc_analysis.cli import main

ROOT = Path(__file__).parent.parent


def run_command(*words: object, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> tuple[int, str, str]:
    """Give exit code, what was printed and the errors; with an environment in a process that begins with it."""
    line = [str(word) for word in words]
    if env is not None:
        command = [sys.executable, "-m", "cchc_analysis", *line]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=env, cwd=cwd)
        return done.returncode, done.stdout, done.stderr
    printed, told = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    code = _run(line, cwd, {}, printed, told)
    return code, *(_content(stream) for stream in (printed, told))


def in_terminal(columns: int, *words: str) -> list[str]:
    """Run one command in a terminal of so many columns; give the lines that it shows."""
    ours, its = pty.openpty()
    shown = bytearray()

    def watch() -> None:
        with contextlib.suppress(OSError):  # the terminal is gone once the command has ended
            while part := os.read(ours, 65536):
                shown.extend(part)

    watcher = threading.Thread(target=watch)
    watcher.start()
    with os.fdopen(its, "w", encoding="utf-8") as terminal:
        _run(list(words), ROOT, {"COLUMNS": str(columns), "TERM": "xterm", "NO_COLOR": "1"}, terminal, terminal)
    watcher.join()
    os.close(ours)
    return [line.rstrip() for line in re.sub(r"\x1b\[[\d?;]*[A-Za-z]|\r(?!\n)", "", shown.decode()).splitlines()]


def _run(line: list[str], cwd: Path, env: Mapping[str, str], printed: TextIO, told: TextIO) -> int:
    with (
        contextlib.chdir(cwd),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(told),
        mock.patch.object(sys, "argv", ["cchc", *line]),
        mock.patch.object(sys, "unraisablehook", sys.unraisablehook),  # the tests hear of what is left open
        mock.patch.dict(os.environ, env),
    ):
        try:
            main()
        except SystemExit as ended:
            return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def _content(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8")
