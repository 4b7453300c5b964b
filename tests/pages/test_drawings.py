"""The strip of days: well-formed, complete, and every name in it harmless."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

import pytest
from lxml import etree

from tests.pages.test_grouping import FORMS, slots
from timeline.pages import Catalogue
from timeline.pages.columns import strip_columns
from timeline.pages.grouping import Slot
from timeline.pages.strip import StripLabels, span_of_days, strip_svg

SVG = "{http://www.w3.org/2000/svg}"
LABELS = StripLabels(
    whole='a "whole" & <more>',
    nothing="nothing",
    span=lambda days: "{1} {0}".format(*span_of_days(days)),
    count=lambda total, exact: f"{total} in all, {exact} known",
)
HOSTILE = '</text><script>alert("1")</script> & “Ünïçøde” *a* {b}'


def classed(root: etree._Element, name: str) -> list[etree._Element]:
    """Return the elements that have a class, and no other, in their order."""
    return [element for element in root.iter() if element.get("class") == name]


def number(element: etree._Element, name: str) -> float:
    """Return an attribute that is a number."""
    return float(str(element.get(name)))


def drawn(made: tuple[Slot, ...], english: Catalogue) -> etree._Element:
    text = strip_svg(
        strip_columns(made, english.dates),
        english.dates,
        LABELS,
        lambda a: f"t.html?a=1&b=2#{a}",
        placed=True,
    )
    (picture, *empty) = etree.fromstring(str(text).encode())
    # What holds its room open is empty.
    assert all(part.get("height") == "0" and not len(part) for part in empty)
    return picture


class TestStrip:
    """The strip above the timeline."""

    def test_every_slot_is_a_link_to_its_place(self, english: Catalogue) -> None:
        made = slots(english, *FORMS)
        links = [link.get("href") for link in drawn(made, english).iter("a")]
        assert links == [f"t.html?a=1&b=2#{slot.anchor}" for slot in made]

    def test_the_counts_add_up_to_all_events(self, english: Catalogue) -> None:
        root = drawn(slots(english, *FORMS, *FORMS), english)
        counts = classed(root, "st-strip__count")
        assert sum(
            int(part) for count in counts for part in str(count.text).split(" + ")
        ) == 2 * len(FORMS)

    def test_every_link_says_what_it_is(self, english: Catalogue) -> None:
        for link in drawn(slots(english, *FORMS), english).iter("a"):
            assert re.fullmatch(r".+: \d+ in all, \d+ known", str(link.get("aria-label")))
            assert link.findtext("title") == link.get("aria-label")

    def test_empty_days_and_gaps_are_said(self, english: Catalogue) -> None:
        root = drawn(slots(english, "1931-05-01", "1931-05-03", "1931-08-03"), english)
        assert [g.findtext("title") for g in root.iter("g")] == [
            "Saturday 2 May 1931: nothing",
            "nothing: 3 month",
        ]

    def test_columns_stand_side_by_side_inside_the_picture(self, english: Catalogue) -> None:
        root = drawn(slots(english, "1931", "1931-05-01", "1932-05-03"), english)
        width = float(str(root.get("viewBox")).split()[2])
        edges = [(number(h, "x"), number(h, "width")) for h in classed(root, "st-strip__hit")]
        assert all(x + w <= y for (x, w), (y, _) in pairwise(edges))
        assert edges[-1][0] + edges[-1][1] <= width

    def test_a_day_with_more_events_is_higher_and_none_outgrows_the_picture(
        self, english: Catalogue
    ) -> None:
        root = drawn(slots(english, "1931-05-01", *["1931-05-02"] * 40), english)
        low, high = classed(root, "st-strip__bar st-strip__bar--loose")
        assert number(low, "height") < number(high, "height")
        assert number(high, "y") >= 0

    def test_no_events_make_an_empty_picture(self, english: Catalogue) -> None:
        assert not list(drawn((), english).iter("a"))

    def test_its_name_is_escaped(self, english: Catalogue) -> None:
        assert drawn((), english).get("aria-label") == LABELS.whole


@pytest.mark.parametrize(
    ("days", "span"),
    [
        (1, ("day", 1)),
        (30, ("day", 30)),
        (31, ("month", 1)),
        (364, ("month", 11)),
        (365, ("year", 1)),
        (800, ("year", 2)),
    ],
)
def test_a_stretch_of_days_is_told_in_its_largest_whole_unit(
    days: int, span: tuple[str, int]
) -> None:
    assert span_of_days(days) == span


def test_every_map_that_a_page_shows_is_a_file(files: Mapping[str, bytes]) -> None:
    shown = set()
    for path, data in files.items():
        if path.endswith(".md"):
            shown |= set(re.findall(r'<img src="(?:\.\./)*(assets/maps/[^"]+)"', data.decode()))
    assert shown
    drawn = {path for path in files if re.fullmatch(r"assets/maps/.*\.svg", path)}
    assert shown == drawn
