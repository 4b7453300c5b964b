"""Build the timeline: check the content, write ``docs/``, run MkDocs.

Run it as a script (``python build_timeline.py --help``). MkDocs loads the same file as a hook, so
that plain ``mkdocs build`` and ``mkdocs serve`` work on fresh pages too.

As a script it needs no more than some Python to start with: one that is too old, or that lacks the
packages, hands over to the one in ``.venv``. So this file keeps to what every Python can read.
"""

import gc
import os
import sys

if __name__ == "__main__":
    PACKAGES = "click dateutil jinja2 markdown material mkdocs pagefind PIL pydantic".split()
    PACKAGES += "pagefind_bin rcssmin rjsmin ruamel watchdog yaml".split()
    FOLDER = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120  # no pathlib in old ones
    VENV = os.path.join(FOLDER, ".venv")  # noqa: PTH118  # as above
    NEEDED = "Python 3.11 or later is needed, and this is " + sys.version.split()[0]
    if sys.version_info >= (3, 11):  # noqa: UP036  # see above
        NEEDED = "the packages that it needs are not installed"
        # It has no plugins, and to look for some takes a while.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        try:
            from importlib.util import find_spec

            # What is imported stays; to look for rubbish in it takes a tenth of the time.
            gc.disable()
            from timeline.cli import main

            gc.enable()

            # Commands import what they need when they run, which is too late to hand over.
            for PACKAGE in PACKAGES:
                if find_spec(PACKAGE) is None:
                    raise ModuleNotFoundError(name=PACKAGE)

        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] == "timeline":
                raise
            NEEDED += " (there is no '" + str(error.name) + "')"
        else:
            OUTCOME = main(sys.argv[1:])
            # Python would walk over everything once more before it ends.
            gc.freeze()
            sys.exit(OUTCOME)
    if os.path.realpath(sys.prefix) != os.path.realpath(VENV):
        for PLACE in ("bin/python", "Scripts/python.exe"):
            PYTHON = os.path.join(VENV, PLACE)  # noqa: PTH118  # as above
            if os.access(PYTHON, os.X_OK):
                # On Windows, execv returns to the prompt at once and leaves the program behind.
                if os.name == "nt":
                    import subprocess

                    sys.exit(subprocess.call([PYTHON] + sys.argv))  # noqa: RUF005  # as above
                os.execv(PYTHON, [PYTHON] + sys.argv)  # noqa: RUF005, S606  # as above
    sys.stderr.write(
        "Error: " + NEEDED + "; run 'make site' first, which installs what is needed\n"
    )
    sys.exit(2)
else:
    # MkDocs has this folder on its path only while it loads the hook, so the import is made here.
    from timeline.write.hook import (
        on_config,
        on_page_content,
        on_page_markdown,
        on_post_build,
        on_post_page,
        on_post_template,
        on_pre_build,
        on_serve,
        on_startup,
    )

    __all__ = [
        "on_config",
        "on_page_content",
        "on_page_markdown",
        "on_post_build",
        "on_post_page",
        "on_post_template",
        "on_pre_build",
        "on_serve",
        "on_startup",
    ]
