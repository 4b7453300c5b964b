"""An invented report with what makes quotations hard to check, and content that quotes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from timeline.dates import parse_edtf
from timeline.diagnostics import render
from timeline.load.content import Content
from timeline.load.document import parse_document
from timeline.load.origin import Origin
from timeline.load.validate import validate
from timeline.model.entries import Actor, Event, Source, Vocabulary
from timeline.verify.run import Verdict, verify_source
from timeline.verify.text import Bounds, SourceText, blocks_of, body

ARTICLE = """\
Ferry stops after ninety years

HARL (Coast News) — The ferry to Orm made its last crossing on Sunday, ninety years after the first\
.

“It’s the end of the line,” said Captain Mara Voss, who had steered it since 1961. “I was\u00a0born \
on that boat.”

The mayor of Harl, Edvin Sand, called the decision “regrettable”, but said that the town — like the\
 county — had no money left. “We had no money left,” he added; 3,600 people had signed a petition.

Ms Voss answered: “They had ninety years to save... and they did not save a single crown.” A bystan\
der laughed.

“We will miss it,” said a passenger on the quay.

In Orm, across the sound, the mood was darker. “We will miss it more than they do,” said a passenge\
r who had come for the last trip.

Sand, told of this by Voss, shrugged. “Boats come and boats go,” said the mayor.

The owner’s lawyer, Ines Dahl, spoke of “a regret\u00adtable but necessary step” in a letter to the\
 café’s guests.

“The tide waits for nobody, and neither does the bank,” she wrote.

“Nor do we.”

He would not say more.

Follow us for more from the coast.
"""
"""Eleven numbered paragraphs, between a headline and a line below."""

SOURCE = "coast-news"


def text() -> SourceText:
    """Return the eleven paragraphs of the article."""
    return body(blocks_of(ARTICLE), Bounds("HARL", "He would not"), 11)


_ACTORS = {
    "voss": {"name": "Mara Voss", "aliases": [{"name": "Captain Voss"}]},
    "sand": {"name": "Edvin Sand", "aliases": [{"name": "the mayor"}]},
    "dahl": {"name": "Ines Dahl"},
    "quay-passenger": {"name": "A passenger on the quay", "aliases": [{"name": "a passenger"}]},
    "orm-passenger": {"name": "A passenger from Orm", "aliases": [{"name": "a passenger"}]},
    "crown-prince": {"name": "Prince Olaf"},
}

_TERM = {"label": "Word", "explanation": "A word."}


def content(event: Mapping[str, Any], actors: Mapping[str, Any] | None = None) -> Content:
    """Return content with one event, whose fields are laid over an empty one."""
    fields = {
        "title": "The ferry stops",
        "date": "1989-10-01",
        "dated": {"basis": "stated"},
        "type": "ending",
        "status": "reported",
        "summary": "No more boats.",
        "cite": [{"source": SOURCE, "at": "para 1"}],
        **event,
    }
    document = parse_document("content/events/1989/ferry.yaml", yaml.safe_dump(fields).encode())
    made = validate(Event, {"id": "ferry", **document.data}, document)
    assert not isinstance(made, list), render(made, "text")
    found = Content("content")
    found.events["ferry"] = made
    found.origins["event", "ferry"] = Origin(document, (), "events/1989/ferry.yaml")
    for actor_id, named in {**_ACTORS, **(actors or {})}.items():
        found.actors[actor_id] = Actor.model_validate(
            {"id": actor_id, "kind": "person", "summary": "Somebody.", **named}
        )
        found.origins["actor", actor_id] = found.origins["event", "ferry"]
    found.sources[SOURCE] = Source.model_validate(
        {
            "id": SOURCE,
            "type": "article-newspaper",
            "title": "Ferry stops after ninety years",
            "publisher": "voss",
            "issued": "1989-10-02",
            "dated": {"basis": "stated"},
            "lang": "en",
            "rights": "Invented.",
        }
    )
    found.origins["source", SOURCE] = found.origins["event", "ferry"]
    words = {name: {"a": _TERM} for name in ("event_types", "roles", "relation_types")}
    person = {"person": {**_TERM, "schema": "Person"}}
    found.vocabulary = Vocabulary.model_validate(
        {**words, "actor_kinds": person, "place_classes": {"a": _TERM}}
    )
    found.origins["vocabulary", ""] = found.origins["event", "ferry"]
    return found


def quote(
    exact: str,
    speaker: str,
    at: str,
    prefix: str | None = None,
    suffix: str | None = None,
) -> dict[str, Any]:
    """Return a quotation as its file has it."""
    fields: dict[str, Any] = {
        "exact": exact,
        "lang": "en",
        "speaker": speaker,
        "cite": [{"source": SOURCE, "at": at}],
    }
    if prefix:
        fields["prefix"] = prefix
    if suffix:
        fields["suffix"] = suffix
    return fields


def verdict(event: Mapping[str, Any], actors: Mapping[str, Any] | None = None) -> Verdict:
    """Return what comes of comparing an event with the article."""
    day = parse_edtf("1990-01-02")
    return verify_source(content(event, actors), SOURCE, text(), day)


def codes(event: Mapping[str, Any]) -> list[str]:
    """Return the codes of what is wrong with an event, beside the article."""
    return [diagnostic.code for diagnostic in verdict(event).diagnostics]
