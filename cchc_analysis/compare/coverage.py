"""Which province says what about which metric: a figure, a direction, a result, or nothing."""

from __future__ import annotations

import polars as pl

from cchc_analysis.catalog import metrics
from cchc_analysis.frames import Frame, as_given
from cchc_analysis.selection import check_columns

STATUSES = ("quantified", "directional", "reported", "silent")


def coverage(targets: Frame) -> Frame:
    """Tell for every province of the table and every metric of the catalogue what its documents say.

    Returns
    -------
    DataFrame
        A row for every province and metric, sorted by province, in the order of the catalogue: province, metric,
        area, status, targets, actuals (rows of the table). ``quantified``: some target has a figure;
        ``directional``: there are only targets without one; ``reported``: there are only actuals; ``silent``: no
        figure in the documents at hand, which is neither zero nor "no target".

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
        quantified=(is_target & pl.col("value").is_not_null()).any(),
        targets=is_target.sum().cast(pl.Int64),
        actuals=(~is_target).sum().cast(pl.Int64),
    )
    areas = pl.DataFrame({"metric": list(metrics()), "area": [metric.area for metric in metrics().values()]})
    every = table.select(pl.col("province").unique().sort()).join(areas, how="cross", maintain_order="left_right")
    found = every.join(said, on=["province", "metric"], how="left", maintain_order="left").with_columns(
        pl.col("targets", "actuals").fill_null(0)
    )
    status = (
        pl.when("quantified").then(pl.lit("quantified"))
        .when(pl.col("targets") > 0).then(pl.lit("directional"))
        .when(pl.col("actuals") > 0).then(pl.lit("reported"))
        .otherwise(pl.lit("silent"))
    )  # fmt: skip
    return as_given(
        found.select("province", "metric", "area", status.alias("status"), "targets", "actuals"), targets
    )
