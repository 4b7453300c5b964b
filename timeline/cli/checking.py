"""``check`` and ``explain``: what is wrong with the content, and what a message means."""

from __future__ import annotations

from pathlib import Path

import click

from timeline.cli.common import CONTENT, CONTENT_ERRORS, FORMAT, OK, STRICT, checked
from timeline.codes import CODES
from timeline.diagnostics import Format, suggest


@click.command()
@CONTENT
@STRICT
@FORMAT
def check(content: Path, strict: bool, style: Format) -> int:
    """Check the content and print what is wrong, with file, line and advice."""
    result = checked(content, strict, style)
    return CONTENT_ERRORS if result.errors else OK


@click.command()
@click.argument("code")
def explain(code: str) -> int:
    """Say what a diagnostic's code means and how to mend it."""
    if code not in CODES:
        raise click.ClickException(f"no code '{code}'; {suggest(code, CODES)}")
    entry = CODES[code]
    click.echo(f"{code}: {entry.what}\n\nWhy: {entry.why}\n\nMend: {entry.mend}")
    return OK
