"""The wheel works where there is no checkout: its data, commands, a chart, the page; and it begins a project."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import ROOT

NOT_BROUGHT = ("lxml", "pypdfium2", "great_tables", "jupyterlab", "IPython", "openpyxl")
"""Packages that only extras and groups bring."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel installs and nothing of the checkout."""
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--offline", "--no-deps", "--target"]
    subprocess.run([*command, str(target), str(wheel)], check=True, capture_output=True)
    return target


class Elsewhere:
    """An empty folder in which Python finds the wheel and what it depends on, but no extra and no checkout."""

    def __init__(self, folder: Path, installed: Path) -> None:
        self.folder = folder
        # a package that cannot be imported stands before each that only extras and groups bring
        barred = folder.with_name(f"{folder.name}-barred")
        for name in NOT_BROUGHT:
            barred.joinpath(name).mkdir(parents=True)
            barred.joinpath(name, "__init__.py").write_text(
                f"raise ModuleNotFoundError({name!r})", encoding="utf-8"
            )
        # -S leaves out the .pth file by which this environment finds the checkout
        paths = [str(barred), str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
        self._env = kept | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", "MPLBACKEND": "agg"}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-S", *arguments]
        options = {"cwd": self.folder, "env": self._env, "capture_output": True, "encoding": "utf-8"}
        return subprocess.run(command, check=False, **options)

    def cchc(self, *arguments: str) -> str:
        done = self.run("-m", "cchc_analysis", *arguments)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout


EACH = """
import sys
from cchc_analysis.cli import main
for line in sys.argv[1:]:
    sys.argv = ["cchc", *line.split()]
    try:
        main()
    except SystemExit as ended:
        assert not ended.code, line
    print(chr(12))
"""
"""Runs each command line that it is given, a form feed after what each prints; one process for all is quicker."""


@pytest.fixture
def elsewhere(tmp_path: Path, installed: Path) -> Elsewhere:
    return Elsewhere(tmp_path, installed)


def test_the_wheel_holds_coded_data_and_built_tables_and_no_text_of_a_document(wheel):
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("cchc_analysis/data/")}
    known = {
        f"cchc_analysis/{path.relative_to(ROOT).as_posix()}"
        for folder in ("raw", "processed")
        for path in (ROOT / "data" / folder).rglob("*")
        if path.is_file() and not {"documents", "drafts"} & set(path.relative_to(ROOT).parts)
    }
    assert carried == known


def test_the_tables_load_and_a_chart_is_drawn(elsewhere):
    code = """
import cchc_analysis as cchc
print(cchc.__file__)
targets, outcomes = cchc.load_targets(), cchc.load_outcomes()
print(targets.height > 0, outcomes.height > 0, cchc.load_targets("pandas").shape == targets.shape)
cchc.charts.position(outcomes, "papi_index", lang="en").savefig("chart.png")
"""
    done = elsewhere.run("-c", code)
    assert (done.returncode, done.stderr) == (0, "")
    where, answer = done.stdout.splitlines()
    assert not Path(where).is_relative_to(ROOT)
    assert answer == "True True True"
    assert (elsewhere.folder / "chart.png").read_bytes().startswith(b"\x89PNG")


def test_a_table_for_a_paper_names_the_extra_that_it_needs(elsewhere):
    done = elsewhere.run("-c", "import cchc_analysis as cchc; cchc.typeset(cchc.load_targets())")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith('needs more; pip install "cchc-analysis[notebooks]"')


def test_the_commands_read_the_carried_table(elsewhere, targets):
    lines = "show", "coverage", "gaps --metric e_dossier_rate", "trace kg012", "explorer"
    done = elsewhere.run("-c", EACH, *lines)
    assert (done.returncode, done.stderr) == (0, "")
    shown, covered, paired, traced, written, _ = done.stdout.split("\f\n")
    assert shown.splitlines()[-1] == f"{targets.height} rows"
    assert len(covered.splitlines()) > targets["province"].n_unique()
    assert "comparability" in paired
    assert "line 75, section I.3.b" in traced
    assert "wrote explorer.html" in written
    assert (elsewhere.folder / "explorer.html").stat().st_size > 100_000
    assert list(elsewhere.folder.iterdir()) == [elsewhere.folder / "explorer.html"]


def test_build_says_how_to_begin_and_init_begins(elsewhere, installed, targets):
    for command in (["build"], ["add", "plan.txt", "--province", "Kon Tum", "--kind", "plan", "--period", "2024"]):
        done = elsewhere.run("-m", "cchc_analysis", *command)
        assert done.returncode == 1
        assert done.stderr.startswith("data/raw/documents.csv: no coded data here; run cchc init to begin")
    assert "next: cchc build" in elsewhere.cchc("init")
    assert f"{targets.height} rows" in elsewhere.cchc("build")
    built, carried = elsewhere.folder / "data" / "processed", installed / "cchc_analysis" / "data" / "processed"
    for name in ("targets.csv", "findings.csv", "outcomes.csv"):
        assert (built / name).read_bytes() == (carried / name).read_bytes()
    for name in ("targets.parquet", "outcomes.parquet"):  # their bytes name the version of what wrote them
        assert pl.read_parquet(built / name).equals(pl.read_parquet(carried / name))


def test_init_touches_nothing_that_is_there(elsewhere):
    mine = elsewhere.folder / "data" / "raw" / "documents.csv"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    done = elsewhere.run("-m", "cchc_analysis", "init")
    assert (done.returncode, done.stderr) == (1, "data/raw: stands there already; begin in another folder\n")
    assert [path.name for path in mine.parent.iterdir()] == ["documents.csv"]
    assert mine.read_text(encoding="utf-8") == "mine"
