"""Widgets that draw a timeline in the browser: a page for each, with the same events."""

from __future__ import annotations

import json
import shutil
from abc import ABC, abstractmethod
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from bench.installing import npm_folder
from timeline.model.entries import Event
from timeline.model.timeline import Timeline

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Chronology</title>
<link rel="stylesheet" href="{css}">
<style>html, body, #timeline {{ height: 100%; margin: 0 }}</style></head>
<body><div id="timeline"></div>
<script src="{js}"></script>
<script>{start}</script></body>
</html>
"""


class Widget(ABC):
    """A page that shows all events with a widget.

    Attributes:
        package: Its npm package.
        ready: An expression of the page's scripts, true once a reader can use the timeline.
    """

    name: ClassVar[str]
    package: ClassVar[str]
    css: ClassVar[str]
    js: ClassVar[str]
    start: ClassVar[str]
    ready: ClassVar[str] = "window.drawn"

    def write(self, timeline: Timeline, folder: Path) -> None:
        """Write the page, its data and the widget's own files into a folder.

        Raises:
            Missing: the widget cannot be installed.
        """
        source = npm_folder(self.package)
        shutil.copytree(source / Path(self.js).parts[0], folder / Path(self.js).parts[0])
        if not (folder / self.css).exists():
            shutil.copytree(source / Path(self.css).parts[0], folder / Path(self.css).parts[0])
        data = self.data(list(timeline.events.values()))
        (folder / "data.json").write_text(json.dumps(data), encoding="utf-8")
        page = _PAGE.format(css=self.css, js=self.js, start=self.start)
        (folder / "index.html").write_text(page, encoding="utf-8")

    @abstractmethod
    def data(self, events: list[Event]) -> Any:
        """Return the events in the widget's own form."""


class TimelineJS(Widget):
    """TimelineJS by Knight Lab, which its makers recommend for some twenty events."""

    name = "timelinejs"
    package = "@knight-lab/timelinejs"
    css = "dist/css/timeline.css"
    js = "dist/js/timeline.js"
    # Its own fonts and scripts come from its makers' server unless it is told otherwise.
    start = """
fetch("data.json").then((answer) => answer.json()).then((data) => {
  const script_path = new URL("dist/js/", location).href;
  const timeline = new TL.Timeline("timeline", data, { font: null, script_path });
  timeline.on("ready", () => { window.drawn = true; });
});
"""

    def data(self, events: list[Event]) -> Any:
        """Return its JSON: days, a headline and a text."""
        slides = []
        for event in events:
            first, last = _days(event)
            text = {"headline": event.title, "text": event.summary.plain}
            ends = {"start_date": _parts(first), "end_date": _parts(last)}
            slides.append({**ends, "text": text, "unique_id": event.id})
        return {"events": slides}


class Vis(Widget):
    """vis-timeline, which draws what is in view."""

    name = "vis-timeline"
    package = "vis-timeline"
    css = "styles/vis-timeline-graph2d.min.css"
    js = "standalone/umd/vis-timeline-graph2d.min.js"
    start = """
fetch("data.json").then((answer) => answer.json()).then((data) => {
  const place = document.getElementById("timeline");
  const timeline = new vis.Timeline(place, new vis.DataSet(data), { height: "100%" });
  timeline.on("changed", () => { window.drawn = true; });
});
"""

    def data(self, events: list[Event]) -> Any:
        """Return items: a title and days."""
        items = []
        for event in events:
            first, last = _days(event)
            item = {"id": event.id, "content": event.title, "start": first.isoformat()}
            items.append({**item, "end": last.isoformat()} if last > first else item)
        return items


WIDGETS: tuple[type[Widget], ...] = (TimelineJS, Vis)


def _days(event: Event) -> tuple[date, date]:
    """Return first and last day; neither widget knows an end that is open."""
    known = [day for day in (event.date.earliest, event.date.latest) if day is not None]
    return min(known), max(known)


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
