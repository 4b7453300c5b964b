"""The words of a search index and where each occurs, as bytes that are read only where it matters.

A chunk of Pagefind's is an array with one array in it, of words: ``[word, pages, forms]``. Of a
word, ``pages`` are ``[step, where, where in the page's fields]``, the step counted from the page
before; ``forms`` are its spellings with accents, ``[form, pages]``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from timeline.write.cbor import ARRAY, NUMBER, TEXT, head, head_at

Pages = dict[int, bytes]
"""Page number -> where on that page, as it stands in a chunk."""

_COUNT: Final = rb"(?:[\x00-\x17]|\x18.|\x19..|\x1a.{4})"
_ITEMS: Final = rb"(?:[\x00-\x17\x20-\x37]++|[\x18\x38].|[\x19\x39]..|[\x1a\x3a].{4})*+"
"""Numbers, also negative ones, which are weights and fields."""
_LIST: Final = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a.{4})" + _ITEMS
PAGE: Final = re.compile(rb"\x83(" + _COUNT + rb")(" + _LIST + _LIST + rb")", re.DOTALL)
_PAGES: Final = re.compile(rb"(?:\x83" + _COUNT + _LIST + _LIST + rb")*+", re.DOTALL)
_TWO_LISTS: Final = re.compile(rb"(" + _LIST + rb")(" + _LIST + rb")", re.DOTALL)
_NUMBER: Final = re.compile(
    rb"[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a].{4}", re.DOTALL
)
_NEGATIVE: Final = 0x20
"""From here on, a number's first byte is that of a negative one."""
_PLAIN: Final = 24
"""The weight of a word before any is said."""
NO_FORMS: Final = head(ARRAY, 0)
_WORD: Final = 3
_FORM: Final = 2
"""Parts of a word, and of a form."""


class Word(NamedTuple):
    """Where a word occurs: on which pages, and on which in a spelling with accents, perhaps only so."""

    pages: Pages
    forms: Mapping[bytes, Pages]

    def numbers(self) -> set[int]:
        """Return the numbers of all these pages."""
        return set(self.pages).union(*self.forms.values())


def split(chunk: bytes) -> list[tuple[bytes, bytes]]:
    """Return each word of a chunk, in UTF-8, with all that is said of it.

    Raises:
        ValueError: it is no chunk.
        IndexError: it ends early.
    """
    parts, at = head_at(chunk, 0, ARRAY)
    number, at = head_at(chunk, at, ARRAY)
    words = []
    for _ in range(number):
        text, start = _text(chunk, at, _WORD)
        at = _over(chunk, start)
        forms, at = head_at(chunk, at, ARRAY)
        for _ in range(forms):
            at = _over(chunk, _text(chunk, at, _FORM)[1])
        words.append((text, chunk[start:at]))
    if parts != 1 or at != len(chunk):
        raise ValueError("not one list of words")
    return words


def cut(chunk: bytes, words: Sequence[bytes], sizes: Sequence[int]) -> list[tuple[bytes, bytes]]:
    """Return what ``split`` does of a chunk with these words, given how much each takes up with all said.

    Raises:
        ValueError: it is of other words, or they take up more or less.
        IndexError: it ends early.
    """
    parts, at = head_at(chunk, 0, ARRAY)
    number, at = head_at(chunk, at, ARRAY)
    start = head(ARRAY, _WORD)
    found = []
    for word, size in zip(words, sizes, strict=True):
        begin = start + head(TEXT, len(word)) + word
        if not chunk.startswith(begin, at):
            raise ValueError("not the word expected")
        at += len(begin)
        found.append((word, chunk[at : (at := at + size - len(word))]))
    if parts != 1 or number != len(words) or at != len(chunk):
        raise ValueError("not the words expected")
    return found


def join(words: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Return a chunk of these words; the counterpart of ``split``."""
    start = head(ARRAY, _WORD)
    parts = (start + head(TEXT, len(word)) + word + said for word, said in words)
    return head(ARRAY, 1) + head(ARRAY, len(words)) + b"".join(parts)


def read(said: bytes) -> Word:
    """Read what is said of a word.

    Raises:
        ValueError: it has another form.
        IndexError: it ends early.
    """
    number, start = head_at(said, 0, ARRAY)
    found = PAGE.findall(said, start)
    if len(found) == number and said.endswith(NO_FORMS):
        # Forms would have pages too. This is nearly every word.
        return Word(_numbered(found), {})
    pages, at = _pages(said, 0)
    number, at = head_at(said, at, ARRAY)
    forms = {}
    for _ in range(number):
        form, at = _text(said, at, _FORM)
        forms[form], at = _pages(said, at)
    return Word(pages, forms)


def write(word: Word) -> bytes:
    """Write what is said of a word, in one fixed order; the counterpart of ``read``."""
    forms = [(form, pages) for form, pages in sorted(word.forms.items()) if pages]
    parts = [_packed(word.pages), head(ARRAY, len(forms))]
    for form, pages in forms:
        parts += [head(ARRAY, _FORM), head(TEXT, len(form)), form, _packed(pages)]
    return b"".join(parts)


def renumber(said: bytes, numbers: Sequence[int]) -> bytes:
    """Give the pages of a word other numbers: page 0 the first of them, and so on.

    Raises:
        ValueError, IndexError: as ``read``; or there is no number for a page.
    """
    return write(renumbered(read(said), numbers))


def renumbered(word: Word, numbers: Sequence[int]) -> Word:
    """Return a word whose pages have other numbers; see ``renumber``.

    Raises:
        IndexError: there is no number for a page.
    """
    return Word(
        {numbers[page]: where for page, where in word.pages.items()},
        {form: {numbers[n]: where for n, where in on.items()} for form, on in word.forms.items()},
    )


def places_of(where: bytes) -> tuple[int, set[int]]:
    """Return what all of a word's places on a page weigh together, and in which fields it stands.

    In either list, a negative number says which weight, or field, the places behind it have; these
    are each counted from the one before.

    Raises:
        ValueError: it is no such pair of lists.
    """
    lists = _TWO_LISTS.fullmatch(where)
    if lists is None:
        raise ValueError("not two lists")
    weight, total, place = _PLAIN, 0, 0
    seen: set[int] = set()
    for number in _NUMBER.findall(lists[1], _head(lists[1])):
        if number[0] >= _NEGATIVE:
            weight, place = _valued(number, _NEGATIVE), 0
            continue
        place += _valued(number, 0)
        # Two forms of the word in one place count once.
        if place not in seen:
            seen.add(place)
            total += weight
    numbers = _NUMBER.findall(lists[2], _head(lists[2]))
    fields = {_valued(number, _NEGATIVE) for number in numbers if number[0] >= _NEGATIVE}
    return total, fields


def _head(listed: bytes) -> int:
    """Return where in a list its first item begins."""
    return head_at(listed, 0, ARRAY)[1]


def _valued(number: bytes, kind: int) -> int:
    """Return the value of a number, or of a negative one what it stands for: 0 for -1, and so on."""
    return number[0] - kind if len(number) == 1 else int.from_bytes(number[1:], "big")


def amended(word: Word, out: Word, new: Word) -> Word:
    """Return a word with some pages taken out, and others put in; what is given is used up.

    Args:
        word: Where it occurs.
        out: What of that goes; all of it has to be there.
        new: What comes.

    Raises:
        ValueError: what should go is not there, or what comes is there already.
    """
    pages, forms = word.pages, dict(word.forms)
    _take(pages, out.pages)
    for form, on in out.forms.items():
        _take(forms.get(form, {}), on)
    _put(pages, new.pages)
    for form, on in new.forms.items():
        _put(forms.setdefault(form, {}), on)
    return Word(pages, {form: on for form, on in forms.items() if on})


def _take(pages: Pages, gone: Pages) -> None:
    for page, where in gone.items():
        if pages.pop(page, None) != where:
            raise ValueError(f"page {page} is not as it was")


def _put(pages: Pages, more: Pages) -> None:
    if not pages.keys().isdisjoint(more):
        raise ValueError("a page is there twice")
    pages.update(more)


def _text(data: bytes, at: int, parts: int) -> tuple[bytes, int]:
    """Return the text with which an array of so many parts begins, and where that ends."""
    number, at = head_at(data, at, ARRAY)
    size, at = head_at(data, at, TEXT)
    if number != parts:
        raise ValueError(f"an array of {number}")
    return data[at : at + size], at + size


def _over(data: bytes, at: int) -> int:
    """Return where a list of pages ends."""
    _, at = head_at(data, at, ARRAY)
    found = _PAGES.match(data, at)
    assert found  # noqa: S101  # nothing at all matches too
    return found.end()


def _pages(data: bytes, at: int) -> tuple[Pages, int]:
    number, start = head_at(data, at, ARRAY)
    end = _over(data, at)
    found = PAGE.findall(data, start, end)
    if len(found) != number:
        raise ValueError(f"{len(found)} pages instead of {number}")
    return _numbered(found), end


def _numbered(found: Sequence[tuple[bytes, bytes]]) -> Pages:
    page = 0
    pages = {}
    for step, where in found:
        page += step[0] if len(step) == 1 else int.from_bytes(step[1:], "big")
        pages[page] = where
    return pages


def _packed(pages: Pages) -> bytes:
    before = 0
    parts = [head(ARRAY, len(pages))]
    for page in sorted(pages):
        parts += [step_of(page - before), pages[page]]
        before = page
    return b"".join(parts)


@lru_cache(maxsize=1 << 16)
def step_of(size: int) -> bytes:
    """Return how a page begins that comes so many behind the one before."""
    return head(ARRAY, _WORD) + head(NUMBER, size)
