# make run   set up and open the app        make test   set up and run the tests
# make lint  ruff and mypy                  make clean  remove the environment

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PINS := -c requirements.txt -c .ci/constraints.txt
# On Linux the registry's torch brings gigabytes of CUDA; PyTorch's own index has a small build.
TORCH_INDEX := https://download.pytorch.org/whl/cpu

.PHONY: run test lint clean
.DEFAULT_GOAL := run

run: $(VENV)/.run
	$(BIN)/explainer index build --if-missing || echo "Going on with word search alone."
	@echo "To quote the official texts themselves, fetch them once with: $(BIN)/explainer sources fetch"
	$(BIN)/streamlit run app.py

test: $(VENV)/.test
	$(BIN)/python -m pytest

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed. Name one with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml requirements.txt .ci/constraints.txt
	@$(BIN)/python -c 'import torch' 2>/dev/null || \
		$(BIN)/pip install --no-deps --index-url $(TORCH_INDEX) --timeout 5 --retries 0 torch==2.13.0 2>/dev/null || \
		echo "PyTorch's own index cannot be reached; taking torch from the registry."
	$(BIN)/pip install $(PINS) -e ".[models]"
	@touch $@

$(VENV)/.test: $(VENV)/.run
	$(BIN)/pip install $(PINS) -e ".[models,dev,evaluate]"
	@touch $@

clean:
	rm -rf $(VENV)
