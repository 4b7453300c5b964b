"""Settings that every test shares."""

from __future__ import annotations

from hypothesis import settings

# The same examples in every run: a change that breaks nothing must not fail by chance, and a slow
# machine must not fail for being slow.
settings.register_profile("timeline", derandomize=True, deadline=None)
settings.load_profile("timeline")
