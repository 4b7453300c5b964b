"""What of substance differs between two states of an event, and where that stands in the new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from timeline.load.document import Path
from timeline.model.entries import Account, Event, Figure, Quote, Voice

Item = TypeVar("Item")
Fields = dict[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """A difference that readers must be told of.

    Attributes:
        path: Where it stands in the event's file, or would stand if it were still there.
        what: The former value, as the subject of a sentence: "the date 1997-03-14".
        at_key: Whether to point at the field's name rather than its value.
        retracts: Whether the event was withdrawn.
    """

    path: Path
    what: str
    at_key: bool = False
    retracts: bool = False


def changes(before: Event, now: Event) -> Iterator[Change]:
    """Yield every change of date, status, quotation, account or figure of an event."""
    if before.date.text != now.date.text:
        yield Change(("date",), f"the date {before.date.text}")
    if before.status != now.status:
        retracts = now.status == "retracted"
        yield Change(("status",), f"the status '{before.status}'", retracts=retracts)
    if before.reported and (now.reported is None or before.reported.text != now.reported.text):
        yield Change(("reported",), f"the date of report {before.reported.text}")
    if before.published and (now.published is None or before.published.text != now.published.text):
        yield Change(("published",), f"the day of publication {before.published.text}")
    yield from _accounts(before, now)
    yield from _listed(before.quotes, now.quotes, ("quotes",), quote_fields, _quotation)


def _accounts(before: Event, now: Event) -> Iterator[Change]:
    current = {account.id: (i, account) for i, account in enumerate(now.accounts)}
    known = {account.id for account in before.accounts}
    for old in before.accounts:
        found = current.get(old.id) or _renamed(old, now.accounts, known)
        if found is None:
            yield Change(("accounts",), f"the account '{old.id}'", at_key=True)
            continue
        i, account = found
        base: Path = ("accounts", i)
        if _voices(old) != _voices(account):
            yield Change((*base, "according_to"), f"the account '{old.id}' of {_voices(old)}")
        if old.mode != account.mode:
            yield Change((*base, "mode"), f"the account '{old.id}' as '{old.mode}'")
        holder = (*base, "figures")
        yield from _listed(old.figures, account.figures, holder, figure_fields, _figure)


def _renamed(
    old: Account, accounts: Sequence[Account], known: set[str]
) -> tuple[int, Account] | None:
    """Return the account that is the same under another id, which readers never see."""
    for i, account in enumerate(accounts):
        same = _voices(old) == _voices(account) and old.text == account.text
        if account.id not in known and same and old.figures == account.figures:
            return i, account
    return None


def _voices(account: Account) -> str:
    first = account.according_to
    shown = f'"{first.as_written}"' if isinstance(first, Voice) else f"'{first}'"
    return ", ".join([shown, *sorted(f"'{other}'" for other in account.jointly_with)])


def figure_fields(figure: Figure) -> Fields:
    """Return what makes a figure, by field: a number with who counts what."""
    return {
        "value": figure.value,
        "value_to": figure.value_to,
        "qualifier": figure.qualifier,
        "of": figure.of,
        "scope": figure.scope,
        "as_written": figure.as_written,
    }


def quote_fields(quote: Quote) -> Fields:
    """Return what makes a quotation, by field: which words, and whose."""
    return {
        "exact": quote.exact,
        "speaker": quote.speaker,
        "told_to": quote.told_to,
        "lang": quote.lang,
        "translation": quote.translation,
    }


def _figure(figure: Figure) -> str:
    number = f"{figure.value}" if figure.value_to is None else f"{figure.value}-{figure.value_to}"
    return f"the figure '{figure.qualifier} {number} {figure.of}'"


def _quotation(quote: Quote) -> str:
    return f"the quotation '{quote.exact}' of '{quote.speaker}'"


def _listed(
    before: Sequence[Item],
    now: Sequence[Item],
    holder: Path,
    fields: Callable[[Item], Fields],
    shown: Callable[[Item], str],
) -> Iterator[Change]:
    """Compare lists whose items have no id: the order is free, and so is what was added.

    An item that is gone is held against the most similar of those that are new.
    """
    left = [(i, fields(item)) for i, item in enumerate(now)]
    missing: list[Item] = []
    for item in before:
        same = next((pair for pair in left if pair[1] == fields(item)), None)
        if same is None:
            missing.append(item)
        else:
            left.remove(same)
    for item in missing:
        own = fields(item)
        nearest = max(left, key=lambda pair: _alike(own, pair[1]), default=None)
        if nearest is None or not _alike(own, nearest[1]):
            yield Change(holder, shown(item), at_key=True)
            continue
        left.remove(nearest)
        place, new = nearest
        field = next(name for name in own if own[name] != new[name])
        yield Change((*holder, place, field), shown(item))


def _alike(one: Fields, other: Fields) -> int:
    """How many fields two items share, those that both lack not counted."""
    return sum(one[name] == other[name] and one[name] is not None for name in one)
