"""The scorer on tables small enough to check by eye, the sentence set, the report, and the goals."""

import csv
import re

import pytest

from cchc_analysis.catalog import metrics
from cchc_analysis.schema import DIRECTIONS, KINDS, MAX_WORDS, Target
from scripts import evaluate
from scripts.evaluation_report import quoted, report
from scripts.scoring import (
    Compared,
    Score,
    Stated,
    Tuple,
    cut,
    figure,
    match,
    rate,
    recall_by_phenomenon,
    score,
)

NINETY = Tuple("target", "e_dossier_rate", "province", ">=", 90.0, "percent", 2024)
COMMUNE = NINETY._replace(level="commune", value=60.0)
EIGHT = Tuple("actual", "training_class_count", "all", "=", 8.0, "count", 2023)
UP = Tuple("target", "par_index", "all", "increase", None, "index", 2024)


def at(line, said, *phenomena, place="plan"):
    return Stated(place, line, said, "", phenomena)


GOLD = [at(10, NINETY, "percent", "floor"), at(10, COMMUNE, "percent"), at(20, EIGHT, "count"), at(30, UP)]
FOUND = [
    at(10, NINETY),  # right
    at(11, COMMUNE._replace(comparator="=")),  # the figure is right, the row is not
    at(30, UP),  # right
    at(40, UP),  # once too often
    at(20, EIGHT, place="report"),  # right, in another document
]
SMALL = Compared(GOLD, FOUND, {"plan": "", "report": ""})


@pytest.fixture(scope="module")
def invented():
    return evaluate.in_invented()


@pytest.fixture(scope="module")
def sentences():
    return evaluate.in_items("sentences")


@pytest.fixture(scope="module")
def sets(invented, sentences):
    return evaluate.in_sets(invented, sentences)


@pytest.fixture
def documents(texts):
    return evaluate.in_documents(evaluate.document_texts(texts))


@pytest.mark.parametrize(
    ("compared", "key", "gold", "found", "matched"),
    [
        (SMALL, None, 4, 5, 2),  # NINETY and one UP
        (SMALL.figures(), figure, 3, 3, 2),  # NINETY, and COMMUNE whatever its comparator
        (SMALL.of("target"), None, 2, 2, 1),
        (SMALL.of("actual"), None, 1, 1, 0),
        (SMALL.of("directional"), None, 1, 2, 1),
        (SMALL.at({"report"}), None, 0, 1, 0),
    ],
)
def test_a_score_counts_gold_found_and_matched(compared, key, gold, found, matched):
    assert (score(compared, key) if key else score(compared)) == Score(gold, found, matched)


def test_precision_recall_and_f1():
    half = Score(gold=4, found=5, matched=2)
    assert (half.precision, half.recall, half.f1) == (2 / 5, 2 / 4, 4 / 9)
    assert [rate(share) for share in (Score(0, 3, 0).recall, Score(3, 0, 0).precision, Score(0, 0, 0).f1)] == [
        "–"
    ] * 3


def test_missed_and_spurious_are_listed_where_they_stand():
    matching = match(GOLD, FOUND)
    assert matching.missed == [at(10, COMMUNE, "percent"), at(20, EIGHT, "count")]
    assert matching.spurious == [FOUND[1], FOUND[3], FOUND[4]]


@pytest.mark.parametrize(
    ("gold", "found", "missed", "spurious"),
    [
        ([10, 50, 90], [91, 10], [50], []),  # 50 was passed over, whatever the order
        ([50], [10, 48], [], [10]),
        ([10, 20], [20], [10], []),  # 20 fits better than 10, which comes first
        ([10], [10, 10, 10], [], [10, 10]),  # each is matched once
    ],
)
def test_among_equal_rows_the_nearest_lines_match(gold, found, missed, spurious):
    matching = match([at(line, EIGHT) for line in gold], [at(line, EIGHT) for line in found])
    assert [one.line for one in matching.missed] == missed
    assert [one.line for one in matching.spurious] == spurious


def test_a_row_counts_for_each_of_its_phenomena():
    assert recall_by_phenomenon(match(GOLD, FOUND)) == {"percent": (2, 1), "floor": (1, 1), "count": (1, 0)}


@pytest.mark.parametrize(
    ("said", "short"),
    [
        (NINETY, "target e_dossier_rate province >= 90 percent 2024"),
        (UP, "target par_index all increase index 2024"),
        (EIGHT._replace(value=11093.0, metric=""), "actual (no metric) all = 11093 count 2023"),
        (NINETY._replace(value=95.4545), "target e_dossier_rate province >= 95.4545 percent 2024"),
    ],
)
def test_the_short_form_of_a_row(said, short):
    assert str(said) == short


def test_rows_from_files_and_from_the_extraction_are_alike():
    read = dict(
        zip(Tuple._fields, ["target", "", "all", ">=", "33.33333333333333", "percent", "2024"], strict=True)
    )
    found = dict(zip(Tuple._fields, ["target", None, "all", ">=", 100 / 3, "percent", 2024], strict=True))
    assert evaluate.said(read) == evaluate.said(found) == ("target", "", "all", ">=", 33.3333, "percent", 2024)


def test_words_are_cut_and_harmless_in_a_table():
    assert cut("một " * 15) == " ".join(["một"] * 15)
    assert cut("một " * 16) == " ".join(["một"] * 15) + "…"
    assert quoted("90%\n| *hồ sơ* <sup>1</sup>") == r"90% \| \*hồ sơ\* &lt;sup>1&lt;/sup>"


def test_the_coded_rows_are_those_of_the_table_with_every_mention(real):
    stated = real.targets.filter(basis="stated")
    coded = evaluate.coded()
    assert {one.said[:4] for one in coded} == set(stated.select(Tuple._fields[:4]).rows())
    assert len(coded) >= stated["mentions"].sum() >= stated.height


@pytest.mark.parametrize(
    ("document", "line", "phenomena"),
    [
        ("hau-giang-2021-kh-ubnd", 14, {"directional"}),
        ("hau-giang-2021-kh-ubnd", 20, {"percent", "several levels"}),
        ("hau-giang-2021-kh-ubnd", 26, {"percent", "floor"}),
        ("kon-tum-2023-kh-ubnd", 119, {"fraction", "floor", "several levels"}),
        ("kien-giang-2020-q3-bao-cao", 27, {"count, score or rank"}),
    ],
)
def test_phenomena_come_from_the_coded_cells(document, line, phenomena):
    found = [set(one.phenomena) for one in evaluate.coded() if (one.place, one.line) == (document, line)]
    assert found
    assert all(one == phenomena for one in found)


# The sets of texts

ITEMS = [
    "sentences",
    "reported",
    "fresh-2",
    "fresh-3",
    "fresh-4",
    "fresh-5",
    "fresh-6",
    "fresh-7",
    "fresh-8",
    "fresh-9",
]


def test_the_sentence_set_is_large_and_its_items_are_whole():
    items = evaluate.read_csv(evaluate.SET / "sentences" / "inputs.csv")
    assert len(items) >= 150
    assert len({item["item"] for item in items}) == len({item["text"] for item in items}) == len(items)
    assert all(item["text"].strip() and item["phenomenon"] and item["kind"] in KINDS for item in items)
    assert all(re.fullmatch(r"20\d\d(/20\d\d|-Q[1-4])?", item["period"]) for item in items)
    assert not any(evaluate.OWN_PROVINCE in item["text"] for item in items)


@pytest.mark.parametrize("name", ITEMS)
def test_what_is_expected_is_in_the_words_of_the_catalogue(name):
    items = {item["item"] for item in evaluate.read_csv(evaluate.SET / name / "inputs.csv")}
    for row in evaluate.read_csv(evaluate.SET / name / "expected.csv"):
        assert row["item"] in items, row
        for column in ("nature", "level", "comparator", "unit"):
            assert row[column] in Target.columns[column].values, row
        assert (row["value"] == "") == (row["comparator"] in DIRECTIONS), row
        assert 2000 <= int(row["year"]) <= 2100, row
        assert not row["metric"] or metrics()[row["metric"]].unit == row["unit"], row


# The report and the goals


def test_the_report_is_what_make_evaluate_writes(documents, invented, sentences, sets):
    assert report(documents, invented, sentences, sets) == evaluate.REPORT.read_text(encoding="utf-8"), (
        "run make evaluate"
    )


def test_the_report_holds_no_more_words_of_a_document_than_it_may(documents, invented, sentences, sets):
    listed = (
        report(documents, invented, sentences, sets)
        .partition("## Errors in the documents")[2]
        .partition("\n## ")[0]
    )
    rows = [row for row in csv.reader(listed.splitlines(), delimiter="|", quoting=csv.QUOTE_NONE) if len(row) > 6]
    assert all(len(row[5].split()) <= MAX_WORDS for row in rows[2:])


@pytest.mark.parametrize(
    ("folder", "says"),
    [
        ("nowhere", "invented documents and sentences only; docs/evaluation.md stays as it is"),
        ("", "hau-giang-2021-kh-ubnd.txt: no such text"),
    ],
)
def test_where_texts_lack_the_report_is_not_written(
    folder, says, invented, sentences, sets, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("CCHC_DOCUMENTS", str(tmp_path / folder))
    for name, read in {"in_invented": invented, "in_items": sentences, "in_sets": sets}.items():
        monkeypatch.setattr(evaluate, name, lambda *_, read=read: read)  # read once for all tests
    before = evaluate.REPORT.read_bytes()
    evaluate.main()
    assert says in capsys.readouterr().out
    assert evaluate.REPORT.read_bytes() == before


def test_the_extraction_fits_the_coded_documents(documents):
    assert score(documents).f1 >= 0.97


def test_no_set_scores_less_than_when_it_was_new(sets):
    assert {row["set"]: own.f1 for row, own in sets if own.f1 < max(0.9, float(row["first"] or 0))} == {}


def test_what_readers_reported_is_read_right(sets):
    [(gold, found, matched)] = [own for row, own in sets if row["set"] == "reported"]
    assert gold == found == matched
