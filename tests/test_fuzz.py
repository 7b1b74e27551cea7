"""What a reader once failed at, and a few cases that nobody has seen; `python -m scripts.fuzz` runs a million."""

import pytest

from scripts.fuzz import Case, as_line, corpus, make, run


@pytest.mark.parametrize("case", corpus(), ids=as_line)
def test_what_failed_once_is_taken_or_refused_in_our_words(case):
    assert run(case) is None


@pytest.mark.parametrize("seed", range(3))
def test_new_cases_are_taken_or_refused_in_our_words(seed):
    cases = [make(seed, number, 300) for number in range(320)]
    assert {case.reader: run(case) for case in cases if case.reader != "pdf" and run(case)} == {}


def test_a_failure_would_be_told():
    assert run(Case("levels", 7)).startswith("AttributeError")
