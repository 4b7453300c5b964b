"""Which links there are to ask: the sources' own addresses and their archived copies."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model.timeline import Timeline


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A link: its address, the source that has it, and the field in which it stands."""

    url: str
    source: str
    field: str


def links_of(timeline: Timeline) -> tuple[Found, ...]:
    """Return every link of every source, by source; an address may be there more than once."""
    links = []
    for source in timeline.sources.values():
        if source.url is not None:
            links.append(Found(source.url, source.id, "url"))
        if source.archive is not None:
            links.append(Found(source.archive.url, source.id, "archive.url"))
    return tuple(links)
