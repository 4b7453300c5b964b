"""All checks in one pass: from a content folder to a timeline, or to what is wrong with it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from timeline.check.again import look_again
from timeline.check.attestation import check_unchecked
from timeline.check.dating import Wordings
from timeline.check.facts import Totals
from timeline.check.former import check_former
from timeline.check.glossary import check_glossary
from timeline.check.history import check_published
from timeline.check.ledger import Ledger
from timeline.check.look import Look, examined, look, summed
from timeline.check.references import entries_by_kind
from timeline.check.sources import Coverage, check_sources, check_units, check_use
from timeline.collector import collector_paused
from timeline.dates import EdtfDate, parse_edtf
from timeline.diagnostics import Diagnostic, ordered
from timeline.load.content import Content
from timeline.load.kept import StaleError, places_of
from timeline.model.entries import Entry, Vocabulary
from timeline.model.ondemand import OnDemand
from timeline.model.order import event_sort_key

if TYPE_CHECKING:
    from timeline.check.since import Former
    from timeline.model.timeline import Timeline

Kind = TypeVar("Kind", bound=Entry)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many quotations there are, and how many of them stand as they were checked."""

    checked: int
    count: int


@dataclass(frozen=True)
class CheckResult:
    """What a check found. ``timeline`` is absent exactly if there is an error.

    It is ``complete`` unless errors kept some of the warnings from being looked for. ``entries``
    counts those that could be read, by kind.
    """

    diagnostics: list[Diagnostic]
    coverage: list[Coverage]
    wordings: Wordings
    quotes: Tally
    make: Maker | None
    complete: bool = True
    entries: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def timeline(self) -> Timeline | None:
        """The checked timeline; made when it is asked for, since most of it may be known to be right.

        Raises:
            OSError: the content was changed meanwhile, and is not right any more.
        """
        return self.make() if self.make else None

    @property
    def errors(self) -> int:
        """How many of the diagnostics are errors."""
        return sum(diagnostic.level == "error" for diagnostic in self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many of the diagnostics are warnings."""
        return len(self.diagnostics) - self.errors


def check_content(
    root: Path,
    shown_root: str,
    *,
    strict: bool = False,
    former: Former | None = None,
    ledger: Ledger | None = None,
) -> CheckResult:
    """Read a content folder and check everything in it.

    ``shown_root`` is how diagnostics name the folder; with ``strict``, warnings count as errors.
    With ``former``, what was published is compared too. A ``ledger`` remembers what was found, for
    the same result in less time.
    """
    with collector_paused():
        if ledger is not None:
            with contextlib.suppress(StaleError):
                if again := look_again(root, shown_root, ledger):
                    return _judged(again, strict, former, lambda: _made_anew(root, shown_root))
        return _judged(look(root, shown_root, ledger), strict, former)


def _made_anew(root: Path, shown_root: str) -> Timeline:
    made = check_content(root, shown_root).timeline
    if made is None:
        raise OSError("the content was changed while it was read; run this again")
    return made


def _judged(
    seen: Look,
    strict: bool,
    former: Former | None,
    anew: Callable[[], Timeline] | None = None,
) -> CheckResult:
    """Apply the rules that look at everything; ``anew`` makes the timeline if it cannot be."""
    content, totals = seen.content, seen.totals
    written = _written(content, seen.pages)
    whole, coverage = check_whole(content, totals)
    found = [*seen.found, *whole, *written]
    if former is not None:
        # Few runs compare.
        from timeline.check.since import check_since  # noqa: PLC0415  # see above

        found += check_since(content, former)
    complete = not any(diagnostic.level == "error" for diagnostic in found)
    if complete:
        # With errors about, a unit or an entry may look unused only because what uses it could not
        # be read.
        found += [
            *check_units(content, coverage),
            *check_use(content, totals),
            *check_published(content, totals, seen.facts),
            *check_unchecked(content, totals, seen.facts),
        ]
    diagnostics = ordered(found, strict=strict)
    wordings = Wordings(totals.counts["understood"], totals.counts["wordings"])
    tally = Tally(totals.counts["checked"], totals.counts["quotes"])
    failed = any(diagnostic.level == "error" for diagnostic in diagnostics)
    vocabulary = None if failed else content.vocabulary
    make = Maker(seen, vocabulary, anew) if vocabulary else None
    entries = {kind: len(shelf) for kind, shelf in entries_by_kind(content).items()}
    seen.keep(written)
    return CheckResult(diagnostics, coverage, wordings, tally, make, complete, entries)


def check_rules(content: Content) -> list[Diagnostic]:
    """Apply every rule that holds for an entry whatever else is in the folder."""
    found, facts = examined(content)
    return [*found, *check_whole(content, summed(facts.values()))[0], *_written(content)]


def check_whole(content: Content, totals: Totals) -> tuple[list[Diagnostic], list[Coverage]]:
    """Apply the rules that look at all entries together."""
    sources, coverage = check_sources(content, totals)
    return [*check_glossary(content), *check_former(content, totals), *sources], coverage


def _written(content: Content, known: Container[str] = ()) -> list[Diagnostic]:
    """Return what is wrong with pages written by hand, of which most runs meet no new ones."""
    if all(name in known for name in content.pages):
        return []
    # Markdown takes as long to import as all pages to be read.
    from timeline.check.written import check_written  # noqa: PLC0415  # see above

    return list(check_written(content, known))


class Maker:
    """Makes a timeline of what was seen: once, as a whole; or at first in outline."""

    def __init__(
        self, seen: Look, vocabulary: Vocabulary, anew: Callable[[], Timeline] | None
    ) -> None:
        self._seen: Look | None = seen
        self._vocabulary = vocabulary
        self._anew = anew
        self._made: Timeline | None = None
        if anew is None:
            self()

    def __call__(self) -> Timeline:
        """Return the whole timeline; what it was made from is let go.

        Raises:
            OSError: the content was changed meanwhile, and is not right any more.
        """
        if self._made is None:
            assert self._seen is not None  # noqa: S101  # until it is made
            try:
                with collector_paused():
                    self._made = _timeline(self._seen, self._vocabulary)
            except StaleError:
                if self._anew is None:
                    raise
                self._made = self._anew()
            self._seen = self._anew = None
        return self._made

    @property
    def events(self) -> Sequence[str]:
        """The ids of all events, in no order; none if the whole was made."""
        return list(self._seen.content.events) if self._seen else []

    def in_outline(self, order: Sequence[str]) -> Timeline | None:
        """Return the timeline with entries that are typed when they are asked for.

        That may raise ``StaleError``, and then the whole has to be made.

        Args:
            order: The ids of all events in their order, as they were; None comes of others.
        """
        if self._seen is None or self._seen.content.events.keys() != set(order):
            return None
        return _timeline(self._seen, self._vocabulary, order)


def _days(seen: Look) -> Iterator[tuple[tuple[str, int, str], EdtfDate]]:
    """Yield when each quotation was found in the text of a source: event, number, source, day."""
    for facts in seen.facts(None).values() if seen.totals.checked else ():
        for number, source, day in facts.checked:
            yield (facts.key[1], number, source), parse_edtf(day)


def _typed(ids: Iterable[str], shelf: Mapping[str, Kind]) -> Mapping[str, Kind]:
    return {entry_id: shelf[entry_id] for entry_id in ids}


def _on_demand(ids: Iterable[str], shelf: Mapping[str, Kind]) -> Mapping[str, Kind]:
    return OnDemand(dict.fromkeys(ids), shelf.__getitem__)


def _timeline(seen: Look, vocabulary: Vocabulary, order: Sequence[str] | None = None) -> Timeline:
    # A check alone ends without one, if most of the content is known to be right.
    from timeline.model.timeline import Timeline  # noqa: PLC0415  # see above

    content = seen.content
    shelve = _typed if order is None else _on_demand
    if order is None:
        order = [event.id for event in sorted(content.events.values(), key=event_sort_key)]
    return Timeline(
        events=shelve(order, content.events),
        actors=shelve(sorted(content.actors), content.actors),
        places=shelve(sorted(content.places), content.places),
        sources=shelve(sorted(content.sources), content.sources),
        vocabulary=vocabulary,
        pages=dict(sorted(content.pages.items())),
        origins=dict(sorted(places_of(content.origins))),
        checked=dict(sorted(_days(seen))),
        prints=content.prints,
    )
