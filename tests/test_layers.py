"""The layers point one way."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Data flows down this list: a package may import from those before it, never from those after it.
ORDER = ["reading", "language", "translation", "tables", "corpus", "analysis", "export"]


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def modules(folder: str) -> list[Path]:
    found = sorted((ROOT / folder).rglob("*.py"))
    assert found
    return found


@pytest.mark.parametrize("path", modules("pipelines"), ids=lambda p: str(p.relative_to(ROOT)))
def test_pipelines_know_neither_streamlit_nor_the_dashboard(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports_of(path)} & {"streamlit", "dashboard"}


@pytest.mark.parametrize("path", modules("dashboard/charts"), ids=lambda p: str(p.relative_to(ROOT)))
def test_charts_make_figures_without_streamlit(path: Path) -> None:
    assert "streamlit" not in {name.split(".")[0] for name in imports_of(path)}


@pytest.mark.parametrize("layer", ORDER)
def test_layer_does_not_import_a_later_one(layer: str) -> None:
    here = ROOT / "pipelines" / layer
    files = sorted(here.rglob("*.py")) if here.is_dir() else [here.with_suffix(".py")]
    later = {f"pipelines.{name}" for name in ORDER[ORDER.index(layer) + 1 :]}
    # `reading` hands its text to `language.normalise`, the one place where text is normalised
    allowed = {"pipelines.language", "pipelines.language.normalise"} if layer == "reading" else set()
    for path in files:
        for name in imports_of(path):
            package = ".".join(name.split(".")[:2])
            is_normalise = name.startswith("pipelines.language.normalise") or name == "pipelines.language"
            assert package not in later or (allowed and is_normalise), f"{path.name} imports {name}"


def test_repository_holds_no_address_of_a_package_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml", "Makefile"):
        assert "index-url" not in (ROOT / name).read_text().replace("--no-emit-index-url", "")
        assert "://" not in (ROOT / name).read_text()


def test_no_message_names_an_extra_of_ours_as_if_an_index_had_it() -> None:
    for path in [*modules("pipelines"), *modules("dashboard")]:
        assert "pip install 'vis-a-vis" not in path.read_text(encoding="utf-8"), path.name
