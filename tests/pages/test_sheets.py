"""Long lists on several pages: nothing lost, nothing twice, every page within reach."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median

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
from timeline.settings import EVENTS_PER_PAGE, LEAVES_LISTED, LINES_LEFT, LINES_PER_PAGE

LINK = re.compile(r'<a [^>]*?href="([^"#:]+)\.html(?:#([^"]+))?"')


def keys_of(sizes: Iterable[int]) -> list[str]:
    """Return a key of each row of groups of these sizes."""
    return [f"{n} {row}" for n, size in enumerate(sizes) for row in range(size)]


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
        made = sheets("x.md", groups, 3, keys_of(sizes.values()))
        assert [[f"{head}:{len(rows)}" for head, rows in s.groups] for s in made] == pages

    @given(sizes=st.lists(st.integers(0, 9), max_size=6), most=st.integers(1, 5))
    def test_every_row_is_on_one_page_in_its_place(self, sizes: list[int], most: int) -> None:
        groups = [(n, [(n, row) for row in range(size)]) for n, size in enumerate(sizes)]
        made = sheets("x.md", groups, most, keys_of(sizes))
        assert [row for sheet in made for row in sheet.rows] == [
            r for _, rows in groups for r in rows
        ]
        assert list(dict.fromkeys(head for sheet in made for head, _ in sheet.groups)) == [
            head for head, _ in groups
        ]
        assert all(len(sheet.rows) <= most for sheet in made)

    def test_further_pages_lie_in_a_folder_that_no_id_can_take(self) -> None:
        made = sheets("actors/ada.md", [("", range(7))], 3, keys_of([7]))
        assert [sheet.leaf for sheet in made] == [
            Leaf("actors/ada.md", "1", 3),
            Leaf("actors/ada/2.md", "2", 3),
            Leaf("actors/ada/3.md", "3", 1),
        ]

    def test_pages_can_be_named_by_the_keys_of_their_first_and_last_line(self) -> None:
        made = sheets("x.md", [("", range(3))], 2, "abc", lambda one, last: f"{one} to {last}")
        assert [sheet.leaf.label for sheet in made] == ["a to b", "c to c"]

    def test_there_is_a_key_of_each_row(self) -> None:
        with pytest.raises(ValueError, match="2 keys are not those of all rows"):
            sheets("x.md", [("", range(3))], 2, "ab")


class TestEnds:
    """A line more or less changes the page that it is on, and seldom where others end."""

    MOST, LINES = 100, 4_000

    def pages(self, keys: Sequence[str]) -> list[tuple[str, ...]]:
        return [sheet.rows for sheet in sheets("x.md", [("", keys)], self.MOST, keys)]

    @property
    def keys(self) -> list[str]:
        return [f"event-{number}" for number in range(self.LINES)]

    def test_pages_are_nearly_full(self) -> None:
        sizes = [len(page) for page in self.pages(self.keys)]
        least = self.MOST - self.MOST // LINES_LEFT
        assert all(least <= size <= self.MOST for size in sizes[:-1])
        assert 0 < sizes[-1] <= self.MOST

    def test_most_pages_stay_where_a_line_comes_in_or_goes(self) -> None:
        before = set(self.pages(self.keys))
        others: list[int] = []
        for at in range(0, self.LINES, self.LINES // 100):
            for more in ([f"new-{at}"], []):
                now = [*self.keys[:at], *more, *self.keys[at + 1 - len(more) :]]
                others.append(len(set(self.pages(now)) - before))
        assert median(others) == 1
        assert mean(others) < 3  # of some 42, of which half would be others

    def test_they_do_not_depend_on_what_was_before(self) -> None:
        keys = self.keys
        assert self.pages([*keys[:9], "new", *keys[9:]]) != self.pages(keys)
        assert self.pages(keys[:9] + keys[9:]) == self.pages(keys)


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
        assert self.led(count, 6) == [0, 3, 4, 5, 6, 7, 8, 9, count - 1]


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
    assert EVENTS_PER_PAGE - EVENTS_PER_PAGE // LINES_LEFT <= len(rows[0]) <= EVENTS_PER_PAGE


def test_no_page_grows_without_bound(large: Large) -> None:
    lines = {path: text.count("\n<li") for path, text in large.pages.items()}
    assert max(lines.values()) <= max(EVENTS_PER_PAGE, LINES_PER_PAGE)


def test_a_strip_of_merged_days_does_not_speak_of_days(large: Large) -> None:
    words = load_catalogue("en").text["strip"]
    assert words["key_bars"].partition("{")[0] in large.pages["index.md"]
    assert words["key"] not in large.pages["index.md"]
