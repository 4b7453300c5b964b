"""Run every benchmark: ``python -m bench [EVENTS]``."""

from __future__ import annotations

import sys

from bench import loading

if __name__ == "__main__":
    loading.main(int(sys.argv[1]) if len(sys.argv) > 1 else loading.EVENTS)
