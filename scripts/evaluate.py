"""Evaluates the extraction against the coded sheets and the sentence set, and writes docs/evaluation.md."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cchc_analysis.catalog import metrics
from cchc_analysis.errors import DataError, Fault, Faults
from cchc_analysis.extract import extract_statements
from cchc_analysis.harmonizer.levels import is_said_of_each
from cchc_analysis.harmonizer.rows import HarmonizedRow
from cchc_analysis.harmonizer.statement import harmonize_statement
from cchc_analysis.harmonizer.values import read_figures
from cchc_analysis.load.register import Document, known_provinces, read_register
from cchc_analysis.load.statements import read_statements
from cchc_analysis.places import texts_folder
from cchc_analysis.writing import write_whole
from scripts.evaluation_report import report, summary
from scripts.scoring import Compared, Score, Stated, Tuple, score

ROOT = Path(__file__).parent.parent
RAW = ROOT / "data" / "raw"
SET = ROOT / "tests" / "data"
REPORT = ROOT / "docs" / "evaluation.md"
OWN_PROVINCE = "Cà Mau"
"""The province whose documents the sentences are taken to stand in; none of them names it."""


def said(row: Mapping[str, Any]) -> Tuple:
    """Take the seven parts that are compared out of a row, be it harmonized, extracted or read from a file."""
    value = row["value"]
    return Tuple(
        nature=row["nature"],
        metric=row["metric"] or "",
        level=row["level"],
        comparator=row["comparator"],
        value=None if value in (None, "") else round(float(value), 4),
        unit=row["unit"],
        year=None if row["year"] is None else int(row["year"]),
    )


def phenomena(row: HarmonizedRow) -> tuple[str, ...]:
    """Tell from the coded cells what makes a statement easy or hard to find."""
    cells = row.place.cells
    kinds = {figure.kind for figure in read_figures(cells["value"])}
    holds = {
        "percent": "percent" in kinds,
        "fraction": "fraction" in kinds,
        "count, score or rank": "count" in kinds,
        "directional": not kinds,
        "floor": row.comparator in (">=", ">"),
        "ceiling": row.comparator in ("<=", "<"),
        "several levels": ";" in (cells["levels"] or "") or is_said_of_each(cells["levels"]),
        "period of its own": bool(cells["period"]),
        "part of a total": bool(cells["part_of"]),
        "repeat": bool(cells["repeats"]),
        "yearly step": bool(metrics()[row.metric].step_of),
    }
    return tuple(name for name, held in holds.items() if held)


def registered() -> dict[str, Document]:
    """Give the documents of the register, by id."""
    faults = Faults()
    documents = read_register(RAW, faults) or {}
    faults.raise_if_any()
    return {name: document for name, document in sorted(documents.items()) if document}


def coded() -> list[Stated]:
    """Give what the coded sheets state: a row a level, repeats counted, nothing derived."""
    faults = Faults()
    documents, provinces = registered(), known_provinces(RAW, faults)
    stated = []
    for place in read_statements(RAW, documents, faults):
        document = documents[place.cells["document"] or ""]
        for row in harmonize_statement(place, document, provinces[document.province], faults):
            stated.append(Stated(row.document, row.line, said(vars(row)), row.evidence, phenomena(row)))
    faults.raise_if_any()
    return stated


def document_texts(folder: Path | None = None) -> dict[str, str]:
    """Read the texts of the coded documents; raise DataError that says which are missing."""
    try:
        folder = texts_folder(folder)
    except DataError:
        raise DataError([Fault("CCHC_DOCUMENTS", 0, "", "names no folder of document texts; set it")]) from None
    paths = {name: folder / f"{name}.txt" for name in registered()}
    missing = [
        Fault(str(path), 0, "", "no such text; put it there") for path in paths.values() if not path.exists()
    ]
    if missing:
        raise DataError(missing)
    return {name: path.read_text(encoding="utf-8") for name, path in paths.items()}


def extracted(texts: Mapping[str, str]) -> list[Stated]:
    """Give what the extraction finds in the documents, from their texts alone."""
    return [
        Stated(name, row["line"], said(row), row["evidence"])
        for name, text in texts.items()
        for row in extract_statements(text, document=name)
    ]


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a table of what should be found."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_items(name: str) -> Compared:
    """Compare what each short text of a set should give with what it gives; an item is a place of its own."""
    items = {item["item"]: item for item in read_csv(SET / name / "inputs.csv")}
    kinds = {item: own.get("phenomenon") or name for item, own in items.items()}
    gold = [
        Stated(row["item"], 0, said(row), phenomena=(kinds[row["item"]],))
        for row in read_csv(SET / name / "expected.csv")
    ]
    found = [
        Stated(item, 0, said(row), row["evidence"], (kinds[item],))
        for item, own in items.items()
        for row in extract_statements(
            own["text"], kind=own["kind"] or None, period=own["period"] or None, issued=own.get("issued") or None,
            province=OWN_PROVINCE if name == "sentences" else None,
        )
    ]  # fmt: skip
    return Compared(gold, found, kinds)


def in_sets(invented: Compared, sentences: Compared) -> list[tuple[dict[str, str], Score]]:
    """Give each set of invented texts, as `first.csv` describes it, with what it scores today."""
    rows = []
    for row in read_csv(SET / "first.csv"):
        name = row["set"]
        of_set = {place for place in invented.places if place.startswith(f"{name}/")}
        compared = invented.at(of_set) if of_set else sentences if name == "sentences" else in_items(name)
        rows.append((row, score(compared)))
    return rows


def in_invented() -> Compared:
    """Compare what the invented documents state with what the extraction finds; ``<set>/<id>`` is a place."""
    gold: list[Stated] = []
    texts: dict[str, str] = {}
    for path in sorted((SET / "documents").glob("*/*.txt")):
        name = f"{path.parent.name}/{path.stem}"
        texts[name] = path.read_text(encoding="utf-8")
        gold += [
            Stated(name, int(row["line"]), said(row), row["evidence"], (row["phenomenon"],))
            for row in read_csv(path.with_suffix(".gold.csv"))
        ]
    return Compared(gold, extracted(texts), dict.fromkeys(texts, ""))


def in_documents(texts: Mapping[str, str]) -> Compared:
    """Compare what the coded sheets state with what the extraction finds."""
    return Compared(coded(), extracted(texts), dict.fromkeys(texts, ""))


def main() -> None:
    """Write the report and print its main figures; without the texts only those of the sentence set."""
    sentences, invented = in_items("sentences"), in_invented()
    sets = in_sets(invented, sentences)
    try:
        texts = document_texts()
    except DataError as error:
        print(summary(None, sets, sentences))
        print(f"{error}\ninvented documents and sentences only; {REPORT.relative_to(ROOT)} stays as it is")
        return
    documents = in_documents(texts)
    made = report(documents, invented, sentences, sets)
    write_whole({REPORT: lambda path: path.write_text(made, encoding="utf-8")})
    print(summary(documents, sets, sentences))
    print(f"wrote {REPORT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
