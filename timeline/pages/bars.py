"""The strip of a long timeline: narrow bars over all of the page's width, with an axis below them.

The bars are an SVG that stretches; the axis is a row of words that do not. So both fit a phone, and
nothing has to be scrolled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from timeline.dates import DateWords, EdtfDate, short
from timeline.pages.columns import Column, Unit, column_label, unit_columns
from timeline.pages.grouping import Slot, Tally
from timeline.pages.markup import html
from timeline.pages.strip import StripLabels, column_days, column_place

WIDTH, GAP, HEIGHT, LEAST = 10, 20, 100, 3
"""Sizes in SVG units: a column's and a gap's width, the bars' height, that of one event."""

FEWEST = 14
"""A stretch of the axis has words if no more than so many as wide would fit: on a phone, three
signs and a space."""

_STRETCH: dict[Unit, int] = {"day": 9, "month": 4, "year": 3, "decade": 2, "century": 1}
"""Unit of the columns -> characters of an ISO date that columns over one stretch of the axis share:
ten days, a year, a decade, a century."""


@dataclass(frozen=True, slots=True)
class Bars:
    """What is drawn: columns of one unit, all of them, and the highest."""

    unit: Unit
    columns: tuple[Column, ...]

    @property
    def highest(self) -> Tally | None:
        """The slot with the most events, the first of several; none if there are none."""
        slots = [column.slot for column in self.columns if column.slot]
        return max(slots, key=lambda slot: slot.total, default=None)


def bars_of(slots: tuple[Slot, ...], words: DateWords, most: int) -> Bars:
    """Return what is drawn of some days, in at most ``most`` columns if any unit gives so few."""
    unit, columns = unit_columns(slots, words, most)
    return Bars(unit, columns)


def bars_svg(
    bars: Bars, words: DateWords, labels: StripLabels, href: Callable[[str], str], *, placed: bool
) -> Markup:
    """Return the strip as HTML; arguments as for the strip of a short timeline."""
    highest = bars.highest
    top = highest.total if highest else 1
    x = 0
    shapes: list[str] = []
    for column, days in zip(bars.columns, column_days(bars.columns), strict=True):
        width = _width(column)
        place = column_place(column, x, width, days) if placed else ""
        if column.slot:
            shapes.append(_bar(column.slot, x, top, labels, href(column.slot.anchor), place))
        else:
            shapes.append(_nothing(column, x, width, words, labels, place))
        x += width
    return Markup(  # noqa: S704  # every value in it went through html()
        f'<div class="st-bars"><svg class="st-bars__svg" viewBox="0 0 {x} {HEIGHT}" '
        f'preserveAspectRatio="none" role="group" aria-label="{html(labels.whole)}">'
        + "".join(shapes)
        + "</svg>"
        + _axis(bars, x, words, labels)
        + "</div>"
    )


def _width(column: Column) -> int:
    return WIDTH if column.slot or column.empty else GAP


def _bar(slot: Tally, x: int, top: int, labels: StripLabels, address: str, place: str) -> str:
    height = max(LEAST, slot.total * HEIGHT / top)
    exact = height * slot.exact / slot.total
    title = f"{slot.label}: {labels.count(slot.total, slot.exact)}"
    return (
        f'<a class="st-strip__link" href="{html(address)}"{place} data-all="{slot.total}" '
        f'aria-label="{html(title)}"><title>{html(title)}</title>'
        f'<path class="st-strip__hit" d="M{x} 0h{WIDTH}v{HEIGHT}h-{WIDTH}z"/>'
        f'<rect class="st-strip__bar st-strip__bar--loose" x="{x + 1}" y="{HEIGHT - height:.1f}" '
        f'width="{WIDTH - 2}" height="{height:.1f}"/>'
        f'<rect class="st-strip__bar" x="{x + 1}" y="{HEIGHT - exact:.1f}" '
        f'width="{WIDTH - 2}" height="{exact:.1f}"/></a>'
    )


def _nothing(
    column: Column, x: int, width: int, words: DateWords, labels: StripLabels, place: str
) -> str:
    if column.empty:
        title = f"{column_label(column.empty, words)}: {labels.nothing}"
    else:
        title = f"{labels.nothing}: {labels.span(column.days)}"
    return (
        f'<g{place}><title>{html(title)}</title><path class="st-strip__hit" '
        f'd="M{x} 0h{width}v{HEIGHT}h-{width}z"/></g>'
    )


def _axis(bars: Bars, whole: int, words: DateWords, labels: StripLabels) -> str:
    """Return the axis: a row of a table, since no style may say how wide something is."""
    cells = []
    for text, gap, width in _stretches(bars, words, labels):
        span = width // WIDTH
        look = ' class="st-bars__gap"' if gap else ""
        said = html(text) if width * FEWEST >= whole else ""
        cells.append(f'<td colspan="{span}"{look}>{said}</td>')
    measure = f'<colgroup span="{whole // WIDTH}"></colgroup>'
    return (
        f'<table class="st-bars__axis" role="presentation" aria-hidden="true">{measure}'
        f"<tbody><tr>{''.join(cells)}</tr></tbody></table>"
    )


def _stretches(
    bars: Bars, words: DateWords, labels: StripLabels
) -> Iterator[tuple[str, bool, int]]:
    """Yield words, whether they are of a gap, and width of each stretch of the axis."""

    def key(column: Column) -> tuple[str, int]:
        date = _date(column)
        return (
            (date.sort_key[0].isoformat()[: _STRETCH[bars.unit]], 0) if date else ("", column.days)
        )

    for (shared, days), members in groupby(bars.columns, key):
        held = list(members)
        width = sum(map(_width, held))
        if not shared:
            yield labels.span(days), True, width
        else:
            yield _named(_date(held[0]), bars.unit, words), False, width


def _date(column: Column) -> EdtfDate | None:
    return column.slot.date if column.slot else column.empty


def _named(date: EdtfDate | None, unit: Unit, words: DateWords) -> str:
    if date is None:
        return ""
    if unit == "day":
        return short(date, words)
    return str(date.sort_key[0].year)
