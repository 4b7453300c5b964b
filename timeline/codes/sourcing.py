"""Codes of the group "Sourcing"."""

from __future__ import annotations

from typing import Final

from timeline.codes.code import Code

GROUP: Final = "Sourcing"

CODES: Final = {
    "quote-too-long": Code(
        GROUP,
        "The quotation is longer than 15 words.",
        "Fragments of speech are quoted; reports are never reprinted.",
        "Quote a shorter fragment and say the rest in your own words.",
    ),
    "quote-without-speaker": Code(
        GROUP,
        "The quotation does not say who spoke.",
        "Words without a speaker cannot be weighed.",
        "Add 'speaker' with the id of an actor; an unnamed voice is an actor too.",
    ),
    "account-without-source": Code(
        GROUP,
        "The account does not say who says so.",
        "Who says so is the first thing that readers need to know.",
        "Add 'according_to' with the id of an actor, or the source's words for an unnamed one.",
    ),
    "figure-without-qualifier": Code(
        GROUP,
        "The figure does not say how exact it is.",
        "'At least 60' and '60' are two statements.",
        "Add 'qualifier': exact, about, at-least, more-than, at-most or between.",
    ),
    "figure-without-scope": Code(
        GROUP,
        "The figure does not say what it covers.",
        "Figures of different scope look like contradictions, or get added up.",
        "Add 'scope': who, where and when the number covers.",
    ),
    "term-without-source": Code(
        GROUP,
        "The glossary's term does not say how its explanation is known.",
        "Readers must be able to tell what the sources say from what was added.",
        "Add 'cite', or 'outside' with a line on what is knowledge from outside.",
    ),
    "locator-out-of-range": Code(
        GROUP,
        "The source has no such unit.",
        "Readers could not look it up.",
        "Count again, from the first unit of the body.",
    ),
    "unit-unaccounted": Code(
        GROUP,
        "Nothing cites this unit of the source, and it is not listed as unused.",
        "What was left out is part of how a chronology was made.",
        "Cite it, or list it under 'unused' with the reason.",
    ),
    "unused-but-cited": Code(
        GROUP,
        "A unit is listed as unused, but an entry cites it.",
        "One of the two is not true.",
        "Take it off the list.",
    ),
}
