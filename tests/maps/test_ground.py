from __future__ import annotations

import json
from itertools import accumulate

import pytest

from timeline.maps.ground import LIMIT, ground, wider
from timeline.maps.world import Box, load

VIEW = Box(-14, 8, 6, 22)
WORLD = Box(-180, -90, 180, 90)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        pytest.param([], Box(-24, 1, 16, 29), id="the view's surroundings"),
        pytest.param([(46.5, 2.5)], Box(-24, 1, 16, 51.5), id="a place far away"),
        pytest.param([(46.5, 362.5)], Box(-24, 1, 16, 51.5), id="under another longitude"),
        pytest.param([(0, 170), (0, -170)], Box(-175, -5, 175, 29), id="around the world"),
        pytest.param([(89, 0)], Box(-24, 1, 16, 90), id="no further than the pole"),
    ],
)
def test_the_ground_reaches_around_the_view_and_the_places(
    points: list[tuple[float, float]], expected: Box
) -> None:
    assert wider(VIEW, points, beyond=0.5, around=5) == expected


@pytest.mark.parametrize("box", [VIEW, Box(160, -30, 200, 0), Box(-10, 35, 30, 60), WORLD])
def test_the_ground_is_small_and_stays_in_its_box(box: Box) -> None:
    data = ground(box)
    assert len(json.dumps(data, separators=(",", ":"))) < LIMIT + 15_000
    width, height = (box.east - box.west) * 100, (box.north - box.south) * 100
    for layer in ("land", "lakes", "rivers"):
        for shape in data[layer]:
            for row in shape:
                xs, ys = list(accumulate(row[::2])), list(accumulate(row[1::2]))
                assert len(xs) == len(ys) >= (2 if layer == "rivers" else 3)
                assert min(xs) >= 0
                assert max(xs) <= width + 1
                assert min(ys) >= 0
                assert max(ys) <= height + 1


def test_countries_are_named_where_they_are() -> None:
    data = ground(VIEW)
    assert len(data["land"]) == len(data["index"]) == len(data["names"])
    names = {name: (x, y, width) for name, x, y, width in data["names"]}
    x, y, width = names["Mali"]
    assert 0 < x < 2000
    assert 0 < y < 1400
    assert width > 300
    assert [load("countries")[index].name for index in data["index"]] == list(names)


def test_the_same_box_gives_the_same_ground() -> None:
    assert json.dumps(ground(VIEW)) == json.dumps(ground(VIEW))
