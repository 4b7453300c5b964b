"""The strip of days: one linked column for each date, as an inline SVG made at build time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from markupsafe import Markup

from timeline.dates import DateWords, parse_edtf, short
from timeline.pages.columns import Column, column_label
from timeline.pages.grouping import Tally
from timeline.pages.markup import html

COLUMN, GAP, HEIGHT, LABELS, MARGIN = 76, 92, 110, 40, 4
"""Sizes in SVG units: a column's and a compressed gap's width, the bars' and the labels' height."""

LARGEST = 1.4
"""Pixels for a unit, at most: where there is room for more, columns do not grow any further."""

LEAST = {"wide": 0.85, "narrow": 0.5}
"""Width of the page -> pixels for a unit, at least: below, its words could not be read."""


@dataclass(frozen=True, slots=True)
class StripLabels:
    """The strip's words: what all of it is called, what an empty day is, and how to count.

    ``span`` turns a number of days into words; ``count`` a number of events, of which so many are
    known to be dated just there.
    """

    whole: str
    nothing: str
    span: Callable[[int], str]
    count: Callable[[int, int], str]


def strip_svg(
    columns: tuple[Column, ...],
    words: DateWords,
    labels: StripLabels,
    href: Callable[[str], str],
    *,
    placed: bool,
) -> Markup:
    """Return the strip as SVG; ``href`` turns a slot's anchor into an address.

    With ``placed``, columns carry what a script needs to find them.

    A column is as high as its events are many: filled for those known to that day, outlined for
    those known less exactly. The number above says how many of each.
    """
    top = max((column.slot.total for column in columns if column.slot), default=1)
    x = MARGIN
    shapes: list[str] = []
    for column, days in zip(columns, column_days(columns), strict=True):
        width = COLUMN if column.slot or column.empty else GAP
        place = column_place(column, x, width, days) if placed else ""
        if column.slot:
            shapes.append(
                _slot(column.slot, x, top, words, labels, href(column.slot.anchor), place)
            )
        else:
            shapes.append(_empty(column, x, width, words, labels, place))
        x += width
    total = x + MARGIN
    return Markup(  # noqa: S704  # every value in it went through html()
        f'<div class="st-strip__room"><svg class="st-strip__svg" viewBox="0 0 {total} {HEIGHT + LABELS}" '
        f'width="{total * LARGEST:.0f}" height="{(HEIGHT + LABELS) * LARGEST:.0f}" '
        f'role="group" aria-label="{html(labels.whole)}">'
        '<defs><pattern id="st-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="st-strip__hatch" d="M0 0V6"/></pattern></defs>'
        + "".join(shapes)
        + f'<path class="st-strip__base" d="M{MARGIN} {HEIGHT}H{total - MARGIN}"/></svg>'
        # Empty pictures hold the room open: the pages' policy allows no style attributes.
        + "".join(
            f'<svg class="st-strip__least--{name}" width="{total * share:.0f}" height="0" '
            'aria-hidden="true"></svg>'
            for name, share in LEAST.items()
        )
        + "</div>"
    )


def column_days(columns: Sequence[Column]) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each column; a gap begins after all that came before."""
    reached = date.min
    for column in columns:
        if column.slot:
            first, last = column.slot.date.sort_key
        elif column.empty:
            first, last = column.empty.sort_key
        else:
            first = reached + relativedelta(days=1)
            last = reached + relativedelta(days=column.days)
        yield first, last
        reached = max(reached, last)


def column_place(column: Column, x: int, width: int, days: tuple[date, date]) -> str:
    """Return the attributes by which the script finds a column: its days, its edges, its slots."""
    first, last = days
    several = f' data-slots="{column.slots}"' if column.slots > 1 else ""
    return (
        f' data-from="{first.isoformat()}" data-to="{last.isoformat()}" '
        f'data-left="{x}" data-right="{x + width}"{several}'
    )


def _slot(
    slot: Tally, x: int, top: int, words: DateWords, labels: StripLabels, address: str, place: str
) -> str:
    middle = x + COLUMN / 2
    scale = (HEIGHT - 20) / top
    height, exact = max(6.0, slot.total * scale), slot.exact * scale
    title = f"{slot.label}: {labels.count(slot.total, slot.exact)}"
    loose = slot.total - slot.exact
    number = f"{slot.exact} + {loose}" if loose else str(slot.exact)
    solid = (
        f'<rect class="st-strip__bar" x="{x + 6}" y="{HEIGHT - exact:.1f}" '
        f'width="{COLUMN - 12}" height="{exact:.1f}"/>'
        if slot.exact
        else ""
    )
    return (
        f'<a class="st-strip__link" href="{html(address)}"{place} data-all="{slot.total}" '
        f'aria-label="{html(title)}"><title>{html(title)}</title>'
        f'<rect class="st-strip__hit" x="{x}" y="0" width="{COLUMN}" height="{HEIGHT + LABELS}"/>'
        f'<rect class="st-strip__bar st-strip__bar--loose" x="{x + 6.5}" '
        f'y="{HEIGHT - height + 0.5:.1f}" width="{COLUMN - 13}" height="{height - 0.5:.1f}"/>'
        + solid
        + _text(middle, HEIGHT - height - 6, number, "st-strip__count")
        + _text(middle, HEIGHT + 17, _weekday(slot, words), "st-strip__month")
        + _text(middle, HEIGHT + 33, slot.short, "st-strip__day")
        + "</a>"
    )


def _weekday(slot: Tally, words: DateWords) -> str:
    day = slot.date.earliest
    return words.weekdays[day.weekday()] if day and slot.date.precision == "day" else ""


def _empty(
    column: Column, x: int, width: int, words: DateWords, labels: StripLabels, place: str
) -> str:
    middle = x + width / 2
    if column.empty:
        title = f"{column_label(column.empty, words)}: {labels.nothing}"
        name, look = short(column.empty, words), "st-strip__none"
    else:
        title, name = f"{labels.nothing}: {labels.span(column.days)}", labels.span(column.days)
        look = "st-strip__gap"
    return (
        f"<g{place}><title>{html(title)}</title>"
        f'<rect class="st-strip__empty" fill="url(#st-hatch)" x="{x + 6}" '
        f'y="{HEIGHT - 22}" width="{width - 12}" height="22"/>'
        f"{_text(middle, HEIGHT + 33, name, look)}</g>"
    )


def _text(x: float, y: float, text: str, name: str) -> str:
    return f'<text class="{name}" x="{x:g}" y="{y:g}" text-anchor="middle">{html(text)}</text>'


def span_of_days(days: int) -> tuple[str, int]:
    """Return a stretch of days in its largest whole unit: ``day``, ``month`` or ``year``."""
    start = parse_edtf("2001-01-01").earliest
    assert start is not None  # noqa: S101  # a day has a day
    delta = relativedelta(start + relativedelta(days=days), start)
    if delta.years:
        return "year", delta.years
    if delta.months:
        return "month", delta.months
    return "day", days
