"""Get a Chromium for the end-to-end tests if none is here; never fails, the tests say when they are skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def main() -> None:
    """Find one, else Debian's package when root on Debian, else Playwright's own."""
    if any(shutil.which(name) for name in NAMES) or _playwright_has_one():
        return
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if Path("/etc/debian_version").exists() and is_root:
        print("Installing Debian's chromium for the end-to-end tests …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        if (
            subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, **quiet).returncode
            == 0
        ):
            return
    print("Fetching Playwright's Chromium for the end-to-end tests …", flush=True)
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode:
        print("No browser could be had: the end-to-end tests will be skipped.", flush=True)


def _playwright_has_one() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


if __name__ == "__main__":
    main()
