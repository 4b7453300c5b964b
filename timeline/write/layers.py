"""Plain data in two files: all of them, and what was changed in them since.

To write much anew for a little that was changed takes longer than to change it. So that is kept beside
it, and put in its place when it is read, until it is much itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from timeline.load.store import Store
from timeline.model.ondemand import OnDemand

Sections = Mapping[str, Mapping[str, Any]]
"""Name -> keys with their values."""

MANY: Final = 2_000
"""Keys that may be changed until all is written anew."""

_EDITION: Final = "edition"
"""Name of the part that says by whom the sections were made."""

SINCE: Final = "since-"
"""How the name of the file with what was changed begins."""


class Layers:
    """Data below one name in a store, of one edition of whatever makes them."""

    def __init__(self, store: Store, name: str, edition: str) -> None:
        self._store = store
        self._name = name
        self._edition = edition
        self._base: Sections = {}
        self.print = ""
        """The fingerprint of all data but what was changed in them since, if they are kept."""

    def read(self) -> Sections | None:
        """Return what was written, or None. Each section is made when it is asked for.

        Raises:
            AttributeError, KeyError, TypeError, ValueError: it was not written here; so may asking
                for a section.
        """
        found = self._store.read_parts(self._name)
        if found is None or found[0][_EDITION] != self._edition:
            return None
        self._base, self.print = found
        base, more = self._base, {}
        since = self._store.read(f"{SINCE}{self._name}")
        if since is not None and since[0]["print"] == self.print:
            more = since[0]["more"]
        names = base.keys() - {_EDITION}
        return OnDemand(names, lambda name: _changed(base[name], *more.get(name, ({}, []))))

    def write(self, data: Sections, *, whole: bool) -> None:
        """Write data, as far as the disk allows.

        All of them are written anew if that is asked for with ``whole``, as it must be where keys
        with their values have come into another order, or many were changed.
        """
        if not whole and self.print:
            more = {name: _differences(self._base[name], data[name]) for name in data}
            if sum(len(keys) + len(gone) for keys, gone in more.values()) <= MANY:
                self._store.write(f"{SINCE}{self._name}", {"print": self.print, "more": more})
                return
        # Were all of it the same as once before, these changes would seem to belong to it.
        self._store.remove(f"{SINCE}{self._name}")
        self._base = data
        self.print = self._store.write_parts(self._name, {_EDITION: self._edition, **data}) or ""


def _differences(
    before: Mapping[str, Any], now: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """Return the keys with another value, and those that are gone."""
    nothing = object()
    changed = {key: value for key, value in now.items() if before.get(key, nothing) != value}
    return changed, [key for key in before if key not in now]


def _changed(
    before: Mapping[str, Any], changed: Mapping[str, Any], gone: list[str]
) -> dict[str, Any]:
    data = {**before, **changed}
    for key in gone:
        del data[key]
    return data
