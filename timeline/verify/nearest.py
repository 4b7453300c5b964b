"""The wording of a text that is nearest to some words, as a help for whoever mends them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from timeline.settings import HINT_WORDS
from timeline.verify.text import SourceText
from timeline.verify.typography import Word, words

_ENOUGH = 0.6
"""Least likeness, of 1, that is worth showing: below, the wording is another one."""

_LOOKED_AT = 40
"""How many stretches of the text are compared closely: those that share most words."""


def shown_words(text: str) -> str:
    """Return a text cut to what a message may show."""
    pieces = text.split()
    return " ".join(pieces[:HINT_WORDS]) + (" …" if len(pieces) > HINT_WORDS else "")


def nearest_wording(text: SourceText, wanted: str, cited: range | None) -> tuple[str, int] | None:
    """Return the nearest wording and its paragraph, or None if nothing is near.

    The paragraphs cited win over equally near ones elsewhere.
    """
    target = [word.text for word in words(wanted)]
    if not target:
        return None
    spoken = text.words
    size = len(target)
    best: tuple[float, bool, int] | None = None
    for start in _candidates(spoken, target):
        window = spoken[start : start + size]
        likeness = SequenceMatcher(None, target, [word.text for word in window]).ratio()
        # Letters decide between words: 'planes' is nearer to 'plane' than 'guns' is.
        letters = SequenceMatcher(None, wanted, text.joined[window[0].start : window[-1].end])
        near = cited is not None and text.paragraph_at(window[0].start) in cited
        score = max(likeness, letters.ratio())
        if score >= _ENOUGH and (best is None or (score, near, -start) > best):
            best = (score, near, -start)
    if best is None:
        return None
    first = spoken[-best[2]]
    last = spoken[min(len(spoken), -best[2] + size) - 1]
    return shown_words(text.joined[first.start : last.end]), text.paragraph_at(first.start)


def _candidates(spoken: Sequence[Word], target: Sequence[str]) -> list[int]:
    """Return where the stretches begin that share most words with the target."""
    wanted = Counter(target)
    size = len(target)
    have: Counter[str] = Counter()
    shared = 0
    scores = []
    for i, word in enumerate(spoken):
        have[word.text] += 1
        shared += have[word.text] <= wanted[word.text]
        if i >= size:
            gone = spoken[i - size].text
            shared -= have[gone] <= wanted[gone]
            have[gone] -= 1
        if i >= size - 1:
            scores.append((-shared, i - size + 1))
    if not scores and spoken:
        scores = [(0, 0)]
    # A single word shares all or nothing: then every stretch is as good, and letters decide.
    limit = _LOOKED_AT if size > 1 else len(scores)
    return [start for _, start in sorted(scores)[:limit]]
