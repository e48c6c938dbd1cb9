# make run · make test · make long · make attack · make attack-long · make bench · make bench-truth · make soak · make look · make pictures · make sbom · make hashes · make audit · make clean
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
PY := $(VENV)/bin/python
DEMO := var/deliveries
STORE := var/releases
# Last days of months whose releases are published first, so that the newest is an ordinary update, of a meeting each quarter:
# make run PAST_DAYS= publishes the newest alone.
PAST := var/past
PAST_DAYS ?= 2025-09-30 2025-12-31
KEY := var/demo.key
# Some machines tell Python to keep no compiled modules. What is run here starts Python some hundred times, and each start would
# compile every library anew: measured 4.5 s beside 1.6 s.
unexport PYTHONDONTWRITEBYTECODE
# Files stay whole and in the order of tests/order.py; what looks for one mark alone collects no other file.
BOTH := -n 2 --dist loadfile --no-loadscope-reorder
MARKED = $$(grep -rlE --include='test_*.py' "mark\.($(1))" tests)

.PHONY: run test lint types contracts unit browser long attack attack-long bench bench-truth soak look pictures sbom hashes audit clean
.DEFAULT_GOAL := run

# The environment: pinned by constraints.txt; uv where it can be had, since it takes seconds, else pip.
$(VENV)/.product: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    if [ -t 0 ]; then read -rp "Python cannot make a virtual environment. Install python3-venv with apt-get? [y/N] " said; [ "$$said" = y ] || exit 1; fi; \
	    apt-get update -qq && apt-get install -y -qq python3-venv; $(PYTHON) -m venv $(VENV); \
	  else echo "Python cannot make a virtual environment. On Debian: sudo apt-get install python3-venv"; exit 1; fi; }
	@$(PY) -m pip install -q uv -c constraints.txt 2>/dev/null || $(PY) -m pip install -q uv || true
	@if [ -x $(VENV)/bin/uv ]; then $(VENV)/bin/uv pip install -q --python $(PY) -c constraints.txt -e .; \
	  else $(PY) -m pip install -q -c constraints.txt -e .; fi
	@touch $@

$(VENV)/.tools: $(VENV)/.product
	@if [ -x $(VENV)/bin/uv ]; then $(VENV)/bin/uv pip install -q --python $(PY) -c constraints.txt --group test --group lint; \
	  else $(PY) -m pip install -q --upgrade pip && $(PY) -m pip install -q -c constraints.txt --group test --group lint; fi
	@touch $@

# A browser for the journeys: Debian's Chromium, unless one is there already.
$(VENV)/.browser: $(VENV)/.tools
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  { if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	    else echo "A browser is needed for the journeys. On Debian: sudo apt-get install chromium"; exit 1; fi; }
	@touch $@

# A database server for the tests that read one in place: Debian's PostgreSQL, unless one is there already. Tests start their own.
$(VENV)/.database: $(VENV)/.tools
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	  { if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null; \
	    else echo "PostgreSQL is needed for the tests. On Debian: sudo apt-get install postgresql"; exit 1; fi; }
	@touch $@

# What stands before a server, for the tests of deploy/nginx.conf: Debian's nginx, unless one is there already. Tests start their own.
$(VENV)/.nginx: $(VENV)/.tools
	@command -v nginx >/dev/null || test -x /usr/sbin/nginx || \
	  { if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nginx-light >/dev/null; \
	    else echo "nginx is needed for the tests. On Debian: sudo apt-get install nginx-light"; exit 1; fi; }
	@touch $@

# Made again only when what makes them has changed, so that a second start takes seconds. Only invented data live in var/.
RIVER := $(shell find data_loaders assets -name '*.py' -o -name '*.toml' -o -name '*.csv')

$(DEMO)/truth.json: $(VENV)/.product $(RIVER)
	@rm -rf $(DEMO) $(DEMO).private && $(PY) -m data_loaders demo $(DEMO)

$(STORE)/partnership/current: $(DEMO)/truth.json
	@rm -rf $(STORE) $(STORE).private $(KEY) $(KEY).pub && $(PY) -m data_loaders key $(KEY)
	@rm -rf $(PAST) $(PAST).private
	@for day in $(PAST_DAYS); do \
	  $(PY) -m data_loaders demo $(PAST)/$$day --until $$day && \
	  $(PY) -m data_loaders publish $(PAST)/$$day --out $(STORE) --policy assets/policy.toml --audience partnership --key $(KEY) || exit 1; done
	@$(PY) -m data_loaders publish $(DEMO) --out $(STORE) --policy assets/policy.toml --audience partnership --key $(KEY)

run: $(STORE)/partnership/current
	@exec $(PY) -m dashboard serve --release $(STORE) --public-key $(KEY).pub --port $(PORT)

# The invented world of the tests is published while lint and types are looked at, which need one processor alone.
test: $(VENV)/.tools
	@$(PY) -m tests.made_world & made=$$!; trap 'kill $$made 2>/dev/null || true' EXIT; \
	  $(MAKE) --no-print-directory lint types contracts && wait $$made && $(MAKE) --no-print-directory unit browser
	@echo "All tests passed."

lint: $(VENV)/.tools
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/.tools
	$(VENV)/bin/mypy

contracts: $(VENV)/.tools
	$(VENV)/bin/lint-imports

unit: $(VENV)/.database $(VENV)/.nginx
	$(PY) -m pytest $(BOTH) -m "not browser and not long"

# Three at once: a browser waits for most of its time, and two leave the cores half idle.
browser: $(VENV)/.browser
	$(PY) -m pytest -n 3 --dist worksteal -m "browser and not long" $(call MARKED,browser)

# What is too long for make test and is no attack, bench or soak: variants, the year at the desk, every link and theme in a browser.
long: $(VENV)/.browser $(VENV)/.database
	$(PY) -m pytest $(BOTH) -m "long and not (attack or longest or bench or soak or truth or look)"

attack: $(VENV)/.tools
	$(PY) -m pytest -n 2 -m "attack and not longest"

attack-long: $(VENV)/.tools
	$(PY) -m pytest -n 2 -m longest

# Two hundred worlds in which nothing happened and two hundred planted ones, on every core (under three hours of one), and a run that
# was broken off goes on (build/truth.jsonl). make bench-truth WORLDS=20 takes twenty of each.
WORLDS ?= 200
bench-truth: $(VENV)/.tools
	$(PY) -m pytest -m truth -p no:randomly --worlds $(WORLDS)

# What the product is measured beside lives in an environment of its own: nothing of ours needs it.
.venv-rivals/.ready: tests/bench/rivals/requirements.txt
	@test -x .venv-rivals/bin/python || $(PYTHON) -m venv .venv-rivals
	@.venv-rivals/bin/python -m pip install -q -r tests/bench/rivals/requirements.txt
	@touch $@

bench: $(VENV)/.browser .venv-rivals/.ready
	$(PY) -m pytest -m bench -p no:randomly

# The ten probes on this machine's address: SOAK_SECONDS of each load (600 the short form, 7200 the long one), SOAK_SESSIONS tried.
# Those that need no server of their own stand with what they attack.
soak: $(VENV)/.nginx
	$(PY) -m pytest -p no:randomly -m "soak or not browser" tests/soak tests/trust/test_documents_apart.py tests/trust/test_signed_releases.py \
	  tests/published/test_one_publication.py tests/guard/test_at_the_door.py tests/sources/test_manifest_is_the_suppliers.py

# How pages look beside an earlier version over the same release: what differs lies side by side in build/looks. Pages that were meant
# to change are named: make look SINCE=HEAD~1 CHANGED="missing audits".
SINCE ?= HEAD
CHANGED ?=
look: $(VENV)/.browser
	$(PY) -m pytest tests/journeys/test_looks.py -p no:randomly --since "$(SINCE)" --changed "$(CHANGED)"

# The pictures of README and docs/design.md, from the invented partnership.
pictures: $(VENV)/.browser $(STORE)/partnership/current
	$(PY) tests/journeys/take_pictures.py $(STORE) $(KEY).pub

# Every file of every package by its digest, for installing on a server: pip takes no other. Made again when constraints change.
hashes: $(VENV)/.product
	$(VENV)/bin/uv pip compile -q pyproject.toml -c constraints.txt --generate-hashes --no-header --no-emit-index-url --no-annotate \
	  --python-version 3.11 -o deploy/requirements.txt

# What is installed, with versions and licences, for an inventory; and what is known against it (asks the public
# list of weaknesses; what that list does not know is an error, not a pass).
sbom: $(VENV)/.product
	@mkdir -p build && $(VENV)/bin/uvx -q --from cyclonedx-bom cyclonedx-py environment $(PY) --output-file build/sbom.json && echo "build/sbom.json"

audit: $(VENV)/.product
	$(VENV)/bin/uvx -q pip-audit --strict --no-deps --disable-pip -r constraints.txt

clean:
	rm -rf $(VENV) var build *.egg-info
