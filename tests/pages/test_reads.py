"""What a page reads is all that it depends on: it can be made from that alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import FunctionType
from typing import Any, cast

import pytest

from tests.pages.invented import SITE, timeline
from timeline.check import CheckResult
from timeline.model.timeline import Timeline
from timeline.pages import Catalogue, Read, Rendering
from timeline.pages.book import Book
from timeline.pages.digests import Digests
from timeline.pages.plan import Plan
from timeline.pages.reads import COUNT, IDS, ONE, WHOLE, Reads, remembered, view_of


class Only(Mapping[Any, Any]):
    """A mapping of which nothing is left but what was read; all else fails."""

    def __init__(self) -> None:
        self.known: dict[Any, Any] = {}
        self.missing: set[Any] = set()
        self.order: list[Any] | None = None
        self.count: int | None = None

    def learn(self, value: Mapping[Any, Any], what: str, key: Any) -> None:
        """Take from a mapping what was read of it."""
        if what == ONE and key in value:
            self.known[key] = value[key]
        elif what == ONE:
            self.missing.add(key)
        elif what == WHOLE:
            self.known.update(value)
        if what in (WHOLE, IDS):
            self.order = list(value)
        if what in (WHOLE, COUNT):
            self.count = len(value)

    def __getitem__(self, key: Any) -> Any:
        if key in self.missing:
            raise KeyError(key)
        assert key in self.known, f"{key} was not read"
        return self.known[key]

    def __iter__(self) -> Iterator[Any]:
        assert self.order is not None, "its keys were not read"
        return iter(self.order)

    def __len__(self) -> int:
        assert self.count is not None, "their number was not read"
        return self.count


def remains(held: object, reads: list[Read]) -> Any:
    """Return an object like ``held`` that has only what was read, and its methods."""
    inherited = {name: made for kind in type(held).__mro__ for name, made in vars(kind).items()}
    methods = {
        name: made
        for name, made in inherited.items()
        if isinstance(made, FunctionType) and not name.startswith("__")
    }
    left = type("Left", (), methods)()
    shelves: dict[str, Only] = {}
    for name in {*vars(held), *inherited}:
        # That there is a mapping tells nothing of what is in it.
        if not name.startswith("__") and isinstance(getattr(held, name), Mapping):
            shelves[name] = Only()
            setattr(left, name, shelves[name])
    for shelf, what, key in reads:
        if shelf in shelves:
            shelves[shelf].learn(getattr(held, shelf), what, key)
        elif hasattr(held, shelf):
            setattr(left, shelf, getattr(held, shelf))
    return left


def test_every_file_can_be_made_from_what_it_read(result: CheckResult, english: Catalogue) -> None:
    whole = timeline(result)
    rendering = Rendering(whole, result.coverage, SITE, english)
    plan = Plan(whole, result.coverage, SITE, english)
    for path, output in rendering.outputs.items():
        data, reads = rendering.make(path)
        left = cast(Timeline, remains(whole, reads)), cast(Plan, remains(plan, reads))
        book = Book(*left, SITE, english)
        assert output.make(book, output.key).encode() == data, path


def test_files_made_in_any_order_read_the_same(result: CheckResult, english: Catalogue) -> None:
    one, two = (Rendering(timeline(result), result.coverage, SITE, english) for _ in range(2))
    backwards = {path: one.make(path) for path in reversed(list(one.outputs))}
    for path in two.outputs:
        data, reads = two.make(path)
        assert (data, set(reads)) == (backwards[path][0], set(backwards[path][1])), path


class Held:
    """Something to be looked at."""

    def __init__(self) -> None:
        self.ages = {"ann": 3, "bob": 5}
        self.total = 8

    def oldest(self) -> str:
        return max(self.ages, key=lambda name: self.ages[name])


@pytest.mark.parametrize(
    ("look", "noted"),
    [
        (lambda held: held.ages["ann"], [("ages", ONE, "ann")]),
        (lambda held: held.ages.get("eve"), [("ages", ONE, "eve")]),
        (lambda held: held.ages.get("eve", 1), [("ages", ONE, "eve")]),
        (lambda held: "eve" in held.ages, [("ages", ONE, "eve")]),
        (lambda held: next(iter(held.ages)), [("ages", IDS, None)]),
        (lambda held: list(held.ages.keys()), [("ages", IDS, None)]),
        (lambda held: len(held.ages), [("ages", COUNT, None)]),
        (lambda held: bool(held.ages), [("ages", COUNT, None)]),
        (lambda held: list(held.ages.values()), [("ages", WHOLE, None)]),
        (lambda held: dict(held.ages.items()), [("ages", WHOLE, None)]),
        (lambda held: held.ages == {}, [("ages", WHOLE, None)]),
        (lambda held: held.total, [("total", ONE, None)]),
        (
            lambda held: held.oldest(),
            [("ages", IDS, None), ("ages", ONE, "ann"), ("ages", ONE, "bob")],
        ),
    ],
)
def test_every_way_to_look_is_noted(
    look: Callable[[Held], object], noted: list[tuple[str, str, object]]
) -> None:
    reads = Reads()
    view = view_of(Held(), reads)
    seen, found = reads.of(lambda: look(view))
    assert seen == look(Held())
    assert found == noted


def test_a_view_cannot_be_changed() -> None:
    view = view_of(Held(), Reads())
    with pytest.raises(AttributeError, match="only for looking at"):
        view.total = 9


def test_who_uses_what_is_remembered_has_read_all_it_was_made_from() -> None:
    class Holder:
        def __init__(self) -> None:
            self.reads = Reads()
            self.view = view_of(Held(), self.reads)

        @remembered
        def double(self) -> int:
            return 2 * self.view.ages["ann"]

    holder = Holder()
    first, second = (holder.reads.of(lambda: holder.double) for _ in range(2))
    assert first == second == (6, [("ages", ONE, "ann")])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ((), ("",)),
        (("a", "b"), ("ab",)),
        (("a", ("b",)), (("a",), "b")),
        (1, "1"),
        (None, "None"),
        (True, 1.5),
    ],
)
def test_what_differs_has_another_digest(one: object, two: object, flood: Timeline) -> None:
    digests = Digests(flood)
    assert digests.of(one) == digests.of(one)
    assert digests.of(one) != digests.of(two)


def test_what_nobody_can_digest_is_refused(flood: Timeline) -> None:
    with pytest.raises(TypeError, match="nobody said what counts in a object"):
        Digests(flood).of(object())
