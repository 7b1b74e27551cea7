"""What the documents say of each metric: which province gives a figure, a direction, a result, or nothing."""

import polars as pl

from cchc_analysis import catalog
from cchc_analysis.frames import AnyFrame, Frame, as_given, first_true
from cchc_analysis.selection import check_columns
from cchc_analysis.table import load_targets

STATUSES = ("quantified", "directional", "reported", "silent")
_DESCRIBED = ("metric", "name_vi", "name_en", "area", "unit", "better", "measures_vi", "measures")


def coverage(targets: Frame) -> Frame:
    """Tell for every province of the table and every metric of the catalogue what its documents say.

    Returns
    -------
    DataFrame
        A row for every province and metric of the catalogue: province, metric, area, status, targets, actuals
        (rows of the table). ``quantified``: some target has a figure; ``directional``: there are only targets
        without one; ``reported``: only actuals; ``silent``: no figure in the documents at hand.

    Examples
    --------
    >>> from cchc_analysis import load_targets
    >>> said = coverage(load_targets())
    >>> said.filter(metric="e_dossier_rate")["status"].to_list()
    ['quantified', 'silent', 'quantified', 'quantified']
    """
    table = check_columns(targets, "province", "metric", "nature", "value")
    is_target = pl.col("nature") == "target"
    figures = is_target & pl.col("value").is_not_null()
    areas = pl.DataFrame([*catalog.metrics().values()]).select("metric", "area")
    every = table.select(pl.col("province").unique().sort()).join(areas, how="cross", maintain_order="left_right")
    found = _counted(every, table, figures=figures.sum(), targets=is_target.sum(), actuals=(~is_target).sum())
    counts = dict(zip(STATUSES, (pl.col(name) > 0 for name in ("figures", "targets", "actuals")), strict=False))
    found = found.with_columns(status=first_true(counts, "silent"))
    return as_given(found.select("province", "metric", "area", "status", "targets", "actuals"), targets)


def metrics(targets: Frame | None = None) -> AnyFrame:
    """List the metrics of the catalogue, and how many figures a table, by default the project's, has of each.

    Returns
    -------
    DataFrame
        One row a metric in the order of the catalogue: metric, name_vi, name_en, area, unit,
        better (which way is up), measures_vi and measures (what it counts or is a share of); figures and
        directions, the rows with and without a value; provinces, how many have a figure.

    Examples
    --------
    >>> metrics().filter(metric="e_dossier_rate").select("name_en", "unit", "figures", "provinces").row(0)
    ('Work dossiers processed online', 'percent', 9, 3)
    """
    table = check_columns(load_targets() if targets is None else targets, "metric", "province", "value")
    valued = pl.col("value").is_not_null()
    described = pl.DataFrame([*catalog.metrics().values()]).select(_DESCRIBED)
    provinces = pl.col("province").filter(valued).n_unique()
    listed = _counted(described, table, figures=valued.sum(), directions=(~valued).sum(), provinces=provinces)
    return listed if targets is None else as_given(listed, targets)


def _counted(every: pl.DataFrame, table: pl.DataFrame, **counts: pl.Expr) -> pl.DataFrame:
    """Count rows of the table for each metric, or each of a province; 0 where it has none."""
    by = [name for name in ("province", "metric") if name in every.columns]
    found = every.join(table.group_by(by).agg(**counts), on=by, how="left", maintain_order="left")
    return found.with_columns(pl.col(*counts).cast(pl.Int64).fill_null(0))
