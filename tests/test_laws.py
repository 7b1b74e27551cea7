"""What holds for every sheet, table and panel, whatever stands in it."""

from functools import cache

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_analysis import coverage, gaps, harmonize, load_documents, load_statements, load_targets, pace
from cchc_analysis.catalog import provinces
from cchc_analysis.compare.converge import converge
from cchc_analysis.convergence import delta, gamma, sigma
from cchc_analysis.errors import DataError
from cchc_analysis.schema import KEY, Register, Statement
from cchc_analysis.table import load_outcomes
from tests.conftest import ROOT

LAW = settings(max_examples=25, suppress_health_check=list(HealthCheck))

PERCENTS = (
    "hồ sơ công việc trên môi trường mạng",
    "số hóa kết quả giải quyết TTHC đang còn hiệu lực",
    "mức độ hài lòng về giải quyết TTHC",
    "dịch vụ công trực tuyến mức độ 3",
)
BASES = {PERCENTS[-1]: "đủ điều kiện", "hồ sơ tiếp nhận": "toàn hệ thống một cửa điện tử"}
STEP = "tỷ lệ số hóa kết quả giải quyết TTHC mỗi năm tăng"
BOUNDS = {"": "=", "tối thiểu": ">=", "trên": ">", "không quá": "<=", "dưới": "<", "từ ... trở lên": ">="}
WORDS = {"province": "tỉnh", "district": "huyện", "commune": "xã", "all": ""}
SYMBOLS = {">=": "≥", "<=": "≤", "=": ""}


@st.composite
def figures(draw):
    """One statement with a figure: indicator, level, bound, value."""
    share = draw(st.decimals(0, 100, places=1).map(lambda number: f"{number:f}".replace(".", ",")))
    indicator, kind = draw(
        st.sampled_from(
            [*((words, "%") for words in PERCENTS), ("hồ sơ tiếp nhận", "count"), ("Chỉ số PAPI", "score")]
        )
    )
    value = {
        "%": f"{share}%",
        "count": str(draw(st.integers(0, 10**9))),
        "score": draw(st.sampled_from(["41,5", "79"])),
    }
    return {
        "indicator": indicator,
        "value": value[kind],
        "comparator": draw(st.sampled_from(list(BOUNDS))),
        "levels": draw(st.sampled_from(["", "tỉnh", "huyện", "xã", "tỉnh;huyện", "mỗi cấp"]))
        if kind == "%"
        else "",
        "period": draw(st.sampled_from(["", "năm 2024", "đến năm 2025", "quý II năm 2024"])),
        "scope": "điểm số" if kind == "score" else draw(st.sampled_from(["", BASES.get(indicator, "")])),
    }


def _place(row):
    return row["indicator"], row["scope"], row["period"], BOUNDS[row["comparator"]]


SHEETS = st.lists(figures(), min_size=1, max_size=8, unique_by=_place)


def statements(rows, document="plan"):
    """A frame of statements, with ids, evidence and all that a sheet needs."""
    plain = dict.fromkeys(Statement.columns) | {"document": document, "section": "I", "nature": "target"}
    full = [
        plain
        | {"statement": f"{document}{n}", "line": n, "evidence": row["value"].replace(";", ", ")}
        | {name: cell or None for name, cell in row.items()}
        for n, row in enumerate(rows, start=1)
    ]
    return pl.DataFrame(full, schema=Statement.types)


def documents(*names, period="2021/2025"):
    plain = dict.fromkeys(Register.columns) | {"kind": "plan", "title": "Kế hoạch", "period": period}
    rows = [
        plain | {"document": name, "province": province}
        for name, province in zip(names, provinces(), strict=False)
    ]
    return pl.DataFrame(rows, schema=Register.types)


@LAW
@given(SHEETS, st.randoms())
def test_the_order_of_rows_changes_nothing(rows, random):
    sheet = statements(rows)
    order = list(range(len(rows)))
    random.shuffle(order)
    assert harmonize(sheet[order], documents("plan")).equals(harmonize(sheet, documents("plan")))


@LAW
@given(SHEETS, SHEETS, st.booleans())
def test_a_document_more_changes_no_row_of_another(rows, others, before):
    alone = harmonize(statements(rows), documents("plan"))
    frames = [statements(rows), statements(others, "other")]
    together = harmonize(pl.concat(frames[::-1] if before else frames), documents("plan", "other"))
    assert together.filter(document="plan").equals(alone)
    assert together.filter(document="other").height >= len(others)


@LAW
@given(SHEETS)
def test_harmonizing_twice_is_harmonizing_once(rows):
    """The rows of the table, written as statements in its own words, give the same rows."""
    sheet = statements(rows)
    table = harmonize(sheet, documents("plan"))
    words = dict(sheet.select("statement", "indicator").rows())
    again = [
        {
            "indicator": words[row["statement"]],
            "value": f"{row['value']:.12g}".replace(".", ",") + ("%" if row["unit"] == "percent" else ""),
            "comparator": SYMBOLS.get(row["comparator"], row["comparator"]),
            "levels": WORDS[row["level"]],
            "period": {"2021/2025": "2021-2025", "2024-Q2": "quý II năm 2024"}.get(row["period"], row["period"]),
            "scope": "" if row["scope"] == "standard" else row["scope"],
        }
        for row in table.iter_rows(named=True)
    ]
    same = ["metric", "level", "comparator", "value", "unit", "scope", "period", "year", "basis"]
    assert harmonize(statements(again), documents("plan")).select(same).equals(table.select(same))


@LAW
@given(SHEETS)
def test_a_bound_stays_what_it_is_and_every_row_names_its_statement(rows):
    sheet = statements(rows)
    table = harmonize(sheet, documents("plan"))
    said = {row["statement"]: BOUNDS[row["comparator"] or ""] for row in sheet.iter_rows(named=True)}
    assert {row["statement"] for row in table.iter_rows(named=True)} == said.keys()
    assert all(said[row["statement"]] == row["comparator"] for row in table.iter_rows(named=True))
    assert not table.select(pl.struct(KEY).is_duplicated().any()).item()


@LAW
@given(
    st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000), st.sampled_from(["tối thiểu", "", "trên"]),
    st.integers(2021, 2024), st.integers(2022, 2030),
)  # fmt: skip
def test_a_path_lies_between_its_start_and_its_ceiling(start, step, ceiling, bound, first, last):
    def percent(tenths):
        return f"{tenths / 10:.1f}%".replace(".", ",")

    rows = [
        {"indicator": PERCENTS[1], "value": percent(start), "levels": "mỗi cấp", "period": f"năm {first}"},
        {"indicator": STEP, "value": percent(step), "levels": "mỗi cấp", "period": f"{first}-{last}",
         "comparator": f"tăng {bound}".strip(), "ceiling": percent(ceiling)},
    ]  # fmt: skip
    if last <= first:
        return
    if ceiling < start:
        with pytest.raises(DataError, match="past which"):
            harmonize(statements(rows), documents("plan"))
        return
    path = harmonize(statements(rows), documents("plan")).filter(basis="trajectory")
    assert path.height == 3 * (last - first)
    assert path["value"].is_between(start / 10, ceiling / 10).all()
    assert set(path["comparator"]) == {BOUNDS[bound]}
    assert set(path["statement"]) == {"plan1;plan2"}
    values = path.filter(level="province").sort("year")["value"]
    assert values.is_sorted()
    assert values[0] == pytest.approx(min(ceiling / 10, (start + step) / 10))


@cache
def five_documents():
    """The statements and documents at hand, and the table that they give."""
    sheet, register = load_statements(ROOT / "data" / "raw"), load_documents(ROOT / "data" / "raw")
    return sheet, register, harmonize(sheet, register)


@LAW
@given(st.data())
def test_a_figure_that_its_evidence_does_not_hold_never_enters(data):
    """One cell of the five sheets is changed by a slip of a finger: the table is the same, or it is refused."""
    sheet, register, whole = five_documents()
    rows = [number for number, value in enumerate(sheet["value"]) if value]
    row = data.draw(st.sampled_from(rows))
    cell = sheet["value"][row]
    at = data.draw(st.integers(0, len(cell) - 1))
    slip = data.draw(st.sampled_from([*"0123456789.,%;/", ""]))
    changed = cell[:at] + slip + cell[at + data.draw(st.integers(0, 1)) :]
    value = sheet["value"].to_list()
    value[row] = changed or None
    columns_kept = ["document", "metric", "level", "value", "comparator"]
    try:
        table = harmonize(sheet.with_columns(value=pl.Series(value)), register)
    except DataError:
        return
    assert table.select(columns_kept).equals(whole.select(columns_kept))


TABLES = st.lists(
    st.tuples(
        st.sampled_from(["Kon Tum", "Gia Lai", "Hà Nội"]), st.sampled_from(["par_index", "e_dossier_rate"]),
        st.sampled_from(["percent", "count", "index"]), st.sampled_from(["all", "commune"]),
        st.sampled_from(["target", "actual"]), st.sampled_from([">=", "=", "<"]),
        st.one_of(st.none(), st.floats(0, 100)), st.integers(2020, 2025), st.sampled_from(["standard", "eligible"]),
    ),
    max_size=25,
).map(
    lambda rows: pl.DataFrame(
        rows, orient="row",
        schema={"province": pl.String, "metric": pl.String, "unit": pl.String, "level": pl.String, "nature": pl.String,
                "comparator": pl.String, "value": pl.Float64, "year": pl.Int64, "scope": pl.String},
    ).with_columns(
        period=pl.col("year").cast(pl.String),
        comparator=pl.when(pl.col("value").is_null()).then(pl.lit("increase")).otherwise("comparator"),
    )
)  # fmt: skip


@LAW
@given(TABLES)
def test_no_comparison_pairs_different_units(table):
    sides = set(table.select("province", "metric", "unit", "level", "value").rows())
    pairs = gaps(table)
    for row in pairs.iter_rows(named=True):
        assert row["province_a"] < row["province_b"]
        assert row["difference"] == row["value_a"] - row["value_b"]
        for side in "ab":
            assert (
                tuple(row[name] for name in (f"province_{side}", "metric", "unit", "level", f"value_{side}"))
                in sides
            )
        same = row["scope_a"] == row["scope_b"] and row["nature_a"] == row["nature_b"]
        assert (row["reading"] is not None) is same
    counted = 0
    for _, group in table.drop_nulls("value").group_by("metric", "unit", "level"):
        sizes = group["province"].value_counts()["count"].to_list()
        counted += (sum(sizes) ** 2 - sum(size**2 for size in sizes)) // 2
    assert pairs.height == counted


@LAW
@given(TABLES)
def test_coverage_leaves_no_province_out_and_invents_no_figure(table):
    said = coverage(table)
    assert said.height == table["province"].n_unique() * said["metric"].n_unique()
    assert said["targets"].sum() + said["actuals"].sum() == table.height
    told = said.filter(pl.col("status") != "silent").select("province", "metric").rows()
    assert set(told) == set(table.select("province", "metric").rows())


@LAW
@given(TABLES)
def test_pace_pairs_only_one_measure_and_no_later_result(table):
    if table.filter(nature="target").drop_nulls("value").is_empty():
        return
    results = set(table.select("province", "metric", "scope", "level", "nature", "comparator", "value").rows())
    for row in pace(table).iter_rows(named=True):
        assert (row["start"] is None) is (row["current"] is None)
        if row["current"] is None:
            assert row["status"] == "not assessable"
            continue
        measure = tuple(row[name] for name in ("province", "metric", "scope", "level"))
        assert (*measure, "actual", "=", row["current"]) in results
        assert (*measure, "actual", "=", row["start"]) in results
        assert row["start_date"] <= row["current_date"]
        assert row["current_date"].year <= row["target_year"]


@st.composite
def panels(draw):
    n, times = draw(st.integers(2, 6)), draw(st.integers(2, 5))
    values = draw(st.lists(st.integers(0, 50), min_size=n * times, max_size=n * times))
    return pl.DataFrame(
        {
            "province": [f"P{u}" for _ in range(times) for u in range(n)],
            "year": [2020 + t for t in range(times) for _ in range(n)],
            "value": [float(value) for value in values],
        }
    )


@LAW
@given(panels(), st.integers(-100, 100))
def test_sigma_is_unmoved_by_a_constant(panel, constant):
    spread = sigma(panel)["sd"].to_list()
    assert sigma(panel.with_columns(pl.col("value") + constant))["sd"].to_list() == pytest.approx(spread, abs=1e-9)


@LAW
@given(panels())
def test_delta_is_zero_only_where_all_are_equal(panel):
    for row in delta(panel).iter_rows(named=True):
        values = panel.filter(year=row["year"])["value"]
        assert row["total_gap"] >= 0
        assert (row["total_gap"] == 0) is (values.n_unique() == 1)


@LAW
@given(panels())
def test_gamma_is_above_one_only_where_units_share_a_rank_at_the_start(panel):
    start = panel.filter(year=2020)["value"]
    last = panel["year"].max()
    if start.n_unique() == 1:
        return  # there is no order whose change could be measured
    found = gamma(panel, 2020, last)
    assert found >= 0
    if found > 1 + 1e-9:
        assert start.n_unique() < len(start)


@cache
def papi():
    return load_outcomes().filter(metric="papi_index")


@LAW
@given(st.data())
def test_a_balanced_panel_is_a_subset_and_who_is_left_out_is_all_the_rest(data):
    outcomes = papi()
    years = data.draw(st.sampled_from([(2011, 2014), (2016, 2018), (2019, 2020), (2021, 2024), (2022, 2023)]))
    names = sorted(outcomes.drop_nulls("province")["province"].unique())
    chosen = data.draw(st.lists(st.sampled_from(names), min_size=8, max_size=63, unique=True))
    try:
        found = converge(
            outcomes,
            "papi_index",
            "e_governance" if years[0] >= 2018 else "transparency",
            *years,
            provinces=chosen,
        )
    except DataError:
        return
    balanced = found.panel.filter(pl.col("balanced"))
    inside, outside = set(balanced["province"]), set(found.left_out["province"])
    assert len(inside) == found.n
    assert inside.isdisjoint(outside)
    assert inside | outside == set(chosen)
    span = set(range(years[0], years[1] + 1))
    assert balanced.group_by("province").len()["len"].unique().to_list() == [len(span)]
    for row in found.left_out.iter_rows(named=True):
        have = set(found.panel.filter(province=row["province"])["year"])
        assert set(row["missing"]) == span - have


def test_the_table_at_hand_keeps_the_laws_too():
    table = load_targets()
    ids = set(load_statements(ROOT / "data" / "raw").select("document", "statement").rows())
    for row in table.iter_rows(named=True):
        assert all((row["document"], name) in ids for name in row["statement"].split(";"))
