"""The brief of a province: counts, the rule of the figures, the same measure of others, silence, sources."""

import html
import re

import polars as pl
import pypdfium2
import pytest

from cchc_analysis import coverage, load_outcomes
from cchc_analysis.catalog import AREAS, metrics
from cchc_analysis.errors import DataError
from cchc_analysis.export.brief import BESIDE, brief
from cchc_analysis.export.template import texts
from cchc_analysis.load.register import load_documents
from tests.conftest import ROOT, of_all_provinces
from tests.plans import cchc

FILES = {"Kiên Giang": "kien-giang", "Kon Tum": "kon-tum", "Gia Lai": "gia-lai", "Hậu Giang": "hau-giang"}
PROVINCES = list(FILES)
SECTIONS = ["counts", "position", "beside", "figures", "directions", "sources"]
PLAIN = {
    "province": "A", "province_code": "01", "year": 2025, "period": "2025", "area": "e_government",
    "metric": "e_dossier_rate", "level": "all", "evidence": "words",
    "nature": "target", "comparator": "=", "value": 50.0, "unit": "percent", "numerator": None, "denominator": None,
    "basis": "stated", "scope": "standard", "statement": "s", "document": "plan", "section": "I", "line": 1, "mentions": 1,
    "note": None,
}  # fmt: skip
REGISTER = pl.DataFrame(
    [
        ("plan", "A", "plan", "7/KH", "Kế hoạch A", "2021-02-03", "2021/2025"),
        ("nameless", "A", "plan", None, "Kế hoạch B", None, "2024"),
        ("report", "A", "report", None, "Báo cáo", "2020", "2020-Q4"),
        ("other", "B", "plan", "8/KH", "Kế hoạch C", "2023-01-02", "2023"),
    ],
    schema=["document", "province", "kind", "number", "title", "issued", "period"],
    orient="row",
)
NUMERIC = {"numerator": pl.Float64, "denominator": pl.Float64, "value": pl.Float64, "note": pl.String}
LATE = "satisfaction_procedures_rate"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The briefs of all provinces as the command writes them."""
    folder = tmp_path_factory.mktemp("briefs")
    code, printed, _ = cchc("brief", "all", "--out", folder)
    assert (code, len(printed.splitlines())) == (0, 8)
    return folder


@pytest.fixture(scope="module")
def pages(folder):
    """The pages of these briefs by province and language."""
    named = [(province, lang) for province in PROVINCES for lang in ("vi", "en")]
    return {(of, lang): (folder / f"{FILES[of]}_{lang}.html").read_text(encoding="utf-8") for of, lang in named}


def table(*rows):
    """A long table of plain rows, each with the cells that a test names."""
    return pl.DataFrame(
        [PLAIN | {"statement": f"s{n}"} | row for n, row in enumerate(rows)], schema_overrides=NUMERIC
    )


def page(*rows, lang="en", province="A"):
    return brief(table(*rows), province, lang, REGISTER, load_outcomes().clear())


def section(text, name):
    """The source of one section of a page."""
    return re.search(rf'<section id="{name}">(.*?)</section>', text, re.DOTALL)[1]


def plain(source):
    """What a reader sees of some source, in one line."""
    seen = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?(span|b)\b[^>]*>", "", source)))
    return " ".join(seen.split())


def cells(text, name):
    """The table of a section, a list of cells a row, without its header."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", section(text, name), re.DOTALL)
    return [[plain(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)] for row in rows[1:]]


def figures(*rows, **options):
    """Metric and figure of every line of the list, without the place that all of these rows have, and their year."""
    lines = cells(page(*rows, **options), "figures")
    return [(re.sub(r" I, (line|dòng) 1$", "", name), figure.removeprefix("2025: ")) for name, figure in lines]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("province", PROVINCES)
def test_a_page_has_its_sections_in_order_and_nothing_from_outside(pages, province, lang):
    text = pages[province, lang]
    assert text.startswith(f'<!DOCTYPE html>\n<html lang="{lang}">')
    assert re.findall(r'<section id="(\w+)">', text) == SECTIONS
    assert not re.findall(r"<script|<link|<img|@import|@font-face|url\((?!#)|://|src=|href=\"(?!#)", text)
    written = re.sub("<svg.*?</svg>", "", text.split("</style>", 1)[1], flags=re.DOTALL)
    assert not re.findall(r"\{|\}|\b(?:None|nan|null)\b", written)


def test_the_briefs_of_the_command_are_committed(folder):
    committed = {path.name: path.read_bytes() for path in (ROOT / "briefs").iterdir()}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == committed


def test_title_and_periods(targets, pages):
    vi, en = pages["Kiên Giang", "vi"], brief(targets, "kiên giang", "en")
    assert en == pages["Kiên Giang", "en"]
    assert "<h1>Kiên Giang: tóm tắt mục tiêu, kết quả cải cách hành chính (CCHC)</h1>" in vi
    assert "<p>Theo: kế hoạch 2021–2025, báo cáo quý III/2020</p>" in vi
    assert "<p>From: plan 2021–2025, report Q3 2020</p>" in en


def test_an_unknown_province_is_answered_with_the_nearest(targets):
    with pytest.raises(DataError, match="no row has 'Kien Gian'; nearest: Kiên Giang"):
        brief(targets, "Kien Gian")


def test_a_table_made_by_hand_is_answered_with_what_it_lacks(targets):
    with pytest.raises(DataError, match="targets, column section: the column is missing"):
        brief(targets.drop("section"), "Kon Tum")
    with pytest.raises(DataError, match="targets, column value: text, not numbers; cast the column"):
        brief(targets.with_columns(pl.col("value").cast(pl.String)), "Kon Tum")


def test_an_unknown_language_is_refused(targets):
    with pytest.raises(ValueError, match="unknown lang 'fr'; choose vi or en"):
        brief(targets, "Kon Tum", "fr")


def test_every_label_is_in_both_languages():
    assert texts("brief", "vi").keys() == texts("brief", "en").keys()
    for key, text in texts("brief", "en").items():
        assert bool(text) == bool(texts("brief", "vi")[key])
        assert sorted(re.findall(r"\{(\w+)", text)) == sorted(re.findall(r"\{(\w+)", texts("brief", "vi")[key]))


def test_counts_by_area():
    text = page(
        {"metric": "e_dossier_rate"},
        {"metric": "pci_index", "unit": "index", "comparator": "increase", "value": None},
        {"metric": "training_class_count", "unit": "count", "nature": "actual", "value": 3.0},
    )
    of = [sum(metric.area == area for metric in metrics().values()) for area in AREAS]
    counted = {"e_government": [1, 0, 0], "direction": [0, 1, 0], "civil_service": [0, 0, 1]}
    told = [counted.get(area, [0, 0, 0]) for area in AREAS]
    rows = [[*own, n - sum(own)] for own, n in zip(told, of, strict=True)]
    assert [line[1:] for line in cells(text, "counts")] == [
        [str(n) for n in row] for row in [*rows, [1, 1, 1, sum(of) - 3]]
    ]
    assert "89 of the catalogue" in section(text, "counts")
    assert "neither zero nor “no target”" in section(text, "counts")


@pytest.mark.parametrize("province", PROVINCES)
def test_counts_add_up_to_the_coverage(targets, pages, province):
    said = coverage(targets).filter(province=province)
    rows = [[int(cell) for cell in line[1:]] for line in cells(pages[province, "en"], "counts")]
    statuses = ["quantified", "directional", "reported", "silent"]
    assert rows[-1] == [said.filter(status=status).height for status in statuses]
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]


def test_what_another_states_too_stands_beside_it_the_rest_by_mentions_then_the_catalogue():
    rows = [
        {"metric": "e_identity_user_rate", "value": 1.0, "mentions": 2},
        {"metric": "e_dossier_rate", "value": 2.0},
        {"metric": LATE, "value": 3.0},
        {"metric": "e_meeting_rate", "value": 4.0, "mentions": 3},
        {"metric": "electronic_circulation_rate", "value": 5.0},
        {"metric": "e_dossier_rate", "value": 9.0, "province": "B", "year": 2023, "document": "other"},
        # no measure in common: another base, a direction, a result, a metric of B alone
        {"metric": LATE, "value": 9.0, "province": "B", "scope": "eligible", "document": "other"},
        {
            "metric": "e_meeting_rate",
            "value": None,
            "comparator": "increase",
            "province": "B",
            "document": "other",
        },
        {"metric": "electronic_circulation_rate", "nature": "actual", "province": "B", "document": "other"},
        {"metric": "digitization_rate", "value": 9.0, "province": "B", "document": "other"},
    ]
    assert [line[0] for line in cells(page(*rows), "beside")] == ["Work dossiers processed online I, line 1"]
    assert figures(*rows) == [
        ("Authorities that meet through the e-cabinet system", "4%"),  # three mentions
        ("Portal users with an electronic identity", "1%"),  # two mentions
        ("Procedure dossiers circulated electronically between agencies", "5%"),  # catalogue
        ("Satisfaction with the settlement of procedures", "3%"),
    ]


def test_no_head_stands_over_figures_that_are_all_beside():
    beside = {"metric": "e_dossier_rate", "value": 9.0, "province": "B", "document": "other"}
    own, more = {"metric": "e_dossier_rate", "value": 2.0}, {"metric": LATE, "value": 3.0}
    assert [f"of {n}" in page(*rows, beside) for n, rows in ((0, [own]), (1, [own, more]))] == [False, True]


def test_as_many_figures_as_the_sheet_holds_and_the_page_says_of_how_many():
    rates = [metric for metric, about in metrics().items() if about.unit == "percent"]
    rows = [{"metric": metric, "value": float(n)} for n, metric in enumerate(rates)]
    text = page(*rows[::-1])
    shown = [line[0] for line in cells(text, "figures")]
    assert shown == [f"{metrics()[metric].name_en} I, line 1" for metric in rates[: len(shown)]]
    assert 25 < len(shown) < len(rates)
    assert f"Targets with a figure: {len(shown)} of {len(rates)}" in text
    assert "As many as this sheet holds" in section(text, "figures")
    assert "As many" not in section(page(*rows[:20]), "figures")


def test_that_no_direction_is_stated_takes_a_line_of_the_sheet_too():
    rates = [metric for metric, about in metrics().items() if about.unit == "percent"]
    direction = {"metric": "par_index", "value": None, "comparator": "increase"}
    for first in range(8):  # rows of one line and of two
        rows = [{"metric": rate} for rate in rates[first:]]
        one, none = (page(*rows, *more) for more in ([direction], []))
        assert len(cells(one, "figures")) == len(cells(none, "figures"))


def test_every_page_prints_on_one_sheet(folder, pages, chromium):
    tab = chromium.new_page()
    for province, lang in pages:
        tab.goto((folder / f"{FILES[province]}_{lang}.html").as_uri())
        printed = tab.pdf(prefer_css_page_size=True)
        assert len(pypdfium2.PdfDocument(printed)) == 1, (province, lang)
    tab.close()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("natures", [("target",), ("actual",), ("target", "actual")])
def test_long_times_keep_to_the_sheet(chromium, tmp_path, lang, natures):
    rates = [metric for metric, about in metrics().items() if about.unit == "percent"]
    times = ["2025-Q4", "2025", "2025-12", "2025-01-01/2025-09-14"]
    rows = [
        {"metric": rate, "period": period, "nature": nature, "comparator": sign, "level": level}
        for nature in natures
        for n, rate in enumerate(rates[:30])
        for period, sign, level in ((times[n % 4], ">=", "commune"), (times[(n + 1) % 4], ">", "province"))
    ]
    file = tmp_path / "page.html"
    file.write_text(page(*rows, lang=lang), encoding="utf-8")
    tab = chromium.new_page()
    tab.goto(file.as_uri())
    assert len(pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True))) == 1
    wide = "[...document.querySelectorAll('td')].filter((each) => each.scrollWidth > each.clientWidth).length"
    tab.emulate_media(media="print")
    assert tab.evaluate(wide) == 0
    tab.close()


def test_results_have_a_part_of_their_own_where_there_is_room():
    rows = [
        {"value": 5.0},
        {"metric": "online_filing_rate", "nature": "actual", "value": 8.0, "period": "2020-Q3", "year": 2020},
    ]
    text = page(*rows)
    assert cells(text, "results") == [["Dossiers filed and settled online I, line 1", "Q3 2020: 8%"]]
    assert "Results reported: 1 of 1" in section(text, "results")
    assert "Results are not listed" not in text
    text = page(rows[1], lang="vi")
    assert "Văn bản không nêu mục tiêu nào có con số." in section(text, "figures")
    assert len(cells(text, "results")) == 1


def test_a_rank_is_no_base():
    rank = {"metric": "par_index", "unit": "index", "scope": "rank", "level": "all"}
    assert "base" not in figures({"value": 15.0} | rank)[0][0]


def test_ranks_scores_and_signs_are_said():
    index = {"metric": "par_index", "unit": "index"}
    rows = [index | {"value": 88.0, "scope": "score", "comparator": ">="}]
    rows += [index | {"value": 30.0, "scope": "rank", "comparator": "<="}]
    assert [said for _, said in figures(*rows, lang="vi")] == ["≥ 88 điểm", "hạng ≤ 30"]
    assert [said for _, said in figures(*rows)] == ["≥ 88 points", "rank ≤ 30"]
    assert "≥: tối thiểu; ≤: không quá." in section(page(*rows, lang="vi"), "figures")
    assert ">: more than." in section(page(PROVINCE | {"comparator": ">"}), "figures").replace("&gt;", ">")


def test_the_chart_says_where_the_province_stands(pages):
    rows = load_outcomes().filter(metric="papi_index", dimension="total", year=2024, figure="province")
    score = rows.filter(province="Kon Tum")["score"].item()
    for lang, number in (("en", f"{score:.1f}"), ("vi", f"{score:.1f}".replace(".", ","))):
        drawn = section(pages["Kon Tum", lang], "position")
        assert number in plain(re.search("<h2>(.*?)</h2>", drawn)[1])
        assert "<svg" in drawn
        assert "Kon Tum" in drawn
    assert '<section id="position">' not in page({})


def test_directions_are_named_with_their_way():
    rows = [
        {"value": None, "comparator": "increase", "metric": "par_index", "unit": "index"},
        {"value": None, "comparator": "increase", "metric": "sipas_index", "unit": "index"},
        {"value": None, "comparator": "decrease", "metric": "public_service_staff_count", "unit": "count"},
    ]
    said = plain(section(page(*rows), "directions"))
    assert said == (
        "Directions without a figure ↓ to be lowered: State-paid public service staff. "
        "↑ to be raised: PAR INDEX; SIPAS."
    )
    assert "The documents name none." in section(page({}), "directions")


def test_a_direction_is_named_with_its_base():
    """What a plan says of several indices together is not said of one."""
    aim = {"value": None, "comparator": "increase", "unit": "index", "metric": "pci_index"}
    said = plain(section(page(aim | {"scope": "competitiveness_indices"}), "directions"))
    assert said.endswith("↑ to be raised: PCI (base: the province's competitiveness indices together).")


def test_as_many_directions_are_named_as_counted():
    """A metric with a figure is counted as such, one with two bases once."""
    aim = {"value": None, "comparator": "increase", "unit": "index"}
    rows = [{"metric": "par_index", **aim}, {"metric": "par_index", "scope": "index_components", **aim}]
    rows += [{"metric": "papi_index", **aim}, {"metric": "papi_index", "value": 45.0, "unit": "index"}]
    text = page(*rows)
    assert plain(section(text, "directions")) == "Directions without a figure ↑ to be raised: PAR INDEX."
    assert cells(text, "counts")[-1] == ["Total", "1", "1", "0", "87"]


def test_what_has_no_room_is_said_to_stand_on_the_page(pages):
    assert "The rest is in explorer.html." in pages["Kiên Giang", "en"]
    assert "Phần còn lại xem explorer.html." in pages["Kiên Giang", "vi"]


def test_results_do_not_fill_up():
    rows = [
        {"value": 5.0},
        {"metric": "online_filing_rate", "nature": "actual", "value": 8.0, "document": "report"},
    ]
    assert figures(*rows) == [("Work dossiers processed online", "5%")]


def test_the_last_target_year_of_each_metric_and_scope():
    rows = [
        {"year": 2024, "value": 1.0},
        {"year": 2025, "value": 2.0},
        {"year": 2022, "value": 3.0, "scope": "popular"},
        {"year": 2026, "value": 9.0, "nature": "actual"},
        {"year": 2026, "value": None, "comparator": "increase"},
        {"year": 2030, "value": 9.0, "province": "B", "scope": "eligible", "document": "other"},
    ]
    popular = "Work dossiers processed online (base: popular services, of concern to many people and businesses)"
    assert figures(*rows) == [("Work dossiers processed online", "2%"), (popular, "2022: 3%")]


ONE, TWO = {"statement": "one"}, {"statement": "two"}
PROVINCE, DISTRICT, COMMUNE = ({"level": level} for level in ("province", "district", "commune"))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([COMMUNE | {"value": 60.0}, PROVINCE | {"value": 90.0}, DISTRICT | {"value": 80.0}],
         "province 90%, district 80%, commune 60%"),
        ([ONE | COMMUNE, ONE | PROVINCE, ONE | DISTRICT], "province, district and commune 50%"),
        ([ONE | DISTRICT, ONE | PROVINCE, TWO | COMMUNE], "province and district 50%, commune 50%"),
        ([ONE | PROVINCE | {"basis": "trajectory"}, ONE | DISTRICT | {"basis": "trajectory"}], "province 50%, district 50%"),
        ([{"value": 70.0}, COMMUNE | {"value": 60.0}], "commune 60%, no single level 70%"),
        ([COMMUNE], "commune 50%"),
        ([{"comparator": ">="}], "≥ 50%"),
        ([{"comparator": "<="}], "≤ 50%"),
        ([{"comparator": ">=", "value": 20.0, "unit": "percentage_point"}], "≥ 20 points"),
        ([{"comparator": ">=", "value": 1.0, "unit": "count"}], "≥ 1"),
        ([ONE | PROVINCE | {"value": 100 / 3, "numerator": 1.0, "denominator": 3.0}], "province 33.3% (1/3)"),
        ([ONE | level | {"value": 100 / 3, "numerator": 1.0, "denominator": 3.0} for level in (PROVINCE, DISTRICT)],
         "province and district 33.3% (1/3)"),
    ],
)  # fmt: skip
def test_levels_stand_in_one_line_and_a_common_figure_once(rows, said):
    assert [figure for _, figure in figures(*rows)] == [said]


def test_a_base_that_the_catalogue_does_not_know_keeps_its_id_and_goes_last():
    rows = [{"scope": "odd", "value": 1.0}, {"scope": "eligible", "value": 2.0}]
    names = [name.removeprefix("Work dossiers processed online ") for name, _ in figures(*rows)]
    assert names == ["(base: eligible procedures)", "(base: odd)"]


def test_a_computed_path_says_so():
    assert figures({"basis": "trajectory"})[0][0].endswith("(computed by the yearly step)")


def test_numbers_and_levels_in_vietnamese():
    rows = [COMMUNE | {"value": 12.5, "comparator": ">="}]
    assert figures(*rows, lang="vi") == [
        ("Tỷ lệ hồ sơ công việc được xử lý trên môi trường mạng", "cấp xã ≥ 12,5%")
    ]


def test_every_line_names_its_places():
    rows = [
        PROVINCE | {"section": "I.3", "line": 7},
        DISTRICT | {"section": "PL.1", "line": 9, "document": "nameless"},
    ]
    assert cells(page(*rows), "figures")[0][0].endswith(" online plan I.3, line 7; PL.1, line 9")
    assert cells(page(*rows, lang="vi"), "figures")[0][0].endswith(" plan I.3, dòng 7; PL.1, dòng 9")


def test_a_quarter_is_no_year():
    assert cells(page({"period": "2020-Q4", "year": 2020}), "figures")[0][1] == "Q4 2020: 50%"


def test_the_real_lines_of_one_province(pages):
    text = pages["Kiên Giang", "vi"]
    assert ["Mức tăng hằng năm của tỷ lệ số hóa kết quả giải quyết TTHC I.3.b, dòng 75",
            "2025: cấp tỉnh, cấp huyện và cấp xã ≥ 20 điểm phần trăm"] in cells(text, "figures")  # fmt: skip
    assert "kien-giang-2022-39-kh-ubnd" in section(text, "figures")
    beside = {line[0]: line[1] for line in cells(text, "beside")}
    assert beside["Tỷ lệ hồ sơ công việc được xử lý trên môi trường mạng I.3.e, dòng 117"] == (
        "2025: cấp tỉnh 90%, cấp huyện 80%, cấp xã 60%"
    )


@pytest.mark.parametrize(("province", "more", "of"), [("Kiên Giang", "Other targets", 28), ("Kon Tum", "Other targets", 20), ("Gia Lai", "Other targets", 6), ("Hậu Giang", "Targets", 6)])  # fmt: skip
def test_how_many_targets_have_a_figure(pages, province, more, of):
    text = pages[province, "en"]
    shown = len(cells(text, "figures"))
    assert f"<h2>{more} with a figure: {shown} of {of}</h2>" in text
    assert shown == of or shown + len(cells(text, "beside")) >= 15


def test_beside_others_only_the_same_measure():
    b = {"province": "B", "document": "other", "year": 2023, "period": "2023"}
    rows = [
        {"value": 80.0, "comparator": ">="},
        b | {"value": 70.0, "comparator": ">="},
        b | {"value": 60.0, "province": "C"},
        b | {"value": None, "comparator": "increase", "province": "D"},
        b | {"nature": "actual", "province": "E"},
        b | {"scope": "eligible", "province": "F"},
        b | COMMUNE | {"province": "G"},
    ]
    assert cells(page(*rows), "beside") == [
        ["Work dossiers processed online I, line 1", "2025: ≥ 80%", "B 2023: ≥ 70% C 2023: 60%"]
    ]


def test_beside_others_the_same_year_goes_first_else_the_last():
    b = {"province": "B", "document": "other"}
    years = [{"year": year, "value": float(year - 2000)} for year in (2023, 2024, 2025)]
    assert cells(page(*years, b | years[1], b | years[0]), "beside")[0][1:] == ["2024: 24%", "B 2024: 24%"]
    assert cells(page(*years[1:], b | years[0]), "beside")[0][1:] == ["2025: 25%", "B 2023: 23%"]


def test_no_more_lines_beside_others_than_fit_and_the_page_says_how_many_more():
    rates = [metric for metric, about in metrics().items() if about.unit == "percent"][: BESIDE + 2]
    both = [
        {"metric": metric, **where} for metric in rates for where in ({}, {"province": "B", "document": "other"})
    ]
    assert len(cells(page(*both), "beside")) == BESIDE
    assert "2 more not shown." in section(page(*both), "beside")
    assert "more not shown" not in page(*both[:-4])


def test_what_stands_beside_in_the_real_table(pages):
    text = pages["Kiên Giang", "en"]
    lines = {re.split(" [IVXPL]+[.]", name)[0]: rest for name, *rest in cells(text, "beside")}
    assert len(lines) == 6
    assert lines["Procedures with a fee that offer online payment"] == ["2025: ≥ 80%", "Kon Tum 2023: 100%"]
    assert lines["Work dossiers processed online"] == [
        "2025: province 90%, district 80%, commune 60%",
        "Gia Lai 2024: province 95%, district 80%, commune 60% Kon Tum 2023: province, district and commune 100%",
    ]
    assert "rank no one" in section(text, "beside")
    assert "two floors or two ceilings bound none" in section(text, "beside")
    assert "a set that may be wider" in section(text, "beside")
    assert "a set that may be wider" not in pages["Gia Lai", "en"]
    assert "Hậu Giang" not in text  # shares no measure


def test_a_province_that_shares_nothing_and_one_without_a_figure(pages):
    assert "Not one of the 3 other provinces in this collection gives a target" in section(
        pages["Hậu Giang", "en"], "beside"
    )
    text = page({"value": None, "comparator": "increase"})
    assert (
        plain(section(text, "figures"))
        == "Targets with a figure: 0 of 0 These documents state no target with a figure."
    )


def test_sources_as_printed():
    rows = [{}, {"document": "nameless"}, {"document": "report", "nature": "actual"}, {"document": "unknown"}]
    rows += [{"province": "B", "document": "other"}]
    items = [plain(item) for item in re.findall(r"<li>(.*?)</li>", page(*rows))]
    assert items == [
        "A, unknown",
        "plan: Kế hoạch A; A, plan 2021–2025 (No. 7/KH, 2021-02-03)",
        "nameless: Kế hoạch B; A, plan 2024 (no number printed, no date printed, perhaps a draft)",
        "report: Báo cáo; A, report Q4 2020 (no number printed, 2020)",
    ]
    assert "plan: Kế hoạch A; A, kế hoạch 2021–2025 (số 7/KH, 03/02/2021)" in page(*rows, lang="vi")
    assert "Of the other provinces: B, plan 2023 (No. 8/KH, 2023-01-02)." in page(*rows)


@pytest.mark.parametrize(
    ("province", "became"),
    [
        ("Kiên Giang", "Kiên Giang and An Giang were merged into a new provincial unit, An Giang."),
        ("Gia Lai", "Gia Lai and Bình Định were merged into a new provincial unit, Gia Lai."),
        ("Hà Nội", "Hà Nội was not merged."),
        ("A", "Units as before 2025-07-01."),  # not in the catalogue: nothing is claimed
    ],
)
def test_what_became_of_the_province(province, became):
    last = section(page({"province": province}, province=province), "sources").rpartition("</p>")[0]
    assert last.endswith(became)


@pytest.mark.parametrize(("period", "said"), [("2024", False), ("2025-Q1", False), ("2025", True)])
def test_a_district_target_that_outlives_the_districts_is_told(period, said):
    row = DISTRICT | {"year": int(period[:4]), "period": period}
    assert ("The district level ended on 2025-07-01" in page(row)) is said


def test_what_a_document_says_is_escaped():
    wild = REGISTER.with_columns(title=pl.lit("<b>Kế & hoạch</b>"))
    rows = table({"province": "<i>A", "section": "I<3", "note": "<script>"})
    text = brief(rows, "<i>A", "en", wild)
    assert "<h1>&lt;i&gt;A: " in text
    assert "I&lt;3, line 1" in text
    assert "&lt;b&gt;Kế &amp; hoạch&lt;/b&gt;" in text
    assert not re.findall(r"<i>|<script|<b>Kế", text)


@pytest.mark.parametrize("province", PROVINCES)
def test_the_same_text_from_any_order_of_rows_and_from_pandas(targets, pages, province):
    shuffled = targets.sample(fraction=1, shuffle=True, seed=3).to_pandas()
    register = load_documents(ROOT / "data" / "raw").to_pandas()
    assert brief(shuffled, province, documents=register) == pages[province, "vi"]


def test_a_table_of_all_provinces_keeps_the_page_on_one_sheet(targets, chromium, tmp_path):
    text = brief(of_all_provinces(targets.filter(province="Kon Tum")), "Hà Nội", "vi")
    said = [line[2] for line in cells(text, "beside")]
    assert 5 < len(said) <= BESIDE
    assert all(each.endswith("còn 59 tỉnh khác nêu số liệu") for each in said)
    assert "không nêu mục tiêu nào có con số" not in section(text, "figures")
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    tab = chromium.new_page()
    tab.goto((tmp_path / "page.html").as_uri())
    assert len(pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True))) == 1
    tab.close()
