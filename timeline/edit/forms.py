"""The issue forms by which readers send what they know: their labels, as a submitted body has them.

``.github/ISSUE_TEMPLATE/`` holds the forms themselves; a test keeps the two in step.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from timeline.load.document import FORBIDDEN
from timeline.model.entries import Term

MAX_BODY: Final = 65_536
"""Longest body of an issue, in bytes: GitHub's own limit is as many characters."""

_NOTHING = ("_No response_", "None")
"""What GitHub writes for a field that was left empty, and for a dropdown without a choice."""

_HEADING = re.compile(r"### (.+?)\s*")
_TYPES = re.compile(
    r"(^    id: type\n(?:    .*\n)+?      options:\n)(?:        - .*\n)+", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Form:
    """An issue form: its file, and its labels by the field that each is for."""

    file: str
    labels: Mapping[str, str]


FORMS: Final[Mapping[str, Form]] = {
    "event": Form(
        "new-event.yml",
        {
            "title": "What happened, in one line",
            "date": "When it happened",
            "as_written": "The source's own words for the date",
            "basis": "How the date is known",
            "type": "Kind of event",
            "status": "How sure it is",
            "summary": "Summary in your own words",
            "actors": "Who had a part in it",
            "places": "Where it happened",
            "source": "Source",
            "at": "Where in the source",
        },
    ),
    "correction": Form(
        "correction.yml",
        {
            "entry": "Page or entry",
            "field": "Which field",
            "wrong": "What is wrong",
            "right": "What it should say",
            "shown_by": "What shows it",
            "kind": "Kind of change",
        },
    ),
    "dead link": Form(
        "dead-link.yml",
        {
            "link": "The link that is dead",
            "page": "Page where it stands",
            "copy": "Archived copy",
            "day": "Day of the copy",
        },
    ),
}


class NotAForm(Exception):  # noqa: N818  # an outcome of reading, not a fault of the program
    """A text is not the body of one of the forms; the message says why."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A submitted form: which, and what was written into it; an empty text was left empty."""

    form: str
    values: Mapping[str, str]
    repeated: tuple[str, ...]
    """Labels that stand as headings more than once; the first of each was read."""


def read_submission(data: bytes) -> Submission:
    """Read the body of a submitted form. Everything in it is data that a stranger wrote.

    Raises:
        NotAForm: it is too large, or has not the headings of a form.
    """
    if len(data) > MAX_BODY:
        raise NotAForm(f"larger than {MAX_BODY // 1024} KB; a form's body is never that long")
    text = FORBIDDEN.sub("", data.decode("utf-8", "replace").replace("\r\n", "\n"))
    lines = text.split("\n")
    headings = [(i, m[1]) for i, line in enumerate(lines) if (m := _HEADING.fullmatch(line))]
    names = {name for _, name in headings}
    form = next((name for name, form in FORMS.items() if set(form.labels.values()) <= names), None)
    if form is None:
        raise NotAForm(
            "not the body of one of the forms: the headings '### …' of a form must all be there"
        )
    return _read(form, lines, headings)


def _read(form: str, lines: list[str], headings: list[tuple[int, str]]) -> Submission:
    labels = FORMS[form].labels
    # A value may hold a line that looks like a heading: only those of the form, in the form's
    # order, end the value before.
    starts: list[int] = []
    for label in labels.values():
        after = starts[-1] if starts else -1
        starts.append(next((i for i, name in headings if name == label and i > after), len(lines)))
    ends = [*starts[1:], len(lines)]
    values = {
        key: _value("\n".join(lines[start + 1 : end]))
        for key, start, end in zip(labels, starts, ends, strict=True)
    }
    found = [name for _, name in headings if name in labels.values()]
    repeated = tuple(label for label in labels.values() if found.count(label) > 1)
    return Submission(form, values, repeated)


def _value(text: str) -> str:
    value = text.strip()
    return "" if value in _NOTHING else value


def first_word(text: str) -> str:
    """Return the id in a choice of a dropdown: ``deployment (Deployment)`` -> ``deployment``."""
    return text.split(" ", 1)[0] if text else ""


def offering(form: str, event_types: Mapping[str, Term]) -> str:
    """Return the text of the form for new events with these kinds of event to choose from.

    Raises:
        ValueError: the form has no such choice.
    """
    choices = (f"{name} ({term.label})" for name, term in event_types.items())
    options = "".join(f"        - {json.dumps(c, ensure_ascii=False)}\n" for c in choices)
    changed, times = _TYPES.subn(lambda match: match[1] + options, form)
    if times != 1:
        raise ValueError("it offers no kinds of event")
    return changed
