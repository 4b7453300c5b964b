"""MkDocs as this program runs it: with its own part, and with its warnings told together."""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import jinja2
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from timeline.pages import Site
from timeline.pages.licences import DEFAULT, LICENCES
from timeline.write.earlier import Earlier
from timeline.write.fault import BuildFailure, shown
from timeline.write.framing import Framing
from timeline.write.making import Making
from timeline.write.press import Press
from timeline.write.way import AS_CONFIGURED, Order, Setup, Standing

DIRECTORY_URLS = (
    "pages link to each other by the names of their files; set 'use_directory_urls: false'"
)
"""Why a configuration that moves each page into a folder of its own is refused."""

EPOCH = "0"
"""Time stamp, in seconds since 1970, that MkDocs puts on archives: a build has no clock."""


def site_of(settings: MkDocsConfig) -> Site:
    """Return what the pages need to know from MkDocs' settings.

    Raises:
        ValueError: what they say under ``extra: timeline:`` is not understood.
    """
    extra = settings.extra.get("timeline") or {}
    if not isinstance(extra, Mapping):
        raise ValueError("'extra: timeline:' holds settings by their names, such as 'branch: main'")
    licence = str(extra.get("licence", DEFAULT))
    if licence not in LICENCES:
        known = ", ".join(LICENCES)
        raise ValueError(f"'extra: timeline: licence: {licence}' is not one of {known}")
    language = settings.theme.get("language", "en")
    return Site(
        name=settings.site_name,
        description=settings.site_description or "",
        url=settings.site_url or "",
        repo_url=(settings.repo_url or "").rstrip("/"),
        branch=str(extra.get("branch", "main")),
        language=str(language),
        licence=licence,
    )


def setup_of(settings: MkDocsConfig) -> Setup:
    """Return what a build needs of MkDocs' settings first of all; see ``site_of``."""
    return Setup(site_of(settings), Path(settings.docs_dir), Path(settings.site_dir))


def load_settings(
    config: Path, *, strict: bool, standing: Standing = AS_CONFIGURED
) -> MkDocsConfig:
    """Load MkDocs' settings.

    Raises:
        BuildFailure: the file is missing, no YAML, or not what MkDocs expects.
    """
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    with problems_of_mkdocs() as problems:
        try:
            # The pages are written here, so the hook that writes them would only do it again.
            settings = load_config(str(config), hooks=[], strict=strict, **standing._asdict())
        except Abort:
            raise BuildFailure(problems.text(f"{config} is not right")) from None
        except ConfigurationError as error:
            raise BuildFailure(f"{config}: {error}") from None
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            told = " ".join(str(error).split())
            raise BuildFailure(f"{config}: not valid YAML: {told}") from None
    if settings.use_directory_urls:
        raise BuildFailure(f"{config}: {DIRECTORY_URLS}")
    try:
        site_of(settings)
    except ValueError as error:
        raise BuildFailure(f"{config}: {error}") from None
    return settings


def settings_of(order: Order) -> MkDocsConfig:
    """Load MkDocs' settings for what is to be built; see ``load_settings``."""
    return load_settings(order.config, strict=order.strict, standing=order.standing)


class Made(NamedTuple):
    """What MkDocs made.

    Attributes:
        known: What is known of it.
        taken: The files, by their paths in the site, that were taken over from an earlier build.
        warnings: What MkDocs warns of.
        press: What made its finished pages, and can make more of them.
    """

    known: Earlier
    taken: Collection[str] = ()
    warnings: Sequence[str] = ()
    press: Press | None = None


def run_mkdocs(settings: MkDocsConfig, making: Making) -> Made:
    """Run MkDocs into ``settings.site_dir``.

    Raises:
        BuildFailure: a template is not right or, in strict mode, there are warnings.
        OSError: a file cannot be read or written.
    """
    framing = Framing(settings, making)
    settings.plugins["timeline"] = framing
    with problems_of_mkdocs() as problems, template_faults():
        try:
            mkdocs_build(settings)
        except Abort:
            raise BuildFailure(problems.text("MkDocs stopped because of warnings")) from None
    # Who follows a site that gave warnings would not give them.
    known = replace(framing.made, followed=framing.made.followed and not problems.messages)
    return Made(known, framing.taken, problems.messages, framing.press)


@contextmanager
def template_faults() -> Iterator[None]:
    """Turn what the theme's templates may raise into what the user is told."""
    try:
        yield
    except jinja2.TemplateError as error:
        raise BuildFailure(f"the theme's template is not right: {told(error)}") from None


def told(error: jinja2.TemplateError) -> str:
    """Return what is wrong with a template, with its place where that is known."""
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        return f"{shown(Path(error.filename))}:{error.lineno}: {error.message}"
    return str(error)


@contextmanager
def problems_of_mkdocs() -> Iterator[_Problems]:
    """Gather what MkDocs warns of while the block runs."""
    problems = _Problems()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(problems)
    try:
        yield problems
    finally:
        logger.removeHandler(problems)


class _Problems(logging.Handler):
    """What MkDocs warns of, to be told together with the outcome."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def text(self, headline: str) -> str:
        return "\n".join([f"{headline}:", *(f"  {message}" for message in self.messages)])
