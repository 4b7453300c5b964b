"""What an actor's profile tells: its part in every event, with what it said and was told there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.model.entries import Account, Actor, Cite, Event, EventActor, Quote, Stance
from timeline.model.order import stance_sort_key
from timeline.model.timeline import Timeline


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One event of a profile: the actor's parts in it, what it said there, what it was told."""

    event: Event
    parts: tuple[EventActor, ...]
    accounts: tuple[Account, ...]
    quotes: tuple[Quote, ...]
    heard_accounts: tuple[Account, ...]
    heard_quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """A point of a stance, with the quotations of the same passage that show it."""

    stance: Stance
    quotes: tuple[Quote, ...]


def involved(timeline: Timeline, actor_id: str) -> Sequence[Event]:
    """Return the events that an actor had a part, a word or an ear in, in order."""
    return timeline.events_involving.get(actor_id, ())


def ledger(events: Iterable[Event], actor_id: str) -> tuple[LedgerRow, ...]:
    """Return everything that an actor did, said or had done to it in some events, each thing once.

    What an actor told itself, in the source's eyes, stands with what it said.
    """
    return tuple(_row(event, actor_id) for event in events)


def _row(event: Event, actor_id: str) -> LedgerRow:
    def speaks(account: Account) -> bool:
        return actor_id in (account.according_to, *account.jointly_with)

    return LedgerRow(
        event=event,
        parts=tuple(part for part in event.actors if part.actor == actor_id),
        accounts=tuple(account for account in event.accounts if speaks(account)),
        quotes=tuple(quote for quote in event.quotes if quote.speaker == actor_id),
        heard_accounts=tuple(
            account
            for account in event.accounts
            if account.told_to == actor_id and not speaks(account)
        ),
        heard_quotes=tuple(
            quote
            for quote in event.quotes
            if quote.told_to == actor_id and quote.speaker != actor_id
        ),
    )


def positions(timeline: Timeline, actor: Actor) -> Mapping[str, tuple[Position, ...]]:
    """Return question id -> the actor's positions on it, by date, in the vocabulary's order."""
    ordered = sorted(actor.stances, key=stance_sort_key)
    return {
        question: tuple(
            Position(stance, _quotes(timeline, actor, stance))
            for stance in ordered
            if stance.on == question
        )
        for question in timeline.vocabulary.questions
        if any(stance.on == question for stance in ordered)
    }


def _quotes(timeline: Timeline, actor: Actor, stance: Stance) -> tuple[Quote, ...]:
    if stance.event is None:
        return ()
    return tuple(
        quote
        for quote in timeline.events[stance.event].quotes
        if quote.speaker == actor.id
        and any(_same_passage(mine, other) for mine in quote.cite for other in stance.cite)
    )


def _same_passage(one: Cite, other: Cite) -> bool:
    if one.source != other.source or one.at.kind != other.at.kind:
        return False
    if one.at.kind == "time":
        return one.at.text == other.at.text
    return one.at.first <= other.at.last and other.at.first <= one.at.last
