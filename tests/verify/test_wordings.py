"""Other words that are said to be a source's, and words that should be the curator's own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.verify.article import SOURCE, codes, content, text, verdict
from timeline.dates import parse_edtf
from timeline.verify.own_words import OwnWords
from timeline.verify.run import verify_source
from timeline.verify.wordings import own_texts

CITE = [{"source": SOURCE, "at": "para 3"}]


def account(**fields: Any) -> dict[str, Any]:
    """Return an event with one account."""
    made = {"id": "a", "mode": "stated", "text": "So it is.", "cite": CITE, **fields}
    return {"accounts": [made]}


def figure(as_written: str) -> dict[str, Any]:
    """Return an event with one figure."""
    made = {
        "of": "people",
        "value": "3600",
        "qualifier": "exact",
        "as_written": as_written,
        "scope": "Harl",
    }
    return account(according_to="sand", figures=[made])


@pytest.mark.parametrize(
    ("event", "wrong"),
    [
        ({"dated": {"basis": "stated", "as_written": "on Sunday"}}, []),
        ({"dated": {"basis": "stated", "as_written": "On Sunday"}}, ["wording-not-found"]),
        ({"dated": {"basis": "stated", "as_written": "The ferry … on Sunday"}}, []),
        ({"dated": {"basis": "stated", "as_written": "since 1961"}}, ["wording-elsewhere"]),
        ({"places": [{"place": "x", "precision": "exact", "as_written": "to Orm"}]}, []),
        (
            {"places": [{"place": "x", "precision": "exact", "as_written": "on the quay"}]},
            ["wording-elsewhere"],
        ),
        (figure("3,600 people"), []),
        (figure("3600 people"), ["wording-not-found"]),
        (account(according_to={"as_written": "the mayor"}), ["wording-elsewhere"]),
        (account(according_to={"as_written": "The mayor of Harl"}), []),
    ],
)
def test_a_wording(event: dict[str, Any], wrong: list[str]) -> None:
    assert codes(event) == wrong


def test_an_alias_is_looked_for_where_it_is_cited() -> None:
    cited = [{"source": SOURCE, "at": "para 2"}]
    right = {"name": "Mara Voss", "aliases": [{"name": "Captain Mara Voss", "cite": cited}]}
    wrong = {"name": "Mara Voss", "aliases": [{"name": "Skipper Voss", "cite": cited}]}
    assert [d.code for d in verdict({}, {"voss": right}).diagnostics] == []
    assert [d.code for d in verdict({}, {"voss": wrong}).diagnostics] == ["wording-not-found"]


COPIED = [
    # text, words that count
    ("The ferry to Orm made its last crossing late on Sunday.", []),
    ("The ferry to Orm made its last crossing on a Sunday.", [9]),
    ("The ferry to Orm made its last crossing on Sunday.", [10]),
    ("THE FERRY TO ORM, made its last: crossing on Sunday!", [10]),
    ("We read that the ferry to Orm made its last crossing on Sunday as usual.", [10]),
    ("The town, like all the county, had no money left, and 3,600 people signed.", []),
    ("He called it regrettable; the town like the county had no money left.", [9]),
    ("“The ferry to Orm made its last crossing on Sunday.”", []),
    ('It says "The ferry to Orm made its last crossing on Sunday" there.', []),
    ("The ferry to Orm made “its” last crossing on Sunday.", []),
    ("Somebody said a passenger who had come for the last trip was here.", [10]),
    ("The mayor of Harl, Edvin Sand, called the decision a bad one.", []),
    ("It’s the end of the line said Captain Mara Voss.", []),
    ("It’s the end of the line said Captain Mara Voss who had steered it.", [11]),
]


@pytest.mark.parametrize(("written", "counts"), COPIED)
def test_copied_words(written: str, counts: list[int]) -> None:
    names = ("Edvin Sand", "Captain Mara Voss", "Mara Voss", "Harl")
    assert [run.count for run in OwnWords(text(), names).copied(written)] == counts


def test_a_run_is_shown_where_it_is() -> None:
    written = "We read that the ferry to Orm made its last crossing on Sunday as usual."
    (run,) = OwnWords(text(), ()).copied(written)
    assert written[run.start : run.end] == "the ferry to Orm made its last crossing on Sunday"


COPY = "The ferry to Orm made its last crossing on Sunday."


@pytest.mark.parametrize(
    ("event", "line"),
    [
        ({"summary": COPY}, "summary"),
        ({"unknown": ["Why?", COPY]}, "unknown"),
        ({"title": COPY}, "title"),
        ({"outside": [COPY]}, "outside"),
        ({"dated": {"basis": "stated", "note": COPY}}, "note"),
        ({"corrections": [{"date": "1990-01-01", "kind": "addition", "note": COPY}]}, "note"),
        (account(according_to="voss", text=COPY), "text"),
    ],
)
def test_every_text_is_looked_at(event: dict[str, Any], line: str) -> None:
    made = content(event).origin("event", "ferry").document.text.splitlines()
    (found,) = verdict(event).diagnostics
    assert found.code == "copied-words"
    shown = made[found.line - 1]
    assert line in shown or shown.startswith("-")


def test_the_source_s_own_title_may_be_called_by_its_words() -> None:
    source = content({}).sources[SOURCE]
    assert source.title not in [written for _, written in own_texts(source)]


def test_a_page_by_hand_is_looked_at_and_its_links_do_not_hide_a_copy() -> None:
    made = content({})
    made.pages["method.md"] = (
        "# Method\n\nThe ferry to [Orm](places/orm.md) made its\nlast crossing on Sunday.\n"
    )
    (found,) = verify_source(made, SOURCE, text(), parse_edtf("1990-01-02")).diagnostics
    assert (found.path, found.line, found.column) == ("content/pages/method.md", 3, 1)
