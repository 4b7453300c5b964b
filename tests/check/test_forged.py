"""Nothing that somebody may have put in place of what was kept ends in a crash."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.check.kept import parts, sign
from tests.helpers import make_content
from timeline.check import Ledger, check_content
from timeline.load.store import Store, digest

NONSENSE: tuple[Any, ...] = (None, -1, "x", [], [[]], {}, {"x": 1}, 1e300, [1, 2, 3])


def _anything(data: Any) -> Iterator[Any]:
    """Yield the data with each part of it, down to some depth, in turn replaced by nonsense."""
    yield from NONSENSE
    if isinstance(data, dict | list):
        for key in list(data)[:12] if isinstance(data, dict) else range(min(len(data), 12)):
            for other in _anything(data[key]):
                changed = data.copy()
                changed[key] = other
                yield changed


def test_no_forged_index_or_shard_is_a_crash(tmp_path: Path, later: None) -> None:
    """Each part of what was kept is replaced by nonsense, with a fingerprint that fits."""
    root = make_content(tmp_path / "content")
    folder, good = tmp_path / "kept", tmp_path / "good"
    check_content(root, "content", ledger=Ledger(good))
    path = root / "events" / "1997" / "bridge-collapses.yaml"
    path.write_text(path.read_text("utf-8").replace("1997-03-02", "1997-03-03"), encoding="utf-8")
    index = json.loads((good / "index.json").read_bytes()[33:])
    for number, forged in enumerate(_forgeries(good, index)):
        if number % 31:
            continue  # one in thirty of some thousands
        shutil.copytree(good, folder, dirs_exist_ok=True)
        for name, data in forged.items():
            sign(folder / name, data)
        result = check_content(root, "content", ledger=Ledger(folder))
        assert result.timeline is not None or result.errors


def _forgeries(good: Path, index: dict[str, Any]) -> Iterator[dict[str, bytes]]:
    for data in _anything(index):
        yield {"index.json": json.dumps(data).encode()}
    for place, what in enumerate(("facts", "data")):
        shard = Store(good).read_parts(f"{what}-0.json")
        assert shard is not None
        for data in _anything(dict(shard[0])):
            body = parts(data) if isinstance(data, dict) else json.dumps(data).encode()
            pair = [*index["shards"][0]]
            pair[place] = digest(body)
            shards = [pair, *index["shards"][1:]]
            forged = json.dumps({**index, "shards": shards}).encode()
            yield {f"{what}-0.json": body, "index.json": forged}
