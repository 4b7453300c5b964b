"""Where only entries were changed, what may have come to be another is known at once."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.pages.invented import SITE
from tests.write.edits import Editor
from timeline.check import Coverage, check_content
from timeline.model.brief import BriefActor, BriefEvent, BriefPlace, BriefSource
from timeline.model.timeline import Timeline
from timeline.pages import Read, Rendering, load_catalogue
from timeline.pages.makers import MAKERS
from timeline.pages.marks import NAMED, TOLD
from timeline.pages.outline import Outline, outline_of, outline_of_plan
from timeline.pages.parts import Edit
from timeline.pages.plan import Plan
from timeline.pages.reads import COUNT, IDS, ONE, WHOLE, read_of, text_of
from timeline.write import holdings
from timeline.write.comparing import suspects
from timeline.write.holdings import Edited, Holdings

ROUNDS = 80
"""Of one to three edits each, one after another."""


class Made(Rendering):
    """A rendering that tells from what it is made."""

    def __init__(self, timeline: Timeline, coverage: list[Coverage]) -> None:
        super().__init__(timeline, coverage, SITE, load_catalogue("en"))
        self.timeline = timeline
        self.coverage = coverage

    @property
    def outline(self) -> Outline:
        """An outline of its timeline."""
        plan = Plan(self.timeline, self.coverage, SITE, load_catalogue("en"))
        return Outline(dict([*outline_of(self.timeline), *outline_of_plan(plan)]).__getitem__)


class Seen(NamedTuple):
    """A state of a content: its rendering, all that its files look up, and what is known of that."""

    rendering: Made
    reads: list[Read]
    known: Holdings

    def edited(self, now: Made) -> Edited | None:
        """Return what was changed, see ``Memory.edited``."""
        edited, outline = self.known.edited(now.digests), self.rendering.outline
        return edited.but_for(outline.owners_of(edited.gone)) if edited else None

    def changed(self, now: Made) -> set[int]:
        """Return the numbers of the look-ups that find something else now."""
        was, found = self.rendering.digests.of_read, now.digests.of_read
        return {n for n, read in enumerate(self.reads) if was(read) != found(read)}


def rendered(content: Path) -> Made | None:
    result = check_content(content, "content")
    if result.timeline is None:
        return None
    return Made(result.timeline, result.coverage)


def seen(rendering: Made) -> Seen:
    reads = list({read: None for path in rendering.outputs for read in rendering.make(path)[1]})
    known = Holdings()
    known.learn(rendering.digests, enumerate(reads))
    return Seen(rendering, reads, known)


def amended(state: Seen, now: Made) -> Seen:
    """Return what is known of a content, as it is now, by amending what was known of it before."""
    changed = state.changed(now)
    reads = list(dict.fromkeys([*state.reads, *seen(now).reads]))
    new = range(len(state.reads), len(reads))
    state.known.amend(now.digests, [(number, reads[number]) for number in (*changed, *new)])
    return Seen(now, reads, state.known)


def assert_knows_enough(state: Seen) -> None:
    """Fail unless all is known that would be learnt anew; more entries may count as held."""
    anew = Holdings()
    anew.learn(state.rendering.digests, enumerate(state.reads))
    known, learnt = state.known.as_data(), anew.as_data()
    assert {**known, "held": {}} == {**learnt, "held": {}}
    for key, found in learnt["held"].items():
        for held, wanted in zip(known["held"][key], found, strict=True):
            numbers = held.split(",")
            assert len(set(numbers)) == len(numbers), key
            assert set(numbers) >= set(wanted.split(",")) - {""}, key


def looked_up_again(state: Seen, edited: Edited) -> set[int]:
    """Return the numbers of the look-ups of which it is said that they may find something else."""
    return set(suspects(list(map(text_of, state.reads)), edited))


def listed(now: Made, before: Mapping[str, str], edited: Edited) -> Mapping[str, str]:
    """Return path -> signature of all files, listed again as far as there may be others."""
    again = Made(now.timeline, now.coverage)
    affected = edited.affected or frozenset()
    again.recall(before, Edit(affected, edited.owners, edited.come, edited.gone))
    return again.signatures


@pytest.mark.parametrize(("many", "short"), [(3, True), (2_000, False)])
def test_whatever_is_found_to_be_another_was_held_or_said_to_be_affected(
    many: int,
    short: bool,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if short:
        request.getfixturevalue("short_pages")
    monkeypatch.setattr(holdings, "VERY_MANY", many)
    # The standard generator is meant: the same edits on every machine.
    chance = random.Random(many)  # noqa: S311
    editor, told, more, moved = Editor(tmp_path / "content", chance), 0, 0, 0
    first = rendered(editor.folder)
    assert first is not None
    state = seen(first)
    for _ in range(ROUNDS):
        editor.keep(tmp_path / "aside")
        edits = (editor.retell, editor.move, editor.add, editor.remove, editor.change, editor.edit)
        edit = chance.choices((*edits, editor.regroup), (8, 3, 1, 1, 1, 1, 1))[0]
        what = [edit() for _ in range(chance.choice((1, 1, 2)))]
        now = rendered(editor.folder)
        if now is None:
            editor.restore(tmp_path / "aside")
            continue
        edited = state.edited(now)
        affected = edited.affected if edited else None
        if edited is None or affected is None:
            state = amended(state, now)
            assert_knows_enough(state)
            continue
        told += edited.retold
        more += not edited.retold
        moved += bool(edited.owners)
        unseen = state.changed(now) - looked_up_again(state, edited)
        assert not unseen, (what, [state.reads[number] for number in unseen])
        assert listed(now, state.rendering.signatures, edited) == now.signatures, what
        if edited.alone:
            state.known.amend(now.digests, [])
            state = Seen(now, state.reads, state.known)
        else:
            state = amended(state, now)
        assert_knows_enough(state)
    assert told > ROUNDS / 8
    assert more > ROUNDS / 8
    assert moved > ROUNDS / 16


def test_what_is_known_comes_back_from_plain_data(tmp_path: Path) -> None:
    rendering = rendered(Editor(tmp_path / "content", random.Random(1)).folder)  # noqa: S311
    assert rendering is not None
    known, again = seen(rendering).known, Holdings()
    again.recall(known.as_data())
    assert again.as_data() == known.as_data()
    assert again.edited(rendering.digests) == Edited(set(), [], set(), set(), {}, [], [], set())


def test_an_entry_in_brief_has_no_text_but_its_name() -> None:
    briefs = (BriefEvent, BriefActor, BriefPlace, BriefSource)
    for (kind, told), brief in zip(TOLD.items(), briefs, strict=True):
        assert set(brief.__annotations__) & set(told) <= {NAMED}, kind
        assert set(told) <= set(kind.model_fields), kind


def test_every_file_is_made_by_one_that_its_signature_names(tmp_path: Path) -> None:
    rendering = rendered(Editor(tmp_path / "content", random.Random(1)).folder)  # noqa: S311
    assert rendering is not None
    for path, output in rendering.outputs.items():
        name, _, key = output.signature.partition(" ")
        assert (MAKERS[name], key) == (output.make, output.key), path


@pytest.mark.parametrize(
    "read",
    [
        Read("events", ONE, "new-dam"),
        Read("events", ONE, " = a"),
        Read("checked", ONE, ("new-dam", 2, "a b")),
        Read("events", IDS, None),
        Read("events", WHOLE, None),
        Read("events", COUNT, None),
        Read("extent", ONE, None),
    ],
)
def test_a_look_up_is_known_again_from_its_text(read: Read) -> None:
    assert read_of(text_of(read)) == read
