"""Facts and totals as plain data and back; what does not look like them is refused."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from timeline.check.facts import Extent, Facts, Key, Totals, Units
from timeline.dates import DateError, parse_edtf
from timeline.load.kept import Row, StaleError

SHORT = 2
"""Length of what is remembered of a file that holds one entry and begins with it."""


UNPUBLISHED: Final = b'[0,"event:'
"""How facts of an event without a day of publication begin, and nothing else in what is kept: no id has
a colon in it."""


def facts_as_data(facts: Facts) -> list[Any]:
    """Return facts as plain data."""
    return [
        int(facts.published),
        _joined(facts.key),
        facts.face,
        sorted(map(_joined, facts.names)),
        sorted(facts.units),
        facts.formerly,
        facts.wordings,
        facts.quotes,
        facts.checked,
        facts.unchecked,
        facts.extent,
    ]


def facts_of(data: Any) -> Facts:
    """Return facts from plain data.

    Raises:
        StaleError: these are none.
    """
    try:
        published, key, face, names, units, formerly, wordings, *rest = data
        quotes, checked, unchecked, extent = rest
        understood, total = wordings
        return Facts(
            _key(key),
            _text(face),
            frozenset(map(_key, names)),
            frozenset(map(_units, units)),
            tuple(map(_text, formerly)),
            (_number(understood), _number(total)),
            _number(quotes),
            tuple((_number(n), _text(source), _day(day)) for n, source, day in checked),
            tuple((_number(n), _text(source)) for n, source in unchecked),
            bool(_number(published)),
            None if extent is None else _extent(extent),
        )
    except (TypeError, ValueError) as error:
        raise StaleError from error


def totals_as_data(totals: Totals) -> list[Any]:
    """Return totals as plain data."""
    return [
        totals.entries,
        {_joined(key): number for key, number in totals.named.items()},
        [[*units, number] for units, number in totals.cited.items()],
        [[_joined(key), ids] for key, ids in totals.formerly.items()],
        totals.counts,
        totals.checked,
        totals.unchecked,
        totals.extents,
    ]


def totals_of(data: Any) -> Totals:
    """Return totals from plain data.

    Raises:
        StaleError: these are none.
    """
    try:
        entries, named, cited, formerly, counts, checked, unchecked, extents = data
        return Totals(
            _counter(entries),
            Counter({_key(key): _number(number) for key, number in named.items()}),
            Counter({_units(units): _number(number) for *units, number in cited}),
            {_key(key): tuple(map(_text, ids)) for key, ids in formerly},
            _counter(counts),
            _counter(checked),
            _counter(unchecked),
            {_text(source): _extent(extent) for source, extent in extents.items()},
        )
    except (AttributeError, TypeError, ValueError) as error:
        raise StaleError from error


def row_as_data(row: Row, stem: str) -> list[Any]:
    """Return what is remembered of a file as plain data, short for a file of one entry."""
    if row.ids == (stem,) and not row.listed and row.start == (1, 1):
        return [row.state, row.digest]
    return [row.state, row.digest, row.ids, int(row.listed), row.start]


def row_of(data: Any, stem: str) -> Row:
    """Return what is remembered of a file from plain data.

    Raises:
        StaleError: this is nothing of the kind.
    """
    try:
        if len(data) == SHORT:
            data = [*data, [stem], 0, [1, 1]]
        (ino, size, written, changed), digest, ids, listed, (line, column) = data
        return Row(
            (_number(ino), _number(size), _number(written), _number(changed)),
            _text(digest),
            tuple(map(_text, ids)),
            bool(_number(listed)),
            (_number(line), _number(column)),
        )
    except (TypeError, ValueError) as error:
        raise StaleError from error


def face_of_key(data: Any) -> tuple[Key, str | None]:
    """Return a key and what was seen of its entry, if it could be read.

    Raises:
        StaleError: this is nothing of the kind.
    """
    try:
        key, face = data
        return _key(key), None if face is None else _text(face)
    except (TypeError, ValueError) as error:
        raise StaleError from error


def _counter(data: Any) -> Counter[str]:
    return Counter({_text(key): _number(number) for key, number in data.items()})


def _joined(key: Key) -> str:
    return f"{key[0]}:{key[1]}"


def _key(text: Any) -> Key:
    kind, colon, entry_id = _text(text).partition(":")
    if not colon:
        raise ValueError(text)
    return kind, entry_id


def _units(data: Any) -> Units:
    source, first, last = data
    return _text(source), _number(first), _number(last)


def _extent(data: Any) -> Extent:
    kind, count, unused = data
    ranges = tuple((_number(first), _number(last)) for first, last in unused)
    return Extent(_text(kind), _number(count), ranges)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


def _day(value: Any) -> str:
    try:
        return parse_edtf(_text(value)).text
    except DateError as error:
        raise ValueError from error
