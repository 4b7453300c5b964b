"""Where a quotation stands in a text, or why that cannot be said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from timeline.settings import SHORT_QUOTE
from timeline.verify.nearest import nearest_wording, shown_words
from timeline.verify.text import SourceText
from timeline.verify.typography import ELLIPSIS, count_words, normalise

How = Literal["exact", "elided"]
Fault = Literal["not-found", "context", "ambiguous", "too-short"]

_CUT = re.compile(rf"\[[^\[\]]*\]|{ELLIPSIS}")
"""What splits a quotation: an ellipsis, bare or in brackets, and an editor's words in brackets."""

_EDGE = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands: ``[start, end)`` of the joined text, from its first part's start."""

    start: int
    end: int
    how: How


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a quotation has no place: what is wrong, what was found instead, and what to do."""

    fault: Fault
    message: str
    advice: str
    field: Literal["exact", "prefix", "suffix"] = "exact"


def parts_of(exact: str) -> tuple[str, ...]:
    """Return the parts into which ellipses and an editor's brackets split a quotation."""
    pieces = (piece.strip() for piece in _CUT.split(normalise(exact)))
    return tuple(piece for piece in pieces if piece)


def places(text: SourceText, exact: str) -> list[Place]:
    """Return every place where a quotation stands, context not considered.

    As typed if it stands so; else part by part, each after the one before, in the same paragraph
    or the next.
    """
    whole = [Place(start, end, "exact") for start, end in text.find(normalise(exact))]
    parts = parts_of(exact)
    if whole or not parts or parts == (normalise(exact),):
        return whole
    chains: dict[int, Place] = {}
    for start, end in text.find(parts[0]):
        last = _follow(text, parts[1:], end)
        if last is not None:
            # Of several beginnings with one end, the nearest is meant.
            chains[last] = Place(start, last, "elided")
    return list(chains.values())


def _follow(text: SourceText, parts: tuple[str, ...], end: int) -> int | None:
    """Return where a chain of parts ends that begins after ``end``; None if one is not there."""
    for part in parts:
        paragraph = text.paragraph_at(end - 1)
        _, limit = text.span_of(range(paragraph, paragraph + 2))
        found = text.find(part, end, limit)
        if not found:
            return None
        end = found[0][1]
    return end


def locate(
    text: SourceText, exact: str, prefix: str | None, suffix: str | None, cited: range | None
) -> Place | Trouble:
    """Return the one place of a quotation, or why there is none.

    ``cited`` are the paragraphs in which it should stand, to look there first for a near wording.
    """
    found = places(text, exact)
    if not found:
        return _not_found(text, exact, cited)
    if trouble := _too_short(exact, has_context=bool(prefix or suffix)):
        return trouble
    fitting = found
    contexts: tuple[tuple[Literal["prefix", "suffix"], str | None], ...]
    contexts = (("prefix", prefix), ("suffix", suffix))
    for field, context in contexts:
        if context and normalise(context):
            before = fitting
            fitting = [place for place in before if _fits(text, place, field, context)]
            if not fitting:
                return _wrong_context(text, before[0], field)
    if len(fitting) > 1:
        at = ", ".join(str(text.paragraph_at(place.start)) for place in fitting)
        return Trouble(
            "ambiguous",
            f"these words stand {len(fitting)} times in the text (paragraphs {at})",
            "add 'prefix' or 'suffix': the few words right before or after the ones that you mean",
        )
    return fitting[0]


def _too_short(exact: str, *, has_context: bool) -> Trouble | None:
    parts = parts_of(exact)
    if len(parts) > 1 and min(map(count_words, parts)) < SHORT_QUOTE - 1:
        return Trouble(
            "too-short",
            "a part of one word proves nothing, it may stand anywhere",
            "quote two words or more on each side of what is left out",
        )
    if count_words(exact) < SHORT_QUOTE and not has_context:
        return Trouble(
            "too-short",
            f"fewer than {SHORT_QUOTE} words, and nothing says where they stand",
            "add 'prefix' or 'suffix': the few words right before or after them",
        )
    return None


def _fits(text: SourceText, place: Place, field: Literal["prefix", "suffix"], context: str) -> bool:
    """Tell whether a context stands right beside a place, with only punctuation between."""
    wanted = _EDGE.sub("", normalise(context))
    if field == "prefix":
        before = re.sub(r"\W+$", "", text.joined[: place.start])
        return bool(text.find(wanted, len(before) - len(wanted), len(before)))
    gap = re.match(r"\W*", text.joined[place.end :])
    start = place.end + (gap.end() if gap else 0)
    return bool(text.find(wanted, start, start + len(wanted)))


def _wrong_context(text: SourceText, place: Place, field: Literal["prefix", "suffix"]) -> Trouble:
    where, near = "after", text.joined[place.end :].split()[:5]
    if field == "prefix":
        where, near = "before", text.joined[: place.start].split()[-5:]
    shown = _EDGE.sub("", " ".join(near))
    found = f"there stands “{shown}”" if shown else f"nothing stands {where} it"
    return Trouble(
        "context",
        f"the words of '{field}' do not stand right {where} the quotation; {found}",
        f"mend '{field}', or the quotation if it is from another place",
        field,
    )


def _not_found(text: SourceText, exact: str, cited: range | None) -> Trouble:
    parts = parts_of(exact)
    missing = next((part for part in parts if not text.find(part)), "")
    advice = "quote what the text says, word for word and sign for sign"
    if not missing:
        return Trouble(
            "not-found",
            "the parts of this quotation do not follow each other in one paragraph or the next",
            "quote them one by one, or in the order of the text",
        )
    what = "these words do not" if len(parts) == 1 else f"“{shown_words(missing)}” does not"
    near = nearest_wording(text, missing, cited)
    if near is None:
        return Trouble("not-found", f"{what} stand in the text, nor anything like it", advice)
    wording, paragraph = near
    return Trouble(
        "not-found", f"{what} stand in the text; paragraph {paragraph} has “{wording}”", advice
    )


def stretches(text: SourceText, exact: str, place: Place) -> Iterator[tuple[int, int]]:
    """Yield where each part of a located quotation stands: ``[start, end)``."""
    if place.how == "exact":
        yield place.start, place.end
        return
    at = place.start
    for part in parts_of(exact):
        start, at = text.find(part, at, place.end)[0]
        yield start, at
