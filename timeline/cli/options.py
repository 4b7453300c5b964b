"""Options that commands share. Nothing is imported for them that takes long."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from timeline.diagnostics import Format
from timeline.settings import Engine

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
ENGINE = click.option(
    "--engine",
    type=click.Choice(get_args(Engine)),
    default="mkdocs",
    show_default=True,
    help="What renders the pages; Zensical is installed apart, by 'make deps-zensical'.",
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
