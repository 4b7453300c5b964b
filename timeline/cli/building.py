"""``build`` and ``offline``: from checked content to a site, or to a copy of it in a zip."""

from __future__ import annotations

from pathlib import Path

import click

from timeline.cli.common import (
    CONFIG,
    CONTENT,
    ENGINE,
    FORMAT,
    REPO_URL,
    SITE_URL,
    STRICT,
    checked,
    shown,
)
from timeline.cli.outcome import CONTENT_ERRORS, OK
from timeline.diagnostics import Format
from timeline.settings import Engine

STOPPED = "stopped: the old one or the new one stands, whole; run this again to finish"
"""What is said after Ctrl-C, once something has been written."""


@click.command()
@CONTENT
@STRICT
@FORMAT
@CONFIG
@SITE_URL
@REPO_URL
@ENGINE
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    default=None,
    help="Where the finished site goes; 'site' beside the configuration if not given.",
)
@click.option("--fresh", is_flag=True, help="Take nothing over from the site that stands there.")
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
) -> int:
    """Check the content, write the pages and build the site.

    What would come out as it did is taken over from the site that stands there.
    """
    # The renderer and MkDocs take long to import, and 'check' needs neither.
    from timeline.write.site import BuildFailure, Standing, build_site  # noqa: PLC0415  # see above

    result = checked(content, strict, style)
    if result.timeline is None:
        click.echo("Nothing was written: mend the errors and build again.", err=True)
        return CONTENT_ERRORS
    try:
        standing = Standing(site_url, repo_url)
        report = build_site(
            result,
            config,
            site_dir,
            strict=strict,
            standing=standing,
            content=content,
            engine=engine,
            fresh=fresh,
        )
    except BuildFailure as failure:
        raise click.ClickException(str(failure)) from None
    except KeyboardInterrupt:
        raise click.ClickException(STOPPED) from None
    click.echo(report)
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
    from timeline.write.offline import write_offline  # noqa: PLC0415  # slow, as for 'build'
    from timeline.write.site import BuildFailure, Standing  # noqa: PLC0415

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
