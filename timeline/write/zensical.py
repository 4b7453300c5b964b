"""Zensical, the theme's successor: the same pages from the same ``docs/`` and configuration.

It wants its source below its configuration and keeps a cache beside it, so it works on a copy in a
folder that is thrown away. Its own check of links passes over pictures, pages in HTML and the
navigation, so what it built is read instead.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.utils.yaml import yaml_load

from timeline.write.dangling import dangling_links
from timeline.write.fault import ZensicalFailure

NAME = "Zensical"
INSTALL = "'make deps-zensical' installs it, as does pip with requirements-zensical.txt"


def require_zensical() -> None:
    """See that Zensical is there, before anything is written.

    Raises:
        ZensicalFailure: it is not installed.
    """
    if importlib.util.find_spec("zensical") is None:
        raise ZensicalFailure(f"{NAME} is not installed; {INSTALL}")


def run_zensical(settings: MkDocsConfig, fresh: Path) -> None:
    """Build the site into ``fresh``, a folder that is not there yet; its parent is worked in.

    Raises:
        ZensicalFailure: a template or a page is not right or, in strict mode, a link is broken.
        OSError: a file cannot be read or written.
    """
    room = fresh.parent
    shutil.copytree(settings.docs_dir, room / "docs")
    config = room / "mkdocs.yml"
    derived = configuration(settings, fresh.name)
    config.write_text(yaml.dump(derived, allow_unicode=True, sort_keys=False), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "zensical.main", "build", "--config-file", config.name],
        cwd=room,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise ZensicalFailure(f"{NAME} could not build the site: {_said(done.stdout)}")
    # Its own search index, which it always writes; this site has another.
    (fresh / "search.json").unlink(missing_ok=True)
    files = get_files(settings)
    set_exclusions(files, settings)
    pages = sorted(files.documentation_pages(), key=lambda file: file.src_uri)
    left_out = [file.src_uri for file in pages if not (fresh / file.dest_uri).is_file()]
    if left_out:
        raise ZensicalFailure(_told(f"{NAME} made no page of:", left_out))
    if settings.strict and (broken := dangling_links(fresh)):
        raise ZensicalFailure(_told("links lead nowhere:", broken))


def configuration(settings: MkDocsConfig, site_dir: str) -> dict[str, Any]:
    """Return the configuration as it is written, with what has to be otherwise for Zensical.

    Args:
        settings: As MkDocs loaded them. What it was given is read anew: it changes that in place.
        site_dir: Where the site goes, relative to the configuration.
    """
    with Path(settings.config_file_path).open(encoding="utf-8") as file:
        given = yaml_load(file)
    theme = given.get("theme")
    theme = dict(theme) if isinstance(theme, Mapping) else {"name": theme}
    if settings.theme.custom_dir:
        theme["custom_dir"] = settings.theme.custom_dir
    changed = {
        "site_url": settings.site_url,
        "repo_url": settings.repo_url,
        "docs_dir": "docs",
        "site_dir": site_dir,
        # The styles are laid over this one; the theme's newer variant is another design.
        "theme": {**theme, "variant": "classic"},
        "validation": False,
    }
    return {k: v for k, v in given.items() if k not in ("hooks", "watch")} | changed


def _said(output: str) -> str:
    """Return why Zensical stopped, without its own inner workings."""
    reason = re.search(r"^(?:RuntimeError|Error): (.+)", output, re.MULTILINE)
    return reason[1] if reason else " ".join(output.split()) or "it gave no reason"


def _told(headline: str, lines: list[str]) -> str:
    return "\n".join([headline, *(f"  {line}" for line in lines)])
