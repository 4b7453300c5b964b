"""The filters of a search index brought up to date; see ``amending``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from timeline.write.index_files import filter_path, read_filter, write_filter
from timeline.write.indexes import Part, Small
from timeline.write.packing import Unfit
from timeline.write.renumbering import Order


def amend_filters(index: Part, was: Small, now: Small, order: Order, new: Path) -> dict[str, str]:
    """Write all filters of a new index, where it has not got them; return the names of their files."""
    (new / filter_path("")).parent.mkdir(exist_ok=True)
    old, fresh, numbers = was.filters(order.was), now.filters(order.now), order.numbers
    files = {}
    for name in index.table.filters.keys() | fresh.keys():
        out, more = old.get(name, {}), fresh.get(name, {})
        file = index.table.filters.get(name)
        if file and out == more and not numbers:
            files[name] = file
            continue
        values = {
            value: {numbers[page] for page in on} if numbers else set(on)
            for value, on in (read_filter(index.folder, file) if file else {}).items()
        }
        for value, on in out.items():
            if not values.get(value, set()) >= set(on):
                raise Unfit
            values[value] -= set(on)
        for value, on in more.items():
            values.setdefault(value, set()).update(on)
        left: dict[str, Sequence[int]] = {value: sorted(on) for value, on in values.items() if on}
        if left:
            files[name] = write_filter(new, index.language, name, left)
    return files
