"""What can be compared: every metric of the catalogue, and how much the table says of it."""

from __future__ import annotations

import polars as pl

from cchc_analysis import catalog
from cchc_analysis.frames import AnyFrame, Frame, as_given
from cchc_analysis.selection import check_columns
from cchc_analysis.table import load_targets

_DESCRIBED = ("metric", "name_vi", "name_en", "area", "unit", "better", "measures_vi", "measures")


def metrics(targets: Frame | None = None) -> AnyFrame:
    """List the metrics of the catalogue, what each counts, and how many figures a table has of it.

    Of the table of the project, where no other is given.

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
    said = table.group_by("metric").agg(
        figures=valued.sum().cast(pl.Int64),
        directions=(~valued).sum().cast(pl.Int64),
        provinces=pl.col("province").filter(valued).n_unique().cast(pl.Int64),
    )
    known = [[getattr(metric, name) for name in _DESCRIBED] for metric in catalog.metrics().values()]
    described = pl.DataFrame(known, schema=list(_DESCRIBED), orient="row")
    counts = pl.col("figures", "directions", "provinces").fill_null(0)
    listed = described.join(said, on="metric", how="left", maintain_order="left").with_columns(counts)
    return listed if targets is None else as_given(listed, targets)
