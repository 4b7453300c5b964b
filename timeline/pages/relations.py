"""An actor among those it is related to: a small diagram as inline SVG, every name a link.

The actor stands in the middle, the others in two columns beside it. What they are to the actor
stands above each name, not on the line, so that nothing overlaps and a phone can show it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from timeline.model.brief import BriefActor
from timeline.model.entries import Actor
from timeline.model.timeline import Timeline
from timeline.pages.markup import html
from timeline.pages.tongue import tongue

SHOWN: Final = 12
"""Related actors in a diagram, at most; the lists beside it hold all."""

DRAWN: Final = 2
"""Fewest related actors that are worth a drawing."""

WIDTH, BOX, CENTRE, GAP, MARGIN = 400, 138, 92, 12, 2
"""Widths of the drawing, of a name's box and of the middle box, and the space between boxes and
around the drawing, in SVG units."""

LINE, PAD = 16, 8
"""Height of a line of text, and space above and below the lines of a box, in SVG units."""

NAME_LETTERS, LABEL_LETTERS, CENTRE_LETTERS = 15, 18, 9
"""Letters on a line: of a name, of what stands above it, and of the name in the middle. Wide ones,
in the fonts that stand in for the site's own, still end before the edge of the box."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Another actor, and in words what it is to the actor in the middle ("fights against")."""

    actor: BriefActor
    labels: tuple[str, ...]


def ties(timeline: Timeline, actor: Actor) -> tuple[Tie, ...]:
    """Return every actor that this one is related to, either way, once each, in order of mention.

    A membership gives its role as the words, a relation its label or its label's inverse.
    """
    found: dict[str, list[str]] = {}
    for other, words in _edges(timeline, actor):
        labels = found.setdefault(other, [])
        if words not in labels:
            labels.append(words)
    return tuple(
        Tie(timeline.brief_actors[other], tuple(labels)) for other, labels in found.items()
    )


def _edges(timeline: Timeline, actor: Actor) -> Iterator[tuple[str, str]]:
    types = timeline.vocabulary.relation_types
    for membership in actor.memberships:
        yield membership.organization, membership.role
    for link in actor.relations:
        yield link.actor, types[link.type].label
    for member, membership in timeline.members_of_actor.get(actor.id, ()):
        yield member.id, membership.role
    for other, link in timeline.relations_to_actor.get(actor.id, ()):
        yield other.id, types[link.type].inverse or types[link.type].label


def relation_svg(
    actor: Actor,
    related: tuple[Tie, ...],
    label: str,
    more: Callable[[int], str],
    page_lang: str,
) -> Markup:
    """Return the diagram; ``more`` says how many it leaves out.

    With fewer than two related actors there is none: a line in the list says as much.
    """
    if len(related) < DRAWN:
        return Markup("")
    boxes = [_Box.of(tie) for tie in related[:SHOWN]]
    half = (len(boxes) + 1) // 2
    columns = boxes[:half], boxes[half:]
    middle = _lines(actor.name, CENTRE_LETTERS)
    heights = [_height(column) for column in columns]
    tall = max(*heights, len(middle) * LINE + 2 * PAD)
    centre = MARGIN + tall / 2
    shapes, lines = [], []
    for side, column in enumerate(columns):
        y = centre - heights[side] / 2
        for box in column:
            x = MARGIN if side == 0 else WIDTH - MARGIN - BOX
            lines.append(_line(side, centre, y + box.height / 2))
            shapes.append(box.draw(x, y, page_lang))
            y += box.height + GAP
    total = tall + 2 * MARGIN
    if len(related) > SHOWN:
        total += 2 * LINE
        shapes.append(
            f'<a href="#relations"><text x="{WIDTH / 2:g}" y="{total - LINE / 2:g}">'
            f"{html(more(len(related) - SHOWN))}</text></a>"
        )
    return Markup(  # noqa: S704  # every value in it went through html()
        f'<svg class="st-ties" viewBox="0 0 {WIDTH} {total:g}" role="group" '
        f'aria-label="{html(label)}">{"".join(lines)}{_centre(actor, middle, centre, page_lang)}'
        f"{''.join(shapes)}</svg>"
    )


@dataclass(frozen=True, slots=True)
class _Box:
    tie: Tie
    label: tuple[str, ...]
    name: tuple[str, ...]

    @classmethod
    def of(cls, tie: Tie) -> _Box:
        return cls(
            tie,
            _lines("; ".join(tie.labels), LABEL_LETTERS),
            _lines(tie.actor.name, NAME_LETTERS),
        )

    @property
    def height(self) -> int:
        return (len(self.label) + len(self.name)) * LINE + 2 * PAD

    def draw(self, x: float, y: float, page_lang: str) -> str:
        words = f"{'; '.join(self.tie.labels)}: {self.tie.actor.name}"
        middle, first = x + BOX / 2, y + PAD + LINE * 0.75
        label = _text(self.label, middle, first, "st-ties__label")
        name = _text(self.name, middle, first + LINE * len(self.label), "st-ties__name")
        actor = self.tie.actor
        return (
            f'<a href="{html(actor.id)}.html" aria-label="{html(words)}">'
            f'<rect x="{x:g}" y="{y:g}" width="{BOX}" height="{self.height}"/>'
            f"{label}<g{_tongue(actor, page_lang)}>{name}</g></a>"
        )


def _height(column: list[_Box]) -> int:
    return sum(box.height + GAP for box in column) - GAP if column else 0


def _line(side: int, centre: float, y: float) -> str:
    sign = -1 if side == 0 else 1
    start = WIDTH / 2 + sign * CENTRE / 2
    end = MARGIN + BOX if side == 0 else WIDTH - MARGIN - BOX
    bend = (start + end) / 2
    return f'<path d="M{start:g} {centre:g}C{bend:g} {centre:g} {bend:g} {y:g} {end:g} {y:g}"/>'


def _centre(actor: Actor, name: tuple[str, ...], y: float, page_lang: str) -> str:
    height = len(name) * LINE + 2 * PAD
    top = y - height / 2
    text = _text(name, WIDTH / 2, top + PAD + LINE * 0.75, "st-ties__name")
    return (
        f'<g class="st-ties__self"{_tongue(actor, page_lang)}><rect x="{(WIDTH - CENTRE) / 2:g}" '
        f'y="{top:g}" width="{CENTRE}" height="{height}"/>{text}</g>'
    )


def _text(lines: tuple[str, ...], x: float, y: float, name: str) -> str:
    return "".join(
        f'<text class="{name}" x="{x:g}" y="{y + LINE * i:g}">{html(line)}</text>'
        for i, line in enumerate(lines)
    )


def _tongue(actor: Actor | BriefActor, page_lang: str) -> str:
    lang = tongue(actor.name, actor.lang, page_lang).get("lang")
    return f' lang="{html(lang)}"' if lang else ""


def _lines(text: str, letters: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, letters)) or ("",)
