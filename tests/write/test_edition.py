"""Whatever the generator consists of is told apart from what it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.write.edition import edition


@pytest.mark.parametrize("changed", ["pages/x.py", "pages/templates/x.md.j2", "strings/en.yaml"])
def test_an_edition_is_all_of_the_generator(changed: str, tmp_path: Path) -> None:
    for name in ("pages/x.py", "pages/templates/x.md.j2", "strings/en.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one")
    first = edition(tmp_path, ["a"])
    assert first == edition(tmp_path, ["a"]) != edition(tmp_path, ["b"])
    (tmp_path / changed).write_text("two")
    assert edition(tmp_path, ["a"]) != first
