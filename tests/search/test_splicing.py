"""What is said of a word is changed at few places only, and is what it would be if written anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.write import shifting, splicing, word_changes
from timeline.write.cbor import ARRAY, head
from timeline.write.moves import Moves
from timeline.write.postings import Pages, Word, amended, read, renumbered, step_of, write
from timeline.write.renumbering import Order, order_of
from timeline.write.splicing import Point, splice
from timeline.write.word_changes import Change

PAGES = 40
WORD = b"word"
WHERES = [b"\x81\x05\x80", b"\x83\x38\x18\x18\x83\x19\x83\x83\x80", b"\x80\x82\x20\x01"]
wheres = st.sampled_from(WHERES)


def address(page: float) -> str:
    """Return the address of a page, by which it is sorted here too."""
    return f"/{page:07.2f}"


class Edit(NamedTuple):
    """Some pages that change, come and go: by their old place and their new one, if they have it."""

    places: Sequence[tuple[int | None, float | None]]

    def order(self) -> Order:
        """Return the order that it makes."""
        # A page that moves is the same page under the same address, so its key tells its place.
        before = {address(was): address(was) for was, _ in self.places if was is not None}
        now = {
            address(was) if was is not None else f"/new{place}": address(place)
            for was, place in self.places
            if place is not None
        }
        return order_of(
            [address(page) for page in range(PAGES)],
            before,
            now,
            lambda page: (False, before[page]),
            lambda page: (False, now.get(page, page)),
        )


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """Return edits in which each page goes to a place of its own."""
    was = draw(st.sets(st.integers(0, PAGES - 1), max_size=6))
    new = draw(st.integers(0, 4))
    fresh = draw(st.lists(st.integers(0, PAGES), min_size=len(was) + new, max_size=len(was) + new))
    places: list[tuple[int | None, float | None]] = []
    for number, page in enumerate([*sorted(was), *[None] * new]):
        between = fresh[number] - 0.99 + number / 50
        stays = [page] if page is not None else []
        goes = [None] if page is not None else []
        places.append((page, draw(st.sampled_from([between, *stays, *goes]))))
    return Edit(places)


def some(among: Sequence[int]) -> st.SearchStrategy[Pages]:
    """Return what may be said of a word on some pages."""
    return st.dictionaries(st.sampled_from(among), wheres) if among else st.just({})


class Case(NamedTuple):
    """A word before an edit, with what of it goes and comes."""

    order: Order
    word: Word
    out: Word
    more: Word


@st.composite
def cases(draw: st.DrawFn, forms: bool = False) -> Case:
    """Return a word on some pages, of which some go, move, change and come."""
    order = draw(edits()).order()
    numbers = order.numbers or range(PAGES)
    place = {new: old for old, new in enumerate(numbers)}
    changed = sorted(order.was.values())
    staying = [page for page in range(PAGES) if numbers[page] not in changed]

    def listed() -> tuple[Pages, Pages, Pages]:
        out, more = draw(some(changed)), draw(some(sorted(order.now.values())))
        stays = draw(some(staying))
        return stays | {place[page]: where for page, where in out.items()}, out, more

    word, out, more = listed()
    parts = [listed() for _ in range(2 if forms else 0)]
    names = [b"w\xc3\xb6rd", b"w\xc3\xb8rd"]
    own = [
        {name: part[n] for name, part in zip(names, parts, strict=False) if part[n]}
        for n in range(3)
    ]
    return Case(order, Word(word, own[0]), Word(out, own[1]), Word(more, own[2]))


def anew(case: Case) -> bytes | None:
    """Return what is said of a word after an edit, read and written as a whole."""
    order, word, out, more = case
    moved = renumbered(read(write(word)), order.numbers or range(PAGES))
    made = amended(moved, out, more)
    return write(made) if made.numbers() else None


def true_points(said: bytes) -> set[Point]:
    """Return each place of a list at which a page begins, with the page before it."""
    places, before, at = set(), -1, len(head(ARRAY, len(read(said).pages)))
    for page, where in sorted(read(said).pages.items()):
        places.add((before, at))
        before, at = page, at + len(step_of(page - max(before, 0))) + len(where)
    return places


@pytest.fixture(params=[1, 3, 128], ids="short lists have {}".format)
def short(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Have lists be long from so many pages on, and always spliced where they may be."""
    for module in (shifting, splicing):
        monkeypatch.setattr(module, "SHORT", request.param)
    monkeypatch.setattr(word_changes, "_PLACES", 0)
    return int(request.param)


@pytest.mark.usefixtures("short")
class TestEachWay:
    """Whatever counts as long."""

    @given(cases(), cases(forms=True))
    def test_it_is_what_would_be_written_anew(self, plain: Case, accented: Case) -> None:
        for case in (plain, accented):
            order, word, out, more = case
            if not word.numbers() and not more.numbers():
                continue
            change = Change(Moves.of(order, PAGES), {WORD: out}, {WORD: more})
            said = write(word) if word.numbers() else None
            made = change.of(WORD, said, ())
            assert (made and made.said) == anew(case)

    @given(cases(), cases(forms=True))
    def test_so_it_is_where_no_page_of_it_changed(self, plain: Case, accented: Case) -> None:
        for case in (plain, accented):
            gone = {case.order.was[page] for page in case.order.was}
            numbers = case.order.numbers or range(PAGES)
            left = [
                {page: where for page, where in on.items() if numbers[page] not in gone}
                for on in (case.word.pages, *case.word.forms.values())
            ]
            names = zip(case.word.forms, left[1:], strict=True)
            word = Word(left[0], {form: on for form, on in names if on})
            if word.numbers():
                change = Change(Moves.of(case.order, PAGES), {}, {})
                made = change.moved(write(word), ())
                assert made
                assert made.said == anew(Case(case.order, word, Word({}, {}), Word({}, {})))

    @given(st.lists(edits(), max_size=4), st.data())
    def test_known_places_are_true(self, edits: list[Edit], data: st.DataObject) -> None:
        said = write(Word(dict.fromkeys(range(PAGES), WHERES[0]), {}))
        points: Sequence[Point] = ()
        for edit in edits:
            order = edit.order()
            numbers = order.numbers or range(PAGES)
            if len(order.pages) != PAGES:
                continue
            pages = read(said).pages
            place = {new: old for old, new in enumerate(numbers)}
            out = {n: pages[place[n]] for n in order.was.values() if place[n] in pages}
            more = data.draw(some(sorted(order.now.values())))
            change = Change(Moves.of(order, PAGES), {WORD: Word(out, {})}, {WORD: Word(more, {})})
            made = change.of(WORD, said, points)
            plain = change.of(WORD, said, ())
            assert (made and made.said) == (plain and plain.said)
            if made is None:
                return
            said, points = made
            assert true_points(said) >= set(points)
            assert list(points) == sorted(points)


@given(cases())
def test_lists_that_change_much_are_written_anew(case: Case) -> None:
    order, word, out, more = case
    if word.numbers() or more.numbers():
        change = Change(Moves.of(order, PAGES), {WORD: out}, {WORD: more})
        made = change.of(WORD, write(word), ())
        assert (made and made.said) == anew(case)


def test_long_lists_have_known_places() -> None:
    said = write(Word(dict.fromkeys(range(0, 3000, 3), WHERES[1]), {}))
    moves = Moves.of(order_of([*map(address, range(3000))], (), (), place, place), 3000)
    made = splice(said, (), moves, {}, {})
    assert made
    assert made.said == said
    assert [page for page, _ in made.points] == [3 * 128 * n - 3 for n in range(1, 8)]
    # Those that are known are kept: a list is not read as a whole again.
    assert splice(said, made.points, moves, {}, {}) == made
    assert splice(said, made.points[::2], moves, {}, {}) == (said, made.points[::2])
    # Too few are none.
    assert splice(said, made.points[:2], moves, {}, {}) == made


def place(page: str) -> tuple[bool, str]:
    """Return by what a page is sorted: its address."""
    return False, page


MOVES = Moves.of(Edit([(3, None), (None, 5.5)]).order(), PAGES)
"""Page 3 goes, and one comes as number 5."""

ON = {1: WHERES[0], 3: WHERES[1], 5: WHERES[2], 9: WHERES[0]}
REFUSED: dict[str, tuple[Pages, Pages, str]] = {
    "a page that goes stays": ({}, {}, "should not be there"),
    "it is not as it was": ({3: WHERES[0]}, {}, "not as it was"),
    "another is not there": ({3: WHERES[1], 4: WHERES[1]}, {}, "not there"),
    "one comes twice": ({3: WHERES[1]}, {4: WHERES[0]}, "twice"),
}


@pytest.mark.parametrize(("out", "new", "why"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_fit_is_refused(out: Pages, new: Pages, why: str) -> None:
    moves = replace(MOVES, behind={**MOVES.behind, 4: 6})
    with pytest.raises(ValueError, match=why):
        splice(write(Word(ON, {})), (), moves, out, new)


@pytest.mark.parametrize(
    ("forms", "why"), [({}, "should not be there"), ({b"f": ON}, "is left that goes")]
)
def test_no_page_that_goes_is_left_in_another_word(forms: Mapping[bytes, Pages], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Change(MOVES, {}, {}).moved(write(Word(ON, forms)), ())


@given(edits())
def test_pages_move_in_runs(edit: Edit) -> None:
    order = edit.order()
    moves = Moves.of(order, PAGES)
    assert [page for run in moves.runs for page in range(run.start, run.stop)] == [*range(PAGES)]
    numbers = order.numbers or range(PAGES)
    by = [moves.run_of(page).by for page in range(PAGES)]
    assert [n if n < len(order.pages) else None for n in numbers] == [
        None if add is None else page + add for page, add in enumerate(by)
    ]
    assert {moves.before[new] for new in order.was.values()} == {
        page for page in range(PAGES) if address(page) in order.was
    }
    for new, behind in moves.behind.items():
        staying = [page for page in range(PAGES) if by[page] is not None]
        assert behind == min((page for page in staying if numbers[page] > new), default=PAGES)
    with pytest.raises(ValueError, match="no page"):
        moves.run_of(PAGES)
