"""Made-up timelines of any size, the same for the same size and seed.

Their shape is that of real ones: word frequencies by Zipf's law, a few actors in most events and
many in hardly any, several sources, accounts with figures in some events. They pass the check.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

_FIRST = date(1950, 1, 1)
_DAYS = 25_000
_SYLLABLES = ("ba", "den", "for", "ga", "hil", "ka", "lo", "mer", "no", "pas", "ri", "sel", "tu")
_QUALIFIERS = ("exact", "about", "at-least", "more-than", "at-most")
_PRECISIONS = ("exact", "near", "locality", "district", "region")
_MODES = ("stated", "claimed", "estimated", "witnessed", "relayed")
_EVENT_TYPES = ("meeting", "battle", "vote", "journey", "flood", "treaty", "trial")
_ROLES = ("agent", "target", "affected", "speaker", "host")
_KINDS = ("person", "group", "state", "body")
_CLASSES = ("town", "region", "river")

VOCABULARY_SIZE = 4_000
"""How many different words there are to write with."""


@dataclass(slots=True)
class Corpus:
    """A timeline of ``events`` events. Use ``write`` to put it on disk."""

    events: int
    seed: int = 1
    _random: random.Random = field(init=False)
    _words: list[str] = field(init=False)
    _weights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        # The standard generator is meant here: the same numbers on every machine.
        self._random = random.Random(self.seed)  # noqa: S311
        self._words = _distinct_words(self._random, VOCABULARY_SIZE)
        self._weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY_SIZE + 1)))

    @property
    def actor_count(self) -> int:
        """How many actors there are: one for every ten events, and some."""
        return 12 + self.events // 10

    @property
    def place_count(self) -> int:
        """How many places there are."""
        return 6 + self.events // 40

    @property
    def source_count(self) -> int:
        """How many sources there are."""
        return 3 + self.events // 25

    def files(self) -> dict[str, str]:
        """Return every file: path relative to the content folder -> text."""
        files = {"vocabulary.yaml": _vocabulary()}
        for number in range(self.actor_count):
            files[f"actors/actor-{number}.yaml"] = self._actor(number)
        for number in range(self.place_count):
            files[f"places/place-{number}.yaml"] = self._place(number)
        for number in range(self.source_count):
            files[f"sources/source-{number}.yaml"] = self._source(number)
        for number in range(self.events):
            day = _FIRST + timedelta(days=number * _DAYS // self.events)
            files[f"events/{day.year}/event-{number}.yaml"] = self._event(number, day)
        files["pages/method.md"] = "# Method\n\nAll of it is made up.\n"
        return files

    def write(self, folder: Path) -> None:
        """Write every file below ``folder``."""
        for place, text in self.files().items():
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def _text(self, shortest: int, longest: int) -> str:
        number = self._random.randint(shortest, longest)
        words = self._random.choices(self._words, cum_weights=self._weights, k=number)
        return " ".join(words).capitalize() + "."

    def _skewed(self, count: int) -> int:
        """Return a number below ``count``; small ones come far more often."""
        return min(count - 1, int(self._random.paretovariate(0.7)) - 1)

    def _cite(self, margin: str) -> str:
        source, unit = self._skewed(self.source_count), self._random.randint(1, 40)
        return f"{margin}  - {{source: source-{source}, at: para {unit}}}\n"

    def _cites(self, margin: str, most: int) -> str:
        count = self._random.randint(1, most)
        return f"{margin}cite:\n" + "".join(self._cite(margin) for _ in range(count))

    def _actors(self) -> list[int]:
        wanted = self._random.randint(2, 6)
        return sorted({self._skewed(self.actor_count) for _ in range(wanted)})

    def _event(self, number: int, day: date) -> str:
        pick = self._random.choice
        others = "".join(f" [{self._words[a % 99]}](actor:actor-{a})" for a in self._actors()[:2])
        parts = [
            f"title: {self._text(3, 6)[:-1]}\n",
            f"date: {day}\n",
            f"dated:\n  as_written: on {day:%A}\n  basis: stated\n  note: {self._text(5, 12)}\n",
            f"type: {pick(_EVENT_TYPES)}\n",
            "status: reported\n",
            f"summary: >-\n  {_folded(self._text(40, 80) + others)}\n",
            "actors:\n",
            *(f"  - {{actor: actor-{a}, role: {pick(_ROLES)}}}\n" for a in self._actors()),
            "places:\n",
            f"  - place: place-{self._skewed(self.place_count)}\n",
            f"    precision: {pick(_PRECISIONS)}\n",
            self._cites("", 3),
        ]
        if accounts := self._random.randint(0, 3):
            parts.append("accounts:\n" + "".join(self._account(a) for a in range(accounts)))
        if quotes := self._random.randint(0, 2):
            parts.append("quotes:\n" + "".join(self._quote() for _ in range(quotes)))
        if number and self._random.random() < 0.3:
            earlier = self._random.randrange(number)
            parts.append(f"relations:\n  - {{type: follows, event: event-{earlier}}}\n")
        return "".join(parts)

    def _account(self, number: int) -> str:
        parts = [
            f"  - id: account-{number}\n",
            f"    according_to: actor-{self._skewed(self.actor_count)}\n",
            f"    mode: {self._random.choice(_MODES)}\n",
            f"    text: >-\n      {_folded(self._text(12, 30), '      ')}\n",
            self._cites("    ", 1),
        ]
        if self._random.random() < 0.6:
            value = self._random.randint(2, 900)
            parts += [
                "    figures:\n",
                f"      - of: {self._random.choice(self._words)}\n",
                f"        value: {value}\n",
                f"        qualifier: {self._random.choice(_QUALIFIERS)}\n",
                f"        as_written: some {value}\n",
                f"        scope: {self._text(3, 8)}\n",
            ]
        return "".join(parts)

    def _quote(self) -> str:
        speaker = self._skewed(self.actor_count)
        exact = self._text(4, 14)
        return f"  - exact: {exact}\n    lang: en\n    speaker: actor-{speaker}\n" + self._cites(
            "    ", 1
        )

    def _actor(self, number: int) -> str:
        # Everybody is known to somebody, so that nobody is an orphan.
        following = (number + 1) % self.actor_count
        return (
            f"name: {self._random.choice(self._words).title()} {number}\n"
            f"kind: {self._random.choice(_KINDS)}\n"
            f"summary: {self._text(8, 20)}\n"
            "memberships:\n"
            f"  - organization: actor-{following}\n"
            "    role: member\n"
        ) + self._cites("    ", 1)

    def _place(self, number: int) -> str:
        lat, lon = self._random.uniform(-60, 70), self._random.uniform(-170, 170)
        return (
            f"name: {self._random.choice(self._words).title()} {number}\n"
            f"class: {self._random.choice(_CLASSES)}\n"
            f"part_of: place-{(number + 1) % self.place_count}\n"
            "coordinates:\n"
            f"  lat: {lat:.4f}\n  lon: {lon:.4f}\n  precision: near\n  origin: outside\n"
        )

    def _source(self, number: int) -> str:
        # Without `units`, so that not every paragraph has to be cited; summaries name each source.
        following = (number + 1) % self.source_count
        return (
            "type: article-newspaper\n"
            f"title: {self._text(4, 9)}\n"
            f"publisher: actor-{self._skewed(self.actor_count)}\n"
            f"issued: {_FIRST + timedelta(days=number)}\n"
            "dated: {basis: stated}\n"
            "lang: en\n"
            f"url: https://news.example/{number}\n"
            "rights: All rights reserved.\n"
            f"summary: It goes on in [another](source:source-{following}).\n"
        )


def _folded(text: str, margin: str = "  ") -> str:
    """Return a text in lines of at most 80 characters or so."""
    lines: list[str] = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) > 80:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return f"\n{margin}".join(lines)


def _distinct_words(source: random.Random, count: int) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < count:
        # Frequent words are short, as in any language.
        longest = 1 + min(3, len(words) // 40)
        words["".join(source.choices(_SYLLABLES, k=source.randint(1, 1 + longest)))] = None
    return list(words)


def _vocabulary() -> str:
    lists: dict[str, Sequence[str]] = {
        "event_types": _EVENT_TYPES,
        "roles": _ROLES,
        "actor_kinds": _KINDS,
        "relation_types": ("rival-of",),
        "place_classes": _CLASSES,
    }
    lines = []
    for name, words in lists.items():
        lines.append(f"{name}:\n")
        for word in words:
            label = json.dumps(word.capitalize())
            lines.append(f"  {word}: {{label: {label}, explanation: Made up., inverse: {label}}}\n")
    return "".join(lines)
