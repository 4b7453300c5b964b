"""Made-up chronologies of any size, the same for the same size and seed.

Their shape is that of real ones: words by Zipf's law; a few actors in most events and many in hardly
any; bursts of events and years without; dates of every form; several sources, accounts that differ,
figures, quotations. They pass the check.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from bench import moments
from bench.words import Words
from timeline.check.dating import folder_year
from timeline.dates import parse_edtf

_QUALIFIERS = ("exact", "about", "at-least", "more-than", "at-most")
_PRECISIONS = ("exact", "near", "locality", "district", "region")
_MODES = ("stated", "claimed", "denied", "estimated", "witnessed", "relayed")
_DIFFERENCES = ("scope", "framing", "sequence", "number")
_EVENT_TYPES = ("meeting", "battle", "vote", "journey", "flood", "treaty", "trial")
_STATUSES = ("reported", "reported", "reported", "corroborated", "disputed")
_ROLES = ("agent", "target", "affected", "speaker", "host")
_KINDS = ("person", "group", "state", "body")
_CLASSES = ("town", "region", "river")
_MARKS = {"~": "presumed", "%": "presumed", "?": "presumed", "[": "bound", ".": "bound"}


@dataclass(slots=True)
class Corpus:
    """A chronology of ``events`` events; ``files`` gives it."""

    events: int
    seed: int = 1
    _chance: random.Random = field(init=False)
    _words: Words = field(init=False)
    _skews: dict[int, list[float]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        # The standard generator is meant here: the same numbers on every machine.
        self._chance = random.Random(self.seed)  # noqa: S311
        self._words = Words(self._chance)

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
        for number, day in enumerate(moments.days(self.events, self._chance)):
            when = moments.written(day, self._chance)
            year = folder_year(parse_edtf(when))
            files[f"events/{year}/event-{number}.yaml"] = self._event(number, when)
        files["pages/method.md"] = "# Method\n\nAll of it is made up.\n"
        return files

    def _skewed(self, count: int) -> int:
        """Return a number below ``count``; small ones come far more often (Zipf, Mandelbrot)."""
        weights = self._skews.get(count)
        if weights is None:
            weights = list(accumulate(1 / (rank + 2) for rank in range(count)))
            self._skews[count] = weights
        return self._chance.choices(range(count), cum_weights=weights)[0]

    def _cite(self, margin: str) -> str:
        source, unit = self._skewed(self.source_count), self._chance.randint(1, 40)
        return f"{margin}  - {{source: source-{source}, at: para {unit}}}\n"

    def _cites(self, margin: str, most: int) -> str:
        count = self._chance.randint(1, most)
        return f"{margin}cite:\n" + "".join({self._cite(margin): None for _ in range(count)})

    def _actors(self) -> list[int]:
        wanted = min(self.actor_count, self._chance.randint(2, 6))
        found: dict[int, None] = {}
        while len(found) < wanted:
            found[self._skewed(self.actor_count)] = None
        return list(found)

    def _event(self, number: int, when: str) -> str:
        pick = self._chance.choice
        actors = self._actors()
        others = "".join(f" [{self._words.name(a)}](actor:actor-{a})" for a in actors[:2])
        # What no event names, nobody would find: the first ones go through all the places.
        place = number if number < self.place_count else self._skewed(self.place_count)
        parts = [
            f"title: {self._words.sentence(3, 9)[:-1]}\n",
            f'date: "{when}"\n',
            self._dated(when),
            f"type: {pick(_EVENT_TYPES)}\n",
            f"status: {pick(_STATUSES)}\n",
            f"summary: >-\n  {_folded(self._words.text(50, 200) + others)}\n",
            "actors:\n",
            *(f"  - {{actor: actor-{a}, role: {pick(_ROLES)}}}\n" for a in actors),
            "places:\n",
            f"  - {{place: place-{place}, precision: {pick(_PRECISIONS)}}}\n",
            self._cites("", 3),
        ]
        if accounts := pick((0, 0, 1, 1, 2, 3)):
            parts.append("accounts:\n" + "".join(self._account(a) for a in range(accounts)))
        if quotes := pick((0, 0, 1, 2)):
            parts.append("quotes:\n" + "".join(self._quote() for _ in range(quotes)))
        if number and self._chance.random() < 0.3:
            earlier = self._chance.randrange(max(0, number - 200), number)
            parts.append(f"relations:\n  - {{type: follows, event: event-{earlier}}}\n")
        return "".join(parts)

    def _dated(self, when: str) -> str:
        note = f"  note: {self._words.sentence(5, 12)}\n"
        if len(when) == len("1950-01-01") and when.replace("-", "").isdigit():
            return (
                f"dated:\n  as_written: on {date.fromisoformat(when):%A}\n  basis: stated\n{note}"
            )
        basis = next((basis for mark, basis in _MARKS.items() if mark in when), "inferred")
        return f"dated:\n  basis: {basis}\n{note}"

    def _account(self, number: int) -> str:
        parts = [
            f"  - id: account-{number}\n",
            f"    according_to: actor-{self._skewed(self.actor_count)}\n",
            f"    mode: {self._chance.choice(_MODES)}\n",
            f"    text: >-\n      {_folded(self._words.text(18, 80), '      ')}\n",
            self._cites("    ", 1),
        ]
        if self._chance.random() < 0.6:
            value = self._chance.randint(2, 900)
            parts += [
                "    figures:\n",
                f"      - of: {self._words.some(1)[0]}\n",
                f"        value: {value}\n",
                f"        qualifier: {self._chance.choice(_QUALIFIERS)}\n",
                f"        as_written: some {value}\n",
                f"        scope: {self._words.sentence(3, 8)}\n",
            ]
        if number and self._chance.random() < 0.5:
            how, note = self._chance.choice(_DIFFERENCES), self._words.sentence(6, 14)
            parts += [
                "    differs_from:\n",
                f"      - {{account: account-0, how: [{how}], note: {note}}}\n",
            ]
        return "".join(parts)

    def _quote(self) -> str:
        speaker = self._skewed(self.actor_count)
        exact = self._words.sentence(4, 14)
        cites = self._cites("    ", 1)
        return f"  - exact: {exact}\n    lang: en\n    speaker: actor-{speaker}\n{cites}"

    def _actor(self, number: int) -> str:
        # Everybody is known to somebody, so that nobody is an orphan.
        following = (number + 1) % self.actor_count
        return (
            f"name: {self._words.name(number)}\n"
            f"kind: {self._chance.choice(_KINDS)}\n"
            f"summary: {self._words.sentence(8, 20)}\n"
            "memberships:\n"
            f"  - organization: actor-{following}\n"
            "    role: member\n"
        ) + self._cites("    ", 1)

    def _place(self, number: int) -> str:
        lat, lon = self._chance.uniform(-60, 70), self._chance.uniform(-170, 170)
        # A tree: a few large places that hold the others.
        within = f"part_of: place-{(number - 1) // 8}\n" if number else ""
        return (
            f"name: {self._words.name(self.actor_count + number)}\n"
            f"class: {self._chance.choice(_CLASSES)}\n"
            f"{within}"
            "coordinates:\n"
            f"  lat: {lat:.4f}\n  lon: {lon:.4f}\n  precision: near\n  origin: outside\n"
        )

    def _source(self, number: int) -> str:
        # Without `units`, so that not every paragraph has to be cited; summaries name each source.
        following = (number + 1) % self.source_count
        # Later than any event: no wording is then counted from it.
        issued = moments.FIRST + timedelta(days=moments.LONGEST + 4 * 365 + number)
        return (
            "type: article-newspaper\n"
            f"title: {self._words.sentence(4, 9)}\n"
            f"publisher: actor-{self._skewed(self.actor_count)}\n"
            f"issued: {issued}\n"
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
