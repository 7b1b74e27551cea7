"""Coverage: a figure, a direction, a result, silence."""

import polars as pl
import pytest

from cchc_analysis import coverage, follow_up, gaps, level_spread, load_outcomes, pace, province_spread
from cchc_analysis import metrics as listed_metrics
from cchc_analysis.catalog import metrics
from cchc_analysis.errors import DataError

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


COMPARISONS = [coverage, gaps, pace, level_spread, province_spread, listed_metrics]


@pytest.mark.parametrize("compare", [*COMPARISONS, lambda rows: follow_up(rows, load_outcomes())])
@pytest.mark.parametrize(("comparator", "value"), [("=", None), (">=", None), ("increase", 90.0)])
def test_a_figure_that_is_missing_is_no_direction(targets, compare, comparator, value):
    """Nor in pandas, which has NaN for it."""
    changed = [pl.lit(comparator).alias("comparator"), pl.lit(value, pl.Float64).alias("value")]
    rows = targets.filter(metric="e_dossier_rate").with_columns(changed)
    for frame in (rows, rows.to_pandas()):
        with pytest.raises(
            DataError, match="value: breaks the rule value_unless_directional in 9 of 9 rows; fill it"
        ):
            compare(frame)


def test_a_row_for_every_province_and_metric():
    found = coverage(ROWS)
    assert found.columns == ["province", "metric", "area", "status", "targets", "actuals"]
    assert found.select("province", "metric").rows() == [(p, m) for p in "AB" for m in metrics()]


def test_pandas_in_pandas_out():
    assert coverage(ROWS.to_pandas())["status"].tolist() == coverage(ROWS)["status"].to_list()
