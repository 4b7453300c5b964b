from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pytest
from lxml import etree

from tests.maps.conftest import HOSTILE
from timeline.dates import parse_edtf
from timeline.maps.planar import holds
from timeline.model.brief import BriefEvent, BriefPlace, brief_place
from timeline.model.entries import Place
from timeline.pages import load_catalogue
from timeline.pages.atlas import LINKED, SCALES, Atlas, Found, Ground
from timeline.pages.drawing import Sizes
from timeline.pages.locator import locator
from timeline.pages.spots import frame_of_all, frame_of_points, spots_of

WORDS = load_catalogue("en").dates


def place(name: str, *at: float, precision: str = "locality", id_: str = "") -> BriefPlace:
    fields: dict[str, Any] = {"id": id_ or name.lower(), "name": name, "class": "x"}
    if at:
        lat, lon = (f"{value:.3f}" for value in at)
        fields["coordinates"] = {
            "lat": lat,
            "lon": lon,
            "precision": precision,
            "origin": "outside",
        }
    return brief_place(Place.model_validate(fields))


BAMAKO, GAO = place("Bamako", 12.65, -8.0), place("Gao", 16.27, -0.04)
MALI = place("Mali", 17.5, -4.0, precision="country")
FRANCE = place("France", 46.5, 2.5, precision="country")
SAHEL = place("Sahel", 15.0, -5.0, precision="region")
OCEAN = place("Ocean", 0.0, -30.0, precision="country")
NOWHERE = place("Nowhere")


def events(place_id: str, number: int) -> Found:
    date = parse_edtf("2013-01-14")
    ids = [f"{place_id}-{n}" for n in range(number)]
    shelf = {i: BriefEvent(i, f"Event {n}", date, "reported") for n, i in enumerate(ids)}
    return Found.of(ids, shelf)


def atlas(*places: BriefPlace, **counts: int) -> Atlas:
    return Atlas(Ground(places), {place.id: counts.get(place.id, 0) for place in places})


def svg(made: Atlas) -> etree._Element:
    text = made.svg("Map", lambda p: f"{p.id}.html", lambda p: f"{p.name}: {made.counts[p.id]}")
    return etree.fromstring(str(text).encode())


def data(script: str) -> Any:
    return json.loads(script.split(" = ", 1)[1].rstrip(";\n"))


def found(root: etree._Element, path: str) -> list[etree._Element]:
    """The elements at a path; the type of what XPath returns depends on the path."""
    elements: Any = root.xpath(path)
    return list(elements)


def group(root: etree._Element, name: str) -> etree._Element:
    (element,) = found(root, f"//g[@class='st-map__{name}']")
    return element


def words(text: etree._Element) -> str:
    return "".join(map(str, text.itertext()))


class TestFrames:
    """What a map shows of the world."""

    def test_a_country_far_away_does_not_widen_the_overview(self) -> None:
        near, far = (
            frame_of_points(spots_of(places), 640, 480)
            for places in ([BAMAKO, GAO], [BAMAKO, GAO, MALI, FRANCE, SAHEL])
        )
        assert near == far

    def test_without_points_the_overview_shows_the_areas(self) -> None:
        box = frame_of_points(spots_of([MALI, FRANCE]), 640, 480).box
        assert box.south < 11
        assert box.north > 51
        # The mainland only: French Guiana lies at 53 degrees west.
        assert box.west > -40

    def test_a_locator_shows_all_its_places(self) -> None:
        frame = frame_of_all(spots_of([GAO, FRANCE]), 320, 240)
        assert frame.box.south < 16.27
        assert frame.box.north > 51

    def test_a_country_around_a_point_does_not_widen_a_locator(self) -> None:
        alone, within = (
            frame_of_all(spots_of(places), 320, 240) for places in ([GAO], [GAO, MALI])
        )
        assert alone == within

    @pytest.mark.parametrize(
        ("shown", "kind"),
        [(GAO, "point"), (SAHEL, "area"), (MALI, "country"), (OCEAN, "area")],
    )
    def test_a_place_is_drawn_no_sharper_than_it_is_known(
        self, shown: BriefPlace, kind: str
    ) -> None:
        (spot,) = spots_of([shown])
        assert spot.kind == kind
        assert (spot.radius > 0) is (kind == "area")
        assert holds([spot.ring], (spot.lon, spot.lat)) is (kind == "country")


class TestSizes:
    """Marks grow with the number of events."""

    @pytest.mark.parametrize("most", [1, 4, 15, 100, 5000])
    def test_more_events_never_have_a_smaller_mark(self, most: int) -> None:
        sizes = Sizes.of([0, 1, most])
        radii = [sizes.radius(count) for count in range(1, most + 1)]
        assert radii == sorted(radii)
        assert radii[-1] <= 18.1

    def test_the_area_is_in_proportion(self) -> None:
        sizes = Sizes.of([1, 4])
        assert sizes.radius(4) == pytest.approx(2 * sizes.radius(1))


class TestAtlas:
    """The map of all places."""

    MADE = atlas(BAMAKO, GAO, MALI, FRANCE, NOWHERE, gao=4, mali=15, france=2)

    def test_it_is_well_formed_and_every_place_in_it_a_link(self) -> None:
        root = svg(self.MADE)
        for size in SCALES:
            links = {a.get("href"): a.get("aria-label") for a in group(root, size).iter("a")}
            assert links == {
                "mali.html": "Mali: 15",
                "gao.html": "Gao: 4",
                "bamako.html": "Bamako: 0",
            }
        assert len(found(root, "//path[@class='land held']")) == 1

    def test_pages_differ_in_where_its_links_lead_alone(self) -> None:
        here = str(self.MADE.svg("Places", lambda p: f"{p.id}.html", lambda p: p.name))
        there = str(self.MADE.svg("Places", lambda p: f"places/{p.id}.html", lambda p: p.name))
        assert here != there
        assert here == there.replace('href="places/', 'href="')

    def test_what_is_outside_the_frame_is_told(self) -> None:
        assert [p.id for p in self.MADE.beyond] == ["france"]
        assert [p.id for p in self.MADE.unplaced] == ["nowhere"]
        assert [p.id for p in self.MADE.listed] == ["mali", "gao", "france", "bamako"]

    def test_what_only_the_widest_map_names_is_told(self) -> None:
        around = ((7.5, -5.5), (8.5, 1.0), (7.9, -1.0), (12.2, -1.5), (13.4, -15.5), (12.0, -15.0))
        lands = [
            place(f"Land-on-the-coast-{n}", *at, precision="country") for n, at in enumerate(around)
        ]
        made = atlas(BAMAKO, GAO, *lands, **{land.id: 1 for land in lands})
        named: list[set[str]] = [
            {str(a.get("href")) for a in group(svg(made), size).iter("a")} for size in SCALES
        ]
        wide, *smaller = named
        lost = {f"{unnamed.id}.html" for unnamed in made.unnamed}
        assert lost
        assert lost == wide.difference(set[str].intersection(*smaller))

    def test_a_country_is_named_once(self) -> None:
        names = [words(text) for text in group(svg(self.MADE), "wide").iter("text")]
        assert [name for name in names if "mali" in name.lower()] == ["MALI 15"]

    @pytest.mark.parametrize("size", SCALES)
    def test_no_name_covers_another(self, size: str) -> None:
        towns = [
            place(name, 14 + n % 5 / 3, -6 + n / 4, id_=f"p{n}")
            for n, name in enumerate(["Long name of a town"] * 14)
        ]
        root = svg(atlas(*towns, BAMAKO, MALI, **{f"p{n}": n for n in range(14)}))
        boxes = list(_boxes(group(root, size)))
        assert len(boxes) > 8
        for a, b in combinations(boxes, 2):
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (a, b)

    def test_names_and_addresses_are_text(self) -> None:
        made = atlas(place(HOSTILE, 15, -3, id_="hostile"), BAMAKO)
        root = svg(made)
        assert HOSTILE in {a.get("aria-label", "").removesuffix(": 0") for a in root.iter("a")}
        assert not list(root.iter("img", "script"))
        script = data(made.places_script({}, str, WORDS))
        assert HOSTILE in [entry["name"] for entry in script["places"]]

    def test_its_data_agree_with_its_picture(self) -> None:
        ground = data(self.MADE.ground.script())
        there = {id_: events(id_, number) for id_, number in self.MADE.counts.items()}
        places = data(self.MADE.places_script(there, str, WORDS))["places"]
        assert tuple(ground["view"]) == self.MADE.frame.box
        assert [entry["id"] for entry in places] == ["mali", "gao", "france", "bamako"]
        mali, gao = places[:2]
        assert mali["country"] in ground["index"]
        assert len(mali["events"]) == 15
        assert len(mali["first"]) == 5
        assert gao["first"][0] == ["gao-0", "Event 0", "events/gao-0.html", "14 Jan"]

    def test_the_same_places_give_the_same_bytes(self) -> None:
        other = atlas(NOWHERE, FRANCE, MALI, GAO, BAMAKO, france=2, mali=15, gao=4)
        for one, two in ((self.MADE, other), (other, self.MADE)):
            assert etree.tostring(svg(one)) == etree.tostring(svg(two))
            assert one.ground.script() == two.ground.script()

    def test_a_thousand_places_stay_a_page(self) -> None:
        towns = [
            place(f"Town {n}", 10 + n % 37 / 4, -10 + n % 91 / 8, id_=f"p{n}") for n in range(1000)
        ]
        made = atlas(*towns, **{f"p{n}": n % 7 for n in range(1000)})
        text = made.svg("Map", lambda p: p.id, lambda p: p.name)
        root = etree.fromstring(str(text).encode())
        assert len(found(root, "//g[@class='st-map__wide']//a")) == LINKED
        (dots,) = found(root, "//path[@class='dots']")
        assert dots.get("d", "").count("M") == 1000 - LINKED
        script = data(made.places_script({}, str, WORDS))
        assert (len(script["places"]), len(script["dots"])) == (LINKED, 1000 - LINKED)
        assert len(text) < 150_000
        assert len(made.listed) == LINKED


AT = ((0, 0), (64.15, -21.9), (-90, 0), (90, 180), (-16.5, 180), (10, -180))


@pytest.mark.parametrize("at", AT)
@pytest.mark.parametrize("precision", ["exact", "region", "country"])
def test_a_place_anywhere_on_earth_gives_maps(at: tuple[float, float], precision: str) -> None:
    shown = place("A", *at, precision=precision)
    made = locator([shown])
    assert made is not None
    root = etree.fromstring(made.svg.encode())
    overview = atlas(shown, a=1)
    for text in (made.svg, str(etree.tostring(svg(overview))), overview.ground.script()):
        assert "nan" not in text.lower().replace("guinan", "")
    _, _, width, height = map(float, str(root.get("viewBox")).split())
    for circle in root.iter("{*}circle"):
        assert 0 <= float(circle.get("cx", "")) <= width
        assert 0 <= float(circle.get("cy", "")) <= height


def test_places_that_are_not_placed_make_no_map() -> None:
    assert locator([NOWHERE]) is None
    assert atlas(NOWHERE).svg("Map", str, str) == ""
    assert locator([NOWHERE, GAO]) == locator([GAO])


def test_a_country_smaller_than_its_name_is_named_all_the_same() -> None:
    ivory_coast = place("Ivory Coast", 7.5, -5.5, precision="country", id_="ci")
    luxembourg = place("Luxembourg", 49.8, 6.1, precision="country")
    for shown in ([MALI, ivory_coast], [luxembourg, FRANCE]):
        made = locator(shown)
        assert made is not None
        root = etree.fromstring(made.svg.encode())
        names = {words(text) for text in root.iter("{*}text")}
        assert names >= {entry.name.upper() for entry in shown}


def test_locators_of_other_places_have_other_names() -> None:
    shown = ([GAO], [BAMAKO], [GAO, BAMAKO], [GAO, MALI], [GAO, BAMAKO, MALI])
    made = [locator(places) for places in shown]
    assert len({m.name for m in made if m}) == len(shown)


def test_names_in_a_locator_are_text() -> None:
    made = locator([place(HOSTILE, 15, -3, id_="hostile"), GAO])
    assert made is not None
    root = etree.fromstring(made.svg.encode())
    assert {words(text) for text in root.iter("{*}text", "{*}title")} >= {HOSTILE, "Gao"}
    assert not list(root.iter("{*}img", "{*}script"))


def test_the_order_of_places_changes_no_locator() -> None:
    assert locator([GAO, BAMAKO]) == locator([BAMAKO, GAO])


def _boxes(names: etree._Element) -> Iterable[tuple[float, float, float, float]]:
    """The room of each name, by its type's size and its letters, a little scant."""
    for text in names.iter("text"):
        sizes = (element.get("font-size") for element in (text, *text.iterancestors()))
        size = float(next(filter(None, sizes)))
        width = len(words(text)) * size * 0.55
        x, y = float(text.get("x", "")), float(text.get("y", ""))
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[text.get("text-anchor", "")]
        yield left, y - size * 0.7, left + width, y + size * 0.1
