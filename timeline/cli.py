"""The command line: ``build``, ``offline``, ``check`` and ``explain``. The only module that talks to people."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import click

from timeline import __version__
from timeline.check import CheckResult, check_content
from timeline.codes import CODES
from timeline.diagnostics import Format, printable, render, suggest

OK, CONTENT_ERRORS, USAGE = 0, 1, 2
"""Exit codes: fine, the content has errors, the command or its surroundings are at fault."""

_CONTENT = click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="The folder with the YAML files.",
)
_STRICT = click.option("--strict", is_flag=True, help="Warnings count as errors.")
_FORMAT = click.option(
    "--format",
    "style",
    type=click.Choice(get_args(Format)),
    default="text",
    show_default=True,
    help="How diagnostics are printed.",
)


_CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The configuration of the site.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def commands() -> None:
    """Publish a sourced chronology: check YAML, write Markdown pages, build the site.

    Without a command, 'build' is run.
    """


@commands.command()
@_CONTENT
@_STRICT
@_FORMAT
def check(content: Path, strict: bool, style: Format) -> int:
    """Check the content and print what is wrong, with file, line and advice."""
    result = _checked(content, strict, style)
    return CONTENT_ERRORS if result.errors else OK


@commands.command()
@_CONTENT
@_STRICT
@_FORMAT
@_CONFIG
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    default=None,
    help="Where the finished site goes; 'site' beside the configuration if not given.",
)
def build(content: Path, strict: bool, style: Format, config: Path, site_dir: Path | None) -> int:
    """Check the content, write the pages and build the site."""
    # The renderer and MkDocs take long to import, and 'check' needs neither.
    from timeline.write.site import BuildFailure, build_site  # noqa: PLC0415  # see above

    result = _checked(content, strict, style)
    if result.timeline is None:
        click.echo("Nothing was written: mend the errors and build again.", err=True)
        return CONTENT_ERRORS
    try:
        report = build_site(result, config, site_dir, strict=strict)
    except BuildFailure as failure:
        raise click.ClickException(str(failure)) from None
    click.echo(report)
    return OK


@commands.command()
@_CONTENT
@_STRICT
@_FORMAT
@_CONFIG
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="The zip to write; 'dist/<site>-offline.zip' beside the configuration if not given.",
)
def offline(content: Path, strict: bool, style: Format, config: Path, target: Path | None) -> int:
    """Check the content, build the site and pack a copy that works without a web server."""
    from timeline.write.offline import write_offline  # noqa: PLC0415  # slow, as for 'build'
    from timeline.write.site import BuildFailure  # noqa: PLC0415

    result = _checked(content, strict, style)
    if result.timeline is None:
        click.echo("Nothing was written: mend the errors and try again.", err=True)
        return CONTENT_ERRORS
    try:
        path = write_offline(result, config, target, strict=strict)
    except BuildFailure as failure:
        raise click.ClickException(str(failure)) from None
    click.echo(f"The offline copy is {_shown(path)} ({path.stat().st_size / 1e6:.1f} MB).")
    return OK


@commands.command()
@click.argument("code")
def explain(code: str) -> int:
    """Say what a diagnostic's code means and how to mend it."""
    if code not in CODES:
        raise click.ClickException(f"no code '{code}'; {suggest(code, CODES)}")
    entry = CODES[code]
    click.echo(f"{code}: {entry.what}\n\nWhy: {entry.why}\n\nMend: {entry.mend}")
    return OK


def _checked(content: Path, strict: bool, style: Format) -> CheckResult:
    if not content.is_dir():
        raise click.ClickException(
            f"no folder '{content}'; run this beside the content folder, or name it with --content"
        )
    result = check_content(content, _shown(content), strict=strict)
    colour = style == "text" and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    click.echo(render(result.diagnostics, style, colour=colour), nl=False, color=colour or None)
    if style == "text":
        click.echo(_summary(result))
    return result


def _shown(folder: Path) -> str:
    """Return how messages name a folder: relative to where the command runs, if it can be."""
    try:
        shown = os.path.relpath(folder)
    except ValueError:  # another drive on Windows
        shown = str(folder)
    return Path(shown).as_posix()


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
    lines.append(f"{_count(result.errors, 'error')}, {_count(result.warnings, 'warning')}")
    return printable_lines(lines)


def printable_lines(lines: Sequence[str]) -> str:
    """Return lines as one text in which only the line ends steer the terminal."""
    return "\n".join(printable(line) for line in lines)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def main(argv: Sequence[str]) -> int:
    """Run the command line and return its exit code: 0 fine, 1 content errors, 2 the rest."""
    arguments = list(argv)
    general = ("-h", "--help", "--version")
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in general):
        arguments.insert(0, "build")
    try:
        outcome = commands.main(arguments, prog_name="build_timeline.py", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped; nothing was changed.", err=True)
        return USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except SystemExit:
        # So click ends if whoever read our output has gone. Its code, 1, would blame the content.
        return USAGE
    return outcome if isinstance(outcome, int) else OK
