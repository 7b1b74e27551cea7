"""A metric, a synonym, a comparator, an index: each is added as a row of the catalogue, and no code changes."""

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT

RUN = """
import json, sys
from cchc_analysis import catalog
added, text = json.loads(sys.argv[1]), sys.argv[2]
read = catalog.read_table
catalog.read_table = lambda name: [*read(name), *added.get(name, [])]
from cchc_analysis import extract_statements
plan = "KẾ HOẠCH\\n\\nCải cách hành chính năm 2024\\n\\n"
print(json.dumps([[row["metric"], row["comparator"], row["value"]] for row in extract_statements(plan + text)]))
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


def said(text, **added):
    """Give what a plan states to a catalogue with these rows added."""
    command = [sys.executable, "-c", RUN, json.dumps({f"{name}.csv": rows for name, rows in added.items()}), text]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)


@pytest.mark.parametrize(
    ("text", "before", "after", "added"),
    [
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
    ],
    ids=["metric", "synonym", "comparator", "index"],
)
def test_adding_is_adding_a_row(text, before, after, added):
    assert said(text) == ([before] if before else [])
    assert said(text, **added) == [after]
