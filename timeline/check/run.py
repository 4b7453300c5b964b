"""All checks in one pass: from a content folder to a timeline, or to what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from timeline.check.attestation import attestations, check_changed, check_unchecked
from timeline.check.dating import Wordings, check_dates
from timeline.check.former import check_former
from timeline.check.glossary import check_glossary
from timeline.check.history import check_history, check_published
from timeline.check.references import check_references
from timeline.check.repeated import check_repeated
from timeline.check.since import Former, check_since
from timeline.check.sources import Coverage, check_sources, check_units, check_use
from timeline.check.written import check_written
from timeline.collector import collector_paused
from timeline.dates import EdtfDate
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
    rules, coverage, wordings = check_rules(content)
    quotes = attestations(content)
    found += [*rules, *check_changed(content, quotes)]
    if former is not None:
        found += check_since(content, former)
    complete = not any(diagnostic.level == "error" for diagnostic in found)
    if complete:
        # With errors about, a unit or an entry may look unused only because what uses it could not
        # be read.
        found += [
            *check_units(content, coverage),
            *check_use(content),
            *check_published(content),
            *check_unchecked(content, quotes),
        ]
    diagnostics = ordered(found, strict=strict)
    checked = {(q.event, q.number, q.source): q.date for q in quotes if q.date}
    tally = Tally(
        len({(event, number) for event, number, _ in checked}),
        sum(len(event.quotes) for event in content.events.values()),
    )
    failed = any(diagnostic.level == "error" for diagnostic in diagnostics)
    if failed or content.vocabulary is None:
        return CheckResult(diagnostics, coverage, wordings, tally, None, complete)
    timeline = _timeline(content, content.vocabulary, checked)
    return CheckResult(diagnostics, coverage, wordings, tally, timeline)


def check_rules(content: Content) -> tuple[list[Diagnostic], list[Coverage], Wordings]:
    """Apply every rule that holds for an entry whatever else is in the folder."""
    sources, coverage = check_sources(content)
    dates, wordings = check_dates(content)
    found = [
        *check_references(content),
        *check_glossary(content),
        *check_repeated(content),
        *dates,
        *check_former(content),
        *sources,
        *check_history(content),
        *check_written(content),
    ]
    return found, coverage, wordings


def _timeline(
    content: Content, vocabulary: Vocabulary, checked: dict[tuple[str, int, str], EdtfDate]
) -> Timeline:
    events = sorted(content.events.values(), key=event_sort_key)
    return Timeline(
        events={event.id: event for event in events},
        actors=dict(sorted(content.actors.items())),
        places=dict(sorted(content.places.items())),
        sources=dict(sorted(content.sources.items())),
        vocabulary=vocabulary,
        pages=dict(sorted(content.pages.items())),
        origins={key: origin.place for key, origin in sorted(content.origins.items())},
        checked=checked,
    )
