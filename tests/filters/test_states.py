"""Every state of the filters, from its address to what is shown, against the published data."""

from __future__ import annotations

from typing import Any

import pytest

from tests.filters import oracle
from tests.filters.reader import Reader

pytestmark = pytest.mark.browser

STATES = [
    "",
    "actor=france",
    "actor=france&actor=algeria",
    "actor=algeria&actor=nigeria&actor=united-states",
    "place=gao",
    "place=gao&place=timbuktu&place=diabaly",
    "type=statement",
    "type=threat&type=military-action",
    "status=planned",
    "status=reported&status=disputed",
    "source=afp-2013-01-14",
    "from=2013-01-11",
    "to=2013-01-11",
    "from=2013-01-11&to=2013-01-13",
    "from=2012-04-10&to=2012-04-20",
    "from=2012-10-03&to=2012-11-30",
    "from=2013-01-14&to=2013-01-11",
    "actor=france&from=2013-01-12",
    "actor=france&type=statement",
    "actor=france&actor=algeria&type=threat&from=2013-01-11&to=2013-01-13",
    "actor=islamist-fighters&place=gao&status=reported",
    "actor=islamist-fighters&place=gao&place=diabaly&type=military-action&to=2013-01-14",
    "place=timbuktu&actor=unesco&source=afp-2013-01-14",
    "actor=france&place=gao&type=statement&status=retracted",
    "actor=ghana&actor=togo&actor=benin&place=west-africa&from=2013-01-11&to=2013-01-14",
    "to=2012-03-31",
    "actor=nobody&place=gao&type=&status=constructor&colour=red",
    "actor=__proto__&from=tomorrow&to=2013-02-31",
    "from=2013-1-1&show=everything&actor=france",
]


@pytest.mark.parametrize(
    ("engine", "query"),
    [*(("mkdocs", query) for query in STATES), *(("zensical", query) for query in STATES[::10])],
    indirect=["engine"],
)
def test_a_state_shows_what_the_data_say(
    query: str, reader: Reader, events: list[dict[str, Any]]
) -> None:
    reader.open(query)
    assert reader.shown() == oracle.matches(query, events)
    assert reader.line == oracle.line(query, events)
    assert reader.empty_sections() == 0
    expected = oracle.counts(query, events)
    every = oracle.counts("", events)
    for facet in oracle.FACETS:
        assert reader.counts(facet) == {value: expected[facet][value] for value in every[facet]}


@pytest.mark.parametrize("query", [state for state in STATES if state])
def test_highlighting_hides_nothing_and_dims_the_rest(
    query: str, reader: Reader, events: list[dict[str, Any]]
) -> None:
    highlighted = f"{query}&show=highlight".replace("show=everything&", "")
    reader.open(highlighted)
    every = {event["id"] for event in events}
    assert reader.shown() == every
    assert reader.dimmed() == every - oracle.matches(query, events)
    assert reader.line == oracle.line(highlighted, events)


def test_the_states_tell_apart_what_they_should(events: list[dict[str, Any]]) -> None:
    sizes = {len(oracle.matches(query, events)) for query in STATES}
    assert 0 in sizes
    assert len(sizes) > 10
