"""The finished site: it is built into a fresh folder, which then takes the old one's place."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Any

import jinja2
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from timeline.check import CheckResult
from timeline.pages import Site
from timeline.settings import Engine
from timeline.write.alone import Busy
from timeline.write.earlier import CACHE as BUILDS
from timeline.write.earlier import Earlier, recall, remember
from timeline.write.exchange import put, put_and_keep
from timeline.write.fault import fault
from timeline.write.framing import Framing, Making
from timeline.write.ownership import NotOurs, replaceable, sign
from timeline.write.places import refuse_site, sources
from timeline.write.search import FOLDER, Indexing, SearchFailure, index_site
from timeline.write.source import CACHE, write_source, writing
from timeline.write.workshop import workshop
from timeline.write.zensical import ZensicalFailure, require_zensical, run_zensical

NEW = "new"
"""Where a site is made, in its workshop."""

EPOCH = "0"
"""Time stamp, in seconds since 1970, that MkDocs puts on archives: a build has no clock."""

NO_ADDRESS = "pages name no canonical address, no preview picture, and the sitemap is empty"
"""What a site does without that only an absolute address can do."""

NO_REPOSITORY = "pages have no links by which readers correct or report something"
"""What a site does without that needs a repository."""


class BuildFailure(Exception):  # noqa: N818  # it is what the user is told, not a class of faults
    """The site could not be built; ``str()`` says why and what to do. The old site still stands."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the site and its repository stand, if not where the configuration says.

    Who publishes may know better than a file: a copy of a repository stands elsewhere.
    """

    site_url: str | None = None
    repo_url: str | None = None


AS_CONFIGURED = Standing()


def build_site(
    result: CheckResult,
    config: Path,
    site_dir: Path | None,
    *,
    strict: bool,
    standing: Standing = AS_CONFIGURED,
    content: Path | None = None,
    engine: Engine = "mkdocs",
    fresh: bool = False,
) -> str:
    """Write the pages, run the engine, put the site in its place; return a line on what was done.

    ``content`` is the folder that the result comes from, where no site may be put. With ``fresh``,
    nothing is taken over from the site that stands there.

    Raises:
        BuildFailure: the configuration, the engine or the disk is at fault.
    """
    if engine == "zensical":
        with _failing():
            require_zensical()
    settings = load_settings(config, strict=strict, standing=standing)
    target = (site_dir or Path(settings.site_dir)).absolute()
    docs, site = Path(settings.docs_dir), site_of(settings)
    try:
        refuse_site(target, _shown(target), config, sources(config, docs, content))
        home = config.absolute().parent
        earlier = recall(home / BUILDS, target)
        keep = not replaceable(target, _shown(target), untouched=earlier is not None)
        with writing(docs), workshop(target) as work:
            changes = write_source(result, site, docs, home / CACHE)
            made = _make(settings, work, engine, None if fresh else earlier)
            kept = _put(work / NEW, target, keep=keep)
            if made.frame:
                remember(home / BUILDS, replace(made, site=target))
    except NotOurs as error:
        raise BuildFailure(str(error)) from None
    except OSError as error:
        raise BuildFailure(f"{fault(error, target)}; the site was left as it was") from None
    except (Busy, ValueError) as error:
        raise BuildFailure(f"{error}; the site was left as it was") from None
    publish = "(needed only to publish)"
    left_out = "" if site.url else f"\n{config} sets no site_url: {NO_ADDRESS} {publish}."
    left_out += "" if site.repo_url else f"\n{config} sets no repo_url: {NO_REPOSITORY}."
    return (
        f"{changes.written} pages and files written, {changes.unchanged} unchanged, "
        f"{changes.removed} removed.\nThe site is in {_shown(target)}{os.sep}.{kept}{left_out}"
    )


def site_of(settings: MkDocsConfig) -> Site:
    """Return what the pages need to know from MkDocs' settings."""
    extra: Mapping[str, Any] = settings.extra.get("timeline", {})
    language = settings.theme.get("language", "en")
    return Site(
        name=settings.site_name,
        description=settings.site_description or "",
        url=settings.site_url or "",
        repo_url=(settings.repo_url or "").rstrip("/"),
        branch=str(extra.get("branch", "main")),
        language=str(language),
    )


def load_settings(
    config: Path, *, strict: bool, standing: Standing = AS_CONFIGURED
) -> MkDocsConfig:
    """Load MkDocs' settings.

    Raises:
        BuildFailure: the file is missing, no YAML, or not what MkDocs expects.
    """
    with _problems_of_mkdocs() as problems:
        try:
            # The pages are written here, so the hook that writes them would only do it again.
            return load_config(str(config), hooks=[], strict=strict, **asdict(standing))
        except Abort:
            raise BuildFailure(problems.text(f"{config} is not right")) from None
        except ConfigurationError as error:
            raise BuildFailure(f"{config}: {error}") from None
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            told = " ".join(str(error).split())
            raise BuildFailure(f"{config}: not valid YAML: {told}") from None


def _make(settings: MkDocsConfig, work: Path, engine: Engine, earlier: Earlier | None) -> Earlier:
    """Make the site, its index and the list of its files; return what is known of that."""
    fresh = work / NEW
    made = Earlier("")
    with _failing("; the site was left as it was"), Indexing() as indexing:
        if engine == "zensical":
            run_zensical(settings, fresh)
        else:
            texts = work / "texts"
            settings.site_dir = str(fresh)
            ready = partial(indexing.start, texts, fresh / FOLDER)
            made, _ = run_mkdocs(settings, Making(earlier, texts=texts, ready=ready))
        if indexing.started:
            indexing.finish()
        elif not (fresh / FOLDER).is_dir():
            index_site(fresh)
    sign(fresh, earlier.site if earlier else None)
    return made


def _put(fresh: Path, target: Path, *, keep: bool) -> str:
    """Put the site in its place, and return what is to be said of the old one."""
    if not keep:
        put(fresh, target)
        return ""
    kept = unused(target.with_name(f"{target.name}.old"))
    put_and_keep(fresh, target, kept)
    return (
        f"\n{_shown(target)} held a site without a list of its files, from an earlier version or"
        f" from MkDocs alone.\nIt is now {_shown(kept)}; delete it when you have looked at it."
    )


@contextmanager
def _failing(consequence: str = "") -> Iterator[None]:
    """Turn what the programs that are called fail with into one failure of the build."""
    try:
        yield
    except (SearchFailure, ZensicalFailure) as error:
        raise BuildFailure(f"{error}{consequence}") from None


def unused(path: Path) -> Path:
    """Return a path, or the path with the first number that nothing has yet."""
    names = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(name for name in chain([path], names) if not os.path.lexists(name))


def run_mkdocs(settings: MkDocsConfig, making: Making) -> tuple[Earlier, list[str]]:
    """Run MkDocs into ``settings.site_dir``.

    Returns:
        What is known of what was made, and what MkDocs warns of.

    Raises:
        BuildFailure: a template is not right or, in strict mode, there are warnings.
        OSError: a file cannot be read or written.
    """
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    framing = Framing(settings, making)
    settings.plugins["timeline"] = framing
    with _problems_of_mkdocs() as problems:
        try:
            mkdocs_build(settings)
        except Abort:
            raise BuildFailure(problems.text("MkDocs stopped because of warnings")) from None
        except jinja2.TemplateError as error:
            raise BuildFailure(f"the theme's template is not right: {told(error)}") from None
    return framing.made, problems.messages


def told(error: jinja2.TemplateError) -> str:
    """Return what is wrong with a template, with its place where that is known."""
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        return f"{_shown(Path(error.filename))}:{error.lineno}: {error.message}"
    return str(error)


@contextmanager
def _problems_of_mkdocs() -> Iterator[_Problems]:
    """Gather what MkDocs warns of while the block runs."""
    problems = _Problems()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(problems)
    try:
        yield problems
    finally:
        logger.removeHandler(problems)


class _Problems(logging.Handler):
    """Keeps what MkDocs warns of, to be told together with the outcome."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def text(self, headline: str) -> str:
        return "\n".join([f"{headline}:", *(f"  {message}" for message in self.messages)])


def _shown(path: Path) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive on Windows
        return str(path)
