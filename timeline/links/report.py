"""What is told of the links: lines for a terminal, Markdown for an issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from timeline.links.asking import DEAD, Answer
from timeline.links.found import Found
from timeline.settings import ISSUE_CHARACTERS

Asked = Sequence[tuple[Found, Answer]]

_HEADINGS = {
    "dead": "Dead",
    "silent": "No sound answer, twice; it may be back tomorrow",
    "moved": "Moved for good",
    "refused": "Refused to this program; open it in a browser",
}
_INTRO = """\
These links of sources were asked by the weekly check. For a dead one, add an `archive` to the \
source if there is none, and correct or remove its `url`. This text is written anew with each \
check, and the issue is closed when every link answers; write below it, not in it.
"""


def report(asked: Asked) -> tuple[str, bool]:
    """Return lines for a terminal, one for each link that does not simply work, and the verdict.

    The verdict is whether somebody has to look at a link.
    """
    lines = [
        f"{answer.outcome}: {link.url} ({answer.told}{_to(answer)}; {_file(link)}, {link.field})"
        for link, answer in _worst_first(asked)
        if answer.outcome != "works"
    ]
    wrong = sum(answer.outcome in DEAD for _, answer in asked)
    lines.append(f"{len(asked)} links asked, {wrong} dead or silent")
    return "\n".join(lines) + "\n", wrong > 0


def markdown(asked: Asked) -> str:
    """Return the text of an issue, short enough to be one.

    Addresses stand in code, where nothing in them is a mention, a reference or markup.
    """
    text, left_out = _INTRO, 0
    for outcome, heading in _HEADINGS.items():
        rows = [pair for pair in asked if pair[1].outcome == outcome]
        head = f"\n### {heading}\n\n" if rows else ""
        for link, answer in rows:
            row = f"- `{_plain(link.url)}`: {answer.told}{_plain(_to(answer))}"
            row = f"{head}{row} (`{_file(link)}`, `{link.field}`)\n"
            if len(text) + len(row) > ISSUE_CHARACTERS:
                left_out += 1
            else:
                text, head = text + row, ""
    return text + (f"\nand {left_out} more\n" if left_out else "")


def _worst_first(asked: Asked) -> Iterable[tuple[Found, Answer]]:
    rank = {outcome: place for place, outcome in enumerate(_HEADINGS)}
    return sorted(asked, key=lambda pair: rank.get(pair[1].outcome, len(rank)))


def _to(answer: Answer) -> str:
    return f" to {answer.moved_to}" if answer.moved_to else ""


def _file(link: Found) -> str:
    return f"content/sources/{link.source}.yaml"


def _plain(url: str) -> str:
    """Return an address without what could end a piece of code."""
    return "".join(sign if sign.isprintable() else "?" for sign in url).replace("`", "%60")


def paired(links: Iterable[Found], answers: Mapping[str, Answer]) -> Asked:
    """Return each link with what came of asking its address."""
    return [(link, answers[link.url]) for link in links]
