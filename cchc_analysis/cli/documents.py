"""Commands that read documents: draft their statements, review them, hold them against the text, trace them."""

import sys
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Literal

import typer

import cchc_analysis as cchc
from cchc_analysis import places
from cchc_analysis.cli.options import Kind, Raw, Texts
from cchc_analysis.cli.printing import print_notes, print_record, print_table, print_written, progress
from cchc_analysis.errors import DataError, Faults, counted
from cchc_analysis.writing import write_whole


def verify(documents: Texts = None, raw: Raw = None) -> None:
    """Hold every coded statement against the text of its document."""
    from cchc_analysis.verify import verify_statements

    verified = verify_statements(raw or places.raw_folder(), places.texts_folder(documents, raw))
    print_notes(verified.told)
    print(f"{verified.held} of {verified.total} statements verified")
    if verified.faults:
        raise DataError(verified.faults)


def extract(
    files: Annotated[list[Path], typer.Argument(help="Documents: txt, docx, pdf or html.")],
    form: Annotated[
        Literal["csv", "jsonl"],
        typer.Option("--format", help="csv: rows of a draft; jsonl: a harmonized object a line."),
    ] = "csv",
    out: Annotated[Path | None, typer.Option(help="File to write to [default: the terminal].")] = None,
    kind: Annotated[Kind | None, typer.Option(help="What it is [default: as the text says].")] = None,
    period: Annotated[
        str | None, typer.Option(help="2023, 2021/2025 or 2020-Q3 [default: as the text says].")
    ] = None,
    province: Annotated[str | None, typer.Option(help="Name of the province [default: as the text says].")] = None,
) -> None:
    """Draft statements from documents; nothing is registered."""
    if out is not None and out.resolve() in {file.resolve() for file in files}:
        raise typer.BadParameter("--out names a document that is read; name another file")
    from cchc_analysis.extract.files import HEADER, extract_file
    from cchc_analysis.load.register import named_province, what_is_wrong

    if misread := what_is_wrong("period", period):
        raise typer.BadParameter(f"--period: {misread}")
    try:
        province = named_province(province) if province is not None else None
    except ValueError as error:
        raise typer.BadParameter(f"--province: {error}") from None
    faults, found = Faults(), []
    with progress("documents") as told:
        for number, file in enumerate(files):
            told(number, len(files))
            if each := extract_file(file, form, faults, kind=kind, period=period, province=province):
                found.append(each)
    faults.raise_if_any()
    lines = "".join([HEADER if form == "csv" else "", *(each.lines for each in found)])
    if out is None:
        sys.stdout.write(lines)
    else:
        print_written(*write_whole({out: lambda path: path.write_text(lines, "utf-8", "backslashreplace", "\n")}))
    print_notes(line for each in found for line in each.told)
    rows = counted(sum(each.rows for each in found), "row")
    aside = sys.stderr if out is None else sys.stdout  # which carries the data where no file is named
    print(f"{rows} from {counted(len(found), 'document')}", file=aside)


def add(
    file: Annotated[Path, typer.Argument(help="The document: txt, docx, pdf or html.")],
    province: Annotated[str, typer.Option(help="Name of the province before 2025-07-01.")],
    kind: Annotated[Kind, typer.Option(help="What it is.")],
    period: Annotated[str, typer.Option(help="What it plans or reports: 2023, 2021/2025 or 2020-Q3.")],
    raw: Raw = None,
) -> None:
    """Register a document and draft its statements for review."""
    added = cchc.add_document(raw or places.own_raw_folder(), file, province, kind, period)
    print_written(*added.written)
    print_notes(added.told)
    print(f"{counted(len(added.rows), 'statement')} drafted; {counted(added.uncovered, 'figure')} gave none")
    print(f"next: put the file as {added.document}{file.suffix} into the folder of texts,")
    print(f"run cchc review {added.document}, correct the draft, then move it to the folder statements")


def review(
    document: Annotated[str, typer.Argument(help="Id of a registered document.")],
    out: Annotated[Path | None, typer.Option(help="File to write to [default: review-<document>.html].")] = None,
    documents: Texts = None,
    raw: Raw = None,
) -> None:
    """Write a page with a document's text, every extracted phrase marked and linked to its row."""
    from cchc_analysis.export.review import review_document
    from cchc_analysis.export.template import write_page

    name, page, other = review_document(document, raw or places.raw_folder(), documents)
    print_written(write_page(out or Path(f"review-{name}.html"), page))
    if other:
        print(other)


def trace(
    statement: Annotated[
        str, typer.Argument(help="DOCUMENT:STATEMENT, or the statement alone; of a derived row 'A;B'.")
    ],
    documents: Texts = None,
    raw: Raw = None,
) -> None:
    """Trace a figure back to its source: document, line, sentence, each rule applied, the arithmetic."""
    from cchc_analysis.trace import trace as follow
    from cchc_analysis.wording import figure

    try:
        texts = places.texts_folder(documents, raw)
    except DataError:
        if documents is not None:
            raise
        texts = None  # the texts are an optional input
    traced = follow(statement, raw or places.raw_folder(), texts)
    for source in traced.sources:
        document, cells = source.document, source.cells
        stands = {
            "statement": f"{document.document}:{cells['statement']}",
            "document": ", ".join(filter(None, [document.title, document.number, document.issued])),
            "address": document.address or "not known",
            "place": f"line {cells['line']}, section {cells['section']}",
            "evidence": cells["evidence"],
            "sentence": source.sentence,
            "note": cells["note"],
        }
        print_record(stands)
        print_table(["cell", "as stated", "gives", "rule"], source.rules)
        print()
    names = ["metric", "level", "year", "nature", "scope", "basis", "mentions"]
    told = ([*attrgetter(*names)(row), figure(vars(row), "en"), how] for row, how in traced.rows)
    print_table([*names, "figure", "arithmetic"], told)
    for finding in traced.findings:
        print("finding,", finding)
