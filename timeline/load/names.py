"""Names of files that mean the same everywhere: on any system, and in an address of the site."""

from __future__ import annotations

import re
import unicodedata

from timeline.diagnostics import Diagnostic
from timeline.settings import GENERATED_PAGES, ID_PATTERN, WINDOWS_NAMES

_PAGE = re.compile(ID_PATTERN)


def alike(place: str) -> str:
    """Return what two names have in common where case, or how an accent is written, is nothing.

    macOS and Windows keep one file for both.
    """
    if place.isascii():
        return place.lower()
    return unicodedata.normalize("NFC", place).casefold()


def bad_name(place: str, shown: str, before: dict[str, str]) -> Diagnostic | None:
    """Return why a file cannot have its name, if it cannot.

    Args:
        place: Of the file, from the content folder, POSIX.
        shown: How diagnostics name it.
        before: What is alike in the files so far -> how the file is shown; this one is added.
    """
    name = place[place.rfind("/") + 1 :]
    stem = name.partition(".")[0]
    if stem.casefold() in WINDOWS_NAMES:
        return _at(shown, f"on Windows '{stem}' is a device, no file", "choose another name")
    if place.startswith("pages/"):
        page = name.rpartition(".")[0]
        if not _PAGE.fullmatch(page):
            advice = "use small letters a-z, digits and single hyphens, then .md"
            return _at(shown, f"'{name}' is no name for a page", advice)
        if page in GENERATED_PAGES:
            message = f"the site has a page '{page}' of its own"
            return _at(shown, message, "choose another name")
    other = before.setdefault(alike(place), shown)
    if other != shown:
        message = f"on macOS and Windows this is the same file as {other}"
        return _at(shown, message, "give one of the two another name")
    return None


def _at(shown: str, message: str, advice: str) -> Diagnostic:
    return Diagnostic(shown, 1, 1, "bad-name", message, advice)
