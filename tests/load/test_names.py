"""Names of content files that would mean something else on another system or in the site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers import check, make_content
from timeline.diagnostics import Diagnostic
from timeline.load.names import bad_name
from timeline.pages import Site, load_catalogue, render_site
from timeline.settings import GENERATED_PAGES


def names(*places: str) -> list[Diagnostic | None]:
    """Return what is said of the last of some files in one folder."""
    before: dict[str, str] = {}
    return [bad_name(place, place, before) for place in places]


@pytest.mark.parametrize(
    "place",
    ["con.yaml", "CON.yaml", "Nul.yaml", "prn.yaml", "aux.old.yaml", "com1.yaml", "lpt9.yaml"],
)
@pytest.mark.parametrize("folder", ["events/1997", "actors", "pages"])
def test_devices_of_windows_are_refused(folder: str, place: str) -> None:
    (found,) = names(f"{folder}/{place}")
    assert found is not None
    assert "device" in found.message


@pytest.mark.parametrize(
    "place", ["events/1997/console.yaml", "pages/comet.md", "actors/com10.yaml", "pages/null.md"]
)
def test_names_that_only_begin_like_a_device_are_fine(place: str) -> None:
    assert names(place) == [None]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("events/1997/Road.yaml", "events/1997/road.yaml"),
        ("events/1997/STRASSE.yaml", "events/1997/straße.yaml"),
        ("events/1997/caf\u00e9.yaml", "events/1997/cafe\u0301.yaml"),
    ],
)
def test_two_files_that_another_system_takes_for_one_are_refused(one: str, other: str) -> None:
    first, second = names(one, other)
    assert first is None
    assert second is not None
    assert one in second.message


def test_the_same_name_in_two_folders_is_fine() -> None:
    assert names("events/1997/road.yaml", "events/1998/road.yaml", "actors/road.yaml") == [None] * 3


@pytest.mark.parametrize(
    "name",
    [
        "a b.md",
        "a.b.md",
        "a--b.md",
        "Méthode.md",
        "a\\b.md",
        "a\nb.md",
        "-.md",
        "{{x}}.md",
        "404.md",
    ],
)
def test_names_of_pages_are_those_of_addresses(name: str) -> None:
    assert names(f"pages/{name}") != [None]


def test_every_page_that_the_site_makes_by_itself_is_protected(tmp_path: Path) -> None:
    """A page by hand would take its place. ``index.md`` is the home page's own text."""
    result = check(make_content(tmp_path / "content"))
    assert result.timeline is not None
    made = render_site(result.timeline, result.coverage, Site("x", "", ""), load_catalogue("en"))
    roots = {found[1] for path in made if (found := re.fullmatch(r"([^/]+)\.(?:md|html)", path))}
    assert roots - {"index", "method"} <= GENERATED_PAGES
