"""Several events in one file: the same entries and messages as from a file for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import MINIMAL, check, check_files, make_content, timeline_of
from timeline.load import load_content
from timeline.pages import Site

PLACE = "events/1997/all of it.yaml"
SINGLE = ("bridge-collapses", "inquiry-opens")


def listed(*entries: str) -> str:
    """Return entries, each the text of a file, as one list."""
    return "".join(
        "- " + "".join(f"  {line}" for line in text.splitlines(keepends=True)).lstrip()
        for text in entries
    )


def together(change: tuple[str, str] = ("", "")) -> dict[str, str]:
    """Return the minimal content's events in one file, and their own files removed."""
    texts = [(MINIMAL / f"events/1997/{name}.yaml").read_text(encoding="utf-8") for name in SINGLE]
    entries = [f"id: {name}\n{text}" for name, text in zip(SINGLE, texts, strict=True)]
    return {
        PLACE: listed(*entries).replace(*change),
        **{f"events/1997/{name}.yaml": "" for name in SINGLE},
    }


def test_they_are_the_same_events(tmp_path: Path) -> None:
    one = timeline_of(tmp_path / "one", together())
    many = timeline_of(tmp_path / "many")
    assert one.events == many.events
    assert list(one.events) == list(many.events)
    assert {one.origins["event", name] for name in SINGLE} == {PLACE}


def test_their_edit_link_leads_to_the_file(tmp_path: Path) -> None:
    timeline = timeline_of(tmp_path, together())
    link = Site("x", repo_url="https://code.example/a").edit_link(
        timeline.origins["event", SINGLE[0]]
    )
    assert link == "https://code.example/a/edit/main/content/events/1997/all%20of%20it.yaml"


def test_every_message_points_into_the_right_entry(tmp_path: Path) -> None:
    content, _ = load_content(make_content(tmp_path, together()), "c")
    lines = (tmp_path / PLACE).read_text(encoding="utf-8").splitlines()
    for name in SINGLE:
        found = content.origin("event", name).diagnostic(("title",), "x", "")
        assert lines[found.line - 1][2:].startswith("title:")
        assert lines[found.line - 2].endswith(f"id: {name}")


@pytest.mark.parametrize(
    "text",
    ["- id: bridge-collapses\n  title: [\n- id: other\n", '-\tid: x\n- id: "bridge-collapses"\n  x: y: z\n'],
)  # fmt: skip
def test_a_file_that_cannot_be_read_makes_no_other_look_bad(tmp_path: Path, text: str) -> None:
    relation = "relations:\n  - {type: follows, event: bridge-collapses}\n"
    opens = (MINIMAL / "events/1997/inquiry-opens.yaml").read_text(encoding="utf-8") + relation
    files = {
        PLACE: text,
        "events/1997/bridge-collapses.yaml": "",
        "events/1997/inquiry-opens.yaml": opens,
    }
    assert [d.code for d in check(make_content(tmp_path, files)).diagnostics] == ["yaml-syntax"]


def test_an_entry_with_errors_is_known_all_the_same(tmp_path: Path) -> None:
    relation = "relations:\n  - {type: follows, event: bridge-collapses}\n"
    opens = (MINIMAL / "events/1997/inquiry-opens.yaml").read_text(encoding="utf-8") + relation
    files = {**together(("mode: claimed", "mode: shouted"))}
    files[PLACE] = files[PLACE].replace("- id: inquiry-opens", "- id: inquiry-reports")
    files["events/1997/inquiry-opens.yaml"] = opens
    found = check_files(tmp_path, files)
    assert [line.partition("[")[2].partition("]")[0] for line in found] == ["unknown-word"]


def test_all_faults_of_all_entries_at_once(tmp_path: Path) -> None:
    files = together(("type: ", "typ: "))
    codes = [d.code for d in check(make_content(tmp_path, files)).diagnostics]
    assert codes == ["missing-key", "unknown-key"] * 2


def test_its_name_is_no_id(tmp_path: Path) -> None:
    files = together()
    files["events/1997/ada-fenn.yaml"] = files.pop(PLACE)
    content, diagnostics = load_content(make_content(tmp_path, files), "c")
    assert diagnostics == []
    assert content.known["event"] == set(SINGLE)
