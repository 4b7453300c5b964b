"""Renaming an entry: named anew everywhere, and not a byte more changed than that."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.helpers import check, edited, lines, make_content
from timeline.edit import Renaming, RenamingRefused, house_form, rename
from timeline.load import load_content
from timeline.load.files import read_files

PROJECT = Path(__file__).parents[2] / "content"
ADA = "actors/ada-fenn.yaml"
INQUIRY = "events/1997/inquiry-opens.yaml"
LISTED = """\
# Both were held in the town hall.
- id: first-hearing  # the long one
  title: First hearing
  date: 1997-03-06
  dated: {basis: stated}
  type: inquiry
  status: reported
  summary: A [hearing](event:second-hearing) was held.
  cite:
    - {source: echo-1997-03-05, at: para 4}

# The short one.
- {id: second-hearing, title: Second, date: 1997-03-07, dated: {basis: stated}, type: inquiry,
   status: reported, summary: Again., cite: [{source: echo-1997-03-05, at: para 4}]}
"""
HEARINGS = "events/1997/hearings.yaml"


def renamed(folder: Path, kind: str, old: str, new: str) -> Mapping[str, bytes | None]:
    return _renaming(folder, kind, old, new).changes


def _renaming(folder: Path, kind: str, old: str, new: str) -> Renaming:
    content, _ = load_content(folder, "content")
    files = {str(f.place): f.data for f in read_files(folder, "content")[0] if f.data is not None}
    return rename(content, files, kind, old, new)


def apply(folder: Path, changes: Mapping[str, bytes | None]) -> None:
    for place, data in changes.items():
        if data is None:
            (folder / place).unlink()
        else:
            (folder / place).write_bytes(data)


def text_of(data: bytes | None) -> str:
    assert data is not None
    return data.decode()


@pytest.mark.parametrize(
    ("kind", "old"),
    [
        ("event", "bridge-collapses"),
        ("event", "inquiry-opens"),
        ("actor", "ada-fenn"),
        ("actor", "lindow-council"),
        ("actor", "lindow-echo"),
        ("place", "lindow"),
        ("place", "mill-bridge"),
        ("source", "echo-1997-03-05"),
    ],
)
def test_every_kind_is_named_anew_everywhere(tmp_path: Path, kind: str, old: str) -> None:
    make_content(tmp_path)
    apply(tmp_path, renamed(tmp_path, kind, old, "another-name"))
    result = check(tmp_path)
    assert lines(result.diagnostics) == []
    assert result.timeline is not None
    entry = getattr(result.timeline, f"{kind}s")["another-name"]
    assert entry.formerly == (old,)


@pytest.mark.parametrize(
    ("kind", "entry_id"),
    [
        ("source", "afp-2013-01-14"),
        ("event", "french-offensive"),
        ("event", "seizure-of-northern-cities"),
        ("actor", "france"),
        ("actor", "jean-yves-le-drian"),
        ("place", "diabaly"),
    ],
)
def test_the_projects_own_content_stays_in_house_form(kind: str, entry_id: str) -> None:
    content, _ = load_content(PROJECT, "content")
    files = {str(f.place): f.data for f in read_files(PROJECT, "c")[0] if f.data is not None}
    for place, data in rename(content, files, kind, entry_id, "z" * 60).changes.items():
        if data is not None and place.endswith(".yaml"):
            form = house_form(content_kind(place), place, data)
            assert form.encode() == data, place
            assert f"{kind}: {entry_id}\n" not in form
            assert f"({kind}:{entry_id})" not in form


def content_kind(place: str) -> str:
    return place.partition("/")[0].removesuffix("s") if "/" in place else "vocabulary"


def test_only_what_names_the_entry_changes(tmp_path: Path) -> None:
    odd = (
        "# Who asked.\r\ntitle: 'An inquiry opens'   # odd spacing stays\r\ndate: 1997-03-04\r\n"
        "dated: {basis: stated}\r\ntype: inquiry\r\nstatus: reported\r\n"
        'summary: "[Ada](actor:ada-fenn) asked, and [Ada](actor:ada-fenn) heard: \\u00e9."\r\n'
        "actors: [{actor: 'ada-fenn', role: agent}]  # she\r\n"
        "cite:\r\n- {source: echo-1997-03-05, at: para 4}\r\n"
    )
    make_content(tmp_path)
    (tmp_path / INQUIRY).write_bytes(odd.encode())
    changes = renamed(tmp_path, "actor", "ada-fenn", "ada")
    assert text_of(changes[INQUIRY]) == odd.replace("ada-fenn", "ada")


def test_the_file_takes_the_new_name(tmp_path: Path) -> None:
    make_content(tmp_path)
    before = (tmp_path / ADA).read_text(encoding="utf-8")
    changes = renamed(tmp_path, "actor", "ada-fenn", "ada")
    assert changes[ADA] is None
    assert text_of(changes["actors/ada.yaml"]) == before + "formerly:\n  - ada-fenn\n"


def test_an_id_that_only_starts_the_same_stays(tmp_path: Path) -> None:
    other = "name: B\nkind: person\nsummary: Not [Ada](actor:ada-fenn), *actor:ada-fenn*.\n"
    make_content(tmp_path, {"actors/ada-fenn-smith.yaml": other})
    changes = renamed(tmp_path, "actor", "ada-fenn", "ada")
    assert text_of(changes["actors/ada-fenn-smith.yaml"]) == other.replace(
        "(actor:ada-fenn)", "(actor:ada)"
    )
    again = renamed(tmp_path, "actor", "ada-fenn-smith", "smith")
    assert ADA not in again


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("formerly: [a]\n", "formerly: [a, ada-fenn]\n"),
        ("formerly:\n  - a  # once\n# end\n", "formerly:\n  - a  # once\n  - ada-fenn\n# end\n"),
        ("formerly:\n- a", "formerly:\n- a\n- ada-fenn"),
        ("formerly: ['ada']\n", "formerly: ['ada-fenn']\n"),
        ("formerly:\n  - ada\n  - b\n", "formerly:\n  - ada-fenn\n  - b\n"),
        ("# end", "formerly:\n  - ada-fenn\n# end"),
        ("", "formerly:\n  - ada-fenn\n"),
        ("lang: en", "lang: en\nformerly:\n  - ada-fenn"),
        ("outside:\n  - >-\n    A\n    b.\n\n", "outside:\n  - >-\n    A\n    b.\nformerly:\n  - ada-fenn\n\n"),
    ],
)  # fmt: skip
def test_the_old_id_is_remembered(tmp_path: Path, end: str, expected: str) -> None:
    base = "name: Ada Fenn\nkind: person\nsummary: Kept the mill.\n"
    make_content(tmp_path, {ADA: base + end})
    changes = renamed(tmp_path, "actor", "ada-fenn", "ada")
    assert text_of(changes["actors/ada.yaml"]) == base + expected


def test_there_and_back(tmp_path: Path) -> None:
    make_content(tmp_path)
    apply(tmp_path, renamed(tmp_path, "actor", "ada-fenn", "ada"))
    apply(tmp_path, renamed(tmp_path, "actor", "ada", "ada-fenn"))
    result = check(tmp_path)
    assert result.timeline is not None
    assert result.timeline.actors["ada-fenn"].formerly == ("ada",)


def test_an_entry_of_several_in_a_file(tmp_path: Path) -> None:
    make_content(tmp_path, {HEARINGS: LISTED})
    changes = renamed(tmp_path, "event", "first-hearing", "hearing")
    expected = LISTED.replace("id: first-hearing", "id: hearing").replace(
        "at: para 4}\n\n", "at: para 4}\n  formerly:\n    - first-hearing\n\n"
    )
    assert dict(changes) == {HEARINGS: expected.encode()}
    changes = renamed(tmp_path, "event", "second-hearing", "last")
    expected = LISTED.replace("second-hearing", "last").replace(
        "para 4}]}", "para 4}], formerly: [second-hearing]}"
    )
    assert dict(changes) == {HEARINGS: expected.encode()}


def test_pages_by_hand_and_the_glossary(tmp_path: Path) -> None:
    term = (
        "glossary:\n  mill:\n    label: Mill\n    explanation: '[Ada](actor:ada-fenn) kept it.'\n"
        "    cite: [{source: echo-1997-03-05, at: para 1}]\n"
    )
    page = (
        "# Method\n[a](actors/ada-fenn.html) [b](./actors/ada-fenn.md#x) <a href='actors/ada-fenn.html'>\n"
        "[c](https://x.example/actors/ada-fenn.html) [d](actors/ada-fenn-b.html) [e](places/ada-fenn.md)\n"
        "[f]: actors/ada-fenn.md\n"
    )
    files = edited("vocabulary.yaml", "questions:", term + "questions:")
    make_content(tmp_path, {**files, "pages/method.md": page})
    changes = renamed(tmp_path, "actor", "ada-fenn", "ada")
    assert text_of(changes["vocabulary.yaml"]) == files["vocabulary.yaml"].replace(
        "ada-fenn", "ada"
    )
    assert text_of(changes["pages/method.md"]) == (
        "# Method\n[a](actors/ada.html) [b](./actors/ada.md#x) <a href='actors/ada.html'>\n"
        "[c](https://x.example/actors/ada-fenn.html) [d](actors/ada-fenn-b.html) [e](places/ada-fenn.md)\n"
        "[f]: actors/ada.md\n"
    )
    changes = renamed(tmp_path, "source", "echo-1997-03-05", "echo")
    assert "cite: [{source: echo, at: para 1}]" in text_of(changes["vocabulary.yaml"])


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    make_content(tmp_path)
    marked = b"\xef\xbb\xbf" + (tmp_path / ADA).read_bytes()
    (tmp_path / ADA).write_bytes(marked)
    changed = renamed(tmp_path, "actor", "ada-fenn", "ada")["actors/ada.yaml"]
    assert changed is not None
    assert changed.startswith(marked)


@pytest.mark.parametrize(
    ("kind", "old", "new", "reason"),
    [
        ("actor", "ada-fen", "ada", "no actor 'ada-fen'; did you mean 'ada-fenn'?"),
        ("place", "ada-fenn", "ada", "no place 'ada-fenn'; use one of: lindow, mill-bridge"),
        ("actor", "ada", "b", "'ada' is a former id: the actor is 'ada-fenn' now"),
        ("actor", "ada-fenn", "lindow-echo", "the id 'lindow-echo' is taken by another actor"),
        ("actor", "lindow-echo", "ada", "'ada' is a former id of the actor 'ada-fenn'"),
        ("actor", "ada-fenn", "ada-fenn", "'ada-fenn' is the id that it has"),
        ("actor", "ada-fenn", "Ada", "'Ada' is not an id: small letters"),
        ("actor", "ada-fenn", "index", "'index' is not an id: small letters"),
        ("actor", "ada-fenn", "../x", "'../x' is not an id: small letters"),
        ("actor", "ada-fenn", "a" * 91, "is not an id: small letters"),
        ("event", "inquiry-opens", "hearings", "there is a file events/1997/hearings.yaml already"),
    ],
)
def test_what_cannot_be_renamed(tmp_path: Path, kind: str, old: str, new: str, reason: str) -> None:
    ada = edited(ADA, "name: Ada Fenn", "formerly: [ada]\nname: Ada Fenn")
    make_content(tmp_path, {**ada, HEARINGS: LISTED})
    with pytest.raises(RenamingRefused) as refused:
        renamed(tmp_path, kind, old, new)
    assert reason in str(refused.value)


def test_a_text_that_hides_the_id_in_escapes_is_not_guessed_at(tmp_path: Path) -> None:
    make_content(
        tmp_path, edited(INQUIRY, "cite:", 'actors: [{actor: "ada\\x2dfenn", role: agent}]\ncite:')
    )
    with pytest.raises(RenamingRefused, match="cannot be edited safely"):
        renamed(tmp_path, "actor", "ada-fenn", "ada")
