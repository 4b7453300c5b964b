"""``fmt`` and ``rename`` on the command line: what they print, their exit codes, what they leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import check, edited, lines, make_content
from timeline.cli import main
from timeline.edit import house_form
from timeline.load.files import read_files
from timeline.settings import LOCK_FILE
from timeline.write.journal import JOURNAL, change_files

Printed = pytest.CaptureFixture[str]
ADA = "actors/ada-fenn.yaml"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The minimal content, in house form, beside which commands run."""
    monkeypatch.chdir(tmp_path)
    root = make_content(tmp_path / "content")
    for file in read_files(root, "content")[0]:
        if file.has_house_form and file.data:
            (root / file.place).write_text(
                house_form(file.kind, file.shown, file.data), encoding="utf-8"
            )
    return root


def held(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


class TestFmt:
    def test_house_form_is_left_alone(self, content: Path, capsys: Printed) -> None:
        before = {path: path.stat().st_mtime_ns for path in content.rglob("*")}
        for options in ([], ["--check"]):
            assert main(["fmt", *options]) == 0
        assert capsys.readouterr().out == (
            "0 files rewritten, 9 left as they are\n0 files not in house form, 9 left as they are\n"
        )
        assert {path: path.stat().st_mtime_ns for path in content.rglob("*")} == before

    def test_a_file_is_rewritten(self, content: Path, capsys: Printed) -> None:
        good = (content / ADA).read_text(encoding="utf-8")
        other = "# Ada.\nsummary: Kept the mill.\nkind: person\nname: 'Ada Fenn'\n"
        (content / ADA).write_text(other, encoding="utf-8")
        assert main(["fmt", "--check"]) == 1
        assert (content / ADA).read_text(encoding="utf-8") == other
        assert capsys.readouterr().out == (
            f"content/{ADA}: not in house form\n1 file not in house form, 8 left as they are\n"
        )
        assert main(["fmt"]) == 0
        assert capsys.readouterr().out == (
            f"content/{ADA}: rewritten\n1 file rewritten, 8 left as they are\n"
        )
        assert (content / ADA).read_text(encoding="utf-8") == good.replace(
            "summary:", "# Ada.\nsummary:"
        )

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("name: @\n", "actors/ada-fenn.yaml:1:7: error[yaml-syntax]"),
            ("name: a\nname: b\n", "actors/ada-fenn.yaml:2:1: error[duplicate-key]"),
            ("words\n", "actors/ada-fenn.yaml: cannot be rewritten: it holds neither a group"),
        ],
    )
    @pytest.mark.parametrize("options", [[], ["--check"]])
    def test_what_cannot_be_read_is_not_touched(
        self, content: Path, capsys: Printed, text: str, said: str, options: list[str]
    ) -> None:
        (content / ADA).write_text(text, encoding="utf-8")
        before = held(content)
        assert main(["fmt", *options]) == 1
        assert f"content/{said}" in capsys.readouterr().out
        assert held(content) == before

    def test_one_bad_file_does_not_keep_the_others(self, content: Path, capsys: Printed) -> None:
        (content / ADA).write_text("name: [\n", encoding="utf-8")
        (content / "places/lindow.yaml").write_text("class: town\nname: Lindow\n", encoding="utf-8")
        assert main(["fmt"]) == 1
        assert (content / "places/lindow.yaml").read_text(
            encoding="utf-8"
        ) == "name: Lindow\nclass: town\n"
        assert capsys.readouterr().err == (
            "What has errors was not touched: mend it and try again.\n"
        )

    def test_content_errors_are_no_matter(self, content: Path) -> None:
        (content / ADA).write_text("kind: nobody\nname: Ada\nage: 40\n", encoding="utf-8")
        assert main(["fmt"]) == 0
        assert (content / ADA).read_text(encoding="utf-8") == 'name: Ada\nkind: nobody\nage: "40"\n'

    def test_a_missing_folder(self, content: Path, capsys: Printed) -> None:
        assert main(["fmt", "--content", "nowhere"]) == 2
        assert "no folder 'nowhere'" in capsys.readouterr().err

    def test_a_file_that_cannot_be_written(
        self, content: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(path: Path, data: bytes) -> None:
            raise OSError(28, "No space left on device")

        (content / ADA).write_text("kind: person\nname: Ada\n", encoding="utf-8")
        before = held(content)
        monkeypatch.setattr("timeline.write.journal.replace_file", full)
        assert main(["fmt"]) == 2
        assert "No space left on device; it was left as it was" in capsys.readouterr().err
        assert held(content) == before


class TestRename:
    def test_an_actor(self, content: Path, capsys: Printed) -> None:
        assert main(["rename", "actor", "ada-fenn", "ada"]) == 0
        assert capsys.readouterr().out == (
            "content/actors/ada-fenn.yaml: removed\n"
            "content/actors/ada.yaml: written\n"
            "content/events/1997/bridge-collapses.yaml: written\n"
            "The actor 'ada-fenn' is now 'ada'; its old address leads to the new one.\n"
        )
        assert lines(check(content).diagnostics) == []
        assert main(["fmt", "--check"]) == 0

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["actor", "ada-fen", "ada"], "no actor 'ada-fen'; did you mean 'ada-fenn'?"),
            (["actor", "ada-fenn", "lindow-echo"], "taken by another actor"),
            (["actor", "ada-fenn", "Ada"], "'Ada' is not an id"),
            (["person", "ada-fenn", "ada"], "'person' is not one of"),
            (["actor", "ada-fenn"], "Missing argument 'NEW'"),
            (["actor", "\x1b[1m", "x"], "no actor '\\u001b[1m'"),
        ],
    )
    def test_what_is_refused_changes_nothing(
        self, content: Path, capsys: Printed, arguments: list[str], said: str
    ) -> None:
        before = held(content)
        assert main(["rename", *arguments]) == 2
        assert said in capsys.readouterr().err
        assert held(content) == before

    def test_errors_come_first(self, content: Path, capsys: Printed) -> None:
        (content / ADA).write_text("name: Ada\n", encoding="utf-8")
        before = held(content)
        assert main(["rename", "place", "lindow", "town"]) == 1
        printed = capsys.readouterr()
        assert f"content/{ADA}:1:1: error[missing-key]" in printed.out
        assert printed.err == "Nothing was changed: mend the errors and try again.\n"
        assert held(content) == before

    def test_a_result_with_errors_is_not_written(
        self, content: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from timeline import edit  # noqa: PLC0415  # the command takes it from here

        real = edit.rename

        def forgetful(*arguments: object) -> edit.Renaming:
            made = real(*arguments)  # type: ignore[arg-type]  # handed through
            kept = {p: d for p, d in made.changes.items() if not p.startswith("events/")}
            return edit.Renaming(made.kind, made.old, made.new, kept)

        monkeypatch.setattr(edit, "rename", forgetful)
        before = held(content)
        assert main(["rename", "actor", "ada-fenn", "ada"]) == 1
        printed = capsys.readouterr()
        assert "error[unknown-actor] no actor 'ada-fenn'" in printed.out
        assert "Nothing was changed" in printed.err
        assert held(content) == before


class TestInterrupted:
    @pytest.fixture
    def stopped(self, content: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> Path:
        """Content in which renaming an actor was killed after the journal was written."""
        from timeline.write import journal  # noqa: PLC0415  # only to be broken

        def killed(*_: object) -> None:
            raise OSError(5, "Input/output error", "disk")

        with monkeypatch.context() as patch:
            patch.setattr(journal, "_carry_out", killed)
            assert main(["rename", "actor", "ada-fenn", "ada"]) == 2
        assert capsys.readouterr().err == (
            "Error: disk: Input/output error; run the command again to finish\n"
        )
        return content

    def test_no_command_works_on_half_of_it(self, stopped: Path, capsys: Printed) -> None:
        for command in (["check"], ["fmt"], ["build"]):
            assert main(command) == 2
            assert "run 'rename actor ada-fenn ada' to finish it" in capsys.readouterr().err

    def test_the_same_command_finishes_it(self, stopped: Path, capsys: Printed) -> None:
        assert main(["rename", "actor", "ada-fenn", "ada"]) == 0
        assert capsys.readouterr().out == (
            "Finished what was interrupted: rename actor ada-fenn ada\n"
        )
        assert (stopped / "actors/ada.yaml").exists()
        assert lines(check(stopped).diagnostics) == []

    def test_another_one_finishes_it_first(self, stopped: Path) -> None:
        assert main(["rename", "actor", "ada", "fenn"]) == 0
        result = check(stopped)
        assert result.timeline is not None
        assert result.timeline.actors["fenn"].formerly == ("ada-fenn", "ada")

    def test_what_was_edited_meanwhile_is_kept(self, stopped: Path, capsys: Printed) -> None:
        (stopped / ADA).write_text("name: Mine\n", encoding="utf-8")
        assert main(["rename", "actor", "ada-fenn", "ada"]) == 2
        assert f"{ADA} was changed since" in capsys.readouterr().err
        assert (stopped / ADA).read_text(encoding="utf-8") == "name: Mine\n"

    def test_a_damaged_journal_is_named(self, content: Path, capsys: Printed) -> None:
        (content / JOURNAL).write_text("{", encoding="utf-8")
        for command in (["check"], ["rename", "actor", "ada-fenn", "ada"]):
            assert main(command) == 2
            assert "is damaged" in capsys.readouterr().err


def test_a_change_of_one_file_leaves_no_trace(content: Path) -> None:
    change_files(content, "x", {ADA: edited(ADA, "Ada", "Adah")[ADA].encode()})
    assert not list(content.rglob(".*"))


def test_house_form_leaves_the_lock_alone(content: Path) -> None:
    before = (content / LOCK_FILE).read_bytes()
    assert main(["fmt"]) == 0
    assert (content / LOCK_FILE).read_bytes() == before
