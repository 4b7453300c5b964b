"""What the pages need to know of the site they are part of."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, quote_plus, urlsplit

from timeline.pages.licences import DEFAULT, LICENCES, Licence


@dataclass(frozen=True, slots=True)
class Site:
    """Settings that come from ``mkdocs.yml``.

    ``url`` ends with a slash. ``repo_url`` and ``url`` may be empty; what depends on them is then
    left out. The content lies in the folder ``content`` of the repository. ``licence`` is a key of
    ``LICENCES``.
    """

    name: str
    description: str = ""
    url: str = ""
    repo_url: str = ""
    branch: str = "main"
    language: str = "en"
    licence: str = DEFAULT

    @property
    def terms(self) -> Licence:
        """The licence of what was written for this site."""
        return LICENCES[self.licence]

    def edit_link(self, place: str) -> str:
        """Return the address at which a content file is edited, or nothing without repository."""
        return self._file_link("edit", place)

    def history_link(self, place: str) -> str:
        """Return the address of a content file's history, or nothing without repository."""
        return self._file_link("commits", place)

    def report_link(self, title: str, body: str) -> str:
        """Return the address of a new issue with this text, or nothing without repository."""
        if not self.repo_url:
            return ""
        names = ("issue[title]", "issue[description]") if self._on_gitlab else ("title", "body")
        query = "&".join(
            f"{quote(name, safe='')}={quote_plus(value, safe='/:,')}"
            for name, value in zip(names, (title, body), strict=True)
        )
        return f"{self._root}issues/new?{query}"

    def page_address(self, path: str) -> str:
        """Return the full address of a page, from its path on the site, or nothing without one."""
        return f"{self.url}{path}" if self.url else ""

    def _file_link(self, verb: str, place: str) -> str:
        if not self.repo_url:
            return ""
        return f"{self._root}{verb}/{quote(self.branch)}/content/{quote(place)}"

    @property
    def _root(self) -> str:
        return self.repo_url.rstrip("/") + ("/-/" if self._on_gitlab else "/")

    @property
    def _on_gitlab(self) -> bool:
        """Whether the repository's host is a GitLab, by a part of its name."""
        return "gitlab" in (urlsplit(self.repo_url).hostname or "").split(".")
