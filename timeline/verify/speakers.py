"""Whether the speaker of a quotation is named where it stands, as far as names can tell.

The rule, which the site's reading aid states for readers: a speaker's names are its name,
its aliases and, of a person, the last word of the name if it begins with a capital letter. All
speakers of quotations from the source are looked for, and all persons.

1. If 'prefix' or 'suffix' holds a name of the speaker, that settles it.
2. Else, if speakers are named in the paragraph of the quotation, the nearest must be this one.
3. Else the speaker must be named in the paragraph after it, or in the nearest paragraph before it
   that names any speaker, at most :data:`SPEAKER_REACH` back.

It cannot tell apart voices of one name ("a resident"), nor two speakers of one paragraph whose
words stand nearer to the other's name; the first point is for those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from timeline.model.entries import Actor
from timeline.settings import SPEAKER_REACH
from timeline.verify.text import SourceText
from timeline.verify.typography import normalise


def names_of(actor: Actor, *, person: bool) -> tuple[str, ...]:
    """Return what a text may call an actor: name, aliases, and a person's last name."""
    names = [actor.name, *(alias.name for alias in actor.aliases)]
    last = actor.name.split()[-1]
    if person and last[:1].isupper():
        names.append(last)
    return tuple(dict.fromkeys(filter(None, map(normalise, names))))


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(map(re.escape, names))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Mention:
    actor: str
    start: int
    end: int


class Speakers:
    """Every place where a text names one of the speakers, by actor id."""

    def __init__(self, text: SourceText, names: Mapping[str, Iterable[str]]) -> None:
        self._text = text
        self._names = {actor: _pattern(known) for actor, known in names.items()}
        self._mentions = [
            _Mention(actor, *match.span())
            for actor, pattern in self._names.items()
            for match in pattern.finditer(text.joined)
        ]

    def problem(
        self, speaker: str, spans: tuple[tuple[int, int], ...], contexts: Iterable[str | None]
    ) -> str | None:
        """Return what speaks against the speaker of a quotation, or None if nothing does.

        ``spans`` are where its parts stand; ``contexts`` are its prefix and suffix, which are known
        to stand beside it.
        """
        own = self._names[speaker]
        if any(own.search(normalise(context)) for context in contexts if context):
            return None
        start, end = spans[0][0], spans[-1][1]
        here = self._text.paragraphs_of(start, end)
        # Who is named inside the words quoted did not thereby speak them.
        outside = [
            m for m in self._mentions if not any(a < m.end and m.start < b for a, b in spans)
        ]
        named = [m for m in outside if self._text.paragraph_at(m.start) in here]
        if named:
            return self._nearest(speaker, named, start, end)
        return self._around(speaker, outside, here)

    def _nearest(self, speaker: str, named: list[_Mention], start: int, end: int) -> str | None:
        gaps = {m: max(start - m.end, m.start - end, 0) for m in named}
        least = min(gaps.values())
        nearest = [m.actor for m in named if gaps[m] == least]
        if speaker in nearest:
            return None
        also = any(m.actor == speaker for m in named)
        return f"the name nearest to these words is that of '{nearest[0]}'" + (
            f", though '{speaker}' is named in the paragraph too" if also else ""
        )

    def _around(self, speaker: str, outside: list[_Mention], here: range) -> str | None:
        by_paragraph: dict[int, list[str]] = {}
        for mention in outside:
            by_paragraph.setdefault(self._text.paragraph_at(mention.start), []).append(
                mention.actor
            )
        before = range(here.start - 1, here.start - 1 - SPEAKER_REACH, -1)
        back = next((by_paragraph[n] for n in before if n in by_paragraph), [])
        after = by_paragraph.get(here.stop, [])
        if speaker in (*back, *after):
            return None
        others = dict.fromkeys((*back, *after))
        instead = ", ".join(f"'{other}'" for other in others)
        return f"no name of '{speaker}' stands near these words" + (
            f"; near them stands that of {instead}" if instead else ""
        )
