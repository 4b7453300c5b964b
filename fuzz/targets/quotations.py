"""Quotations: what is said to stand in a text does stand there, word for word.

An input is a text in paragraphs; its first three lines are a quotation and the words before and
after it. Each input is judged twice: with that quotation, and with one cut from the text itself,
which must be found, and must not be once a word of it is changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256

from fuzz.content import PROJECT, readable, values
from timeline.verify.matching import Place, Trouble, locate, parts_of, places, stretches
from timeline.verify.text import SourceText, blocks_of
from timeline.verify.typography import (
    bounded,
    count_words,
    normalise,
    quoted_spans,
    words,
)

TOKENS = (
    "…", "...", ". . .", "[…]", "[...]", "[", "]", "[he]", "“", "”", "„", "«", "»", "‘", "’", '"', "'",
    "-", "–", "—", " - ", "\u00ad", "\u200b", "\u2060", "\u034f", "\u0301", "\u00a0", "\u202f", "\n\n",
    "\n", "\r\n", "\f", ".", ",", "3,600", "1.5", "l’eau", "it's", "well-known", "é", "e\u0301", "ﬁ", "ß",
    "ı", "İ", "ʼ", "·", "_", "<html>", "<p>", "</p>", "<br>", "<script>", "&amp;", "&#8217;", "<!--",
)  # fmt: skip

_HIDDEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_APOSTROPHES = re.compile("[\u02bc`\u00b4\u1fef]")
_FAULTS = {"not-found", "context", "ambiguous", "too-short"}
_FOREIGN = "zxqvzxqv"


def check(data: bytes) -> None:
    """Assert what must hold of one text and the quotations from it."""
    exact, prefix, suffix, body = (readable(data).split("\n", 3) + [""] * 3)[:4]
    _check_normalised(exact)
    _check_normalised(body)
    blocks = blocks_of(body)
    if not blocks:
        return
    text = SourceText(blocks)
    _check_text(text)
    _check_quotation(text, exact, prefix, suffix)
    _check_cut(text, sha256(data).digest())


def seeds() -> Iterator[bytes]:
    """Return the quotations of the content, each in a text of its own, and the tests' texts."""
    quotations = list(values("exact"))
    notes = sorted(values("note", "text"), key=lambda note: (len(note), note))[: len(quotations)]
    for index, exact in enumerate(quotations):
        around = notes[index % len(notes)]
        yield f"{exact}\nhe said\n\nHe said “{exact}”\n\n{around}\n\nNo, {exact}".encode()
    for path in sorted((PROJECT / "tests" / "good" / "texts").glob("*.txt")):
        text = path.read_text(encoding="utf-8")[:600]
        for exact in quotations[:10]:
            yield f"{exact}\n\n\n{text}".encode()


def spoken(text: str) -> list[str]:
    """Return the words of a text by another rule than the matcher's: runs of letters and digits."""
    visible = _APOSTROPHES.sub("'", _HIDDEN.sub("", text))
    whole = unicodedata.normalize("NFC", visible)
    return re.findall(r"[^\W_]+", _APOSTROPHES.sub("'", whole))


def _check_normalised(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert spoken(once) == spoken(text)
    assert count_words(once) == len(words(once))
    for word in words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.text
    for start, end in quoted_spans(text):
        assert 0 <= start < end <= len(text)


def _check_text(text: SourceText) -> None:
    whole = text.joined
    for number, paragraph in enumerate(text.paragraphs, 1):
        start, end = text.span_of(range(number, number + 1))
        assert whole[start:end] == paragraph == normalise(paragraph)
        assert text.paragraph_at(start) == text.paragraph_at(end - 1) == number
        assert list(text.paragraphs_of(start, end)) == [number]


def _check_quotation(text: SourceText, exact: str, prefix: str, suffix: str) -> None:
    standing = places(text, exact)
    for place in standing:
        _check_place(text, exact, place)
    # What is not there at all is looked for once only: to find the nearest wording is slow.
    contexts = ((prefix, suffix), ("", ""), (prefix, ""), ("", suffix))
    for before, after in contexts if standing else contexts[:1]:
        found = locate(text, exact, before or None, after or None, range(1, 2))
        if isinstance(found, Trouble):
            assert found.fault in _FAULTS
            assert found.message
            assert found.advice
        else:
            _check_place(text, exact, found)
            assert found in standing
            if before and spoken(before):
                assert _ends_with(spoken(text.joined[: found.start]), spoken(before))
            if after and spoken(after):
                assert spoken(text.joined[found.end :])[: len(spoken(after))] == spoken(after)


def _ends_with(all_words: list[str], last: list[str]) -> bool:
    return all_words[-len(last) :] == last


def _check_place(text: SourceText, exact: str, place: Place) -> None:
    """Assert that the words found are those quoted, by a rule that is not the matcher's."""
    whole = text.joined
    assert 0 <= place.start < place.end <= len(whole)
    assert bounded(whole, place.start, place.end)
    spans = list(stretches(text, exact, place))
    assert spans[0][0] == place.start
    assert spans[-1][1] == place.end
    if place.how == "exact":
        assert spoken(whole[place.start : place.end]) == spoken(exact)
        return
    assert len(spans) == len(parts_of(exact))
    end = 0
    for (start, stop), part in zip(spans, parts_of(exact), strict=True):
        assert end <= start < stop
        assert spoken(whole[start:stop]) == spoken(part)
        end = stop


def _check_cut(text: SourceText, chance: bytes) -> None:
    """Quote some words of the text, rightly and wrongly."""
    spots = text.words
    first = chance[0] % len(spots)
    last = min(first + chance[1] % 12, len(spots) - 1)
    start, end = spots[first].start, spots[last].end
    cut = text.joined[start:end]
    if normalise(cut) == cut and bounded(text.joined, start, end):
        assert Place(start, end, "exact") in places(text, cut), cut
    # One word is another: nothing may be found any more. What stands in brackets is an editor's.
    if "[" in cut or _FOREIGN in text.joined:
        return
    at = spots[first + chance[2] % (last - first + 1)]
    for other in (_FOREIGN, text.joined[at.start : at.end] + _FOREIGN):
        changed = text.joined[start : at.start] + other + text.joined[at.end : end]
        assert not places(text, changed), changed
