"""Which province says what about which metric: a figure, a direction, a result, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from cchc_analysis.catalog import metrics
from cchc_analysis.frames import as_given
from cchc_analysis.selection import check_columns

if TYPE_CHECKING:
    from cchc_analysis.frames import Frame

STATUSES = ("quantified", "directional", "reported", "silent")


def coverage(targets: Frame) -> Frame:
    """Tell for every province of the table and every metric of the catalogue what its documents say.

    Parameters
    ----------
    targets : polars or pandas DataFrame
        The long table, or rows of it.

    Returns
    -------
    DataFrame
        Of the kind given, a row for every province and metric, sorted by province, in the order of the
        catalogue: province, metric, area, status, targets, actuals (rows of the table). ``quantified``: some
        target has a figure; ``directional``: there are only targets without one; ``reported``: there are only
        actuals; ``silent``: no figure in the documents at hand, which is neither zero nor "no target".

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> said = coverage(load_targets())
    >>> said.filter(metric="e_dossier_rate")["status"].to_list()
    ['quantified', 'silent', 'quantified', 'quantified']
    """
    table = check_columns(targets, "province", "metric", "nature", "value")
    is_target = pl.col("nature") == "target"
    said = table.group_by("province", "metric").agg(
        quantified=(is_target & pl.col("value").is_not_null()).sum(),
        targets=is_target.sum().cast(pl.Int64),
        actuals=(~is_target).sum().cast(pl.Int64),
    )
    named = [(name, metric.area) for name, metric in metrics().items()]
    catalogue = pl.DataFrame(named, schema=["metric", "area"], orient="row").with_row_index("order")
    status = (
        pl.when(pl.col("quantified") > 0).then(pl.lit("quantified"))
        .when(pl.col("targets") > 0).then(pl.lit("directional"))
        .when(pl.col("actuals") > 0).then(pl.lit("reported"))
        .otherwise(pl.lit("silent"))
    )  # fmt: skip
    found = (
        table.select("province")
        .unique()
        .join(catalogue, how="cross")
        .join(said, on=["province", "metric"], how="left")
        .with_columns(pl.col("quantified", "targets", "actuals").fill_null(0))
        .with_columns(status=status)
        .sort("province", "order")
        .select("province", "metric", "area", "status", "targets", "actuals")
    )
    return as_given(found, targets)
