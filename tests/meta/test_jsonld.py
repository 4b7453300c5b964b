"""What pages say in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import edited, timeline_of
from timeline.dates import parse_edtf
from timeline.pages import load_catalogue, render_site
from timeline.pages.jsonld import Describer, coverage, exact_days
from timeline.pages.licences import LICENCES
from timeline.pages.meta import json_ld
from timeline.pages.site import Site

URL = "https://example.org/bridge/"
TERMS = json.loads((Path(__file__).parent / "schema-terms.json").read_text(encoding="utf-8"))
EVENT = "events/1997/bridge-collapses.yaml"
PICTURE = "assets/cards/x.png"


def describer(folder: Path, files: dict[str, str] | None = None, url: str = URL) -> Describer:
    return Describer(timeline_of(folder, files), Site("The bridge", "Why it fell.", url))


def graphs(describer: Describer) -> Iterator[dict[str, Any]]:
    timeline = describer.timeline
    yield describer.home()
    yield from (describer.event(event, PICTURE) for event in timeline.events.values())
    yield from (describer.actor(actor, PICTURE) for actor in timeline.actors.values())
    yield from (describer.place(place) for place in timeline.places.values())
    yield from (describer.source(source) for source in timeline.sources.values())


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every typed thing in a description, at any depth."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


VOCABULARY = edited(
    "vocabulary.yaml",
    "{label: Person, explanation: One human being.}",
    "{label: Person, explanation: One human being., schema: Person}",
)


@pytest.mark.parametrize("url", [URL, ""])
@pytest.mark.parametrize("files", [{}, VOCABULARY])
def test_every_type_and_property_is_one_of_schema_org(
    tmp_path: Path, files: dict[str, str], url: str
) -> None:
    for graph in graphs(describer(tmp_path, files, url)):
        for node in nodes(graph):
            allowed = TERMS["types"][node["@type"]]
            assert set(node) - {"@type"} <= set(allowed), node


def test_no_page_claims_to_be_a_review_of_claims(tmp_path: Path) -> None:
    types = [node["@type"] for graph in graphs(describer(tmp_path)) for node in nodes(graph)]
    assert "ClaimReview" not in types


def test_nothing_empty_is_stated(tmp_path: Path) -> None:
    for graph in graphs(describer(tmp_path, url="")):
        for node in nodes(graph):
            assert all(value not in ("", None, [], {}) for value in node.values()), node


@pytest.mark.parametrize(
    ("date", "start", "end", "covered"),
    [
        ("1997-03-03", "1997-03-03", None, "1997-03-03"),
        ("1997-03-03T16:00:00", "1997-03-03", None, "1997-03-03T16:00:00"),
        ("1997-03-03/1997-03-05", "1997-03-03", "1997-03-05", "1997-03-03/1997-03-05"),
        ("1997-03", None, None, "1997-03"),
        ("1997-03-03~", None, None, "1997-03-03~"),
        ("1997-03-03?", None, None, "1997-03-03?"),
        ("1997-03-XX", None, None, "1997-03-XX"),
        ("1997-03-03/..", None, None, "1997-03-03/.."),
        ("1997-03/1997-03-05", None, None, "1997-03/1997-03-05"),
        ("[..1997-03-03]", None, None, "../1997-03-03"),
        ("[1997-03-03..1997-03-05]", None, None, "1997-03-03/1997-03-05"),
    ],
)
def test_a_date_is_never_sharper_than_known(
    date: str, start: str | None, end: str | None, covered: str
) -> None:
    assert exact_days(parse_edtf(date)) == (start, end)
    assert coverage(parse_edtf(date)) == covered


@pytest.mark.parametrize(
    ("basis", "start"),
    [("stated", "1997-03-03"), ("inferred", "1997-03-03"), ("presumed", None), ("bound", None)],
)
def test_a_guessed_day_is_no_start_date(tmp_path: Path, basis: str, start: str | None) -> None:
    files = edited(
        EVENT,
        "{as_written: on Monday, basis: stated}",
        f"{{as_written: on Monday, basis: {basis}, note: Why.}}",
    )
    described = describer(tmp_path, files)
    page = described.event(described.timeline.events["bridge-collapses"], PICTURE)
    assert page["about"].get("startDate") == start
    assert ("temporalCoverage" in page) == (start is None)


def test_an_event_page_is_an_article_about_the_event(tmp_path: Path) -> None:
    described = describer(tmp_path)
    page = described.event(described.timeline.events["bridge-collapses"], PICTURE)
    assert page == {
        "@type": "Article",
        "headline": "The mill bridge collapses",
        "url": f"{URL}events/bridge-collapses.html",
        "image": URL + PICTURE,
        "inLanguage": "en",
        "isPartOf": {"@type": "WebSite", "name": "The bridge", "url": URL},
        "about": {
            "@type": "Event",
            "name": "The mill bridge collapses",
            "startDate": "1997-03-03",
            "location": [
                {
                    "@type": "Place",
                    "name": "Mill Bridge",
                    "url": f"{URL}places/mill-bridge.html",
                    "containedInPlace": {"@type": "Place", "name": "Lindow"},
                }
            ],
        },
        "citation": [
            {
                "@type": "NewsArticle",
                "name": "Bridge lost",
                "url": "https://echo.example/1997/bridge-lost",
            }
        ],
    }


@pytest.mark.parametrize(
    ("files", "page", "about"),
    [({}, "WebPage", "Thing"), (VOCABULARY, "ProfilePage", "Person")],
)
def test_the_vocabulary_says_what_kind_of_thing_an_actor_is(
    tmp_path: Path, files: dict[str, str], page: str, about: str
) -> None:
    described = describer(tmp_path, files)
    graph = described.actor(described.timeline.actors["ada-fenn"], PICTURE)
    assert (graph["@type"], graph["mainEntity"]["@type"]) == (page, about)


@pytest.mark.parametrize(
    ("precision", "stated"), [("exact", True), ("locality", True), ("region", False)]
)
def test_a_point_is_stated_where_it_is_one(tmp_path: Path, precision: str, stated: bool) -> None:
    place = (
        "name: Lindow\nclass: town\n"
        f"coordinates: {{lat: 53.2, lon: -2.1, precision: {precision}, origin: sources}}\n"
    )
    described = describer(tmp_path, {"places/lindow.yaml": place})
    entity = described.place(described.timeline.places["lindow"])["mainEntity"]
    point = {"@type": "GeoCoordinates", "latitude": 53.2, "longitude": -2.1}
    assert entity.get("geo") == (point if stated else None)


@pytest.mark.parametrize(
    ("basis", "said"), [("stated", "datePublished"), ("inferred", "dateCreated")]
)
def test_only_a_stated_date_is_one_of_publication(tmp_path: Path, basis: str, said: str) -> None:
    name = "sources/echo-1997-03-05.yaml"
    files = edited(name, "basis: stated", f"basis: {basis}")
    described = describer(tmp_path, files)
    entity = described.source(described.timeline.sources["echo-1997-03-05"])["mainEntity"]
    dates = {key: value for key, value in entity.items() if key.startswith("date")}
    assert dates == {said: "1997-03-05"}


@pytest.mark.parametrize("url", [URL, ""])
def test_the_home_page_offers_the_data(tmp_path: Path, url: str) -> None:
    site, dataset = describer(tmp_path, url=url).home()["@graph"]
    assert site["@type"] == "WebSite"
    assert dataset["distribution"]["contentUrl"] == f"{url}data/timeline.json"
    assert dataset["temporalCoverage"] == "1997-03-03/1997-03-04"


@pytest.mark.parametrize("licence", LICENCES)
def test_the_data_have_the_licence_of_the_configuration(tmp_path: Path, licence: str) -> None:
    site = Site("The bridge", url=URL, licence=licence)
    timeline = timeline_of(tmp_path)
    _, dataset = Describer(timeline, site).home()["@graph"]
    assert dataset.get("license", "") == LICENCES[licence].address
    page = render_site(timeline, [], site, load_catalogue("en"))["data.md"].decode()
    if licence == "none":
        assert "All rights to what was written for this site are reserved." in page
    else:
        address, name = LICENCES[licence].address, LICENCES[licence].name
        assert f'under the licence <a href="{address}">{name}</a>.' in page
    assert "The sources cited belong to those who published them" in page


@pytest.mark.parametrize(
    ("licence", "name", "address"),
    [
        ("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "CC-BY-NC-SA-4.0",
            "CC BY-NC-SA 4.0",
            "https://creativecommons.org/licenses/by-nc-sa/4.0/",
        ),
    ],
)
def test_licences_have_the_names_and_addresses_of_their_publisher(
    licence: str, name: str, address: str
) -> None:
    assert LICENCES[licence] == (name, address)


def test_no_sign_can_end_the_script_element() -> None:
    text = json_ld({"name": "</script><!-- & \u2028 \u2029 \\u003c ع"})
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text)["name"] == "</script><!-- & \u2028 \u2029 \\u003c ع"
