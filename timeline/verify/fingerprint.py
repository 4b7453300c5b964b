"""What stands for a text where the text itself must not stand."""

from __future__ import annotations

from hashlib import sha256


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return sha256(text.encode("utf-8")).hexdigest()
