"""Files of what was kept, forged: their fingerprints fit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from timeline.load.store import digest


def sign(path: Path, body: bytes) -> None:
    """Write a file with its fingerprint."""
    path.write_bytes(digest(body).encode() + b"\n" + body)


def parts(data: dict[str, Any]) -> bytes:
    """Return the body of a file of several parts."""
    texts = {part: json.dumps(value) for part, value in data.items()}
    head = json.dumps({part: len(text) for part, text in texts.items()})
    return "".join([head, "\n", *texts.values()]).encode()
