"""Get a translation engine for `make run` if none is here; never fails, the dashboard works without one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pipelines import translation
from pipelines.errors import VisavisError
from pipelines.translation.apertium import PAIRS
from pipelines.translation.download import ModelMovedError, download


def main() -> None:
    """Firefox Translations' model first; else Apertium's Debian packages as root on Debian; else say how."""
    if any(each.usable and each.kind == "local" for each in translation.status()):
        return
    try:
        print("Fetching the Firefox Translations model (26 MB, once) …", flush=True)
        try:
            download()
        except ModelMovedError as moved:
            print(f"{moved} Fetching it …", flush=True)
            download(release=moved.release)
    except VisavisError as error:
        print(f"{error}", flush=True)
    else:
        return
    _, packages = PAIRS[0]
    command = ["apt-get", "install", "-y", "-qq", *packages]
    if Path("/etc/debian_version").exists() and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Apertium from Debian instead …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        if subprocess.run(command, check=False, **quiet).returncode == 0:
            return
    print(f"No translation engine yet; the French is fully usable. On Debian: sudo {' '.join(command)}")


if __name__ == "__main__":
    sys.exit(main())
