"""All checks in one pass: from a content folder to a timeline, or to what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from timeline.check.attestation import check_unchecked
from timeline.check.dating import Wordings
from timeline.check.examine import Examiner
from timeline.check.facts import Facts, Key, Totals
from timeline.check.former import check_former
from timeline.check.glossary import check_glossary
from timeline.check.history import check_published
from timeline.check.references import entries_by_kind
from timeline.check.since import Former, check_since
from timeline.check.sources import Coverage, check_sources, check_units, check_use
from timeline.check.written import check_written
from timeline.collector import collector_paused
from timeline.dates import parse_edtf
from timeline.diagnostics import Diagnostic, ordered
from timeline.load.content import Content, load_content
from timeline.model.entries import Vocabulary
from timeline.model.timeline import Timeline, event_sort_key


@dataclass(frozen=True, slots=True)
class Tally:
    """How many quotations there are, and how many of them stand as they were checked."""

    checked: int
    count: int


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found. ``timeline`` is absent exactly if there is an error.

    It is ``complete`` unless errors kept some of the warnings from being looked for.
    """

    diagnostics: list[Diagnostic]
    coverage: list[Coverage]
    wordings: Wordings
    quotes: Tally
    timeline: Timeline | None
    complete: bool = True

    @property
    def errors(self) -> int:
        """How many of the diagnostics are errors."""
        return sum(diagnostic.level == "error" for diagnostic in self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many of the diagnostics are warnings."""
        return len(self.diagnostics) - self.errors


def check_content(
    root: Path, shown_root: str, *, strict: bool = False, former: Former | None = None
) -> CheckResult:
    """Read a content folder and check everything in it.

    ``shown_root`` is how diagnostics name the folder; with ``strict``, warnings count as errors.
    With ``former``, what was published is compared too.
    """
    with collector_paused():
        return _check_content(root, shown_root, strict=strict, former=former)


def _check_content(
    root: Path, shown_root: str, *, strict: bool, former: Former | None
) -> CheckResult:
    content, found = load_content(root, shown_root)
    rules, facts, totals = examined(content)
    whole, coverage = check_whole(content, totals)
    found += [*rules, *whole]
    if former is not None:
        found += check_since(content, former)
    complete = not any(diagnostic.level == "error" for diagnostic in found)
    if complete:
        # With errors about, a unit or an entry may look unused only because what uses it could not
        # be read.
        found += [
            *check_units(content, coverage),
            *check_use(content, totals),
            *check_published(content, totals),
            *check_unchecked(content, totals, facts),
        ]
    diagnostics = ordered(found, strict=strict)
    wordings = Wordings(totals.counts["understood"], totals.counts["wordings"])
    tally = Tally(totals.counts["checked"], totals.counts["quotes"])
    failed = any(diagnostic.level == "error" for diagnostic in diagnostics)
    if failed or content.vocabulary is None:
        return CheckResult(diagnostics, coverage, wordings, tally, None, complete)
    timeline = _timeline(content, content.vocabulary, facts.values())
    return CheckResult(diagnostics, coverage, wordings, tally, timeline)


def check_rules(content: Content) -> list[Diagnostic]:
    """Apply every rule that holds for an entry whatever else is in the folder."""
    rules, _, totals = examined(content)
    return [*rules, *check_whole(content, totals)[0]]


def examined(content: Content) -> tuple[list[Diagnostic], dict[Key, Facts], Totals]:
    """Look at every entry among the others."""
    examiner = Examiner(content)
    found: list[Diagnostic] = []
    known: dict[Key, Facts] = {}
    totals = Totals()
    for kind, entries in entries_by_kind(content).items():
        for entry in entries.values():
            wrong, facts = examiner.examine(kind, entry)
            found += wrong
            known[facts.key] = facts
            totals.add(facts)
    return found, known, totals


def check_whole(content: Content, totals: Totals) -> tuple[list[Diagnostic], list[Coverage]]:
    """Apply the rules that look at all entries together, and at what is no entry."""
    sources, coverage = check_sources(content, totals)
    found = [
        *check_glossary(content),
        *check_former(content, totals),
        *sources,
        *check_written(content),
    ]
    return found, coverage


def _timeline(content: Content, vocabulary: Vocabulary, facts: Iterable[Facts]) -> Timeline:
    events = sorted(content.events.values(), key=event_sort_key)
    return Timeline(
        events={event.id: event for event in events},
        actors=dict(sorted(content.actors.items())),
        places=dict(sorted(content.places.items())),
        sources=dict(sorted(content.sources.items())),
        vocabulary=vocabulary,
        pages=dict(sorted(content.pages.items())),
        origins={key: origin.place for key, origin in sorted(content.origins.items())},
        checked={
            (known.key[1], number, source): parse_edtf(day)
            for known in facts
            for number, source, day in known.checked
        },
    )
