"""Places, and what sources say of them."""

from __future__ import annotations

from pydantic import Field, model_validator

from timeline.model.entries.parts import Alias, Attribution, Cite, Cites, Correction, Figure
from timeline.model.types import (
    Country,
    Id,
    Lang,
    Line,
    Number,
    Origin,
    Part,
    PlacePrecision,
    ProseText,
    fault,
)

LATITUDE_LIMIT = 90.0
LONGITUDE_LIMIT = 180.0


class Coordinates(Part):
    """Degrees on WGS 84, north and east positive, and whether the sources give them."""

    lat: Number
    """Latitude in degrees, north positive, from -90 to 90."""
    lon: Number
    """Longitude in degrees, east positive, from -180 to 180."""
    precision: PlacePrecision
    """How closely the point stands for the place, from exact to unknown."""
    origin: Origin
    """Whether the sources give the coordinates, or they come from outside."""
    note: Line | None = None
    """Where the coordinates come from, in one line."""

    @model_validator(mode="after")
    def _on_the_globe(self) -> Coordinates:
        if abs(self.lat) > LATITUDE_LIMIT or abs(self.lon) > LONGITUDE_LIMIT:
            swapped = abs(self.lat) <= LONGITUDE_LIMIT and abs(self.lon) <= LATITUDE_LIMIT
            raise fault(
                "coordinates-out-of-range",
                f"latitude {self.lat}, longitude {self.lon} is not on the globe",
                "lat and lon look swapped"
                if swapped
                else "lat lies between -90 and 90, lon between -180 and 180",
                at="lat" if abs(self.lat) > LATITUDE_LIMIT else "lon",
            )
        return self


class Said(Part):
    """Something that a source says of a place."""

    text: ProseText
    """What is said of the place, in your own words."""
    according_to: Attribution | None = None
    """Who says so: the id of an actor, or 'as_written' with the source's words."""
    cite: Cites
    """Where that stands in the sources."""
    figures: tuple[Figure, ...] = ()
    """The numbers in it, such as a distance."""


class Place(Part):
    """Somewhere that events happen or that sources speak of."""

    id: Id
    """The place's name in addresses: that of its file, and not written in it."""
    name: Line
    """The name that readers see."""
    lang: Lang | None = None
    """Language of the name, if it is not the site's, as a tag such as 'fr'."""
    aliases: tuple[Alias, ...] = ()
    """Other names, as sources write them."""
    place_class: Id = Field(alias="class")
    """What the place is, from 'place_classes' in the vocabulary."""
    country: Country | None = None
    """The country, as the two capital letters of ISO 3166-1, such as FR."""
    part_of: Id | None = None
    """Id of the larger place in which this one lies."""
    coordinates: Coordinates | None = None
    """Where it lies on the globe, how closely, and how that is known."""
    summary: ProseText | None = None
    """A sentence or two in your own words: what this place is, by the sources."""
    said: tuple[Said, ...] = ()
    """What the sources say of the place: distances, who holds it."""
    identifiers: dict[Id, Line] = Field(default_factory=dict)
    """Ids in other catalogues, such as 'wikidata: Q142'."""
    cite: tuple[Cite, ...] = ()
    """Where the place stands in the sources."""
    reading: tuple[Line, ...] = ()
    """How the sources were read where they leave room, one line each; no outside knowledge."""
    outside: tuple[Line, ...] = ()
    """What in the entry rests on knowledge from outside the sources, one line each."""
    corrections: tuple[Correction, ...] = ()
    """What was changed after publication: when, what and why."""
    formerly: tuple[Id, ...] = ()
    """Ids that the entry had before; their addresses lead here."""
