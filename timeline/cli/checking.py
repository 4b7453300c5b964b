"""``check`` and ``explain``: what is wrong with the content, and what a message means."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli.common import checked, counted, printable_lines, require_folder
from timeline.cli.options import CONTENT, FORMAT, STRICT
from timeline.cli.outcome import CONTENT_ERRORS, OK
from timeline.diagnostics import Format, printable, suggest

if TYPE_CHECKING:
    from timeline.codes import Code


@click.command()
@CONTENT
@STRICT
@FORMAT
@click.option(
    "--since",
    metavar="REV",
    default=None,
    help="Compare with this git revision: changes of published events need a correction.",
)
@click.option("--fresh", is_flag=True, help="Look at every file, whatever earlier checks remember.")
def check(content: Path, strict: bool, style: Format, since: str | None, fresh: bool) -> int:
    """Check the content and print what is wrong, with file, line and advice."""
    former = None
    if since is not None:
        # Git is asked; few do.
        from timeline.cli.revision import read_revision  # noqa: PLC0415  # see above

        require_folder(content)
        former = read_revision(content, since)
    result = checked(content, strict, style, former, fresh=fresh)
    if former is not None and style == "text":
        events = counted(len(former.content.events), "published event")
        click.echo(printable_lines([f"compared with {since}: {events}"]))
    return CONTENT_ERRORS if result.errors else OK


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> int:
    """Say what a diagnostic's code means and how to mend it; without one, list them all."""
    # A long list, which no other command needs.
    from timeline.codes import CODES  # noqa: PLC0415  # see above

    if code is None:
        click.echo(_every_code(CODES))
        return OK
    if code not in CODES:
        advice = suggest(code, CODES) or "'explain' alone lists them all"
        raise click.ClickException(f"no code '{printable(code)}'; {advice}")
    entry = CODES[code]
    click.echo(f"{code}: {entry.what}\n\nWhy: {entry.why}\n\nMend: {entry.mend}")
    return OK


def _every_code(codes: Mapping[str, Code]) -> str:
    """Return every code with what it means, by group, in the order of the guide."""
    groups: dict[str, list[str]] = {}
    for code, entry in codes.items():
        groups.setdefault(entry.group, []).append(f"  {code}: {entry.what}")
    return "\n\n".join("\n".join([group, *lines]) for group, lines in groups.items())
