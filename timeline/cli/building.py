"""``build``, ``merge`` and ``offline``: from checked content to a site, or to a copy in a zip."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.cli.options import CONFIG, CONTENT, ENGINE, FORMAT, REPO_URL, SITE_URL, STRICT
from timeline.cli.outcome import CONTENT_ERRORS, OK
from timeline.cli.progress import Progress
from timeline.collector import collector_paused, collector_spared
from timeline.diagnostics import Format
from timeline.settings import Engine
from timeline.write.assistant import begun
from timeline.write.fault import BuildFailure
from timeline.write.way import Order, Standing, Way

if TYPE_CHECKING:
    from timeline.write.slices import Slice

SITE_DIR = click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    default=None,
    help="Where the finished site goes; 'site' beside the configuration if not given.",
)

STOPPED = "stopped: the old one or the new one stands, whole; run this again to finish"
"""What is said after Ctrl-C, once something has been written."""


def _slice(_ctx: click.Context, _parameter: click.Parameter, text: str | None) -> Any:
    """Return the two numbers of a slice, as in ``2/8``."""
    if text is None:
        return None
    match = re.fullmatch(r"([1-9]\d{0,5})/([1-9]\d{0,5})", text)
    if match is None or int(match[1]) > int(match[2]):
        raise click.BadParameter(f"'{text}' is not a number and how many, as in 2/8")
    return int(match[1]), int(match[2])


@click.command()
@CONTENT
@STRICT
@FORMAT
@CONFIG
@SITE_URL
@REPO_URL
@ENGINE
@SITE_DIR
@click.option("--fresh", is_flag=True, help="Make everything anew, whatever earlier builds left.")
@click.option(
    "--slice",
    "part",
    metavar="K/N",
    callback=_slice,
    help="Make the slice K of N of the site, without search; 'merge' puts all together.",
)
def build(  # noqa: PLR0913, PLR0917  # a parameter for each option
    content: Path,
    strict: bool,
    style: Format,
    config: Path,
    site_url: str | None,
    repo_url: str | None,
    engine: Engine,
    site_dir: Path | None,
    fresh: bool,
    part: tuple[int, int] | None,
) -> int:
    """Check the content, write the pages and build the site.

    What would come out as it did is taken over from the site that stands there.
    """
    way = Way(engine, fresh, _as_slice(part))
    with begun(Order(config, strict, Standing(site_url, repo_url), way)) as build:
        # What takes long to import is, now that MkDocs is being imported elsewhere.
        with collector_paused():
            from timeline.cli.common import checked  # noqa: PLC0415  # see above
            from timeline.write.site import finish_site  # noqa: PLC0415

        result = checked(content, strict, style, fresh=fresh)
        # The timeline itself is made later, while something else is done aside.
        if result.make is None:
            click.echo("Nothing was written: mend the errors and build again.", err=True)
            return CONTENT_ERRORS
        try:
            # The content stays to the end: to look for rubbish in it takes long where it is large.
            with collector_spared(), Progress(result.entries["event"]) as progress:
                tell = progress.tell
                report = finish_site(result, build, site_dir, content=content, tell=tell)
        except BuildFailure as failure:
            raise click.ClickException(str(failure)) from None
        except KeyboardInterrupt:
            raise click.ClickException(STOPPED) from None
    click.echo(report)
    return OK


def _as_slice(part: tuple[int, int] | None) -> Slice | None:
    if part is None:
        return None
    # Hardly any build makes one.
    from timeline.write.slices import Slice  # noqa: PLC0415  # see above

    return Slice(*part)


@click.command()
@click.argument(
    "parts",
    metavar="PART...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
)
@CONFIG
@SITE_DIR
def merge(parts: tuple[Path, ...], config: Path, site_dir: Path | None) -> int:
    """Put the slices of a site together, each of them a folder, and make its search.

    All must have been made from the same content, with the same configuration and this version.
    """
    from timeline.write.merging import merge_site  # noqa: PLC0415  # slow, as for 'build'

    try:
        click.echo(merge_site(parts, config, site_dir))
    except BuildFailure as failure:
        raise click.ClickException(str(failure)) from None
    except KeyboardInterrupt:
        raise click.ClickException(STOPPED) from None
    return OK


@click.command()
@CONTENT
@STRICT
@FORMAT
@CONFIG
@SITE_URL
@REPO_URL
@ENGINE
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="The zip to write; 'dist/<site>-offline.zip' beside the configuration if not given.",
)
def offline(
    content: Path,
    strict: bool,
    style: Format,
    config: Path,
    site_url: str | None,
    repo_url: str | None,
    engine: Engine,
    target: Path | None,
) -> int:
    """Check the content, build the site and pack a copy that works without a web server."""
    from timeline.cli.common import checked, shown  # noqa: PLC0415  # slow, as for 'build'
    from timeline.write.offline import write_offline  # noqa: PLC0415

    result = checked(content, strict, style)
    if result.timeline is None:
        click.echo("Nothing was written: mend the errors and try again.", err=True)
        return CONTENT_ERRORS
    try:
        standing = Standing(site_url, repo_url)
        path = write_offline(
            result, config, target, strict=strict, standing=standing, content=content, engine=engine
        )
    except BuildFailure as failure:
        raise click.ClickException(str(failure)) from None
    except KeyboardInterrupt:
        raise click.ClickException(STOPPED) from None
    click.echo(f"The offline copy is {shown(path)} ({path.stat().st_size / 1e6:.1f} MB).")
    return OK
