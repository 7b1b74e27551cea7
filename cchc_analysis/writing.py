"""Writes files whole or not at all: beside their place first, then all renamed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from errno import EISDIR, ENOTDIR
from os import strerror
from pathlib import Path

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
