"""Which number each page of a search index has when some change, come or go.

Pages are numbered in their order (see ``pagefind``), so one that comes or goes moves all behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from timeline.write.packing import Unfit

Key = tuple[bool, str]
"""By what a page is sorted; see ``sort_keys.place_of``."""


class Order(NamedTuple):
    """The order of the pages of an index, and of an earlier one.

    Attributes:
        pages: By number: the number that a page had in the earlier one, or the address of one that
            is not as it was.
        was: Address of each page that changed or is gone -> its number while it is taken out.
        now: Address of each page that changed or is new -> its number.
        numbers: Those of all pages of the earlier index, by the ones that they had, until some are
            taken out; None if all are the same.
    """

    pages: Sequence[int | str]
    was: Mapping[str, int]
    now: Mapping[str, int]
    numbers: Sequence[int] | None


def order_of(
    addresses: Sequence[str],
    was: Collection[str],
    now: Collection[str],
    key_before: Callable[[str], Key],
    key: Callable[[str], Key],
) -> Order:
    """Return the order of pages.

    Args:
        addresses: Of all pages of the earlier index, by number.
        was: Addresses of those that changed or are gone.
        now: Addresses of those that changed or are new.
        key_before: Tells by what one of ``was`` was sorted.
        key: Tells by what any page is sorted now.

    Raises:
        Unfit: what changed is not in the earlier index, or what is new is.
    """
    number = {address: n for n, address in enumerate(addresses)}
    known = {*was, *now} & number.keys()
    if len(number) != len(addresses) or known != set(was):
        raise Unfit
    moved = {page for page in was if page not in now or key_before(page) != key(page)}
    staying = [n for n, address in enumerate(addresses) if address not in moved]
    pages: list[int | str] = []
    start = 0
    for place in sorted((key(page), page) for page in now if page not in was or page in moved):
        at = bisect_left(staying, place, start, key=lambda n: (key(addresses[n]), addresses[n]))
        if at < len(staying) and key(addresses[staying[at]]) == place[0]:
            # Pagefind has what sorts alike in any order.
            raise Unfit
        pages += [*staying[start:at], place[1]]
        start = at
    pages += staying[start:]
    numbers = [0] * len(addresses)
    found: dict[str, int] = {}
    for new, page in enumerate(pages):
        if isinstance(page, int):
            numbers[page] = new
            if addresses[page] in now:
                found[addresses[page]] = new
                pages[new] = addresses[page]
        else:
            found[page] = new
    for new, page in enumerate(sorted(moved), start=len(pages)):
        # Behind all others, where they are in nobody's way until they are taken out.
        numbers[number[page]] = new
    return Order(
        pages,
        {page: numbers[number[page]] for page in was},
        found,
        None if numbers == list(range(len(pages))) else numbers,
    )
