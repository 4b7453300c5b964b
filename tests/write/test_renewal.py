"""A folder that is kept up to date holds, byte for byte, what one made from nothing holds."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest

from tests.pages.invented import CONTENT, SITE
from tests.write.edits import Editor
from timeline.check import CheckResult, Ledger, check_content
from timeline.load.kept import KeptFiles
from timeline.model.types import Part
from timeline.pages import Card, Digests, Rendering, Site, load_catalogue, render, render_cards
from timeline.write import comparing, renewal, source
from timeline.write.folder import MANIFEST, Changes
from timeline.write.outlines import FOLDER

SEQUENCES = 200
"""Of one to three edits each, one after another."""

MADE_ALIKE = ("guide.md", "diagnostics.md", "data/timeline.schema.json", "assets/maps/ground.js")
"""What takes longest and hardly ever changes is compared in every tenth sequence."""


def picture(card: Card, _: object) -> bytes:
    return repr(card).encode()


def cold(result: CheckResult, site: Site, *, all_of_it: bool) -> Mapping[str, bytes]:
    """Return what is made from nothing, but for what is the same for all sites."""
    assert result.timeline is not None
    words = load_catalogue(site.language)
    rendering = Rendering(result.timeline, result.coverage, site, words)
    wanted = [path for path in rendering.outputs if all_of_it or path not in MADE_ALIKE]
    pages = {path: rendering.make(path)[0] for path in wanted}
    cards = render_cards(result.timeline, site, words)
    return {**pages, **{path: picture(card, None) for path, card in cards.items()}}


def lying(docs: Path) -> dict[str, bytes]:
    files = {path.relative_to(docs).as_posix(): path for path in docs.rglob("*") if path.is_file()}
    return {path: file.read_bytes() for path, file in files.items() if path != MANIFEST}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what is tested by itself: drawing, small assets, the generator's own digest."""
    monkeypatch.setattr(source, "card_image", picture)
    monkeypatch.setattr(source, "published", dict)
    monkeypatch.setattr(source, "mark_of", repr)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_all_is_as_if_made_from_nothing(
    seed: int,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if seed % 2:
        request.getfixturevalue("short_pages")
    if seed > 1:
        # In two processes, as where there are very many.
        monkeypatch.setattr(comparing, "LOOKUPS_FOR_A_PROCESS", 1)
    # The standard generator is meant: the same edits on every machine.
    chance = random.Random(seed)  # noqa: S311
    editor = Editor(tmp_path / "content", chance)
    docs, cache, aside = tmp_path / "docs", tmp_path / "cache", tmp_path / "aside"
    site, done, history = SITE, 0, []
    while done < SEQUENCES // 4:
        editor.keep(aside)
        edits = [editor.edit() for _ in range(chance.randint(1, 3))]
        # As a build does; entries of files that stay are typed late.
        result = check_content(editor.folder, "content", ledger=Ledger(tmp_path / "ledger"))
        if result.make is None:
            editor.restore(aside)
            continue
        history.append(edits)
        done += 1
        if done % 12 == 0:
            site = chance.choice((SITE, replace(SITE, name="Other"), replace(SITE, url="")))
        _meddle(docs, cache, chance)
        source.write_source(result, site, docs, cache)
        now, wanted = lying(docs), cold(result, site, all_of_it=done % 10 == 0)
        wrong = [path for path in wanted if now.get(path) != wanted[path]]
        assert not wrong, (history[-2:], wrong)
        assert set(now) - set(wanted) <= set(MADE_ALIKE), history[-2:]


def _meddle(docs: Path, cache: Path, chance: random.Random) -> None:
    """Now and then lose or spoil a made file, or the memory of how they were made."""
    what = chance.random()
    made = sorted(docs.rglob("*.md"))
    if made and what < 0.1:
        chance.choice(made).unlink()
    elif made and what < 0.2:
        chance.choice(made).write_text("spoilt", encoding="utf-8")
    elif what < 0.25 and (kept := sorted((cache / source.PAGES).parent.rglob("*.json"))):
        file = chance.choice(kept)
        file.write_bytes(file.read_bytes()[: chance.randrange(file.stat().st_size)])
    elif what < 0.27:
        shutil.rmtree(docs, ignore_errors=True)


@pytest.mark.usefixtures("quick")
def test_an_account_stays_the_one_that_differs_wherever_it_stands(tmp_path: Path) -> None:
    content = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    file = content / "events/1931/dam-warning.yaml"
    before = file.read_text(encoding="utf-8")
    other = "accounts:\n  - {id: other, according_to: ada-fenn, mode: relayed, text: Quite other.,\n     cite: [{source: inquiry-report, at: p. 1}]}"
    for text in (before, before.replace("accounts:", other), before):
        file.write_text(text, encoding="utf-8")
        result = check_content(content, "content", ledger=Ledger(tmp_path / "ledger"))
        assert result.make, result.diagnostics
        source.write_source(result, SITE, tmp_path / "docs", tmp_path / "cache")
        wanted = cold(check_content(content, "content"), SITE, all_of_it=True)
        assert lying(tmp_path / "docs") == wanted


@pytest.fixture
def flood() -> CheckResult:
    return check_content(CONTENT, "content")


def times(docs: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in docs.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("number", [1, 2, 3])
def test_any_number_of_processes_makes_the_same(
    number: int, flood: CheckResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewal, "processes", lambda size, _: max(1, min(number, size)))
    docs, cache = tmp_path / "docs", tmp_path / "cache"
    changes = source.write_source(flood, SITE, docs, cache)
    assert lying(docs) == cold(flood, SITE, all_of_it=True)
    assert changes.written == len(lying(docs))
    before = times(docs)
    assert source.write_source(flood, SITE, docs, cache) == Changes(0, changes.written, 0)
    assert times(docs) == before


@pytest.mark.usefixtures("quick")
def test_one_event_changed_makes_few_files_anew(flood: CheckResult, tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    docs, cache = tmp_path / "docs", tmp_path / "cache"
    source.write_source(flood, SITE, docs, cache)
    before = times(docs)
    file = tmp_path / "content/events/1932/new-dam.yaml"
    file.write_text(f"{file.read_text()}unknown:\n  - Who paid.\n")
    result = check_content(tmp_path / "content", "content")
    source.write_source(result, SITE, docs, cache)
    anew = {Path(path).name for path, at in times(docs).items() if before.get(path) != at}
    assert anew == {"new-dam.md", "timeline.json"}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("title", "again"), [("Another dam", 1), ("Dam, so called", 3)])
def test_where_a_text_alone_was_changed_nothing_is_looked_up(
    title: str, again: int, flood: CheckResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> NoReturn:
        raise AssertionError("looked up")

    shutil.copytree(CONTENT, tmp_path / "content")
    docs, cache = tmp_path / "docs", tmp_path / "cache"
    source.write_source(flood, SITE, docs, cache)
    file = tmp_path / "content/events/1932/new-dam.yaml"
    text = file.read_text()
    for number in range(again):
        file.write_text(re.sub("^title: .*", f"title: {title} {number}", text, flags=re.MULTILINE))
        result = check_content(tmp_path / "content", "content")
        with monkeypatch.context() as patched:
            patched.setattr(Digests, "of_read", fail)
            patched.setattr(render, "outputs_of", fail)
            source.write_source(result, SITE, docs, cache)
        assert lying(docs) == cold(result, SITE, all_of_it=True)


class Edited(NamedTuple):
    """A timeline that was written, and of which a title is another now, as a check finds it."""

    result: CheckResult
    folder: Path
    docs: Path
    cache: Path
    ledger: Path

    def write(self) -> None:
        source.write_source(self.result, SITE, self.docs, self.cache)

    def is_as_if_made_from_nothing(self) -> bool:
        return lying(self.docs) == cold(check_content(self.folder, "content"), SITE, all_of_it=True)


@pytest.fixture
def retitled(tmp_path: Path) -> Edited:
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    docs, cache, ledger = tmp_path / "docs", tmp_path / "cache", tmp_path / "ledger"
    first = check_content(folder, "content", ledger=Ledger(ledger))
    source.write_source(first, SITE, docs, cache)
    file = folder / "events/1932/new-dam.yaml"
    file.write_text(
        re.sub("^title: .*", "title: Another dam", file.read_text(), flags=re.MULTILINE)
    )
    result = check_content(folder, "content", ledger=Ledger(ledger))
    return Edited(result, folder, docs, cache, ledger)


@pytest.mark.usefixtures("quick")
def test_only_entries_that_a_changed_page_shows_are_typed(
    retitled: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed: set[str] = set()
    entries = KeptFiles.entries

    def noting(self: KeptFiles, place: str) -> Mapping[str, Part]:
        typed.add(place)
        return entries(self, place)

    monkeypatch.setattr(KeptFiles, "entries", noting)
    retitled.write()
    # The timeline is one page, which shows every event; this source stands on none that changed.
    assert "events/1931/rescue.yaml" in typed
    assert "sources/inquiry-report.yaml" not in typed
    assert retitled.is_as_if_made_from_nothing()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("lost", ["order", "events_involving", "stretches", "has_feed"])
def test_without_a_part_of_the_outline_all_is_typed_once(lost: str, retitled: Edited) -> None:
    folder = (retitled.cache / source.PAGES).parent / FOLDER
    (file,) = folder.glob(f"{lost}-*.json")
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"a", b"e").replace(b"true", b"null"))
    retitled.write()
    assert retitled.is_as_if_made_from_nothing()
    assert file.read_bytes() == whole


@pytest.mark.usefixtures("quick")
def test_content_that_is_changed_meanwhile_is_read_again(retitled: Edited) -> None:
    for kept in retitled.ledger.glob("data-*.json"):
        kept.unlink()
    for file in retitled.folder.glob("events/*/*.yaml"):
        file.write_text(f"# Changed.\n{file.read_text()}")
    retitled.write()
    assert retitled.is_as_if_made_from_nothing()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda data: b"\xff\x00" + data,
        lambda data: data[:-1],
        lambda data: data.replace(b"dam", b"mad", 1),
        lambda data: data.split(b"\n")[0] + b"\n[]",
        lambda data: b"0\n" + data.split(b"\n", 1)[1],
    ],
)
def test_a_spoilt_memory_is_no_memory(
    spoil: Callable[[bytes], bytes],
    flood: CheckResult,
    tmp_path: Path,
) -> None:
    docs, cache = tmp_path / "docs", tmp_path / "cache"
    source.write_source(flood, SITE, docs, cache)
    whole = (cache / source.PAGES).read_bytes()
    (cache / source.PAGES).write_bytes(spoil(whole))
    # Whoever trusted what is left of it would leave this as it is.
    (docs / "index.md").write_text("spoilt", encoding="utf-8")
    source.write_source(flood, SITE, docs, cache)
    assert (cache / source.PAGES).read_bytes() != spoil(whole)
    assert lying(docs) == cold(flood, SITE, all_of_it=True)


@pytest.mark.usefixtures("quick")
def test_a_memory_of_another_edition_is_no_memory(flood: CheckResult, tmp_path: Path) -> None:
    docs, cache = tmp_path / "docs", tmp_path / "cache"
    other = replace(SITE, name="Another name")
    for site in (SITE, other, SITE):
        source.write_source(flood, site, docs, cache)
        assert lying(docs) == cold(flood, site, all_of_it=True)


def test_a_part_of_the_pages_comes_with_the_maps_that_it_shows(flood: CheckResult) -> None:
    assert flood.timeline is not None
    words = load_catalogue(SITE.language)
    rendering = Rendering(flood.timeline, flood.coverage, SITE, words)
    whole = {path: rendering.make(path)[0] for path in rendering.outputs}
    for page in ("events/dam-breaks.md", "index.md", "places/index.md", "robots.txt"):
        some = rendering.some({page})
        part = {path: rendering.made(output)[0] for path, output in some.items()}
        shown = set(re.findall(r"assets/maps/[\w-]+\.svg", whole[page].decode()))
        live = {"assets/maps/ground.js", "assets/maps/places.js"}
        assert set(part) == {page} | shown | (live if "index" in page else set())
        assert all(part[path] == whole[path] for path in part)
