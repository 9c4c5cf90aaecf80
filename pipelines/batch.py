"""Loading many files side by side: in this process, in processes, or on a Dask cluster.

A task may run twice (a worker lost, a retry); its articles are committed once, because their key is the hash
of their text.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from pipelines.corpus import Corpus
from pipelines.errors import VisavisError
from pipelines.ingest import FileReport, LoadReport, ingest_files
from pipelines.model import Rejection


def ingest_paths(where: str, paths: Iterable[Path], *, workers: int = 1, dask: str = "") -> LoadReport:
    """Load files and the files of folders.

    Args:
        where: corpus path or database URL; a Dask cluster needs one that every worker can reach.
        paths: files, or folders that are searched for files.
        workers: processes that read side by side.
        dask: a scheduler's address, such as tcp://10.0.0.1:8786.

    Raises:
        VisavisError: Dask is asked for and not installed, or its scheduler is not reached.
    """
    found = [str(path) for path in _files(paths)]
    Corpus(where)  # created once, before many try to
    if dask:
        return _on_dask(where, found, dask)
    if workers == 1 or len(found) < 2:
        return LoadReport([_ingest_path(where, path) for path in found])
    # spawn: a forked child would share the parent's database connections and locks
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        return LoadReport(list(pool.map(_ingest_path, [where] * len(found), found)))


def _files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = path.rglob("*")
            found.extend(sorted(p for p in inside if p.is_file() and not p.name.startswith(".")))
        else:
            found.append(path)
    return found


def _ingest_path(where: str, path: str) -> FileReport:
    corpus = Corpus(where)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason = f"The file cannot be read ({error.strerror}). Check its name and permissions."
        corpus.reject([Rejection(path, "", reason)])
        return FileReport(path, found=1, rejected=1, messages=(reason,))
    return ingest_files(corpus, [(Path(path).name, data)]).files[0]


def _on_dask(where: str, paths: list[str], address: str) -> LoadReport:
    try:
        from distributed import Client  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise VisavisError(
            "Dask is not installed. Install the extra: pip install 'vis-a-vis[cluster]'."
        ) from error
    try:
        client = Client(address, timeout="10s")
    except OSError as error:
        raise VisavisError(f"No Dask scheduler answers at {address}. Start one, or use --workers.") from error
    with client:
        return LoadReport(
            client.gather(client.map(_ingest_path, [where] * len(paths), paths, retries=2, pure=False))
        )
