"""Pages in the words of schema.org, each as a JSON-LD description without its ``@context``.

Nothing is said more exactly than the entry says it. A record here is an article about an event and
never a ClaimReview: accounts are set side by side, none is rated. Without the site's address, what
would be an address is left out, except that of the data, which may be relative.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from timeline.dates import EdtfDate
from timeline.model.brief import BriefActor, BriefPlace, BriefSource
from timeline.model.entries import Actor, Cite, Event, Place, Source, Term
from timeline.model.timeline import Timeline
from timeline.pages.environment import first_sentence, wikidata
from timeline.pages.history import last_change
from timeline.pages.meta import canonical
from timeline.pages.site import Site

Node = dict[str, Any]
"""One schema.org thing: property -> value."""

SOURCE_TYPES: Final[Mapping[str, str]] = {
    "article-newspaper": "NewsArticle",
    "article-magazine": "Article",
    "article-journal": "ScholarlyArticle",
    "webpage": "WebPage",
    "report": "Report",
    "book": "Book",
    "legislation": "Legislation",
    "post": "SocialMediaPosting",
}
"""Type of source -> schema.org type; those not named here are a CreativeWork and no more."""

PROFILED: Final = {
    "EducationalOrganization",
    "GovernmentOrganization",
    "NGO",
    "NewsMediaOrganization",
    "Organization",
    "Person",
    "PoliticalParty",
}
"""Types whose page is a ProfilePage, which schema.org keeps for persons and organisations."""

BROAD: Final = ("region", "country", "unknown")
"""Precisions of a place for which a point would say too much."""


class Describer:
    """Describes the entries of one timeline on one site."""

    def __init__(self, timeline: Timeline, site: Site) -> None:
        self.timeline = timeline
        self.site = site

    def home(self) -> Node:
        """Describe the home page: the site, and the data set that it is made from."""
        extent = self.timeline.extent
        dataset = {
            "@type": "Dataset",
            "name": self.site.name,
            "description": self.site.description,
            "url": self._url("data.md"),
            "license": self.site.terms.address,
            "isAccessibleForFree": True,
            "temporalCoverage": f"{extent[0]}/{extent[1]}" if extent else None,
            "distribution": {
                "@type": "DataDownload",
                "encodingFormat": "application/json",
                "contentUrl": f"{self.site.url}data/timeline.json",
            },
        }
        return _clean({"@graph": [{**self._site(), "inLanguage": self.site.language}, dataset]})

    def event(self, event: Event, picture: str) -> Node:
        """Describe an event's page: an article about the event, with what it cites.

        Its actors and the rest of what it cites are said by the page, and described on theirs.
        """
        path = f"events/{event.id}.md"
        known = event.dated.basis in ("stated", "inferred")
        start, end = exact_days(event.date) if known else (None, None)
        return _clean(
            {
                "@type": "Article",
                "headline": event.title,
                "url": self._url(path),
                "image": self._picture(picture),
                "inLanguage": self.site.language,
                "isPartOf": self._site(),
                "temporalCoverage": None if start else coverage(event.date),
                "datePublished": event.published.text if event.published else None,
                "dateModified": last_change(event) or None,
                "about": {
                    "@type": "Event",
                    "name": event.title,
                    "startDate": start,
                    "endDate": end,
                    "location": [
                        self.place_node(self.timeline.brief_places[part.place])
                        for part in event.places
                    ],
                },
                "citation": self._citations(event.cite),
            }
        )

    def actor(self, actor: Actor, picture: str) -> Node:
        """Describe an actor's page: a profile, where the actor can have one."""
        path = f"actors/{actor.id}.md"
        kind = self._actor_type(actor)
        about: Node = {
            "@type": kind,
            "name": actor.name,
            "url": self._url(path),
            "alternateName": [alias.name for alias in actor.aliases],
            "description": first_sentence(actor.summary),
            **_identified(actor.identifiers),
        }
        if kind == "Person":
            about["jobTitle"] = actor.office
        if kind in PROFILED:
            about["memberOf"] = [
                {"@type": "Organization", "name": self.timeline.brief_actors[m.organization].name}
                for m in actor.memberships
                if self._actor_type(self.timeline.brief_actors[m.organization]) in PROFILED
                and m.end is None
            ]
        page = self._page("ProfilePage" if kind in PROFILED else "WebPage", path, actor.name, about)
        return {**page, **_clean({"image": self._picture(picture)})}

    def place(self, place: Place) -> Node:
        """Describe a place's page."""
        about: Node = {
            **self.place_node(place),
            "alternateName": [alias.name for alias in place.aliases],
            "description": first_sentence(place.summary) if place.summary else None,
            **_identified(place.identifiers),
        }
        return self._page("WebPage", f"places/{place.id}.md", place.name, about)

    def source(self, source: Source) -> Node:
        """Describe a source's page, which is about the source and is not it."""
        about = self.source_node(source)
        return self._page("WebPage", f"sources/{source.id}.md", source.title, about)

    def place_node(self, place: Place | BriefPlace) -> Node:
        """Return a place, with its coordinates if it has some that are closer than a region."""
        where = place.coordinates
        if where and where.precision in BROAD:
            where = None
        within = self.timeline.brief_places[place.part_of] if place.part_of else None
        return {
            "@type": _type_of(self.timeline.vocabulary.place_classes[place.place_class], "Place"),
            "name": place.name,
            "url": self._url(f"places/{place.id}.md"),
            "geo": where
            and {"@type": "GeoCoordinates", "latitude": where.lat, "longitude": where.lon},
            "containedInPlace": within and {"@type": "Place", "name": within.name},
        }

    def source_node(self, source: Source | BriefSource) -> Node:
        """Return a source as what it is: a news article, a report, a book."""
        kind = SOURCE_TYPES.get(source.type, "CreativeWork")
        return {
            "@type": kind,
            "name": source.title,
            "headline": source.title if kind in ("NewsArticle", "Article") else None,
            "publisher": {
                "@type": "Organization",
                "name": self.timeline.brief_actors[source.publisher].name,
            },
            # A byline may name a person or a desk, so it stays text.
            "author": list(source.author),
            # A date that the source does not state is when it was written, as far as is known.
            "datePublished" if source.dated.basis == "stated" else "dateCreated": exact_days(
                source.issued
            )[0],
            "inLanguage": source.lang,
            "url": source.url,
            "archivedAt": source.archive and source.archive.url,
        }

    def _citations(self, cites: Iterable[Cite]) -> list[Node]:
        ids = dict.fromkeys(cite.source for cite in cites)
        return [self._cited(self.timeline.brief_sources[source]) for source in ids]

    def _cited(self, source: BriefSource) -> Node:
        """Return a source as far as a citation needs it; its own page describes it whole."""
        whole = self.source_node(source)
        told = ("@type", "name", "url")
        return {name: whole[name] for name in told if name in whole}

    def _page(self, kind: str, path: str, name: str, about: Node) -> Node:
        return _clean(
            {
                "@type": kind,
                "name": name,
                "url": self._url(path),
                "inLanguage": self.site.language,
                "isPartOf": self._site(),
                "mainEntity": about,
            }
        )

    def _site(self) -> Node:
        return {"@type": "WebSite", "name": self.site.name, "url": self.site.url}

    def _url(self, path: str) -> str:
        return canonical(self.site, path) if self.site.url else ""

    def _picture(self, path: str) -> str:
        return self.site.url + path if self.site.url and path else ""

    def _actor_type(self, actor: Actor | BriefActor) -> str:
        return _type_of(self.timeline.vocabulary.actor_kinds[actor.kind], "Thing")


def exact_days(value: EdtfDate) -> tuple[str | None, str | None]:
    """Return the first and the last day of a date that is known to the day, else None twice.

    A single day has no last day; a date with a time of day counts as its day.
    """
    if value.approximate or value.uncertain or value.unspecified:
        return None, None
    if value.precision in ("day", "time") and value.earliest:
        return value.earliest.isoformat(), None
    if value.precision == "interval" and value.first and value.last:
        first, last = exact_days(value.first)[0], exact_days(value.last)[0]
        return (first, last) if first and last else (None, None)
    return None, None


def coverage(value: EdtfDate) -> str:
    """Return a date as ``temporalCoverage``: EDTF, which extends the ISO 8601 that is asked for.

    A set is given by its bounds, since no ISO 8601 reader knows its brackets.
    """
    if value.precision != "set":
        return value.text
    first = value.earliest.isoformat() if value.earliest else ".."
    last = value.latest.isoformat() if value.latest else ".."
    return f"{first}/{last}"


def _type_of(term: Term, otherwise: str) -> str:
    return term.schema_type or otherwise


def _identified(identifiers: Mapping[str, str]) -> Node:
    item = wikidata(identifiers)
    return {
        "sameAs": f"https://www.wikidata.org/entity/{item}" if item else None,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": scheme, "value": value}
            for scheme, value in identifiers.items()
        ],
    }


def _clean(node: Node) -> Node:
    """Return a description without what is empty, at any depth."""
    kept = {name: _cleaned(value) for name, value in node.items()}
    return {name: value for name, value in kept.items() if value not in (None, "", [], {})}


def _cleaned(value: Any) -> Any:
    if isinstance(value, dict):
        return _clean(value)
    return [_cleaned(part) for part in value] if isinstance(value, list) else value
