"""The explorer without a mouse or good eyes: keyboard, names of controls, contrast."""

import re

from cchc_analysis.export.explorer import VIEWS
from tests.browser import PANEL


def test_the_page_can_be_walked_by_keyboard(watched):
    tab = watched.open("#lang=en&view=table")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.focus("#tab-results")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.id") == "tab-coverage"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert "target with a figure" in tab.evaluate("document.activeElement.getAttribute('aria-label')")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "tab-table"
    tab.focus("summary >> nth=0")
    tab.keyboard.press("Enter")
    assert tab.locator("details[open] > div").count() == 1


def test_the_skip_link_leaves_every_choice_as_it_is(watched):
    tab = watched.turn("#lang=en&view=compare&of=e_dossier_rate&base=standard")
    before = tab.url
    tab.focus(".skip")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    assert tab.url == before
    assert tab.locator(PANEL.format("compare")).count() == 1


def test_every_control_has_a_name(watched):
    for view in VIEWS:
        tab = watched.turn(f"#lang=en&view={view}")
        tab.wait_for_selector(PANEL.format(view))
        nameless = tab.evaluate(
            """() => [...document.querySelectorAll("button, select, input")]
            .filter((each) => each.offsetParent)
            .filter((each) => !(each.getAttribute("aria-label") || each.textContent.trim() || each.labels?.[0]?.textContent.trim()))
            .map((each) => each.outerHTML)"""
        )
        assert nameless == []


def luminance(colour):
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_stands_out_from_its_ground_by_4_5_to_1(watched):
    looks = """() => [...document.querySelectorAll("body *")].filter((each) => each.offsetParent &&
        [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim())).map((each) => {
            let ground = each;
            while (ground && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
            return [getComputedStyle(each).color, ground ? getComputedStyle(ground).backgroundColor : "rgb(255,255,255)", each.textContent];
        })"""
    for view in VIEWS:
        tab = watched.turn(f"#lang=vi&view={view}")
        tab.wait_for_timeout(100)
        for ink, ground, text in tab.evaluate(looks):
            light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground, text)
