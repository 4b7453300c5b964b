"""Which file was made from which look-ups, and which files used a look-up: always the same thing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from timeline.write.lookups import Lookups

USES = st.dictionaries(st.sampled_from("abcd"), st.lists(st.sampled_from("stuvwx"), unique=True))
"""Files, each with the look-ups that it is made from."""


def noted(lookups: Lookups, made: dict[str, list[str]]) -> dict[str, str]:
    """Return the look-ups of files that are made together by their numbers."""
    texts = sorted(set().union(*made.values()))
    numbers = dict(zip(texts, lookups.numbers(made, texts), strict=True))
    return {path: ",".join(str(numbers[text]) for text in each) for path, each in made.items()}


def assert_known(lookups: Lookups, files: dict[str, list[str]]) -> None:
    texts, places = list(lookups.texts), {path: place for place, path in enumerate(files)}
    assert len(set(texts)) == len(texts)
    for path, uses in files.items():
        assert [texts[number] for number in lookups.used_by(path)] == uses
    for number, text in enumerate(texts):
        users = {places[path] for path, uses in files.items() if text in uses}
        assert lookups.users([number]) == users


@given(st.lists(st.tuples(USES, st.booleans(), st.booleans()), max_size=6))
def test_what_files_were_made_from_is_known_both_ways(
    rounds: list[tuple[dict[str, list[str]], bool, bool]],
) -> None:
    lookups = Lookups()
    files: dict[str, list[str]] = {}
    for made, recalled, anew in rounds:
        if recalled:
            lookups = Lookups(lookups.as_data())
        if anew:
            # Files go, too, and what only they used.
            stay = {path: uses for path, uses in files.items() if uses != sorted(uses)}
            files = dict(sorted({**stay, **made}.items()))
            lookups.learn(noted(lookups, made), list(files))
            assert set(lookups.texts) == set().union(*files.values())
        else:
            again = {path: uses for path, uses in made.items() if path in files}
            used = noted(lookups, again)
            lookups.amend(used, {path: place for place, path in enumerate(files)})
            files.update(again)
        assert_known(lookups, files)
