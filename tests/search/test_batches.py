"""An index of very many pages is made in parts, and is what it would be if made at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.search.project import digests
from tests.search.test_pagefind import fragments
from timeline.settings import INDEXED_SIDE_BY_SIDE
from timeline.write import batches, ways
from timeline.write.index_files import (
    ORDER,
    Table,
    fragment_file,
    read_entry,
    read_fragment,
    read_table,
)
from timeline.write.packing import Unfit
from timeline.write.search import index_site
from timeline.write.sort_keys import sort_keys
from timeline.write.texts import CACHE as TEXTS

PARTS = 3 * INDEXED_SIDE_BY_SIDE


@pytest.fixture
def whole(project: Path, tmp_path: Path) -> Path:
    """Return what search reads of the real site, with an index of all of it."""
    shutil.copytree(project / TEXTS, tmp_path / "site")
    index_site(tmp_path / "site")
    return tmp_path / "site"


def in_parts(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pages = sum(1 for _ in site.rglob("*.html"))
    at_once = -(-pages * INDEXED_SIDE_BY_SIDE // PARTS)
    monkeypatch.setattr(batches, "INDEXED_AT_ONCE", at_once)
    index_site(site, "parted")
    return site / "parted"


def table(index: Path) -> Table:
    (about,) = read_entry(index)["languages"].values()
    return read_table(index, about["hash"])


def keys(site: Path, index: Path) -> list[str]:
    """Return by what each page is sorted, in the order of the index."""
    return [
        dict(sort_keys((site / url.removeprefix("/")).read_text(encoding="utf-8")))[ORDER]
        for name, _ in table(index).pages
        for url in [read_fragment(fragment_file(index, name))["url"]]
    ]


def test_it_is_the_same(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[int] = []
    put_together = batches.put_together

    def counted(parts: list[Path], *rest: Path) -> None:
        called.append(len(parts))
        put_together(parts, *rest)

    monkeypatch.setattr(ways, "put_together", counted)
    parted = in_parts(whole, monkeypatch)
    assert called == [PARTS]
    once = whole / "pagefind"
    assert digests(once) == digests(parted)
    found = keys(whole, once)
    assert found == sorted(set(found))


def test_what_cannot_be_put_together_is_made_at_once(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Unfit

    monkeypatch.setattr(ways, "put_together", refuse)
    parted = in_parts(whole, monkeypatch)
    assert digests(parted) == digests(whole / "pagefind")
    assert fragments(whole)
