"""Small sites for tests: content and configuration in a folder of their own, built as for real."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.helpers import check, make_content
from timeline.settings import Engine
from timeline.write.site import build_site
from timeline.write.way import Way

ROOT = Path(__file__).parents[1]


def make_config(folder: Path, *, site_url: str = "", name: str = "") -> Path:
    """Write the project's own configuration into ``folder``, with another address and name."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    for unused in ("hooks", "watch", "repo_url", "site_url"):
        settings.pop(unused, None)
    settings["theme"]["custom_dir"] = str(ROOT / settings["theme"]["custom_dir"])
    if site_url:
        settings["site_url"] = site_url
    if name:
        settings["site_name"] = name
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    config = folder / "mkdocs.yml"
    config.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    return config


def built_site(
    folder: Path,
    files: Mapping[str, str] | None = None,
    *,
    site_url: str = "",
    engine: Engine = "mkdocs",
) -> Path:
    """Build the minimal content, with ``files`` laid over it, and return the site's folder."""
    result = check(make_content(folder / "content", files))
    assert result.timeline is not None
    config = make_config(folder, site_url=site_url)
    build_site(result, config, folder / "site", strict=False, way=Way(engine))
    return folder / "site"
