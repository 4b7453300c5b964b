"""``init``: a new timeline in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click

from timeline.cli.asking import fits
from timeline.cli.choices import Unfit
from timeline.cli.common import counted, shown
from timeline.cli.outcome import OK
from timeline.diagnostics import printable
from timeline.model import types


def _address(_: click.Context, option: click.Parameter, value: str | None) -> str:
    if not value:
        return ""
    try:
        parts = urlsplit(fits(types.Line)(value))
    except (Unfit, ValueError):
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise click.BadParameter(
            f"'{printable(value)}' is no address; write it whole, as https://example.org/timeline/",
            param=option,
        )
    return value


def _line(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return fits(types.Line)(value)
    except Unfit as unfit:
        raise click.BadParameter(str(unfit), param=option) from None


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--name", callback=_line, help="The name that readers see; changed later in mkdocs.yml."
)
@click.option(
    "--language",
    default="en",
    show_default=True,
    help="Language of the pages, and of the example if there is one in it.",
)
@click.option("--site-url", callback=_address, help="Where the site will stand.")
@click.option("--repo-url", callback=_address, help="Where its repository is.")
def init(folder: Path, name: str | None, language: str, site_url: str, repo_url: str) -> int:
    """Start a new timeline in DIR: a new or empty folder, or a fresh repository.

    It gets a small example that explains itself, the generator, workflows and forms. Nothing that
    is there is overwritten.
    """
    from timeline.pages.catalogue import load_catalogue  # noqa: PLC0415  # slow, rarely needed
    from timeline.starter import Fault, Wishes  # noqa: PLC0415
    from timeline.write.starting import (  # noqa: PLC0415
        OTHER_README,
        README,
        NotFresh,
        new_files,
        start,
    )

    try:
        words = load_catalogue(language).text["starter"]
    except FileNotFoundError as error:
        raise click.BadParameter(printable(str(error)), param_hint="'--language'") from None
    wishes = Wishes(name or words["name"], words["description"], language, site_url, repo_url)
    try:
        started = start(folder, new_files(wishes))
    except (Fault, NotFresh) as reason:
        raise click.ClickException(printable(str(reason))) from None
    except OSError as error:
        raise click.ClickException(
            printable(f"{error.filename or folder}: {error.strerror}; nothing was left behind")
        ) from None
    where = shown(folder)
    click.echo(
        printable(f"A new timeline is in {where}: {counted(started.files, 'file')} written.")
    )
    for kept in started.kept:
        click.echo(printable(f"  {kept} was there and is kept"))
    if started.unignored:
        click.echo(f"  add to its .gitignore: {'  '.join(started.unignored)}")
    readme = OTHER_README if README in started.kept else README
    click.echo(printable(f"Go on with: cd {where} && make site"))
    click.echo(f"What to change first is in its {readme}.")
    return OK
