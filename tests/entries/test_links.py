"""Links to the repository: right for its host, safe in any title, absent without one."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from timeline.pages.site import Site

FILE = "events/1997/bridge-collapses.yaml"
HOSTS = [
    ("https://github.com/a/b", "https://github.com/a/b/"),
    ("https://github.com/a/b/", "https://github.com/a/b/"),
    ("https://git.example.org/a/b", "https://git.example.org/a/b/"),
    ("https://gitlab.com/a/b", "https://gitlab.com/a/b/-/"),
    ("https://gitlab.example.org/a/gitlab", "https://gitlab.example.org/a/gitlab/-/"),
    ("https://github.com/gitlab/b", "https://github.com/gitlab/b/"),
]


@pytest.mark.parametrize(("repository", "root"), HOSTS)
def test_edit_and_history_lead_to_the_file(repository: str, root: str) -> None:
    site = Site("S", repo_url=repository)
    assert site.edit_link(FILE) == f"{root}edit/main/content/{FILE}"
    assert site.history_link(FILE) == f"{root}commits/main/content/{FILE}"


def test_a_branch_and_a_file_are_encoded() -> None:
    site = Site("S", repo_url="https://github.com/a/b", branch="a b#c")
    assert site.edit_link("events/1997/ü?.yaml").endswith(
        "/edit/a%20b%23c/content/events/1997/%C3%BC%3F.yaml"
    )


@pytest.mark.parametrize(
    ("repository", "names"),
    [
        ("https://github.com/a/b", ("title", "body")),
        ("https://gitlab.com/a/b", ("issue[title]", "issue[description]")),
    ],
)
def test_a_report_arrives_as_it_was_written(repository: str, names: tuple[str, str]) -> None:
    title, body = "50% & more? “Ä” #1 + (x)", "Page: p\nEntry: e\n\nWhat = wrong & why:\n"
    link = Site("S", repo_url=repository).report_link(title, body)
    assert all(sign not in link for sign in ' \n"<>()“')
    query = parse_qs(urlsplit(link).query, strict_parsing=True, keep_blank_values=True)
    assert query == {names[0]: [title], names[1]: [body]}


def test_without_a_repository_there_are_none() -> None:
    site = Site("S")
    assert site.edit_link(FILE) == site.history_link(FILE) == site.report_link("a", "b") == ""
