"""What is known of how files lie on the disk, and when the disk is asked again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.write.earlier import Sources, source_states

KNOWN = ("a.md", "b.md", "folder/c.md")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for path in KNOWN:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("as it was", encoding="utf-8")
    return tmp_path


def _rewrite(docs: Path) -> None:
    (docs / "a.md").write_text("otherwise", encoding="utf-8")


def _remove(docs: Path) -> None:
    (docs / "a.md").unlink()


def _remove_with_its_folder(docs: Path) -> None:
    (docs / "folder/c.md").unlink()
    (docs / "folder").rmdir()


def _put_a_file_in_its_folders_place(docs: Path) -> None:
    _remove_with_its_folder(docs)
    (docs / "folder").write_text("a file", encoding="utf-8")


def _add(docs: Path) -> None:
    (docs / "new.md").write_text("new", encoding="utf-8")


def _link(docs: Path) -> None:
    _remove(docs)
    (docs / "a.md").symlink_to("b.md")


@pytest.mark.parametrize(
    ("change", "touched"),
    [
        pytest.param(lambda _: None, (), id="nothing"),
        pytest.param(_rewrite, ("a.md",), id="one is written"),
        pytest.param(_remove, ("a.md",), id="one is gone"),
        pytest.param(_remove_with_its_folder, ("folder/c.md",), id="one is gone with its folder"),
        pytest.param(
            _put_a_file_in_its_folders_place, ("folder/c.md", "folder"), id="a file for a folder"
        ),
        pytest.param(_add, ("new.md",), id="one is new"),
        pytest.param(_link, ("a.md",), id="one is a link now"),
    ],
)
def test_what_is_touched_is_looked_at_again(
    docs: Path, change: Callable[[Path], object], touched: tuple[str, ...]
) -> None:
    sources = Sources(docs)
    sources.see()
    change(docs)
    assert sources.now(touched, KNOWN) == source_states(docs)


def test_what_was_only_on_its_way_to_a_name_is_forgotten(docs: Path) -> None:
    (docs / "a.md.part").touch()
    sources = Sources(docs)
    sources.see()
    (docs / "a.md.part").replace(docs / "a.md")
    assert sources.now({"a.md"}, KNOWN) == source_states(docs)


def test_what_others_do_meanwhile_is_for_the_next_build(docs: Path) -> None:
    sources = Sources(docs)
    sources.see()
    before = source_states(docs)
    _rewrite(docs)
    assert sources.now((), KNOWN) == before != source_states(docs)


@pytest.mark.parametrize("touched", [None, ()])
def test_what_was_never_seen_is_looked_at_as_a_whole(
    docs: Path, touched: tuple[str, ...] | None
) -> None:
    assert Sources(docs).now(touched, KNOWN) == source_states(docs)
