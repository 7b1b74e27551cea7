"""Runs the notebooks in place; the same outputs on every run and machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_client.manager import KernelManager

FOLDER = Path(__file__).parent.parent / "notebooks"


def execute(path: Path, kernel: KernelManager | None = None) -> str:
    """Run a notebook from its own folder; give it as text, without what differs from run to run.

    A kernel that has run another one is used as it is when it begins, with what it has imported.
    """
    import nbformat
    from nbclient import NotebookClient

    book = nbformat.read(path, as_version=4)
    where = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(
        book, km=kernel, timeout=120, kernel_name="python3", resources=where, coalesce_streams=True
    )
    client.extra_arguments = ["--log-level=ERROR"]  # the kernel warns of TCP, which does not leave this machine
    try:
        client.execute()
    finally:
        talk: Any = client.kc
        if kernel is not None and talk is not None:
            talk.execute("get_ipython().reset()", silent=True, reply=True)
            talk.stop_channels()
    book.metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in book.cells:
        cell.metadata = {}
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data and " at 0x" in data["text/plain"]:  # places in memory are no description
                data["text/plain"] = data["text/plain"].partition("(")[0]
    nbformat.validate(book)
    return f"{nbformat.writes(book)}\n"


def main() -> None:
    """Execute every notebook and write those that changed."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        text = execute(path)
        if text != path.read_text(encoding="utf-8"):
            path.write_text(text, encoding="utf-8")
        print("ran", path.relative_to(FOLDER.parent))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
