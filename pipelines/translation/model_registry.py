"""Mozilla's registry of translation models: where the French → English model is now, when the pinned one has moved.

The registry (`db/models.json` in the bucket of the models) lists for each pair its builds, each with a state of
release and, for each file, path, size and SHA-256 once unpacked. A build whose files cannot be verified is passed over.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from pipelines.errors import TranslationError

BUCKET_URL = "https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data"
REGISTRY_URL = f"{BUCKET_URL}/db/models.json"
PAIR = "fr-en"
MAX_REGISTRY_BYTES = 20_000_000
_ROLES = ("model", "lexicalShortlist", "vocab")  # in the order the engine takes them
_STATES = (
    "Release",
    "Release Desktop",
    "Release Android",
    "Nightly",
)  # the best first; others are not offered
_ARCHITECTURES = ("base-memory", "base", "tiny")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}")
_MAX_MODEL_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of the model.

    Attributes:
        name: its name on disk.
        size: bytes once unpacked.
        sha256: of the unpacked file.
        packed_size: bytes on the wire, for the progress bar only.
        path: where it is below the address of its release; "" for its name with ".gz".
    """

    name: str
    size: int
    sha256: str
    packed_size: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """One build of the model: its three files (model, shortlist, vocabulary) and the address they are below."""

    files: tuple[ModelFile, ...]
    base_url: str
    state: str
    architecture: str
    version: str = ""

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.size for file in self.files)

    def __str__(self) -> str:
        version = f" {self.version}" if self.version else ""
        return f"{PAIR}{version}, {self.architecture}, {self.state}, {self.size / 1e6:.0f} MB"


def newest_release(registry: bytes) -> Release:
    """The build of the French → English model to take: the best state, then the newest version, then the largest kind.

    Args:
        registry: the registry's JSON.

    Raises:
        TranslationError: it is no registry, or lists no build whose files can be verified.
    """
    try:
        told: Any = json.loads(registry)
        builds = told["models"][PAIR]
        base_url = str(told.get("baseUrl") or BUCKET_URL).rstrip("/")
        releases = [found for build in builds if (found := _release(build, base_url))]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise TranslationError(
            "Mozilla's list of models could not be understood; a newer version of Vis-à-vis may know it."
        ) from error
    if not releases or not base_url.startswith(("https://", "http://127.0.0.1:")):
        raise TranslationError(
            "Mozilla's list of models has no French to English model whose files can be verified."
        )
    return max(releases, key=_rank)


def _release(build: Any, base_url: str) -> Release | None:
    state = str(build.get("releaseStatus", ""))
    files = [_file(build.get("files", {}).get(role)) for role in _ROLES]
    whole = tuple(file for file in files if file is not None)
    if state not in _STATES or len(whole) != len(_ROLES):
        return None
    return Release(
        whole, base_url, state, str(build.get("architecture", "")), str(build.get("version") or "")
    )


def _file(told: Any) -> ModelFile | None:
    if not isinstance(told, dict):
        return None
    path = str(told.get("path", "")).lstrip("/")
    name = PurePosixPath(path).name.removesuffix(".gz")
    size, sha256 = told.get("uncompressedSize"), str(told.get("uncompressedHash", "")).lower()
    if not isinstance(size, int) or not 0 < size < _MAX_MODEL_BYTES or not _SHA256.fullmatch(sha256):
        return None
    if not _SAFE_NAME.fullmatch(name) or ".." in path.split("/"):
        return None
    packed = told.get("compressedSize")
    return ModelFile(name, size, sha256, packed if isinstance(packed, int) else size, path)


def _rank(release: Release) -> tuple[int, tuple[int, ...], int]:
    kinds = _ARCHITECTURES
    kind = len(kinds) - kinds.index(release.architecture) if release.architecture in kinds else 0
    version = tuple(int(number) for number in re.findall(r"\d{1,9}", release.version))
    return -_STATES.index(release.state), version, kind
