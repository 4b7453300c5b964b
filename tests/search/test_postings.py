"""The words of a search index: read, changed and divided among files."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.write.cbor import decode, encode, head
from timeline.write.chunks import bounds, divide
from timeline.write.postings import (
    Word,
    amended,
    cut,
    join,
    places_of,
    read,
    renumber,
    split,
    write,
)

numbers = st.integers(min_value=0, max_value=70_000)
# Negative numbers are weights and fields; what is written of a page is never read, only moved.
items = st.lists(numbers | st.integers(min_value=-70_000, max_value=-1), max_size=5)
wheres = st.tuples(items, items).map(lambda two: b"".join(_list(part) for part in two))
pages = st.dictionaries(numbers, wheres, min_size=1, max_size=5)
forms = st.dictionaries(st.text(min_size=1).map(str.encode), pages, max_size=2)
words = st.builds(Word, pages, forms)
texts = st.text(min_size=1).map(str.encode)
indexes = st.dictionaries(texts, words, max_size=5)
NOWHERE = Word({}, {})


def _list(values: list[int]) -> bytes:
    negative = (bytes([head(0, -1 - n)[0] | 0x20]) + head(0, -1 - n)[1:] for n in values if n < 0)
    return head(4, len(values)) + b"".join([*(head(0, n) for n in values if n >= 0), *negative])


@given(indexes)
def test_words_are_read_as_they_are_written(index: dict[bytes, Word]) -> None:
    said = [(text, write(word)) for text, word in index.items()]
    assert split(join(said)) == said
    sizes = [len(text) + len(part) for text, part in said]
    assert cut(join(said), [text for text, _ in said], sizes) == said
    assert {text: read(part) for text, part in said} == index


def test_a_chunk_is_what_pagefind_writes() -> None:
    value: list[Any] = [[["gate", [[3, [7, 9], []], [2, [], [1]]], [["gâte", [[5, [9], []]]]]]]]
    ((text, said),) = split(encode(value))
    assert text == b"gate"
    word = read(said)
    assert {page: decode(b"\x82" + where) for page, where in word.pages.items()} == {
        3: [[7, 9], []],
        5: [[], [1]],
    }
    assert list(word.forms) == ["gâte".encode()]
    assert decode(join([(text, write(word))])) == value


@given(words, st.data())
def test_what_goes_and_comes_back_leaves_a_word_as_it_was(word: Word, data: st.DataObject) -> None:
    some = data.draw(st.sets(st.sampled_from(sorted(word.pages))))
    part = Word(
        {page: word.pages[page] for page in some},
        {form: {page: on[page] for page in on.keys() & some} for form, on in word.forms.items()},
    )
    without = amended(read(write(word)), part, NOWHERE)
    assert write(amended(without, NOWHERE, part)) == write(word)


@given(words)
def test_a_word_of_which_all_goes_is_nowhere(word: Word) -> None:
    assert amended(read(write(word)), word, NOWHERE) == Word({}, {})


@given(words)
def test_nothing_goes_that_is_not_there_as_it_was(word: Word) -> None:
    page = next(iter(word.pages))
    other = Word({page: word.pages[page] + b"\x00"}, {})
    with pytest.raises(ValueError, match="not as it was"):
        amended(read(write(word)), other, NOWHERE)
    with pytest.raises(ValueError, match="twice"):
        amended(read(write(word)), NOWHERE, word)


@pytest.mark.parametrize(
    ("words", "sizes"),
    [
        ([b"a"], [1]),
        ([b"a", b"c"], [3, 3]),
        ([b"a", b"b"], [3, 4]),
        ([b"a", b"b"], [4, 2]),
        ([b"a", b"b", b"c"], [3, 3, 3]),
        ([], []),
    ],
)
def test_a_chunk_of_other_words_is_not_cut(words: list[bytes], sizes: list[int]) -> None:
    chunk = join([(b"a", b"\x80\x80"), (b"b", b"\x80\x80")])
    assert len(cut(chunk, [b"a", b"b"], [3, 3])) == 2
    with pytest.raises((ValueError, IndexError)):
        cut(chunk, words, sizes)


@given(st.permutations(range(6)), st.dictionaries(st.integers(0, 5), wheres, min_size=1))
def test_pages_get_other_numbers(order: list[int], on: dict[int, bytes]) -> None:
    said = renumber(write(Word(on, {b"form": on})), order)
    moved = {order[page]: where for page, where in on.items()}
    assert read(said) == Word(moved, {b"form": moved})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x80",
        b"\x81\x81",
        b"\x81\x80\x00",
        b"\x81\x81\x82\x61a\x80",
        b"\x81\x81\x83\x61a\x80",
    ],
)
def test_what_is_no_chunk_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        split(data)


vocabulary = st.dictionaries(st.text("abcé~", min_size=1, max_size=4), st.integers(1, 50))


@given(vocabulary, st.integers(1, 120))
def test_words_are_divided_in_order(sizes: dict[str, int], most: int) -> None:
    texts = sorted(sizes)
    pieces = divide([text.encode() for text in texts], [sizes[text] for text in texts], most)
    assert [at for piece in pieces for at in piece] == list(range(len(texts)))
    for piece in pieces:
        assert len(piece) == 1 or sum(sizes[texts[at]] for at in piece) <= most


@given(vocabulary, st.integers(1, 120))
def test_a_word_lies_between_the_bounds_of_its_piece_first(
    sizes: dict[str, int], most: int
) -> None:
    texts = sorted(sizes)
    pieces = divide([text.encode() for text in texts], [sizes[text] for text in texts], most)
    ends = bounds([(texts[piece[0]], texts[piece[-1]]) for piece in pieces])
    for number, piece in enumerate(pieces):
        for at in piece:
            found = [n for n, (first, last) in enumerate(ends) if first <= texts[at] <= last]
            assert found == [number]


def test_one_more_word_moves_no_ends_elsewhere() -> None:
    texts = [f"{a}{b}{c}".encode() for a in "abc" for b in "abcd" for c in "xyz"]
    more = sorted([*texts, b"bby"[:2]])
    before, after = (
        {tuple(every[at] for at in piece) for piece in divide(every, [10] * len(every), 60)}
        for every in (texts, more)
    )
    assert {text[:1] for piece in before ^ after for text in piece} == {b"b"}


@pytest.mark.parametrize(
    ("where", "weight", "fields"),
    [
        ("81 05 80", 24, set()),
        ("85 3818 02 15 3860 07 80", 24 + 24 + 96, set()),
        # Two forms in one place, of one weight and of two.
        ("83 3860 0a 00 80", 96, set()),
        ("84 3818 0a 3860 0a 80", 24, set()),
        ("80 84 24 00 25 03", 0, {4, 5}),
    ],
)
def test_places_weigh_and_lie_in_fields(where: str, weight: int, fields: set[int]) -> None:
    assert places_of(bytes.fromhex(where)) == (weight, fields)


@pytest.mark.parametrize("where", ["", "80", "60 80", "80 60"])
def test_other_places_are_refused(where: str) -> None:
    with pytest.raises(ValueError, match="two lists"):
        places_of(bytes.fromhex(where))
