"""A site put together of its slices."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from timeline.write.bare import bare_site
from timeline.write.fault import shown
from timeline.write.mkdocs import load_settings
from timeline.write.ownership import replaceable, sign
from timeline.write.places import refuse_site, sources
from timeline.write.placing import failing, put_site
from timeline.write.search import index_site
from timeline.write.slices import together
from timeline.write.stages import NEW
from timeline.write.workshop import workshop


def merge_site(parts: Sequence[Path], config: Path, site_dir: Path | None) -> str:
    """Put slices together to a site, with its search index; return a line on what was done.

    Raises:
        BuildFailure: the slices do not make up a site, or the configuration or the disk is at fault.
    """
    settings = load_settings(config, strict=False)
    target = (site_dir or Path(settings.site_dir)).absolute()
    with failing(target):
        named = sources(config, Path(settings.docs_dir))
        refuse_site(target, shown(target), config, [*named, *parts])
        keep = not replaceable(target, shown(target))
        with workshop(target) as work:
            fresh = work / NEW
            number = together(parts, fresh)
            index_site(fresh)
            bare_site(fresh, settings.theme.get_env())
            sign(fresh)
            kept = put_site(fresh, target, keep=keep)
    return f"{number} pages and files put together.\nThe site is in {shown(target)}{os.sep}.{kept}"
