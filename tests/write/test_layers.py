"""What is kept is read as it was written, whether all of it or only changes were."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.load.store import Store
from timeline.write import layers
from timeline.write.layers import SINCE, Layers

NAME = "made.json"
STATES = st.fixed_dictionaries(
    {name: st.dictionaries(st.text("abc", max_size=2), st.integers(0, 3)) for name in ("a", "b")}
)


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a few changes count as many."""
    monkeypatch.setattr(layers, "MANY", 3)


def kept(folder: Path, edition: str = "one") -> Layers:
    return Layers(Store(folder), NAME, edition)


@given(st.lists(st.tuples(STATES, st.booleans()), min_size=1, max_size=6))
def test_what_was_written_last_is_read(
    states: list[tuple[dict[str, dict[str, int]], bool]],
) -> None:
    with TemporaryDirectory() as folder:
        writer = kept(Path(folder) / "kept")
        for state, whole in states:
            writer.write(state, whole=whole)
            assert kept(Path(folder) / "kept").read() == state
            # Whoever goes on may be another run.
            if whole:
                writer = kept(Path(folder) / "kept")
                writer.read()


def test_few_changes_are_written_beside_all_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    writer = kept(folder)
    writer.write({"a": {"x": 1, "y": 1}}, whole=False)
    before = (folder / NAME).read_bytes()
    writer.write({"a": {"x": 2, "z": 1}}, whole=False)
    assert (folder / NAME).read_bytes() == before
    assert kept(folder).read() == {"a": {"x": 2, "z": 1}}
    writer.write({"a": {"p": 1, "q": 1, "r": 1}}, whole=False)
    assert (folder / NAME).read_bytes() != before
    assert kept(folder).read() == {"a": {"p": 1, "q": 1, "r": 1}}


def test_changes_that_are_damaged_or_of_something_else_are_none(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    writer = kept(folder)
    writer.write({"a": {"x": 1}}, whole=False)
    writer.write({"a": {"x": 2}}, whole=False)
    since = folder / f"{SINCE}{NAME}"
    changes = since.read_bytes()
    since.write_bytes(changes[:-1])
    assert kept(folder).read() == {"a": {"x": 1}}
    kept(folder).write({"a": {"x": 3}}, whole=True)
    since.write_bytes(changes)
    assert kept(folder).read() == {"a": {"x": 3}}


def test_what_another_edition_kept_is_nothing(tmp_path: Path) -> None:
    kept(tmp_path / "kept").write({"a": {}}, whole=True)
    assert kept(tmp_path / "kept", "two").read() is None
