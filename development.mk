# For those who develop the generator: tests, style, benchmarks, locks. The Makefile includes it.

.PHONY: test test-faults lint format bench fuzz lock deps-dev

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

bench: deps-dev ## Measure beside other tools (BENCH_ARGS, see bench/README.md)
	@CHROMIUM=$$($(PY) tools/find_chromium.py --install || true) && export CHROMIUM && \
	$(PY) -m bench $(BENCH_ARGS)

FUZZ_TARGET = dates
FUZZ_SECONDS = 600
fuzz: deps-dev ## Look for inputs that break something (FUZZ_TARGET=dates FUZZ_SECONDS=600)
	@$(PY) $(PIP_INSTALL) --require-hashes -r requirements-fuzz.txt
	@$(PY) -m fuzz $(FUZZ_TARGET) --seconds $(FUZZ_SECONDS)

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
	@$(UV_COMPILE) --group fuzz -o requirements-fuzz.txt
	@echo "Locked in requirements.txt, requirements-dev.txt and requirements-fuzz.txt"

deps-dev: venv
	@cmp -s requirements-dev.txt .venv/requirements-dev.txt || { \
	  echo "Installing what the tests need, about a minute"; \
	  rm -f .venv/requirements.txt .venv/requirements-dev.txt; \
	  $(PY) $(PIP_INSTALL) --require-hashes -r requirements-dev.txt && \
	  cp requirements.txt requirements-dev.txt .venv/; \
	}
