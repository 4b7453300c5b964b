"""Getting answers from options or, on a terminal, by asking.

Without a terminal all that is amiss is said at once. On one, each answer is checked at its question,
and only the answer at fault is asked for again.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any, Final

import click
from pydantic import TypeAdapter, ValidationError

from timeline.cli.choices import Choices, Unfit
from timeline.cli.common import printable_lines
from timeline.diagnostics import printable
from timeline.edit.draft import Reference
from timeline.edit.freedate import read_free_date
from timeline.load.document import FORBIDDEN

Fit = Callable[[str], str]
"""Returns an answer in the form that the file needs, or raises `Unfit`."""

_KEYS: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?")
"""What arrow keys and the like send (ECMA-48, section 5.4) where nothing edits the line."""

_REPEATED: Final = ("--actor", "--place")
"""Options that may be given more than once."""

_UNUSABLE: Final = re.compile(f"{FORBIDDEN.pattern}|[\ud800-\udfff]")


def on_terminal() -> bool:
    """Return whether somebody is there to be asked."""
    return sys.stdin.isatty()


def _line_editor() -> ModuleType | None:
    """Return what makes arrow keys edit a line; importing it is all that `input` needs."""
    try:
        import readline  # noqa: PLC0415  # not there on Windows, whose terminal edits by itself
    except ImportError:
        return None
    return readline


class Asker:
    """Collects answers. Without a terminal nothing is asked, and what is missing is remembered."""

    def __init__(self) -> None:
        self.interactive = on_terminal()
        self._missing: list[str] = []
        self._faults: list[str] = []
        self._kept: list[tuple[str, str]] = []
        self._editor = _line_editor() if self.interactive else None

    def need(
        self, option: str, question: str, given: str | None, fit: Fit, initial: str = ""
    ) -> str:
        """Return an answer that there must be; ``initial`` is proposed on a terminal."""
        if given:
            return self._fitted(option, given, fit)
        if not self.interactive:
            self._missing.append(option)
            return ""
        return self.keep(option, self._ask(question, fit, initial))

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
        return self.keep(option, self._ask(f"{question} ({otherwise})", fit, empty=True))

    def pairs(
        self,
        option: str,
        question: str,
        given: Sequence[str],
        lists: tuple[Choices, Choices],
        *,
        once: bool = False,
    ) -> list[Reference]:
        """Return any number of ``ID:WORD``; on a terminal, until an empty answer.

        There the word may be left out, and is asked for with its list. No pair may come twice, and
        no id either with ``once``.
        """
        first, second = lists
        found: list[str] = []

        def fit(text: str) -> str:
            pair = _pair(text, first, second, whole=not self.interactive)
            return _fresh(pair, found, once=once)

        for text in given:
            found += [pair for pair in [self._fitted(option, text, fit)] if pair]
        while self.interactive and not given:
            asked = f"{question}{first.inline} (Enter if there is no other)"
            answer = self._ask(asked, fit, empty=True, choices=first)
            if not answer:
                break
            if ":" not in answer:

                def word(text: str, chosen: str = answer) -> str:
                    return _fresh(f"{chosen}:{second(text)}", found, once=once)

                asked = f"{second.what.capitalize()} of '{answer}'{second.inline}"
                answer = self._ask(asked, word, choices=second)
            found.append(self.keep(option, answer))
        return [Reference(*pair.split(":", 1)) for pair in found]

    def again(self, option: str, question: str, fit: Fit, former: str, *, empty: bool) -> str:
        """Ask once more for what was answered already; Enter keeps it."""
        answer = self._ask(f"{question} (Enter keeps '{former}')", fit, former, empty=empty)
        return self.keep(option, answer)

    def keep(self, option: str, answer: str) -> str:
        """Remember an answer that was asked for, and return it; the last one of an option counts."""
        if answer:
            if option not in _REPEATED:
                self._kept = [pair for pair in self._kept if pair[0] != option]
            self._kept.append((option, answer))
        return answer

    @property
    def resumed(self) -> str:
        """The answers so far as options of a command."""
        return shlex.join(part for pair in self._kept for part in pair)

    def agreed(self, question: str) -> bool:
        """Return whether somebody says yes; Enter does."""

        def fit(text: str) -> str:
            if (word := text.lower()) in ("y", "yes", "n", "no"):
                return word[0]
            raise Unfit("answer y or n")

        return self._ask(question, fit, "y") == "y"

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
            answer = fit(given)
        except Unfit as error:
            self._faults.append(f"{option}: {error}")
            return ""
        return self.keep(option, answer)

    def _ask(
        self,
        question: str,
        fit: Fit,
        initial: str = "",
        *,
        empty: bool = False,
        choices: Choices | None = None,
    ) -> str:
        """Ask until an answer fits; what does not is put into the line again to be mended."""
        choices = fit if isinstance(fit, Choices) else choices
        shown = f"{question} [{initial}]: " if initial and not empty else f"{question}: "
        if choices is not None and choices.explained:
            click.echo(choices.listed())
        former = ""
        while True:
            answer = self._read(printable_lines([shown]), former) or initial
            if not answer and empty:
                return ""
            if not answer or (choices is not None and choices.show(answer)):
                former = ""
                continue
            former = _KEYS.sub("", answer)
            try:
                fitted = fit(_usable(answer))
            except Unfit as error:
                click.echo(f"  {error}")
                continue
            if choices is not None and fitted not in (
                answer,
                fitted.rpartition(":")[0] + f":{answer}",
            ):
                click.echo(f"  that is {fitted}")
            return fitted

    def _read(self, shown: str, former: str) -> str:
        """Return one line; where lines can be edited, ``former`` stands in it to begin with."""
        editor = self._editor
        if editor is not None and former:
            editor.set_startup_hook(lambda: editor.insert_text(_UNUSABLE.sub("", former)))
        try:
            return input(shown).strip()
        except UnicodeDecodeError:
            click.echo("  a letter in it did not arrive; type it again")
            return ""
        except (EOFError, KeyboardInterrupt):
            click.echo()
            raise click.Abort from None
        finally:
            if editor is not None:
                editor.set_startup_hook(None)

    def date(self, text: str) -> str:
        """Return the EDTF of a date in any form; an ambiguous one is asked about.

        Raises:
            Unfit: it cannot be read, or is ambiguous and nobody is there to be asked.
        """
        found = read_free_date(text)
        shown = printable(text)
        if not found.readings:
            raise Unfit(f"'{shown}' {found.fault}; {found.advice}")
        edtf = found.readings[0].edtf
        if len(found.readings) > 1:
            meanings = [f"{reading.edtf} if {reading.meaning}" for reading in found.readings]
            if not self.interactive:
                raise Unfit(f"'{shown}' {found.fault}; give {', or '.join(meanings)}")
            click.echo(f"  '{shown}' {found.fault}:")
            click.echo("\n".join(f"  {i}. {meaning}" for i, meaning in enumerate(meanings, 1)))
            numbers = {str(i): reading.edtf for i, reading in enumerate(found.readings, 1)}
            edtf = numbers[self._ask("  Which is it", one_of(numbers))]
        if edtf != text:
            click.echo(f"'{shown}' is read as {edtf}")
        return edtf


def _usable(answer: str) -> str:
    if _KEYS.search(answer):
        raise Unfit("a key such as an arrow got into the text; type it again without")
    if found := _UNUSABLE.search(answer):
        raise Unfit(f"a hidden character U+{ord(found[0]):04X} is in the text; type it again")
    return answer


def _pair(text: str, first: Choices, second: Choices, *, whole: bool) -> str:
    """Return ``ID:WORD``, or the id alone unless it has to be ``whole``."""
    before, colon, after = text.rpartition(":")
    if colon:
        return f"{first(before.strip())}:{second(after.strip())}"
    if whole:
        raise Unfit(f"'{printable(text)}' is not in the form ID:WORD")
    return first(text)


def _fresh(pair: str, found: Sequence[str], *, once: bool) -> str:
    """Return a pair, or an id alone, unless it is there already."""
    taken = {part for known in found for part in (known, known.partition(":")[0] if once else "")}
    if pair in taken or (once and pair.partition(":")[0] in taken):
        raise Unfit(f"'{pair}' is there already; give another")
    return pair


def one_of(known: Any) -> Fit:
    """Return what checks an answer against a few words."""

    def fit(text: str) -> str:
        if text not in known:
            raise Unfit(f"give one of: {', '.join(known)}")
        return text

    return fit


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
