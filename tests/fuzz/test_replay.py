"""What fuzzing found is tried again at every run of the tests, without the fuzzer.

``python -m fuzz`` says how inputs come to be here.
"""

from __future__ import annotations

import pytest

from fuzz.corpus import MAX_KEPT, crashes, kept, path_of
from fuzz.targets import TARGETS, target

CRASHES = [(name, crash) for name in TARGETS for crash in crashes(name)]


@pytest.mark.parametrize("name", TARGETS)
def test_all_that_must_hold_holds_for_the_kept_corpus(name: str) -> None:
    inputs = kept(name)
    assert inputs
    for number, data in enumerate(inputs, 1):
        try:
            target(name).check(data)
        except Exception as error:
            error.add_note(f"line {number} of the corpus: {data!r}")
            raise


@pytest.mark.parametrize("name", TARGETS)
def test_a_corpus_is_small(name: str) -> None:
    assert path_of(name).stat().st_size <= MAX_KEPT


@pytest.mark.parametrize(("name", "crash"), CRASHES, ids=lambda part: part)
def test_what_once_failed_holds(name: str, crash: str) -> None:
    target(name).check(crashes(name)[crash])


@pytest.mark.parametrize("name", TARGETS)
def test_a_run_has_something_to_start_from(name: str) -> None:
    assert list(target(name).seeds())
    assert len(set(target(name).TOKENS)) == len(target(name).TOKENS)
