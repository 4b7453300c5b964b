"""What the commands share: checking the content out loud, and words for what there is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.check import (
    CheckResult,
    Coverage,
    check_content,
    ledger_beside,
    ranges,
)
from timeline.dates import EdtfDate, parse_edtf
from timeline.diagnostics import Diagnostic, Format, printable, render
from timeline.write.journal import JournalConflict, pending

if TYPE_CHECKING:
    from timeline.check.since import Former


def checked(
    content: Path,
    strict: bool,
    style: Format,
    former: Former | None = None,
    *,
    fresh: bool = False,
) -> CheckResult:
    """Check the content, print what is wrong and, as text, what there is.

    With ``former``, what was published then is compared too; with ``fresh``, every file is looked at,
    whatever is remembered.

    Raises:
        click.ClickException: there is no such folder.
    """
    require_folder(content)
    ledger = None if fresh else ledger_beside(content)
    result = check_content(content, shown(content), strict=strict, former=former, ledger=ledger)
    echo_diagnostics(result.diagnostics, style)
    if style == "text":
        click.echo(_summary(result))
    return result


def echo_diagnostics(diagnostics: Iterable[Diagnostic], style: Format = "text") -> None:
    """Print diagnostics, in colour where a person is likely to read them."""
    colour = style == "text" and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    click.echo(render(diagnostics, style, colour=colour), nl=False, color=colour or None)


def require_folder(content: Path) -> None:
    """Stop with advice unless the content folder exists and is no half-changed one.

    Raises:
        click.ClickException: there is no such folder, or a change of it was interrupted.
    """
    if not content.is_dir():
        raise click.ClickException(
            f"no folder '{content}'; run this beside the content folder, or name it with --content"
        )
    try:
        interrupted = pending(content)
    except JournalConflict as conflict:
        raise click.ClickException(printable(str(conflict))) from None
    if interrupted:
        raise click.ClickException(
            printable(f"a change of the content was interrupted; run '{interrupted}' to finish it")
        )


def shown(folder: Path) -> str:
    """Return how messages name a path: relative to where the command runs, if it can be."""
    try:
        relative = os.path.relpath(folder)
    except ValueError:  # another drive on Windows
        relative = str(folder)
    return Path(relative).as_posix()


def _summary(result: CheckResult) -> str:
    lines = []
    if result.make is not None:
        lines.append(", ".join(counted(number, kind) for kind, number in result.entries.items()))
    lines += [
        coverage_line(coverage)
        for coverage in sorted(result.coverage, key=lambda coverage: coverage.source)
    ]
    if result.wordings.total:
        checked, total = result.wordings.checked, result.wordings.total
        lines.append(
            f"{checked} of {counted(total, 'date wording')} understood and checked, "
            f"{total - checked} left alone"
        )
    if result.quotes.count:
        lines.append(
            f"{result.quotes.checked} of {counted(result.quotes.count, 'quotation')} checked"
        )
    lines.append(totals(result))
    return printable_lines(lines)


def totals(result: CheckResult) -> str:
    """Return how many errors and warnings there are, in words."""
    text = f"{counted(result.errors, 'error')}, {counted(result.warnings, 'warning')}"
    return text if result.complete else f"{text} (warnings in full once there are no errors)"


def coverage_line(coverage: Coverage) -> str:
    """Return what is taken from a source, in one line: ``echo: 9 of 10 paragraphs accounted …``."""
    parts = (
        ("used", coverage.cited),
        ("unused with a reason", coverage.unused - coverage.cited),
        ("unaccounted", coverage.missing),
    )
    listed = "; ".join(
        f"{len(units)} {what}" + (f" ({ranges(units)})" if units else "") for what, units in parts
    )
    return (
        f"{coverage.source}: {coverage.accounted} of {counted(coverage.count, coverage.unit)}"
        f" accounted for: {listed}"
    )


def printable_lines(lines: Sequence[str]) -> str:
    """Return lines as one text in which only the line ends steer the terminal."""
    return "\n".join(printable(line) for line in lines)


def counted(number: int, what: str) -> str:
    """Return a number of things in words: ``1 error``, ``2 errors``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def day_or_today(day: str | None) -> EdtfDate:
    """Return the day given as YYYY-MM-DD, or today's by the clock of this machine.

    Raises:
        click.UsageError: it is no such day.
    """
    text = day or datetime.now().astimezone().date().isoformat()
    try:
        date = parse_edtf(text)
    except ValueError:
        date = None
    if date is None or date.precision != "day" or date.text != text:
        raise click.UsageError(f"'{text}' is not a day; write it as YYYY-MM-DD")
    return date
