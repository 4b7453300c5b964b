"""The same events as plain Markdown, as somebody would write them for a generator of sites.

One page for each event and each actor, one page of the timeline for each year. No maps, no filters,
no figures, no sources' pages, no data: what a peer makes of this is much less than what ours makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from timeline.model.entries import Attribution, Event
from timeline.model.timeline import Timeline

Style = Literal["mkdocs", "hugo"]

_REFERENCE = re.compile(r"\]\((actor|event|place|source):([a-z0-9-]+)\)")


def pages(timeline: Timeline, style: Style) -> dict[str, str]:
    """Return every page: path -> text, with links as the generator wants them."""
    return dict(_Writer(timeline, style).pages())


class _Writer:
    def __init__(self, timeline: Timeline, style: Style) -> None:
        self._timeline = timeline
        self._style = style
        self._years: dict[str, list[Event]] = {}
        for event in timeline.events.values():
            self._years.setdefault(_year(event), []).append(event)

    def pages(self) -> Iterator[tuple[str, str]]:
        index = "_index.md" if self._style == "hugo" else "index.md"
        years = [self._link(year, "timeline", year, "") for year in self._years]
        yield index, self._page("Chronology", [f"- {link}" for link in years])
        for year, events in self._years.items():
            yield f"timeline/{year}.md", self._page(year, self._lines(events))
        for event in self._timeline.events.values():
            yield f"events/{event.id}.md", self._page(event.title, self._event(event))
        for actor in self._timeline.actors.values():
            taken = [event for event, _ in self._timeline.events_of_actor.get(actor.id, ())]
            lines = [self._prose(actor.summary.source), "", *self._lines(taken)]
            yield f"actors/{actor.id}.md", self._page(actor.name, lines)

    def _page(self, title: str, lines: list[str]) -> str:
        # Hugo's templates print the title; the others take it from the heading.
        head = f'---\ntitle: "{title}"\n---\n' if self._style == "hugo" else f"# {title}\n"
        return head + "\n" + "\n".join(lines) + "\n"

    def _link(self, text: str, folder: str, name: str, root: str) -> str:
        target = f"/{folder}/{name}/" if self._style == "hugo" else f"{root}{folder}/{name}.md"
        return f"[{text}]({target})"

    def _lines(self, events: list[Event]) -> list[str]:
        lines = []
        for event in events:
            link = self._link(event.title, "events", event.id, "../")
            lines.append(f"- {event.date.text} {link}. {self._prose(event.summary.source)}")
        return lines

    def _prose(self, source: str) -> str:
        def target(found: re.Match[str]) -> str:
            kind, name = found.groups()
            folder = {"actor": "actors", "event": "events"}.get(kind)
            return self._link("", folder, name, "../")[1:] if folder else "]"

        return _REFERENCE.sub(target, source)

    def _event(self, event: Event) -> list[str]:
        names = {actor.id: actor.name for actor in self._timeline.actors.values()}
        places = self._timeline.places
        lines = [f"{event.date.text}, {event.type}, {event.status}", "", event.dated.note or "", ""]
        lines += [self._prose(event.summary.source), "", "## Actors", ""]
        for part in event.actors:
            link = self._link(names[part.actor], "actors", part.actor, "../")
            lines.append(f"- {link}, {part.role}")
        lines += ["", "## Places", "", *(f"- {places[part.place].name}" for part in event.places)]
        for account in event.accounts:
            said = self._prose(account.text.source)
            lines += ["", f"## {_voice(account.according_to, names)}, {account.mode}", "", said, ""]
            lines += [f"- {figure.as_written} {figure.of}" for figure in account.figures]
        for quote in event.quotes:
            lines += ["", f"> {quote.exact} ({names[quote.speaker]})"]
        lines += ["", "## Sources", ""]
        lines += [f"- {self._timeline.sources[c.source].title}, {c.at.text}" for c in event.cite]
        return lines


def _voice(voice: Attribution, names: Mapping[str, str]) -> str:
    return names[voice] if isinstance(voice, str) else voice.as_written


def _year(event: Event) -> str:
    day = event.date.earliest or event.date.latest
    return f"{day.year:04d}" if day else "0000"
