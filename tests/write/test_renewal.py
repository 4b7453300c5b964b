"""A folder that is kept up to date holds, byte for byte, what one made from nothing holds."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pages.invented import SITE
from tests.write.edits import Editor
from timeline.check import CheckResult, check_content
from timeline.pages import Card, Site, load_catalogue, render_cards, render_site
from timeline.write import source
from timeline.write.folder import MANIFEST

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
    wanted = (lambda _: True) if all_of_it else (lambda path: path not in MADE_ALIKE)
    pages = render_site(result.timeline, result.coverage, site, words, wanted)
    cards = render_cards(result.timeline, site, words)
    return {**pages, **{path: picture(card, None) for path, card in cards.items()}}


def lying(docs: Path) -> dict[str, bytes]:
    files = {path.relative_to(docs).as_posix(): path for path in docs.rglob("*") if path.is_file()}
    return {path: file.read_bytes() for path, file in files.items() if path != MANIFEST}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what is tested by itself: drawing, small assets, the generator's own digest."""
    monkeypatch.setattr(source, "card_image", picture)
    monkeypatch.setattr(source, "_assets", dict)
    monkeypatch.setattr(source, "edition", lambda _, others: repr(others))


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_all_is_as_if_made_from_nothing(seed: int, tmp_path: Path) -> None:
    # The standard generator is meant: the same edits on every machine.
    chance = random.Random(seed)  # noqa: S311
    editor = Editor(tmp_path / "content", chance)
    docs, cache, aside = tmp_path / "docs", tmp_path / "cache", tmp_path / "aside"
    site, done, history = SITE, 0, []
    while done < SEQUENCES // 4:
        editor.keep(aside)
        edits = [editor.edit() for _ in range(chance.randint(1, 3))]
        result = check_content(editor.folder, "content")
        if result.timeline is None:
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
    elif what < 0.23 and (cache / source.PAGES).exists():
        data = (cache / source.PAGES).read_bytes()
        (cache / source.PAGES).write_bytes(data[: chance.randrange(len(data))])
    elif what < 0.25:
        shutil.rmtree(docs, ignore_errors=True)
