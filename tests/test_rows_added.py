"""A metric, a synonym, a comparator, an index: each is added as a row of the catalogue, and no code changes."""

import json
import sys
from subprocess import PIPE, Popen

import pytest

from cchc_analysis.catalog.files import read_table
from tests.conftest import ROOT

RUN = """
import json, sys
from cchc_analysis import catalog
added, texts = json.load(sys.stdin)
read = catalog.read_table
catalog.read_table = lambda name: [*read(name), *added.get(name, [])]
from cchc_analysis import extract_statements
plan = "KẾ HOẠCH\\n\\nCải cách hành chính năm 2024\\n\\n"
said = [[[row["metric"], row["comparator"], row["value"]] for row in extract_statements(plan + text)] for text in texts]
print(json.dumps(said))
"""
METRIC = {
    "area": "procedures",
    "better": "higher",
    "name_en": "",
    "name_vi": "",
    "measures": "",
    "measures_vi": "",
    "decimals": "",
}


CASES = [
    (
        "Tối thiểu 40% hồ sơ được ký duyệt bằng giọng nói.",
        [None, ">=", 40],
        ["voice_signed_rate", ">=", 40],
        {
            "metrics": [METRIC | {"metric": "voice_signed_rate", "unit": "percent", "step_of": ""}],
            "concepts": [{"concept": "voice", "kind": "quality", "phrases": "giọng nói|bằng giọng nói"}],
            "signatures": [
                {"metric": "voice_signed_rate", "of": "dossier", "must": "voice", "not": "", "kind": "share"}
                | {"level": ""}
            ],
        },
    ),
    (
        "Tối thiểu 40% túi hồ sơ công vụ được xử lý trên môi trường mạng.",
        [None, ">=", 40],
        ["e_dossier_rate", ">=", 40],
        {"concepts": [{"concept": "work_dossier", "kind": "noun", "phrases": "túi hồ sơ công vụ"}]},
    ),
    (
        "Không kém cạnh 40% hồ sơ công việc được xử lý trên môi trường mạng.",
        ["e_dossier_rate", "=", 40],
        ["e_dossier_rate", ">=", 40],
        {"comparators": [{"phrase": "không kém cạnh", "comparator": ">="}]},
    ),
    (
        "Chỉ số minh bạch số VTI đạt 75 điểm.",
        None,
        ["vti_index", "=", 75],
        {
            "metrics": [METRIC | {"metric": "vti_index", "unit": "index", "step_of": ""}],
            "concepts": [{"concept": "vti_index", "kind": "index", "phrases": "vti|chỉ số minh bạch số"}],
            "signatures": [
                {"metric": "vti_index", "of": "vti_index", "must": "", "not": "", "kind": "index", "level": ""}
            ],
        },
    ),
]


@pytest.fixture(scope="module")
def said():
    """What a plan of each text states, before and after the rows of all of them are added."""
    added = {}
    for *_, tables in CASES:
        for name, rows in tables.items():
            added.setdefault(f"{name}.csv", []).extend(rows)
    texts = [text for text, *_ in CASES]
    runs = [Popen([sys.executable, "-c", RUN], stdin=PIPE, stdout=PIPE, text=True, cwd=ROOT) for _ in range(2)]
    told = [run.communicate(json.dumps([rows, texts]))[0] for run, rows in zip(runs, ({}, added), strict=True)]
    return list(zip(*map(json.loads, told), strict=True))


@pytest.mark.parametrize("case", range(len(CASES)), ids=["metric", "synonym", "comparator", "index"])
def test_adding_is_adding_a_row(said, case):
    _, before, after, _ = CASES[case]
    assert said[case] == ([before] if before else [], [after])


def test_a_row_that_lacks_a_cell_is_named(tmp_path):
    (tmp_path / "concepts.csv").write_text("concept,kind,phrases\nvoice,giọng nói\n", encoding="utf-8")
    with pytest.raises(
        ValueError, match=r"concepts.csv, row 2: 2 cells, the header has 3; complete or quote the row"
    ):
        read_table("concepts.csv", tmp_path)
