"""The live preview: what a browser shows after each save, and what the terminal says."""

from __future__ import annotations

import http.client
import json
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.helpers import MINIMAL
from tests.serve.running import Running, copy_project, running
from timeline.cli import OK, USAGE, main
from timeline.write.bare import bare
from timeline.write.ownership import LIST

pytestmark = pytest.mark.browser

EVENT = "events/1997/bridge-collapses.yaml"
ADDRESS = "events/bridge-collapses.html"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Yield the preview that all tests share; each leaves the content as it was."""
    project = copy_project(tmp_path_factory.mktemp("serve") / "project", MINIMAL)
    with running(project) as made:
        made.wait_for("search renewed")
        yield made


@pytest.fixture
def page(browser: Browser, preview: Running) -> Iterator[Page]:
    """Yield the event's page, connected: what is saved from here on is told to it."""
    context = browser.new_context(viewport={"width": 1000, "height": 500})
    made = context.new_page()
    with made.expect_response("**/-preview/news?*"):
        made.goto(preview.address + ADDRESS)
    yield made
    context.close()


@pytest.fixture
def original(preview: Running) -> Iterator[str]:
    """Yield the event's text, and put it back."""
    text = preview.read(EVENT)
    yield text
    preview.save(EVENT, text, "search renewed")


def retitled(text: str, title: str) -> str:
    return re.sub(r"^title: .*$", f"title: {title}", text, count=1, flags=re.MULTILINE)


def test_a_save_is_on_the_page_and_on_the_lists(
    preview: Running, page: Page, original: str
) -> None:
    builds = preview.builds
    page.evaluate("scrollTo(0, 200)")
    preview.save(EVENT, retitled(original, "The bridge gives way"))
    expect(page.locator("h1")).to_contain_text("The bridge gives way")
    page.wait_for_function("scrollY === 200")
    preview.wait_for("search renewed", len(preview.lines) - 1)
    assert preview.builds == builds + 1, preview.said
    page.goto(f"{preview.address}timeline.html")
    expect(page.get_by_role("link", name="The bridge gives way").first).to_be_visible()


def test_the_page_that_is_looked_at_loads_once_and_before_the_site_is_built(
    preview: Running, page: Page, original: str
) -> None:
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    since = len(preview.lines)
    preview.save(EVENT, retitled(original, "Seen early"), "changed")
    expect(page.locator("h1")).to_contain_text("Seen early")
    preview.wait_for("search renewed", since)
    expect(page.locator("#st-preview .note")).to_be_hidden()
    assert loads == [preview.address + ADDRESS]


def test_an_error_lies_over_the_last_good_page_until_it_is_mended(
    preview: Running, page: Page, original: str
) -> None:
    title = page.locator("h1").inner_text()
    line = original.splitlines().index("status: reported") + 1
    broken = original.replace("status: reported", "status: reprted")
    preview.save(EVENT, retitled(broken, "Never shown"), "[unknown-status]")
    overlay = page.get_by_role("alert")
    expect(overlay).to_contain_text("1 error")
    expect(overlay).to_contain_text(f"content/{EVENT}:{line}:9")
    expect(overlay).to_contain_text("error[unknown-status] ")
    expect(overlay).to_contain_text("did you mean 'reported' or")
    assert page.locator("h1").inner_text() == title
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    assert f"content/{EVENT}:{line}:9: error[unknown-status]" in preview.said
    preview.save(EVENT, retitled(original, "Mended"))
    expect(overlay).to_be_hidden()
    expect(page.locator("h1")).to_contain_text("Mended")


def test_an_undone_error_takes_its_overlay_along(
    preview: Running, page: Page, original: str
) -> None:
    preview.save(EVENT, "title: [", "error")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("button", name="Hide").click()
    expect(page.get_by_role("alert")).to_be_hidden()
    preview.save(EVENT, "title: {", "error")
    expect(page.get_by_role("alert")).to_be_visible()
    preview.save(EVENT, original)
    expect(page.get_by_role("alert")).to_be_hidden()


def test_what_content_says_is_only_ever_text(preview: Running, page: Page, original: str) -> None:
    hostile = "<img src=x onerror=document.title=1><script>document.title=1</script>"
    preview.save(EVENT, original + f'"{hostile}": x\n', "[unknown-key]")
    overlay = page.get_by_role("alert")
    expect(overlay).to_contain_text(hostile)
    expect(overlay.locator("img, script")).to_have_count(0)


def test_two_quick_saves_end_with_the_second(preview: Running, page: Page, original: str) -> None:
    builds = preview.builds
    preview.save(EVENT, retitled(original, "First of two"), "changed")
    preview.save(EVENT, retitled(original, "Second of two"), "search renewed")
    expect(page.locator("h1")).to_contain_text("Second of two")
    assert builds < preview.builds <= builds + 2, preview.said


def test_what_editors_leave_behind_starts_nothing(
    preview: Running, page: Page, original: str
) -> None:
    builds = preview.builds
    folder = (preview.project / "content" / EVENT).parent
    left = [folder / name for name in (".x.yaml.swp", "4913", "x.yaml~", "#x.yaml#")]
    for file in left:
        file.write_text("title: [", encoding="utf-8")
    (preview.project / "content" / EVENT).read_bytes()
    preview.save(EVENT, retitled(original, "After the others"), "search renewed")
    for file in left:
        file.unlink()
    assert preview.builds == builds + 1, preview.said
    assert "4913" not in preview.said


def test_a_file_may_come_and_go(preview: Running, page: Page, original: str) -> None:
    place = "events/1997/second-collapse.yaml"
    preview.save(place, retitled(original, "A second collapse"), "search renewed")
    page.goto(f"{preview.address}events/second-collapse.html")
    expect(page.locator("h1")).to_contain_text("A second collapse")
    since = len(preview.lines)
    (preview.project / "content" / place).unlink()
    preview.wait_for("search renewed", since)
    expect(page.locator("h1")).to_have_text("There is no page here")
    page.goto(f"{preview.address}search.html?q=second")
    expect(page.get_by_role("link", name="A second collapse")).to_have_count(0)


@pytest.fixture
def config(preview: Running) -> Iterator[Path]:
    """Yield the configuration's file, and put its text back."""
    file = preview.project / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    yield file
    since = len(preview.lines)
    file.write_text(text, encoding="utf-8")
    preview.wait_for("search renewed", since)


def test_a_wrong_configuration_is_told_and_a_new_one_is_used(
    preview: Running, page: Page, config: Path
) -> None:
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("site_name:", "site_name: ["), encoding="utf-8")
    preview.wait_for("The site could not be built: mkdocs.yml: ")
    overlay = page.get_by_role("alert")
    expect(overlay).to_contain_text("The site could not be built")
    expect(overlay).to_contain_text('mkdocs.yml", line 2, column 17')
    config.write_text(re.sub("^site_name: .*", "site_name: Renamed", text), encoding="utf-8")
    expect(overlay).to_be_hidden()
    expect(page.locator(".st-masthead__name")).to_have_text("Renamed")


def test_the_preview_is_what_a_cold_build_makes(
    preview: Running, tmp_path: Path, original: str
) -> None:
    """After everything that the tests above did to it, and one more change."""
    preview.save(EVENT, retitled(original, "The last word"), "search renewed")
    cold = copy_project(tmp_path / "cold", preview.project / "content")
    subprocess.run([sys.executable, "build_timeline.py"], cwd=cold, check=True, capture_output=True)
    [made] = (preview.project / ".cache").glob(".preview-*.building/site-*")
    site = cold / "site"
    expected = {path.relative_to(site): path for path in site.rglob("*") if path.is_file()}
    files = {path.relative_to(made) for path in made.rglob("*") if path.is_file()}
    # The list by which a build knows its own site; nobody replaces a preview.
    del expected[Path(LIST)]
    assert files == expected.keys()
    different = [p for p in files if published(made / p) != expected[p].read_bytes()]
    assert different == []


def published(path: Path) -> bytes:
    """Return a previewed file as it is published: a preview's search reads its pages themselves."""
    data = path.read_bytes()
    return bare(data.decode()).encode() if path.suffix == ".html" else data


@pytest.mark.parametrize(
    "path",
    [
        "/../../../mkdocs.yml",
        "/..%2f..%2f..%2fmkdocs.yml",
        "/%2e%2e/%2e%2e/%2e%2e/mkdocs.yml",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/%00",
        "/" + "a" * 5000,
    ],
)
def test_nothing_outside_the_site_is_served(preview: Running, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", preview.port)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.status == 404
    assert b"site_name:" not in answer.read()
    connection.close()


def test_another_sites_name_does_not_lead_here(preview: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", preview.port)
    connection.request("GET", "/index.html", headers={"Host": "evil.example"})
    assert connection.getresponse().status == 403
    connection.close()


def test_a_taken_port_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port), "--content", str(MINIMAL)]) == USAGE
    assert f"port {port} is taken; stop what runs there" in capsys.readouterr().err


def test_it_starts_with_an_error_and_stops_without_a_trace(tmp_path: Path, page: Page) -> None:
    project = copy_project(tmp_path / "project", MINIMAL)
    event = project / "content" / EVENT
    good = event.read_text(encoding="utf-8")
    event.write_text(good.replace("status: reported", "status: reprted"), encoding="utf-8")
    with running(project) as begun:
        begun.wait_for("[unknown-status]")
        page.goto(begun.address + ADDRESS)
        expect(page.get_by_role("alert")).to_contain_text(f"content/{EVENT}")
        news = urllib.request.urlopen(f"{begun.address}-preview/news")  # noqa: S310  # our own server
        assert json.loads(news.readline().removeprefix(b"data: "))["errors"] == 1
        news.close()
        event.write_text(good, encoding="utf-8")
        expect(page.locator("h1")).to_contain_text("ridge")
        assert begun.stop() == OK
        assert begun.lines[-1] == "Preview stopped."
        assert "Traceback" not in begun.said
    assert list((project / ".cache").glob(".preview-*")) == []
