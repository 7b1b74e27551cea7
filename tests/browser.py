"""A real Chromium without a window for tests and benchmarks of the pages, none downloaded; a tab under watch."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from cchc_analysis.choices import LANGUAGES
from cchc_analysis.export.template import texts

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no Chromium on this machine (Debian: apt-get install chromium), or none named in CHROMIUM"

WORDS = {lang: texts("explorer", lang) for lang in LANGUAGES}
"""The labels of the explorer page, by language and key."""
SIZE: ViewportSize = {"width": 1280, "height": 900}
"""The size of a tab of a desk."""
PANEL = "#view-{}:not([hidden])"
"""The selector of a view of the explorer page while it is shown."""


def chromium() -> str | None:
    """Give the path of the browser, or None where there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def launched() -> Iterator[Browser]:
    """Run the browser for a while; a test that needs it is skipped where there is none."""
    path = chromium()
    if path is None:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Watched:
    """A tab that remembers what went wrong in it and what it asked for."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        self.context = browser.new_context(viewport=SIZE, accept_downloads=True, **options)
        self.tab = self.context.new_page()
        self.tab.set_default_timeout(10_000)
        self.address = address
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.tab.on("console", lambda message: self.wrong.append(message.text))
        self.tab.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.tab.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        self.tab.on("request", lambda request: self.asked.append(request.url))

    def open(self, hash: str = "") -> Page:
        """Load the page anew, at a place in it; give the tab."""
        self.tab.goto("about:blank")
        self.tab.goto(f"{self.address}{hash}")
        return self.tab

    def turn(self, hash: str) -> Page:
        """Go to another place in the page as it stands, as a link within it would; give the tab."""
        if self.tab.url.split("#")[0] != self.address:
            return self.open(hash)
        self.tab.evaluate(
            """(hash) => location.hash === hash || new Promise((done) => {
            addEventListener("popstate", () => setTimeout(done), { once: true });
            location.hash = hash;
        })""",
            hash,
        )
        return self.tab

    def texts(self, selector: str) -> list[str]:
        """Give the text of each element selected."""
        return self.tab.locator(selector).all_text_contents()
