"""Asking links: what each answer comes to, and what is never asked."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator

import pytest

from tests.links.server import answering
from timeline.links.asking import Answer, ask, ask_all, is_public
from timeline.settings import LINK_REDIRECTS

ANSWERS = {
    "/here": (200, ""),
    "/empty": (204, ""),
    "/caf%C3%A9?q=%C3%A9&a=b": (200, ""),
    "/gone": (410, ""),
    "/censored": (451, ""),
    "/broken": (500, ""),
    "/no-http": (0, ""),
    "/members": (401, ""),
    "/no-robots": (403, ""),
    "/too-often": (429, ""),
    "/for-now": (302, "/here"),
    "/for-good": (301, "/here"),
    "/for-good-twice": (308, "/for-good"),
    "/for-good-then-not": (301, "/for-now"),
    "/to-nothing": (301, "/gone"),
    "/nowhere": (302, ""),
    "/round": (302, "/round"),
    "/to-a-file": (302, "file:///etc/passwd"),
    "/to-a-secret": (302, "http://user:secret@127.0.0.1/"),
    "/to-no-address": (302, "http://[x/"),
}


def anywhere(_: object) -> bool:
    return True


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    with answering(ANSWERS) as found:
        yield found


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/here", Answer("works", "answer 200")),
        ("/here#part", Answer("works", "answer 200")),
        ("/empty", Answer("works", "answer 204")),
        ("/café?q=é&a=b", Answer("works", "answer 200")),
        ("/missing", Answer("dead", "answer 404")),
        ("/gone", Answer("dead", "answer 410")),
        ("/censored", Answer("dead", "answer 451")),
        ("/broken", Answer("silent", "answer 500")),
        ("/no-http", Answer("silent", "the connection failed")),
        ("/members", Answer("refused", "answer 401")),
        ("/no-robots", Answer("refused", "answer 403")),
        ("/too-often", Answer("refused", "answer 429")),
        ("/for-now", Answer("works", "answer 200")),
        ("/for-good", Answer("moved", "moved for good", "/here")),
        ("/for-good-twice", Answer("moved", "moved for good", "/here")),
        ("/for-good-then-not", Answer("works", "answer 200")),
        ("/to-nothing", Answer("dead", "answer 410")),
        ("/nowhere", Answer("refused", "answer 302")),
        ("/round", Answer("dead", f"more than {LINK_REDIRECTS} redirects")),
        ("/to-a-file", Answer("dead", "not a plain web address")),
        ("/to-a-secret", Answer("dead", "not a plain web address")),
        ("/to-no-address", Answer("dead", "redirects to no address")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_an_answer_comes_to(server: tuple[str, list[str]], path: str, answer: Answer) -> None:
    base, _ = server
    moved = base + answer.moved_to if answer.moved_to else ""
    assert ask(base + path, anywhere) == Answer(answer.outcome, answer.told, moved)


@pytest.mark.parametrize(("path", "times"), [("/broken", 2), ("/gone", 1), ("/here", 1)])
def test_only_who_may_answer_later_is_asked_again(path: str, times: int) -> None:
    with answering(ANSWERS) as (base, asked):
        ask(base + path, anywhere)
    assert asked == [path] * times


def test_redirects_are_few() -> None:
    with answering(ANSWERS) as (base, asked):
        ask(f"{base}/round", anywhere)
    assert len(asked) == LINK_REDIRECTS + 1


def test_an_address_is_asked_once_however_often_it_is_cited() -> None:
    with answering(ANSWERS) as (base, asked):
        answers = ask_all([f"{base}/here", f"{base}/gone", f"{base}/here"], anywhere)
    assert [(url.removeprefix(base), a.outcome) for url, a in answers.items()] == [
        ("/here", "works"),
        ("/gone", "dead"),
    ]
    assert sorted(asked) == ["/gone", "/here"]


def test_a_server_that_is_not_there_is_silent() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody else can answer
        port = taken.getsockname()[1]
        answer = ask(f"http://127.0.0.1:{port}/", anywhere)
    assert answer == Answer("silent", "the connection failed")


def test_a_server_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.links.asking.LINK_TIMEOUT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        answer = ask(f"http://127.0.0.1:{mute.getsockname()[1]}/", anywhere)
    assert answer.outcome == "silent"
    assert answer.told.startswith("no answer within")


def test_without_a_certificate_nothing_is_believed() -> None:
    with answering(ANSWERS) as (base, _):
        answer = ask(base.replace("http:", "https:") + "/here", anywhere)
    assert answer == Answer("silent", "no sound certificate")


def test_a_name_that_no_one_has_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert ask("https://echo.example/") == Answer("dead", "there is no such site")


class TestWhatIsNeverAsked:
    """Addresses that the machine can reach and that readers cannot."""

    def test_this_machine(self) -> None:
        with answering(ANSWERS) as (base, asked):
            assert ask(f"{base}/here") == Answer("dead", "leads to an address that is not public")
        assert asked == []

    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",  # noqa: S104  # nothing is bound to it
            "10.0.0.1",
            "100.64.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.168.1.1",
            "192.0.2.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "2001:db8::1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "2002:7f00:1::",
        ],
    )
    def test_no_public_address(self, address: str) -> None:
        assert not is_public(ipaddress.ip_address(address))

    @pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111"])
    def test_a_public_address(self, address: str) -> None:
        assert is_public(ipaddress.ip_address(address))

    @pytest.mark.parametrize(
        "url",
        [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0177.0.0.1/",
            "http://127.1/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://localhost/",
            "file:///etc/passwd",
            "ftp://ftp.example/",
            "gopher://127.0.0.1/",
            "javascript:alert(1)",
            "mailto:ada@example.org",
            "//127.0.0.1/",
            "http://",
            "http://user@1.1.1.1/",
            "http://1.1.1.1:99999/",
            "http://[1.1.1.1/",
            "http://" + "a" * 70 + ".example/",
        ],
    )
    def test_in_any_spelling(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def connected(*_: object, **__: object) -> None:
            pytest.fail("a connection was made")

        monkeypatch.setattr(socket, "create_connection", connected)
        assert ask(url).outcome == "dead"

    def test_a_site_with_one_address_that_is_not_public(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))
            for address in ("1.1.1.1", "10.0.0.1")
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        assert ask("http://two.example/").told == "leads to an address that is not public"

    def test_a_redirect_to_one(self) -> None:
        def this_server_only(address: object) -> bool:
            return str(address) == "127.0.0.1"

        with answering({"/": (302, "http://127.0.0.2/")}) as (base, _):
            answer = ask(f"{base}/", this_server_only)
        assert answer == Answer("dead", "leads to an address that is not public")

    def test_the_address_that_was_looked_at_is_the_one_connected_to(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with answering(ANSWERS) as (base, asked):
            port = int(base.rpartition(":")[2])
            lookups = iter([[(2, 1, 6, "", ("127.0.0.1", port))]])
            monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: next(lookups))
            targets = []

            def connect(target: tuple[str, int], limit: float) -> socket.socket:
                targets.append(target)
                made = socket.socket()
                made.settimeout(limit)
                made.connect(target)
                return made

            monkeypatch.setattr(socket, "create_connection", connect)
            assert ask(f"http://one.example:{port}/here", anywhere).outcome == "works"
        assert targets == [("127.0.0.1", port)]
        assert asked == ["/here"]
