"""A small invented timeline that uses every field: the flood of Aster, 1931.

It stands in ``tests/pages/content/``. The texts in it hold signs that Markdown, HTML or YAML would
take for their own, and its dates have every form that a date can have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from timeline.check import CheckResult, check_content
from timeline.diagnostics import render
from timeline.model.timeline import Timeline
from timeline.pages import Site, load_catalogue, render_site

HERE = Path(__file__).parent
CONTENT = HERE / "content"

SITE = Site(
    name="The flood of Aster",
    description="An invented timeline.",
    url="https://aster.example/",
    repo_url="https://code.example/aster/timeline",
)


def checked(folder: Path = CONTENT) -> CheckResult:
    """Check the invented content, in which nothing is wrong."""
    result = check_content(folder, "content", strict=True)
    assert result.diagnostics == [], render(result.diagnostics, "text")
    return result


def timeline(result: CheckResult) -> Timeline:
    """Return the timeline of a check without errors."""
    assert result.timeline is not None
    return result.timeline


def rendered(result: CheckResult, site: Site = SITE) -> Mapping[str, bytes]:
    """Render every file of the invented timeline."""
    return render_site(timeline(result), result.coverage, site, load_catalogue(site.language))


def bare(timeline: Timeline) -> Timeline:
    """Return the same timeline, of which nothing was worked out yet."""
    return Timeline(**{field.name: getattr(timeline, field.name) for field in fields(Timeline)})
