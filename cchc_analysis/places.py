"""Where the coded data, the table, the figures and the document texts lie."""

from __future__ import annotations

import os
from pathlib import Path

from cchc_analysis.errors import DataError, Fault, printable

_MARK = Path("data/raw/documents.csv")


def project() -> Path:
    """Give the folder that holds ``data/``: the nearest above the working folder, else this checkout."""
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).parent.parent):
        if (folder / _MARK).exists():
            return folder
    return here


def raw_folder() -> Path:
    """Give the folder of coded data."""
    return project() / "data" / "raw"


def processed_folder() -> Path:
    """Give the folder of the built table."""
    return project() / "data" / "processed"


def figures_folder() -> Path:
    """Give the folder of the figures."""
    return project() / "figures"


def texts_folder(chosen: Path | None = None, raw: Path | None = None) -> Path:
    """Give the folder of document texts: the one chosen, ``CCHC_DOCUMENTS``, or ``data/raw/documents``.

    Beside coded data other than the project's, the folder ``documents`` of ``raw`` goes before ``CCHC_DOCUMENTS``,
    which names the texts of the project.

    Raises
    ------
    DataError
        The folder is missing: the message says where it was looked for.
    """
    named = os.environ.get("CCHC_DOCUMENTS")
    own = (raw or raw_folder()) / "documents"
    is_other = own.is_dir() and own.resolve() != (raw_folder() / "documents").resolve()
    folder = chosen or (Path(named) if named and not is_other else own)
    if not folder.is_dir():
        message = "no folder of document texts; name it with --documents or in CCHC_DOCUMENTS"
        raise DataError([Fault(str(folder), 0, "", message)])
    return folder


def shown(path: Path) -> str:
    """Name a path as seen from the working folder where it lies below it, else in full."""
    resolved = path.resolve()
    below = resolved.is_relative_to(Path.cwd())
    return printable(str(resolved.relative_to(Path.cwd()) if below else resolved))
