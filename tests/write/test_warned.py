"""What MkDocs warns of, or does not, and what is not there: when the next site may follow all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.write.test_incremental import Snapshot, amend, finished_page, furnish, write
from tests.write.test_successor import as_if_made_anew
from timeline.cli import OK, USAGE, main


class TestWhatIsNotMissed:
    """Where MkDocs does not warn of what is missing, the next site follows, until it is there."""

    @pytest.fixture
    def patient(self, project: Path) -> Path:
        """Return a project that leads to what is not there."""
        write("docs/own/linking.md", "# Linking\n\n[A](later.md)\n\n![B](later.svg)\n")(project)
        furnish(project)
        amend("mkdocs.yml", "  links:\n", "  nav:\n    not_found: info\n  links:\n")(project)
        amend("mkdocs.yml", "  links:\n", "  links:\n    not_found: info\n")(project)
        amend("mkdocs.yml", "  - method.md\n", "  - method.md\n  - own/last.md\n")(project)
        assert main(["build"]) == OK
        return project

    @pytest.mark.parametrize(
        ("place", "run"),
        [
            ("own/later.md", ["MkDocs"]),
            ("own/later.svg", ["MkDocs"]),
            ("own/last.md", ["MkDocs"]),
            ("own/other.md", []),
            ("own/other.svg", []),
        ],
    )
    def test_what_comes_is_seen_by_those_that_lead_to_it(
        self, patient: Path, snapshot: Snapshot, runs: list[str], place: str, run: list[str]
    ) -> None:
        del runs[:]
        write(f"docs/{place}", finished_page("later", "Now."))(patient)
        assert main(["build"]) == OK
        assert runs == run
        as_if_made_anew(patient, snapshot)

    def test_so_it_is_once_one_leads_elsewhere(
        self, patient: Path, snapshot: Snapshot, runs: list[str]
    ) -> None:
        amend("docs/own/linking.md", "(later.md)", "(other.md)")(patient)
        for name, run in (("linking", []), ("later", []), ("other", ["MkDocs"])):
            if name != "linking":
                write(f"docs/own/{name}.md", finished_page(name, "Now."))(patient)
            del runs[:]
            assert main(["build"]) == OK
            assert runs == run
            as_if_made_anew(patient, snapshot)


class TestWarnings:
    """What MkDocs warns of is warned of each time."""

    @pytest.fixture
    def warned(self, project: Path) -> Path:
        """Return a project with a page of Markdown that leads into a finished one."""
        write("docs/own/linking.md", "# Linking\n\n[Somewhere](one.md#here)\n")(project)
        config = project / "mkdocs.yml"
        text = config.read_text(encoding="utf-8")
        config.write_text(f"{text}    anchors: warn\n", encoding="utf-8")
        return furnish(project)

    def test_a_place_that_is_gone_is_missed(
        self, warned: Path, runs: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        amend("docs/own/two.md", "Of ", "Again of ")(warned)
        assert main(["build", "--strict"]) == OK
        assert runs == []
        amend("docs/own/one.md", 'id="here"', 'id="there"')(warned)
        assert main(["build", "--strict"]) == USAGE
        assert "one.md#here" in capsys.readouterr().err

    def test_a_site_with_warnings_is_not_followed(self, warned: Path, runs: list[str]) -> None:
        amend("docs/own/one.md", 'id="here"', 'id="there"')(warned)
        assert main(["build"]) == OK
        del runs[:]
        amend("docs/own/two.md", "Of ", "Again of ")(warned)
        assert main(["build"]) == OK
        assert runs == ["MkDocs"]
        assert main(["build", "--strict"]) == USAGE

    @pytest.mark.parametrize(
        "setting",
        ["extra_templates: [own/list.txt]", "markdown_extensions: [pymdownx.snippets]"],
    )
    def test_what_may_depend_on_more_is_not_followed(
        self, project: Path, runs: list[str], setting: str
    ) -> None:
        write("docs/own/list.txt", "{{ pages }}")(project)
        furnish(project)
        config = project / "mkdocs.yml"
        text = config.read_text(encoding="utf-8")
        if setting.startswith("markdown_extensions"):
            text = text.replace("markdown_extensions: [attr_list, md_in_html, tables]\n", "")
        config.write_text(f"{text}{setting}\n", encoding="utf-8")
        assert main(["build"]) == OK
        del runs[:]
        amend("docs/own/two.md", "Of ", "Again of ")(project)
        assert main(["build"]) == OK
        assert runs == ["MkDocs"]
