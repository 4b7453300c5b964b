"""Locators lie within their source, every unit is accounted for, and every entry is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import MINIMAL, check, check_files, edited, lines, make_content
from timeline.check import Coverage
from timeline.check.sources import _numbers

EVENT = "events/1997/inquiry-opens.yaml"
SOURCE = "sources/echo-1997-03-05.yaml"
UNUSED = "unused:\n  - {at: para 5, reason: It repeats the first.}\n"


def codes(found: list[str]) -> list[str]:
    return [line.partition("[")[2].partition("]")[0] for line in found]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("para 1", []),
        ("para 5", ["unused-but-cited"]),
        ("para 1-4", []),
        ("para 6", ["locator-out-of-range"]),
        ("para 4-6", ["locator-out-of-range"]),
        ("para 99999", ["locator-out-of-range"]),
        ("p. 1", ["bad-locator"]),
        ("pp. 1-2", ["bad-locator"]),
        ("00:12:30", []),
    ],
)
def test_a_locator_lies_within_its_source(tmp_path: Path, at: str, expected: list[str]) -> None:
    more = f"  - {{source: echo-1997-03-05, at: {at}}}\n"
    text = (MINIMAL / EVENT).read_text(encoding="utf-8")
    assert codes(check_files(tmp_path, {EVENT: text + more})) == expected


@pytest.mark.parametrize("at", ["para 7", "p. 3", "00:12:30"])
def test_a_source_without_units_takes_any_locator(tmp_path: Path, at: str) -> None:
    source = edited(SOURCE, f"units: {{kind: para, count: 5}}\n{UNUSED}", "")
    text = (MINIMAL / EVENT).read_text(encoding="utf-8").replace("para 4", at)
    result = check(make_content(tmp_path, {**source, EVENT: text}))
    assert lines(result.diagnostics) == []
    assert result.coverage == []


@pytest.mark.parametrize(
    ("unused", "count", "expected"),
    [
        ("para 5", 5, []),
        ("para 5", 6, ["unit-unaccounted"]),
        ("para 5-6", 6, []),
        ("para 5-7", 6, ["locator-out-of-range"]),
        ("para 4", 5, ["unused-but-cited"]),
        ("para 4-5", 5, ["unused-but-cited"]),
        ("p. 5", 5, ["bad-locator"]),
        ("00:00:05", 5, ["unit-unaccounted"]),
    ],
)
def test_units_are_cited_or_listed_as_unused(
    tmp_path: Path, unused: str, count: int, expected: list[str]
) -> None:
    text = (MINIMAL / SOURCE).read_text(encoding="utf-8")
    text = text.replace("count: 5", f"count: {count}").replace("at: para 5", f"at: {unused}")
    assert codes(check_files(tmp_path, {SOURCE: text})) == expected


@pytest.mark.parametrize(
    ("at", "cited", "unused", "missing"),
    [
        ("para 4", {1, 2, 3, 4}, {5}, ()),
        ("para 2-3", {1, 2, 3}, {5}, (4,)),
        # A time stamp accounts for no paragraph.
        ("00:00:04", {1, 2, 3}, {5}, (4,)),
    ],
)
def test_coverage(
    tmp_path: Path, at: str, cited: set[int], unused: set[int], missing: tuple[int, ...]
) -> None:
    (coverage,) = check(make_content(tmp_path, edited(EVENT, "para 4", at))).coverage
    assert (coverage.source, coverage.count) == ("echo-1997-03-05", 5)
    assert coverage.cited == cited
    assert coverage.unused == unused
    assert coverage.missing == missing
    assert coverage.accounted == 5 - len(missing)


def test_what_lies_outside_a_source_accounts_for_nothing() -> None:
    coverage = Coverage("x", frozenset({0, 1, 9}), frozenset({2, 8}), 3, "page")
    assert (coverage.accounted, coverage.missing) == (2, (3,))


def test_an_unread_citation_leaves_no_unit_unaccounted(tmp_path: Path) -> None:
    broken = edited(EVENT, "status: reported", "status: x")
    assert codes(check_files(tmp_path, broken)) == ["unknown-status"]


@pytest.mark.parametrize(
    ("units", "text"),
    [
        ([1], "page 1"),
        ([2, 1], "pages 1-2"),
        ([1, 3], "pages 1, 3"),
        ([3, 4, 5, 9, 11, 12], "pages 3-5, 9, 11-12"),
        (range(1, 100_000), "pages 1-99999"),
    ],
)
def test_units_are_named_in_words(units: list[int], text: str) -> None:
    assert _numbers(units, "page") == text


ORPHANS = {
    "actors/bo.yaml": "name: Bo\nkind: person\nsummary: Rowed.\n",
    "places/weir.yaml": "name: Weir\nclass: bridge\n",
    "sources/note.yaml": "type: post\ntitle: A note\npublisher: lindow-echo\nissued: 1997\n"
    "dated: {basis: stated}\nlang: en\nrights: None.\n",
}


@pytest.mark.parametrize("place", sorted(ORPHANS))
def test_an_entry_that_nothing_names_is_warned_of(tmp_path: Path, place: str) -> None:
    (found,) = check(make_content(tmp_path, {place: ORPHANS[place]})).diagnostics
    assert (found.path, found.line, found.column, found.level) == (place, 1, 1, "warning")


@pytest.mark.parametrize("target", ["actor:bo", "place:weir", "source:note"])
def test_to_be_named_in_prose_is_to_be_used(tmp_path: Path, target: str) -> None:
    place = {p.partition("s/")[2].partition(".")[0]: p for p in ORPHANS}[target.partition(":")[2]]
    text = f"'See [it]({target}).'"
    named = edited(EVENT, "The council asked why the bridge fell.", text)
    assert check_files(tmp_path, {place: ORPHANS[place], **named}) == []


def test_to_name_oneself_is_not_to_be_used(tmp_path: Path) -> None:
    text = ORPHANS["actors/bo.yaml"].replace("Rowed.", "'[Bo](actor:bo) rowed.'")
    assert codes(check_files(tmp_path, {"actors/bo.yaml": text})) == ["orphan-actor"]


def test_an_event_needs_nobody_to_name_it() -> None:
    assert check(MINIMAL).warnings == 0


def test_nothing_is_called_unused_while_there_are_errors(tmp_path: Path) -> None:
    files = {**ORPHANS, **edited(EVENT, "status: reported", "status: x")}
    assert codes(check_files(tmp_path, files)) == ["unknown-status"]
