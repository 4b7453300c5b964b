from __future__ import annotations

import pytest

from timeline.maps.planar import Point, Window, clip_line, clip_ring, holds, path_data, rooms, thin

WINDOW = Window(0, 0, 10, 10)


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
    room = rooms([area, hole])[0]
    assert (room.x, room.width) == pytest.approx((68.5, 43))
    assert 60 < room.y < 100
    assert rooms([]) == []


def test_rooms_come_in_order_of_size() -> None:
    found = rooms([[(0, 0), (90, 0), (90, 30), (30, 30), (30, 60), (0, 60)]])
    sizes = [min(room.width / 3, room.height) for room in found]
    assert sizes == sorted(sizes, reverse=True)
    assert found[0].y < 30


@pytest.mark.parametrize(
    ("point", "expected"),
    [((5, 5), True), ((15, 5), False), ((5, 2), False), ((5, -1), False)],
)
def test_an_area_holds_points_but_not_in_its_holes(point: Point, expected: bool) -> None:
    area = [[(0, 0), (10, 0), (10, 10), (0, 10)], [(4, 1), (6, 1), (6, 3), (4, 3)]]
    assert holds(area, point) is expected
