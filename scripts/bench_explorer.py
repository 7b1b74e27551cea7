"""Times the explorer page in a real Chromium: what a filter, a search and a sort take at 20,000 rows."""

import statistics
import tempfile
import time
from pathlib import Path

import polars as pl
from playwright.sync_api import sync_playwright

from cchc_analysis import load_targets
from cchc_analysis.export.explorer import write_explorer
from tests.browser import MISSING, chromium

ROWS, PROVINCES, RUNS = 20_000, 63, 15
LIMIT = 100
WAIT = 2_000

# From the event until the table stands and the browser has painted it.
TIMED = """async ([selector, value, kind]) => {
    const field = document.querySelector(selector);
    const shown = new Promise((done) => new MutationObserver(done).observe(document.getElementById("count"),
        { childList: true, characterData: true, subtree: true }));
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


def main() -> None:
    """Print the time of the first response and the median of later ones, in milliseconds, beside the limit."""
    path = chromium()
    if path is None:
        print(f"explorer: skipped, {MISSING}")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        targets = load_targets()
        start = time.perf_counter()
        small = write_explorer(targets, Path(folder) / "explorer.html")
        taken, size = time.perf_counter() - start, small.stat().st_size / 1e6
        print(f"{f'explorer page, {targets.height} rows, written in':36}{taken:9.3f}s, {size:.2f} MB (limit 3 MB)")
        page = write_explorer(many(targets, ROWS), Path(folder) / "many.html")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        steps: dict[str, tuple[str, list[str | None], str]] = {
            "filter by province": ("#filters [name=province]", ["Tỉnh 07", "Tỉnh 09", ""], "change"),
            "filter by nature": ("#filters [name=nature]", ["target", "actual", ""], "change"),
            "search": ("#filters [name=q]", ["ho so cong viec", "xa", ""], "input"),
            "sort by figure": ("[data-sort=figure]", [None], "click"),
        }
        print(f"{f'explorer page, {ROWS:,} rows':36}{'first':>9}{'median':>8}{'limit':>8}  ms until painted")
        for name, (selector, values, kind) in steps.items():
            tab = browser.new_page()
            start = time.perf_counter()
            tab.goto(page.as_uri())
            opened = time.perf_counter() - start
            tab.wait_for_timeout(WAIT)
            times = [tab.evaluate(TIMED, [selector, values[run % len(values)], kind]) for run in range(RUNS)]
            print(f"{name:36}{times[0]:9.0f}{statistics.median(times[1:]):8.0f}{LIMIT:8}")
            tab.close()
        print(f"{'opened until loaded':36}{1000 * opened:9.0f}")
        browser.close()


if __name__ == "__main__":
    main()
