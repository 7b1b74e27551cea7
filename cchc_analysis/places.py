"""Where the coded data, the table, the figures and the document texts lie."""

import os
from pathlib import Path

from cchc_analysis.errors import printable, refused

_REGISTER = Path("data/raw/documents.csv")
_MARKS = (_REGISTER, Path("data/processed/targets.parquet"))
_PACKAGE = Path(__file__).parent


def _holds_data(folder: Path) -> bool:
    return any((folder / mark).exists() for mark in _MARKS)


def project() -> Path:
    """Give the folder that takes what is written: the nearest up with ``data/``, else the working folder."""
    here = Path.cwd()
    return next(filter(_holds_data, (here, *here.parents)), here)


def _source() -> Path:
    """Give the folder whose ``data/`` is read: the project's, else the one that comes with the library."""
    return project() if _holds_data(project()) else carried()


def carried() -> Path:
    """Give the folder whose ``data/`` comes with the library: this checkout, else the package in a wheel."""
    return _PACKAGE.parent if _holds_data(_PACKAGE.parent) else _PACKAGE


def raw_folder() -> Path:
    """Give the folder of coded data to read."""
    return _source() / "data" / "raw"


def own_raw_folder() -> Path:
    """Give the folder of the project's own coded data, to build and add to; a `DataError` where there is none."""
    if not (project() / _REGISTER).exists():
        message = "no coded data here; run cchc init to begin with a copy, or name a folder with --raw"
        raise refused(str(_REGISTER), "", message)
    return project() / "data" / "raw"


def processed_folder() -> Path:
    """Give the folder of the built table to read."""
    return _source() / "data" / "processed"


def texts_folder(chosen: Path | None = None, raw: Path | None = None) -> Path:
    """Give the folder of document texts: that chosen, ``CCHC_DOCUMENTS``, or ``documents`` in the coded data."""
    named = os.environ.get("CCHC_DOCUMENTS")
    folder = chosen or (Path(named) if named else (raw or raw_folder()) / "documents")
    if not folder.is_dir():
        message = "no folder of document texts; name it with --documents or in CCHC_DOCUMENTS"
        raise refused(str(folder), "", message)
    return folder


def shown(path: Path) -> str:
    """Name a path as seen from the working folder where it lies below it, else in full."""
    resolved, here = path.resolve(), Path.cwd()
    return printable(str(resolved.relative_to(here) if resolved.is_relative_to(here) else resolved))
