"""Preview pictures: what stands on them, how they are drawn, and how they are remembered."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.helpers import timeline_of
from timeline.pages import Card, Site, load_catalogue, plan, render_cards
from timeline.pages.cards import GAP, MAX_BARS
from timeline.write import drawing, images

URL = "https://example.org/"
CARD = Card(
    site="The bridge",
    note="Monday 3 March 1997",
    mark="day",
    title="The mill bridge collapses",
    bars=((1, 1), (0, 0), (GAP, 0), (3, 0)),
    first="3 March 1997",
    last="May 1997",
)
MARKS = ("day approximate period span approximate-span between open-end open-start").split()
MOST_BYTES = 60_000


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def margins_are_clean(png: bytes) -> bool:
    """Tell whether nothing is drawn right of the margin, or below the strip's labels."""
    picture = opened(png).convert("RGB")
    width, height = picture.size
    right = picture.crop((width - drawing.MARGIN + 4, 0, width, height))
    below = picture.crop((0, height - 24, width, height))
    return all(len(part.getcolors() or ()) == 1 for part in (right, below))


@pytest.mark.parametrize(
    "title",
    [
        "Short",
        "A headline of ninety characters, which is the most that an event can have on this site",
        "W" * 90,
        "Word " * 80,
        "Ğeneral Łukasz’s “straße” – fjord",
        "سقوط الجسر",
        "Mixed سقوط and Latin",
        "橋が落ちる",
        "🌉",
        "a\u0301\u200d\u2066b",
        "",
    ],
)
@pytest.mark.parametrize("bars", [CARD.bars, (), ((1, 0),) * MAX_BARS])
def test_any_headline_stays_inside(title: str, bars: tuple[tuple[int, int], ...]) -> None:
    png = drawing.draw(replace(CARD, title=title, bars=bars))
    assert opened(png).size == (1200, 630)
    assert len(png) <= MOST_BYTES
    assert margins_are_clean(png)


@pytest.mark.parametrize("text", ["W" * 400, "سقوط الجسر", ""])
def test_any_other_words_stay_inside(text: str) -> None:
    for card in (
        replace(CARD, site=text),
        replace(CARD, note=text),
        replace(CARD, first=text),
        replace(CARD, last=text),
        replace(CARD, first=text, last=text),
    ):
        assert margins_are_clean(drawing.draw(card))


@pytest.mark.parametrize(
    ("text", "legible"),
    [("Łódź – “1997”", True), ("سقوط", False), ("a橋", False), ("→ fine", True)],
)
def test_a_headline_without_its_letters_is_left_out(text: str, legible: bool) -> None:
    assert drawing.legible(text, drawing.SERIF) == legible


@pytest.mark.parametrize("name", MARKS)
def test_every_precision_has_its_own_mark(name: str) -> None:
    others = [drawing.mark(other).tobytes() for other in MARKS if other != name]
    assert drawing.mark(name).tobytes() not in others


def test_the_same_card_gives_the_same_bytes() -> None:
    assert drawing.draw(CARD) == drawing.draw(replace(CARD))
    assert drawing.draw(CARD) != drawing.draw(replace(CARD, title="Another"))


def test_the_meant_column_is_drawn_in_the_accent() -> None:
    accent = (0x9C, 0x33, 0x18)
    picture = opened(drawing.draw(replace(CARD, mark="", bars=((2, 2), (4, 0))))).convert("RGB")
    y = drawing.STRIP_BASE - 4
    step = drawing.WIDEST_BAR
    assert picture.getpixel((drawing.MARGIN + step // 2, y)) == accent
    assert picture.getpixel((drawing.MARGIN + step + step // 2, y)) != accent


def test_every_event_and_actor_has_a_picture(tmp_path: Path) -> None:
    made = render_cards(timeline_of(tmp_path), Site("The bridge", url=URL), load_catalogue("en"))
    assert sorted(made) == [
        "assets/cards/actors/ada-fenn.png",
        "assets/cards/actors/lindow-council.png",
        "assets/cards/actors/lindow-echo.png",
        "assets/cards/events/bridge-collapses.png",
        "assets/cards/events/inquiry-opens.png",
        "assets/cards/site.png",
    ]
    collapse = made["assets/cards/events/bridge-collapses.png"]
    assert collapse.note == "Monday 3 March 1997"
    assert collapse.bars == ((1, 1), (1, 0))


def test_many_pages_share_a_picture_a_year_or_a_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "CARDS_AT_MOST", 3)
    made = render_cards(timeline_of(tmp_path), Site("The bridge", url=URL), load_catalogue("en"))
    assert sorted(made) == [
        "assets/cards/1997.png",
        "assets/cards/kind-body.png",
        "assets/cards/kind-person.png",
        "assets/cards/site.png",
    ]


def test_without_an_address_there_are_no_pictures(tmp_path: Path) -> None:
    assert not render_cards(timeline_of(tmp_path), Site("The bridge"), load_catalogue("en"))


def test_what_was_drawn_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = images.card_image(CARD, tmp_path)
    monkeypatch.setattr(drawing, "draw", lambda _: pytest.fail("drawn again"))
    assert images.card_image(CARD, tmp_path) == first


@pytest.mark.parametrize("damage", ["", "PNG", "\x00" * 500])
def test_a_damaged_memory_is_ignored_and_mended(tmp_path: Path, damage: str) -> None:
    first = images.card_image(CARD, tmp_path)
    kept = tmp_path / images.key(CARD)
    whole = kept.read_bytes()
    kept.write_bytes(damage.encode())
    assert images.card_image(CARD, tmp_path) == first
    assert kept.read_bytes() == whole


def test_a_changed_picture_is_noticed(tmp_path: Path) -> None:
    first = images.card_image(CARD, tmp_path)
    kept = tmp_path / images.key(CARD)
    data = bytearray(kept.read_bytes())
    data[-1] ^= 1
    kept.write_bytes(bytes(data))
    assert images.card_image(CARD, tmp_path) == first


def test_a_memory_that_is_no_folder_is_ignored(tmp_path: Path) -> None:
    place = tmp_path / "cards"
    place.write_text("somebody's notes", encoding="utf-8")
    assert images.card_image(CARD, place) == images.card_image(CARD, None)
    assert place.read_text(encoding="utf-8") == "somebody's notes"
