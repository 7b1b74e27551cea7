"""The command line ``cchc``: reads options, calls one function, prints what it gave."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from cchc_analysis.errors import DataError

if TYPE_CHECKING:
    import polars as pl

    from cchc_analysis.charts.theme import Lang

T = TypeVar("T", bound=str)

app = typer.Typer(
    help="Targets and results of administrative reform (CCHC) in Vietnamese provinces.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Raw = Annotated[Path | None, typer.Option(help="Folder of coded data [default: data/raw].")]
Out = Annotated[Path | None, typer.Option(help="Folder to write to [default: data/processed].")]
Texts = Annotated[Path | None, typer.Option(help="Folder of document texts [default: $CCHC_DOCUMENTS].")]
Province = Annotated[str | None, typer.Option(help="Name of the province.")]
Area = Annotated[str | None, typer.Option(help="Area of the reform programme.")]
Metric = Annotated[str | None, typer.Option(help="Id of the metric.")]
Level = Annotated[str | None, typer.Option(help="province, district, commune or all.")]
Form = Annotated[str, typer.Option("--format", help="table or csv.")]


@app.command()
def build(raw: Raw = None, out: Out = None) -> None:
    """Build the long table and the findings from the coded data."""
    from cchc_analysis import places, table

    built = table.build(raw or places.raw_folder())
    written = table.write(built, out or places.processed_folder())
    for path in written:
        print("wrote", places.shown(path))
    print(f"{built.targets.height} rows, {built.findings.height} findings")


@app.command()
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
    _print_table(
        ["province", "period", "metric", "level", "nature", "value", "scope", "source"],
        [
            [
                row["province"],
                row["period"],
                row["metric"],
                row["level"],
                row["nature"],
                _figure(row),
                row["scope"],
                f"{row['document']}:{row['line']}",
            ]
            for row in rows.iter_rows(named=True)
        ],
    )
    print(f"{rows.height} rows")


@app.command()
def verify(documents: Texts = None, raw: Raw = None) -> None:
    """Hold every coded statement against the text of its document."""
    from cchc_analysis import places
    from cchc_analysis.verify import verify_statements

    verified = verify_statements(raw or places.raw_folder(), places.texts_folder(documents))
    for line in verified.told:
        print("note:", line, file=sys.stderr)
    print(f"{verified.held} of {verified.total} statements verified")
    if verified.faults:
        raise DataError(verified.faults)


@app.command()
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

    _print_frame(select(cover(load_targets()), {"province": province, "area": area, "status": status}), form)


@app.command()
def gaps(metric: Metric = None, level: Level = None, form: Form = "table") -> None:
    """Set the figures of two provinces side by side and tell whether they may be read so."""
    from cchc_analysis.compare.gaps import gaps as pair
    from cchc_analysis.table import load_targets

    _print_frame(pair(load_targets(), metric, level), form)


@app.command()
def pace(
    province: Province = None,
    metric: Metric = None,
    form: Form = "table",
) -> None:
    """Tell what each year would have to bring to reach a target, and how results so far compare."""
    from cchc_analysis.compare.pace import pace as walk
    from cchc_analysis.selection import select
    from cchc_analysis.table import load_targets

    _print_frame(walk(select(load_targets(), {"province": province, "metric": metric})), form)


@app.command()
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

    chosen = _choices(over, ("levels", "provinces"), "--over")
    if len(chosen) > 1:
        raise typer.BadParameter("--over takes one of levels, provinces")
    spread = level_spread if chosen == ["levels"] else province_spread
    _print_frame(spread(load_targets(), metric), form)


@app.command()
def figures(
    lang: Annotated[str | None, typer.Option(help="vi or en [default: both].")] = None,
    form: Annotated[str, typer.Option("--format", help="svg, png, pdf, with commas between.")] = "svg,png",
    out: Annotated[Path | None, typer.Option(help="Folder to write to [default: figures].")] = None,
) -> None:
    """Draw the figures from the long table."""
    known: tuple[Lang, ...] = ("vi", "en")
    languages = _choices("vi,en" if lang is None else lang, known, "--lang")
    formats = _choices(form, ("svg", "png", "pdf"), "--format")
    from cchc_analysis import places
    from cchc_analysis.charts.drawing import draw_all
    from cchc_analysis.load.index_results import load_index_results
    from cchc_analysis.table import load_targets

    results = load_index_results(places.raw_folder())
    for path in draw_all(load_targets(), results, languages, formats, out or places.figures_folder()):
        print("wrote", places.shown(path))


@app.command()
def brief(
    province: Annotated[str, typer.Argument(help="Name of the province, or all.")],
    lang: Annotated[str | None, typer.Option(help="vi or en [default: vi; of all: both].")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder, or file.html, to write to [default: briefs].")] = None,
) -> None:
    """Write one page about a province that prints on a sheet of A4."""
    known: tuple[Lang, ...] = ("vi", "en")
    by_default = "vi,en" if province == "all" else "vi"
    languages = _choices(by_default if lang is None else lang, known, "--lang")
    if out is not None and out.suffix not in ("", ".html"):
        raise typer.BadParameter("--out names a file.html or a folder")
    if out is not None and out.suffix == ".html" and (province == "all" or len(languages) > 1):
        raise typer.BadParameter("--out names one file for several pages; name a folder")
    from cchc_analysis import places
    from cchc_analysis.export.files import write_briefs
    from cchc_analysis.table import load_targets

    targets = load_targets()
    chosen = sorted(targets["province"].unique()) if province == "all" else [province]
    for path in write_briefs(targets, chosen, languages, out or places.project() / "briefs"):
        print("wrote", places.shown(path))


def _choices(text: str, known: tuple[T, ...], option: str) -> list[T]:
    asked = [part.strip() for part in text.split(",")]
    if unknown := [part for part in asked if part not in known]:
        raise typer.BadParameter(f"{option} {','.join(unknown)!r} is none of {', '.join(known)}")
    return [word for word in known if word in asked]


def _figure(row: dict[str, Any]) -> str:
    """Word a figure as a brief would: ``≥ 80 %``, ``95.45 % (21/22)``, a direction as its word."""
    if row["value"] is None:
        return str(row["comparator"])
    sign = {"=": "", ">=": "≥ ", "<=": "≤ "}.get(row["comparator"], f"{row['comparator']} ")
    unit = {"percent": " %", "percentage_point": " points"}.get(row["unit"], "")
    parts = f" ({row['numerator']:.0f}/{row['denominator']:.0f})" if row["numerator"] is not None else ""
    return f"{sign}{round(row['value'], 2):.10g}{unit}{parts}"


def _print_frame(frame: pl.DataFrame, form: str) -> None:
    if form not in ("table", "csv"):
        raise typer.BadParameter(f"--format {form!r} is none of table, csv")
    if form == "csv":
        sys.stdout.write(frame.write_csv())
    else:
        _print_table(
            frame.columns, [["" if cell is None else str(cell) for cell in row] for row in frame.iter_rows()]
        )


def _print_table(header: list[str], rows: list[list[str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console(width=None if sys.stdout.isatty() else 200, highlight=False, markup=False).print(table)


def main() -> None:
    """Run the command line; bad data ends with its faults, one a line, and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        app()
    except DataError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    except OSError as error:
        print(
            f"{error.filename or 'file'}: {error.strerror}; check the path and its permissions",
            file=sys.stderr,
        )
        raise SystemExit(1) from None
