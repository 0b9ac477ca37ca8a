# Two commands on a bare machine with Python 3.11+ and make:  make demo  and  make test.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PY = "$(BIN)/python"
# Beside an embedded PostgreSQL and Valkey that are thrown away (unless DATABASE_URL and REDIS_URL name others).
BESIDE = env CX_DATA_DIR= CX_DEMO=1 $(PY) -m cxplatform.embedded run
DEMO_SET = "$(PYTHON)" tools/environment.py "$(VENV)" requirements/demo.txt
DEV_SET = "$(PYTHON)" tools/environment.py "$(VENV)" requirements/dev.txt
LOCK = "$(BIN)/uv" pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --quiet pyproject.toml $(ARGS)

help:  ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

demo:  ## Run the whole product with demo data (PORT, CX_DATA_DIR, DATABASE_URL, REDIS_URL)
	@$(DEMO_SET)
	@$(PY) -m cxplatform.catalogues compile
	@exec $(PY) -m cxplatform.demo

demo-reset:  ## Delete the data of the demo
	@$(DEMO_SET)
	@$(PY) -m cxplatform.demo reset

test:  ## Run all tests (ARGS="tests/kpis -x" for some)
	@$(DEV_SET)
	@$(PY) -m cxplatform.catalogues compile
	@exec $(BESIDE) --no-fsync -- $(PY) -m pytest $(ARGS)

check:  ## Lint, types, import order, migrations, OpenAPI, bundle
	@$(DEV_SET)
	@exec $(BESIDE) --no-fsync -- $(PY) tools/check.py

format:  ## Bring code and templates into shape
	@$(DEV_SET)
	@"$(BIN)/ruff" check --fix --quiet . || true
	@"$(BIN)/ruff" format .
	@find apps -name '*.html' -exec "$(BIN)/djade" --target-version 5.2 {} +

bench:  ## Measure speed against its floors
	@$(DEV_SET)
	@exec $(BESIDE) -- $(PY) -m bench $(ARGS)

lock:  ## Resolve the dependencies again (ARGS=--upgrade for newer ones)
	@$(DEV_SET)
	$(LOCK) --output-file requirements/production.txt
	$(LOCK) --extra embedded --output-file requirements/demo.txt
	$(LOCK) --extra embedded --group dev --output-file requirements/dev.txt

messages:  ## Collect the texts to translate into the catalogues
	@$(DEV_SET)
	@env CX_DEMO=1 $(PY) -m cxplatform.catalogues update
	@$(PY) -m cxplatform.catalogues compile

openapi:  ## Write docs/openapi.yaml from the code
	@$(DEV_SET)
	@$(BESIDE) --no-fsync -- $(PY) manage.py spectacular --file docs/openapi.yaml

bundle:  ## Build frontend/dist from its sources (needs Node)
	@cd frontend && npm ci --no-audit --no-fund && npm run build

.PHONY: help demo demo-reset test check format bench lock messages openapi bundle
