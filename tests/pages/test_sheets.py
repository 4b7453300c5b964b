"""Long lists on several pages: nothing lost, nothing twice, every page within reach."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.corpora import write
from bench.corpus import Corpus
from timeline.check import check_content
from timeline.model.timeline import Timeline
from timeline.pages import Site, load_catalogue, render_site
from timeline.pages.profile import involved
from timeline.pages.sheets import Leaf, leaves, sheets
from timeline.settings import EVENTS_PER_PAGE, LEAVES_LISTED, LINES_PER_PAGE

LINK = re.compile(r'<a [^>]*?href="([^"#:]+)\.html(?:#([^"]+))?"')


class TestDividing:
    """Groups of rows become pages."""

    @pytest.mark.parametrize(
        ("sizes", "pages"),
        [
            ({}, [[]]),
            ({"a": 2}, [["a:2"]]),
            ({"a": 3}, [["a:3"]]),
            ({"a": 4}, [["a:3"], ["a:1"]]),
            ({"a": 2, "b": 3}, [["a:2", "b:1"], ["b:2"]]),
            ({"a": 0, "b": 0, "c": 0, "d": 0}, [["a:0", "b:0", "c:0"], ["d:0"]]),
            ({"a": 3, "b": 0}, [["a:3"], ["b:0"]]),
        ],
    )
    def test_a_group_goes_on_under_its_head(
        self, sizes: dict[str, int], pages: list[list[str]]
    ) -> None:
        groups = [(head, range(size)) for head, size in sizes.items()]
        made = sheets("x.md", groups, 3)
        assert [[f"{head}:{len(rows)}" for head, rows in s.groups] for s in made] == pages

    @given(sizes=st.lists(st.integers(0, 9), max_size=6), most=st.integers(1, 5))
    def test_every_row_is_on_one_page_in_its_place(self, sizes: list[int], most: int) -> None:
        groups = [(n, [(n, row) for row in range(size)]) for n, size in enumerate(sizes)]
        made = sheets("x.md", groups, most)
        assert [row for sheet in made for row in sheet.rows] == [
            r for _, rows in groups for r in rows
        ]
        assert list(dict.fromkeys(head for sheet in made for head, _ in sheet.groups)) == [
            head for head, _ in groups
        ]
        assert all(len(sheet.rows) <= most for sheet in made)

    def test_further_pages_lie_in_a_folder_that_no_id_can_take(self) -> None:
        made = sheets("actors/ada.md", [("", range(7))], 3)
        assert [sheet.leaf for sheet in made] == [
            Leaf("actors/ada.md", "1–3", 3),
            Leaf("actors/ada/2.md", "4–6", 3),
            Leaf("actors/ada/3.md", "7–7", 1),
        ]

    def test_pages_can_be_named_by_their_first_and_last_row(self) -> None:
        made = sheets("x.md", [("", "abc")], 2, lambda first, last: f"{first} to {last}")
        assert [sheet.leaf.label for sheet in made] == ["a to b", "c to c"]


class TestLinks:
    """Which pages of a list a page leads to."""

    @staticmethod
    def led(count: int, own: int) -> list[int]:
        pages = [Leaf(f"{n}.md", "", 1) for n in range(count)]
        return [pages.index(leaf) for leaf in leaves(pages, f"{own}.md")]

    def test_a_page_alone_leads_nowhere(self) -> None:
        assert self.led(1, 0) == []

    @pytest.mark.parametrize("own", [0, 1, LEAVES_LISTED - 1])
    def test_few_pages_lead_to_all(self, own: int) -> None:
        assert self.led(LEAVES_LISTED, own) == list(range(LEAVES_LISTED))

    def test_of_many_the_first_leads_to_all_and_the_others_to_those_around(self) -> None:
        count = LEAVES_LISTED + 1
        assert self.led(count, 0) == list(range(count))
        assert self.led(count, 20) == [0, 17, 18, 19, 20, 21, 22, 23, count - 1]


@dataclass(frozen=True, slots=True)
class Large:
    """A timeline with more of everything than one page takes, and its files."""

    timeline: Timeline
    files: Mapping[str, bytes]

    @property
    def pages(self) -> dict[str, str]:
        return {path: data.decode() for path, data in self.files.items() if path.endswith(".md")}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Large:
    root = tmp_path_factory.mktemp("large") / "content"
    write(Corpus(700).files(), root)
    result = check_content(root, "content")
    assert result.timeline is not None, result.diagnostics[:3]
    site = Site(name="Large")
    with pytest.MonkeyPatch.context() as patch:
        # A source from which that much is taken would ask for twice as large a timeline.
        patch.setattr("timeline.pages.units.LINES_PER_PAGE", LINES_PER_PAGE // 2)
        files = render_site(result.timeline, result.coverage, site, load_catalogue("en"))
    return Large(result.timeline, files)


@pytest.mark.parametrize(
    "pattern", [r"actors/[\w-]+/2\.md", r"sources/[\w-]+/2\.md", r"figures/2\.md"]
)
def test_lists_of_a_large_timeline_go_on_over_pages(pattern: str, large: Large) -> None:
    assert any(re.fullmatch(pattern, path) for path in large.files)


def test_every_link_leads_to_a_page_and_to_a_place_on_it(large: Large) -> None:
    pages = large.pages
    anchors = {path: set(re.findall(r'\bid="([\w-]+)"', text)) for path, text in pages.items()}
    missing = []
    for path, text in pages.items():
        for target, anchor in LINK.findall(text):
            full = posixpath.normpath(posixpath.join(posixpath.dirname(path), f"{target}.md"))
            if full not in pages or (anchor and anchor not in anchors[full]):
                missing.append((path, target, anchor))
    assert missing == []


def test_every_page_is_within_reach_of_the_home_page(large: Large) -> None:
    pages = large.pages
    # The masthead of every page leads to these.
    reached, waiting = (
        set(),
        ["index.md", "search.md", "corrections.md", "diagnostics.md", "guide.md"],
    )
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            folder = posixpath.dirname(path)
            waiting += [
                posixpath.normpath(posixpath.join(folder, f"{target}.md"))
                for target, _ in LINK.findall(pages[path])
            ]
    assert set(pages) - reached - {"method.md"} == set()


def test_a_record_is_whole_over_its_pages(large: Large) -> None:
    events = large.timeline.events_of_actor
    actor = max(events, key=lambda actor: len(events[actor]))
    own = re.compile(rf"actors/{actor}(?:/(\d+))?\.md")
    numbered = {int(m[1] or 1): text for p, text in large.pages.items() if (m := own.fullmatch(p))}
    parts = [text for _, text in sorted(numbered.items())]
    rows = [
        re.findall(r'<p><span class="st-when">.*?events/([\w-]+)\.html', part) for part in parts
    ]
    assert [event for row in rows for event in row] == [
        event.id for event in involved(large.timeline, actor)
    ]
    assert len(parts) > 1
    assert max(map(len, rows)) == EVENTS_PER_PAGE


def test_no_page_grows_without_bound(large: Large) -> None:
    lines = {path: text.count("\n<li") for path, text in large.pages.items()}
    assert max(lines.values()) <= max(EVENTS_PER_PAGE, LINES_PER_PAGE)


def test_a_strip_of_merged_days_does_not_speak_of_days(large: Large) -> None:
    words = load_catalogue("en").text["strip"]
    assert words["key_bars"].partition("{")[0] in large.pages["index.md"]
    assert words["key"] not in large.pages["index.md"]
