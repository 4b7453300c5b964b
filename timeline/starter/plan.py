"""The files of a new timeline, from those of the generator; nothing here touches the disk."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from timeline.edit.forms import FORMS, offering
from timeline.model.entries import Vocabulary
from timeline.pages.markup import markdown

TAKEN: Final = (
    ".editorconfig",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".vscode",
    "Makefile",
    "build_timeline.py",
    "docs/.gitkeep",
    "mkdocs.yml",
    "requirements-zensical.txt",
    "requirements.txt",
    "timeline",
)
"""Files and folders of the generator's own folder that every timeline has, a copy of each."""

EXAMPLES: Final = "timeline/starter"
"""Where the examples lie, a folder for each language."""

FALLBACK: Final = "en"
"""The example for languages that have none of their own."""

_FORM = f".github/ISSUE_TEMPLATE/{FORMS['event'].file}"
_REQUEST = ".github/pull_request_template.md"
_CONFIG = "mkdocs.yml"
_NAMED = ("README.md", "content/pages/index.md")
_FOR_CODE = "\n## For code\n"
_GENERAL = "\ndocs_dir:"
_LANGUAGE = re.compile(r"^(theme:\n(?: .*\n)*?  language: ).+$", re.MULTILINE)


class Fault(Exception):  # noqa: N818  # it is what the user is told, not a class of faults
    """The generator's own folder is not as it was published; ``str()`` says in what."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a new timeline is to be called, and where it will stand; addresses may be empty."""

    name: str
    description: str
    language: str
    site_url: str = ""
    repo_url: str = ""


def example_of(language: str, taken: Mapping[str, bytes]) -> str:
    """Return the folder of the example in a language, or in English if there is none."""
    own = f"{EXAMPLES}/{language}"
    there = any(path.startswith(f"{own}/") for path in taken)
    return own if there else f"{EXAMPLES}/{FALLBACK}"


def planned(
    taken: Mapping[str, bytes], vocabulary: Vocabulary, schemas: Mapping[str, str], wishes: Wishes
) -> dict[str, bytes]:
    """Return the files of a new timeline.

    Args:
        taken: The files of the generator, by their paths in its folder.
        vocabulary: That of the example.
        schemas: The editor schemas of the example, by their paths in the new folder.
        wishes: What is particular to this timeline.

    Raises:
        Fault: a file of the generator is missing, or was changed in a way that is not understood.
    """
    example = f"{example_of(wishes.language, taken)}/"
    files = dict(taken)
    files |= {p.removeprefix(example): data for p, data in taken.items() if p.startswith(example)}
    files |= {path: text.encode() for path, text in schemas.items()}
    changes: dict[str, Callable[[str], str]] = {
        _CONFIG: lambda text: configured(text, wishes),
        _FORM: lambda text: offering(text, vocabulary.event_types),
        _REQUEST: lambda text: text.partition(_FOR_CODE)[0],
        **dict.fromkeys(_NAMED, lambda text: text.replace("{name}", markdown(wishes.name))),
    }
    for path, change in changes.items():
        if path not in files:
            raise Fault(f"the generator's folder has no {path}")
        try:
            files[path] = change(files[path].decode()).encode()
        except ValueError as error:
            raise Fault(f"the generator's {path} is not as expected: {error}") from None
    return files


def configured(text: str, wishes: Wishes) -> str:
    """Return a configuration with this timeline's name and addresses.

    They stand first; from ``docs_dir`` on, every timeline has the same but for the language.

    Raises:
        ValueError: the text is in another order, or names no language.
    """
    _, found, general = text.partition(_GENERAL)
    general, times = _LANGUAGE.subn(lambda match: match[1] + wishes.language, general)
    if not found or times != 1:
        raise ValueError("it has no 'docs_dir' of its own line, or no language of the theme")
    head = f"""\
site_name: {_quoted(wishes.name)}
site_description: {_quoted(wishes.description)}
# Where the site will stand, and its repository. GitHub Actions knows both without these lines.
{_address("site_url", wishes.site_url, "https://example.org/")}
{_address("repo_url", wishes.repo_url, "https://github.com/example/timeline")}
"""
    return head + found + general


def _address(key: str, address: str, example: str) -> str:
    return f"{key}: {_quoted(address)}" if address else f"# {key}: {example}"


def _quoted(text: str) -> str:
    """Return a text as a double-quoted YAML scalar; JSON's is one, but for what is no text."""
    return json.dumps(text, ensure_ascii=False)
