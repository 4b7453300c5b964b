"""One page of each kind, compared with how it was when somebody last read it.

If the change is wanted, write them anew as ``golden.py`` says.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.pages.golden import FOLDER, PAGES, golden_path, golden_text


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_as_it_was_when_last_read(page: str, files: Mapping[str, bytes]) -> None:
    assert golden_text(files, page) == golden_path(page).read_text(encoding="utf-8"), (
        "if this is wanted: .venv/bin/python -m tests.pages.regenerate"
    )


def test_nothing_else_is_kept() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {golden_path(page).name for page in PAGES}
