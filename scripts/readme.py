"""Writes the parts of the README that come from the data and the schema, between its markers."""

import re
import subprocess
import sys
from pathlib import Path

import polars as pl

from cchc_analysis import converge, load_documents, load_findings, load_outcomes, load_statements, load_targets
from cchc_analysis.errors import counted
from cchc_analysis.schema import Outcome, Table, Target

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
RAW = ROOT / "data" / "raw"
FINDINGS = {"scan": "scan error", "share": "wrong share", "sum": "wrong sum"}
"""How a kind of finding is said where its id does not say it."""


def counts() -> str:
    """Say how much is in the table, in one paragraph."""
    targets, statements, findings = load_targets(), load_statements(), load_findings()
    outcomes = load_outcomes().filter(status="published")
    years = outcomes["year"].sort().to_list()
    natures = dict(targets.group_by("nature").len().iter_rows())
    kinds = findings.group_by("kind").len().sort("kind")
    listed = ", ".join(counted(count, FINDINGS.get(kind, kind)) for kind, count in kinds.iter_rows())
    return (
        f"{counted(statements['document'].n_unique(), 'document')} of "
        f"{counted(targets['province'].n_unique(), 'province')}, "
        f"{statements.height} coded statements, {targets.height} rows in the table "
        f"({natures['target']} targets, {natures['actual']} results) for {targets['metric'].n_unique()} metrics, "
        f"and {counted(findings.height, 'finding')}: what the documents get wrong, or leave in doubt ({listed}). "
        f"Beside them {outcomes.height:,} published scores of {outcomes['province'].n_unique()} provinces, "
        f"{years[0]} to {years[-1]}."
    )


def convergence() -> str:
    """Say what came out of the README's own question on results."""
    return f"```text\n{converge(load_outcomes(), 'papi_index', 'e_governance').describe('en')}\n```"


def codebook(table: Table = Target) -> str:
    """Describe every column of a table, the long table where none is named, from the schema."""
    lines = []
    for name, column in table.columns.items():
        kind = column.kind + (", may be missing" if column.may_be_missing else "")
        lines.append(f"| `{name}` | {kind} | {column.meaning} |")
    return "\n".join(["| column | type | meaning |", "|---|---|---|", *lines])


def outcomes() -> str:
    """Describe every column of the table of results."""
    return codebook(Outcome)


def publishers() -> str:
    """List where the published scores come from."""
    shown = ["title", "publisher", "address", "years", "checked", "licence"]
    table = pl.read_csv(RAW / "outcomes" / "sources.csv")
    lines = [
        f"| {title} | {publisher} ({address}) | {years} | {checked} | {licence} |"
        for title, publisher, address, years, checked, licence in table.select(shown).iter_rows()
    ]
    head = ["| index | publisher | years | taken from, and checked | licence |", "|---|---|---|---|---|"]
    return "\n".join([*head, *lines])


def answer() -> str:
    """Run the README's own example and give what it prints."""
    example = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    if example is None:
        raise SystemExit("README.md: no example in Python; add one")
    command = [sys.executable, "-c", example[1]]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    return f"```text\n{printed}```"


def sources() -> str:
    """List the documents with number and date as printed, from the register."""
    lines = [
        f"| {row['province']} | {row['kind']} {row['period'].replace('/', '–')} | {row['title']} "
        f"| {row['number'] or 'not printed'} | {row['issued'] or 'not printed'} "
        f"| {f'[page]({address})' if (address := row['address']) else 'not known'} | {row['notes'] or ''} |"
        for row in load_documents(RAW).iter_rows(named=True)
    ]
    head = ["| province | kind | title | number | issued | address | notes |", "|---|---|---|---|---|---|---|"]
    return "\n".join([*head, *lines])


def filled(text: str) -> str:
    """Give the README with every part between markers made anew."""
    for part in (counts, answer, convergence, codebook, outcomes, sources, publishers):
        name = part.__name__
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        if not pattern.search(text):
            raise SystemExit(f"README.md: no markers for {name}; add <!-- {name} --> and <!-- /{name} -->")
        made = part()
        text = pattern.sub(lambda match, made=made: f"{match[1]}{made}\n{match[2]}", text)  # type: ignore[misc]
    return text


def main() -> None:
    """Write the README."""
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
    print("wrote README.md")


if __name__ == "__main__":
    main()
