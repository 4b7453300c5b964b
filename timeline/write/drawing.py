"""Draws preview pictures: paper, the date with its mark, the headline, the strip of days.

The same card gives the same bytes with the same Pillow: fonts are the site's own, text is laid out
by Pillow's basic engine (the other depends on libraries that may be missing), and nothing else of
the machine is looked at.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image, ImageColor, ImageDraw, ImageFont

from timeline.pages.cards import GAP, Card
from timeline.pages.meta import CARD_SIZE

ASSETS: Final = Path(__file__).parent.parent / "assets"
SERIF: Final = "vendor/newsreader-5.3.0/newsreader-{}-wght-normal.woff2"
SANS: Final = "vendor/public-sans-5.3.0/public-sans-{}-wght-normal.woff2"
SUBSETS: Final = ("latin", "latin-ext")

PAPER, INK, MUTED, RULE, ACCENT = "#fbf8f2", "#1d1a16", "#645b4f", "#cfc3b0", "#9c3318"
MARGIN: Final = 72
LEVELS: Final = 15
"""Shades from paper to each colour, at the edges of letters: with them, 61 colours in all."""

TITLE_SIZES: Final = ((72, 3), (64, 3), (56, 4), (48, 4))
"""Sizes of a headline in pixels, the largest that fits first, each with its most lines."""

TITLE_TOP, STRIP_TOP, STRIP_BASE = 216, 478, 556
WIDEST_BAR: Final = 96
SMOOTH: Final = 4
"""How many times larger marks are drawn, to be scaled down with smooth edges."""


class Style(NamedTuple):
    """A typeface, as its file's pattern, with size in pixels and weight."""

    family: str
    size: int
    weight: int


class Sheet:
    """A picture in the making: a mask for each colour, laid over paper in their order.

    Drawing straight in colours and counting them afterwards would take ten times as long.
    """

    def __init__(self) -> None:
        self.masks = {colour: Image.new("L", CARD_SIZE) for colour in (RULE, MUTED, INK, ACCENT)}
        self.pens = {colour: ImageDraw.Draw(mask) for colour, mask in self.masks.items()}

    def box(self, colour: str, left: int, top: int, right: int, bottom: int) -> None:
        """Fill a rectangle, its right and lower edge included."""
        self.pens[colour].rectangle((left, top, right, bottom), fill=255)

    def stamp(self, colour: str, shape: Image.Image, at: tuple[int, int]) -> None:
        """Set a shape that is ``SMOOTH`` times as large as it will be."""
        small = shape.resize((shape.width // SMOOTH, shape.height // SMOOTH))
        self.masks[colour].paste(small, at)

    def text(self, colour: str, at: tuple[int, int], text: str, style: Style) -> None:
        """Write one line; ``at`` is the left end of its baseline."""
        x, baseline = at
        for subset, part in _runs(text, style):
            font = _font(style, subset)
            self.pens[colour].text((x, baseline), part, fill=255, font=font, anchor="ls")
            x += round(font.getlength(part))

    def png(self) -> bytes:
        """Return the picture as a PNG file with a palette."""
        sheet = Image.new("P", CARD_SIZE, 0)
        palette = [*ImageColor.getrgb(PAPER)]
        for number, (colour, mask) in enumerate(self.masks.items()):
            levels = [round(value * LEVELS / 255) for value in range(256)]
            indexes = mask.point([level and number * LEVELS + level for level in levels])
            sheet.paste(indexes, mask=mask.point([255 if level else 0 for level in levels]))
            palette += [part for n in range(1, LEVELS + 1) for part in _mix(colour, n / LEVELS)]
        sheet.putpalette(palette)
        out = BytesIO()
        sheet.save(out, "PNG", compress_level=7)
        return out.getvalue()


def _mix(colour: str, share: float) -> list[int]:
    pairs = zip(ImageColor.getrgb(PAPER), ImageColor.getrgb(colour), strict=True)
    return [round(paper + (ink - paper) * share) for paper, ink in pairs]


def draw(card: Card) -> bytes:
    """Return the picture as a PNG file."""
    sheet = Sheet()
    width = CARD_SIZE[0] - 2 * MARGIN
    _masthead(sheet, card.site, width)
    _note(sheet, card, width)
    _title(sheet, card.title, width)
    _strip(sheet, card, width)
    return sheet.png()


def _masthead(sheet: Sheet, site: str, width: int) -> None:
    dots = Image.new("L", (24 * SMOOTH, 56 * SMOOTH))
    ink = ImageDraw.Draw(dots)
    for y, radius in ((10, 4), (28, 8), (46, 4)):
        ink.circle((12 * SMOOTH, y * SMOOTH), radius * SMOOTH, 255)
    sheet.stamp(ACCENT, dots, (MARGIN - 4, 50))
    name = Style(SERIF, 38, 650)
    sheet.text(INK, (MARGIN + 34, 91), fit(site, name, width - 34), name)
    sheet.box(INK, MARGIN, 116, MARGIN + width, 119)


def _note(sheet: Sheet, card: Card, width: int) -> None:
    style, left = Style(SANS, 30, 600), MARGIN
    if card.mark:
        shape = mark(card.mark)
        sheet.stamp(ACCENT, shape, (MARGIN, 158))
        left += shape.width // SMOOTH + 16
    sheet.text(MUTED, (left, 182), fit(card.note, style, MARGIN + width - left), style)


def _title(sheet: Sheet, title: str, width: int) -> None:
    # Half a headline, or boxes in place of its letters, would be worse than none.
    if not legible(title, SERIF):
        return
    lines, style = set_title(title, width)
    for number, line in enumerate(lines):
        y = TITLE_TOP + round(style.size * (0.86 + 1.08 * number))
        sheet.text(INK, (MARGIN, y), line, style)


def set_title(title: str, width: int) -> tuple[list[str], Style]:
    """Return a headline in lines of at most ``width`` pixels, and its style; cut if need be."""
    lines: list[str] = []
    style = Style(SERIF, TITLE_SIZES[-1][0], 560)
    for size, most in TITLE_SIZES:
        style = Style(SERIF, size, 560)
        lines = wrap(title, style, width)
        if len(lines) <= most:
            return lines, style
    most = TITLE_SIZES[-1][1]
    return [*lines[: most - 1], fit(" ".join(lines[most - 1 :]), style, width)], style


def wrap(text: str, style: Style, width: int) -> list[str]:
    """Return text in lines of at most ``width`` pixels; a word longer than that is broken."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if measure(joined, style) <= width:
            lines[-1] = joined
            continue
        rest = word
        while measure(rest, style) > width:
            end = next(n for n in range(len(rest) - 1, 0, -1) if measure(rest[:n], style) <= width)
            lines.append(rest[:end])
            rest = rest[end:]
        lines.append(rest)
    return [line for line in lines if line]


def fit(text: str, style: Style, width: int) -> str:
    """Return text, cut with an ellipsis if it is wider than ``width`` pixels."""
    if measure(text, style) <= width:
        return text
    for end in range(len(text) - 1, 0, -1):
        cut = text[:end].rstrip() + "…"
        if measure(cut, style) <= width:
            return cut
    return ""


def _strip(sheet: Sheet, card: Card, width: int) -> None:
    if not card.bars:
        return
    step = min(WIDEST_BAR, width / len(card.bars))
    gap = max(1, round(step * 0.16))
    top = max(1, *(total for total, _ in card.bars))
    for number, (total, share) in enumerate(card.bars):
        left = round(MARGIN + number * step)
        right = max(left, round(MARGIN + (number + 1) * step) - gap - 1)
        if total == GAP:
            middle = (left + right) // 2
            for x in (middle - 8, middle, middle + 8):
                sheet.box(MUTED, x - 1, STRIP_BASE - 8, x + 1, STRIP_BASE - 6)
        for count, colour in ((total, RULE), (share, ACCENT)):
            if count > 0:
                height = max(4, round((STRIP_BASE - STRIP_TOP) * count / top))
                sheet.box(colour, left, STRIP_BASE - height, right, STRIP_BASE)
    end = round(MARGIN + len(card.bars) * step)
    sheet.box(INK, MARGIN, STRIP_BASE + 1, end, STRIP_BASE + 3)
    style = Style(SANS, 22, 500)
    # The space between the two comes out of both halves.
    half = (width - 24) // 2
    first, last = fit(card.first, style, half), fit(card.last, style, half)
    sheet.text(MUTED, (MARGIN, STRIP_BASE + 32), first, style)
    after = MARGIN + measure(first, style) + 24
    sheet.text(MUTED, (max(after, end - measure(last, style)), STRIP_BASE + 32), last, style)


def mark(name: str) -> Image.Image:
    """Return the mark of a date as a mask, ``SMOOTH`` times its size: as on the site's pages."""
    unit = SMOOTH
    long = name in ("span", "approximate-span", "between", "open-end", "open-start")
    shape = Image.new("L", ((58 if long else 28) * unit, 28 * unit))
    pen = ImageDraw.Draw(shape)
    box = (0, 0, shape.width - 1, shape.height - 1)
    radius = (4 if name == "period" else 14) * unit
    if name in ("day", "span", "open-end", "open-start"):
        pen.rounded_rectangle(box, radius, fill=255)
    else:
        pen.rounded_rectangle(box, radius, outline=255, width=5 * unit)
    if name == "period":
        for x in range(9, 28, 8):
            pen.rectangle((x * unit, 0, (x + 3) * unit, shape.height), fill=255)
    elif name == "between":
        for x in range(0, 58, 10):
            pen.rectangle((x * unit, 0, (x + 4) * unit, shape.height), fill=0)
    elif name in ("open-end", "open-start"):
        fade = Image.linear_gradient("L").rotate(90 if name == "open-end" else -90)
        shape.paste(0, mask=fade.resize(shape.size))
    return shape


def measure(text: str, style: Style) -> int:
    """Return the width of a line of text in pixels, rounded up."""
    runs = _runs(text, style)
    return sum(round(_font(style, subset).getlength(part)) + 1 for subset, part in runs)


def legible(text: str, family: str) -> bool:
    """Tell whether the fonts have every letter and digit of a text."""
    return all(_subset(family, sign) for sign in text if unicodedata.category(sign)[0] in "LMN")


def _runs(text: str, style: Style) -> list[tuple[str, str]]:
    """Return stretches of text with the subset that has their signs; others are left out."""
    known = [(subset, sign) for sign in text if (subset := _subset(style.family, sign))]
    return [
        (subset, "".join(sign for _, sign in part))
        for subset, part in groupby(known, key=lambda pair: pair[0])
    ]


@lru_cache(maxsize=4096)
def _subset(family: str, sign: str) -> str:
    """Return the first subset that has a sign, or nothing."""
    if sign == " ":
        return SUBSETS[0]
    style = Style(family, 24, 400)
    for subset in SUBSETS:
        font = _font(style, subset)
        # A font answers with the same box for everything that it lacks.
        if bytes(font.getmask(sign)) != bytes(font.getmask("\uffff")):
            return subset
    return ""


@lru_cache(maxsize=64)
def _font(style: Style, subset: str) -> ImageFont.FreeTypeFont:
    path = ASSETS / style.family.format(subset)
    font = ImageFont.truetype(path, style.size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([style.weight])
    return font
