# Works with the make that macOS ships (GNU make 3.81) and any POSIX shell. All paths are
# relative, since make cannot handle a name with a space in it.

.NOTPARALLEL:
.PHONY: help site serve offline check clean clean-all venv deps deps-mkdocs deps-zensical

# Only what is named here is tried when it is set: make site PYTHON=/opt/python/bin/python3
PYTHON ?= python3.14 python3.13 python3.12 python3.11 python3 python
PY = .venv/bin/python
PIP_INSTALL = -m pip --quiet --quiet --no-input --disable-pip-version-check install

# What renders the pages of `site` and `offline`: mkdocs, or zensical, which is installed for it.
ENGINE = mkdocs

# Names in any script have to print under any locale. Files do not depend on this: the tests
# refuse an open() that names no encoding.
export PYTHONUTF8 = 1
# Material's notice about MkDocs 2, which the locked requirements keep out anyway.
export NO_MKDOCS_2_WARNING = 1

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: deps-$(ENGINE) ## Build the site into site/ (ENGINE=zensical for the other engine)
	@$(PY) build_timeline.py build --engine $(ENGINE)
	@echo
	@echo "The site is in $$(pwd)/site"
	@echo "To look at it, open site/index.html in a browser, or run"
	@echo "    .venv/bin/python -m http.server --directory site 8000"
	@echo "and go to http://localhost:8000/"

serve: deps ## Serve the site at http://localhost:8000/ and follow every change (SERVE_ARGS)
	@$(PY) build_timeline.py serve $(SERVE_ARGS)

offline: deps-$(ENGINE) ## Pack a copy of the site that works without a web server, into dist/
	@$(PY) build_timeline.py offline --engine $(ENGINE)

check: deps ## Check the content without building the site
	@$(PY) build_timeline.py check

clean: ## Remove the built site, the generated pages and the caches
	@rm -rf site dist .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find docs -mindepth 1 -maxdepth 1 ! -name .gitkeep ! -name CNAME -exec rm -rf {} +
	@find . -name '.?*' -prune -o -type d -name __pycache__ -prune -exec rm -rf {} +

clean-all: clean ## Remove the virtual environments too
	@rm -rf .venv .venv-lock .venv-lowest

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
# checkout changes. A lock holds all that a smaller one holds: $(2) names those.
INSTALL = rm -f .venv/requirements*.txt; $(PY) $(PIP_INSTALL) --require-hashes -r $(1) && \
	cp $(1) $(2) .venv/

deps deps-mkdocs: venv
	@cmp -s requirements.txt .venv/requirements.txt || { \
	  echo "Installing what the build needs, about half a minute"; \
	  $(call INSTALL,requirements.txt); \
	}

deps-zensical: venv
	@cmp -s requirements-zensical.txt .venv/requirements-zensical.txt || { \
	  echo "Installing what the build with Zensical needs, about half a minute"; \
	  $(call INSTALL,requirements-zensical.txt,requirements.txt); \
	}

# What the generator is developed with. A timeline that was started from it has no such file.
-include development.mk
