# For those who develop the generator: tests, style, benchmarks, locks. The Makefile includes it.

.PHONY: test test-faults test-lowest lint format bench fuzz lock uv deps-dev

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
UV = .venv-lock/bin/python -m uv
UV_COMPILE = $(UV) pip compile --quiet --universal \
	--python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" $(LOCK_ARGS)

lock: uv ## Lock the requirements in pyproject.toml (LOCK_ARGS=--upgrade for newer versions)
	@$(UV_COMPILE) pyproject.toml -o requirements.txt
	@$(UV_COMPILE) pyproject.toml --group zensical -c requirements.txt \
		-o requirements-zensical.txt
	@$(UV_COMPILE) pyproject.toml --group dev -c requirements-zensical.txt \
		-o requirements-dev.txt
	@$(UV_COMPILE) --group fuzz -o requirements-fuzz.txt
	@echo "Locked in requirements.txt and its variants -zensical, -dev and -fuzz"

# The lower bounds are those of the oldest Python: their wheels know none that came later.
test-lowest: uv ## Run the tests with the lowest versions that pyproject.toml allows (PYTEST_ARGS)
	@test -x .venv-lowest/bin/python || $(UV) venv --quiet --seed --python 3.11 .venv-lowest
	@$(UV) pip compile --quiet --resolution lowest-direct --python .venv-lowest/bin/python \
		--no-emit-index-url pyproject.toml --group dev -o .venv-lowest/requirements.txt
	@$(UV) pip sync --quiet --python .venv-lowest/bin/python .venv-lowest/requirements.txt
	@CHROMIUM=$$(.venv-lowest/bin/python tools/find_chromium.py --install) && export CHROMIUM && \
	PYTHONWARNDEFAULTENCODING=1 .venv-lowest/bin/python -m pytest -n 2 $(PYTEST_ARGS)

uv: venv
	@test -x .venv-lock/bin/uv || $(PY) -m venv .venv-lock
	@.venv-lock/bin/python $(PIP_INSTALL) 'uv>=0.8,<1'

deps-dev: venv
	@cmp -s requirements-dev.txt .venv/requirements-dev.txt || { \
	  echo "Installing what the tests need, about a minute"; \
	  $(call INSTALL,requirements-dev.txt,requirements-zensical.txt requirements.txt); \
	}
