"""The explorer page of the real table in one tab of one browser for all of its tests."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import SIZE, Watched, launched


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """A browser for all tests of the page; two cannot run at a time."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="package")
def shared(chromium: Browser, explorer_address: str) -> Iterator[Watched]:
    """The tab that tests of the page share."""
    made = Watched(chromium, explorer_address)
    yield made
    made.context.close()


@pytest.fixture
def watched(shared: Watched) -> Iterator[Watched]:
    """A tab for the explorer page, in which nothing may go wrong and from which no request may leave."""
    shared.tab.set_viewport_size(SIZE)
    shared.tab.emulate_media(media="screen")
    yield shared
    wrong, asked = shared.wrong[:], {url.split("#")[0] for url in shared.asked}
    shared.wrong.clear()
    shared.asked.clear()
    assert wrong == []
    assert {url for url in asked if not url.startswith("blob:")} <= {shared.address, "about:blank", "data:,"}
