from __future__ import annotations

import math
import re

import pytest

from timeline import geo
from timeline.planar import Point, Window, clip_line, clip_ring, path_data, roomiest, thin

WEST_AFRICA = geo.frame_of(geo.Box(-14, 10, 12, 25), width=640)
WINDOW = Window(0, 0, 10, 10)


def ids(outlines: list[geo.Outline]) -> set[str]:
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


@pytest.mark.parametrize(
    ("ring", "expected"),
    [
        pytest.param([(1, 1), (9, 1), (9, 9)], [(1, 1), (9, 1), (9, 9)], id="inside"),
        pytest.param([(11, 1), (19, 1), (15, 9)], [], id="outside"),
        pytest.param(
            [(5, 2), (15, 2), (15, 8), (5, 8)], [(5, 2), (10, 2), (10, 8), (5, 8)], id="right"
        ),
        pytest.param(
            [(-5, -5), (5, -5), (5, 5), (-5, 5)], [(0, 0), (5, 0), (5, 5), (0, 5)], id="corner"
        ),
        pytest.param(
            [(-9, -9), (19, -9), (19, 19), (-9, 19)],
            [(0, 0), (10, 0), (10, 10), (0, 10)],
            id="around",
        ),
        pytest.param([], [], id="empty"),
    ],
)
def test_rings_are_clipped(ring: list[Point], expected: list[Point]) -> None:
    assert sorted(clip_ring(ring, WINDOW)) == sorted(expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param([(1, 1), (9, 9)], [[(1, 1), (9, 9)]], id="inside"),
        pytest.param([(-5, 5), (15, 5)], [[(0, 5), (10, 5)]], id="across"),
        pytest.param(
            [(5, 5), (15, 5), (15, 6), (5, 6)], [[(5, 5), (10, 5)], [(10, 6), (5, 6)]], id="twice"
        ),
        pytest.param([(-5, 4), (4, -5)], [], id="past a corner"),
        pytest.param([(-5, 5), (5, -5)], [[(0, 0), (0, 0)]], id="touching a corner"),
        pytest.param([(-5, -5), (15, 15)], [[(0, 0), (10, 10)]], id="diagonal"),
        pytest.param([(1, 1), (2, 2), (3, 1)], [[(1, 1), (2, 2), (3, 1)]], id="in one piece"),
        pytest.param([(12, 1), (12, 9)], [], id="beside"),
    ],
)
def test_lines_are_clipped(line: list[Point], expected: list[list[Point]]) -> None:
    assert clip_line(line, WINDOW) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ([], []),
        ([(0, 0)], [(0, 0)]),
        ([(0, 0), (0.1, 0)], [(0, 0), (0.1, 0)]),
        ([(0, 0), (0.5, 0), (1, 0), (1.5, 0), (2, 0)], [(0, 0), (1, 0), (2, 0)]),
    ],
)
def test_near_points_are_dropped(line: list[Point], expected: list[Point]) -> None:
    assert thin(line, 1) == expected


@pytest.mark.parametrize(
    ("line", "closed", "expected"),
    [
        ([(1, 2), (2.5, 2), (2, 1.25)], False, "M1 2l1.5 0-.5-.8"),
        ([(0, 0), (10, 0), (10, 10), (0, 0)], True, "M0 0l10 0 0 10z"),
        ([(0, 0), (0.04, 0.04)], False, ""),
        ([(0, 0), (5, 5)], True, ""),
        ([], True, ""),
    ],
)
def test_path_data(line: list[Point], closed: bool, expected: str) -> None:
    assert path_data([line], closed=closed) == expected


def test_a_label_goes_where_there_is_room() -> None:
    # A narrow bar with a broad foot to the right, and a hole in the foot's left half.
    area = [(0, 0), (4, 0), (4, 60), (90, 60), (90, 100), (0, 100)]
    hole = [(5, 62), (47, 62), (47, 98), (5, 98)]
    room = roomiest([area, hole])
    assert room is not None
    assert (room.x, room.width) == pytest.approx((68.5, 43))
    assert 60 < room.y < 100
    assert roomiest([]) is None


@pytest.mark.parametrize("layer", ["countries", "rivers", "lakes"])
def test_the_data_are_sound(layer: geo.Layer) -> None:
    shapes = geo.load(layer)
    assert len(shapes) > 200
    for shape in shapes:
        assert -360 < shape.box.west <= shape.box.east < 360
        assert -90 <= shape.box.south <= shape.box.north <= 90
        for part in shape.parts:
            assert len(part) >= (2 if layer == "rivers" else 3)
            xs, ys = zip(*part, strict=True)
            assert shape.box.west - 1e-9 <= min(xs)
            assert max(xs) <= shape.box.east + 1e-9
            assert shape.box.south - 1e-9 <= min(ys)
            assert max(ys) <= shape.box.north + 1e-9


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


def test_labels_lie_inside_the_frame() -> None:
    labels = {label.id: label for label in geo.country_labels(WEST_AFRICA)}
    mali = labels["MLI"]
    assert mali.name == "Mali"
    assert mali.width > 200
    for label in labels.values():
        assert 8 <= label.x <= WEST_AFRICA.width - 8
        assert 8 <= label.y <= WEST_AFRICA.height - 8


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        pytest.param(geo.Box(170, -25, 190, -10), {"FJI", "TON", "WSM"}, id="passing east"),
        pytest.param(geo.Box(-190, -25, -170, -10), {"FJI", "TON", "WSM"}, id="passing west"),
        pytest.param(geo.Box(160, 50, 200, 70), {"RUS", "USA"}, id="Bering Strait"),
        pytest.param(geo.Box(-10, -90, 30, -60), {"ATA"}, id="South Pole"),
        pytest.param(geo.Box(-180, -85, 180, 85), {"FJI", "RUS", "USA", "MLI"}, id="the world"),
    ],
)
def test_the_antimeridian_is_no_border(box: geo.Box, expected: set[str]) -> None:
    frame = geo.frame_of(box, width=640)
    assert expected <= ids(geo.country_paths(frame))


def test_the_same_frame_gives_the_same_paths() -> None:
    first = geo.country_paths(WEST_AFRICA), geo.river_paths(WEST_AFRICA)
    geo.load.cache_clear()
    assert (geo.country_paths(WEST_AFRICA), geo.river_paths(WEST_AFRICA)) == first


def test_a_map_is_small_enough_to_be_inlined() -> None:
    layers = (geo.country_paths, geo.river_paths, geo.lake_paths)
    size = sum(len(outline.d) for layer in layers for outline in layer(WEST_AFRICA))
    assert 5_000 < size < 25_000
