"""The pages of a long timeline: every event on just one, every page within reach, none too long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.test_grouping import FORMS, slots
from timeline.pages import Catalogue
from timeline.pages.grouping import Slot
from timeline.pages.periods import MOST_DECADES, Naming, Period, listed, periods, ways
from timeline.settings import EVENTS_PER_PAGE, PERIODS_LISTED

FULL = EVENTS_PER_PAGE


def divided(language: Catalogue, counts: dict[str, int]) -> Period:
    texts = [text for text, count in counts.items() for _ in range(count)]
    words = language.text["timeline"]
    return periods(slots(language, *texts), Naming(language.dates, words["vague"], words["part"]))


def events_of(made: Iterable[Slot]) -> list[str]:
    return [event.id for slot in made for group in slot.groups for event in group.events]


@pytest.mark.parametrize(
    ("counts", "pages"),
    [
        ({}, [("timeline.md", "", 0)]),
        ({"1931": 1, "1931-05-02": FULL - 1}, [("timeline.md", "", FULL)]),
        (
            {"1931-05-02": FULL, "1932": 1},
            [("timeline/1931.md", "1931", FULL), ("timeline/1932.md", "1932", 1)],
        ),
        # Years that fit together share a page; it is named by those that have events.
        (
            {"1931": 1, "1934": 1, "1935": FULL},
            [("timeline/1931.md", "1931–1934", 2), ("timeline/1935.md", "1935", FULL)],
        ),
        (
            {"1931-02": 60, "1931-03": 60, "1931-07": 2},
            [
                ("timeline/1931-02.md", "February 1931", 60),
                ("timeline/1931-03.md", "March–July 1931", 62),
            ],
        ),
        (
            {"1931-05-02": 60, "1931-05-09": 40, "1931-05-10": 1},
            [
                ("timeline/1931-05-02.md", "2–9 May 1931", FULL),
                ("timeline/1931-05-10.md", "10 May 1931", 1),
            ],
        ),
        # A day too long for a page goes on over numbered ones.
        (
            {"1931-05-02": 2 * FULL + 1},
            [
                ("timeline/1931-05-02.md", "2 May 1931, part 1", FULL),
                ("timeline/1931-05-02/2.md", "2 May 1931, part 2", FULL),
                ("timeline/1931-05-02/3.md", "2 May 1931, part 3", 1),
            ],
        ),
        # What is known to the month only never makes a page's name a day.
        (
            {"1931-05": FULL, "1931-05-02": 1},
            [
                ("timeline/1931-05-01.md", "May 1931, day not known", FULL),
                ("timeline/1931-05-02.md", "2 May 1931", 1),
            ],
        ),
        # Decades share a page as years do, and have their bounds in its address.
        (
            {"1795": 1, "1804": 1, "1931": FULL},
            [
                ("timeline/1790-1799.md", "1795–1804", 2),
                ("timeline/1930-1939.md", "1931", FULL),
            ],
        ),
        (
            {"0814": FULL, "1204": 1},
            [
                ("timeline/0810-0819.md", "814", FULL),
                ("timeline/1200-1209.md", "1204", 1),
            ],
        ),
    ],
)
def test_how_much_is_on_which_page(
    counts: dict[str, int], pages: list[tuple[str, str, int]], english: Catalogue
) -> None:
    made = divided(english, counts)
    assert [(page.path, page.label, page.total) for page in made.pages()] == pages


def test_names_are_in_the_readers_language(french: Catalogue) -> None:
    made = divided(french, {"1931-03": 60, "1931-04": 40, "1931-05": 1})
    assert [page.label for page in made.pages()] == ["mars–avril 1931", "mai 1931"]


def test_what_is_too_much_for_a_page_has_one_that_leads_to_its_parts(english: Catalogue) -> None:
    made = divided(english, {"1931-02-03": FULL, "1931-02-04": 1, "1931-03": 1, "1950": 1})
    tree = [(p.path, [part.path for part in p.parts]) for p in made.all() if p.parts]
    assert tree == [
        ("timeline.md", ["timeline/1931.md", "timeline/1950-1959.md"]),
        ("timeline/1931.md", ["timeline/1931-02.md", "timeline/1931-03.md"]),
        ("timeline/1931-02.md", ["timeline/1931-02-03.md", "timeline/1931-02-04.md"]),
    ]


def test_many_decades_are_put_into_centuries(english: Catalogue) -> None:
    counts = {f"{decade * 10:04}": FULL for decade in range(100, 101 + MOST_DECADES)}
    made = divided(english, counts)
    assert [part.path for part in made.parts] == [
        f"timeline/{c}00-{c}99.md" for c in (10, 11, 12)
    ] + ["timeline/1300-1399.md"]


def test_one_more_event_changes_only_the_pages_of_its_period(english: Catalogue) -> None:
    counts = {f"19{year}-0{month}-07": 40 for year in (10, 31, 57) for month in (1, 4, 8)}
    before = {page.path: events_of(page.slots) for page in divided(english, counts).pages()}
    counts["1931-04-08"] = 30
    after = divided(english, counts)
    changed = {p.path for p in after.pages() if len(before.get(p.path, ())) != p.total}
    assert changed
    assert all(path.startswith("timeline/1931") for path in changed)


def test_ways_lead_up_back_and_on(english: Catalogue) -> None:
    made = divided(english, {"1931-02-03": FULL, "1931-02-04": 1, "1950": 1})
    first, second, third = made.pages()
    way = ways(made)[second.path]
    assert (way.before, way.after) == (first, third)
    assert [period.label for period in way.up] == ["", "February 1931"]
    assert ways(made)[first.path].before is None
    assert ways(made)[third.path].after is None
    assert ways(made)[made.path].up == ()


def test_a_page_leads_as_deep_as_it_has_room(english: Catalogue) -> None:
    def size(period: Period) -> int:
        return sum(1 + len(rows) for _, rows in listed(period))

    months = [f"{year}-{month:02}" for year in range(1901, 1999) for month in range(1, 13)]
    few = divided(english, dict.fromkeys(months[:48], 60))
    assert {row.path for _, rows in listed(few) for row in rows} == {p.path for p in few.pages()}
    many = divided(english, dict.fromkeys(months, 60))
    assert size(many) <= PERIODS_LISTED < len(list(many.pages()))
    assert {head for head, _ in listed(many)} == set(many.parts)


WEIGHTED = st.dictionaries(
    st.one_of(
        st.sampled_from(FORMS),
        st.dates().map(lambda day: day.isoformat()),
        st.builds("19{:02}-{:02}".format, st.integers(0, 99), st.integers(1, 12)),
    ),
    st.sampled_from([1, 2, 30, 99, 100, 101, 250]),
    max_size=8,
)


@given(counts=WEIGHTED)
def test_every_event_is_on_one_page_that_links_lead_to(
    counts: dict[str, int], english: Catalogue
) -> None:
    made = divided(english, counts)
    pages = list(made.pages())
    held = Counter(event for page in pages for event in events_of(page.slots))
    assert held == Counter(events_of(made.slots))
    assert all(page.total == len(events_of(page.slots)) <= EVENTS_PER_PAGE for page in pages)
    every = [period.path for period in made.all()]
    assert len(set(every)) == len(every)
    # By the lists alone, and by turning pages alone.
    reached, waiting = set(), [made]
    while waiting:
        period = waiting.pop()
        reached.add(period.path)
        for head, rows in listed(period) if period.parts else ():
            waiting += [*([head] if head else ()), *rows]
    assert reached == set(every)
    turned = [pages[0]]
    while (after := ways(made)[turned[-1].path].after) is not None:
        turned.append(after)
    assert turned == pages


@given(counts=WEIGHTED)
def test_pages_keep_the_order_of_events(counts: dict[str, int], english: Catalogue) -> None:
    made = divided(english, counts)
    assert [event for page in made.pages() for event in events_of(page.slots)] == events_of(
        made.slots
    )
