"""Getting answers from options or, on a terminal, by asking; all that is amiss is said at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click
from pydantic import TypeAdapter, ValidationError

from timeline.cli.common import printable_lines
from timeline.diagnostics import printable, suggest
from timeline.edit.draft import Reference
from timeline.edit.freedate import read_free_date

Fit = Callable[[str], str]
"""Returns an answer in the form that the file needs, or raises `Unfit`."""


class Unfit(Exception):  # noqa: N818  # an answer to a question, not a fault of the program
    """An answer cannot be used; the message says why and what to give instead."""


def on_terminal() -> bool:
    """Return whether somebody is there to be asked."""
    return sys.stdin.isatty()


class Asker:
    """Collects answers. Without a terminal nothing is asked, and what is missing is remembered."""

    def __init__(self) -> None:
        self.interactive = on_terminal()
        self._missing: list[str] = []
        self._faults: list[str] = []

    def need(
        self, option: str, question: str, given: str | None, fit: Fit, initial: str = ""
    ) -> str:
        """Return an answer that there must be; ``initial`` is proposed on a terminal."""
        if given:
            return self._fitted(option, given, fit)
        if not self.interactive:
            self._missing.append(option)
            return ""
        return self._ask(question, fit, initial)

    def may(
        self,
        option: str,
        question: str,
        given: str | None,
        fit: Fit,
        otherwise: str = "Enter to leave it open",
    ) -> str:
        """Return an answer, or an empty text if there is none; ``otherwise`` says what that does."""
        if given:
            return self._fitted(option, given, fit)
        if not self.interactive:
            return ""
        return self._ask(f"{question} ({otherwise})", lambda text: text and fit(text))

    def pairs(
        self, option: str, question: str, given: Sequence[str], fits: tuple[Fit, Fit]
    ) -> list[Reference]:
        """Return any number of ``ID:WORD``; on a terminal, until an empty answer."""

        def fit(text: str) -> str:
            first, colon, second = text.partition(":")
            if not colon:
                raise Unfit(f"'{printable(text)}' is not in the form ID:WORD")
            return f"{fits[0](first.strip())}:{fits[1](second.strip())}"

        found = [self._fitted(option, text, fit) for text in given]
        done = "Enter if there is no other"
        while self.interactive and not given:
            text = self.may(option, question, None, fit, done)
            if not text:
                break
            found.append(text)
        return [Reference(*text.split(":", 1)) for text in found if text]

    def stop_if_amiss(self) -> None:
        """Stop with everything that is missing or cannot be used.

        Raises:
            click.ClickException: something is.
        """
        lines = list(self._faults)
        if self._missing:
            lines.append(
                f"missing: {', '.join(self._missing)} (without a terminal nothing is asked)"
            )
        if lines:
            raise click.ClickException("\n  ".join(["nothing was written", *lines]))

    def _fitted(self, option: str, given: str, fit: Fit) -> str:
        try:
            return fit(given)
        except Unfit as error:
            self._faults.append(f"{option}: {error}")
            return ""

    def _ask(self, question: str, fit: Fit, initial: str = "") -> str:
        while True:
            answer = click.prompt(question, default=initial, show_default=bool(initial))
            try:
                return fit(answer)
            except Unfit as error:
                click.echo(f"  {error}")

    def date(self, text: str) -> str:
        """Return the EDTF of a date in any form; an ambiguous one is asked about.

        Raises:
            Unfit: it cannot be read, or is ambiguous and nobody is there to be asked.
        """
        found = read_free_date(text)
        shown = printable(text)
        if not found.readings:
            raise Unfit(f"'{shown}' {found.fault}; {found.advice}")
        choice = 1
        if len(found.readings) > 1:
            meanings = [f"{reading.edtf} if {reading.meaning}" for reading in found.readings]
            if not self.interactive:
                raise Unfit(f"'{shown}' {found.fault}; give {', or '.join(meanings)}")
            click.echo(f"  '{shown}' {found.fault}:")
            click.echo("\n".join(f"  {i}. {meaning}" for i, meaning in enumerate(meanings, 1)))
            choice = click.prompt("  Which is it", type=click.IntRange(1, len(meanings)))
        edtf = found.readings[choice - 1].edtf
        if edtf != text:
            click.echo(f"'{shown}' is read as {edtf}")
        return edtf


def fits(field: Any) -> Fit:
    """Return what checks an answer as a field of the model."""
    adapter = TypeAdapter(field)

    def fit(text: str) -> str:
        try:
            adapter.validate_python(text)
        except ValidationError as error:
            context = error.errors()[0].get("ctx", {})
            raise Unfit(printable(f"{context['what']}; {context['advice']}")) from None
        return text.strip()

    return fit


def among(what: str, known: Iterable[str]) -> Fit:
    """Return what checks an answer against a closed list."""
    options = list(known)

    def fit(text: str) -> str:
        if text in options:
            return text
        advice = suggest(text, options) or "see the files of the content folder"
        raise Unfit(f"no {what} '{printable(text)}'; {advice}")

    return fit


def options_of(known: Iterable[str], most: int = 20) -> str:
    """Return a closed list as part of a question, if it is short enough to be read."""
    options = list(known)
    return printable_lines([f" ({', '.join(options)})"]) if 0 < len(options) <= most else ""
