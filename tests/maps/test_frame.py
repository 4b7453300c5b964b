from __future__ import annotations

import math
import re
from collections.abc import Sequence

import pytest

from timeline.maps import frame as geo
from timeline.maps import world
from timeline.maps.planar import Point

WEST_AFRICA = geo.frame_of(world.Box(-14, 10, 12, 25), width=640)


def ids(outlines: Sequence[geo.Outline]) -> set[str]:
    return {outline.id for outline in outlines}


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        (25, -14, (0, 0)),
        (10, 12, (640, WEST_AFRICA.height)),
        (10, -14, (0, WEST_AFRICA.height)),
        (17.5, -1, (320, WEST_AFRICA.height / 2)),
        (25, -14 + 360, (0, 0)),
        (40, -40, (-640, -WEST_AFRICA.height)),
    ],
)
def test_places_are_projected(lat: float, lon: float, expected: Point) -> None:
    assert WEST_AFRICA.project(lat, lon) == pytest.approx(expected)


def test_the_middle_parallel_is_true_to_scale() -> None:
    degrees_across = 26 * math.cos(math.radians(17.5))
    assert WEST_AFRICA.width / degrees_across == pytest.approx(WEST_AFRICA.height / 15, rel=1e-3)
    assert WEST_AFRICA.km_per_pixel == pytest.approx(15 * 111.2 / WEST_AFRICA.height)


@pytest.mark.parametrize(
    ("places", "middle"),
    [
        ([(12.65, -8.0)], (12.65, -8.0)),
        ([(12.65, -8.0), (16.27, -0.04)], (14.46, -4.02)),
        ([(-18.1, 178.4), (-13.8, -171.8)], (-15.95, -176.7)),
        ([(0.0, 179.0), (0.0, -179.0)], (0.0, 180.0)),
        ([(89.9, 10.0)], (89.9, 10.0)),
        ([(-90.0, 0.0)], (-90.0, 0.0)),
        ([(80.0, 0.0), (-80.0, 120.0), (0.0, -120.0)], (0.0, 0.0)),
    ],
)
def test_a_frame_holds_its_places(places: list[Point], middle: Point) -> None:
    frame = geo.frame_around(places, width=640)
    west, south, east, north = frame.box
    assert -90 <= south < north <= 90
    assert -180 <= (west + east) / 2 <= 180
    assert west < east <= west + 360
    assert frame.height > 0
    for lat, lon in [*places, middle]:
        x, y = frame.project(lat, lon)
        assert -0.1 <= x <= frame.width + 0.1
        assert -0.1 <= y <= frame.height + 0.1


def test_a_frame_around_one_place_has_the_least_span() -> None:
    frame = geo.frame_around([(12.65, -8.0)], width=500, min_span_km=300)
    assert frame.height * frame.km_per_pixel == pytest.approx(300, rel=1e-3)
    assert frame.width * frame.km_per_pixel == pytest.approx(300, rel=1e-3)


@pytest.mark.parametrize(
    ("places", "height"),
    [([(10.0, 0.0), (10.0, 40.0)], 320), ([(-20.0, 5.0), (20.0, 5.0)], 640)],
)
def test_a_frame_is_neither_flat_nor_tall(places: list[Point], height: float) -> None:
    frame = geo.frame_around(places, width=640, shape=(0.5, 1.0))
    assert frame.height == pytest.approx(height, rel=1e-3)


def test_a_frame_needs_a_place() -> None:
    with pytest.raises(ValueError, match="at least one place"):
        geo.frame_around([])


def test_a_frame_shows_its_countries_rivers_and_lakes() -> None:
    shown = ids(geo.country_paths(WEST_AFRICA))
    assert {"MLI", "NER", "BFA", "DZA", "MRT", "SEN"} <= shown
    assert not {"FRA", "CMR", "BRA"} & shown
    assert geo.river_paths(WEST_AFRICA)
    assert geo.lake_paths(geo.frame_around([(13.0, 14.0)], min_span_km=600))


def test_outlines_stay_near_the_frame() -> None:
    for outline in geo.country_paths(WEST_AFRICA):
        for subpath in outline.d.split("M")[1:]:
            numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", subpath)]
            x = y = 0.0
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + dx, y + dy
                assert -4.1 <= x <= WEST_AFRICA.width + 4.1
                assert -4.1 <= y <= WEST_AFRICA.height + 4.1


def test_names_fit_inside_the_frame() -> None:
    named = {country.id: country for country in geo.countries(WEST_AFRICA)}
    mali = named["MLI"]
    assert mali.name == "Mali"
    assert mali.rooms[0].width > 200
    for country in named.values():
        for room in country.rooms:
            assert 8 <= room.x <= WEST_AFRICA.width - 8
            assert 8 <= room.y <= WEST_AFRICA.height - 8


def test_a_point_of_the_picture_is_found_on_the_ground() -> None:
    lat, lon = WEST_AFRICA.locate(*WEST_AFRICA.project(16.27, -0.04))
    assert (lat, lon) == pytest.approx((16.27, -0.04))


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        pytest.param(world.Box(170, -25, 190, -10), {"FJI", "TON", "WSM"}, id="passing east"),
        pytest.param(world.Box(-190, -25, -170, -10), {"FJI", "TON", "WSM"}, id="passing west"),
        pytest.param(world.Box(160, 50, 200, 70), {"RUS", "USA"}, id="Bering Strait"),
        pytest.param(world.Box(-10, -90, 30, -60), {"ATA"}, id="South Pole"),
        pytest.param(world.Box(-180, -85, 180, 85), {"FJI", "RUS", "USA", "MLI"}, id="the world"),
    ],
)
def test_the_antimeridian_is_no_border(box: world.Box, expected: set[str]) -> None:
    frame = geo.frame_of(box, width=640)
    assert expected <= ids(geo.country_paths(frame))


def test_the_same_frame_gives_the_same_paths() -> None:
    first = geo.country_paths(WEST_AFRICA), geo.river_paths(WEST_AFRICA)
    world.load.cache_clear()
    assert (geo.country_paths(WEST_AFRICA), geo.river_paths(WEST_AFRICA)) == first


def test_a_map_is_small_enough_to_be_inlined() -> None:
    layers = (geo.country_paths, geo.river_paths, geo.lake_paths)
    size = sum(len(outline.d) for layer in layers for outline in layer(WEST_AFRICA))
    assert 5_000 < size < 25_000
