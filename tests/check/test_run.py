"""A check finds everything at once; a timeline comes out of it only if nothing is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.helpers import MINIMAL, check, edited, make_content
from timeline.check import check_content

EVENT = "events/1997/inquiry-opens.yaml"
ORPHAN = {"places/weir.yaml": "name: The weir\nclass: bridge\n"}


def test_good_content_becomes_a_timeline() -> None:
    result = check(MINIMAL)
    assert (result.errors, result.warnings) == (0, 0)
    assert result.timeline is not None
    assert list(result.timeline.events) == ["bridge-collapses", "inquiry-opens"]
    assert list(result.timeline.pages) == ["method.md"]
    assert result.timeline.origins["event", "inquiry-opens"] == EVENT
    assert result.timeline.origins["vocabulary", ""] == "vocabulary.yaml"


def test_an_error_leaves_no_timeline(tmp_path: Path) -> None:
    result = check(make_content(tmp_path, edited(EVENT, "status: reported", "status: x")))
    assert (result.errors, result.warnings, result.timeline) == (1, 0, None)


def test_a_warning_leaves_one_unless_it_counts_as_an_error(tmp_path: Path) -> None:
    make_content(tmp_path, ORPHAN)
    lax, strict = check(tmp_path), check(tmp_path, strict=True)
    assert (lax.errors, lax.warnings) == (0, 1)
    assert lax.timeline is not None
    assert (strict.errors, strict.warnings, strict.timeline) == (1, 0, None)


def test_each_finding_is_reported_once_and_by_place(tmp_path: Path) -> None:
    files = {
        **edited(EVENT, "type: inquiry", "type: &a [*a]"),
        **edited("places/lindow.yaml", "class: town", "class: x"),
        "actors/ada-fenn.yaml": "name: Ada\nkind: miller\nsummary: x\n",
    }
    found = check(make_content(tmp_path, files)).diagnostics
    assert found == sorted(set(found))
    assert [d.code for d in found] == ["unknown-kind", "yaml-alias", "unknown-class"]


def test_the_same_content_gives_the_same_findings_wherever_it_lies(tmp_path: Path) -> None:
    make_content(tmp_path / "a", {**ORPHAN, **edited(EVENT, "para 4", "para 8")})
    shutil.copytree(tmp_path / "a", tmp_path / "b" / "c")
    one = check_content(tmp_path / "a", "shown")
    other = check_content(tmp_path / "b" / "c", "shown")
    assert one.diagnostics == other.diagnostics != []
    assert one.coverage == other.coverage
