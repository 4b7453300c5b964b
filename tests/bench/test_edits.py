"""The edits that are measured are edits that people could make: the content still passes the check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bench.corpora import write
from bench.corpus import Corpus
from bench.peers.edits import EDITS
from timeline.check import check_content
from timeline.model.entries import Event

EVENT = "event-20"

Events = Mapping[str, Event]


def events_in(content: Path) -> Events:
    timeline = check_content(content, "content").timeline
    assert timeline is not None, [*check_content(content, "content").diagnostics]
    return timeline.events


def changed(before: Events, after: Events) -> set[str]:
    return {event for event in before.keys() & after.keys() if before[event] != after[event]}


IS_SO: Mapping[str, Callable[[Events, Events], bool]] = {
    "of more than words": lambda before, after: (
        changed(before, after) == {EVENT} and before[EVENT].status != after[EVENT].status
    ),
    "of a day": lambda before, after: all(
        before[event].date != after[event].date for event in changed(before, after)
    ),
    "of a citation": lambda before, after: all(
        before[event].cite != after[event].cite for event in changed(before, after)
    ),
    "of a correction": lambda before, after: (
        changed(before, after) == {EVENT} and len(after[EVENT].corrections) == 1
    ),
    "that adds an event": lambda before, after: (
        len(after) == len(before) + 1 and not changed(before, after)
    ),
    "that takes one away": lambda before, after: (
        len(after) == len(before) - 1 and not changed(before, after)
    ),
}
"""What an edit is -> whether that is what was done."""


@pytest.mark.parametrize("what", EDITS)
def test_each_edit_does_what_it_says_as_often_as_wanted(what: str, tmp_path: Path) -> None:
    write(Corpus(40).files(), tmp_path)
    before = events_in(tmp_path)
    for number in range(3):
        EDITS[what](tmp_path, EVENT, number)
        after = events_in(tmp_path)
        assert after != before
        assert IS_SO[what](before, after), number
        before = after
