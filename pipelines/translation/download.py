"""Fetch the Firefox Translations fr→en model once: resumable, and nothing is kept that fails its hash."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import requests
import urllib3

from pipelines import paths
from pipelines.errors import TranslationError
from pipelines.translation.model_registry import (
    BUCKET_URL,
    MAX_REGISTRY_BYTES,
    REGISTRY_URL,
    ModelFile,
    Release,
    newest_release,
)

# Mozilla's public bucket of trained models (https://mozilla.github.io/translations/firefox-models/), MPL-2.0.
MODEL_BASE_URL = f"{BUCKET_URL}/models/fr-en/retrain_hr_EFgIftH_RrCyzl5gjemVNg/exported"
CONNECT_TIMEOUT = 5.0  # seconds: without network the answer must come at once
STALL_TIMEOUT = 20.0  # seconds without a byte
ATTEMPTS = 4
_CHUNK = 1 << 14
_GZIP_MAGIC = b"\x1f\x8b"

Progress = Callable[[int, int, str], None]
"""Called with bytes fetched so far, bytes in all, and the name of the file under way."""


MODEL_FILES = (
    ModelFile(
        "model.fren.intgemm.alphas.bin", 31_561_787,
        "15f997bc0d13808b0b0fbd0786e684a3c8a52adcd8071844b76123fdacbf2b90", 23_175_075,
    ),
    ModelFile(
        "lex.50.50.fren.s2t.bin", 4_824_120,
        "87c6752ea908f5f0347c10ac0cf7d80d9c2f4f20c81c90168f3e8230b56d4440", 2_649_934,
    ),
    ModelFile(
        "vocab.fren.spm", 814_404,
        "783abf3abe075afdf8d85d233994bef2c3a064e935ab1bed946820aff6ac002a", 409_706,
    ),
)  # fmt: skip


_DESCRIPTION = "model.json"  # beside files that are not the pinned ones: which they are
_GONE = frozenset({403, 404, 410})


class ModelMovedError(TranslationError):
    """The pinned model is no longer at its address, and Mozilla's registry names another.

    Attributes:
        release: what it names; `download(release=...)` fetches it.
    """

    def __init__(self, release: Release) -> None:
        self.release = release
        super().__init__(
            f"The Firefox model is no longer where it was. Mozilla's list of models now names {release}; "
            "its files are verified by the sizes and SHA-256 given there."
        )


def model_directory() -> Path:
    """Where the model is kept: under the user's cache, as it can always be fetched again."""
    return paths.cache_path() / "firefox-fr-en"


def installed_files(directory: Path) -> tuple[ModelFile, ...]:
    """Which files the model in `directory` consists of: those described beside it, else the pinned ones."""
    try:
        told = json.loads((directory / _DESCRIPTION).read_text(encoding="utf-8"))
        files = tuple(ModelFile(**each) for each in told["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return MODEL_FILES
    return files if len(files) == len(MODEL_FILES) else MODEL_FILES


def _describe(directory: Path, files: tuple[ModelFile, ...]) -> None:
    """Say beside the files which they are, so that they can be verified whenever they are loaded."""
    path = directory / _DESCRIPTION
    if files == MODEL_FILES:
        path.unlink(missing_ok=True)
        return
    temporary = directory / f"{_DESCRIPTION}.new"
    temporary.write_text(json.dumps({"files": [asdict(file) for file in files]}, indent=1), encoding="utf-8")
    temporary.replace(path)


def check_bytes(file: ModelFile, content: bytes) -> str:
    """'' when `content` is `file`, else one sentence."""
    if len(content) != file.size:
        return f"{file.name} has {len(content):,} bytes instead of {file.size:,}."
    if hashlib.sha256(content).hexdigest() != file.sha256:
        return f"{file.name} is damaged: its SHA-256 is not the published one."
    return ""


def check_file(file: ModelFile, path: Path) -> str:
    """'' when the file at `path` is `file`, else one sentence. Reads it whole."""
    if not path.is_file():
        return f"{file.name} is missing."
    if path.stat().st_size != file.size:
        return f"{file.name} has {path.stat().st_size:,} bytes instead of {file.size:,}."
    return check_bytes(file, path.read_bytes())


def install_from(
    source: Path, target: Path | None = None, files: tuple[ModelFile, ...] | None = None
) -> Path:
    """Install the model from local files, as they are or gzipped; every file is verified before any is kept.

    The folder holds the pinned files, or those of another release with Mozilla's list of models (`models.json`)
    or the description that an installed model has (`model.json`) beside them; paths of the list may be kept.

    Raises:
        TranslationError: a file is missing or is not the published one.
    """
    target = target or model_directory()
    files = files or _files_of(source)
    _make(target)
    staged: list[tuple[Path, Path]] = []
    try:
        for file in files:
            places = (source / file.name, source / f"{file.name}.gz", source / (file.path or file.name))
            found = next((p for p in places if p.is_file()), None)
            if found is None:
                raise TranslationError(
                    f"{file.name} is not in {source}; the folder must hold the model's three files."
                )
            temporary = target / f"{file.name}.new"
            staged.append((temporary, target / file.name))
            _unpack(file, found, temporary)
        for temporary, final in staged:
            temporary.replace(final)
        _describe(target, files)
    except OSError as error:
        raise TranslationError(f"The model could not be copied to {target}: {error.strerror}.") from error
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
    return target


def _files_of(source: Path) -> tuple[ModelFile, ...]:
    registry = source / "models.json"
    if registry.is_file() and registry.stat().st_size <= MAX_REGISTRY_BYTES:
        return newest_release(registry.read_bytes()).files
    return installed_files(source)


def find_release(url: str = REGISTRY_URL, stall_timeout: float = STALL_TIMEOUT) -> Release:
    """The French → English model that Mozilla's registry names now.

    Raises:
        TranslationError: no network, or the registry has none.
    """
    try:
        with requests.get(url, stream=True, timeout=(CONNECT_TIMEOUT, stall_timeout)) as response:
            if not response.ok:
                raise _RefusedError(
                    f"Mozilla's list of models could not be fetched: the server answered {response.status_code}.",
                    response.status_code,
                )
            told = response.raw.read(MAX_REGISTRY_BYTES + 1, decode_content=True)
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise _unreachable(0, error) from error
    if len(told) > MAX_REGISTRY_BYTES:
        raise TranslationError("Mozilla's list of models is larger than any it could be; it was not read.")
    return newest_release(told)


def download(
    target: Path | None = None,
    progress: Progress | None = None,
    *,
    base_url: str = "",
    files: tuple[ModelFile, ...] = MODEL_FILES,
    release: Release | None = None,
    registry_url: str = REGISTRY_URL,
    stall_timeout: float = STALL_TIMEOUT,
) -> Path:
    """Fetch what is missing of the model into `target`; files already there and whole are kept.

    A broken download goes on where it stopped, in this call (up to four attempts) or in the next one.

    Args:
        target: the folder; the user's cache where none is given.
        progress: told how far it is.
        base_url, files: the pinned model.
        release: another one, from `find_release` or `ModelMovedError`.
        registry_url: where to look when the pinned model is gone.
        stall_timeout: seconds without a byte.

    Raises:
        ModelMovedError: the pinned model is gone and the registry names another, which a person must be told of.
        TranslationError: no network, the server refused, a file kept arriving damaged, or the disk is full.
    """
    target = target or model_directory()
    _make(target)
    if release:
        base_url, files = release.base_url, release.files
    try:
        _fetch_all(files, target, base_url or MODEL_BASE_URL, progress, stall_timeout)
    except _RefusedError as error:
        if release or error.status not in _GONE:
            raise
        moved = find_release(registry_url, stall_timeout)
        if moved.files == files:
            raise
        raise ModelMovedError(moved) from error
    try:
        _describe(target, files)
    except OSError as error:
        raise TranslationError(f"The model could not be written to {target}: {error.strerror}.") from error
    return target


def _fetch_all(
    files: tuple[ModelFile, ...], target: Path, base_url: str, progress: Progress | None, stall: float
) -> None:
    total = sum(f.packed_size for f in files)
    done = 0
    for file in files:
        if check_file(file, target / file.name):
            start = done

            def report(size: int, start: int = start, name: str = file.name) -> None:
                if progress:
                    progress(min(start + size, total), total, name)

            _fetch(file, target, base_url, report, stall)
        done += file.packed_size
        if progress:
            progress(done, total, file.name)


def _make(target: Path) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TranslationError(f"The folder {target} cannot be created: {error.strerror}.") from error


def _fetch(file: ModelFile, target: Path, base_url: str, report: Callable[[int], None], stall: float) -> None:
    part = target / f"{file.name}.gz.part"
    problem = ""
    for _ in range(ATTEMPTS):
        before = part.stat().st_size if part.exists() else 0
        try:
            _transfer(f"{base_url}/{file.path or file.name + '.gz'}", part, report, stall)
            _unpack(file, part, target / f"{file.name}.new")
            (target / f"{file.name}.new").replace(target / file.name)
            part.unlink(missing_ok=True)
        except _RefusedError:
            raise
        except (requests.Timeout, requests.ConnectionError, urllib3.exceptions.HTTPError) as error:
            after = part.stat().st_size if part.exists() else 0
            if after == before:  # nothing came at all: trying again would only make the person wait
                raise _unreachable(after, error) from error
            problem = f"the connection broke after {after:,} bytes; run the command again to go on from there"
        except TranslationError as error:
            part.unlink(missing_ok=True)  # going on from damaged bytes could never succeed
            problem = str(error)
        except OSError as error:
            raise TranslationError(
                f"The model could not be written to {target}: {error.strerror or error}."
            ) from error
        else:
            return
    raise TranslationError(f"The Firefox model could not be fetched: {problem.rstrip('.')}.")


def _unreachable(have: int, error: Exception) -> TranslationError:
    reason = "the server went silent" if isinstance(error, requests.ReadTimeout) or have else "no network"
    return TranslationError(
        f"The Firefox model could not be fetched ({reason}); try again later, or install it from local files "
        "with `visavis engines install firefox --from DIR`."
    )


def _transfer(url: str, part: Path, report: Callable[[int], None], stall: float) -> None:
    """Append to `part` what the server still has of `url`."""
    have = part.stat().st_size if part.exists() else 0
    # The bucket stores the files gzipped; asking for gzip gets the stored bytes, to which ranges refer.
    headers = {"Accept-Encoding": "gzip", **({"Range": f"bytes={have}-"} if have else {})}
    with requests.get(url, headers=headers, stream=True, timeout=(CONNECT_TIMEOUT, stall)) as response:
        if response.status_code == requests.codes.requested_range_not_satisfiable:
            return  # nothing is left to fetch: the hash will tell whether what is here is right
        if response.status_code not in {requests.codes.ok, requests.codes.partial_content}:
            raise _RefusedError(
                f"The Firefox model could not be fetched: the server answered {response.status_code} for {url}.",
                response.status_code,
            )
        append = response.status_code == requests.codes.partial_content
        size = have if append else 0
        with part.open("ab" if append else "wb") as out:
            while chunk := response.raw.read(_CHUNK, decode_content=False):
                out.write(chunk)
                size += len(chunk)
                report(size)
        expected = response.headers.get("Content-Length")
        if expected and size < int(expected) + (have if append else 0):
            raise requests.ConnectionError("the answer was cut short")


class _RefusedError(TranslationError):
    """The server answered with an error status; trying again at once would not help."""

    def __init__(self, sentence: str, status: int) -> None:
        self.status = status
        super().__init__(sentence)


def _unpack(file: ModelFile, packed: Path, unpacked: Path) -> None:
    """Unpack to `unpacked`, which exists afterwards only when it is `file`.

    Raises:
        TranslationError: it is not.
    """
    with packed.open("rb") as raw:
        zipped = raw.read(2) == _GZIP_MAGIC
    problem = ""
    try:
        with gzip.open(packed, "rb") if zipped else packed.open("rb") as source, unpacked.open("wb") as out:
            # Never write more than the file should hold, whatever the archive claims.
            shutil.copyfileobj(_Limited(source, file.size + 1), out, _CHUNK)
            out.flush()
            os.fsync(out.fileno())
    except (EOFError, zlib.error, gzip.BadGzipFile):
        problem = f"{file.name} is damaged: it cannot be unpacked."
    problem = problem or check_file(file, unpacked)
    if problem:
        unpacked.unlink(missing_ok=True)
        raise TranslationError(problem)


class _Limited:
    """A reader that stops after `limit` bytes."""

    def __init__(self, source: object, limit: int) -> None:
        self._source, self._left = source, limit

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, b"" once the limit is reached."""
        take = self._left if size < 0 else min(size, self._left)
        chunk: bytes = self._source.read(take)  # type: ignore[attr-defined]
        self._left -= len(chunk)
        return chunk
