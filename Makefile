# Everything runs in virtual environments of its own, under this folder; nothing outside it is changed.
#   make demo    install Dateline, code examples/ and print the chronology
#   make test    install it for development, and run every check
#   make docs    write the generated pages of docs/ anew
#   make gate    measure on the data beside the repository and hold the floors (evals/floors.toml)

PYTHON ?= python3
VENV ?= .venv
DEMO_VENV ?= .venv-demo
DEMO_OUT ?= demo-out
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test docs gate packaging clean

demo: $(DEMO_VENV)/.installed
	@mkdir -p $(DEMO_OUT)
	@rm -f $(DEMO_OUT)/demo.db
	$(DEMO_VENV)/bin/dateline code examples/reports --db $(DEMO_OUT)/demo.db --quiet
	$(DEMO_VENV)/bin/dateline export --db $(DEMO_OUT)/demo.db --format html --out $(DEMO_OUT)/demo.html
	@$(DEMO_VENV)/bin/dateline export --db $(DEMO_OUT)/demo.db --format md

test: $(VENV)/.installed
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/pytest

packaging: $(VENV)/.installed
	$(VENV)/bin/pytest -m packaging tests/packaging

docs: $(VENV)/.installed
	$(VENV)/bin/python docs/build_pages.py

gate: $(VENV)/.installed
	$(VENV)/bin/python evals/gate.py

clean:
	rm -rf $(DEMO_VENV) $(DEMO_OUT) build dist

$(DEMO_VENV)/.installed: pyproject.toml $(shell find src -name '*.py' -o -name '*.toml' -o -name '*.sqlite' -o -name '*.json')
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer, this is " + sys.version)'
	$(PYTHON) -m venv $(DEMO_VENV)
	$(DEMO_VENV)/bin/pip install --quiet .
	@touch $@

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer, this is " + sys.version)'
	test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --editable '.[dev]'
	@touch $@
