"""Writes files whole or not at all, all of a set or none, one process at a time."""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from errno import EACCES, EISDIR, ENOTDIR
from functools import partial
from hashlib import sha256
from os import strerror
from pathlib import Path
from tempfile import mkdtemp

from cchc_analysis.errors import as_os_error, refused

Writer = Callable[[Path], object]

PATIENCE = 60.0
"""Seconds to wait for another process that writes to the same folder."""

_WORK = ".cchc-"
"""How the name of the folder begins in which a set of files is made ready."""
_JOURNAL = "switch.json"
_held: set[Path] = set()


def write_whole(writers: Mapping[Path, Writer], stale: Iterable[Path] = ()) -> list[Path]:
    """Write every file aside, and only when all are written put them into their places; give them in order.

    A failure, or a process that is killed, leaves them as they were: at once, or, where it was killed while it put
    them into their places, when the next one writes to the folder. An `OSError` names the file at fault. Then the
    ``stale`` ones go that were not written: those of an earlier run do not stay beside files without them.
    """
    for path in writers:
        _refuse_what_is_in_the_way(path)
    home = Path(os.path.commonpath([path.absolute().parent for path in writers]))
    missing = {folder for path in writers for folder in path.absolute().parents if not folder.exists()}
    made = sorted(missing, key=lambda folder: -len(folder.parts))  # the innermost first
    try:
        for path in writers:
            path.parent.mkdir(parents=True, exist_ok=True)
        with alone_in(home):
            path = home
            work = Path(mkdtemp(prefix=_WORK, dir=home))
            try:
                drafts = {path: work / f"{number}-{path.name}" for number, path in enumerate(writers)}
                for path, write in writers.items():
                    write(drafts[path])
                _switch(drafts, work)
            finally:
                _undo(work)
    except BaseException as error:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        failure = as_os_error(error)
        if failure is None:
            raise
        named = failure.filename2 or path
        raise OSError(failure.errno, failure.strerror or str(failure), str(named)) from error
    for path in {*stale} - writers.keys():
        path.unlink(missing_ok=True)
    return list(writers)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep other processes from writing to a folder meanwhile; what a killed one left half done is undone first.

    One that holds the folder longer than `PATIENCE` is a `DataError`; without locks each goes its own way.
    """
    home = folder.resolve()
    if home in _held:
        yield
        return
    with ExitStack() as at_end:
        is_alone = _lock(home, at_end)
        _held.add(home)
        at_end.callback(_held.discard, home)
        for left in home.glob(f"{_WORK}*") if is_alone else ():
            if left.lstat().st_uid == os.getuid() and left.is_dir() and not left.is_symlink():
                _undo(left)  # no one else is in here: whoever made it was killed
        yield


def _refuse_what_is_in_the_way(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(EISDIR, strerror(EISDIR), str(path))
    if path.exists() and not path.is_file():
        raise OSError(EACCES, "no regular file; name another", str(path))
    for folder in path.parents:
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(ENOTDIR, "a file, not a folder", str(folder))


def _switch(drafts: Mapping[Path, Path], work: Path) -> None:
    """Put drafts into their places; a journal tells how to go back until the last one is there."""
    steps = []
    for path, draft in drafts.items():
        before = draft.with_name(f"{draft.name}.before")
        if path.exists():
            shutil.copy2(path, before)
        place, digest = os.path.relpath(path, work.parent), sha256(draft.read_bytes()).hexdigest()
        steps.append({"path": place, "before": before.name, "sha256": digest})
    journal = work / _JOURNAL
    journal.with_suffix(".part").write_text(json.dumps(steps), encoding="utf-8")
    journal.with_suffix(".part").replace(journal)
    for path, draft in drafts.items():
        draft.replace(path)
    journal.unlink()


def _undo(work: Path) -> None:
    """Take back a switch that did not end, but no file that someone has changed since; clear its folder away."""
    with suppress(OSError, ValueError):
        steps = json.loads((work / _JOURNAL).read_text(encoding="utf-8"))
        for step in steps:
            path, before = work.parent / step["path"], work / Path(step["before"]).name
            is_inside = path.resolve().is_relative_to(work.parent.resolve()) and path.is_file()
            if is_inside and sha256(path.read_bytes()).hexdigest() == step["sha256"]:
                before.replace(path) if before.exists() else path.unlink()
    shutil.rmtree(work, ignore_errors=True)


def _lock(folder: Path, at_end: ExitStack) -> bool:
    """Lock a folder until the end; tell whether it is, since not every system has locks of folders."""
    try:
        import fcntl

        lock = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return False
    at_end.callback(os.close, lock)
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except (BlockingIOError, PermissionError):  # another holds it
            if time.monotonic() > ends:
                message = "another run is writing to this folder; wait until it has ended, then run this again"
                raise refused(str(folder), "", message) from None
            time.sleep(0.02)
        except OSError:
            return False


def copy_whole(source: Path, target: Path, without: Sequence[str] = ()) -> None:
    """Copy a folder without files and folders of some names, whole or not at all, to where there is none."""
    if target.exists():
        raise refused(str(target), "", "stands there already; begin in another folder")
    paths = (path.relative_to(source) for path in source.rglob("*") if path.is_file())
    kept = [path for path in paths if not set(path.parts) & set(without)]
    write_whole({target / path: partial(shutil.copyfile, source / path) for path in kept})
