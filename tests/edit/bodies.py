"""Bodies of submitted issue forms, as GitHub writes them."""

from __future__ import annotations

from timeline.edit.forms import FORMS

EVENT = {
    "title": "The mill opens again",
    "date": "4 March 1997",
    "as_written": "yesterday",
    "basis": "inferred (Worked out from the source’s words)",
    "type": "inquiry (Inquiry)",
    "status": "reported (One source reports it)",
    "summary": "The council let the mill open.\n\nNobody objected: so it says.",
    "actors": "Lindow Council: agent\n- ada-fenn: Affected",
    "places": "Mill Bridge: near",
    "source": "Bridge lost",
    "at": "para 4",
}
CORRECTION = {
    "entry": "https://lindow.example/timeline/events/bridge-collapses.html#accounts",
    "field": "title",
    "wrong": "It was not the mill bridge.",
    "right": "The weir bridge collapses",
    "shown_by": "Echo, para 1",
    "kind": "correction (Correction)",
}
DEAD = {
    "link": "https://echo.example/1997/bridge-lost",
    "page": "",
    "copy": "https://archive.example/bridge-lost",
    "day": "2020-01-02",
}


def body(form: str, values: dict[str, str], **changed: str) -> str:
    """Return the body of a form; what is empty is written as GitHub writes it."""
    given = {**values, **changed}
    return "\n\n".join(
        f"### {label}\n\n{given[key] or '_No response_'}"
        for key, label in FORMS[form].labels.items()
    )
