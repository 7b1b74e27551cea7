"""Options that several commands take, and the words, commas between, that some allow."""

from pathlib import Path
from typing import Annotated, Literal, TypeVar

import typer

T = TypeVar("T", bound=str)

Raw = Annotated[Path | None, typer.Option(help="Folder of coded data [default: data/raw].")]
Out = Annotated[Path | None, typer.Option(help="Folder to write to [default: data/processed].")]
Texts = Annotated[Path | None, typer.Option(help="Folder of document texts [default: $CCHC_DOCUMENTS].")]
Province = Annotated[str | None, typer.Option(help="Name of the province.")]
Area = Annotated[str | None, typer.Option(help="Area of the reform programme.")]
Metric = Annotated[str | None, typer.Option(help="Id of the metric.")]
Level = Annotated[str | None, typer.Option(help="province, district, commune or all.")]
Form = Annotated[Literal["table", "csv"], typer.Option("--format", help="How to print.")]
Kind = Literal["plan", "report"]


def choices(text: str | None, known: tuple[T, ...], option: str) -> list[T]:
    """Give the words of an option, commas between, in the order known, or all; an unknown one is a usage error."""
    if text is None:
        return [*known]
    asked = [part.strip() for part in text.split(",")]
    if unknown := [part for part in asked if part not in known]:
        raise typer.BadParameter(f"{option} {unknown[0]!r} is none of {', '.join(known)}")
    return [word for word in known if word in asked]
