"""Compiled templates that are kept beside them, and when they are not used."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType

import jinja2
import pytest

from timeline.pages.compiled import compiled_templates
from timeline.write import templates
from timeline.write.templates import templates_at_hand


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(templates, "FOLDER", tmp_path / "__pycache__")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    compiled_templates.cache_clear()
    yield
    compiled_templates.cache_clear()


class _Counting(jinja2.Environment):
    """An environment that counts what it compiles."""

    compilations = 0

    def _compile(self, source: str, filename: str) -> CodeType:
        self.compilations += 1
        return super()._compile(source, filename)


def _rendered(edition: str, text: str = "{{ 1 + 1 }}") -> tuple[str, int]:
    """Return what a template gives in a process that just began, and how often it was compiled."""
    compiled_templates.cache_clear()
    with templates_at_hand("en", edition):
        environment = _Counting(
            loader=jinja2.DictLoader({"page": text}),
            autoescape=True,
            bytecode_cache=compiled_templates("en"),
        )
        rendered = environment.get_template("page").render()
    return rendered, environment.compilations


def _kept(folder: Path) -> Path:
    (kept,) = (folder / "__pycache__").iterdir()
    return kept


def test_what_was_compiled_once_is_not_compiled_again() -> None:
    assert _rendered("an edition") == ("2", 1)
    assert _rendered("an edition") == ("2", 0)


def test_another_text_is_compiled() -> None:
    _rendered("an edition")
    assert _rendered("an edition", "{{ 1 + 2 }}") == ("3", 1)


def test_another_edition_compiles_anew() -> None:
    _rendered("an edition")
    assert _rendered("another edition") == ("2", 1)


def test_what_is_made_without_memory_neither_uses_nor_keeps_anything(tmp_path: Path) -> None:
    assert _rendered("") == ("2", 1)
    assert not (tmp_path / "__pycache__").exists()
    _rendered("an edition")
    assert _rendered("") == ("2", 1)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda data: data[:-1], id="shorter"),
        pytest.param(lambda data: data[:100] + b"\0" + data[101:], id="another byte"),
        pytest.param(lambda data: b"\0" + data[1:], id="another head"),
    ],
)
def test_what_is_damaged_is_compiled_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    _rendered("an edition")
    kept = _kept(tmp_path)
    kept.write_bytes(damage(kept.read_bytes()))
    assert _rendered("an edition") == ("2", 1)


def test_where_no_modules_are_kept_no_templates_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _rendered("an edition") == ("2", 1)
    assert not (tmp_path / "__pycache__").exists()


def test_where_nothing_can_be_written_all_goes_on(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").write_text("in the way", encoding="utf-8")
    assert _rendered("an edition") == ("2", 1)
