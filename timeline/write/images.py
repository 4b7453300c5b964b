"""Preview pictures with a memory: what was drawn once is not drawn again.

A picture is kept under the digest of everything that it depends on, behind the digest of its own
bytes. So a cache that is damaged, foreign or not writable costs time and changes nothing.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import astuple
from functools import cache
from pathlib import Path

import PIL

from timeline.pages import Card
from timeline.write.folder import PART, write_file

_DIGEST = hashlib.sha256().digest_size


def tidy(folder: Path) -> None:
    """Remove what a killed run left where pictures are kept."""
    for left in folder.glob(f"*{PART}"):
        with suppress(OSError):
            left.unlink()


def card_image(card: Card, folder: Path | None) -> bytes:
    """Return the picture of a card, PNG; ``folder`` remembers it if given."""
    # Most sites have no address yet, and so no pictures; what draws them takes long to import.
    from timeline.write import drawing  # noqa: PLC0415  # see above

    if folder is None:
        return drawing.draw(card)
    place = folder / key(card)
    kept = _read(place)
    if kept is None:
        kept = drawing.draw(card)
        _write(place, kept)
    return kept


def key(card: Card) -> str:
    """Return the name under which a card's picture is kept."""
    return hashlib.sha256(_method() + repr(astuple(card)).encode()).hexdigest()


@cache
def _method() -> bytes:
    """Return a digest of how pictures are drawn: the code, the fonts, Pillow's version."""
    from timeline.write import drawing  # noqa: PLC0415  # see above

    digest = hashlib.sha256(PIL.__version__.encode())
    digest.update(Path(drawing.__file__).read_bytes())
    for family in (drawing.SERIF, drawing.SANS):
        for subset in drawing.SUBSETS:
            digest.update((drawing.ASSETS / family.format(subset)).read_bytes())
    return digest.digest()


def _read(place: Path) -> bytes | None:
    try:
        data = place.read_bytes()
    except OSError:
        return None
    stated, picture = data[:_DIGEST], data[_DIGEST:]
    return picture if hashlib.sha256(picture).digest() == stated else None


def _write(place: Path, picture: bytes) -> None:
    """Keep a picture, whole or not at all; where that cannot be, it is drawn again next time."""
    with suppress(OSError):
        write_file(place, hashlib.sha256(picture).digest() + picture)
