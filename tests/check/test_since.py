"""What may change in a published event without a word, and what needs a correction."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import MINIMAL, check, former_of, lines, make_content
from tests.locking import attest

BRIDGE = "events/1997/bridge-collapses.yaml"
INQUIRY = "events/1997/inquiry-opens.yaml"
TEXT = (MINIMAL / BRIDGE).read_text(encoding="utf-8")
NOTED = "corrections:\n  - {date: 1997-04-01, kind: correction, note: As it is now.}\n"
OLD = "corrections:\n  - {date: 1997-03-20, kind: correction, note: Once.}\n"
SECOND_FIGURE = """      - of: people in the water
        value: 3
        qualifier: about
        as_written: three or so
        scope: in the river
"""
QUOTE = """quotes:
  - exact: we heard it before we saw it
    lang: en
    speaker: ada-fenn
    cite:
      - {source: echo-1997-03-05, at: para 3}
"""
RESIDENTS = TEXT[TEXT.index("  - id: residents") : TEXT.index("quotes:")]

# What is edited, the old text, the new one, and what is said of it: a piece of the line of the
# published file that the message points at, and a piece of the message.
NEEDS_A_CORRECTION = {
    "a date": ("date: 1997-03-03", "date: 1997-03-03?", "1997-03-03?", "the date 1997-03-03"),
    "a status": ("status: reported", "status: disputed", "disputed", "the status 'reported'"),
    "a number": ("value: 10", "value: 12", "12", "the figure 'at-most 10 people on the bridge'"),
    "a qualifier": ("at-most", "about", "about", "the figure 'at-most 10"),
    "what is counted": (
        "of: people on the bridge",
        "of: carts on the bridge",
        "carts",
        "the figure 'at-most 10 people",
    ),
    "a scope": ("scope: on the bridge when it fell", "scope: all day", "all day", "the figure"),
    "the source's words for a number": ("fewer than ten", "some ten", "some ten", "the figure"),
    "a figure taken out": (
        TEXT[TEXT.index("    figures:") : TEXT.index("  - id: residents")],
        "",
        "id: council",
        "the figure 'at-most 10 people on the bridge'",
    ),
    "a word of a quotation": ("we heard it before", "we felt it before", "we felt", "we heard it"),
    "a quotation's speaker": (
        "speaker: ada-fenn",
        "speaker: lindow-council",
        "lindow-council",
        "of 'ada-fenn'",
    ),
    "whom a quotation was said to": (
        "    speaker: ada-fenn\n",
        "    speaker: ada-fenn\n    told_to: lindow-echo\n",
        "lindow-echo",
        "the quotation",
    ),
    "a quotation taken out": (QUOTE, "", "title: The mill", "the quotation 'we heard it"),
    "an account taken out": (RESIDENTS, "", "accounts:", "the account 'residents'"),
    "who says it": (
        "according_to: lindow-council",
        "according_to: ada-fenn",
        "ada-fenn",
        "the account 'council' of 'lindow-council'",
    ),
    "an unnamed voice": (
        "{as_written: residents}",
        "{as_written: passers-by}",
        "{as_written: passers-by}",
        "the account 'residents' of \"residents\"",
    ),
    "how it is said": ("mode: claimed", "mode: stated", "stated", "as 'claimed'"),
}

FREE = {
    "a title": ("title: The mill bridge collapses", "title: The bridge by the mill falls"),
    "a summary": ("had been told", "had been warned"),
    "the words of an account": ("A market was crossing.", "There was a market on the bridge."),
    "a note on a difference": ("A market is more", "A market has more"),
    "the source's words for a place": ("as_written: by the mill", "as_written: near the mill"),
    "the kind of event": ("type: collapse", "type: inquiry"),
    "where a quotation stands": (
        "    speaker: ada-fenn\n    cite:\n      - {source: echo-1997-03-05, at: para 3}",
        "    speaker: ada-fenn\n    cite:\n      - {source: echo-1997-03-05, at: para 2}",
    ),
    "the id of an account that says the same": ("id: residents", "id: people-there"),
    "a figure added": ("  - id: residents", f"{SECOND_FIGURE}  - id: residents"),
    "a quotation added": (QUOTE, QUOTE + QUOTE.split("\n", 1)[1].replace("we heard", "we saw")),
    "a time of report added": ("status: reported", "status: reported\nreported: 1997-03-05"),
    "a correction added by itself": (QUOTE, QUOTE + NOTED),
}


def compared(
    tmp_path: Path, files: dict[str, str], before: dict[str, str] | None = None
) -> list[str]:
    """Return what is said of ``files`` over the good content, published with ``before`` over it."""
    former = former_of(make_content(tmp_path / "before", before))
    now = make_content(tmp_path / "now", files)
    # What is about quotations is compared with the published state here, not with the lock.
    attest(now)
    found = lines(check(now, former=former).diagnostics)
    # Taking a quotation out may leave its speaker without a part in anything.
    return [line for line in found if "[orphan-actor]" not in line]


@pytest.mark.parametrize("what", NEEDS_A_CORRECTION)
def test_a_change_of_substance_needs_a_correction(tmp_path: Path, what: str) -> None:
    old, new, place, said = NEEDS_A_CORRECTION[what]
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new)
    (line,) = compared(tmp_path, {BRIDGE: text})
    where, _, message = line.partition(": error[uncorrected-change] ")
    path, row, column = where.split(":")
    assert path == BRIDGE
    assert text.splitlines()[int(row) - 1][int(column) - 1 :].startswith(place)
    assert said in message
    assert "published in v1" in message
    assert "add to 'corrections' the date, the kind" in message


@pytest.mark.parametrize("what", NEEDS_A_CORRECTION)
def test_with_a_new_correction_it_is_right(tmp_path: Path, what: str) -> None:
    old, new, *_ = NEEDS_A_CORRECTION[what]
    assert compared(tmp_path, {BRIDGE: TEXT.replace(old, new) + NOTED}) == []


@pytest.mark.parametrize("what", FREE)
def test_words_may_be_improved_and_facts_added(tmp_path: Path, what: str) -> None:
    old, new = FREE[what]
    assert TEXT.count(old) == 1
    assert compared(tmp_path, {BRIDGE: TEXT.replace(old, new)}) == []


CHANGED = TEXT.replace("value: 10", "value: 12")


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("", OLD, ""),
        (OLD, OLD, "uncorrected-change"),
        (OLD, OLD.replace("Once", "Better worded"), "uncorrected-change"),
        (OLD, OLD + NOTED.removeprefix("corrections:\n"), ""),
        (OLD, OLD + OLD.removeprefix("corrections:\n"), ""),
        (OLD, OLD + OLD.removeprefix("corrections:\n").replace("20", "19"), "1997-03-20"),
        (OLD, NOTED, "correction-removed"),
        (OLD, OLD.replace("kind: correction", "kind: addition"), "correction-removed"),
    ],
)
def test_a_correction_counts_if_it_is_new(tmp_path: Path, before: str, now: str, said: str) -> None:
    found = compared(tmp_path, {BRIDGE: CHANGED + now}, {BRIDGE: TEXT + before})
    assert [line for line in found if said in line] == found
    assert bool(found) is bool(said)


def test_the_order_of_figures_and_quotations_is_free(tmp_path: Path) -> None:
    figure = TEXT[TEXT.index("      - of: people") : TEXT.index("  - id: residents")]
    before = TEXT.replace(figure, figure + SECOND_FIGURE)
    assert (
        compared(tmp_path, {BRIDGE: TEXT.replace(figure, SECOND_FIGURE + figure)}, {BRIDGE: before})
        == []
    )


def test_a_changed_figure_is_told_from_one_that_was_added_before_it(tmp_path: Path) -> None:
    figure = TEXT[TEXT.index("      - of: people") : TEXT.index("  - id: residents")]
    text = TEXT.replace(figure, SECOND_FIGURE + figure.replace("value: 10", "value: 12"))
    (line,) = compared(tmp_path, {BRIDGE: text})
    assert text.splitlines()[int(line.split(":")[1]) - 1].strip() == "value: 12"


def test_an_added_event_is_fine(tmp_path: Path) -> None:
    text = (MINIMAL / INQUIRY).read_text(encoding="utf-8")
    assert compared(tmp_path, {"events/1997/inquiry-ends.yaml": text}) == []


class TestAnEventThatIsGone:
    """It needs a tombstone, or another event to lead to."""

    text = (MINIMAL / INQUIRY).read_text(encoding="utf-8")
    reason = "corrections:\n  - {date: 1997-04-01, kind: retraction, note: It never opened.}\n"

    def test_alone_is_an_error(self, tmp_path: Path) -> None:
        (line,) = compared(tmp_path, {INQUIRY: ""})
        assert line.startswith(f"{INQUIRY}:1:1: error[event-removed]")
        assert "status: retracted" in line
        assert "'formerly'" in line

    def test_with_a_tombstone(self, tmp_path: Path) -> None:
        stone = self.text.replace("status: reported", "status: retracted") + self.reason
        assert compared(tmp_path, {INQUIRY: stone}) == []

    def test_with_a_tombstone_that_gives_no_reason(self, tmp_path: Path) -> None:
        stone = self.text.replace("status: reported", "status: retracted")
        found = compared(tmp_path, {INQUIRY: stone + self.reason.replace("retraction", "addition")})
        assert [line.partition("[")[2].partition("]")[0] for line in found] == [
            "retracted-without-reason",
            "uncorrected-change",
        ]

    def test_under_another_name(self, tmp_path: Path) -> None:
        renamed = {"events/1997/inquiry.yaml": self.text + "formerly: [inquiry-opens]\n"}
        assert compared(tmp_path, {INQUIRY: "", **renamed}) == []

    def test_under_another_name_it_is_compared_with_its_former_self(self, tmp_path: Path) -> None:
        text = self.text.replace("1997-03-04", "1997-03-03") + "formerly: [inquiry-opens]\n"
        (line,) = compared(tmp_path, {INQUIRY: "", "events/1997/inquiry.yaml": text})
        assert line.startswith("events/1997/inquiry.yaml:2:7: error[uncorrected-change] the date")

    @pytest.mark.parametrize(("note", "errors"), [("", 1), (NOTED, 0)])
    def test_within_another_event(self, tmp_path: Path, note: str, errors: int) -> None:
        text = TEXT.replace("para 1}", "para 1}\n  - {source: echo-1997-03-05, at: para 4}", 1)
        files = {INQUIRY: "", BRIDGE: f"{text}formerly: [inquiry-opens]\n{note}"}
        found = compared(tmp_path, files)
        assert len(found) == errors
        assert all("an event of its own" in line for line in found)

    def test_a_redirect_once_published_stays(self, tmp_path: Path) -> None:
        published = {INQUIRY: self.text + "formerly: [inquiry]\n"}
        (line,) = compared(tmp_path, {}, published)
        assert "put 'inquiry' back into 'formerly'" in line
        (line,) = compared(
            tmp_path / "x", {INQUIRY: self.text + "formerly: [hearing]\n"}, published
        )
        assert line.startswith(f"{INQUIRY}:9:1: error[event-removed]")

    def test_is_not_gone_if_its_file_has_an_error(self, tmp_path: Path) -> None:
        (line,) = compared(tmp_path, {INQUIRY: self.text.replace("reported", "rumoured")})
        assert "unknown-status" in line


def test_a_published_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = (MINIMAL / INQUIRY).read_text(encoding="utf-8").replace("status:", "state:")
    (line,) = compared(tmp_path, {}, {INQUIRY: broken})
    assert line.startswith(f"{INQUIRY}:1:1: warning[not-compared]")


def test_and_so_it_is_if_it_is_gone(tmp_path: Path) -> None:
    (line,) = compared(tmp_path, {INQUIRY: ""}, {INQUIRY: "title: Once\n"})
    assert line.startswith(f"{INQUIRY}:1:1: error[event-removed]")
