"""Every id that an entry names exists, in whichever of its fields it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import MINIMAL, check_files, edited

EVENT = "events/1997/inquiry-opens.yaml"
ACTOR = "actors/ada-fenn.yaml"
PLACE = "places/lindow.yaml"
SOURCE = "sources/echo-1997-03-05.yaml"
CITE = "[{source: echo-1997-03-05, at: para 3}]"
BAD_CITE = "[{source: »gone, at: para 3}]"


def faults(folder: Path, place: str, addition: str) -> list[str]:
    """Return place and code of what is wrong once a line is added to a file.

    ``»`` in the line marks where the fault should be shown; it is not written.
    """
    text = (MINIMAL / place).read_text(encoding="utf-8")
    found = check_files(folder, {place: f"{text}{addition}\n".replace("»", "")})
    return [line.partition("] ")[0] + "]" for line in found]


def expected(place: str, addition: str, code: str) -> list[str]:
    text = (MINIMAL / place).read_text(encoding="utf-8")
    assert addition.count("»") == 1
    before = (text + addition).partition("»")[0]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return [f"{place}:{line}:{column}: error[{code}]"]


def account(fields: str) -> str:
    return f"accounts: [{{id: a, mode: stated, {fields}}}]"


SAYS = f"according_to: ada-fenn, cite: {CITE}"


@pytest.mark.parametrize(
    ("place", "addition", "code"),
    [
        (EVENT, "actors: [{actor: »gone, role: agent}]", "unknown-actor"),
        (EVENT, "actors: [{actor: ada-fenn, role: »gone}]", "unknown-role"),
        (EVENT, "places: [{place: »gone, precision: near}]", "unknown-place"),
        (EVENT, "relations: [{type: follows, event: »gone}]", "unknown-event"),
        (EVENT, "relations: [{type: follows, event: »inquiry-opens}]", "self-reference"),
        (EVENT, account(f"text: x, according_to: »gone, cite: {CITE}"), "unknown-actor"),
        (EVENT, account(f"text: x, told_to: »gone, {SAYS}"), "unknown-actor"),
        (EVENT, account(f"text: x, according_to: ada-fenn, cite: {BAD_CITE}"), "unknown-source"),
        (EVENT, account(f"text: »'[x](actor:gone)', {SAYS}"), "unknown-actor"),
        (EVENT, account(f"text: »'[x](place:gone)', {SAYS}"), "unknown-place"),
        (EVENT, account(f"text: »'[x](event:gone)', {SAYS}"), "unknown-event"),
        (EVENT, account(f"text: »'[x](source:gone)', {SAYS}"), "unknown-source"),
        (EVENT, account(f"text: »'[x](actor:)', {SAYS}"), "unknown-actor"),
        (EVENT, account(f"text: x, {SAYS}, differs_from: [{{event: »gone, account: b, how: [scope], note: x}}]"), "unknown-event"),
        (EVENT, account(f"text: x, {SAYS}, differs_from: [{{event: bridge-collapses, account: »b, how: [scope], note: x}}]"), "unknown-account"),
        (EVENT, account(f"text: x, {SAYS}, differs_from: [{{account: »b, how: [scope], note: x}}]"), "unknown-account"),
        (EVENT, account(f"text: x, {SAYS}, differs_from: [{{account: »a, how: [scope], note: x}}]"), "self-reference"),
        (EVENT, account(f"text: x, {SAYS}, differs_from: [{{event: inquiry-opens, account: »a, how: [scope], note: x}}]"), "self-reference"),
        (EVENT, f"quotes: [{{exact: x, lang: en, speaker: »gone, cite: {CITE}}}]", "unknown-actor"),
        (EVENT, f"quotes: [{{exact: x, lang: en, speaker: ada-fenn, told_to: »gone, cite: {CITE}}}]", "unknown-actor"),
        (EVENT, f"quotes: [{{exact: x, lang: en, speaker: ada-fenn, cite: {BAD_CITE}}}]", "unknown-source"),
        (ACTOR, f"cite: {BAD_CITE}", "unknown-source"),
        (ACTOR, f"aliases: [{{name: x, cite: {BAD_CITE}}}]", "unknown-source"),
        (ACTOR, f"memberships: [{{organization: »gone, role: x, cite: {CITE}}}]", "unknown-actor"),
        (ACTOR, f"memberships: [{{organization: »ada-fenn, role: x, cite: {CITE}}}]", "self-reference"),
        (ACTOR, f"memberships: [{{organization: lindow-council, role: x, cite: {BAD_CITE}}}]", "unknown-source"),
        (ACTOR, f"relations: [{{type: »gone, actor: lindow-echo, cite: {CITE}}}]", "unknown-relation"),
        (ACTOR, f"relations: [{{type: rival-of, actor: »gone, cite: {CITE}}}]", "unknown-actor"),
        (ACTOR, f"relations: [{{type: rival-of, actor: »ada-fenn, cite: {CITE}}}]", "self-reference"),
        (ACTOR, f"relations: [{{type: rival-of, actor: lindow-echo, cite: {BAD_CITE}}}]", "unknown-source"),
        (ACTOR, f"stances: [{{on: »gone, position: mixed, text: x, cite: {CITE}}}]", "unknown-question"),
        (ACTOR, f"stances: [{{on: rebuilding, position: mixed, text: x, event: »gone, cite: {CITE}}}]", "unknown-event"),
        (ACTOR, f"stances: [{{on: rebuilding, position: mixed, text: »'[x](event:gone)', cite: {CITE}}}]", "unknown-event"),
        (ACTOR, f"stances: [{{on: rebuilding, position: mixed, text: x, cite: {BAD_CITE}}}]", "unknown-source"),
        (PLACE, "part_of: »gone", "unknown-place"),
        (PLACE, "part_of: »lindow", "self-reference"),
        (PLACE, "summary: »'[x](actor:gone)'", "unknown-actor"),
        (PLACE, f"cite: {BAD_CITE}", "unknown-source"),
        (PLACE, f"aliases: [{{name: x, cite: {BAD_CITE}}}]", "unknown-source"),
        (PLACE, f"said: [{{text: x, according_to: »gone, cite: {CITE}}}]", "unknown-actor"),
        (PLACE, f"said: [{{text: »'[x](actor:gone)', cite: {CITE}}}]", "unknown-actor"),
        (PLACE, f"said: [{{text: x, cite: {BAD_CITE}}}]", "unknown-source"),
        (SOURCE, "carried_by: »gone", "unknown-actor"),
        (SOURCE, "summary: »'[x](place:gone)'", "unknown-place"),
    ],
)  # fmt: skip
def test_an_id_or_word_that_is_not_there(
    tmp_path: Path, place: str, addition: str, code: str
) -> None:
    assert faults(tmp_path, place, addition) == expected(place, addition, code)


@pytest.mark.parametrize(
    ("place", "addition"),
    [
        (EVENT, account(f"text: '[x](actor:ada-fenn), [y](event:inquiry-opens)', {SAYS}")),
        (EVENT, account(f"text: x, according_to: {{as_written: gone}}, cite: {CITE}")),
        (EVENT, account(f"text: x, {SAYS}, differs_from: [{{event: bridge-collapses, account: council, how: [scope], note: x}}]")),
        (EVENT, "outside: ['[x](actor:gone) is no prose']"),
        (PLACE, f"said: [{{text: x, cite: {CITE}}}]"),
        (PLACE, "part_of: mill-bridge"),
        (SOURCE, "carried_by: lindow-echo"),
    ],
)  # fmt: skip
def test_what_is_there_may_be_named(tmp_path: Path, place: str, addition: str) -> None:
    assert faults(tmp_path, place, addition) == []


def test_an_entry_with_faults_can_be_named(tmp_path: Path) -> None:
    files = {
        **edited(ACTOR, "kind: person", "kin: person"),
        **edited("events/1997/bridge-collapses.yaml", "status: reported", "status: x"),
        EVENT: (MINIMAL / EVENT).read_text(encoding="utf-8")
        + "actors: [{actor: ada-fenn, role: agent}]\n"
        + account(
            f"text: '[x](event:bridge-collapses)', {SAYS}, differs_from:"
            " [{event: bridge-collapses, account: whoever, how: [scope], note: x}]"
        ),
    }
    codes = [line.partition("[")[2].partition("]")[0] for line in check_files(tmp_path, files)]
    assert codes == ["missing-key", "unknown-key", "unknown-status"]


def test_without_a_vocabulary_no_word_is_called_unknown(tmp_path: Path) -> None:
    found = check_files(tmp_path, {"vocabulary.yaml": ""})
    assert [line.partition(":")[0] for line in found] == ["vocabulary.yaml"]


def test_two_accounts_with_one_id(tmp_path: Path) -> None:
    two = f"accounts: [{{id: a, mode: stated, text: x, {SAYS}}}, {{id: »a, mode: stated, text: y, {SAYS}}}]"
    assert faults(tmp_path, EVENT, two) == expected(EVENT, two, "duplicate-id")


def test_two_events_may_have_accounts_of_one_id(tmp_path: Path) -> None:
    addition = account(f"text: x, {SAYS}").replace("id: a", "id: council")
    assert faults(tmp_path, EVENT, addition) == []
