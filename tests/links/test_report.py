"""Which links are asked, and what is told of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import edited, make_content, timeline_of
from tests.links.server import answering
from timeline.cli import CONTENT_ERRORS, OK, USAGE, main
from timeline.links import Answer, Found, links_of, markdown, report
from timeline.settings import ISSUE_CHARACTERS

ECHO = "sources/echo-1997-03-05.yaml"
URL = "https://echo.example/1997/bridge-lost"
WORKS = (Found("https://a.example/", "a", "url"), Answer("works", "answer 200"))
DEAD = (Found("https://b.example/", "b", "archive.url"), Answer("dead", "answer 404"))
SILENT = (Found("https://c.example/", "c", "url"), Answer("silent", "answer 500"))
MOVED = (
    Found("https://d.example/", "d", "url"),
    Answer("moved", "moved for good", "https://e.example/"),
)
REFUSED = (Found("https://f.example/", "f", "url"), Answer("refused", "answer 403"))
ALL = [WORKS, REFUSED, MOVED, SILENT, DEAD]


def test_links_are_those_of_sources_and_of_their_copies(tmp_path: Path) -> None:
    files = edited(
        ECHO,
        f"url: {URL}\n",
        f"url: {URL}\narchive: {{url: https://x.example/1, date: 1997-03-06}}\n",
    )
    assert links_of(timeline_of(tmp_path / "content", files)) == (
        Found(URL, "echo-1997-03-05", "url"),
        Found("https://x.example/1", "echo-1997-03-05", "archive.url"),
    )


def test_the_worst_comes_first_on_the_terminal() -> None:
    text, wrong = report(ALL)
    assert wrong
    assert text.splitlines() == [
        "dead: https://b.example/ (answer 404; content/sources/b.yaml, archive.url)",
        "silent: https://c.example/ (answer 500; content/sources/c.yaml, url)",
        "moved: https://d.example/ (moved for good to https://e.example/; content/sources/d.yaml, url)",
        "refused: https://f.example/ (answer 403; content/sources/f.yaml, url)",
        "5 links asked, 2 dead or silent",
    ]


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ([], False),
        ([WORKS], False),
        ([MOVED], False),
        ([REFUSED], False),
        ([SILENT], True),
        ([DEAD], True),
    ],
)
def test_who_has_to_look(asked: list[tuple[Found, Answer]], wrong: bool) -> None:
    assert report(asked)[1] is wrong


def test_an_issue_names_all_but_what_works() -> None:
    text = markdown(ALL)
    assert "- `https://b.example/`: answer 404 (`content/sources/b.yaml`, `archive.url`)" in text
    assert "- `https://d.example/`: moved for good to https://e.example/ (" in text
    assert text.index("### Dead") < text.index("### No sound answer") < text.index("### Moved")
    assert "a.example" not in text


def test_an_address_cannot_leave_its_piece_of_code() -> None:
    text = markdown([(Found("https://x.example/`@everyone`\x07", "x", "url"), DEAD[1])])
    assert "- `https://x.example/%60@everyone%60?`: answer 404" in text


def test_an_issue_has_room_for_as_much_as_it_can_hold() -> None:
    many = [(Found(f"https://b.example/{n:05}", "b", "url"), DEAD[1]) for n in range(2_000)]
    text = markdown(many)
    assert ISSUE_CHARACTERS - 200 < len(text) < ISSUE_CHARACTERS + 30
    assert text.endswith(f"and {2_000 - text.count('b.example')} more\n")


class TestTheCommand:
    """As it is typed; the links lead to this machine, which is never asked."""

    def test_a_dead_link(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        with answering({}) as (base, asked):
            make_content(tmp_path / "content", edited(ECHO, URL, base))
            target = tmp_path / "links.md"
            code = main(["links", "--content", str(tmp_path / "content"), "--report", str(target)])
        assert code == CONTENT_ERRORS
        told = capsys.readouterr().out
        assert f"dead: {base} (leads to an address that is not public; " in told
        assert told.endswith("1 links asked, 1 dead or silent\n")
        assert f"- `{base}`" in target.read_text(encoding="utf-8")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "links.md"]
        assert asked == []

    def test_no_link(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        make_content(tmp_path / "content", edited(ECHO, f"url: {URL}\n", ""))
        assert main(["links", "--content", str(tmp_path / "content")]) == OK
        assert capsys.readouterr().out == "0 links asked, 0 dead or silent\n"

    def test_content_with_errors(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        make_content(tmp_path / "content", edited(ECHO, "rights:", "right:"))
        assert main(["links", "--content", str(tmp_path / "content")]) == USAGE
        assert "the content has errors; mend what 'check' prints first" in capsys.readouterr().err

    def test_a_report_that_cannot_be_written(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        make_content(tmp_path / "content", edited(ECHO, f"url: {URL}\n", ""))
        target = tmp_path / "missing" / "links.md"
        code = main(["links", "--content", str(tmp_path / "content"), "--report", str(target)])
        assert code == USAGE
        assert f"cannot write '{target}'" in capsys.readouterr().err
