# Works with the make that macOS ships (GNU make 3.81) and any POSIX shell. All paths are
# relative, since make cannot handle a name with a space in it.

.NOTPARALLEL:
.PHONY: help site serve offline check test test-faults lint format bench lock clean clean-all venv deps deps-dev

# Only what is named here is tried when it is set: make site PYTHON=/opt/python/bin/python3
PYTHON ?= python3.14 python3.13 python3.12 python3.11 python3 python
PY = .venv/bin/python
PIP_INSTALL = -m pip --quiet --quiet --no-input --disable-pip-version-check install

# Names in any script have to print under any locale. Files do not depend on this: the tests
# refuse an open() that names no encoding.
export PYTHONUTF8 = 1
# Material's notice about MkDocs 2, which the bounds in pyproject.toml keep out anyway.
export NO_MKDOCS_2_WARNING = 1

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

site: deps ## Build the site into site/
	@$(PY) build_timeline.py build
	@echo
	@echo "The site is in $$(pwd)/site"
	@echo "To look at it, open site/index.html in a browser, or run"
	@echo "    .venv/bin/python -m http.server --directory site 8000"
	@echo "and go to http://localhost:8000/"

serve: deps ## Serve the site at http://localhost:8000/ and follow every change (SERVE_ARGS)
	@$(PY) build_timeline.py serve $(SERVE_ARGS)

offline: deps ## Pack a copy of the site that works without a web server, into dist/
	@$(PY) build_timeline.py offline

check: deps ## Check the content without building the site
	@$(PY) build_timeline.py check

# The encoding warnings become errors for this project's own files; see pyproject.toml.
test: lint ## Run every check and test (PYTEST_ARGS="-k dates" to choose)
	@CHROMIUM=$$($(PY) tools/find_chromium.py --install) && export CHROMIUM && \
	echo "Tests, with $$CHROMIUM for those that need a browser" && \
	PYTHONWARNDEFAULTENCODING=1 $(PY) -m pytest -n 2 $(PYTEST_ARGS)

test-faults: deps-dev ## Kill the build at 200 moments, and all else that can go wrong with it
	@KILLS=200 PYTHONWARNDEFAULTENCODING=1 $(PY) -m pytest tests/faults -s

lint: deps-dev ## Check style, format and types
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

format: deps-dev ## Format the code and mend what can be mended safely
	@$(PY) -m ruff check --quiet --fix-only .
	@$(PY) -m ruff format .

bench: deps-dev ## Run the benchmarks (BENCH_ARGS for options)
	@$(PY) -m bench $(BENCH_ARGS)

# uv is used because it resolves for every Python and system at once, where pip would lock for
# this machine only; `fewest` gives all of them the same versions, so that they build the same
# site. It has an environment of its own, so that no lock depends on what is in .venv.
UV_COMPILE = .venv-lock/bin/python -m uv pip compile --quiet --universal \
	--python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" $(LOCK_ARGS)

lock: venv ## Lock the requirements in pyproject.toml (LOCK_ARGS=--upgrade for newer versions)
	@test -x .venv-lock/bin/uv || $(PY) -m venv .venv-lock
	@.venv-lock/bin/python $(PIP_INSTALL) 'uv>=0.8,<1'
	@$(UV_COMPILE) pyproject.toml -o requirements.txt
	@$(UV_COMPILE) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	@echo "Locked in requirements.txt and requirements-dev.txt"

clean: ## Remove the built site, the generated pages and the caches
	@rm -rf site dist .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find docs -mindepth 1 -maxdepth 1 ! -name .gitkeep -exec rm -rf {} +
	@find . -name '.?*' -prune -o -type d -name __pycache__ -prune -exec rm -rf {} +

clean-all: clean ## Remove the virtual environments too
	@rm -rf .venv .venv-lock

# Each candidate is run, not only looked up: version managers leave commands that do not start,
# and Debian packs venv apart from Python. An environment that no longer works (its Python was
# upgraded or removed) is made anew.
venv:
	@if ! $(PY) -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  found=; bare=; \
	  for python in $(PYTHON); do \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    if "$$python" -c 'import ensurepip, venv' 2>/dev/null; then found=$$python; break; fi; \
	    bare=$${bare:-$$python}; \
	  done; \
	  if test -n "$$found"; then \
	    echo "Creating .venv with $$("$$found" --version)"; \
	    rm -rf .venv; \
	    "$$found" -m venv .venv || { rm -rf .venv; exit 1; }; \
	  elif test -n "$$bare"; then \
	    echo "$$bare has no venv module; on Debian or Ubuntu: apt-get install python3-venv" >&2; \
	    exit 1; \
	  else \
	    echo "Python 3.11 or later is needed; none of these is one: $(PYTHON)" >&2; \
	    echo "Install it, or name it: make PYTHON=/path/to/python3" >&2; \
	    exit 1; \
	  fi; \
	fi

# What is installed is known by a copy of the lock rather than by a time stamp, which every
# checkout changes.
deps: venv
	@cmp -s requirements.txt .venv/requirements.txt || { \
	  echo "Installing what the build needs, about half a minute"; \
	  rm -f .venv/requirements.txt .venv/requirements-dev.txt; \
	  $(PY) $(PIP_INSTALL) --require-hashes -r requirements.txt && \
	  cp requirements.txt .venv/; \
	}

deps-dev: venv
	@cmp -s requirements-dev.txt .venv/requirements-dev.txt || { \
	  echo "Installing what the tests need, about a minute"; \
	  rm -f .venv/requirements.txt .venv/requirements-dev.txt; \
	  $(PY) $(PIP_INSTALL) --require-hashes -r requirements-dev.txt && \
	  cp requirements.txt requirements-dev.txt .venv/; \
	}
