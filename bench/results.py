"""What was measured, and how it is kept between runs."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

Unit = Literal["s", "ms", "B", "files", "elements", "x", "of"]
"""Seconds, milliseconds, bytes, counts, a ratio, and how many of those tried were right."""

OURS = "ours"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Measurement:
    """One thing, measured at one tool and one size.

    Attributes:
        group: The part of the benchmark that it belongs to, such as ``builds``.
        what: What was measured, the same words for every tool.
        who: ``ours``, or the tool.
        events: Size of the corpus.
        unit: Of the values.
        values: One for each round; none if it could not be measured.
        note: Why not, or what to know.
    """

    group: str
    what: str
    who: str
    events: int
    unit: Unit
    values: tuple[float, ...]
    note: str = ""

    @property
    def median(self) -> float | None:
        """The middle value, or None if nothing could be measured."""
        return statistics.median(self.values) if self.values else None

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What makes two measurements of different runs comparable."""
        return self.group, self.what, self.who, self.events


@dataclass(slots=True)
class Run:
    """All that one run has measured, and on what machine."""

    facts: dict[str, str]
    measurements: list[Measurement] = field(default_factory=list)

    def add(self, measurements: Iterable[Measurement]) -> None:
        """Take more measurements in."""
        self.measurements += measurements

    def find(self, what: str, who: str, events: int) -> Measurement | None:
        """Return the measurement of a thing at a tool and a size, if there is one."""
        wanted = (what, who, events)
        return next((m for m in self.measurements if (m.what, m.who, m.events) == wanted), None)

    def save(self, path: Path) -> None:
        """Write the run to a file, whole or not at all."""
        part = path.with_name(f"{path.name}.part")
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"format": FORMAT, **asdict(self)}, indent=1, ensure_ascii=False)
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(path)


def load(path: Path) -> Run:
    """Read a saved run.

    Raises:
        ValueError: the file is no saved run of this format.
        OSError: the file cannot be read.
    """
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(f"{path} is of another format; measure anew")
        found = [Measurement(**{**m, "values": tuple(m["values"])}) for m in data["measurements"]]
        return Run(data["facts"], found)
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path} is no saved run of this benchmark") from error


class Rounds:
    """Values as they come in, round after round, in the order in which each was first seen."""

    def __init__(self, group: str, events: int) -> None:
        self._group, self._events = group, events
        self._values: dict[tuple[str, str], list[float]] = {}
        self._units: dict[tuple[str, str], Unit] = {}
        self._notes: dict[tuple[str, str], str] = {}

    def add(self, what: str, who: str, unit: Unit, value: float) -> None:
        """Take one value."""
        self._values.setdefault((what, who), []).append(value)
        self._units[what, who] = unit

    def miss(self, what: str, who: str, unit: Unit, why: str) -> None:
        """Note that something could not be measured; what came of it before does not count."""
        self._values[what, who] = []
        self._units[what, who] = unit
        self._notes[what, who] = why

    def missed(self, what: str, who: str) -> bool:
        """Tell whether something is known not to be measurable."""
        return (what, who) in self._notes

    def measurements(self) -> Iterator[Measurement]:
        """Yield everything that came in."""
        for (what, who), values in self._values.items():
            note = self._notes.get((what, who), "")
            unit = self._units[what, who]
            yield Measurement(
                self._group, what, who, self._events, unit, () if note else tuple(values), note
            )
