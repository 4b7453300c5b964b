"""``init``: into which folders, with which words, and what is left after a failure."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.site.build import PROJECT
from timeline.cli import main
from timeline.starter import Wishes
from timeline.starter.plan import configured
from timeline.write import starting

CONFIG = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return starting.new_files(Wishes("A name", "A sentence.", "en"))


def listing(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() if p.is_file() else b""
        for p in folder.rglob("*")
    }


class TestTheFolder:
    """It may be new, empty, or hold what a fresh repository holds."""

    @pytest.mark.parametrize("name", ["new", "new/and/deep", "with space ÿ", "empty"])
    def test_it_may_be_new_or_empty(
        self, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "empty").mkdir()
        assert main(["init", str(tmp_path / name)]) == 0
        made = listing(tmp_path / name)
        assert {"mkdocs.yml", "README.md", "content/vocabulary.yaml", "Makefile"} <= set(made)
        assert not any(starting._STAGE in path for path in made)
        assert "make site" in capsys.readouterr().out

    def test_what_a_fresh_repository_holds_is_kept(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        own = {"README.md": "Mine", "LICENSE": "Mine too", ".gitignore": "/site/\n"}
        for name, text in own.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / ".git").mkdir()
        (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
        assert main(["init", str(tmp_path)]) == 0
        for name, text in own.items():
            assert (tmp_path / name).read_text(encoding="utf-8") == text
        assert len(list((tmp_path / ".git").iterdir())) == 1
        assert (tmp_path / "TIMELINE.md").read_text(encoding="utf-8").startswith("# A new timeline")
        told = capsys.readouterr().out
        for name in own:
            assert f"{name} was there and is kept" in told
        assert "add to its .gitignore: /.venv/" in told
        assert "/site/" not in told
        assert "in its TIMELINE.md" in told

    @pytest.mark.parametrize(
        "name", ["notes.txt", "content/a.yaml", ".github/workflows/x.yml", "mkdocs.yml"]
    )
    def test_one_with_work_in_it_is_left_alone(
        self, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("mine", encoding="utf-8")
        before = listing(tmp_path)
        assert main(["init", str(tmp_path)]) == 2
        told = capsys.readouterr().err
        assert f"it holds {Path(name).parts[0]}; name a folder that is new" in told
        assert listing(tmp_path) == before

    def test_a_file_is_no_folder(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "file").write_text("mine", encoding="utf-8")
        assert main(["init", str(tmp_path / "file")]) == 2
        assert "is not a folder; name another one" in capsys.readouterr().err

    def test_what_a_killed_run_left_goes(self, tmp_path: Path) -> None:
        (tmp_path / f"{starting._STAGE}old").mkdir()
        (tmp_path / f"{starting._STAGE}old" / "half").write_text("x", encoding="utf-8")
        assert main(["init", str(tmp_path)]) == 0
        assert not list(tmp_path.glob(f"{starting._STAGE}*"))


class TestAFailure:
    """After it, the folder is as it was."""

    @pytest.mark.parametrize("name", ["new/deep", "fresh"])
    @pytest.mark.parametrize(
        ("method", "after"),
        [("write_bytes", 0), ("write_bytes", 100), ("rename", 0), ("rename", 7)],
    )
    @pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
    def test_it_leaves_nothing_behind(
        self,
        name: str,
        method: str,
        after: int,
        fault: BaseException,
        tmp_path: Path,
        files: Mapping[str, bytes],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        (tmp_path / "fresh").mkdir()
        (tmp_path / "fresh" / "README.md").write_text("Mine", encoding="utf-8")
        before = listing(tmp_path)
        monkeypatch.setattr(Path, method, failing(getattr(Path, method), after, fault))
        with pytest.raises(type(fault)):
            starting.start(tmp_path / name, files)
        monkeypatch.undo()
        assert listing(tmp_path) == before

    def test_what_appears_meanwhile_is_not_overwritten(
        self, tmp_path: Path, files: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write = Path.write_bytes

        def write_and_intrude(path: Path, data: bytes) -> int:
            (tmp_path / "mkdocs.yml").write_text("Somebody's", encoding="utf-8")
            return write(path, data)

        monkeypatch.setattr(Path, "write_bytes", write_and_intrude)
        with pytest.raises(FileExistsError):
            starting.start(tmp_path, {"mkdocs.yml": b"ours", "a": b"ours"})
        assert listing(tmp_path) == {"mkdocs.yml": b"Somebody's"}

    def test_it_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        full = OSError(errno.ENOSPC, "No space left on device")
        monkeypatch.setattr(Path, "write_bytes", failing(Path.write_bytes, 3, full))
        assert main(["init", str(tmp_path / "new")]) == 2
        told = capsys.readouterr().err
        assert "No space left on device; nothing was left behind" in told
        assert "Traceback" not in told


def failing(real: Callable[..., object], after: int, fault: BaseException) -> Callable[..., object]:
    """Return a method that works some times and then fails."""
    calls = 0

    def method(path: Path, *args: object) -> object:
        nonlocal calls
        calls += 1
        if calls > after:
            raise fault
        return real(path, *args)

    return method


class TestItsWords:
    """Name, language and addresses, as they come out."""

    @given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1))
    def test_any_name_is_read_back_as_it_was(self, name: str) -> None:
        text = configured(CONFIG, Wishes(name, "x: y # z", "fr", "https://a.example/", ""))
        read = yaml.safe_load(text)
        own = yaml.safe_load(CONFIG)
        assert read.pop("site_name") == name
        assert read.pop("site_description") == "x: y # z"
        assert read.pop("site_url") == "https://a.example/"
        assert read["theme"].pop("language") == "fr"
        assert "repo_url" not in read
        for key in ("site_name", "site_description"):
            own.pop(key)
        own["theme"].pop("language")
        assert read == own

    def test_a_name_is_text_in_pages_too(self, tmp_path: Path) -> None:
        assert main(["init", str(tmp_path / "new"), "--name", "*A* <b>#1</b>"]) == 0
        page = (tmp_path / "new/content/pages/index.md").read_text(encoding="utf-8")
        assert page.startswith("# \\*A\\* &lt;b&gt;&#35;1&lt;/b&gt;\n")

    def test_the_form_offers_the_kinds_of_event(self, files: Mapping[str, bytes]) -> None:
        form = yaml.safe_load(files[".github/ISSUE_TEMPLATE/new-event.yml"])
        words = yaml.safe_load(files["content/vocabulary.yaml"])["event_types"]
        (field,) = (part for part in form["body"] if part.get("id") == "type")
        offered = [f"{name} ({word['label']})" for name, word in words.items()]
        assert field["attributes"]["options"] == offered

    @pytest.mark.parametrize(
        ("option", "value", "told"),
        [
            ("--site-url", "example.org", "is no address; write it whole, as https://"),
            ("--site-url", "javascript:alert(1)", "is no address"),
            ("--site-url", "https://", "is no address"),
            ("--repo-url", "https://[", "is no address"),
            ("--language", "tlh", "no interface language 'tlh'; there are: en, fr"),
            ("--name", "two\nlines", "--name"),
        ],
    )
    def test_what_cannot_be_is_told_and_makes_nothing(
        self,
        option: str,
        value: str,
        told: str,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        assert main(["init", str(tmp_path / "new"), option, value]) == 2
        assert told in capsys.readouterr().err
        assert not (tmp_path / "new").exists()


def test_one_copy_of_each_file(files: Mapping[str, bytes]) -> None:
    """What is not the timeline's own is, to the byte, what the generator itself is run with."""
    own = re.compile(r"content/|schemas/|\.sources/|README\.md|mkdocs\.yml|\.github/[Ip]")
    for path, data in files.items():
        if not own.match(path):
            assert (PROJECT / path).read_bytes() == data, path


def test_the_generator_carries_its_licence() -> None:
    licence = (PROJECT / "LICENSE").read_text(encoding="utf-8")
    assert (PROJECT / "timeline" / "LICENSE").read_text(encoding="utf-8") in licence
