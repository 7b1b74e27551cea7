"""Runs a command of `cchc` as a shell would; most in this process, which saves starting Python each time."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
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
    code = 0
    with (
        contextlib.chdir(cwd),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(told),
        mock.patch.object(sys, "argv", ["cchc", *line]),
        mock.patch.dict(os.environ),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return code, *(_content(stream) for stream in (printed, told))


def _content(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8")
