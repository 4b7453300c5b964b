"""Templates compiled once in a process: a preview renders the same ones after each save."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

Codes = Mapping[tuple[str, str], CodeType]
"""Place and fingerprint of a template's text -> what it was compiled to."""


class CompiledTemplates(jinja2.BytecodeCache):
    """Keeps compiled templates in memory, by their place and their text.

    One for each kind of environment: what a template is compiled to depends on its escaping.
    """

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    @property
    def codes(self) -> Codes:
        """All that was compiled."""
        return self._code

    def know(self, codes: Codes) -> None:
        """Take what was compiled before."""
        self._code.update(codes)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled from the same text before, if anything was."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled."""
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


@cache  # the same text in the same language always compiles to the same code
def compiled_templates(language: str) -> CompiledTemplates:  # noqa: ARG001  # tells them apart
    """Return the compiled page templates of a language: constants are escaped by its rules."""
    return CompiledTemplates()
