"""A content folder as typed entries, each with where it was written."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from tests.helpers import check_files, edited, make_content
from timeline.load import load_content


def test_the_entries_of_a_folder(tmp_path: Path) -> None:
    content, diagnostics = load_content(make_content(tmp_path), "c")
    assert diagnostics == []
    assert sorted(content.events) == ["bridge-collapses", "inquiry-opens"]
    assert sorted(content.actors) == ["ada-fenn", "lindow-council", "lindow-echo"]
    assert sorted(content.places) == ["lindow", "mill-bridge"]
    assert sorted(content.sources) == ["echo-1997-03-05"]
    assert content.vocabulary is not None
    assert list(content.pages) == ["method.md"]
    assert content.pages["method.md"].startswith("# Method")


def test_an_entry_knows_where_it_was_written(tmp_path: Path) -> None:
    content, _ = load_content(make_content(tmp_path), "c")
    origin = content.origin("event", "bridge-collapses")
    assert str(origin.place) == "events/1997/bridge-collapses.yaml"
    found = origin.diagnostic(("accounts", 0, "figures", 0, "value"), "bad-number", "no")
    assert (found.path, found.line, found.column) == ("c/events/1997/bridge-collapses.yaml", 25, 16)


def test_an_entry_that_is_not_there_has_no_origin(tmp_path: Path) -> None:
    content, _ = load_content(make_content(tmp_path), "c")
    with pytest.raises(KeyError):
        content.origin("actor", "nobody")


def test_an_empty_folder_lacks_a_vocabulary(tmp_path: Path) -> None:
    content, diagnostics = load_content(tmp_path, "c")
    assert [d.code for d in diagnostics] == ["missing-vocabulary"]
    assert not content.events


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"actors/ada-fenn.yaml": "name: @\n"}, "actors/ada-fenn.yaml:1:7: error[yaml-syntax]"),
        ({"actors/ada-fenn.yaml": "name: Ada\n"}, "actors/ada-fenn.yaml:1:1: error[missing-key]"),
        ({"actors/ada-fenn.yaml": "# nothing\n"}, "actors/ada-fenn.yaml:1:1: error[empty-value]"),
        ({"vocabulary.yaml": "# nothing\n"}, "vocabulary.yaml:1:1: error[empty-value]"),
        ({"pages/method.md": "\u202e\n"}, "pages/method.md:1:1: error[bidi-character]"),
    ],
)
def test_one_bad_file_makes_no_other_look_bad(
    tmp_path: Path, files: dict[str, str], expected: str
) -> None:
    found = check_files(tmp_path, files)
    assert {line.partition("] ")[0] + "]" for line in found} == {expected}


def test_the_faults_of_all_files_are_found_at_once(tmp_path: Path) -> None:
    files = {
        "actors/ada-fenn.yaml": "name: [\n",
        **edited("places/lindow.yaml", "class: town", "class: village"),
        **edited("events/1997/inquiry-opens.yaml", "reported", "rumoured"),
    }
    assert [line.partition("[")[2].partition("]")[0] for line in check_files(tmp_path, files)] == [
        "yaml-syntax",
        "unknown-status",
        "unknown-class",
    ]


def test_an_id_in_the_file_is_refused_also_if_it_is_the_right_one(tmp_path: Path) -> None:
    files = edited("actors/ada-fenn.yaml", "name: Ada Fenn", "id: ada-fenn\nname: Ada Fenn")
    assert check_files(tmp_path, files) == [
        "actors/ada-fenn.yaml:1:1: error[unknown-key] no field 'id'; delete the line: the file's name is the id"
    ]


def test_an_id_is_taken_once_for_each_kind_of_entry(tmp_path: Path) -> None:
    place = "name: The council's house\nclass: town\npart_of: lindow\n"
    found = check_files(tmp_path, {"places/lindow-council.yaml": place})
    assert [line.partition("[")[2].partition("]")[0] for line in found] == ["orphan-place"]


@pytest.mark.parametrize("was_on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(tmp_path: Path, was_on: bool) -> None:
    make_content(tmp_path, {"actors/ada-fenn.yaml": "name: [\n"})
    before = gc.isenabled()
    try:
        if was_on:
            gc.enable()
        else:
            gc.disable()
        load_content(tmp_path, "c")
        assert gc.isenabled() is was_on
    finally:
        if before:
            gc.enable()
