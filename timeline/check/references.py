"""Every id that an entry names must exist, and every word of a closed list must be in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from timeline.diagnostics import Diagnostic, suggest
from timeline.load.content import Content
from timeline.load.document import Path
from timeline.load.origin import Origin
from timeline.model.entries import (
    Account,
    Actor,
    Cite,
    Entry,
    Event,
    Place,
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


def check_references(
    entry: Entry, names: Iterable[Named], content: Content, origin: Origin
) -> list[Diagnostic]:
    """Return a diagnostic for each id or word in an entry that does not exist.

    ``names`` is what `names_in` says of the entry.
    """
    known = content.known
    found = [
        origin.diagnostic(path, *problem)
        for path, kind, named in names
        if named not in known[kind] and (problem := missing(kind, named, content))
    ]
    if content.vocabulary is not None:
        found += _check_words(entry, content.vocabulary, origin)
    if isinstance(entry, Event) and entry.accounts:
        found += _check_accounts(entry, content, origin)
    return found


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


def entries_by_kind(content: Content) -> dict[str, Mapping[str, Entry]]:
    """Return the entries of each kind, by id."""
    return {
        "event": content.events,
        "actor": content.actors,
        "place": content.places,
        "source": content.sources,
    }


def names_in(entry: Entry) -> list[Named]:
    """Return every id of another entry that this entry names, with its place."""
    if isinstance(entry, Event):
        found = _names_in_event(entry)
    elif isinstance(entry, Actor):
        found = _names_in_actor(entry)
    elif isinstance(entry, Place):
        found = _names_in_place(entry)
    else:
        found = [(("publisher",), "actor", entry.publisher)]
        if entry.dated.counted_from:
            found.append((("dated", "counted_from"), "event", entry.dated.counted_from))
        if entry.carried_by:
            found.append((("carried_by",), "actor", entry.carried_by))
    if entry.summary:
        found += _names_in_prose(("summary",), entry.summary)
    return found


def _names_in_event(event: Event) -> list[Named]:
    found: list[Named] = [
        (("actors", i, "actor"), "actor", part.actor) for i, part in enumerate(event.actors)
    ]
    for i, where in enumerate(event.places):
        found.append((("places", i, "place"), "place", where.place))
    for i, link in enumerate(event.relations):
        found.append((("relations", i, "event"), "event", link.event))
    if event.dated.counted_from:
        found.append((("dated", "counted_from"), "event", event.dated.counted_from))
    for i, account in enumerate(event.accounts):
        found += _names_in_account(("accounts", i), account)
    for i, quote in enumerate(event.quotes):
        found.append((("quotes", i, "speaker"), "actor", quote.speaker))
        if quote.told_to:
            found.append((("quotes", i, "told_to"), "actor", quote.told_to))
        found += _names_in_cites(("quotes", i), quote.cite)
    found += _names_in_cites((), event.cite)
    return found


def _names_in_account(base: Path, account: Account) -> list[Named]:
    found = _names_in_prose((*base, "text"), account.text)
    if isinstance(account.according_to, str):
        found.append(((*base, "according_to"), "actor", account.according_to))
    for i, other in enumerate(account.jointly_with):
        found.append(((*base, "jointly_with", i), "actor", other))
    if account.told_to:
        found.append(((*base, "told_to"), "actor", account.told_to))
    for i, differs in enumerate(account.differs_from):
        if differs.event:
            found.append(((*base, "differs_from", i, "event"), "event", differs.event))
    found += _names_in_cites(base, account.cite)
    return found


def _names_in_actor(actor: Actor) -> list[Named]:
    found = _names_in_cites((), actor.cite)
    for i, membership in enumerate(actor.memberships):
        found.append((("memberships", i, "organization"), "actor", membership.organization))
        found += _names_in_cites(("memberships", i), membership.cite)
    for i, link in enumerate(actor.relations):
        found.append((("relations", i, "actor"), "actor", link.actor))
        found += _names_in_cites(("relations", i), link.cite)
    for i, stance in enumerate(actor.stances):
        if stance.event:
            found.append((("stances", i, "event"), "event", stance.event))
        found += _names_in_prose(("stances", i, "text"), stance.text)
        found += _names_in_cites(("stances", i), stance.cite)
    for i, alias in enumerate(actor.aliases):
        found += _names_in_cites(("aliases", i), alias.cite)
    return found


def _names_in_place(place: Place) -> list[Named]:
    found = _names_in_cites((), place.cite)
    if place.part_of:
        found.append((("part_of",), "place", place.part_of))
    for i, said in enumerate(place.said):
        if isinstance(said.according_to, str):
            found.append((("said", i, "according_to"), "actor", said.according_to))
        found += _names_in_prose(("said", i, "text"), said.text)
        found += _names_in_cites(("said", i), said.cite)
    for i, alias in enumerate(place.aliases):
        found += _names_in_cites(("aliases", i), alias.cite)
    return found


def _names_in_cites(base: Path, cites: Iterable[Cite]) -> list[Named]:
    return [((*base, "cite", i, "source"), "source", cite.source) for i, cite in enumerate(cites)]


def _names_in_prose(path: Path, prose: Prose) -> list[Named]:
    return [(path, reference.kind, reference.id) for reference in prose.references]


def words_in(entry: Entry) -> list[Worded]:
    """Return every word from the vocabulary that this entry uses, with its place and list."""
    found: list[Worded] = []
    if isinstance(entry, Event):
        found = [(("type",), "event_types", entry.type)]
        found += [(("actors", i, "role"), "roles", a.role) for i, a in enumerate(entry.actors)]
    elif isinstance(entry, Actor):
        found = [(("kind",), "actor_kinds", entry.kind)]
        for i, link in enumerate(entry.relations):
            found.append((("relations", i, "type"), "relation_types", link.type))
        for i, stance in enumerate(entry.stances):
            found.append((("stances", i, "on"), "questions", stance.on))
    elif isinstance(entry, Place):
        found = [(("class",), "place_classes", entry.place_class)]
    return found


def _check_words(entry: Entry, vocabulary: Vocabulary, origin: Origin) -> Iterator[Diagnostic]:
    for path, name, word in words_in(entry):
        terms = getattr(vocabulary, name)
        if word not in terms:
            code, what = _WORD_CODES[name]
            advice = suggest(word, terms) or f"add it to {name} in the vocabulary"
            yield origin.diagnostic(path, code, f"no {what} '{word}' in the vocabulary", advice)


def _check_accounts(event: Event, content: Content, origin: Origin) -> Iterator[Diagnostic]:
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
            holder = content.events.get(other)
            accounts = {account.id for account in holder.accounts} if holder else set()
            if holder and differs.account not in accounts:
                yield origin.diagnostic(
                    path,
                    "unknown-account",
                    f"no account '{differs.account}' in event '{other}'",
                    suggest(differs.account, accounts),
                )
            elif (other, differs.account) == (event.id, account.id):
                yield origin.diagnostic(
                    path, "self-reference", "an account differs from itself", "name the other one"
                )


def check_self_reference(entry: Entry, origin: Origin) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each place where an entry names itself as if it were another."""
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
