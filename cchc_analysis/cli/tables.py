"""Commands that begin a project, build the long table, show it, and compare what stands in it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import cchc_analysis as cchc
from cchc_analysis import places
from cchc_analysis.catalog import indices
from cchc_analysis.choices import Lang
from cchc_analysis.cli.options import Area, Form, Level, Metric, Out, Province, Raw
from cchc_analysis.cli.printing import print_table, print_written
from cchc_analysis.errors import counted, nearest
from cchc_analysis.writing import copy_whole

if TYPE_CHECKING:
    import polars as pl


def init(folder: Annotated[Path, typer.Argument(help="Folder of the project.")] = Path()) -> None:
    """Begin a project with a copy of the coded data, in data/raw of a folder."""
    target = folder / "data" / "raw"
    copy_whole(places.carried() / "data" / "raw", target, without=("documents", "drafts"))
    print_written(target)
    print("next: cchc build; cchc add FILE takes a document more (cchc add --help)")


def build(raw: Raw = None, out: Out = None) -> None:
    """Build the long table and the findings from the coded data."""
    from cchc_analysis import table
    from cchc_analysis.load.statements import waiting_drafts

    folder = raw or places.own_raw_folder()
    built = table.build(folder)
    print_written(*table.write(built, out or places.project() / "data" / "processed"))
    if waiting := waiting_drafts(folder, cchc.load_documents(folder)["document"]):
        wait = "waits as a draft" if len(waiting) == 1 else "wait as drafts"
        print(f"{counted(len(waiting), 'document')} {wait}: {', '.join(waiting)}")
    without = "no results: the raw folder has no folder outcomes"
    results = without if built.outcomes is None else counted(built.outcomes.height, "result")
    print(counted(built.targets.height, "row"), counted(built.findings.height, "finding"), results, sep=", ")


def show(
    province: Province = None,
    metric: Metric = None,
    area: Area = None,
    level: Level = None,
    year: Annotated[int | None, typer.Option(help="Year the figure holds for.")] = None,
    nature: Annotated[str | None, typer.Option(help="target or actual.")] = None,
) -> None:
    """Show rows of the long table in the terminal."""
    import polars as pl

    from cchc_analysis.wording import figure

    rows = _chosen(
        cchc.load_targets(), province=province, metric=metric, area=area, level=level, year=year, nature=nature
    )
    said = pl.Series([figure(row, "en", fraction=True) for row in rows.iter_rows(named=True)], dtype=pl.String)
    shown = rows.with_columns(value=said, source=pl.format("{}:{}", "document", "line"))
    names = "province", "period", "metric", "level", "nature", "value", "scope", "source"
    print_table(names, shown.select(names).iter_rows())
    print(counted(rows.height, "row"))


def _print(frame: pl.DataFrame, form: str) -> None:
    if form == "csv":
        sys.stdout.write(frame.write_csv())
    else:
        print_table(frame.columns, frame.iter_rows())


def _chosen(frame: pl.DataFrame, **filters: str | int | None) -> pl.DataFrame:
    from cchc_analysis.selection import select

    return select(frame, filters)


def coverage(
    province: Province = None,
    area: Area = None,
    status: Annotated[str | None, typer.Option(help="quantified, directional, reported or silent.")] = None,
    form: Form = "table",
) -> None:
    """Tell which province gives a figure, a direction, a result or nothing for each metric."""
    said = cchc.coverage(cchc.load_targets())
    _print(_chosen(said, province=province, area=area, status=status), form)


def gaps(metric: Metric = None, level: Level = None, form: Form = "table") -> None:
    """Set the figures of two provinces side by side and tell whether they may be read so."""
    from cchc_analysis.compare.gaps import MORE, rounded_difference, side_by_side
    from cchc_analysis.wording import side

    pairs, rows = side_by_side(cchc.load_targets(), metric, level), []
    if form == "csv":
        _print(pairs.drop(MORE), form)
        return
    for row in pairs.iter_rows(named=True):
        sides = (": ".join(side(row, of, "en")) for of in "ab")
        compared = rounded_difference(row), row["comparability"], row["reading"]
        rows.append([row["metric"], row["level"], *sides, *compared])
    print_table(["metric", "level", "a", "b", "difference", "comparability", "reading"], rows)


def pace(province: Province = None, metric: Metric = None, form: Form = "table") -> None:
    """Tell what each year would have to bring to reach a target, and how results so far compare."""
    import polars as pl

    walked = cchc.pace(_chosen(cchc.load_targets(), province=province, metric=metric))
    if form == "table":
        reason = pl.col("reason").str.split(":").list.first()
        counts = walked.group_by("status", reason=reason).agg(targets=pl.len())
        _print(counts.sort("targets", "status", "reason", descending=[True, False, False]), form)
        print()
    _print(walked, form)


def convergence(
    metric: Metric = None,
    dimension: Annotated[str, typer.Option(help="total, or a dimension of the index.")] = "total",
    start: Annotated[int | None, typer.Option(help="First year [default: of the last long series].")] = None,
    end: Annotated[int | None, typer.Option(help="Last year.")] = None,
    province: Annotated[
        list[str] | None, typer.Option(help="Only these provinces, commas between; or given again for each.")
    ] = None,
    over: Annotated[
        Literal["levels", "provinces"] | None,
        typer.Option(help="Of a metric of plans: levels (of a province, over years) or provinces."),
    ] = None,
    lang: Annotated[Lang, typer.Option(help="Of what is said of an index.")] = "en",
    form: Form = "table",
) -> None:
    """Tell whether provinces drew together in an index, or how close the aims of levels or provinces lie."""
    if metric is None or metric.lower() not in indices():
        if dimension != "total" or start is not None or end is not None or province:
            named = f"{metric} is none; {nearest(metric, indices())}" if metric else "name one with --metric"
            raise typer.BadParameter(f"--dimension, --start, --end and --province are of an index: {named}")
        spread = cchc.province_spread if over == "provinces" else cchc.level_spread
        _print(spread(cchc.load_targets(), metric), form)
        return
    if over is not None:
        raise typer.BadParameter(f"--over is of metrics of plans; {metric} is an index, leave it out")
    from cchc_analysis.frames import as_polars

    only = [name for names in province for name in names.split(",")] if province else None
    found = cchc.converge(cchc.load_outcomes(), metric.lower(), dimension.lower(), start, end, only)
    _print(as_polars(found.sigma).join(as_polars(found.delta).drop("n"), on="year"), form)
    if form == "table":
        print(found.describe(lang).replace("−", "-"))  # a terminal is searched for -0.185


def follow_up(province: Province = None, metric: Metric = None, form: Form = "table") -> None:
    """Set each aim at an index beside the results before the plan and at its end."""
    followed = cchc.follow_up(cchc.load_targets(), cchc.load_outcomes())
    _print(_chosen(followed, province=province, metric=metric), form)
