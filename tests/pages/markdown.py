"""Pages rendered as the site renders them: Python-Markdown with the extensions of mkdocs.yml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from lxml import html
from markdown import Markdown  # type: ignore[import-untyped]  # it ships no types

PROJECT = Path(__file__).parent.parent.parent


@cache
def _extensions() -> tuple[tuple[str, ...], dict[str, dict[str, Any]]]:
    settings = yaml.safe_load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
    # MkDocs has its own beside them.
    names = ["fenced_code"]
    options: dict[str, dict[str, Any]] = {}
    for item in settings["markdown_extensions"]:
        if isinstance(item, dict):
            ((name, own),) = item.items()
            options[name] = own
        else:
            name = item
        names.append(name)
    return tuple(names), options


def convert(text: str) -> str:
    """Return the HTML of a Markdown text, in the settings of mkdocs.yml."""
    names, options = _extensions()
    shown: str = Markdown(extensions=list(names), extension_configs=options).convert(text)
    return shown


def tree(text: str) -> html.HtmlElement:
    """Return the element tree of a Markdown text, below one ``div``."""
    return html.fragment_fromstring(convert(text), create_parent="div")


def tags(root: html.HtmlElement) -> list[str]:
    """Return the names of all elements below ``root``, in the order of the document."""
    return [str(element.tag) for element in root.iterdescendants()]


def words(root: html.HtmlElement) -> str:
    """Return the text below an element, its white space normalised."""
    return " ".join(str(root.text_content()).split())
