"""How a command ended."""

from __future__ import annotations

OK, CONTENT_ERRORS, USAGE = 0, 1, 2
"""Exit codes: fine, the content has errors, the command or its surroundings are at fault."""
