"""What the commands share: exit codes, options, and checking the content out loud."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import click

from timeline.check import CheckResult, check_content
from timeline.diagnostics import Format, printable, render

OK, CONTENT_ERRORS, USAGE = 0, 1, 2
"""Exit codes: fine, the content has errors, the command or its surroundings are at fault."""

CONTENT = click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="The folder with the YAML files.",
)
STRICT = click.option("--strict", is_flag=True, help="Warnings count as errors.")
FORMAT = click.option(
    "--format",
    "style",
    type=click.Choice(get_args(Format)),
    default="text",
    show_default=True,
    help="How diagnostics are printed.",
)
CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The configuration of the site.",
)
SITE_URL = click.option(
    "--site-url",
    envvar="TIMELINE_SITE_URL",
    show_envvar=True,
    help="Where the site will stand, in place of site_url in the configuration.",
)
REPO_URL = click.option(
    "--repo-url",
    envvar="TIMELINE_REPO_URL",
    show_envvar=True,
    help="Where its repository is, in place of repo_url in the configuration.",
)


def checked(content: Path, strict: bool, style: Format) -> CheckResult:
    """Check the content, print what is wrong and, as text, what there is.

    Raises:
        click.ClickException: there is no such folder.
    """
    require_folder(content)
    result = check_content(content, shown(content), strict=strict)
    colour = style == "text" and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    click.echo(render(result.diagnostics, style, colour=colour), nl=False, color=colour or None)
    if style == "text":
        click.echo(_summary(result))
    return result


def require_folder(content: Path) -> None:
    """Stop with advice unless the content folder exists.

    Raises:
        click.ClickException: there is no such folder.
    """
    if not content.is_dir():
        raise click.ClickException(
            f"no folder '{content}'; run this beside the content folder, or name it with --content"
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
    if result.timeline is not None:
        timeline = result.timeline
        lines.append(
            f"{len(timeline.events)} events, {len(timeline.actors)} actors, "
            f"{len(timeline.places)} places, {len(timeline.sources)} sources"
        )
    lines += [
        f"{coverage.source}: {coverage.accounted} of {coverage.count} units accounted for"
        for coverage in sorted(result.coverage, key=lambda coverage: coverage.source)
    ]
    lines.append(f"{counted(result.errors, 'error')}, {counted(result.warnings, 'warning')}")
    return printable_lines(lines)


def printable_lines(lines: Sequence[str]) -> str:
    """Return lines as one text in which only the line ends steer the terminal."""
    return "\n".join(printable(line) for line in lines)


def counted(number: int, what: str) -> str:
    """Return a number of things in words: ``1 error``, ``2 errors``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
