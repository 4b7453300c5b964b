"""Pagefind's files: what of the site is in them, and that they are always the same."""

from __future__ import annotations

import gzip
import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import check, make_content
from tests.search.project import copy_project, digests
from timeline.model.timeline import Timeline
from timeline.write.cbor import decode, encode
from timeline.write.fault import BuildFailure, SearchFailure
from timeline.write.packing import MARK, FormatError
from timeline.write.pagefind import put_in_order
from timeline.write.search import Indexing, index_site
from timeline.write.site import build_site
from timeline.write.texts import CACHE as TEXTS

PAGES = {"/method.html", "/reading.html", "/data.html", "/diagnostics.html"}


def fragments(site: Path) -> dict[str, dict[str, Any]]:
    """Return address -> what search shows of the page."""
    files = (site / "pagefind" / "fragment").glob("*/*")
    loaded = [json.loads(gzip.decompress(file.read_bytes()).removeprefix(MARK)) for file in files]
    return {fragment["url"]: fragment for fragment in loaded}


@pytest.fixture
def shown(project: Path) -> dict[str, dict[str, Any]]:
    """Return what search shows of each page of the real site."""
    return fragments(project / "site")


def test_each_entry_is_indexed_once_and_no_list_is(
    shown: dict[str, dict[str, Any]], timeline: Timeline
) -> None:
    entries = {
        f"/{folder}/{name}.html"
        for folder in ("events", "actors", "places", "sources")
        for name in getattr(timeline, folder)
    }
    assert shown.keys() >= entries | PAGES
    others = {url for url in shown.keys() - entries if shown[url]["meta"]["kind"] != "page"}
    assert others == set()
    lists = {"/index.html", "/timeline.html", "/search.html", "/accounts.html", "/figures.html"}
    assert shown.keys().isdisjoint(lists)


def test_an_event_carries_its_facets_its_days_and_its_wording(
    shown: dict[str, dict[str, Any]], timeline: Timeline
) -> None:
    for event in timeline.events.values():
        fragment = shown[f"/events/{event.id}.html"]
        filters = fragment["filters"]
        assert filters["kind"] == ["event"]
        assert set(filters.get("actor", [])) == {part.actor for part in event.actors}
        assert set(filters.get("place", [])) == {part.place for part in event.places}
        assert filters["type"] == [event.type]
        assert filters["status"] == [event.status]
        assert {cite.source for cite in event.cite} <= set(filters["source"])
        first, last = filters["date"][0].split("/")
        assert first == (event.date.earliest.isoformat() if event.date.earliest else "")
        assert last == (event.date.latest.isoformat() if event.date.latest else "")
        assert fragment["meta"]["title"] == event.title
        assert fragment["meta"]["when"]


def test_labels_and_citations_are_not_text(shown: dict[str, dict[str, Any]]) -> None:
    for url, fragment in shown.items():
        if url.startswith("/events/"):
            assert "AFP, para" not in fragment["content"], url
            assert "Cite this" not in fragment["content"], url


def test_an_entry_does_not_repeat_events(
    shown: dict[str, dict[str, Any]], timeline: Timeline
) -> None:
    summaries = [event.summary.plain.split("\n")[0] for event in timeline.events.values()]
    for url, fragment in shown.items():
        if url.startswith(("/actors/", "/places/", "/sources/")):
            assert not [text for text in summaries if text in fragment["content"]], url


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_same_pages_give_the_same_bytes(
    seed: int, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The order of folders on the disk, the number of threads and the caller's settings vary.
    files = [path for path in (small / TEXTS).rglob("*.html") if path.is_file()]
    random.Random(seed).shuffle(files)  # noqa: S311  # a shuffle, not a secret
    for file in files:
        target = tmp_path / file.relative_to(small / TEXTS)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    monkeypatch.setenv("RAYON_NUM_THREADS", str(seed))
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "fr")
    index_site(tmp_path)
    assert digests(tmp_path / "pagefind") == digests(small / "site" / "pagefind")


def test_a_second_run_replaces_the_first(small: Path, tmp_path: Path) -> None:
    shutil.copytree(small / TEXTS, tmp_path / "texts")
    index_site(tmp_path / "texts")
    before = digests(tmp_path / "texts")
    shutil.rmtree(tmp_path / "texts" / "pagefind")
    index_site(tmp_path / "texts")
    assert digests(tmp_path / "texts") == before


def test_fragments_have_numbers_and_keep_no_name_from_another_edition(
    small: Path, tmp_path: Path
) -> None:
    shutil.copytree(small / TEXTS, tmp_path / "site")
    page = tmp_path / "site" / "events" / "lock.html"
    page.write_text(page.read_text("utf-8").replace("sluice", "weir"), "utf-8")
    index_site(tmp_path / "site")
    before, after = (
        sorted(f"{f.parent.name}/{f.stem}" for f in (site / "pagefind" / "fragment").glob("*/*"))
        for site in (small / "site", tmp_path / "site")
    )
    numbers = [int(name.rpartition("/")[2], 16) for name in after]
    assert numbers == list(range(len(before)))
    assert set(before).isdisjoint(after)


def test_only_what_the_site_uses_is_kept(small: Path) -> None:
    names = {path.name for path in (small / "site" / "pagefind").iterdir()}
    assert {"engine.js", "pagefind-worker.js", "pagefind-entry.json"} <= names
    assert not [name for name in names if "ui" in name or "highlight" in name]
    assert [name for name in names if name.startswith("wasm.")] == ["wasm.en.pagefind"]


def test_a_folder_that_is_no_site_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(SearchFailure, match="could not index"):
        index_site(tmp_path)


def test_without_an_index_the_old_site_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Indexing) -> None:
        raise SearchFailure("no index today")

    monkeypatch.setattr(Indexing, "finish", fail)
    folder = copy_project(tmp_path / "project", make_content(tmp_path / "content"))
    old = folder / "site" / "data" / "timeline.json"
    old.parent.mkdir(parents=True)
    old.write_text("old", encoding="utf-8")
    result = check(folder / "content")
    with pytest.raises(BuildFailure, match="no index today; the site was left"):
        build_site(result, folder / "mkdocs.yml", None, strict=False)
    assert old.read_text(encoding="utf-8") == "old"
    assert [path.name for path in folder.glob(".site-*")] == []


items = st.recursive(
    st.integers(min_value=0, max_value=2**64 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=30),
    max_leaves=40,
)


@given(items)
def test_cbor_reads_what_it_writes(value: Any) -> None:
    assert decode(encode(value)) == value


@pytest.mark.parametrize(
    ("value", "written"),
    # The examples of RFC 8949, appendix A.
    [
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (100, "1864"),
        (1000, "1903e8"),
        (1000000, "1a000f4240"),
        (18446744073709551615, "1bffffffffffffffff"),
        ("", "60"),
        ("IETF", "6449455446"),
        ("ü", "62c3bc"),
        ([], "80"),
        ([1, [2, 3], [4, 5]], "8301820203820405"),
    ],
)
def test_cbor_is_the_standard_one(value: Any, written: str) -> None:
    assert encode(value).hex() == written


def _pack(data: bytes) -> bytes:
    return gzip.compress(MARK + data, mtime=0)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("another mark", gzip.compress(b"something_else\x80", mtime=0)),
        ("another shape", _pack(encode(["1.5.2", [], []]))),
        ("another kind of item", _pack(b"\xa0")),
        ("unknown length", _pack(b"\x9f\xff")),
        ("ends early", _pack(b"\x82\x00")),
        ("goes on", _pack(b"\x80\x00")),
        ("not UTF-8", _pack(b"\x61\xff")),
    ],
)
def test_an_index_of_another_form_is_named(name: str, content: bytes, tmp_path: Path) -> None:
    entry = {"languages": {"en": {"hash": "en_1"}}}
    (tmp_path / "pagefind-entry.json").write_text(json.dumps(entry), encoding="utf-8")
    (tmp_path / "pagefind.en_1.pf_meta").write_bytes(content)
    with pytest.raises(FormatError, match=r"pagefind\.en_1\.pf_meta"):
        put_in_order(tmp_path)
