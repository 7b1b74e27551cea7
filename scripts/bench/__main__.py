"""Writes docs/benchmarks.md and docs/scale.md."""

import sys

from scripts.bench import commands, convergence, extraction, page, scale, tables
from scripts.bench.measuring import HEAD, ROOT, machine, table


def benchmarks() -> str:
    """Measure every promise, and word the page."""
    started, report = commands.measure(), commands.report()
    peaks = convergence.peaks()
    drafted, about_drafts = extraction.measure()
    small, by_hand, growth = convergence.small(), convergence.by_hand(), convergence.growth()
    compared, formats = tables.measure()
    responses, about_page = page.measure()

    def lines(*parts: list) -> str:  # type: ignore[type-arg]
        return table(HEAD, [each.line() for part in parts for each in part])

    return "\n".join(
        [
            "# Benchmarks",
            "",
            f"Written by `make bench`. Measured on: {machine()}.",
            "",
            "Every work is timed in turn with its peer in one run, so that a busy machine slows both: ratios",
            "last, times do not. A ratio below 1 is faster than the peer. Peers do the same work, and the bench",
            "stops where their results differ; figures of R are quoted from a run of their own on two cores.",
            "",
            "## Starting, drafting, comparing, exporting",
            "",
            lines(started, drafted, compared),
            "",
            *about_drafts,
            f"`make report` with everything set up takes {report:.0f} s (at most {commands.REPORT_LIMIT}).",
            "",
            table(["format without a peer", "rows", "time", "size"], formats),
            "",
            "## Convergence measures",
            "",
            lines(by_hand, small),
            "",
            table(["measure", "0.1 million rows", "1 million", "3 million", "exponent", "at most", ""], growth),
            "",
            "Peak memory of a fresh process that reads a million rows and measures them:",
            "",
            table(["measure", "library", "polars by hand", "pandas by hand"], peaks),
            "",
            "## The explorer page",
            "",
            *about_page,
            "",
            *(
                [
                    f"Responses at {page.ROWS:,} rows in Chromium, until painted:",
                    "",
                    table(["response", "first", "later: median (least to most)", "at most", ""], responses),
                ]
                if responses
                else []
            ),
            "",
        ]
    )


def main() -> None:
    """Measure and write both pages."""
    for name, make in (("benchmarks", benchmarks), ("scale", scale.page)):
        text = make()
        path = ROOT / "docs" / f"{name}.md"
        path.write_text(text, encoding="utf-8", newline="\n")
        print("wrote", path.relative_to(ROOT))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
