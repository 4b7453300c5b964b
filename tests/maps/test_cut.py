from __future__ import annotations

import pytest

from timeline.maps.cut import Cut
from timeline.maps.frame import Frame, countries, frame_of
from timeline.maps.planar import thin
from timeline.maps.world import Box, Layer, load

FRAMES = [
    pytest.param(frame_of(Box(-182.0256, -90, 177.9744, 90), width=640), id="the world"),
    pytest.param(frame_of(Box(-14, 10, 12, 25), width=640), id="a region"),
    pytest.param(frame_of(Box(160, -50, 200, -10), width=320), id="across the antimeridian"),
    pytest.param(frame_of(Box(-30.1234, 55.4321, 40, 85), width=320), id="the far north"),
]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("layer", ["countries", "rivers", "lakes"])
@pytest.mark.parametrize(("bleed", "tolerance"), [(4, 0.7), (-8, 4.0)])
def test_what_is_thinned_at_once_is_what_is_left_of_all_points(
    frame: Frame, layer: Layer, bleed: float, tolerance: float
) -> None:
    cut = Cut(frame.box, frame.width, frame.height, bleed)
    closed, shown = layer != "rivers", 0
    for shape in load(layer):
        parts = cut.parts(shape, tolerance, closed=closed)
        every = cut.parts(shape, 0, closed=closed)
        assert parts == [thin(part, tolerance) for part in every]
        shown += bool(parts)
    assert shown


@pytest.mark.parametrize("frame", FRAMES)
def test_all_that_is_shown_of_a_shape_lies_in_its_extent(frame: Frame) -> None:
    cut = Cut(frame.box, frame.width, frame.height, 4)
    for shape in load("countries"):
        points = [point for part in cut.parts(shape, 0, closed=True) for point in part]
        assert cut.near(shape) or not points
        for x, y in points:
            left, top, right, bottom = cut.extent(shape)
            assert left <= x <= right
            assert top <= y <= bottom


@pytest.mark.parametrize("frame", FRAMES)
def test_a_country_is_looked_into_wherever_words_may_fit(frame: Frame) -> None:
    passed_over = 0
    for country in countries(frame):
        for room in country.rooms:
            assert country.rooms_for(room.width, room.height) == country.rooms
        passed_over += not country.rooms_for(frame.width + 1, 10)
    assert passed_over == len(countries(frame)) > 0
