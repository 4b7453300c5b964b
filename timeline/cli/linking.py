"""``links``: whether what the sources' links lead to is still there."""

from __future__ import annotations

import os
from pathlib import Path

import click

from timeline.check import check_content
from timeline.cli.common import printable_lines, require_folder, shown
from timeline.cli.options import CONTENT
from timeline.cli.outcome import CONTENT_ERRORS, OK


@click.command()
@CONTENT
@click.option(
    "--report",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Also write the list as Markdown, for an issue, into this file.",
)
def links(content: Path, target: Path | None) -> int:
    """Ask every link of the sources, and list those that no longer work.

    It needs the network. Exit code 1 says that a link is dead or its server silent.
    """
    # The network's modules take long to import, and no other command needs them.
    from timeline.links import ask_all, links_of, markdown, paired, report  # noqa: PLC0415

    require_folder(content)
    timeline = check_content(content, shown(content)).timeline
    if timeline is None:
        raise click.ClickException("the content has errors; mend what 'check' prints first")
    found = links_of(timeline)
    asked = paired(found, ask_all(link.url for link in found))
    text, wrong = report(asked)
    click.echo(printable_lines(text.splitlines()))
    if target is not None:
        _write(target, markdown(asked))
    return CONTENT_ERRORS if wrong else OK


def _write(target: Path, text: str) -> None:
    """Write the whole file or leave it as it was.

    Raises:
        click.ClickException: the file cannot be written.
    """
    part = target.with_name(target.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        os.replace(part, target)  # noqa: PTH105  # the name says that it is atomic
    except OSError as error:
        part.unlink(missing_ok=True)
        raise click.ClickException(f"cannot write '{target}': {error.strerror}") from None
