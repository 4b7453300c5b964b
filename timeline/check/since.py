"""What was published against what is to be: nothing of substance may change without saying so.

Two states of one content folder are compared, the former one loaded by the same loader. What
counts is what readers may have relied on: an event's date and status, its figures and quotations,
and who says what. Own words (summary, notes, titles) may be improved without a word about it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.check.changes import Change, changes
from timeline.diagnostics import Diagnostic
from timeline.load.content import Content
from timeline.load.origin import Origin
from timeline.model.entries import Correction, Event

KEPT = (
    "put the file back with 'status: retracted' and an entry in 'corrections' with 'kind:"
    " retraction' and the reason, or name the id in 'formerly' of the event that replaces it"
)


@dataclass(frozen=True, slots=True)
class Former:
    """A published state of the content.

    Attributes:
        name: How people call it: a git revision.
        content: Its entries.
        diagnostics: What today's rules find wrong with its files, which hold what could not be
            compared.
    """

    name: str
    content: Content
    diagnostics: tuple[Diagnostic, ...] = ()


def check_since(content: Content, former: Former) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each change of a published event that no correction accounts for."""
    heirs = {old: event for event in content.events.values() for old in event.formerly}
    for before in former.content.events.values():
        if now := content.events.get(before.id):
            yield from _compare(before, now, content, former)
        elif heir := heirs.get(before.id):
            if heir.id in former.content.events:
                yield from _merged(before, heir, content, former)
            else:
                yield from _compare(before, heir, content, former)
    if content.known["event"] == set(content.events):
        # With a file that cannot be read, an event may only look as if it were gone.
        yield from _gone(content, former, heirs)
    yield from _not_compared(content, former, heirs)


def _compare(before: Event, now: Event, content: Content, former: Former) -> Iterator[Diagnostic]:
    origin = content.origin("event", now.id)
    yield from _lost_corrections(before, now, origin, former)
    new = new_corrections(before, now)
    latest = max((c.date.text for c in before.corrections), default="")
    current = [correction for correction in new if correction.date.text >= latest]
    for change in changes(before, now):
        if not current:
            yield _uncorrected(origin, change, former, latest if new else "")
        elif change.retracts and all(c.kind != "retraction" for c in current):
            yield origin.diagnostic(
                change.path,
                "uncorrected-change",
                f"the event was retracted after {former.name}, and no new entry in 'corrections' is"
                " a retraction",
                "add one with the date, 'kind: retraction' and the reason",
            )


def _uncorrected(origin: Origin, change: Change, former: Former, latest: str) -> Diagnostic:
    advice = "add to 'corrections' the date, the kind (correction, clarification, addition or"
    advice += " retraction) and a note on what was changed and why"
    if latest:
        advice = f"its new entry in 'corrections' is dated before the last published one, {latest}:"
        advice += " give it the day on which the change is published"
    return origin.diagnostic(
        change.path,
        "uncorrected-change",
        f"{change.what}, published in {former.name}, was changed or removed without a correction",
        advice,
        key=change.at_key,
    )


def new_corrections(before: Event, now: Event) -> list[Correction]:
    """Return the corrections of an event that its former self has not; notes may be reworded."""
    known = Counter((c.date.text, c.kind) for c in before.corrections)
    new = []
    for correction in now.corrections:
        key = (correction.date.text, correction.kind)
        if known[key]:
            known[key] -= 1
        else:
            new.append(correction)
    return new


def _lost_corrections(
    before: Event, now: Event, origin: Origin, former: Former
) -> Iterator[Diagnostic]:
    for lost in new_corrections(now, before):
        yield origin.diagnostic(
            ("corrections",),
            "correction-removed",
            f"the {lost.kind} of {lost.date.text} was published in {former.name} and is gone",
            "put it back: what was said to be changed stays said",
            key=True,
        )


def _merged(before: Event, heir: Event, content: Content, former: Former) -> Iterator[Diagnostic]:
    """An event that now leads to another which was published beside it."""
    own = former.content.events[heir.id]
    if not new_corrections(own, heir) and before.id not in own.formerly:
        yield content.origin("event", heir.id).diagnostic(
            ("formerly", heir.formerly.index(before.id)),
            "uncorrected-change",
            f"'{before.id}' was an event of its own in {former.name}, and no correction says that"
            " it is part of this one now",
            "add to 'corrections' the date, the kind and a note on why the two became one",
        )


def _gone(content: Content, former: Former, heirs: dict[str, Event]) -> Iterator[Diagnostic]:
    for event_id in sorted(former.content.known["event"]):
        now = content.events.get(event_id) or heirs.get(event_id)
        if now is None:
            what = f"the event '{event_id}' was published in {former.name} and is gone"
            shown = _place_of(event_id, content, former)
            yield Diagnostic(shown, 1, 1, "event-removed", what, KEPT)
            continue
        before = former.content.events.get(event_id)
        for old in before.formerly if before else ():
            if old not in content.events and old not in heirs:
                yield content.origin("event", now.id).diagnostic(
                    ("formerly",),
                    "event-removed",
                    f"the address of '{old}' led here in {former.name} and leads nowhere now",
                    f"put '{old}' back into 'formerly'",
                    key=True,
                )


def _place_of(event_id: str, content: Content, former: Former) -> str:
    """Return where a published event lay, as diagnostics name it; the folder if nobody knows."""
    if origin := former.content.origins.get(("event", event_id)):
        return f"{content.shown_root}/{origin.place}"
    for diagnostic in former.diagnostics:
        if diagnostic.path.endswith(f"/{event_id}.yaml"):
            return content.shown_root + diagnostic.path.removeprefix(former.content.shown_root)
    return content.shown_root


def _not_compared(
    content: Content, former: Former, heirs: dict[str, Event]
) -> Iterator[Diagnostic]:
    """Name the events whose published file today's rules cannot read."""
    for event_id in sorted(former.content.known["event"] - set(former.content.events)):
        if now := content.events.get(event_id) or heirs.get(event_id):
            found = content.origin("event", now.id).diagnostic(
                (),
                "not-compared",
                f"today's rules cannot read this event as it was in {former.name}, so its changes"
                " were not looked at",
                "compare the two by eye, and add to 'corrections' what has changed",
            )
            yield replace(found, level="warning")
