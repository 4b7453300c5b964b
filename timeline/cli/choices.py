"""Closed lists as answers: an id, a word or a name is taken, and ``?`` shows what there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import click

from timeline.cli.common import printable_lines
from timeline.diagnostics import nearest, printable, suggest
from timeline.edit.names import slug

_FEW: Final = 20
"""How many ids a question can name and still be read."""

_MOST: Final = 5
"""How many ids are proposed for one that does not exist."""


class Unfit(Exception):  # noqa: N818  # an answer to a question, not a fault of the program
    """An answer cannot be used; the message says why and what to give instead."""


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a closed list: what readers see of it, other names, and what it means."""

    id: str
    label: str = ""
    text: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choices:
    """A closed list that an answer is from; call it to get the id of what was answered.

    ``explained`` lists are shown with the question, as their words need it; all others on ``?``.
    """

    what: str
    options: tuple[Option, ...]
    explained: bool = False
    _by_name: dict[str, set[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for option in self.options:
            for name in (option.id, option.label, *option.names):
                if key := slug(name):
                    self._by_name.setdefault(key, set()).add(option.id)

    def __call__(self, answer: str) -> str:
        """Return the id that an answer stands for: the id itself, or a name that one entry has.

        Raises:
            Unfit: there is none, or several have that name; with the nearest.
        """
        text = answer.strip()
        if any(option.id == text for option in self.options):
            return text
        named = sorted(self._by_name.get(slug(text), ()))
        if len(named) == 1:
            return named[0]
        if named:
            raise Unfit(f"'{printable(text)}' may be {' or '.join(named)}; give the id")
        raise Unfit(f"no {self.what} '{printable(text)}'; {self._advice(text)}")

    def _advice(self, text: str) -> str:
        keys = nearest(slug(text), self._by_name) or self._holding(slug(text))
        ids = dict.fromkeys(i for key in keys for i in sorted(self._by_name[key]))
        if 0 < len(ids) <= _MOST:
            return "did you mean " + " or ".join(f"'{i}'" for i in ids) + "?"
        advice = suggest(text, [option.id for option in self.options])
        return advice or "see the files of the content folder"

    def _holding(self, part: str) -> list[str]:
        return [key for key in self._by_name if part and f"-{part}-" in f"-{key}-"]

    @property
    def inline(self) -> str:
        """The list as part of a question, if it is short enough to be read there."""
        if self.explained or not self.options:
            return ""
        if len(self.options) > _FEW:
            return " (? lists them)"
        return f" ({', '.join(option.id for option in self.options)}; ? explains)"

    def listed(self, part: str = "") -> str:
        """Return the list, one to a line with label and explanation; those that hold ``part``."""
        rows = [(option.id, _described(option)) for option in self.options]
        rows = [row for row in rows if part.lower() in " ".join(row).lower()]
        width = max((len(name) for name, _ in rows), default=0)
        lines = [f"  {name:{width}}  {text}".rstrip() for name, text in rows]
        return printable_lines(lines or [f"  no {self.what} with '{part}' in it"])

    def show(self, answer: str) -> bool:
        """Print the list if that is what was asked for: ``?``, or ``?`` and a part of a name."""
        if not answer.startswith("?"):
            return False
        click.echo(self.listed(answer[1:].strip()))
        return True


def words(
    what: str, known: Iterable[str], told: Mapping[str, Mapping[str, str]], *, explained: bool
) -> Choices:
    """Return a closed list of the model, with the ``label`` and ``text`` that readers are told."""
    options = [Option(w, told[w]["label"], told[w]["text"]) for w in known]
    return Choices(what, tuple(options), explained=explained)


def _described(option: Option) -> str:
    same = option.label.lower() == option.id
    label = "" if same else option.label
    return ": ".join(part for part in (label, " ".join(option.text.split())) if part)
