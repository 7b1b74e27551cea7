"""Plans of provinces that are not in the table: everything that is made of today's five documents is made of them too."""

import json
import re
import shutil

import pytest

from cchc_analysis import load_targets, table
from cchc_analysis.catalog import fold, phrases, provinces
from cchc_analysis.charts.gallery import GALLERY, draw_all
from cchc_analysis.export.brief import write_briefs
from cchc_analysis.export.explorer import explorer
from cchc_analysis.export.formats import export
from cchc_analysis.load.register import load_documents
from tests.conftest import ROOT, RawFolder

OTHERS = [name for name in provinces() if name not in ("Kiên Giang", "Kon Tum", "Hậu Giang", "Gia Lai")]
AIMS = ("e_dossier_rate", "online_service_rate", "digitization_rate", "electronic_circulation_rate")
"""Metrics that the documents of today aim at, some with floors and some with plain figures."""


def named(metric):
    """The longest phrase by which documents name a metric."""
    return next(phrase for phrase, of in phrases() if of == metric)


def plan(number):
    """Statements of a plan: floors in every second one, so that floors meet plain figures."""
    bound = {"comparator": "tối thiểu"} if number % 2 else {}
    for at, metric in enumerate(AIMS):
        value = f"{60 + (7 * number + 11 * at) % 40}%"
        for level in ("tỉnh", "huyện", "xã"):
            yield {
                "value": value, "levels": level, "indicator": named(metric), "evidence": f"{bound.get('comparator', '')} {value}".strip(),
                "scope": "đủ điều kiện" if metric == "online_service_rate" else "", **bound,
            }  # fmt: skip
    yield {"indicator": "chỉ số PAPI", "comparator": "nâng cao", "evidence": "nâng cao chỉ số PAPI"}


def cells(notebook):
    """The code of a notebook, cell by cell."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            yield "".join(cell["source"])


@pytest.fixture(params=[1, 20], ids=lambda count: f"{count} more")
def project(request, tmp_path, monkeypatch):
    """A project with the plans of today and of one or twenty more provinces, built."""
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw", ignore=shutil.ignore_patterns("documents"))
    (tmp_path / "more").mkdir()
    more = RawFolder(tmp_path / "more")
    for number, province in enumerate(OTHERS[: request.param], start=1):
        name = fold(province).encode("ascii", "ignore").decode().replace(" ", "") + f"-{number}"
        more.document(name, *plan(number), province=province, period=str(2022 + number % 3))
        shutil.copy(more.path / "statements" / f"{name}.csv", tmp_path / "data" / "raw" / "statements")
    lines = (more.path / "documents.csv").read_text(encoding="utf-8").partition("\n")[2]
    register = tmp_path / "data" / "raw" / "documents.csv"
    register.write_text(register.read_text(encoding="utf-8") + lines, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    table.write(table.build("data/raw"), tmp_path / "data" / "processed")
    return tmp_path


def test_everything_that_make_report_writes_is_written(project):
    targets, left_out = load_targets(), []
    assert targets["province"].n_unique() in (5, 24)
    drawn = list(draw_all(targets, None, ["en"], ["svg"], project / "figures", left_out.append))
    assert all(line.startswith("left out ") and "\n" not in line for line in left_out)
    assert len(drawn) + len(left_out) == len(GALLERY)
    of_targets = [
        line for line in left_out if "no table of results" not in line
    ]  # results are the same as today's
    assert len(of_targets) <= 3
    assert all(path.stat().st_size > 1000 for path in drawn)
    if targets["province"].n_unique() == 24:
        chosen = sorted(targets["province"].unique())[:2]
        assert len(list(write_briefs(targets, chosen, ["vi"], project / "briefs"))) == len(chosen)
        assert targets["province"][0] in explorer(targets)
        assert list(export(targets, load_documents(), ["csv", "xlsx", "datapackage"], project / "exports"))


@pytest.mark.parametrize("project", [1], indirect=True, ids=["1 more"])
def test_the_notebooks_run_and_tell_of_the_provinces_that_they_name(project, monkeypatch):
    shutil.copytree(ROOT / "examples", project / "examples")
    (project / "notebooks").mkdir()
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        monkeypatch.chdir(project / "notebooks")
        names = {"display": str}
        for cell in cells(notebook):
            exec(compile(cell, notebook.name, "exec"), names)
    names["copy"].cleanup()  # in which the last one adds a document


def test_only_the_gallery_and_examples_name_a_province_or_a_metric_of_plans():
    named = re.compile("|".join([*provinces(), "e_dossier_rate", "digitization_rate", "online_service_rate"]))
    for folder in ("charts", "export", "compare"):
        for path in (ROOT / "cchc_analysis" / folder).iterdir():
            if path.suffix in (".py", ".js", ".j2", ".toml") and path.name != "gallery.py":
                code = re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
                assert not named.findall(code), path.name
