"""The project tells the truth about itself: README, environment, lock file, notebooks."""

import json
import re
import subprocess
import sys
import tomllib
from itertools import chain

import pytest
import yaml

from cchc_analysis.catalog import cues, lists
from scripts import licences, notebooks, readme
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
DIRECT = [
    *PROJECT["project"]["dependencies"],
    *(item for extra in EXTRAS.values() for item in extra),
    *(item for group in GROUPS.values() for item in group),
]
BOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_the_readme_is_what_make_report_writes():
    text = readme.README.read_text(encoding="utf-8")
    assert readme.filled(text) == text


def test_environment_yml_is_in_step_with_pyproject():
    wanted = [f"python{PROJECT['project']['requires-python']}", *DIRECT]
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    assert [item for item in conda if isinstance(item, str) and item != "pip"] == wanted


def test_pip_takes_its_part_of_environment_yml(tmp_path):
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    own = next(item["pip"] for item in conda if isinstance(item, dict))
    listed = tmp_path / "requirements.txt"
    listed.write_text("\n".join(own), encoding="utf-8")
    # the conda part has what these lines depend on, so that nothing is looked up here
    offline = ["--dry-run", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *offline, "--requirement", str(listed)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Would install cchc-analysis-{PROJECT['project']['version']}" in done.stdout


def test_every_dependency_is_pinned_with_hashes_and_no_host_is_named():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)
    assert {re.split("[><=]", item)[0] for item in DIRECT} <= set(pinned)
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z])", lock.strip()))
    assert "://" not in lock


def test_dependencies_md_gives_a_reason_for_each():
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for item in DIRECT:
        assert re.split("[><=]", item)[0] in reasons


@pytest.mark.parametrize("words", [cues(), lists()], ids=["cues.csv", "lists.csv"])
def test_methods_md_says_what_each_kind_of_word_tells(words):
    page = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    told = [re.findall(r"`(\w+)`", line.split(" | ")[0]) for line in page.splitlines() if line.startswith("| `")]
    assert set(words) <= set(chain(*told))


@pytest.mark.pinned
def test_every_pinned_package_is_listed_with_a_licence_that_lets_us_use_it():
    listed = dict(
        re.findall(r"^\| ([a-z0-9-]+) \| ([^|]*) \|", licences.FILE.read_text(encoding="utf-8"), re.MULTILINE)
    )
    del listed["package"]
    assert {name: own for name, (own, _) in licences.table().items()} == listed
    assert [name for name, own in listed.items() if not licences.FREE.search(own)] == []


def test_there_are_notebooks():
    assert [path.name[:2] for path in BOOKS] == ["01", "02", "03", "04", "05", "06", "07", "08"]


@pytest.fixture(scope="module")
def kernel():
    """A kernel that imports the library once for all notebooks."""
    from jupyter_client.manager import KernelManager

    manager = KernelManager(kernel_name="python3")
    yield manager
    manager.shutdown_kernel(now=True)


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("default")
@pytest.mark.pinned
def test_a_notebook_runs_to_the_outputs_that_are_committed(path, kernel):
    assert notebooks.execute(path, kernel) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_notebook_opens_with_its_question_and_closes_with_what_it_cannot_say(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    prose = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert "**Question.**" in prose[0]
    assert "**Câu hỏi.**" in prose[0]
    assert "## What this cannot say" in prose[-1]
    assert "**Tóm tắt.**" in prose[-1]


def test_what_notebook_02_says_of_results_is_so(targets):
    """No province reports what it aims at, on one base; two provinces share no metric and year."""
    measure = ["province", "metric", "scope", "level"]
    aims, results = (targets.filter(nature=nature).select(measure).unique() for nature in ("target", "actual"))
    valued = targets.filter(nature="target", basis="stated").drop_nulls("value")
    assert valued.join(results, on=measure, how="semi").is_empty()
    assert not aims.is_empty()
