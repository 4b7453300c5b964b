"""Each way in which an entry can fail its schema becomes a diagnostic with a position."""

from __future__ import annotations

import pytest

from tests.helpers import lines, parse
from timeline.load.validate import validate
from timeline.model.entries import Actor, Event, Place, Source, Vocabulary
from timeline.model.types import Part
from timeline.settings import MAX_FAULTS

MARK = "»"
"""Stands, in these tables, before the place at which a fault is to be shown."""

EVENT = """\
title: An inquiry opens
date: 1997-03-04
dated: {basis: stated}
type: inquiry
status: reported
summary: The council asked.
cite:
  - {source: echo, at: para 4}
"""
CITE = "[{source: echo, at: para 4}]"


def faults(text: str, model: type[Part] = Event, *, with_id: bool = True) -> list[str]:
    """Return the faults of a text, as text without the name of the file."""
    document = parse(text)
    data = {"id": "x", **document.data} if with_id else document.data
    outcome = validate(model, data, document)
    if not isinstance(outcome, list):
        return []
    return [line.removeprefix("x.yaml:") for line in lines(outcome)]


def marked(text: str) -> tuple[str, str]:
    """Return a text without the mark in it, and line and column of the mark."""
    before, mark, after = text.partition(MARK)
    assert mark
    column = len(before) - (before.rfind("\n") + 1) + 1
    return before + after, f"{before.count(chr(10)) + 1}:{column}"


def account(fields: str) -> str:
    return f"{EVENT}accounts:\n  - {{id: a, mode: stated, text: b, cite: {CITE}, {fields}}}\n"


def figure(fields: str) -> str:
    return account(f"according_to: ada, figures: [{{{fields}}}]")


def test_a_whole_entry_has_no_faults() -> None:
    assert faults(EVENT) == []


GROUP = "[wrong-type] expected a group of fields: 'key: value' on lines of their own"
LIST = "[wrong-type] expected a list: each item on its own line after '- '"
EMPTY = "[empty-value] nothing stands here; fill it in, or delete the line"
NOT_LIST = "[wrong-type] expected one value, found a list; write it on one line"
NOT_GROUP = "[wrong-type] expected one value, found a group of fields; write it on one line"
NUMBER = (
    "is not a plain number; write digits only, such as 60 or 1.5; words such as 'about' belong in"
    " 'qualifier'"
)
NO_ID = "is not an id; use small letters a-z, digits and single hyphens"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("»sumary: x", "[unknown-key] no field 'sumary'; did you mean 'summary'?"),
        ("»place: x", "[unknown-key] no field 'place'; did you mean 'places'?"),
        ("»Title: x", "[unknown-key] no field 'Title'; did you mean 'title' or 'cite'?"),
        ("actors: »x", LIST),
        ("actors: »{a: b}", LIST),
        ("actors: [»x]", GROUP),
        ("actors: [»[x]]", GROUP),
        ("»actors:", LIST),
        ("main: »[true]", NOT_LIST),
        ("main: »{true: x}", NOT_GROUP),
        ("reported: »{a: b}", NOT_GROUP),
        ("»main:", EMPTY),
        ("main: »' '", EMPTY),
        ("main: »True", "[unknown-word] 'True' is neither true nor false; write true or false"),
        ("order: »one", f"[bad-number] 'one' {NUMBER}"),
        ("order: »'7 '", f"[bad-number] '7 ' {NUMBER}"),
        ("order: »007", f"[bad-number] '007' {NUMBER}"),
        ("order: »٣", f"[bad-number] '٣' {NUMBER}"),
        ("sensitive: [»deaths]", "[unknown-word] 'deaths' is not a known word; did you mean 'death'?"),
        ("formerly: [»A b]", f"[bad-id] 'A b' {NO_ID}: 'a-b'"),
        ("formerly: [»'!']", f"[bad-id] '!' {NO_ID}"),
        ("formerly: [»a--b]", f"[bad-id] 'a--b' {NO_ID}: 'a-b'"),
        ("relations: [{type: »next, event: y}]", "[unknown-word] 'next' is not a known word; use one of: follows, part-of, response-to"),
        ("corrections: [{date: »2013, kind: addition, note: x}]", "[bad-date] '2013' is not one full day; write it as YYYY-MM-DD"),
        ("actors: [»{actor: ada}]", "[missing-key] 'role' is missing in 'actors'; add a line 'role: …'"),
        ("actors: [{actor: ada, role: x, »rolle: x}]", "[unknown-key] no field 'rolle'; did you mean 'role'?"),
    ],
)  # fmt: skip
def test_a_line_too_many(line: str, fault: str) -> None:
    text, place = marked(f"{EVENT}{line}\n")
    assert faults(text) == [f"{place}: error{fault}"]


@pytest.mark.parametrize(
    ("key", "position"),
    [("title", "1:1"), ("date", "1:1"), ("dated", "1:1"), ("summary", "1:1"), ("cite", "1:1")],
)
def test_a_line_too_few(key: str, position: str) -> None:
    kept = [
        line
        for line in EVENT.splitlines()
        if not line.startswith((f"{key}:", "  - " if key == "cite" else f"{key}:"))
    ]
    assert faults("\n".join(kept) + "\n") == [
        f"{position}: error[missing-key] '{key}' is missing; add a line '{key}: …'"
    ]


SAY = "'according_to: <actor id>'"
PAIR = (
    "'between' needs two numbers, every other qualifier one; give 'value' and 'value_to' with"
    " 'qualifier: between', else 'value' alone"
)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (account("according_to: »[x]"), GROUP),
        (account("according_to: »A"), f"[bad-id] 'A' {NO_ID}: 'a'"),
        (account("according_to: »''"), EMPTY),
        (account("according_to: »{}"), "[missing-key] 'as_written' is missing in 'according_to'; add a line 'as_written: …'"),
        (account("according_to: {as_written: x, »age: 9}"), "[unknown-key] no field 'age'; use one of: as_written"),
        (account("according_to: {as_written: »[x]}"), NOT_LIST),
        (account("told_to: x").replace("{id: a", "»{id: a"), f"[account-without-source] 'according_to' is missing in 'accounts'; say who says so: {SAY}"),
        (figure("of: a, value: 1, as_written: b, scope: c").replace("{of", "»{of"), "[figure-without-qualifier] 'qualifier' is missing in 'figures'; say how exact it is: exact, about, at-least, more-than, at-most or between"),
        (figure("of: a, value: 1, as_written: b, qualifier: exact").replace("{of", "»{of"), "[figure-without-scope] 'scope' is missing in 'figures'; say what, where and when the number covers"),
        (figure("of: a, value: 1, scope: b, qualifier: exact").replace("{of", "»{of"), "[missing-key] 'as_written' is missing in 'figures'; add a line 'as_written: …'"),
        (figure("of: a, value: 2, value_to: »1, as_written: b, scope: c, qualifier: between"), "[bad-number] 'value_to' is smaller than 'value'; swap the two"),
        (figure("of: a, value: 2, value_to: »3, as_written: b, scope: c, qualifier: about"), f"[bad-number] {PAIR}"),
        (figure("of: a, value: 2, as_written: b, scope: c, qualifier: »between"), f"[bad-number] {PAIR}"),
        (f"{EVENT}quotes: [»{{exact: a, lang: en, cite: {CITE}}}]", "[quote-without-speaker] 'speaker' is missing in 'quotes'; say who spoke these words: 'speaker: <actor id>'"),
        (f"{EVENT}quotes: [{{exact: a, speaker: b, lang: »fra-FR-x, cite: {CITE}}}]", "[bad-language] 'fra-FR-x' is not a language tag; write a BCP 47 tag: en, fr, ar, pt-BR, sr-Latn"),
    ],
)  # fmt: skip
def test_a_part_is_at_fault(text: str, fault: str) -> None:
    text, place = marked(text)
    assert faults(text) == [f"{place}: error{fault}"]


def test_a_figure_between_two_numbers() -> None:
    whole = "of: a, value: 2, value_to: 2.5, as_written: b, scope: c, qualifier: between"
    assert faults(figure(whole)) == []


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("[]", ["empty-value"]),
        ("[{source: A, at: para 1}]", ["bad-id"]),
        ("[{source: a, at: x}, {source: a}]", ["bad-locator", "missing-key"]),
        ("[x]", ["wrong-type"]),
    ],
)
def test_a_list_is_empty_only_if_nothing_stands_in_it(value: str, codes: list[str]) -> None:
    text = EVENT.partition("cite:")[0] + f"cite: {value}\n"
    assert [fault.partition("[")[2].partition("]")[0] for fault in faults(text)] == codes


PLACE = "name: Lindow\nclass: town\n"


@pytest.mark.parametrize(
    ("lat", "lon", "fault"),
    [
        ("90", "180", ""),
        ("-90", "-180", ""),
        ("0", "0", ""),
        ("90.1", "0", "3:20: error[coordinates-out-of-range] latitude 90.1, longitude 0 is not on the globe; lat and lon look swapped"),
        ("0", "180.5", "3:28: error[coordinates-out-of-range] latitude 0, longitude 180.5 is not on the globe; lat lies between -90 and 90, lon between -180 and 180"),
        ("91", "91", "3:20: error[coordinates-out-of-range] latitude 91, longitude 91 is not on the globe; lat lies between -90 and 90, lon between -180 and 180"),
        ("N51", "0", "3:20: error[bad-number] 'N51' is not a plain number; write digits only, such as 60 or 1.5; words such as 'about' belong in 'qualifier'"),
    ],
)  # fmt: skip
def test_coordinates(lat: str, lon: str, fault: str) -> None:
    text = f"{PLACE}coordinates: {{lat: {lat}, lon: {lon}, precision: near, origin: outside}}\n"
    assert faults(text, Place) == ([fault] if fault else [])


def test_fields_go_by_their_names_in_the_file() -> None:
    assert faults("name: Lindow\n", Place) == [
        "1:1: error[missing-key] 'class' is missing; add a line 'class: …'"
    ]
    assert faults(f"{PLACE}clas: town\n", Place) == [
        "3:1: error[unknown-key] no field 'clas'; did you mean 'class'?"
    ]


@pytest.mark.parametrize(
    ("model", "text", "allowed"),
    [
        (Actor, "xyzzy: x", "aliases, cite, corrections, formerly, identifiers, kind, lang"),
        (Source, "xyzzy: x", "archive, author, carried_by, corrections, dated, formerly"),
    ],
)
def test_without_a_near_name_all_are_listed(model: type[Part], text: str, allowed: str) -> None:
    (found,) = [fault for fault in faults(text, model) if "unknown-key" in fault]
    assert allowed in found
    # The id of an entry is the name of its file: to propose it as a field would lead astray.
    assert " id," not in found


TERM = "{label: a, explanation: b}"
VOCABULARY = "".join(
    f"{name}: {{word: {TERM}}}\n"
    for name in ("event_types", "roles", "actor_kinds", "relation_types", "place_classes")
)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("roles: {word: ", "roles: {Word: ", "2:9: error[bad-id] 'Word' is not an id; use small letters a-z, digits and single hyphens: 'word'"),
        ("roles: {word: {label: a,", "roles: {word: {", "2:15: error[missing-key] 'label' is missing in 'word'; add a line 'label: …'"),
        ("roles: {word: {label: a,", "roles: {word: {lable: a, label: a,", "2:16: error[unknown-key] no field 'lable'; did you mean 'label'?"),
        ("roles: {word: {label: a,", "roles: {label: {lable: a, label: a,", "2:17: error[unknown-key] no field 'lable'; did you mean 'label'?"),
        (f"roles: {{word: {TERM}}}", "roles: [word]", "2:8: error[wrong-type] expected a group of fields: 'key: value' on lines of their own"),
        (f"roles: {{word: {TERM}}}", "roles: {word: a role}", "2:15: error[wrong-type] expected a group of fields: 'key: value' on lines of their own"),
        ("roles:", "rolls:", "1:1: error[missing-key] 'roles' is missing; add a line 'roles: …'"),
    ],
)  # fmt: skip
def test_the_vocabulary(old: str, new: str, fault: str) -> None:
    assert VOCABULARY.count(old) == 1
    found = faults(VOCABULARY.replace(old, new), Vocabulary, with_id=False)
    assert [line for line in found if "rolls" not in line] == [fault]


def test_an_identifier_has_a_key_that_is_an_id() -> None:
    text = "name: a\nkind: b\nsummary: c\nidentifiers: {Wiki Data: Q1}\n"
    assert faults(text, Actor) == [f"4:15: error[bad-id] 'Wiki Data' {NO_ID}: 'wiki-data'"]


def test_of_countless_faults_some_are_told() -> None:
    text = EVENT + "".join(f"key-{number}: x\n" for number in range(2 * MAX_FAULTS))
    assert len(faults(text)) == MAX_FAULTS


def test_an_entry_may_lie_deeper_in_a_document() -> None:
    document = parse("bundle:\n  - name: a\n    kind: b\n")
    outcome = validate(Actor, {"id": "x", **document.data["bundle"][0]}, document, ("bundle", 0))
    assert isinstance(outcome, list)
    assert lines(outcome) == [
        "x.yaml:2:5: error[missing-key] 'summary' is missing; add a line 'summary: …'"
    ]


@pytest.mark.parametrize("braces", ["{what}", "{0}", "{", "}", "%s", "{advice}"])
def test_braces_in_content_are_text(braces: str) -> None:
    (found,) = faults(f"name: a\nkind: b\nsummary: c\nformerly: ['{braces}']\n", Actor)
    assert f"'{braces}' is not an id" in found
