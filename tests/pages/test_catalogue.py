"""The interface's words: all there, in every language, and all of them filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jinja2
import pytest
from jinja2 import nodes

from timeline.model import types
from timeline.model.entries import Event, Place
from timeline.pages import Catalogue, load_catalogue
from timeline.pages.catalogue import FOLDER
from timeline.pages.environment import TEMPLATES

LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, str(number)))
    else:
        yield path, value


def used_words() -> set[tuple[str, str]]:
    """Return every ``t.section.key`` of the templates: section and key."""
    environment = jinja2.Environment(autoescape=True)
    found = set()
    for path in sorted(TEMPLATES.glob("*.j2")):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for outer in tree.find_all(nodes.Getattr):
            inner = outer.node
            if (
                isinstance(inner, nodes.Getattr)
                and isinstance(inner.node, nodes.Name)
                and inner.node.name == "t"
            ):
                found.add((inner.attr, outer.attr))
    return found


def test_the_templates_use_words_of_the_catalogue(english: Catalogue) -> None:
    used = used_words()
    assert len(used) > 100
    missing = {(s, k) for s, k in used if k not in english.text.get(s, {}) and k != "items"}
    assert not missing


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("basis", types.BasisWord),
        ("status", types.StatusWord),
        ("mode", types.ModeWord),
        ("qualifier", types.QualifierWord),
        ("how", types.DifferenceWord),
        ("precision", types.PrecisionWord),
        ("position", types.PositionWord),
        ("sensitive", types.SensitiveWord),
        ("correction", types.CorrectionWord),
        ("source_type", types.SourceWord),
        ("translator", types.TranslatorWord),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_closed_word_has_a_label(section: str, words: object, language: str) -> None:
    assert set(load_catalogue(language).text[section]) == set(get_args(words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_between_events_has_a_label_either_way(language: str) -> None:
    links = get_args(types.LinkWord)
    assert set(load_catalogue(language).text["links"]) == {
        *links,
        *(f"{link}-inverse" for link in links),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_words_with_the_same_names_in_them(language: str) -> None:
    def shape(name: str) -> dict[tuple[str, ...], list[str]]:
        words = leaves(load_catalogue(name).text)
        return {path: sorted(set(re.findall(r"\{\w+\}", text))) for path, text in words}

    assert shape(language) == shape("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty_but_that_of_an_exact_number(language: str) -> None:
    empty = [path for path, text in leaves(load_catalogue(language).text) if not text.strip()]
    assert empty == [("qualifier", "exact", "label")]


def test_an_unknown_language_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(FileNotFoundError, match=r"no interface language 'tlh'; there are: .*en"):
        load_catalogue("tlh")


def test_a_language_is_no_path(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("dates: {}", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        load_catalogue(f"../../../../../../../../..{tmp_path}/x")


def test_the_kinds_of_entry_can_be_outside() -> None:
    assert "outside" in Event.model_fields
    assert "outside" in Place.model_fields
