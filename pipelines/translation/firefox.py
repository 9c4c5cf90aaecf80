"""Firefox Translations fr→en on this machine, through `fxtranslate` in a process of its own. Nothing leaves the machine.

fxtranslate holds Python's lock for a whole sentence and ends the process where the processor is too old, so it is never
loaded by the program itself.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipelines.translation import processor
from pipelines.translation.download import installed_files, model_directory
from pipelines.translation.firefox_model import HOW_TO_INSTALL
from pipelines.translation.model_registry import ModelFile
from pipelines.translation.outside.engine import OutsideEngine

NAME = "firefox"


class FirefoxEngine(OutsideEngine):
    """The Firefox engine; one child process for each object."""

    name = NAME
    title = "The Firefox engine"
    worker = "pipelines.translation.firefox_model:FirefoxModel"

    def __init__(self, directory: Path | None = None, files: Sequence[ModelFile] | None = None) -> None:
        """`directory` and `files` (model, shortlist, vocabulary) stand for those that are installed when not given."""
        super().__init__()
        self._directory = directory
        self._files = files
        self._here()

    def absent(self) -> str:
        """'' when fxtranslate and the model's files are here. Their hashes are verified when they are loaded."""
        if find_spec("fxtranslate") is None:
            return processor.no_build() or (
                "The fxtranslate package, which the Firefox engine is, is not installed on this machine: "
                "run `pip install fxtranslate`."
            )
        if lacking := processor.lacks():
            return lacking
        for file, path in self._here():
            if not path.is_file():
                return f"The Firefox model is not on this machine: {HOW_TO_INSTALL}."
            if path.stat().st_size != file.size:
                return f"The Firefox model is incomplete ({file.name}): {HOW_TO_INSTALL}."
        return ""

    def opening(self) -> dict[str, Any]:
        """The files to verify and load."""
        files = [asdict(file) for file, _ in self._here()]
        return {"directory": str(self._directory or model_directory()), "files": files}

    def signature(self) -> Hashable:
        """Sizes and times of the files: a failure to load them is kept until they change."""
        return tuple(
            (path.name, path.stat().st_size, path.stat().st_mtime_ns) if path.is_file() else path.name
            for _, path in self._here()
        )

    def _here(self) -> list[tuple[ModelFile, Path]]:
        directory = self._directory or model_directory()
        files = self._files or installed_files(directory)
        self.version = f"fr-en {files[0].sha256[:8]}"
        return [(file, directory / file.name) for file in files]
