"""Every id that an entry names must exist, and every word of a closed list must be in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from timeline.diagnostics import Diagnostic, suggest
from timeline.load.content import Content, Origin
from timeline.load.document import Path
from timeline.model.entries import (
    Account,
    Actor,
    Cite,
    Event,
    Figure,
    Place,
    Source,
    Vocabulary,
)
from timeline.model.inline import Prose

Named = tuple[Path, str, str]
"""Where an id stands, the kind of entry that it names, and the id."""

Worded = tuple[Path, str, str]
"""Where a word stands, the vocabulary's list that it is from, and the word."""

_WORD_CODES = {
    "event_types": ("unknown-type", "event type"),
    "roles": ("unknown-role", "role"),
    "actor_kinds": ("unknown-kind", "actor kind"),
    "relation_types": ("unknown-relation", "relation type"),
    "place_classes": ("unknown-class", "place class"),
    "questions": ("unknown-question", "question"),
}


def check_references(content: Content) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each id or word that does not exist."""
    accounts = {event.id: {a.id for a in event.accounts} for event in content.events.values()}
    for kind, entries in entries_by_kind(content).items():
        for entry in entries.values():
            origin = content.origin(kind, entry.id)
            for path, named_kind, named in names_in(entry):
                if problem := missing(named_kind, named, content):
                    yield origin.diagnostic(path, *problem)
            if content.vocabulary is not None:
                yield from _check_words(entry, content.vocabulary, origin)
            if isinstance(entry, Event):
                yield from _check_accounts(entry, accounts, origin)
            yield from _check_self_reference(entry, origin)


def missing(kind: str, named: str, content: Content) -> tuple[str, str, str] | None:
    """Return code, message and advice if there is no such entry or term, else nothing."""
    known = content.known[kind]
    if named in known:
        return None
    if kind == "term":
        advice = "add it to glossary in the vocabulary, or mend the id"
        return "unknown-term", f"no term '{named}' in the glossary", suggest(named, known) or advice
    advice = f"add {kind}s/{named}.yaml, or mend the id"
    return f"unknown-{kind}", f"no {kind} '{named}'", suggest(named, known) or advice


def entries_by_kind(content: Content) -> dict[str, Mapping[str, Event | Actor | Place | Source]]:
    """Return the entries of each kind, by id."""
    return {
        "event": content.events,
        "actor": content.actors,
        "place": content.places,
        "source": content.sources,
    }


def names_in(entry: Event | Actor | Place | Source) -> Iterator[Named]:
    """Yield every id of another entry that this entry names, with its place."""
    if isinstance(entry, Event):
        yield from _names_in_event(entry)
    elif isinstance(entry, Actor):
        yield from _names_in_actor(entry)
    elif isinstance(entry, Place):
        yield from _names_in_place(entry)
    else:
        yield ("publisher",), "actor", entry.publisher
        if entry.dated.counted_from:
            yield ("dated", "counted_from"), "event", entry.dated.counted_from
        if entry.carried_by:
            yield ("carried_by",), "actor", entry.carried_by
    if entry.summary:
        yield from _names_in_prose(("summary",), entry.summary)


def _names_in_event(event: Event) -> Iterator[Named]:
    for i, part in enumerate(event.actors):
        yield ("actors", i, "actor"), "actor", part.actor
    for i, where in enumerate(event.places):
        yield ("places", i, "place"), "place", where.place
    for i, link in enumerate(event.relations):
        yield ("relations", i, "event"), "event", link.event
    if event.dated.counted_from:
        yield ("dated", "counted_from"), "event", event.dated.counted_from
    for i, account in enumerate(event.accounts):
        yield from _names_in_account(("accounts", i), account)
    for i, quote in enumerate(event.quotes):
        base: Path = ("quotes", i)
        yield (*base, "speaker"), "actor", quote.speaker
        if quote.told_to:
            yield (*base, "told_to"), "actor", quote.told_to
        yield from _names_in_cites(base, quote.cite)
    yield from _names_in_cites((), event.cite)


def _names_in_account(base: Path, account: Account) -> Iterator[Named]:
    if isinstance(account.according_to, str):
        yield (*base, "according_to"), "actor", account.according_to
    for i, other in enumerate(account.jointly_with):
        yield (*base, "jointly_with", i), "actor", other
    if account.told_to:
        yield (*base, "told_to"), "actor", account.told_to
    for i, differs in enumerate(account.differs_from):
        if differs.event:
            yield (*base, "differs_from", i, "event"), "event", differs.event
    yield from _names_in_prose((*base, "text"), account.text)
    yield from _names_in_cites(base, account.cite)


def _names_in_actor(actor: Actor) -> Iterator[Named]:
    for i, membership in enumerate(actor.memberships):
        yield ("memberships", i, "organization"), "actor", membership.organization
        yield from _names_in_cites(("memberships", i), membership.cite)
    for i, link in enumerate(actor.relations):
        yield ("relations", i, "actor"), "actor", link.actor
        yield from _names_in_cites(("relations", i), link.cite)
    for i, stance in enumerate(actor.stances):
        if stance.event:
            yield ("stances", i, "event"), "event", stance.event
        yield from _names_in_prose(("stances", i, "text"), stance.text)
        yield from _names_in_cites(("stances", i), stance.cite)
    for i, alias in enumerate(actor.aliases):
        yield from _names_in_cites(("aliases", i), alias.cite)
    yield from _names_in_cites((), actor.cite)


def _names_in_place(place: Place) -> Iterator[Named]:
    if place.part_of:
        yield ("part_of",), "place", place.part_of
    for i, said in enumerate(place.said):
        if isinstance(said.according_to, str):
            yield ("said", i, "according_to"), "actor", said.according_to
        yield from _names_in_prose(("said", i, "text"), said.text)
        yield from _names_in_cites(("said", i), said.cite)
    for i, alias in enumerate(place.aliases):
        yield from _names_in_cites(("aliases", i), alias.cite)
    yield from _names_in_cites((), place.cite)


def _names_in_cites(base: Path, cites: Iterable[Cite]) -> Iterator[Named]:
    for i, cite in enumerate(cites):
        yield (*base, "cite", i, "source"), "source", cite.source


def _names_in_prose(path: Path, prose: Prose) -> Iterator[Named]:
    for reference in prose.references:
        yield path, reference.kind, reference.id


def words_in(entry: Event | Actor | Place | Source) -> Iterator[Worded]:
    """Yield every word from the vocabulary that this entry uses, with its place and list."""
    if isinstance(entry, Event):
        yield ("type",), "event_types", entry.type
        for i, part in enumerate(entry.actors):
            yield ("actors", i, "role"), "roles", part.role
    elif isinstance(entry, Actor):
        yield ("kind",), "actor_kinds", entry.kind
        for i, link in enumerate(entry.relations):
            yield ("relations", i, "type"), "relation_types", link.type
        for i, stance in enumerate(entry.stances):
            yield ("stances", i, "on"), "questions", stance.on
    elif isinstance(entry, Place):
        yield ("class",), "place_classes", entry.place_class


def _check_words(
    entry: Event | Actor | Place | Source, vocabulary: Vocabulary, origin: Origin
) -> Iterator[Diagnostic]:
    for path, name, word in words_in(entry):
        terms = getattr(vocabulary, name)
        if word not in terms:
            code, what = _WORD_CODES[name]
            advice = suggest(word, terms) or f"add it to {name} in the vocabulary"
            yield origin.diagnostic(path, code, f"no {what} '{word}' in the vocabulary", advice)


def _check_accounts(
    event: Event, accounts: Mapping[str, set[str]], origin: Origin
) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for i, account in enumerate(event.accounts):
        if account.id in seen:
            yield origin.diagnostic(
                ("accounts", i, "id"),
                "duplicate-id",
                f"this event has an account '{account.id}' already",
                "give each account of an event its own id",
            )
        seen.add(account.id)
        for j, differs in enumerate(account.differs_from):
            other = differs.event or event.id
            path: Path = ("accounts", i, "differs_from", j, "account")
            if other in accounts and differs.account not in accounts[other]:
                yield origin.diagnostic(
                    path,
                    "unknown-account",
                    f"no account '{differs.account}' in event '{other}'",
                    suggest(differs.account, accounts[other]),
                )
            elif (other, differs.account) == (event.id, account.id):
                yield origin.diagnostic(
                    path, "self-reference", "an account differs from itself", "name the other one"
                )


def _check_self_reference(
    entry: Event | Actor | Place | Source, origin: Origin
) -> Iterator[Diagnostic]:
    own: list[tuple[Path, str]] = []
    if isinstance(entry, Event):
        own = [(("relations", i, "event"), link.event) for i, link in enumerate(entry.relations)]
        if entry.dated.counted_from:
            own.append((("dated", "counted_from"), entry.dated.counted_from))
    elif isinstance(entry, Actor):
        own = [(("relations", i, "actor"), link.actor) for i, link in enumerate(entry.relations)]
        own += [
            (("memberships", i, "organization"), membership.organization)
            for i, membership in enumerate(entry.memberships)
        ]
    elif isinstance(entry, Place) and entry.part_of:
        own = [(("part_of",), entry.part_of)]
    for path, named in own:
        if named == entry.id:
            yield origin.diagnostic(
                path, "self-reference", f"'{named}' refers to itself", "name the other entry"
            )


def figures_in(entry: Event | Place) -> Iterator[tuple[Path, Figure]]:
    """Yield every figure of an entry with its place."""
    if isinstance(entry, Event):
        for i, account in enumerate(entry.accounts):
            for j, figure in enumerate(account.figures):
                yield ("accounts", i, "figures", j), figure
    else:
        for i, said in enumerate(entry.said):
            for j, figure in enumerate(said.figures):
                yield ("said", i, "figures", j), figure
