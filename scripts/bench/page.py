"""Times the explorer page in a real Chromium: what a filter, a search and a sort take at 20,000 rows."""

import statistics
import tempfile
import time
from pathlib import Path

import polars as pl
from playwright.sync_api import sync_playwright

from cchc_analysis import load_targets
from cchc_analysis.export.explorer import explorer
from cchc_analysis.export.template import write_page
from tests.browser import MISSING, chromium

ROWS, PROVINCES, RUNS = 20_000, 63, 15
LIMIT, LARGEST = 100, 3
"""Milliseconds until painted; megabytes of the page of the table as it is."""
WAIT = 1_000

# From the event until the table stands and the browser has painted it.
TIMED = """async ([selector, value, kind]) => {
    const field = document.querySelector(selector);
    const shown = new Promise((done, fail) => {
        new MutationObserver(done).observe(document.getElementById("view-table"),
            { childList: true, characterData: true, subtree: true });
        setTimeout(() => fail(new Error(`${selector} changes nothing`)), 20_000);
    });
    const start = performance.now();
    if (value !== null) field.value = value;
    field.dispatchEvent(new Event(kind, { bubbles: true }));
    await shown;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
}"""


def many(targets: pl.DataFrame, height: int) -> pl.DataFrame:
    """Give the table over and over, each time of another province, document and evidence, until it is so high."""
    copies = range(-(-height // targets.height))
    return pl.concat(
        [
            targets.with_columns(
                province=pl.lit(f"Tỉnh {copy % PROVINCES:02}"),
                document=pl.col("document") + f"-{copy}",
                evidence=pl.col("evidence") + f" ({copy})",
            )
            for copy in copies
        ]
    ).head(height)


def measure() -> tuple[list[list[str]], list[str]]:
    """Give what each response takes, and sentences about the page's size; nothing where there is no browser."""
    path = chromium()
    if path is None:
        return [], [f"The explorer page is not measured: {MISSING}."]
    rows, told = [], []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        targets = load_targets()
        start = time.perf_counter()
        small = write_page(Path(folder) / "explorer.html", explorer(targets))
        taken, size = time.perf_counter() - start, small.stat().st_size / 1e6
        verdict = "kept" if size <= LARGEST else "**not kept**"
        told.append(
            f"The explorer page of {targets.height} rows is written in {taken:.2f} s and has {size:.2f} MB "
            f"(at most {LARGEST}, {verdict})."
        )
        page = write_page(Path(folder) / "many.html", explorer(many(targets, ROWS)))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        steps: dict[str, tuple[str, list[str | None], str]] = {
            "filter by province": ("#filters [name=province]", ["Tỉnh 07", "Tỉnh 09", ""], "change"),
            "filter by nature": ("#filters [name=nature]", ["target", "actual", ""], "change"),
            "search": ("#filters [name=q]", ["ho so cong viec", "xa", ""], "input"),
            "sort by figure": ("[data-sort=figure]", [None], "click"),
        }
        for name, (selector, values, kind) in steps.items():
            tab = browser.new_page()
            tab.goto(f"{page.as_uri()}#view=table")
            tab.wait_for_timeout(WAIT)
            times = [tab.evaluate(TIMED, [selector, values[run % len(values)], kind]) for run in range(RUNS)]
            middle, spread = statistics.median(times[1:]), f"{min(times[1:]):.0f} to {max(times[1:]):.0f}"
            verdict = "kept" if middle <= LIMIT else "**not kept**"
            rows.append([name, f"{times[0]:.0f} ms", f"{middle:.0f} ms ({spread})", f"{LIMIT} ms", verdict])
            tab.close()
        browser.close()
    return rows, told
