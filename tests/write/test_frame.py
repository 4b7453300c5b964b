"""What every page of a site depends on, beside what is in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config

from timeline.write.frame import frame_of
from timeline.write.index_files import SCRIPT

ROOT = Path(__file__).parent.parent.parent


def test_the_script_that_searches_is_part_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_config(str(ROOT / "mkdocs.yml"))
    before = frame_of(settings)
    assert before == frame_of(settings) != ""
    other = tmp_path / "engine.js"
    other.write_bytes(SCRIPT.read_bytes() + b"\n")
    monkeypatch.setattr("timeline.write.frame.SCRIPT", other)
    assert frame_of(settings) != before
