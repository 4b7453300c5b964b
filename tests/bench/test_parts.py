"""What the measuring rests on: commands, a server that counts, pages for the other tools."""

from __future__ import annotations

import gzip
import sys
import urllib.request
from pathlib import Path

import pytest

from bench.builds import linearity
from bench.corpora import write
from bench.corpus import Corpus
from bench.peers.generators import edited
from bench.peers.naive import Style, pages
from bench.peers.widgets import WIDGETS, Widget
from bench.results import OURS, Measurement, Run
from bench.running import Missing, run, size_of
from bench.serving import served
from timeline.check import check_content
from timeline.model.timeline import Timeline


@pytest.fixture(scope="module")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    folder = tmp_path_factory.mktemp("content")
    write(Corpus(40).files(), folder)
    found = check_content(folder, "content").timeline
    assert found is not None
    return found


def test_a_command_tells_what_it_took(tmp_path: Path) -> None:
    used = run([sys.executable, "-c", "b = b'x' * 50_000_000; sum(range(300_000))"], tmp_path, 60)
    assert used.wall > 0
    assert used.cpu > 0
    assert used.memory > 50_000_000


def test_its_memory_is_its_own_and_not_that_of_who_asks(tmp_path: Path) -> None:
    large = bytearray(b"x" * 150_000_000)
    assert run(["true"], tmp_path, 60).memory < len(large) / 3


def test_a_command_that_fails_tells_why(tmp_path: Path) -> None:
    with pytest.raises(Missing, match=r"failed \(3\): no such thing"):
        run([sys.executable, "-c", "print('no such thing'); exit(3)"], tmp_path, 60)


def test_a_command_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="given up after"):
        run([sys.executable, "-c", "import signal; signal.pause()"], tmp_path, 0.1)


def test_a_folder_is_measured(tmp_path: Path) -> None:
    write({"a.txt": "12", "b/c.txt": "345"}, tmp_path)
    assert size_of(tmp_path) == (5, 2)


def _fetched(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:  # noqa: S310  # our own server's
        data: bytes = answer.read()
    return data


def test_the_server_compresses_text_and_counts_what_it_sends(tmp_path: Path) -> None:
    write({"index.html": "<p>" * 2_000, "a.bin": "x" * 3_000}, tmp_path)
    with served(tmp_path) as server:
        page = _fetched(server.address)
        assert gzip.decompress(page) == b"<p>" * 2_000
        assert len(page) < server.sent < 1_000
        before = server.sent
        assert _fetched(server.address + "a.bin") == b"x" * 3_000
        assert 3_000 < server.sent - before < 3_500


@pytest.mark.parametrize("style", ["mkdocs", "hugo"])
def test_other_tools_get_a_page_for_each_event_and_actor(timeline: Timeline, style: Style) -> None:
    found = pages(timeline, style)
    assert len([path for path in found if path.startswith("events/")]) == len(timeline.events)
    assert len([path for path in found if path.startswith("actors/")]) == len(timeline.actors)
    listed = "".join(text for path, text in found.items() if path.startswith("timeline/"))
    for event in timeline.events.values():
        assert event.title in found[f"events/{event.id}.md"]
        assert f"events/{event.id}" in listed
    assert not [path for path, text in found.items() if "(actor:" in text]


@pytest.mark.parametrize("kind", WIDGETS)
def test_widgets_get_every_event(timeline: Timeline, kind: type[Widget]) -> None:
    data = kind().data(list(timeline.events.values()))
    entries = data["events"] if isinstance(data, dict) else data
    assert len(entries) == len(timeline.events)


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("title: A vote\ntitle: B\n", "title: ", "title: Save 7 of A vote\ntitle: B\n"),
        ('---\ntitle: "A vote"\n', "title: ", '---\ntitle: "Save 7 of A vote"\n'),
        ("# Save 3 of A vote\n", "# ", "# Save 7 of A vote\n"),
    ],
)
def test_an_edit_changes_the_title_alone(text: str, before: str, expected: str) -> None:
    assert edited(text, before, 7) == expected


def test_what_an_event_takes_is_compared_with_a_tenth_of_the_size() -> None:
    def cold(events: int, seconds: float) -> Measurement:
        return Measurement("builds", "cold build: wall", OURS, events, "s", (seconds,))

    found = Run({}, [cold(100, 9.0), cold(5_000, 50.0), cold(50_000, 600.0)])
    (compared,) = linearity(found, [100, 5_000, 50_000])
    assert compared.values == pytest.approx((1.2,))
    assert (compared.events, compared.note) == (50_000, "against 5,000 events")


def test_one_size_alone_says_nothing_of_linearity() -> None:
    assert not list(linearity(Run({}), [100]))
