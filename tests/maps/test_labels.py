from __future__ import annotations

from timeline.maps.labels import Sheet, centred, text_width
from timeline.maps.planar import Room

SIZE = 10.0


def test_a_label_takes_the_first_free_side_of_its_mark() -> None:
    sheet = Sheet(200, 100)
    anchors = []
    for _ in range(5):
        label = sheet.beside(100, 50, 8, 40, SIZE)
        anchors.append(label and (label.anchor, label.x))
    assert anchors == [
        ("start", 108),
        ("end", 92),
        ("middle", 100),
        ("middle", 100),
        None,
    ]


def test_a_label_stays_in_the_picture() -> None:
    label = Sheet(200, 100).beside(190, 50, 8, 40, SIZE)
    assert label is not None
    assert label.anchor == "end"
    assert Sheet(30, 100).beside(15, 50, 8, 40, SIZE) is None


def test_a_label_keeps_off_marks() -> None:
    sheet = Sheet(200, 100)
    sheet.mark(130, 50, 5)
    label = sheet.beside(100, 50, 8, 40, SIZE)
    assert label is not None
    assert label.anchor == "end"


def test_the_name_of_an_area_keeps_its_distance_where_it_can() -> None:
    rooms = [Room(100, 50, 80, 40), Room(100, 20, 80, 20)]
    near = Sheet(200, 100)
    near.mark(100, 64, 5)
    assert near.within(rooms, 40, SIZE) == rooms[1]
    crowded = Sheet(200, 100)
    crowded.mark(100, 64, 5)
    crowded.mark(100, 4, 3)
    assert crowded.within(rooms, 40, SIZE) == rooms[0]
    assert crowded.within(rooms, 40, SIZE) == rooms[1]
    assert crowded.within(rooms, 40, SIZE) is None


def test_an_area_too_small_for_its_name_gets_none() -> None:
    assert Sheet(200, 100).within([Room(100, 50, 39, 40), Room(100, 50, 80, 9)], 40, SIZE) is None


def test_a_text_in_the_middle_of_a_room_is_balanced() -> None:
    label = centred(Room(100, 50, 80, 40), SIZE)
    assert (label.x, label.anchor) == (100, "middle")
    assert 50 < label.y < 50 + SIZE / 2


def test_spaced_capitals_are_wider() -> None:
    assert text_width("Mali", SIZE) < text_width("Mali", SIZE, spaced=True) < 4 * SIZE
