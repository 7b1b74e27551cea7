"""What the tests share: coded data in a small folder, the real table, its explorer page in a browser, the texts."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from cchc_analysis.catalog import name_key, provinces
from cchc_analysis.export.explorer import explorer
from cchc_analysis.load.register import REGISTER
from cchc_analysis.load.statements import FOLDER
from cchc_analysis.schema import Register, Statement
from cchc_analysis.table import Built, build
from tests.browser import launched

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "documents"
if SHARED.is_dir():
    os.environ.setdefault("CCHC_DOCUMENTS", str(SHARED))

gc.set_threshold(100_000, 10, 10)  # as the command line has it, which the first test of a command would set

settings.register_profile("unhurried", deadline=None)  # no test asserts speed, on a busy machine neither
settings.load_profile("unhurried")

REGISTER_COLUMNS = list(Register.columns)
STATEMENT_COLUMNS = [name for name in Statement.columns if name != "document"]


class RawFolder:
    """A folder of coded data that a test fills row by row; cells that a test does not name are plain and right."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / FOLDER).mkdir()
        self._register: list[dict[str, str]] = []

    def document(self, name: str = "plan", *statements: dict[str, str], **cells: str) -> Path:
        """Register a document and write its sheet; an actual of a plan is one of the plan's year."""
        plain = {"document": name, "province": "Kon Tum", "kind": "plan", "title": "Kế hoạch", "period": "2023"}
        self._register.append(dict.fromkeys(REGISTER_COLUMNS, "") | plain | cells)
        self._write(self.path / REGISTER, REGISTER_COLUMNS, self._register)
        if (plain | cells)["kind"] == "plan":
            year = "năm " + (plain | cells)["period"][:4]
            statements = tuple(
                {"period": year} | each if "actual" in each.values() else each for each in statements
            )
        return self.sheet(name, *statements)

    def sheet(self, name: str, *statements: dict[str, str]) -> Path:
        """Write a sheet, with ids s1, s2, ... where none are given."""
        rows = [
            dict.fromkeys(STATEMENT_COLUMNS, "")
            | {"statement": f"s{number}", "section": "I.1", "line": str(number), "nature": "target"}
            | {"evidence": f"{cells.get('value', '').replace(';', ', ')} hồ sơ công việc"}
            | {"indicator": "hồ sơ công việc trên môi trường mạng"}
            | cells
            for number, cells in enumerate(statements, start=1)
        ]
        path = self.path / FOLDER / f"{name}.csv"
        self._write(path, STATEMENT_COLUMNS, rows)
        return path

    def text(self, name: str, content: str) -> None:
        """Write another file of the folder as it is."""
        (self.path / name).write_text(content, encoding="utf-8")

    def build(self) -> Built:
        """Build the table of this folder."""
        return build(self.path)

    def rows(self, *wanted: str) -> list[tuple[object, ...]]:
        """Build the table and give some of its columns, a tuple a row."""
        return self.build().targets.select(wanted).rows()

    @staticmethod
    def _write(path: Path, names: list[str], rows: list[dict[str, str]]) -> None:
        pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String)).write_csv(path)


@pytest.fixture
def raw(tmp_path: Path) -> RawFolder:
    """An empty folder of coded data."""
    folder = tmp_path / "raw"
    folder.mkdir()
    return RawFolder(folder)


@pytest.fixture(scope="session")
def real() -> Built:
    """The table and the findings of the five documents, built anew."""
    return build(ROOT / "data" / "raw")


@pytest.fixture(scope="session")
def targets(real: Built) -> pl.DataFrame:
    """The long table of the five documents."""
    return real.targets


@pytest.fixture(scope="session")
def explorer_page(targets: pl.DataFrame) -> str:
    """The explorer page of the five documents."""
    return explorer(targets)


@pytest.fixture(scope="session")
def explorer_address(explorer_page: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the explorer page as a file."""
    path = tmp_path_factory.mktemp("explorer") / "explorer.html"
    path.write_text(explorer_page, encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for the tests of one file; two cannot run at a time."""
    with launched() as browser:
        yield browser


@pytest.fixture
def texts() -> Path:
    """The folder of document texts; a test that needs it is skipped where it is missing."""
    named = os.environ.get("CCHC_DOCUMENTS")
    if not named or not Path(named).is_dir():
        pytest.skip("the texts of the documents are not beside this checkout (CCHC_DOCUMENTS)")
    return Path(named)


def of_all_provinces(rows: pl.DataFrame) -> pl.DataFrame:
    """Some rows of a long table as each of the 63 provinces would state them, each in a document of its own."""
    return pl.concat(
        rows.with_columns(
            province=pl.lit(name), province_code=pl.lit(each.province_code), document=pl.lit(name_key(name))
        )
        for name, each in provinces().items()
    )
