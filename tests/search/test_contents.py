"""What is kept of a search index spares reading it, and is used with no other one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.search.project import digests
from tests.search.test_amending import BRIDGE, PAGES, earlier, lay, page
from tests.search.test_splicing import true_points
from timeline.load.store import Store
from timeline.write import batches, best, rankings, shifting, splicing, vocabulary, word_changes
from timeline.write.contents import CACHE, Contents, IndexMemory
from timeline.write.index_files import read_entry, write_entry
from timeline.write.indexes import Part
from timeline.write.runs import Runs
from timeline.write.search import FOLDER, Indexing, Revision, index_site
from timeline.write.ways import Amending, Task

__all__ = ["earlier"]

EDITS: Mapping[str, Mapping[str, str]] = {
    "words more": {BRIDGE: page(text="A quixotic bridge, and élèves.")},
    "words less": {BRIDGE: page(text="It fell."), "events/gate.html": page(text="Eleve.")},
    "other places": {"events/lock.html": page(key="1-0", text="A lock moved.")},
    "as it was": {path: PAGES[path] for path in (BRIDGE, "events/gate.html", "events/lock.html")},
}


def contents(part: Part) -> Contents:
    """Return what is in an index."""
    return Contents(part.table, part.fragments, part.vocabulary, part.rankings, part.points)


@pytest.fixture
def index(earlier: Path, tmp_path: Path) -> Path:
    """Return a copy of an index."""
    return shutil.copytree(earlier / FOLDER, tmp_path / "index")


@pytest.fixture
def memory(index: Path, tmp_path: Path) -> IndexMemory:
    """Return where it is kept what is in that index."""
    memory = IndexMemory(tmp_path, index)
    memory.keep(contents(Part(index)))
    return memory


def test_it_is_what_the_files_say(index: Path, memory: IndexMemory) -> None:
    assert memory.recall() == contents(Part(index))
    (piece,) = (index / "index").iterdir()
    piece.unlink()
    shutil.rmtree(index / "fragment")
    part = Part(index, memory)
    part.prepare()
    assert len(part.fragments) == len(PAGES)
    assert b"bridg" in part.vocabulary.words


def carried(tmp_path: Path) -> set[bytes]:
    """Have an index follow several edits, each time as if made anew; return the words with rankings."""
    pages = dict(PAGES)
    site = lay(tmp_path / "site", pages)
    index_site(site)
    part = Part(site / FOLDER)
    for name, changes in EDITS.items():
        work = tmp_path / name
        pages |= changes
        now = lay(work / "now", pages)
        revision = Revision(part, site, sorted(changes), work / "work")
        with Runs() as runs:
            way = Amending(Task(now, work / "amended", revision, runs))
            assert way.finish(lambda: False)
        index_site(now)
        assert digests(work / "amended") == digests(now / FOLDER)
        assert way.amended is not None
        memory = IndexMemory(tmp_path, work / "amended")
        memory.keep(way.amended.contents)
        assert memory.recall() == way.amended.contents
        assert way.amended.contents[:3] == contents(Part(now / FOLDER))[:3]
        part, site = Part(work / "amended", memory), now
    return {*part.rankings}


def test_it_is_carried_from_edit_to_edit(tmp_path: Path) -> None:
    assert not carried(tmp_path)


def test_so_are_rankings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (best, rankings):
        monkeypatch.setattr(module, "FREQUENT", 2)
    monkeypatch.setattr(rankings, "LISTED_FIRST", 2)
    monkeypatch.setattr(rankings, "NEAR", 3)
    # Each word fills a file by itself.
    monkeypatch.setattr(vocabulary, "INDEX_PIECE", 1)
    assert b"bridg" in carried(tmp_path)


def test_so_are_places_in_long_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (shifting, splicing):
        monkeypatch.setattr(module, "SHORT", 2)
    monkeypatch.setattr(word_changes, "_PLACES", 0)
    carried(tmp_path)
    last = tmp_path / list(EDITS)[-1] / "amended"
    part = Part(last, IndexMemory(tmp_path, last))
    assert b"bridg" in part.points
    said = part.pieces.said(part.points)
    assert all(true_points(said[word]) >= {*points} for word, points in part.points.items())


@pytest.mark.parametrize("at_once", [4, 100], ids=["in parts", "at once"])
def test_it_is_kept_of_each_new_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(batches, "INDEXED_AT_ONCE", at_once)
    pages, index = lay(tmp_path / "pages", PAGES), tmp_path / "index"
    memory = IndexMemory(tmp_path, index)
    with Indexing(memory) as indexing:
        indexing.start(pages, tmp_path / "new")
        assert indexing.finish()
    (tmp_path / "new").rename(index)
    assert memory.recall() == contents(Part(index))
    changed = lay(tmp_path / "changed", {**PAGES, **EDITS["words more"]})
    with Indexing(memory) as indexing:
        revision = Revision(Part(index), pages, sorted(EDITS["words more"]), tmp_path / "work")
        indexing.start(changed, tmp_path / "newer", revision)
        assert indexing.finish()
    assert memory.recall() is None
    shutil.rmtree(index)
    (tmp_path / "newer").rename(index)
    assert memory.recall() == contents(Part(index))


def kept_file(kept: Path) -> Path:
    """Return the file with what is kept."""
    (file,) = kept.glob("*.json")
    return file


def another_edition(index: Path, kept: Path) -> None:
    """Have an index of other pages in the place of the one that was looked at."""
    del kept
    pages = lay(index.parent / "other", {**PAGES, **EDITS["words more"]})
    index_site(pages)
    shutil.rmtree(index)
    (pages / FOLDER).rename(index)


def another_program(index: Path, kept: Path) -> None:
    """Have the entry say something else."""
    del kept
    write_entry(index, read_entry(index) | {"version": "0"})


def change(**values: object) -> Callable[[Path, Path], None]:
    """Return what keeps other values."""

    def changed(index: Path, kept: Path) -> None:
        del index
        known = Store(kept).read_parts(kept_file(kept).name)
        assert known is not None
        Store(kept).write_parts(kept_file(kept).name, {**known[0], **values})

    return changed


SPOILT: dict[str, Callable[[Path, Path], object]] = {
    "gone": lambda _, kept: kept_file(kept).unlink(),
    "damaged": lambda _, kept: kept_file(kept).write_bytes(kept_file(kept).read_bytes()[:-9]),
    "of another form": change(form=0),
    "of another index": change(index="0"),
    "with too few pages": change(addresses=[]),
    "with no list": change(words=None),
    "with places that are none": change(points={"bridg": [0]}),
    "an index that was made anew": another_edition,
    "an index of another version": another_program,
    "no index": lambda index, _: shutil.rmtree(index),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_does_not_fit_is_not_used(
    index: Path, memory: IndexMemory, tmp_path: Path, spoil: Callable[[Path, Path], object]
) -> None:
    spoil(index, tmp_path / CACHE)
    assert memory.recall() is None


def test_what_cannot_be_kept_is_not(index: Path, tmp_path: Path) -> None:
    (tmp_path / CACHE).parent.write_text("no folder")
    memory = IndexMemory(tmp_path, index)
    memory.keep(contents(Part(index)))
    assert memory.recall() is None
