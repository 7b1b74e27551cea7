"""Commands that write what others read: figures, briefs, exports, the explorer page."""

from pathlib import Path
from typing import Annotated

import typer

import cchc_analysis as cchc
from cchc_analysis import places
from cchc_analysis.choices import FORMATS, LANGUAGES, Lang
from cchc_analysis.cli.options import choices
from cchc_analysis.cli.printing import print_written, progress
from cchc_analysis.errors import counted

_ALL = ",".join(FORMATS)


def figures(
    lang: Annotated[str | None, typer.Option(help="vi or en [default: both].")] = None,
    form: Annotated[str, typer.Option("--format", help="svg, png, pdf, with commas between.")] = "svg,png",
    out: Annotated[Path | None, typer.Option(help="Folder to write to [default: figures].")] = None,
) -> None:
    """Draw the figures from the tables."""
    languages = choices(lang, LANGUAGES, "--lang")
    formats = choices(form, ("svg", "png", "pdf"), "--format")
    from cchc_analysis.charts.gallery import draw_all
    from cchc_analysis.export.overview import results_at_hand

    folder = out or places.project() / "figures"
    print_written(*draw_all(cchc.load_targets(), results_at_hand(), languages, formats, folder))


def brief(
    province: Annotated[str, typer.Argument(help="Name of the province, or all.")],
    lang: Annotated[str | None, typer.Option(help="vi or en [default: vi; of all: both].")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder, or file.html, to write to [default: briefs].")] = None,
) -> None:
    """Write one page about a province that prints on a sheet of A4."""
    languages = choices("vi" if lang is None and province != "all" else lang, LANGUAGES, "--lang")
    if out is not None and out.suffix not in ("", ".html"):
        raise typer.BadParameter("--out names a file.html or a folder")
    if out is not None and out.suffix == ".html" and (province == "all" or len(languages) > 1):
        raise typer.BadParameter("--out names one file for several pages; name a folder")
    from cchc_analysis.export.brief import write_briefs
    from cchc_analysis.wording import alphabetical

    targets = cchc.load_targets()
    chosen = alphabetical(targets["province"]) if province == "all" else [province]
    print_written(*write_briefs(targets, chosen, languages, out or places.project() / "briefs"))


def export(
    form: Annotated[str, typer.Option("--format", help=f"{', '.join(FORMATS)}, with commas between.")] = _ALL,
    lang: Annotated[str | None, typer.Option(help="vi or en: the workbook [default: one of each].")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder to write to [default: exports].")] = None,
    bom: Annotated[bool, typer.Option("--bom", help="CSV for spreadsheets: no cell runs as a formula.")] = False,
) -> None:
    """Write the tables for spreadsheets and data portals."""
    formats = choices(form, FORMATS, "--format")
    languages = choices(lang, LANGUAGES, "--lang")
    if bom and "csv" not in formats:
        raise typer.BadParameter("--bom marks CSV files; add csv to --format")
    from cchc_analysis.export.formats import export as write
    from cchc_analysis.export.overview import results_at_hand
    from cchc_analysis.load.register import known_documents

    targets, documents, results = cchc.load_targets(), known_documents(), results_at_hand()
    folder = out or places.project() / "exports"
    with progress("workbook, rows") as told:
        written = write(targets, documents, formats, folder, languages, results, bom=bom, told=told)
    print_written(*written)
    print(f"{counted(targets.height, 'row')} in {counted(len(formats), 'format')}")


def explorer(
    lang: Annotated[Lang, typer.Option(help="The language in which the page opens.")] = "vi",
    out: Annotated[Path | None, typer.Option(help="File to write to [default: explorer.html].")] = None,
) -> None:
    """Write one page with the table, comparisons and coverage that works without a network."""
    from cchc_analysis.export.explorer import explorer as page_of
    from cchc_analysis.export.template import write_page

    print_written(write_page(out or Path("explorer.html"), page_of(cchc.load_targets(), lang)))
