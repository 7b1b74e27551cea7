"""The explorer's link in a real browser: what it keeps, where Back leads, and what it says of a wrong one."""

import pytest
from playwright.sync_api import expect

from tests.browser import PANEL


def test_the_link_keeps_filters_language_and_view(watched):
    tab = watched.open("#lang=en&view=table")
    tab.select_option("[name=province]", "Gia Lai")
    tab.select_option("[name=level]", "district")
    tab.click("[data-sort=metric]")
    before = (tab.url, watched.texts("#count"), watched.texts("td.metric"))
    tab.reload()
    assert (tab.url, watched.texts("#count"), watched.texts("td.metric")) == before
    tab.click("#tab-compare")
    tab.uncheck("#only [value='Kon Tum']")
    tab.wait_for_selector("#chart svg")
    tab.reload()
    assert tab.locator(PANEL.format("compare")).count() == 1
    assert not tab.is_checked("#only [value='Kon Tum']")


def test_another_language_keeps_open_rows_and_the_page_which_the_link_holds(watched):
    tab = watched.open("#lang=en&view=table&sort=figure")
    tab.click("#pager button >> text=Next")
    assert "page=2" in tab.url
    tab.locator(".rows summary").first.click()
    tab.click("[data-lang=vi]")
    assert tab.locator("details[open] > div").count() == 1
    assert watched.texts("#pager span") == ["Trang 2/5"]
    tab.reload()
    assert watched.texts("#pager span") == ["Trang 2/5"]
    tab.select_option("[name=province]", "Kon Tum")
    assert "page=" not in tab.url


def test_back_returns_to_the_view_and_the_metric_before(watched):
    tab = watched.open("#lang=en&view=table")
    tab.fill("[name=q]", "dossiers")
    expect(tab.locator("#count")).not_to_contain_text("226 of")
    tab.click("#tab-coverage")
    tab.click('#map button[aria-label^="Hậu Giang, Procedures or services offered online"]')
    tab.locator(".rows summary").first.click()
    tab.click("text=Compare this metric")
    tab.select_option("[name=of]", "e_dossier_rate")
    tab.go_back()
    expect(tab.locator("[name=of]")).to_have_value("online_service_rate")
    tab.go_back()
    expect(tab.locator(PANEL.format("table"))).to_have_count(1)
    assert tab.input_value("#filters [name=metric]") == "online_service_rate"
    tab.go_back()
    expect(tab.locator(PANEL.format("coverage"))).to_have_count(1)
    tab.go_back()
    expect(tab.locator(PANEL.format("table"))).to_have_count(1)
    assert tab.input_value("[name=q]") == "dossiers"  # typed in one place, so one step
    tab.go_forward()
    expect(tab.locator(PANEL.format("coverage"))).to_have_count(1)


def test_a_link_that_asks_for_what_is_not_there_says_so(watched, targets):
    tab = watched.open("#lang=en&view=table&province=Atlantis&year=2023")
    assert "province = Atlantis" in tab.inner_text("#warning")
    assert watched.texts("#count") == [f"{targets.filter(year=2023).height} of {targets.height} rows"]


@pytest.mark.parametrize(
    ("link", "left_out"),
    [
        ("view=table&area=institutions&metric=e_dossier_rate", "metric = e_dossier_rate"),
        ("view=compare&of=e_dossier_rate&base=eligible", "base = eligible"),
        ("view=results&index=pci_index&dim=e_governance", "dim = e_governance"),
        ("view=results&dim=e_governance&from=2011", "from = 2011"),
        ("view=table&province=Kon+Tum&page=3", "page = 3"),
    ],
)
def test_a_link_at_odds_with_itself_says_what_is_left_out(watched, link, left_out):
    tab = watched.open(f"#lang=en&{link}")
    assert left_out in tab.inner_text("#warning")


def test_the_link_keeps_index_dimension_provinces_and_years(watched):
    tab = watched.open("#lang=en&view=results")
    tab.select_option("[name=dim]", "e_governance")
    tab.select_option("[name=from]", "2020")
    tab.uncheck("#who [value='Kon Tum']")
    tab.check("#who [value='Bến Tre']")
    before = (tab.url, watched.texts("#resulttable td"), watched.texts("#resulttable th"))
    tab.reload()
    assert (tab.url, watched.texts("#resulttable td"), watched.texts("#resulttable th")) == before
    assert "Bến Tre" in before[2]
    assert "Kon Tum" not in before[2]
    assert "dim=e_governance" in before[0]
