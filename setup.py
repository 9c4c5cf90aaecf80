"""The wheel's data files; everything else of the build is in pyproject.toml.

`data`, `seeds` and the dashboard's settings stand at the top of the checkout, where people look for them. A wheel has
only packages, so they are copied into one, `pipelines/shipped`, where `pipelines.paths` finds them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

_ROOT = Path(__file__).resolve().parent
_SHIPPED = ("data", "seeds", ".streamlit/config.toml")


class BuildWithData(build_py):
    """Copies the data files beside the built modules; an editable install reads those of the checkout."""

    def run(self) -> None:
        """Build, then copy."""
        super().run()
        if self.editable_mode:
            return
        inside = Path(self.build_lib) / "pipelines" / "shipped"
        shutil.rmtree(inside, ignore_errors=True)
        for name in _SHIPPED:
            source, target = _ROOT / name, inside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(source, target)


setup(cmdclass={"build_py": BuildWithData})
