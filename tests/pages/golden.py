"""Which pages are kept as they should look, and how they are compared.

One page of each kind is kept in ``tests/pages/golden/``. Drawings are left out of them: they have
tests of their own, and nobody reads a path in a difference. After a change of the templates, run

    .venv/bin/python -m tests.pages.regenerate

and read what git shows to have changed, before committing it with the change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tests.pages.invented import HERE

FOLDER = HERE / "golden"

PAGES = (
    "accounts.md",
    "actors/ada-fenn.md",
    "actors/aster-council.md",
    "actors/index.md",
    "corrections.md",
    "data.md",
    "events/dam-breaks.md",
    "events/false-report.md",
    "events/new-dam.md",
    "figures.md",
    "index.md",
    "method.md",
    "places/aster.md",
    "places/index.md",
    "places/lantern-quay.md",
    "positions.md",
    "sources/index.md",
    "sources/inquiry-report.md",
    "sources/night-broadcast.md",
    "timeline.md",
)

_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_FRAME = re.compile(r"^(?:ui|share): .*\n", re.MULTILINE)


def golden_text(files: Mapping[str, bytes], page: str) -> str:
    """Return a page as it is kept: without its drawings and what the theme alone reads."""
    return _FRAME.sub("", _DRAWING.sub("<svg></svg>", files[page].decode()))


def golden_path(page: str) -> Path:
    """Return where a page is kept; all lie in one folder."""
    return FOLDER / page.replace("/", "--")
