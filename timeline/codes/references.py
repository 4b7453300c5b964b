"""Codes of the group "References"."""

from __future__ import annotations

from typing import Final

from timeline.codes.code import Code

GROUP: Final = "References"

CODES: Final = {
    "duplicate-id": Code(
        GROUP,
        "Two entries of one kind, or two accounts of one event, have the same id, or a former id"
        " ('formerly') is in use or claimed twice.",
        "An address can lead to one page only.",
        "Give one of them another id.",
    ),
    "duplicate-part": Code(
        GROUP,
        "An actor has the same role twice in one event, or a place stands in it twice.",
        "It would be shown and counted twice, and is nearly always a slip.",
        "Delete one of the two. An actor may have several roles in an event, each of them once.",
    ),
    "unknown-actor": Code(
        GROUP,
        "There is no actor with this id.",
        "The link would lead nowhere.",
        "Use the id proposed, or add the actor's file.",
    ),
    "unknown-place": Code(
        GROUP,
        "There is no place with this id.",
        "The link would lead nowhere.",
        "Use the id proposed, or add the place's file.",
    ),
    "unknown-source": Code(
        GROUP,
        "There is no source with this id.",
        "The statement would rest on nothing.",
        "Use the id proposed, or add the source's file.",
    ),
    "unknown-event": Code(
        GROUP,
        "There is no event with this id.",
        "The link would lead nowhere.",
        "Use the id proposed, or add the event's file.",
    ),
    "unknown-term": Code(
        GROUP,
        "The glossary has no such term.",
        "The link would lead nowhere.",
        "Use the id proposed, or add the term to 'glossary' in the vocabulary.",
    ),
    "unknown-account": Code(
        GROUP,
        "The event has no account with this id.",
        "Readers could not compare the two.",
        "Use the id of an account of that event.",
    ),
    "unknown-role": Code(
        GROUP,
        "The vocabulary has no such role.",
        "Roles are a closed list, so that profiles can be read side by side.",
        "Use the word proposed, or add it to the vocabulary.",
    ),
    "unknown-type": Code(
        GROUP,
        "The list of types has no such word.",
        "Types are a closed list, so that filters work.",
        "Use the word proposed; event types may be added to the vocabulary.",
    ),
    "unknown-kind": Code(
        GROUP,
        "The vocabulary has no such kind of actor.",
        "Kinds are a closed list, so that filters work.",
        "Use the word proposed, or add it to the vocabulary.",
    ),
    "unknown-relation": Code(
        GROUP,
        "The vocabulary has no such type of relation.",
        "Relations are a closed list, each with the words for its other direction.",
        "Use the word proposed, or add it to the vocabulary.",
    ),
    "unknown-class": Code(
        GROUP,
        "The vocabulary has no such class of place.",
        "Classes are a closed list, so that filters work.",
        "Use the word proposed, or add it to the vocabulary.",
    ),
    "unknown-question": Code(
        GROUP,
        "The vocabulary has no such question.",
        "Stances can be compared only if they answer the same question.",
        "Use the word proposed, or add the question to the vocabulary.",
    ),
    "self-reference": Code(
        GROUP,
        "An entry or account refers to itself.",
        "It says nothing, and is nearly always a slip.",
        "Name the other entry.",
    ),
    "orphan-actor": Code(
        GROUP,
        "Nothing refers to this actor (a warning).",
        "Its profile would be empty.",
        "Name it in an event, or delete the file.",
    ),
    "orphan-place": Code(
        GROUP,
        "Nothing refers to this place (a warning).",
        "Its page would be empty.",
        "Name it in an event, or delete the file.",
    ),
    "orphan-source": Code(
        GROUP,
        "Nothing cites this source (a warning).",
        "It supports nothing.",
        "Cite it, or delete the file.",
    ),
}
