"""From sheets to the long table, on folders small enough to check by hand."""

import polars as pl
import pytest

from cchc_analysis import checking, harmonize, load_documents, load_statements, load_targets
from cchc_analysis.errors import SHOWN, DataError
from cchc_analysis.schema import KEY, Target
from cchc_analysis.table import write

DIGITIZED = "số hóa kết quả giải quyết TTHC đang còn hiệu lực"
STEP = "tỷ lệ số hóa kết quả giải quyết TTHC mỗi năm tăng"


def test_a_figure_a_level(raw):
    raw.document("plan", {"value": "90%;80%;60%", "levels": "tỉnh;huyện;xã", "comparator": "tối thiểu"})
    assert raw.rows("level", "comparator", "value", "year", "unit", "province_code") == [
        ("commune", ">=", 60.0, 2023, "percent", "62"),
        ("district", ">=", 80.0, 2023, "percent", "62"),
        ("province", ">=", 90.0, 2023, "percent", "62"),
    ]


def test_one_percent_over_levels_is_noted_as_pooled(raw):
    raw.document("plan", {"value": "100%", "levels": "tỉnh;huyện", "note": "Sic."})
    note = "Sic. One figure said of several levels; the set may be pooled over them."
    assert raw.rows("level", "value", "note") == [("district", 100.0, note), ("province", 100.0, note)]


def test_a_direction_has_no_value_and_the_unit_of_its_metric(raw):
    raw.document("plan", {"indicator": "Chỉ số PCI", "evidence": "nâng cao PCI", "comparator": "nâng cao"})
    assert raw.rows("metric", "comparator", "value", "unit") == [("pci_index", "increase", None, "index")]


def test_a_start_and_a_step_give_a_path_below_the_ceiling(raw):
    raw.document(
        "plan",
        {"indicator": DIGITIZED, "value": "70%;15%", "levels": "tỉnh;xã", "period": "năm 2021", "comparator": "tối thiểu"},
        {"indicator": STEP, "value": "20%", "levels": "tỉnh;xã", "period": "2022-2024", "ceiling": "100%", "comparator": "tăng"},
        period="2021/2025",
    )  # fmt: skip
    path = raw.build().targets.filter(basis="trajectory")
    assert path.select("level", "year", "comparator", "value").rows() == [
        ("commune", 2022, "=", 35.0),
        ("commune", 2023, "=", 55.0),
        ("commune", 2024, "=", 75.0),
        ("province", 2022, "=", 90.0),
        ("province", 2023, "=", 100.0),
        ("province", 2024, "=", 100.0),
    ]
    assert set(path["statement"]) == {"s1;s2"}
    assert "percentage points" in path["note"][0]
    step = raw.build().targets.filter(metric="digitization_annual_increase")
    assert step.select("unit", "value", "year").unique().rows() == [("percentage_point", 20.0, 2024)]


def test_a_step_of_each_level_pools_no_set(raw):
    raw.document(
        "plan", {"value": "20%", "indicator": STEP, "levels": "mỗi cấp", "comparator": "tăng", "ceiling": "100%"}
    )
    assert raw.rows("note") == [(None,)] * 3


@pytest.mark.parametrize("apart", [{"nature": "actual"}, {"levels": "xã"}])
def test_a_path_starts_from_the_same_measure_only(raw, apart):
    start = {"indicator": DIGITIZED, "value": "15%", "period": "năm 2021", "levels": "tỉnh"}
    step = {
        "indicator": STEP,
        "value": "20%",
        "comparator": "tăng",
        "ceiling": "100%",
        "levels": "tỉnh",
        "period": "2022-2024",
    }
    raw.document("plan", start | apart, step)
    raw.document("other", start)
    assert raw.build().targets.filter(basis="trajectory").is_empty()


@pytest.mark.parametrize("left_out", ["ceiling", "start"])
def test_no_path_without_a_start_or_a_ceiling(raw, left_out):
    step = {
        "indicator": STEP,
        "value": "20%",
        "comparator": "tăng",
        "ceiling": "" if left_out == "ceiling" else "100%",
    }
    start = {"indicator": DIGITIZED, "value": "15%", "period": "năm 2021"}
    raw.document("plan", *([step] if left_out == "start" else [start, step]))
    assert raw.build().targets.filter(basis="trajectory").is_empty()


def test_repeats_are_one_row_that_counts_them(raw):
    raw.document("plan", {"value": "90%"}, {"value": "90%", "repeats": "s1"}, {"value": "90%", "repeats": "s1"})
    assert raw.rows("statement", "mentions") == [("s1", 3)]


def test_a_repeat_may_be_of_some_levels_and_name_them_in_another_order(raw):
    first = {"value": "100%;90%", "levels": "tỉnh;huyện"}
    again = {"value": "90%;100%", "levels": "huyện;tỉnh", "repeats": "s1"}
    raw.document("plan", first, again, {"value": "100%", "levels": "tỉnh", "repeats": "s1"})
    assert raw.rows("level", "value", "mentions") == [("district", 90, 2), ("province", 100, 3)]


@pytest.mark.parametrize(
    "other",
    [
        {"comparator": "tối thiểu"},
        {"scope": "đủ điều kiện"},
        {"nature": "actual"},
        {"period": "năm 2022"},
        {"levels": "xã"},
    ],
)
def test_what_differs_is_no_repeat(raw, other):
    raw.document("plan", {"value": "90%"}, {"value": "90%", "repeats": "s1"} | other)
    with pytest.raises(DataError, match="says something else than 's1'"):
        raw.build()


def test_a_deadline_at_the_end_of_the_plan_repeats_the_plan_s_period(raw):
    raw.document(
        "plan", {"value": "90%"}, {"value": "90%", "period": "đến năm 2025", "repeats": "s1"}, period="2021/2025"
    )
    assert raw.rows("period", "mentions") == [("2021/2025", 2)]


def test_a_report_of_half_a_year_lends_its_days_and_its_year(raw):
    raw.document("bc", {"value": "90%", "nature": "actual"}, kind="report", period="2023-01-01/2023-06-30")
    assert raw.rows("period", "year") == [("2023-01-01/2023-06-30", 2023)]
    raw.sheet("bc", {"value": "90%", "nature": "actual", "period": "quý I"})
    assert raw.rows("period", "year") == [("2023-Q1", 2023)]


def test_a_share_rounded_as_printed_is_no_finding_and_a_rounded_up_one_is_not_cut(raw):
    share = {"indicator": "lớp đào tạo, bồi dưỡng đã mở so với kế hoạch", "nature": "actual"}
    raw.document("report", share | {"value": "31/49"}, share | {"value": "63,27%"}, kind="report")
    assert raw.build().findings.is_empty()
    raw.sheet("report", share | {"value": "31/49"}, share | {"value": "64%"})
    assert raw.build().findings["message"].to_list() == ["31/49 is 63%, printed as 64%"]


def test_a_doubt_keeps_its_line_or_takes_that_of_its_statement(raw):
    raw.document("plan", {"value": "90%", "line": "7"})
    raw.text(
        "doubts.csv", "document,statements,line,kind,message\nplan,s1,,doubt,a\nplan,s1,9,scan,b\nplan,,3,scan,c\n"
    )
    assert raw.build().findings.select("line", "message").rows() == [(3, "c"), (7, "a"), (9, "b")]


def test_contradictions_across_keys_stay_and_are_reported(raw):
    raw.document("plan", {"value": "90%"}, {"value": "95%", "comparator": "tối thiểu"})
    built = raw.build()
    assert built.targets["value"].to_list() == [90.0, 95.0]
    assert built.findings.select("kind", "statements", "message").rows() == [
        ("contradiction", "s1;s2", "one measure, several targets for 2023: 90% and ≥ 95%")
    ]


def test_parts_are_held_against_their_total(raw):
    count = {"indicator": "hồ sơ tiếp nhận", "nature": "actual"}
    raw.document(
        "report",
        count | {"value": "1.000"},
        count | {"value": "600", "scope": "toàn hệ thống một cửa điện tử", "part_of": "s1"},
        count | {"value": "401", "scope": "trung tâm phục vụ hành chính công, trực tuyến", "part_of": "s1"},
        count | {"value": "1.001", "scope": "trung tâm phục vụ hành chính công, bưu chính công ích"},
        kind="report",
        period="2023-Q1",
    )
    found = raw.build().findings.select("kind", "line", "stated", "recomputed", "message").rows()
    message = (
        "2 parts add up to 1.001, not to the stated 1.000; they are the total of s4, to which the split belongs"
    )
    assert found == [("sum", 1, "1.000", "1.001", message)]


def test_a_part_may_be_a_total_itself(raw):
    count = {"indicator": "hồ sơ tiếp nhận", "nature": "actual", "value": "10"}
    scopes = enumerate(["", "toàn hệ thống một cửa điện tử", "trung tâm phục vụ hành chính công, trực tuyến"])
    raw.document("report", *(count | {"scope": scope, "part_of": f"s{at}" * bool(at)} for at, scope in scopes))
    assert raw.build().findings.is_empty()


def test_a_total_split_in_two_ways_is_checked_in_each(raw):
    count = {"indicator": "hồ sơ tiếp nhận", "nature": "actual"}
    raw.document(
        "report",
        count | {"value": "10"},
        count | {"value": "10", "scope": "toàn hệ thống một cửa điện tử", "part_of": "s1:time"},
        count | {"value": "5", "scope": "trung tâm phục vụ hành chính công, trực tuyến", "part_of": "s1:channel"},
        count | {"value": "4", "scope": "trung tâm phục vụ hành chính công, trực tiếp", "part_of": "s1:channel"},
    )
    assert raw.build().findings["statements"].to_list() == ["s1;s3;s4"]


def test_fractions_are_added_above_and_below_the_line(raw):
    share = {"indicator": "đơn vị sự nghiệp công lập thực hiện cơ chế tự chủ", "nature": "actual"}
    raw.document(
        "report",
        share | {"value": "10/12"},
        share | {"value": "6/7", "levels": "tỉnh", "part_of": "s1"},
        share | {"value": "4/4", "levels": "huyện", "part_of": "s1"},
    )
    assert raw.build().findings.select("stated", "recomputed").rows() == [("12", "11")]


def test_the_fraction_stands_and_its_cut_percent_is_found(raw):
    share = {"indicator": "lớp đào tạo, bồi dưỡng đã mở so với kế hoạch", "nature": "actual"}
    raw.document("report", share | {"value": "31/49"}, share | {"value": "63,26%"})
    built = raw.build()
    assert built.targets.select("statement", "numerator", "denominator", "note").rows() == [
        ("s1", 31.0, 49.0, "Printed as 63,26%.")
    ]
    assert built.findings.select("kind", "stated", "recomputed", "message").rows() == [
        ("share", "63,26%", "63,27%", "31/49 is 63,27%, printed as 63,26%: cut, not rounded")
    ]


def test_a_rate_of_a_repeat_is_that_of_what_it_repeats(raw):
    count = {"indicator": "dịch vụ công trên Cổng dịch vụ công", "nature": "actual"}
    part, whole = (
        count | {"value": value, "scope": base} for value, base in (("3", "mức độ 3"), ("9", "mức độ 4"))
    )
    raw.document("report", part, whole, whole | {"repeats": "s2"}, kind="report")
    raw.text("ratios.csv", "metric,scope,numerator,denominator\nonline_service_rate,all_listed,s1,s1+s3\n")
    rate = raw.build().targets.filter(basis="computed")
    assert rate.select("value", "statement").rows() == [(25.0, "s1;s2")]


def test_rates_are_computed_from_counts(raw):
    count = {"indicator": "dịch vụ công trên Cổng dịch vụ công", "nature": "actual"}
    raw.document(
        "report", count | {"value": "3", "scope": "mức độ 3"}, count | {"value": "9", "scope": "mức độ 1 và 2"}
    )
    raw.text("ratios.csv", "metric,scope,numerator,denominator\nonline_service_rate,all_listed,s1,s1+s2\n")
    rate = raw.build().targets.filter(basis="computed")
    assert rate.select("metric", "scope", "value", "numerator", "denominator", "statement").rows() == [
        ("online_service_rate", "all_listed", 25.0, 3.0, 12.0, "s1;s2")
    ]


def test_a_scope_may_name_its_level(raw):
    raw.document("report", {"indicator": "hồ sơ tiếp nhận", "nature": "actual", "value": "5", "scope": "centre"})
    assert raw.rows("level", "scope") == [("province", "centre")]


def test_an_own_province_is_known_with_its_code(raw):
    raw.text("provinces.csv", "province,province_code\nMẫu,99\n")
    raw.document("plan", {"value": "90%"}, province="Mẫu")
    assert raw.rows("province", "province_code") == [("Mẫu", "99")]


def test_the_order_of_rows_and_sheets_changes_nothing(raw):
    first = {"statement": "a", "value": "90%", "levels": "tỉnh"}
    second = {"statement": "b", "value": "80%", "levels": "huyện"}
    raw.document("plan", first, second)
    before = raw.build()
    raw.sheet("plan", second | {"line": "2"}, first | {"line": "1"})
    swapped = raw.build().targets
    assert swapped.select("statement", "level", "value").equals(
        before.targets.select("statement", "level", "value")
    )


def test_the_public_steps_give_the_table_of_build(raw):
    raw.document("plan", {"value": "90%"}, {"value": "80%", "levels": "xã"})
    table = harmonize(load_statements(raw.path), load_documents(raw.path))
    assert table.equals(raw.build().targets)
    pandas = harmonize(load_statements(raw.path).to_pandas(), load_documents(raw.path).to_pandas())
    assert pandas["value"].tolist() == [90.0, 80.0]


def test_writing_twice_gives_the_same_bytes(raw, tmp_path):
    raw.document("plan", {"value": "90%"})
    first = [path.read_bytes() for path in write(raw.build(), tmp_path / "a")]
    assert first == [path.read_bytes() for path in write(raw.build(), tmp_path / "b")]
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == [
        "findings.csv",
        "targets.csv",
        "targets.parquet",
    ]


def test_loading_gives_what_was_written(raw, tmp_path):
    raw.document("plan", {"value": "90%"})
    write(raw.build(), tmp_path)
    assert load_targets(folder=tmp_path).equals(raw.build().targets)
    assert load_targets("pandas", tmp_path)["value"].tolist() == [90.0]
    with pytest.raises(DataError, match="the table is missing; run cchc build"):
        load_targets(folder=tmp_path / "nowhere")
    (tmp_path / "targets.parquet").write_text("no parquet")
    with pytest.raises(DataError, match="not readable"):
        load_targets(folder=tmp_path)
    with pytest.raises(ValueError, match="unknown frame 'numpy'; choose polars or pandas"):
        load_targets("numpy")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda table: table.drop("note"), [": columns of another version"]),
        (lambda table: table.select(sorted(table.columns)), [": columns of another version"]),
        (
            lambda table: table.cast({"year": pl.String, "line": pl.Int32}),
            [", column line: type Int32 of another version", ", column year: type String of another version"],
        ),
        (lambda table: table.clear(), [": the table has no row"]),
        (
            lambda table: table.with_columns(level=pl.lit("ấp"), scope=pl.lit("standrad")),
            [
                ", column level: unknown 'ấp'; known are province, district, commune, all",
                ", column scope: unknown 'standrad'; nearest: standard",
            ],
        ),
        (
            lambda table: pl.concat([table, table]),
            [
                ": the key (document, nature, metric, scope, level, period, comparator, basis) stands twice"
                " in 2 of 2 rows, first s1 of plan"
            ],
        ),
        (
            lambda table: table.with_columns(value=pl.lit(120.0), section=pl.lit(None, pl.String)),
            [
                ": breaks the rule share_between_0_and_100 in 1 of 1 row, first s1 of plan",
                ", column section: empty in 1 of 1 row, first s1 of plan",
            ],
        ),
        (
            lambda table: table.with_columns(unit=pl.lit("count"), value=pl.lit(float("nan"))),
            [", column value: NaN or infinite in 1 of 1 row, first s1 of plan"],
        ),
    ],
)
def test_a_table_that_build_would_not_write_is_refused(raw, tmp_path, change, says):
    raw.document("plan", {"value": "90%"})
    path = tmp_path / "targets.parquet"
    change(raw.build().targets).write_parquet(path)
    with pytest.raises(DataError) as error:
        load_targets(folder=tmp_path)
    assert str(error.value).splitlines() == [f"{path}{line}; run cchc build" for line in says]


# --- the five documents


def test_the_committed_table_is_the_built_one(real):
    assert load_targets().equals(real.targets)


def test_the_key_is_unique_and_orders_the_rows(targets):
    keys = targets.select(KEY).rows()
    assert keys == sorted(set(keys))
    assert targets.columns == list(Target.columns)


@pytest.mark.parametrize(
    ("province", "level", "year", "value"),
    [("Kiên Giang", "province", 2025, 90), ("Kiên Giang", "district", 2025, 80), ("Kiên Giang", "commune", 2025, 60),
     ("Kon Tum", "commune", 2023, 100), ("Gia Lai", "province", 2024, 95), ("Gia Lai", "commune", 2024, 60)],
)  # fmt: skip
def test_work_dossiers(targets, province, level, year, value):
    row = targets.filter(metric="e_dossier_rate", province=province, level=level)
    assert row.select("year", "value", "comparator", "scope").rows() == [(year, float(value), "=", "standard")]


def test_the_path_of_digitization(targets):
    path = targets.filter(metric="digitization_rate").sort("level", "year")
    given = {level: path.filter(level=level)["value"].to_list() for level in ("province", "district", "commune")}
    assert given == {
        "province": [30, 50, 70, 90, 100],
        "district": [20, 40, 60, 80, 100],
        "commune": [15, 35, 55, 75, 95],
    }
    assert set(path["comparator"]) == {">="}


def test_rates_that_the_report_does_not_print(targets):
    rates = targets.filter(basis="computed").select("metric", "scope", pl.col("value").round(2), "period")
    assert rates.sort("metric").rows() == [
        ("on_time_settlement_rate", "centre_settled", 99.90, "2020-Q3"),
        ("online_filing_rate", "centre", 18.31, "2020-Q3"),
        ("online_service_rate", "all_listed", 29.35, "2020-Q3"),
    ]


def test_what_the_documents_get_wrong(real):
    sums = real.findings.filter(pl.col("kind").is_in(["sum", "share"])).select("line", "stated", "recomputed")
    assert sorted(sums.rows()) == [
        (55, "12", "11"),
        (55, "170", "176"),
        (55, "63,26%", "63,27%"),
        (71, "59.446", "82.602"),
    ]
    assert set(real.findings["kind"]) == {"sum", "share", "contradiction", "doubt", "scan"}


def test_four_provinces_with_the_codes_of_their_time(targets):
    assert dict(targets.select("province", "province_code").unique().rows()) == {
        "Kiên Giang": "91", "Kon Tum": "62", "Hậu Giang": "93", "Gia Lai": "64",
    }  # fmt: skip


def test_no_evidence_is_longer_than_fifteen_words(targets):
    assert targets.select(pl.col("evidence").str.split(" ").list.len().max()).item() <= 15


def test_missing_is_never_an_empty_string(targets):
    text = targets.select(pl.col(pl.String))
    assert text.select(pl.all().eq("").any()).row(0) == (False,) * text.width


def test_the_nearest_names_are_looked_for_only_where_a_fault_is_shown(real, monkeypatch):
    asked = []
    monkeypatch.setattr("cchc_analysis.schema.nearest", lambda word, _: asked.append(word) or "nearest: none")
    table = real.targets.with_row_index().with_columns(document=pl.format("unknown-{}", "index")).drop("index")
    with pytest.raises(DataError, match=f"and {table.height - SHOWN} more faults"):
        checking.check_table(table, "targets.parquet", documents=["kon-tum-2023-kh-ubnd"])
    assert len(asked) == SHOWN < table.height
