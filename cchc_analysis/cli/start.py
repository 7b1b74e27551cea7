"""The command that begins a project: a copy of the coded data to work on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def init(folder: Annotated[Path, typer.Argument(help="Folder of the project.")] = Path()) -> None:
    """Begin a project with a copy of the coded data, in data/raw of a folder."""
    from cchc_analysis import places
    from cchc_analysis.writing import copy_whole

    target = folder / "data" / "raw"
    copy_whole(places.carried_raw_folder(), target, without=("documents", "drafts"))
    print("wrote", places.shown(target))
    print("next: cchc build; cchc add FILE takes a document more (cchc add --help)")
