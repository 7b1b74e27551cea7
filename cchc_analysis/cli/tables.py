"""Commands that begin a project, build the long table, show it, and compare what stands in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from cchc_analysis.catalog import indices
from cchc_analysis.choices import LANGUAGES, Lang
from cchc_analysis.cli.options import Area, Form, Level, Metric, Out, Province, Raw, choice
from cchc_analysis.cli.printing import print_frame, print_table, print_written, with_results, with_sides
from cchc_analysis.errors import DataError, Fault, counted, nearest


def init(folder: Annotated[Path, typer.Argument(help="Folder of the project.")] = Path()) -> None:
    """Begin a project with a copy of the coded data, in data/raw of a folder."""
    from cchc_analysis import places
    from cchc_analysis.writing import copy_whole

    target = folder / "data" / "raw"
    copy_whole(places.carried_raw_folder(), target, without=("documents", "drafts"))
    print_written(target)
    print("next: cchc build; cchc add FILE takes a document more (cchc add --help)")


def build(raw: Raw = None, out: Out = None) -> None:
    """Build the long table and the findings from the coded data."""
    from cchc_analysis import places, table

    folder = raw or places.own_raw_folder()
    built = table.build(folder)
    written = table.write(built, out or places.project() / "data" / "processed")
    print_written(*written)
    if waiting := table.waiting(folder):
        wait = "waits as a draft" if len(waiting) == 1 else "wait as drafts"
        print(f"{counted(len(waiting), 'document')} {wait}: {', '.join(waiting)}")
    made = [counted(built.targets.height, "row"), counted(built.findings.height, "finding")]
    results = "no results: the raw folder has no folder outcomes"
    if built.outcomes is not None:
        results = counted(built.outcomes.height, "result")
    print(", ".join([*made, results]))


def show(
    province: Province = None,
    metric: Metric = None,
    area: Area = None,
    level: Level = None,
    year: Annotated[int | None, typer.Option(help="Year the figure holds for.")] = None,
    nature: Annotated[str | None, typer.Option(help="target or actual.")] = None,
) -> None:
    """Show rows of the long table in the terminal."""
    from cchc_analysis.selection import select
    from cchc_analysis.table import load_targets
    from cchc_analysis.wording import figure

    said: dict[str, str | int | None] = {"province": province, "metric": metric, "area": area, "level": level}
    rows = select(load_targets(), said | {"year": year, "nature": nature})
    names = ["province", "period", "metric", "level", "nature"]
    print_table(
        [*names, "value", "scope", "source"],
        [
            [*(row[name] for name in names), figure(row, "en", fraction=True), row["scope"], _source(row)]
            for row in rows.iter_rows(named=True)
        ],
    )
    print(counted(rows.height, "row"))


def _source(row: dict[str, Any]) -> str:
    return f"{row['document']}:{row['line']}"


def coverage(
    province: Province = None,
    area: Area = None,
    status: Annotated[str | None, typer.Option(help="quantified, directional, reported or silent.")] = None,
    form: Form = "table",
) -> None:
    """Tell which province gives a figure, a direction, a result or nothing for each metric."""
    from cchc_analysis.compare.coverage import coverage as cover
    from cchc_analysis.selection import select
    from cchc_analysis.table import load_targets

    print_frame(select(cover(load_targets()), {"province": province, "area": area, "status": status}), form)


def gaps(metric: Metric = None, level: Level = None, form: Form = "table") -> None:
    """Set the figures of two provinces side by side and tell whether they may be read so."""
    from cchc_analysis.compare.gaps import gaps as pair
    from cchc_analysis.table import load_targets

    pairs = pair(load_targets(), metric, level)
    print_frame(pairs if form == "csv" else with_sides(pairs), form)


def pace(province: Province = None, metric: Metric = None, form: Form = "table") -> None:
    """Tell what each year would have to bring to reach a target, and how results so far compare."""
    import polars as pl

    from cchc_analysis.compare.pace import pace as walk
    from cchc_analysis.selection import select
    from cchc_analysis.table import load_targets

    walked = walk(select(load_targets(), {"province": province, "metric": metric}))
    if form == "table":
        reason = pl.col("reason").str.split(":").list.first()
        counts = walked.group_by("status", reason=reason).agg(targets=pl.len())
        print_frame(counts.sort("targets", "status", "reason", descending=[True, False, False]), form)
        print()
    print_frame(walked, form)


def convergence(
    metric: Metric = None,
    dimension: Annotated[str, typer.Option(help="total, or a dimension of the index.")] = "total",
    start: Annotated[int | None, typer.Option(help="First year [default: of the last long series].")] = None,
    end: Annotated[int | None, typer.Option(help="Last year.")] = None,
    province: Annotated[
        list[str] | None, typer.Option(help="Only these provinces, commas between; or given again for each.")
    ] = None,
    over: Annotated[
        str | None, typer.Option(help="Of a metric of plans: levels (of a province, over years) or provinces.")
    ] = None,
    lang: Annotated[str, typer.Option(help="vi or en: of what is said of an index.")] = "en",
    form: Form = "table",
) -> None:
    """Tell whether provinces drew together in an index, or how close the aims of levels or provinces lie."""
    if metric is not None and metric.lower() in indices():
        if over is not None:
            raise typer.BadParameter(f"--over is of metrics of plans; {metric} is an index, leave it out")
        only = [name for names in province for name in names.split(",")] if province else None
        _converge(metric.lower(), dimension.lower(), (start, end), only, choice(lang, LANGUAGES, "--lang"), form)
        return
    if dimension != "total" or start is not None or end is not None or province:
        named = f"{metric} is none; {nearest(metric, indices())}" if metric else "name one with --metric"
        raise typer.BadParameter(f"--dimension, --start, --end and --province are of an index: {named}")
    _spread(choice(over or "levels", ("levels", "provinces"), "--over"), metric, form)


def _converge(
    metric: str,
    dimension: str,
    years: tuple[int | None, int | None],
    only: list[str] | None,
    lang: Lang,
    form: str,
) -> None:
    from cchc_analysis.compare.converge import REGRESSION_UNITS, converge
    from cchc_analysis.frames import as_polars
    from cchc_analysis.outcomes import load_outcomes

    found = converge(load_outcomes(), metric, dimension, *years, only)
    if found.n < REGRESSION_UNITS:
        message = f"{found.n} with a score in every year from {found.start} to {found.end}; 3 or more are needed"
        raise DataError([Fault("outcomes", 0, "province", message)])
    by_year = as_polars(found.sigma).join(as_polars(found.delta).drop("n"), on="year")
    print_frame(by_year, form)
    if form == "table":
        print(found.describe(lang).replace("−", "-"))  # a terminal is searched for -0.185


def _spread(over: str, metric: str | None, form: str) -> None:
    from cchc_analysis.compare.spread import level_spread, province_spread
    from cchc_analysis.table import load_targets

    spread = level_spread if over == "levels" else province_spread
    print_frame(spread(load_targets(), metric), form)


def follow_up(province: Province = None, metric: Metric = None, form: Form = "table") -> None:
    """Set each aim at an index beside the results before the plan and at its end."""
    from cchc_analysis.compare.follow_up import follow_up as follow
    from cchc_analysis.outcomes import load_outcomes
    from cchc_analysis.selection import select
    from cchc_analysis.table import load_targets

    found = select(follow(load_targets(), load_outcomes()), {"province": province, "metric": metric})
    print_frame(found if form == "csv" else with_results(found), form)
