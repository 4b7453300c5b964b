"""Build the timeline: check the content, write ``docs/``, run MkDocs.

Run it as a script (``python build_timeline.py --help``). MkDocs loads the same file as a hook, so
that plain ``mkdocs build`` and ``mkdocs serve`` work on fresh pages too.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_pre_build(config: MkDocsConfig) -> None:
    """Write fresh pages before MkDocs reads them; raises ``PluginError`` on content errors."""
    # 'check' has no use for MkDocs, which takes longer to import than all content to check.
    from timeline.write.hook import on_pre_build as write_pages  # noqa: PLC0415  # see above

    write_pages(config)


if __name__ == "__main__":
    from timeline.cli import main

    sys.exit(main(sys.argv[1:]))
