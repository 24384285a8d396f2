# make run: set up and open the sample.  make test: set up and pass every check.

.DELETE_ON_ERROR:
.PHONY: run test test-word test-windows bundle lock release bench mutants soak screens guides catalogues

BIN := .venv/bin
SET_UP := pyproject.toml .ci/set-up .ci/system-packages
COMPILED := $(patsubst %.po,%.mo,$(wildcard resources/translations/*/LC_MESSAGES/*.po))

run: .venv/.ready-run $(COMPILED)
	@.ci/run-sample

test: .venv/.ready-dev $(COMPILED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2

# Needs LibreOffice (libreoffice-writer-nogui), so it stands outside `make test`.
test-word: .venv/.ready-dev $(COMPILED)
	$(BIN)/python -m tests.word

# What offices receive, in dist/: the Windows zip, its installer, the Linux folder. Installs what it
# needs of Debian. PYTHON_ZIP=… names the official embeddable zip of Python, where it is at hand.
bundle: .venv/.ready-dev $(COMPILED)
	$(BIN)/python -m bundling

# Needs Wine and a virtual screen, which it installs, and what `make bundle` made.
test-windows: .venv/.ready-dev $(COMPILED)
	$(BIN)/python -m tests.windows

lock: .venv/.ready-dev
	$(BIN)/python -m bundling.locking

release: .venv/.ready-dev $(COMPILED)
	$(BIN)/python -m bundling.releasing
	$(MAKE) test bundle test-windows

bench: .venv/.ready-dev $(COMPILED)
	$(BIN)/python -m bench

mutants: .venv/.ready-dev $(COMPILED)
	$(BIN)/python -m tests.mutants

# All of it takes two hours on two cores: PART="kills damage" runs these alone.
PART ?= writers half-year calls disk kills damage workbooks update million

soak: .venv/.ready-dev $(COMPILED)
	$(BIN)/python -m tests.soak $(PART)

screens: .venv/.ready-dev $(COMPILED)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.screens screens

guides: .venv/.ready-dev $(COMPILED)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.guides dist/guides

catalogues: .venv/.ready-dev
	$(BIN)/python -m tests.catalogues

.venv/.ready-run: $(SET_UP)
	@.ci/set-up run
	@touch $@

# The stamps lie in the environment, so they vanish with it; the checks' one holds the program's too
.venv/.ready-dev: $(SET_UP)
	@.ci/set-up dev
	@touch $@ .venv/.ready-run

# Installing compiles all catalogues; this one follows later changes of a translation.
%.mo: %.po | .venv/.ready-run
	@$(BIN)/pybabel -q compile -i $< -o $@
