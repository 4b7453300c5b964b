"""Codes of the group "Reading the file"."""

from __future__ import annotations

from typing import Final

from timeline.codes.code import Code

GROUP: Final = "Reading the file"

CODES: Final = {
    "yaml-syntax": Code(
        GROUP,
        "The file is not valid YAML.",
        "Nothing in the file can be read until its structure is clear.",
        "Look at the line named and the one above it. Text with a colon followed by a space,"
        " or that starts with [ { * & ! % @ or a backtick, must stand in quotation marks.",
    ),
    "yaml-alias": Code(
        GROUP,
        "The file uses a YAML anchor (&name) or alias (*name).",
        "A few aliases can stand for millions of values, and an anchor swallows the first"
        " word of a text.",
        "Put text that starts with & or * in quotation marks; write repeated values out.",
    ),
    "yaml-tag": Code(
        GROUP,
        "The file uses a YAML tag (!name).",
        "A tag changes what a value is, or swallows the first word of a text.",
        "Put text that starts with ! in quotation marks.",
    ),
    "duplicate-key": Code(
        GROUP,
        "The same field stands twice in one group.",
        "One of the two would be lost without a word.",
        "Keep one; for several values use a list.",
    ),
    "hidden-comment": Code(
        GROUP,
        "Part of a text would be read as a comment, because ' #' starts one.",
        "What follows the # would vanish from the site.",
        "Put the whole text in quotation marks, or the comment on a line of its own.",
    ),
    "not-utf8": Code(
        GROUP,
        "The file is not UTF-8 text.",
        "Letters with accents would come out wrong.",
        "Save it again with the encoding UTF-8.",
    ),
    "control-character": Code(
        GROUP,
        "The text holds an invisible control character.",
        "It cannot be seen in review, and can break pages, feeds and terminals.",
        "Delete it; retype the word if you cannot see it.",
    ),
    "bidi-character": Code(
        GROUP,
        "The text holds a character that overrides the writing direction.",
        "Text can then read differently from what it says.",
        "Delete it. Arabic or Hebrew text needs no such character.",
    ),
    "file-too-large": Code(
        GROUP,
        "The file is far larger than an entry can be.",
        "A huge file can stall every build.",
        "Split it into one file for each entry.",
    ),
    "too-many-files": Code(
        GROUP,
        "The content folder holds more files than are read.",
        "A stray folder of files would stall every build.",
        "Remove what does not belong there, or split the timeline.",
    ),
    "too-deep": Code(
        GROUP,
        "Values are nested deeper than any entry needs.",
        "Very deep nesting crashes YAML parsers.",
        "Compare the indentation with another entry.",
    ),
    "symlink": Code(
        GROUP,
        "A file or the folder is a symbolic link.",
        "A link can publish a file from outside the content folder.",
        "Put the file itself in its place.",
    ),
    "unreadable-file": Code(
        GROUP,
        "The file exists but cannot be read, or files change while they are read.",
        "A file that is passed over is an event that is not published.",
        "Check who may read it; where files change, wait until they are saved, and try again.",
    ),
    "misplaced-file": Code(
        GROUP,
        "The file lies where nothing reads it, or in the folder of another year.",
        "It would silently not be published, or not be found again.",
        "Events live in events/<year>/<id>.yaml, by the year of their earliest day, or several of"
        " one year as a list in one file there; actors, places and sources in their own folders.",
    ),
    "bad-name": Code(
        GROUP,
        "The file cannot have this name.",
        "Another system would take it for another file or for a device, or its page would take the"
        " place of one that the site has.",
        "Use small letters a-z, digits and single hyphens, and a name that nothing else has.",
    ),
    "too-much-content": Code(
        GROUP,
        "The content files are larger, all together, than what is read.",
        "All of them are in memory at once: a build would stall the machine.",
        "Remove what does not belong there, or split the timeline.",
    ),
    "missing-vocabulary": Code(
        GROUP,
        "There is no vocabulary.yaml.",
        "Types, roles and kinds must be closed lists, or they drift apart.",
        "Copy one from another timeline and adapt it.",
    ),
    "page-markup": Code(
        GROUP,
        "A page written by hand holds HTML, or attributes in braces.",
        "Either can run a program in the reader's browser, load something from elsewhere, or break"
        " the page around it, and neither can be told from a harmless one at a glance.",
        "Write it in Markdown. To show HTML as text, put it in backticks or in a code block.",
    ),
}
