"""Write the golden pages anew: ``.venv/bin/python -m tests.pages.regenerate``."""

from __future__ import annotations

from tests.pages.golden import FOLDER, PAGES, golden_path, golden_text
from tests.pages.invented import checked, rendered


def main() -> None:
    """Replace every golden page by what is rendered now, and remove those no longer kept."""
    files = rendered(checked())
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.md"):
        old.unlink()
    for page in PAGES:
        golden_path(page).write_text(golden_text(files, page), encoding="utf-8")
    print(f"{len(PAGES)} pages written to {FOLDER}; see 'git diff {FOLDER}'")


if __name__ == "__main__":
    main()
