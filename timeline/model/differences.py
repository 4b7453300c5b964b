"""Accounts that differ, in pairs: the relation is stated in one of them only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from timeline.model.entries import Account, Differs, Event


@dataclass(frozen=True, slots=True)
class Difference:
    """Two accounts that differ, each with its event, and in what."""

    event: Event
    account: Account
    other_event: Event
    other_account: Account
    differs: Differs


def differences_in(events: Mapping[str, Event]) -> Iterator[Difference]:
    """Yield every pair of accounts that differ, once, in order of the events."""
    for event in events.values():
        for account in event.accounts:
            for differs in account.differs_from:
                other = events[differs.event or event.id]
                yield Difference(event, account, other, _account(other, differs.account), differs)


def _account(event: Event, account_id: str) -> Account:
    return next(account for account in event.accounts if account.id == account_id)


def stated_in(difference: Difference) -> tuple[str, str, int]:
    """Return where a difference is stated: in which event, of which account, as which of its own."""
    account = difference.account
    return difference.event.id, account.id, account.differs_from.index(difference.differs)
