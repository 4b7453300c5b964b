"""Ctrl-C, wherever it meets the program, ends it with a word and no traceback."""

import click
import pytest
from pydantic_core import SchemaError

from timeline import cli
from timeline.cli import main
from timeline.cli.outcome import USAGE


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(click.exceptions.Abort(), id="told by click"),
        pytest.param(
            SchemaError(
                'Field "origin":\n  Error building "literal" validator:\n  KeyboardInterrupt: '
            ),
            id="told by pydantic, while it builds what checks a class",
        ),
    ],
)
def test_a_wish_to_stop_is_followed(
    told: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise told

    monkeypatch.setattr(cli.commands, "main", stop)
    assert main(["check"]) == USAGE
    assert capsys.readouterr().err == "Stopped; nothing was changed.\n"


def test_what_is_wrong_with_a_class_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise SchemaError("a fault of ours")

    monkeypatch.setattr(cli.commands, "main", fail)
    with pytest.raises(SchemaError):
        main(["check"])
