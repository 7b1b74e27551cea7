"""Files switch as a set: killed between two of them, two processes at once, a full disk, a folder in the way."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_analysis import writing
from cchc_analysis.errors import DataError
from cchc_analysis.table import build
from cchc_analysis.table import write as built
from cchc_analysis.writing import alone_in, write_whole
from tests.conftest import ROOT
from tests.plans import cchc, rows_of, write

fcntl = pytest.importorskip("fcntl")

KILLED_AT = """
import os, signal, sys
from pathlib import Path
left = int(sys.argv.pop(1))
rename = Path.replace
def killed(self, target):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)
Path.replace = killed
"""
COMMAND = "from cchc_analysis.__main__ import main; main()"
THREE_FILES = """
from cchc_analysis.writing import write_whole
write_whole({Path(sys.argv[1]) / name: lambda path: path.write_text("new") for name in ("a", "b", "deep/c")})
"""


def killed_at(rename, program, *words):
    """Run a program that is killed instead of its n-th rename; tell whether it was."""
    command = [sys.executable, "-c", KILLED_AT + program, str(rename), *map(str, words)]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    return done.returncode == -signal.SIGKILL


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_a_process_that_is_killed_at_any_rename_is_taken_back_by_the_next(out):
    """The journal is the first rename, each of the three files one more."""
    (out / "a").write_text("old")
    rename = 0
    while killed_at(rename := rename + 1, THREE_FILES, out):
        with alone_in(out):
            assert contents(out) == {"a": b"old"}
        assert not list(out.glob(".*"))
    assert rename == 5
    assert contents(out) == {"a": b"new", "b": b"new", "c": b"new"}


def test_a_build_that_is_killed_between_two_files_is_taken_back(raw, out):
    raw.document("plan", {"value": "90%"})
    built(raw.build(), out)
    before = contents(out)
    raw.sheet("plan", {"value": "80%"})
    assert killed_at(3, COMMAND, "build", "--raw", raw.path, "--out", out)
    assert (out / "targets.parquet").read_bytes() != before["targets.parquet"]
    assert (out / "targets.csv").read_bytes() == before["targets.csv"]
    with alone_in(out):
        assert contents(out) == before


def test_an_add_that_is_killed_can_be_run_again(raw, tmp_path):
    raw.document("first", {"value": "90%"})
    file = write(tmp_path / "plan.txt")
    words = ["add", file, "--province", "Kon Tum", "--kind", "plan", "--period", "2024", "--raw", raw.path]
    assert killed_at(3, COMMAND, *words)
    assert [path.name for path in raw.path.glob("drafts/*")] == ["plan.csv"]
    assert cchc(*words)[0] == 0
    register = rows_of((raw.path / "documents.csv").read_text(encoding="utf-8"))
    assert [row["document"] for row in register] == ["first", "plan"]
    assert sorted(path.name for path in raw.path.glob("drafts/*")) == ["plan.csv", "plan.uncovered.csv"]
    assert not list(raw.path.glob(".*"))


def test_what_a_person_changed_since_is_left_alone(tmp_path):
    work = tmp_path / ".cchc-killed"
    work.mkdir()
    (work / "switch.json").write_text(
        json.dumps([{"path": "a.txt", "before": "0-a.txt.before", "sha256": "0" * 64}])
    )
    (work / "0-a.txt.before").write_text("old")
    (tmp_path / "a.txt").write_text("mine")
    with alone_in(tmp_path):
        assert contents(tmp_path) == {"a.txt": b"mine"}
    assert not work.exists()


def test_a_journal_reaches_no_file_outside_its_folder(tmp_path):
    from hashlib import sha256

    folder, victim = tmp_path / "given", tmp_path / "victim.txt"
    (folder / ".cchc-x").mkdir(parents=True)
    victim.write_text("mine")
    step = {"path": "../victim.txt", "before": "none", "sha256": sha256(b"mine").hexdigest()}
    (folder / ".cchc-x" / "switch.json").write_text(json.dumps([step]))
    with alone_in(folder):
        assert victim.read_text() == "mine"


def test_two_builds_at_once_leave_one_whole_set(raw, tmp_path, out):
    raw.document("plan", {"value": "90%"})
    other = tmp_path / "other"
    shutil.copytree(raw.path, other)
    sheet = other / "statements" / "plan.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("90%", "80%"), encoding="utf-8")
    sets = []
    for folder in (raw.path, other):
        built(build(folder), tmp_path / f"alone-{folder.name}")
        sets.append(contents(tmp_path / f"alone-{folder.name}"))
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "cchc_analysis", "build", "--raw", str(folder), "--out", str(out)],
            stdout=subprocess.DEVNULL, cwd=ROOT,
        )
        for folder in (raw.path, other)
    ]  # fmt: skip
    assert [run.wait() for run in runs] == [0, 0]
    assert contents(out) in sets
    assert not list(out.glob(".*"))


def test_a_folder_that_another_holds_is_waited_for_and_then_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "PATIENCE", 0.0)
    lock = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with pytest.raises(DataError, match="another run is writing to this folder; wait until it has ended"):
        write_whole({tmp_path / "a.txt": lambda path: path.write_text("a")})
    os.close(lock)
    assert write_whole({tmp_path / "a.txt": lambda path: path.write_text("a")}) == [tmp_path / "a.txt"]


def test_a_set_that_cannot_be_finished_is_taken_back(out, monkeypatch):
    (out / "a.txt").write_text("old")
    rename = Path.replace

    def failing(self, target):
        if Path(target).name == "b.txt":
            raise OSError(5, "Input/output error", str(self), None, str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match=r"Input/output error: '.*b\.txt'"):
        write_whole({out / name: lambda path: path.write_text("new") for name in ("a.txt", "b.txt")})
    assert contents(out) == {"a.txt": b"old"}


def test_folders_made_for_a_set_go_when_it_fails(tmp_path):
    def fail(_):
        raise ValueError("a library of someone else: No space left on device (os error 28)")

    with pytest.raises(OSError, match="No space left on device"):
        write_whole({tmp_path / "deep" / "er" / "a.txt": fail})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", ["/dev/null", "/dev/full"])
def test_a_device_is_no_file_to_write(target):
    with pytest.raises(OSError, match="no regular file; name another"):
        write_whole({Path(target): lambda path: path.write_text("a")})


def test_adds_at_once_lose_no_row(raw, tmp_path):
    raw.document("first", {"value": "90%"})
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "cchc_analysis", "add", str(write(tmp_path / f"plan-{n}.txt", f"{text}\n{n}")),
             "--province", "Kon Tum", "--kind", "plan", "--period", "2024", "--raw", str(raw.path)],
            stdout=subprocess.DEVNULL, cwd=ROOT,
        )
        for text in ["Tối thiểu 90% hồ sơ công việc được xử lý trên môi trường mạng của các cơ quan hành chính."]
        for n in range(2)
    ]  # fmt: skip
    assert [run.wait() for run in runs] == [0] * 2
    register = rows_of((raw.path / "documents.csv").read_text(encoding="utf-8"))
    assert sorted(row["document"] for row in register) == ["first", "plan-0", "plan-1"]
