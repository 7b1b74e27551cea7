"""Commands that build the long table, show it, and compare what stands in it."""

from __future__ import annotations

from typing import Annotated

import typer

from cchc_analysis.cli.options import Area, Form, Level, Metric, Out, Province, Raw, choice
from cchc_analysis.cli.printing import print_frame, print_table, with_sides
from cchc_analysis.errors import counted
from cchc_analysis.wording import figure


def build(raw: Raw = None, out: Out = None) -> None:
    """Build the long table and the findings from the coded data."""
    from cchc_analysis import places, table

    folder = raw or places.raw_folder()
    built = table.build(folder)
    written = table.write(built, out or places.processed_folder())
    for path in written:
        print("wrote", places.shown(path))
    if waiting := table.waiting(folder):
        wait = "waits as a draft" if len(waiting) == 1 else "wait as drafts"
        print(f"{counted(len(waiting), 'document')} {wait}: {', '.join(waiting)}")
    print(f"{counted(built.targets.height, 'row')}, {counted(built.findings.height, 'finding')}")
    if built.outcomes is None:
        print("no results: the raw folder has no folder outcomes")
    else:
        print(counted(built.outcomes.height, "result"))


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

    filters = {
        "province": province,
        "metric": metric,
        "area": area,
        "level": level,
        "year": year,
        "nature": nature,
    }
    rows = select(load_targets(), filters)
    print_table(
        ["province", "period", "metric", "level", "nature", "value", "scope", "source"],
        [
            [
                row["province"],
                row["period"],
                row["metric"],
                row["level"],
                row["nature"],
                figure(row, "en", fraction=True),
                row["scope"],
                f"{row['document']}:{row['line']}",
            ]
            for row in rows.iter_rows(named=True)
        ],
    )
    print(counted(rows.height, "row"))


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


def pace(
    province: Province = None,
    metric: Metric = None,
    form: Form = "table",
) -> None:
    """Tell what each year would have to bring to reach a target, and how results so far compare."""
    from cchc_analysis.compare.pace import pace as walk
    from cchc_analysis.selection import select
    from cchc_analysis.table import load_targets

    print_frame(walk(select(load_targets(), {"province": province, "metric": metric})), form)


def convergence(
    over: Annotated[
        str, typer.Option(help="levels: of a province over years; provinces: at each level.")
    ] = "levels",
    metric: Metric = None,
    form: Form = "table",
) -> None:
    """Tell how close levels or provinces lie together, with n, years and the range without one unit."""
    from cchc_analysis.compare.spread import level_spread, province_spread
    from cchc_analysis.table import load_targets

    chosen = choice(over, ("levels", "provinces"), "--over")
    spread = level_spread if chosen == "levels" else province_spread
    print_frame(spread(load_targets(), metric), form)
