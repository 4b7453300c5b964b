"""What the pages need to know of the site they are part of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """Settings that come from ``mkdocs.yml``.

    ``url`` ends with a slash. ``repo_url`` and ``url`` may be empty; what depends on them is then
    left out. ``edit_uri`` leads from the repository's address to the content folder.
    """

    name: str
    description: str = ""
    url: str = ""
    repo_url: str = ""
    branch: str = "main"
    language: str = "en"

    def edit_link(self, place: str) -> str:
        """Return the address at which a content file is edited, or nothing without repository."""
        return f"{self.repo_url}/edit/{self.branch}/content/{place}" if self.repo_url else ""

    def history_link(self, place: str) -> str:
        """Return the address of a content file's history, or nothing without repository."""
        return f"{self.repo_url}/commits/{self.branch}/content/{place}" if self.repo_url else ""
