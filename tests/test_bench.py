"""What the benchmarks are measured on is what they say: tables that the schema allows, processes timed apart."""

import sys

import pytest

from cchc_analysis.load.register import load_documents
from cchc_analysis.schema import Target
from cchc_analysis.table import build, load_targets
from scripts.bench import convergence, country
from scripts.bench.measuring import Measured, in_turn, process


def test_a_country_of_rows_is_a_table_that_the_schema_allows():
    made = Target.fitted(country.long_table(3_000), "targets")
    assert made.height == 3_000
    assert made["province"].n_unique() == -(-made["document"].str.extract(r"(\d+)$").n_unique() // country.YEARS)


def test_a_project_of_rows_loads_with_its_register(tmp_path, monkeypatch):
    country.write_project(tmp_path, 500)
    monkeypatch.chdir(tmp_path)
    assert load_targets().height == 500
    assert set(load_targets()["document"]) == set(load_documents("data/raw")["document"])


def test_documents_written_twice_build_twice_the_rows(tmp_path, real):
    assert country.write_coded(tmp_path, 2) == 2 * real.targets["document"].n_unique()
    assert build(tmp_path).targets.filter(basis="stated").height == 2 * real.targets.filter(basis="stated").height


def test_a_process_is_measured_by_itself():
    ballast = bytearray(300_000_000)
    done = process([sys.executable, "-S", "-c", "import time; time.sleep(0.05)"])
    assert done.code == 0
    assert done.seconds > 0.05
    assert done.peak < len(ballast) / 1e6 / 2  # not that of the process which asked for it


@pytest.mark.parametrize(
    ("code", "limit", "ends"),
    [
        ("import sys; sys.exit('no such row')", 60, (1, "no such row")),
        ("import time; time.sleep(60)", 0.1, (-9, "")),
    ],
)
def test_a_process_that_fails_or_takes_too_long_says_so(code, limit, ends):
    done = process([sys.executable, "-S", "-c", code], limit=limit)
    assert (done.code, done.told) == ends


def test_ratios_are_those_of_each_turn():
    measured = in_turn("work", lambda: None, {"peer": lambda: None, "other": lambda: None}, 3, {"peer": 2.0})
    assert [(each.peer, len(each.ratios), each.limit) for each in measured] == [
        ("peer", 3, 2.0),
        ("other", 3, None),
    ]
    kept = Measured("work", "peer", 0.5, [0.5, 1.0, 4.0], 1.0)
    assert kept.line() == ["work", "500 ms", "peer", "1.00 (0.50 to 4.00)", "1", "kept"]
    assert kept._replace(limit=0.9).line()[-1] == "**not kept**"


def test_library_polars_and_pandas_measure_the_same():
    convergence.check_equal(convergence.simulated(12, metrics=2, levels=2))
