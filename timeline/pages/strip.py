"""The strip of days: one linked column for each date, as an inline SVG made at build time."""

from __future__ import annotations

from collections.abc import Callable

from dateutil.relativedelta import relativedelta
from markupsafe import Markup

from timeline.dates import DateWords, describe, parse_edtf, short
from timeline.pages.grouping import Column
from timeline.pages.markup import html

COLUMN, GAP, HEIGHT, LABELS, MARGIN = 30, 54, 96, 46, 6
"""Sizes in SVG units: a column's and a compressed gap's width, the bars' and the labels' height."""


def strip_svg(
    columns: tuple[Column, ...],
    words: DateWords,
    *,
    href: Callable[[str], str],
    label: str,
    nothing: str,
    span: Callable[[int], str],
    count: Callable[[int], str],
) -> Markup:
    """Return the strip as SVG.

    ``href`` turns a group's anchor into an address, ``span`` a number of days into words, and
    ``count`` a number of events into words; ``nothing`` is what an empty day is called.
    """
    top = max((len(c.group.events) for c in columns if c.group), default=1)
    x = MARGIN
    shapes: list[str] = []
    for column in columns:
        width = GAP if column.group is None and column.day is None else COLUMN
        shapes.append(_column(column, x, width, top, words, href, nothing, span, count))
        x += width
    total = x + MARGIN
    return Markup(
        f'<svg class="st-strip__svg" viewBox="0 0 {total} {HEIGHT + LABELS}" '
        f'width="{total}" height="{HEIGHT + LABELS}" role="group" aria-label="{html(label)}">'
        '<defs><pattern id="st-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="st-strip__hatch" d="M0 0V6"/></pattern></defs>'
        + "".join(shapes)
        + f'<path class="st-strip__base" d="M{MARGIN} {HEIGHT}H{total - MARGIN}"/></svg>'
    )


def _column(
    column: Column,
    x: int,
    width: int,
    top: int,
    words: DateWords,
    href: Callable[[str], str],
    nothing: str,
    span: Callable[[int], str],
    count: Callable[[int], str],
) -> str:
    middle = x + width / 2
    if column.group is None:
        title = (
            f"{describe(parse_edtf(column.day.isoformat()), words)}: {nothing}"
            if column.day
            else f"{nothing}: {span(column.days)}"
        )
        height = 14 if column.day else 26
        text = (
            _text(middle, HEIGHT + 16, str(column.day.day), "st-strip__day")
            if column.day
            else _text(middle, HEIGHT + 16, span(column.days), "st-strip__gap")
        )
        return (
            f"<g><title>{html(title)}</title>"
            f'<rect class="st-strip__empty" fill="url(#st-hatch)" x="{x + 3}" '
            f'y="{HEIGHT - height}" width="{width - 6}" height="{height}"/>{text}</g>'
        )
    events = len(column.group.events)
    height = max(8, round((HEIGHT - 18) * events / top))
    first, _, rest = short(column.group.date, words).partition(" ")
    kind = "day" if column.group.date.precision in ("day", "time") else "wide"
    title = f"{column.group.label}: {count(events)}"
    return (
        f'<a class="st-strip__link" href="{html(href(column.group.anchor))}" '
        f'aria-label="{html(title)}"><title>{html(title)}</title>'
        f'<rect class="st-strip__hit" x="{x}" y="0" width="{width}" height="{HEIGHT + LABELS}"/>'
        f'<rect class="st-strip__bar st-strip__bar--{kind}" x="{x + 4}" y="{HEIGHT - height}" '
        f'width="{width - 8}" height="{height}"/>'
        + _text(middle, HEIGHT - height - 5, str(events), "st-strip__count")
        + _text(middle, HEIGHT + 16, first, "st-strip__day")
        + (_text(middle, HEIGHT + 30, rest, "st-strip__month") if rest else "")
        + "</a>"
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
