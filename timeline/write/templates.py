"""Compiled page templates, kept where Python keeps the compiled modules beside them.

Unlike what lies in ``.cache`` they are code, so they lie where the generator's own code does: who can
write there can change the generator. Where Python may write no compiled modules, these are not
written either; what is damaged or of another edition is passed over.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from timeline.pages.compiled import Codes, compiled_templates
from timeline.pages.environment import TEMPLATES

FOLDER: Final = TEMPLATES.parent / "__pycache__"
"""Where they are kept."""


@contextmanager
def templates_at_hand(language: str, edition: str) -> Iterator[None]:
    """Have the page templates of a language compiled, as far as they ever were, while the block runs.

    Args:
        language: Of the pages.
        edition: Of the generator and the site; empty if nothing is to be kept or used.
    """
    templates = compiled_templates(language)
    file = FOLDER / f"templates-{language}.{sys.implementation.cache_tag}.bin"
    if edition and not templates.codes:
        templates.know(_read(file, edition))
    before = len(templates.codes)
    yield
    if edition and len(templates.codes) > before and not sys.dont_write_bytecode:
        with suppress(OSError):
            _write(file, edition, templates.codes)


def _read(file: Path, edition: str) -> Codes:
    with suppress(OSError, EOFError, TypeError, ValueError):
        data = file.read_bytes()
        size = len(_head(edition, b""))
        if data[:size] == _head(edition, data[size:]):
            codes: Codes = marshal.loads(data[size:])  # noqa: S302  # as for modules, see above
            return codes
    return {}


def _write(file: Path, edition: str, codes: Codes) -> None:
    body = marshal.dumps(dict(codes))
    file.parent.mkdir(exist_ok=True)
    # Halves of two runs would not fit their head.
    part = file.with_suffix(".part")
    part.write_bytes(_head(edition, body) + body)
    os.replace(part, file)  # noqa: PTH105  # the name says that it is atomic


def _head(edition: str, body: bytes) -> bytes:
    return hashlib.blake2b(body, key=edition.encode()[:64]).digest()
