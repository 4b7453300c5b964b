"""Numbers, quotations and places in sources, as the interface's language writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import TypeVar

from markupsafe import Markup

from timeline.model.brief import BriefActor, BriefEvent, BriefPlace, BriefSource
from timeline.model.entries import Actor, Figure
from timeline.model.types import Locator
from timeline.pages.catalogue import Catalogue
from timeline.pages.markup import escape, folded, inner
from timeline.pages.tongue import isolate

REMEMBERED = 10_000
"""Texts made safe that are remembered, since names and labels stand on many pages."""

Entry = TypeVar("Entry", Actor, BriefEvent, BriefActor, BriefPlace, BriefSource)


class Wording:
    """What a language does to content: it groups digits, quotes, counts. It only remembers texts."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._text = catalogue.text
        # Typed, or what is Markup and what only looks like it would be the same.
        self._isolate = lru_cache(REMEMBERED, typed=True)(isolate)
        self.plain = lru_cache(REMEMBERED)(lambda text: isolate(text, None, catalogue.language))
        """As ``shown``, and quicker, of a text that is no ``Markup`` and has no language of its own."""

    def count(self, what: str, number: int) -> str:
        """Return a number of things in words: ``3 events``."""
        forms: Mapping[str, str] = self._text["count"][what]
        return forms[self.catalogue.plural_form(number)].format(n=self.number(number))

    def number(self, value: float) -> str:
        """Return a number with its digits grouped."""
        whole, point, part = f"{value:,}".partition(".")
        decimals = self.catalogue.decimal + part if point else ""
        return whole.replace(",", self.catalogue.group) + decimals

    def figure(self, figure: Figure) -> str:
        """Return the number of a figure, or both ends of its range."""
        values = [figure.value] if figure.value_to is None else [figure.value, figure.value_to]
        return "–".join(map(self.number, values))

    def shown(self, text: str, lang: str | None = None) -> Markup:
        """Return a text made safe, set apart where its language or direction is not the page's."""
        return self._isolate(text, lang, self.catalogue.language)

    def quoted(self, text: str, lang: str | None = None) -> Markup:
        """Return a text in quotation marks, which stay outside its own direction."""
        return fill(self._text["quote"], {"words": self.shown(text, lang)})

    def place_in_source(self, at: Locator) -> str:
        """Return where in a source something stands, in words: ``para 7``, ``pp. 3–4``."""
        if at.kind == "time":
            return at.text
        key = at.kind if at.first == at.last else f"{at.kind}s"
        pattern: str = self._text["locator"][key]
        return pattern.format(n=at.first, a=at.first, b=at.last)


def fill(pattern: str, names: Mapping[str, object]) -> Markup:
    """Fill a pattern of the catalogue with values, each made safe unless it is Markup already."""
    pieces = (
        escape(names[piece]) if index % 2 else piece for index, piece in enumerate(_pieces(pattern))
    )
    return Markup("".join(pieces))  # noqa: S704  # each piece is escaped


@cache  # the patterns are those of the catalogue
def _pieces(pattern: str) -> tuple[str, ...]:
    """Return the pieces of a pattern, escaped; every second one is the name of a value."""
    pieces = re.split(r"\{([a-z_]+)\}", pattern)
    return tuple(piece if index % 2 else inner(piece) for index, piece in enumerate(pieces))


def apart(text: str, shown: Callable[[str], Markup]) -> Markup:
    """Return what ``shown`` makes of a text, with the spaces at its ends outside of that."""
    flat = folded(text)
    bare = flat.strip(" ")
    lead, trail = flat.startswith(" "), flat.endswith(" ") and bool(bare)
    return Markup(f"{' ' * lead}{shown(bare)}{' ' * trail}")  # noqa: S704  # shown() escapes


def alphabetical(named: Iterable[tuple[str, Entry]]) -> list[Entry]:
    """Sort by name: accents and capitals do not count, ids settle what is left."""

    def key(pair: tuple[str, Entry]) -> tuple[str, str]:
        letters = unicodedata.normalize("NFKD", pair[0].casefold())
        return "".join(c for c in letters if not unicodedata.combining(c)), pair[1].id

    return [entry for _, entry in sorted(named, key=key)]
