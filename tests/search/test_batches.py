"""An index of very many pages is made in parts, and is what it would be if made at once."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.search.project import digests
from tests.search.test_pagefind import fragments
from timeline.write import batches, search
from timeline.write.index_files import Table, fragment_file, read_entry, read_fragment, read_table
from timeline.write.packing import Unfit
from timeline.write.search import index_site
from timeline.write.sort_keys import sort_keys
from timeline.write.texts import CACHE as TEXTS

PARTS = 3

NAMED = re.compile(r"\.pf_meta$|^pagefind-entry\.json$")
"""The table of contents, and the file that names it."""


@pytest.fixture
def whole(project: Path, tmp_path: Path) -> Path:
    """Return what search reads of the real site, with an index of all of it."""
    shutil.copytree(project / TEXTS, tmp_path / "site")
    index_site(tmp_path / "site")
    return tmp_path / "site"


def in_parts(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pages = sum(1 for _ in site.rglob("*.html"))
    monkeypatch.setattr(batches, "INDEXED_AT_ONCE", -(-pages // PARTS))
    index_site(site, "parted")
    return site / "parted"


def table(index: Path) -> Table:
    (about,) = read_entry(index)["languages"].values()
    return read_table(index, about["hash"])


def keys(site: Path, index: Path) -> dict[str, list[str]]:
    """Return for each order the keys of its pages: those that have the same come as they may."""
    found = table(index)
    pages = [
        dict(sort_keys((site / url.removeprefix("/")).read_text(encoding="utf-8")))
        for name, _ in found.pages
        for url in [read_fragment(fragment_file(index, name))["url"]]
    ]
    return {order: [pages[page][order] for page in on] for order, on in found.sorts.items()}


def test_it_is_the_same(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[int] = []
    put_together = batches.put_together

    def counted(parts: list[Path], *rest: Path) -> None:
        called.append(len(parts))
        put_together(parts, *rest)

    monkeypatch.setattr(search, "put_together", counted)
    parted = in_parts(whole, monkeypatch)
    assert called == [PARTS]
    once = whole / "pagefind"
    one, other = (
        {name: digest for name, digest in digests(index).items() if not NAMED.search(name)}
        for index in (once, parted)
    )
    assert one == other
    assert replace(table(once), sorts={}) == replace(table(parted), sorts={})
    assert keys(whole, once) == keys(whole, parted)


def test_what_cannot_be_put_together_is_made_at_once(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Unfit

    monkeypatch.setattr(search, "put_together", refuse)
    parted = in_parts(whole, monkeypatch)
    assert digests(parted) == digests(whole / "pagefind")
    assert fragments(whole)
