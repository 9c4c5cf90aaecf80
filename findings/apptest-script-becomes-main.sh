#!/usr/bin/env bash
# A guess: a page tested in the same process by Streamlit's AppTest is gone when the test is over, and a process pool or a
# Dask cluster started later in that process starts as it would without it.
#
# What is seen, streamlit 1.67.0: the page's script stays the process's main module. Every child that multiprocessing
# spawns afterwards runs that page from top to bottom, outside any app, before its own work; where the page cannot run
# without an app, the child dies and the pool says only that a worker did not start.
#
# Why it matters: a suite that tests pages and workers fails by the order of its tests, far from the cause. Put another main
# module in place before the first child is spawned.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check "streamlit==1.67.0"
cat > page.py <<'P'
from pathlib import Path

import streamlit as st

Path("runs.txt").open("a").write(f"{__name__}\n")
st.title("Les dépêches du jour")
P
cat > try.py <<'P'
import math
import multiprocessing
import sys
import types
from pathlib import Path

from streamlit.testing.v1 import AppTest


def runs():
    return Path("runs.txt").read_text().split()


def child():
    process = multiprocessing.get_context("spawn").Process(target=math.sqrt, args=(4,))
    process.start()
    process.join()


def try_it():
    page = AppTest.from_file("page.py", default_timeout=60).run()
    assert page.title[0].value == "Les dépêches du jour" and len(runs()) == 1
    child()
    print("the page ran in:", runs())
    assert runs() == ["__main__", "__mp_main__"], "the behaviour has changed"
    sys.modules["__main__"] = types.ModuleType("__main__")
    child()
    assert len(runs()) == 2, "the behaviour has changed"


if __name__ == "__main__":
    try_it()
P
venv/bin/python try.py 2> /dev/null
