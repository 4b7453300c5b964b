"""An index with some pages changed is byte for byte what an index of all pages would be."""

from __future__ import annotations

import os
import random
import shutil
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

import pytest

from tests.search.project import digests
from timeline.write import amended_words, amending, vocabulary
from timeline.write.index_files import (
    ORDER,
    filter_file,
    piece_file,
    read_entry,
    read_filter,
    read_table,
    table_file,
    write_entry,
    write_filter,
    write_table,
)
from timeline.write.index_words import read_words, write_words
from timeline.write.indexes import Part
from timeline.write.packing import Unfit
from timeline.write.pagefind import put_in_order
from timeline.write.search import FOLDER, Indexing, Revision, index_site
from timeline.write.sort_keys import sort_keys

PAGE = """\
<!doctype html>
<html lang="{language}"><head>{meta}{filters}<meta data-pagefind-sort="date[data-1]" data-1="{key}"></head>
<body><article data-pagefind-body><h1 id="title">{title}</h1><p>{text}</p></article></body></html>
"""

USUAL = {
    "language": "en",
    "meta": "kind:event, when:today",
    "filters": "kind:event, place:lindow",
    "key": "1997-03-05 000001",
    "title": "The mill bridge",
    "text": "The bridge over the Arden fell; the élève saw it. “It fell,” she said.",
}


def page(**changed: str) -> str:
    """Return a page, with something else in some places."""
    parts = {**USUAL, **changed}
    for name, attribute in (("meta", "meta"), ("filters", "filter")):
        said = parts[name].split(", ")
        parts[name] = "".join(f'<meta data-pagefind-{attribute}="{value}">' for value in said)
    return PAGE.format(**parts)


OWN = {
    "index.html": {
        "title": "Home",
        "meta": "kind:page",
        "filters": "kind:page",
        "key": "9999 page home",
    },
    "events/bridge.html": {},
    "events/gate.html": {
        "title": "A gate",
        "key": "1997-03-05 000002",
        "text": "Eleve and élevé, élèves; the gate of the lock.",
    },
    "events/lock.html": {
        "title": "A lock",
        "key": "1997-03-06 000000",
        "filters": "kind:event, place:arden, place:lindow",
    },
    "actors/ada.html": {
        "title": "Ada Fénn",
        "key": "9999 actor ada",
        "filters": "kind:actor",
        "text": "Ada Fenn, a miller.",
    },
    "method.html": {"key": "9999 page method", "meta": "kind:event, when:today, also:How"},
}
PAGES = {path: page(**own) for path, own in OWN.items()}

FEW = 40
"""Bytes of a word or two."""


def lay(folder: Path, pages: Mapping[str, str]) -> Path:
    """Write pages into a folder."""
    for path, text in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of a few pages, with its index; not to be changed."""
    site = lay(tmp_path_factory.mktemp("earlier"), PAGES)
    index_site(site)
    return site


@pytest.fixture(scope="module")
def in_pieces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return such a site of whose index each file has a word or two; not to be changed."""
    site = lay(tmp_path_factory.mktemp("in-pieces"), PAGES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vocabulary, "INDEX_PIECE", FEW)
        index_site(site)
    return site


@pytest.fixture(params=["one file of words", "many, shared out"])
def each_size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return each of these, and have work on the second be done as if it were very large."""
    if request.param == "one file of words":
        return cast("Path", request.getfixturevalue("earlier"))
    monkeypatch.setattr(vocabulary, "INDEX_PIECE", FEW)
    for module in (amended_words, amending):
        monkeypatch.setattr(module, "LEAST", 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2})
    # Other tests may have left threads in this process.
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    return cast("Path", request.getfixturevalue("in_pieces"))


def amended(earlier: Path, work: Path, changes: Mapping[str, str | None]) -> bool:
    """Index a site anew and by what changed, have both the same, and tell if the second was.

    A page that is gone has no text.
    """
    pages = {path: text for path, text in {**PAGES, **changes}.items() if text is not None}
    now = lay(work / "now", pages)
    changed = sorted(changes.keys() & PAGES.keys() & pages.keys())
    gone, come = sorted(PAGES.keys() - pages.keys()), sorted(pages.keys() - PAGES.keys())
    with Indexing() as indexing:
        index = Part(earlier / FOLDER)
        revision = Revision(index, earlier, changed, work / "work", gone, come)
        indexing.start(now, work / "by change", revision)
        assert indexing.finish()
    index_site(now)
    assert digests(work / "by change") == digests(now / FOLDER)
    # Pagefind would have written this itself.
    return (work / "by change" / "pagefind-worker.js").samefile(
        earlier / FOLDER / "pagefind-worker.js"
    )


BRIDGE = "events/bridge.html"
CHANGES: dict[str, dict[str, str | None]] = {
    "nothing": {BRIDGE: page()},
    "a word": {BRIDGE: page(text="The bridge over the Arden collapsed.")},
    "a word that was nowhere": {BRIDGE: page(text="A quixotic bridge.")},
    "less text": {BRIDGE: page(text="It.")},
    "accents": {BRIDGE: page(text="Énervé, enerve, l’été: élèves, Élevé; fenn, fénn.")},
    "accents less": {"events/gate.html": page(text="eleve")},
    "a title": {BRIDGE: page(title="The mill bridge, again")},
    "a value": {BRIDGE: page(filters="kind:event, place:arden")},
    "a value that was nowhere": {BRIDGE: page(filters="kind:event, place:fenn")},
    "a filter that was nowhere": {BRIDGE: page(filters="kind:event, type:fall")},
    "the last value of a filter": {
        "actors/ada.html": page(filters="place:fenn", key="9999 actor ada")
    },
    "two pages": {BRIDGE: page(text="One."), "events/gate.html": page(text="One and two.")},
    "every page": {path: text.replace("the", "every") for path, text in PAGES.items()},
    "another place in an order": {BRIDGE: page(key="1997-03-06 000001")},
    "the first place": {"actors/ada.html": page(key="0000-01", filters="kind:actor")},
    "places changed": {BRIDGE: page(key="2-0"), "events/gate.html": page(key="1-0")},
    "a page more": {"events/weir.html": page(key="1997-03-04 000000", text="A new weir, élève.")},
    "a page more at the end": {"z.html": page(key="~", title="Last")},
    "a page more at the beginning": {"z.html": page(key="0-0", filters="kind:none")},
    "pages more": {f"events/{n}.html": page(key=f"1997-03-05 {n}", text=f"No. {n}") for n in "123"},
    "a page less": {BRIDGE: None},
    "a page and its words less": {"actors/ada.html": None},
    "one for another": {BRIDGE: None, "events/weir.html": page(key="1996-01", text="A weir.")},
    "all at once": {
        BRIDGE: None,
        "events/weir.html": page(key="1998-01", text="A weir."),
        "events/gate.html": page(key="3-0", text="Élevé."),
        "events/lock.html": page(text="It."),
    },
    "another field": {"index.html": page(key="9999 home", meta="kind:page, when:never")},
}
ELSE: dict[str, dict[str, str | None]] = {
    "a field that was nowhere": {BRIDGE: page(meta="kind:event, when:today, name:Bridge")},
    "a field less": {BRIDGE: page(meta="kind:event")},
    "a page less with a field that no other has": {"method.html": None},
    "a key that may be a number": {BRIDGE: page(key="1997")},
    "a page more that is not read": {"z.html": page().replace("data-pagefind-body", "")},
    "another language": {BRIDGE: page(language="fr")},
    "a page that is not read any more": {BRIDGE: page().replace("data-pagefind-body", "")},
}


@pytest.mark.parametrize("changed", CHANGES.values(), ids=CHANGES)
def test_changed_pages_alone_are_indexed(
    each_size: Path, tmp_path: Path, changed: Mapping[str, str | None]
) -> None:
    assert amended(each_size, tmp_path, changed)


@pytest.mark.parametrize("changed", ELSE.values(), ids=ELSE)
def test_all_pages_are_indexed_where_more_than_they_changed(
    earlier: Path, tmp_path: Path, changed: Mapping[str, str | None]
) -> None:
    assert not amended(earlier, tmp_path, changed)


@pytest.mark.parametrize("seed", range(8))
def test_any_pages_may_change_come_and_go(each_size: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # texts, not secrets
    alphabet = ["fenn", "fénn", "fēnn", "lock", "locks", "1997", "élève", "eleve", "Ada’s", "“x”"]

    def text() -> str:
        return " ".join(chance.choices(alphabet, k=chance.randint(1, 60)))

    def key(path: str) -> str:
        return f"{chance.choice(['0000-', '1997-03-05 ', '1997-03-05 000001', ' 9999'])} {path}"

    some = chance.sample(sorted(PAGES.keys() - {"index.html", "method.html"}), k=3)
    changes: dict[str, str | None] = {
        some[0]: page(**{**OWN[some[0]], "text": text()}),
        some[1]: page(**{**OWN[some[1]], "text": text(), "key": key(some[1])}),
        some[2]: chance.choice([None, PAGES[some[2]].replace("</p>", f" {text()}</p>")]),
    }
    for number in range(chance.randint(0, 3)):
        path = f"{chance.choice('az')}/{number}.html"
        changes[path] = page(key=key(path), text=text())
    assert amended(each_size, tmp_path, changes)


@pytest.mark.parametrize("number", [10, 15, 17, 18])
def test_so_they_may_where_numbers_have_another_length(tmp_path: Path, number: int) -> None:
    site = lay(tmp_path / "site", {f"{n:02}.html": page(key=f"{n:02}-") for n in range(number)})
    index_site(site)
    with Indexing() as indexing:
        now = shutil.copytree(site, tmp_path / "now", ignore=shutil.ignore_patterns(FOLDER))
        come, gone = {"04a.html": page(key="04a")}, ["07.html"] * (number > 15)
        for path in gone:
            (now / path).unlink()
        come |= {"08a.html": page(key="08a")} if number == 15 else {}
        lay(now, come)
        revision = Revision(Part(site / FOLDER), site, [], tmp_path / "work", gone, sorted(come))
        indexing.start(now, tmp_path / "by change", revision)
        assert indexing.finish()
        assert indexing.taken
    index_site(now)
    assert digests(tmp_path / "by change") == digests(now / FOLDER)


def spoil_piece(index: Path) -> None:
    """Leave of the words of an index what no browser could read either."""
    for file in (index / "index").iterdir():
        file.write_bytes(file.read_bytes()[:-20])


def put_another_text(index: Path) -> None:
    """Have other words in an index than its pages have."""
    entry = read_entry(index)
    table = read_table(index, entry["languages"]["en"]["hash"])
    words = [(word + b"x", said) for word, said in read_words(index, table)]
    table.pieces[:] = write_words(index, "en", words).rows
    entry["languages"]["en"]["hash"] = write_table(index, "en", table)
    write_entry(index, entry)


SPOILT: dict[str, Callable[[Path], object]] = {
    "no list of its languages": lambda index: (index / "pagefind-entry.json").write_text("{}"),
    "words that end early": spoil_piece,
    "words of other pages": put_another_text,
    "no fragments": lambda index: [
        file.write_bytes(b"") for file in (index / "fragment").glob("*/*")
    ],
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_is_not_understood_is_made_anew(
    earlier: Path, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    copy = shutil.copytree(earlier, tmp_path / "copy")
    spoil(copy / FOLDER)
    assert not amended(copy, tmp_path, CHANGES["a word"])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_pages_have_their_order_from_what_they_say(
    earlier: Path, tmp_path: Path, seed: int
) -> None:
    # Disks list a folder in an order of their own, and Pagefind's numbers come from that.
    index = shutil.copytree(earlier / FOLDER, tmp_path / FOLDER)
    entry = read_entry(index)
    old = entry["languages"]["en"]["hash"]
    table = read_table(index, old)
    numbers = list(range(len(table.pages)))
    random.Random(seed).shuffle(numbers)  # noqa: S311  # a shuffle, not a secret
    words = read_words(index, table, numbers)
    for _, _, name in table.pieces:
        piece_file(index, name).unlink()
    table.pieces[:] = write_words(index, "en", words).rows
    moved = dict(zip(numbers, table.pages, strict=True))
    table.pages[:] = [moved[number] for number in range(len(moved))]
    for name, file in table.filters.items():
        values = read_filter(index, file)
        filter_file(index, file).unlink()
        on = {value: [numbers[n] for n in pages] for value, pages in values.items()}
        table.filters[name] = write_filter(index, "en", name, on)
    table.sorts[ORDER] = numbers
    table_file(index, old).unlink()
    entry["languages"]["en"]["hash"] = write_table(index, "en", table)
    write_entry(index, entry)
    put_in_order(index)
    assert _without_names(index) == _without_names(earlier / FOLDER)


def _without_names(index: Path) -> list[str]:
    """Return digests of an index without what is named after its own names."""
    kept = digests(index).items()
    return sorted(digest for path, digest in kept if path.startswith(("index/", "filter/", "fr")))


def test_sort_keys_are_those_of_attributes() -> None:
    page = '<p data-pagefind-sort="a[data-x],b[id]" data-x="1 &amp; 2" id="y">'
    assert sort_keys(f"<p>{page}<b>") == [("a", "1 & 2"), ("b", "y")]
    for said in ("a", "a:1"):
        with pytest.raises(Unfit):
            sort_keys(f'<p data-pagefind-sort="{said}">')
