"""Coverage: a figure, a direction, a result, silence."""

import polars as pl
import pytest

from cchc_analysis import coverage
from cchc_analysis.catalog import metrics

ROWS = pl.DataFrame(
    [
        ("A", "e_dossier_rate", "target", 90.0),
        ("A", "e_dossier_rate", "target", None),
        ("A", "pci_index", "target", None),
        ("A", "papi_index", "actual", 40.0),
        ("B", "pci_index", "actual", 3.0),
        ("B", "pci_index", "target", None),
    ],
    schema=["province", "metric", "nature", "value"],
    orient="row",
)


@pytest.mark.parametrize(
    ("province", "metric", "said"),
    [
        ("A", "e_dossier_rate", ("quantified", 2, 0)),
        ("A", "pci_index", ("directional", 1, 0)),
        ("A", "papi_index", ("reported", 0, 1)),
        ("B", "pci_index", ("directional", 1, 1)),
        ("B", "e_dossier_rate", ("silent", 0, 0)),
    ],
)
def test_status(province, metric, said):
    row = coverage(ROWS).filter(province=province, metric=metric)
    assert row.select("status", "targets", "actuals").rows() == [said]


def test_a_row_for_every_province_and_metric():
    found = coverage(ROWS)
    assert found.columns == ["province", "metric", "area", "status", "targets", "actuals"]
    assert found.select("province", "metric").rows() == [(p, m) for p in "AB" for m in metrics()]


def test_pandas_in_pandas_out():
    assert coverage(ROWS.to_pandas())["status"].tolist() == coverage(ROWS)["status"].to_list()
