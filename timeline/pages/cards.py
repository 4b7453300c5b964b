"""What stands on the preview picture of each event and actor; drawing it is for ``write``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from timeline.dates import describe, short
from timeline.model.entries import Actor, Event
from timeline.model.traits import Traits
from timeline.pages.book import Book
from timeline.pages.environment import date_mark
from timeline.pages.history import last_change
from timeline.pages.meta import SITE_PICTURE, Meta

GAP = -1
"""Total of a bar that stands for a compressed gap."""

MAX_BARS = 96
"""Most bars of a strip: with more, they would be thinner than a hair once a network shrinks them."""

FOLDER = "assets/cards"


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture shows.

    Attributes:
        site: The site's name.
        note: The date, or what kind of actor it is.
        mark: How the date is drawn, in the words of ``date_mark``; empty for no date.
        title: The headline.
        bars: Each column of the strip: how many events, and how many of them are meant here.
        first: Label of the strip's first column, ``last`` of its last.
    """

    site: str
    note: str
    mark: str
    title: str
    bars: tuple[tuple[int, int], ...]
    first: str
    last: str


class Cards:
    """The pictures of one site: one a page, or one a year and a kind where pages are many."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.single = book.plan.single_cards

    @cached_property
    def slot_of(self) -> Mapping[str, str]:
        """Event id -> anchor of its column of the strip."""
        slots = iter(self.book.plan.slots)
        return {
            event: column.slot.anchor
            for column in self.book.plan.columns
            if column.slot
            for slot in islice(slots, column.slots)
            for group in slot.groups
            for event in group.events.ids
        }

    @cached_property
    def _columns(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for event, slot in self.slot_of.items():
            found.setdefault(slot, []).append(event)
        return found

    def event_path(self, event: Event) -> str:
        """Return the path of an event's picture, below ``docs/``."""
        return _path(f"events/{event.id}" if self.single else _year(event))

    def actor_path(self, actor: Actor) -> str:
        """Return the path of an actor's picture, below ``docs/``."""
        return _path(f"actors/{actor.id}" if self.single else f"kind-{actor.kind}")

    def event_meta(self, event: Event) -> Meta:
        """Return what an event's page tells others of itself."""
        picture = self.event_path(event)
        return Meta(
            kind="article",
            graph=self.book.describer.event(event, picture),
            picture=picture,
            alt=self._alt(*(self._event_words(event) if self.single else (_year(event), ""))),
            published=event.published.text if event.published else "",
            modified=last_change(event),
        )

    def actor_meta(self, actor: Actor) -> Meta:
        """Return what an actor's page tells others of itself."""
        picture = self.actor_path(actor)
        return Meta(
            kind="profile",
            graph=self.book.describer.actor(actor, picture),
            picture=picture,
            alt=self._alt(
                *(self._actor_words(actor) if self.single else (self._kind_label(actor.kind), ""))
            ),
        )

    def all(self) -> Mapping[str, Card]:
        """Return every picture to draw: its path below ``docs/`` and what it shows."""
        timeline = self.book.timeline
        cards = {SITE_PICTURE: self._site()}
        if self.single:
            events, actors = timeline.events.values(), timeline.actors.values()
            cards.update((self.event_path(event), self._event(event)) for event in events)
            cards.update((self.actor_path(actor), self._actor(actor)) for actor in actors)
            return cards
        kinds = {actor.id: actor.kind for actor in timeline.brief_actors.values()}
        years: dict[str, list[str]] = {}
        events_of: dict[str, list[str]] = {kind: [] for kind in kinds.values()}
        for event in timeline.traits.values():
            years.setdefault(_year(event), []).append(event.id)
            for kind in {kinds[actor] for actor in event.actors}:
                events_of[kind].append(event.id)
        cards.update((_path(year), self._period(year, ids)) for year, ids in years.items())
        for kind, number in Counter(kinds.values()).items():
            cards[_path(f"kind-{kind}")] = self._kind(kind, number, events_of[kind])
        return cards

    def _alt(self, title: str, note: str) -> str:
        patterns = self.book.text["share"]
        shared: str = patterns["alt" if note else "alt_shared"]
        return shared.format(title=title, note=note)

    def _event_words(self, event: Event) -> tuple[str, str]:
        note = describe(event.date, self.book.words)
        if event.status != "reported":
            note += f" · {self.book.text['status'][event.status]['label']}"
        return event.title, note

    def _actor_words(self, actor: Actor) -> tuple[str, str]:
        note = self.book.timeline.vocabulary.actor_kinds[actor.kind].label
        if count := self.book.timeline.counts_of_actor[actor.id][0]:
            note += f" · {self.book.renderer.count('event', count)}"
        return actor.name, note

    def _events_of(self, actor: Actor) -> dict[str, None]:
        parts = self.book.timeline.events_of_actor.get(actor.id, ())
        return dict.fromkeys(event.id for event, _ in parts)

    def _event(self, event: Event) -> Card:
        # The whole of its column: one event of many would be a line too thin to see.
        column = self._columns[self.slot_of[event.id]]
        return self._card(self._event_words(event), date_mark(event.date), column)

    def _actor(self, actor: Actor) -> Card:
        return self._card(self._actor_words(actor), "", self._events_of(actor))

    def _site(self) -> Card:
        events = self.book.timeline.events
        count = self.book.renderer.count("event", len(events))
        site = self.book.renderer.site
        return self._card((site.description or site.name, count), "", events)

    def _period(self, year: str, events: list[str]) -> Card:
        return self._card((year, self.book.renderer.count("event", len(events))), "", events)

    def _kind(self, kind: str, actors: int, events: list[str]) -> Card:
        words = self._kind_label(kind), self.book.renderer.count("actor", actors)
        return self._card(words, "", events)

    def _kind_label(self, kind: str) -> str:
        return self.book.timeline.vocabulary.actor_kinds[kind].label

    def _card(self, texts: tuple[str, str], mark: str, events: Iterable[str]) -> Card:
        slots, words = self.book.plan.slots, self.book.words
        return Card(
            site=self.book.renderer.site.name,
            note=texts[1],
            mark=mark,
            title=texts[0],
            bars=self._bars(set(events)),
            first=short(slots[0].date, words, year=True) if slots else "",
            last=short(slots[-1].date, words, year=True) if len(slots) > 1 else "",
        )

    def _bars(self, ids: set[str]) -> tuple[tuple[int, int], ...]:
        meant: dict[str, int] = {}
        for event_id in ids:
            meant[self.slot_of[event_id]] = meant.get(self.slot_of[event_id], 0) + 1
        bars = [
            (column.slot.total, meant.get(column.slot.anchor, 0))
            if column.slot
            else (0 if column.empty else GAP, 0)
            for column in self.book.plan.columns
        ]
        if len(bars) <= MAX_BARS:
            return tuple(bars)
        width = -(-len(bars) // MAX_BARS)
        parts = [bars[at : at + width] for at in range(0, len(bars), width)]
        return tuple(
            (sum(max(total, 0) for total, _ in part), sum(share for _, share in part))
            for part in parts
        )


def _path(name: str) -> str:
    return f"{FOLDER}/{name}.png"


def _year(event: Event | Traits) -> str:
    return event.date.sort_key[0].isoformat()[:4]
