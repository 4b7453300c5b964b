"""The command line: one module for each group of commands. The only room that talks to people."""

from __future__ import annotations

from collections.abc import Sequence

import click

from timeline import __version__
from timeline.cli.building import build, merge, offline
from timeline.cli.checking import check, explain
from timeline.cli.common import CONTENT_ERRORS, OK, USAGE
from timeline.cli.drafting import new
from timeline.cli.editing import fmt, rename
from timeline.cli.linking import links
from timeline.cli.quoting import quotes
from timeline.cli.schemas import schemas
from timeline.cli.serving import serve
from timeline.cli.starting import init
from timeline.cli.submissions import from_issue

__all__ = ["CONTENT_ERRORS", "OK", "USAGE", "main"]

_GENERAL = ("-h", "--help", "--version")
"""Options of the program itself; before any other, the command 'build' is meant."""

_COMMANDS = (
    build,
    check,
    explain,
    fmt,
    from_issue,
    init,
    links,
    merge,
    new,
    offline,
    quotes,
    rename,
    schemas,
    serve,
)


@click.group(commands=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def commands() -> None:
    """Publish a sourced chronology: check YAML, write Markdown pages, build the site.

    Without a command, 'build' is run.
    """


def main(argv: Sequence[str]) -> int:
    """Run the command line and return its exit code: 0 fine, 1 content errors, 2 the rest."""
    arguments = list(argv)
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in _GENERAL):
        arguments.insert(0, "build")
    try:
        outcome = commands.main(arguments, prog_name="build_timeline.py", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped; nothing was changed.", err=True)
        return USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except OSError as error:
        # What no command expects, such as a terminal, or a file in its place, that takes no more.
        named = f"{error.filename}: " if error.filename else ""
        click.echo(f"Error: {named}{error.strerror or error}", err=True)
        return USAGE
    except SystemExit:
        # So click ends if whoever read our output has gone. Its code, 1, would blame the content.
        return USAGE
    return outcome if isinstance(outcome, int) else OK
