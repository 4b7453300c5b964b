"""Build the timeline: check the content, write ``docs/``, run MkDocs.

Run it as a script (``python build_timeline.py --help``). MkDocs loads the same file as a hook, so
that plain ``mkdocs build`` and ``mkdocs serve`` work on fresh pages too.
"""

import sys

if __name__ == "__main__":
    from timeline.cli import main

    sys.exit(main(sys.argv[1:]))
else:
    # MkDocs has this folder on its path only while it loads the hook, so the import is made here.
    from timeline.write.hook import on_post_build, on_pre_build, on_serve

    __all__ = ["on_post_build", "on_pre_build", "on_serve"]
