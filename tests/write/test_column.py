"""Short texts under numbers, kept in long ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from timeline.write import column
from timeline.write.column import Column, Lines

LINE = st.text("ab \u00e9", max_size=4)
TEXTS = st.lists(st.text("ab-", max_size=4), max_size=40)


@given(TEXTS, TEXTS, st.data())
def test_each_text_is_found_under_its_number(
    first: list[str], more: list[str], data: st.DataObject
) -> None:
    together_before = column.TOGETHER
    try:
        column.TOGETHER = 8  # type: ignore[misc]  # few texts fill a long one
        held, wanted = Column(4, first), [*first, *more]
        held.extend(more)
        for _ in range(3 if wanted else 0):
            number = data.draw(st.integers(0, len(wanted) - 1))
            wanted[number] = data.draw(st.text("xy", max_size=4))
            held[number] = wanted[number]
        again = Column(4)
        again.recall(held.as_data())
        for each in held, again:
            assert [each[number] for number in range(len(each))] == wanted
    finally:
        column.TOGETHER = together_before  # type: ignore[misc]


@given(st.lists(LINE, max_size=40), st.lists(LINE, max_size=12), st.data())
def test_each_line_is_found_under_its_number(
    first: list[str], more: list[str], data: st.DataObject
) -> None:
    together_before = column.TOGETHER
    try:
        column.TOGETHER = 8  # type: ignore[misc]  # as above
        held, wanted = Lines(first), [*first]
        for again in False, True:
            if again:
                parts = held.as_data()
                held = Lines()
                held.recall(parts)
            if wanted:
                number = data.draw(st.integers(0, len(wanted) - 1))
                held[number] = wanted[number] = data.draw(LINE)
            for text in more:
                held.append(text)
            wanted += more
            assert len(held) == len(wanted)
            assert [held[number] for number in range(len(held))] == wanted
            assert list(held) == wanted
    finally:
        column.TOGETHER = together_before  # type: ignore[misc]
