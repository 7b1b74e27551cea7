"""Writes files whole or not at all: beside their place first, then all renamed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from errno import EISDIR, ENOTDIR
from os import strerror
from pathlib import Path

from cchc_analysis.errors import DataError, Fault

Writer = Callable[[Path], object]


def write_whole(writers: Mapping[Path, Writer]) -> list[Path]:
    """Write every file beside its place, and only when all are written rename them into it.

    Parameters
    ----------
    writers : mapping of path to function
        Each function writes its file to the path it is given.

    Returns
    -------
    list of path
        The files written, in the order given.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> written = write_whole({folder / "a.txt": lambda path: path.write_text("a")})
    >>> [path.name for path in folder.iterdir()]
    ['a.txt']
    """
    for path in writers:
        if path.is_dir():
            raise IsADirectoryError(EISDIR, strerror(EISDIR), str(path))
        for folder in path.parents:
            if folder.exists() and not folder.is_dir():
                raise NotADirectoryError(ENOTDIR, "a file, not a folder", str(folder))
    drafts = {path: path.with_name(f".{path.name}.part") for path in writers}
    path = next(iter(writers))
    try:
        for path, write in writers.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write(drafts[path])
        for path, draft in drafts.items():
            draft.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    finally:
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    return list(writers)


def copy_whole(source: Path, target: Path, without: Sequence[str] = ()) -> None:
    """Copy a folder to a place where there is none, all of it or nothing.

    Parameters
    ----------
    source, target : path
        The folder, and where its copy is to stand; what stands there is never touched.
    without : sequence of str
        Names of files and folders that are not copied.

    Raises
    ------
    DataError
        Something stands in the target's place.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> written = write_whole({folder / "raw" / "a.csv": lambda path: path.write_text("a")})
    >>> copy_whole(folder / "raw", folder / "copy")
    >>> [path.name for path in (folder / "copy").iterdir()]
    ['a.csv']
    """
    if target.exists():
        raise DataError([Fault(str(target), 0, "", "stands there already; begin in another folder")])
    draft = target.with_name(f".{target.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        shutil.copytree(source, draft, ignore=shutil.ignore_patterns(*without))
        draft.replace(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
