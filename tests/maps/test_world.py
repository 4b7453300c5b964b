from __future__ import annotations

from collections.abc import Sequence

import pytest

from timeline.maps.planar import Point, holds
from timeline.maps.world import Box, Layer, country_at, load, mainland


@pytest.mark.parametrize("layer", ["countries", "rivers", "lakes"])
def test_the_data_are_sound(layer: Layer) -> None:
    shapes = load(layer)
    assert len(shapes) > 200
    for shape in shapes:
        assert -360 < shape.box.west <= shape.box.east < 360
        assert -90 <= shape.box.south <= shape.box.north <= 90
        for part in shape.parts:
            assert len(part) >= (2 if layer == "rivers" else 3)
        assert shape.boxes == tuple(_around(part) for part in shape.parts)
        assert shape.box == _around([point for part in shape.parts for point in part])


def _around(points: Sequence[Point]) -> Box:
    lons, lats = zip(*points, strict=True)
    return Box(min(lons), min(lats), max(lons), max(lats))


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        (17.5, -4.0, "MLI"),
        (46.5, 2.5, "FRA"),
        (46.5, 362.5, "FRA"),
        (4.0, -53.0, "FRA"),
        (-17.8, 178.0, "FJI"),
        (66.0, -175.0, "RUS"),
        (-75.0, 0.0, "ATA"),
        (-29.6, 28.2, "LSO"),
        (0.0, -30.0, None),
    ],
)
def test_a_spot_lies_in_a_country(lat: float, lon: float, expected: str | None) -> None:
    found = country_at(lat, lon)
    assert (None if found is None else load("countries")[found].id) == expected


@pytest.mark.parametrize(("lat", "lon"), [(46.5, 2.5), (4.0, -53.0), (66.0, -175.0)])
def test_the_mainland_is_the_part_around_the_spot(lat: float, lon: float) -> None:
    country = country_at(lat, lon)
    assert country is not None
    ring = mainland(country, lat, lon)
    assert any(holds([ring], (x, lat)) for x in (lon - 360, lon, lon + 360))
    assert len(ring) < sum(map(len, load("countries")[country].parts))
