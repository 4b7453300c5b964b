"""The command line: one module for each group of commands. The only room that talks to people."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Final

import click

from timeline import __version__
from timeline.cli.outcome import CONTENT_ERRORS, OK, USAGE
from timeline.collector import collector_paused

__all__ = ["CONTENT_ERRORS", "OK", "USAGE", "main"]

_GENERAL = ("-h", "--help", "--version")
"""Options of the program itself; before any other, the command 'build' is meant."""

COMMANDS: Final = {
    "build": "building",
    "check": "checking",
    "explain": "checking",
    "fmt": "editing",
    "from-issue": "submissions",
    "init": "starting",
    "links": "linking",
    "merge": "building",
    "new": "drafting",
    "offline": "building",
    "quotes": "quoting",
    "rename": "editing",
    "schemas": "schemas",
    "serve": "serving",
}
"""Command -> the module in this room that holds it."""


class _Commands(click.Group):
    """Commands whose modules are imported when they are run: most need what 'check' does not."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, for the help."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return a command by its name."""
        del ctx
        if name not in COMMANDS:
            return None
        with collector_paused():
            module = import_module(f"{__name__}.{COMMANDS[name]}")
        command: click.Command = getattr(module, name.replace("-", "_"))
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
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
        return _stopped()
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
    except Exception as error:
        if _is_wish_to_stop(error):
            return _stopped()
        raise
    return outcome if isinstance(outcome, int) else OK


def _stopped() -> int:
    click.echo("Stopped; nothing was changed.", err=True)
    return USAGE


def _is_wish_to_stop(error: Exception) -> bool:
    """Tell whether this is Ctrl-C while pydantic built what checks a class: so it tells of that.

    It does so when the first entry is read, long before anything is written.
    """
    # Commands that read no entries need not load it.
    from pydantic_core import SchemaError  # noqa: PLC0415  # see above

    return isinstance(error, SchemaError) and KeyboardInterrupt.__name__ in str(error)
