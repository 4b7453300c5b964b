"""Reading the local text of a source: a file outside the content, of a size that can be handled."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from timeline.settings import MAX_TEXT_BYTES

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([A-Za-z0-9_-]{1,40})""", re.IGNORECASE)
_HEAD = 4096
"""Where a page must declare its encoding, in bytes; browsers look at the first 1,024."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnreadableTextError(Exception):
    """The file is no text that can be read; ``str()`` says why and what to do."""


def read_source_text(path: Path) -> str:
    """Return the text of a file: UTF-8, or what its byte order mark or its page declares.

    Raises:
        UnreadableTextError: there is no such file, it is too large, or it is no text.
    """
    try:
        with path.open("rb") as handle:
            data = handle.read(MAX_TEXT_BYTES + 1)
    except OSError as error:
        raise UnreadableTextError(f"it cannot be read ({error.strerror})") from None
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableTextError(
            f"it is larger than {MAX_TEXT_BYTES // 1024 // 1024} MB; save the text alone"
        )
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    declared = _CHARSET.search(data[:_HEAD])
    for name in (encoding, declared[1].decode("ascii") if declared else ""):
        try:
            text = data.decode(name) if name else None
        except (UnicodeDecodeError, LookupError):
            continue
        if text is not None and "\0" not in text:
            return text
    raise UnreadableTextError(
        "it is not UTF-8 text; save the article as plain text (UTF-8) or as a web page"
    )
