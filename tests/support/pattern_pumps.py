"""Every pattern of the program, and texts that would make a backtracking one slow.

A pattern is linear if a text made for it costs twice as much when it is twice as long. The texts are made from the
pattern itself: what leads to one of its repeats, then what that repeat takes, many times over, then what it does not take.
"""

from __future__ import annotations

import ast
import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pipelines", "dashboard")
_METHODS = {"compile", "sub", "subn", "match", "search", "fullmatch", "split", "findall", "finditer"}
_AT_START = {"match", "fullmatch", "pattern"}
_LONG = 200  # a repeat of fewer is bounded: it costs a constant
_UNREAD = {"pipelines.corpus.migrations.env", "dashboard.app"}  # those that act when imported
_ENDS = ("", "\x01", "\na", " a")
_SIZES = (16, 24, 32, 256, 1_000, 4_000)
_SLOW_SECONDS = 0.25  # a linear pattern takes a hundredth of it for the longest text


def patterns() -> dict[tuple[str, int, bool], str]:
    """Pattern, flags and whether it is only asked at a text's start, of all there are → file and line."""
    trees = {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    }
    uses = _uses(trees)
    found: dict[tuple[str, int, bool], str] = {}
    for file, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (method := _method_of_re(node)) and node.args:
                pattern = _literal(node.args[0])
                if pattern is not None and method != "compile":
                    found.setdefault((pattern, _flags(node), method in _AT_START), f"{file}:{node.lineno}")
    for pattern, flags, where in _compiled_elsewhere():
        file, line = where.split(":")
        name = next(
            (
                node.targets[0].id
                for node in ast.walk(trees[file])
                if isinstance(node, ast.Assign)
                and isinstance(node.targets[0], ast.Name)
                and node.lineno <= int(line) <= (node.end_lineno or 0)
                and isinstance(node.value, ast.Call)
            ),
            "",
        )
        methods = uses.get(_known_as(file, name), {"search"})
        found.setdefault((pattern, flags, methods <= _AT_START), where)
    return found


def _uses(trees: dict[str, ast.Module]) -> dict[str, set[str]]:
    """Name of a pattern → what is asked of it anywhere; one that is handed on may be asked anything."""
    uses: dict[str, set[str]] = {}
    for file, tree in trees.items():
        asked = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                owner = node.value
                asked.add(id(owner))
                name = owner.id if isinstance(owner, ast.Name) else owner.attr
                uses.setdefault(_known_as(file, name), set()).add(node.attr)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in asked:
                uses.setdefault(_known_as(file, node.id), set()).add("search")
    return uses


def _known_as(file: str, name: str) -> str:
    """A private name is its file's own; others are imported under it."""
    return f"{file}:{name}" if name.startswith("_") else name


def _method_of_re(call: ast.Call) -> str:
    function = call.func
    if (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
    ):
        return function.attr if function.attr in _METHODS else ""
    return ""


def _literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        parts = [_literal(part) if isinstance(part, ast.Constant) else "mot" for part in node.values]
        return "".join(part for part in parts if part is not None)
    return None


def _flags(call: ast.Call) -> int:
    flags = 0
    for node in ast.walk(ast.Module(body=[ast.Expr(a) for a in (*call.args, *(k.value for k in call.keywords))], type_ignores=[])):  # fmt: skip
        if isinstance(node, ast.Attribute) and isinstance(
            value := getattr(re, node.attr, None), re.RegexFlag
        ):
            flags |= int(value)
    return flags


def compiled() -> dict[tuple[str, int], str]:
    """Pattern and flags of all that the modules compile when imported, put together from parts or not → where."""
    found: dict[tuple[str, int], str] = {}
    original = re._compile  # type: ignore[attr-defined]

    def recorded(pattern: Any, flags: Any = 0) -> Any:
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        place = Path(frame.f_code.co_filename)
        if isinstance(pattern, str) and any((ROOT / package) in place.parents for package in PACKAGES):
            found.setdefault((pattern, int(flags)), f"{place.relative_to(ROOT)}:{frame.f_lineno}")
        return original(pattern, flags)

    re._compile = recorded  # type: ignore[attr-defined]
    try:
        for package in PACKAGES:
            for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
                if module.name not in _UNREAD and not module.name.startswith("dashboard.views"):
                    importlib.import_module(module.name)
    finally:
        re._compile = original  # type: ignore[attr-defined]
    return found


def _compiled_elsewhere() -> list[tuple[str, int, str]]:
    """`compiled` in a process that has imported nothing yet."""
    command = "import json, support.pattern_pumps as p; print(json.dumps([[*k, w] for k, w in p.compiled().items()]))"
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    run = subprocess.run(
        [sys.executable, "-c", command],
        check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}, cwd=ROOT,
    )  # fmt: skip
    return [(pattern, flags, where) for pattern, flags, where in json.loads(run.stdout.splitlines()[-1])]


def pumps(pattern: str, flags: int) -> Iterator[tuple[str, str]]:
    """What leads to each repeat without bound, and what it takes: ("<", "a") for `<[a-z]*>`."""
    seen: set[tuple[str, str]] = set()
    for before, body in _repeats(list(sre_parser.parse(pattern, flags)), ""):
        for unit in _examples(body):
            for piece in {unit, unit[-1:] + unit[:-1]}:
                if piece and (before, piece) not in seen:
                    seen.add((before, piece))
                    yield before, piece


def _repeats(items: list[Any], before: str) -> Iterator[tuple[str, list[Any]]]:
    for op, value in items:
        if op in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            _, most, body = value
            if most >= _LONG:
                yield before, list(body)
            yield from _repeats(list(body), before)
        elif op is sre.SUBPATTERN:
            yield from _repeats(list(value[3]), before)
        elif op is sre.ATOMIC_GROUP:
            yield from _repeats(list(value), before)
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from _repeats(list(branch), before)
        elif op in {sre.ASSERT, sre.ASSERT_NOT}:
            yield from _repeats(list(value[1]), before)
        before += _one([(op, value)])


def _one(items: list[Any]) -> str:
    return next(iter(_examples(items)), "")


def _examples(items: list[Any]) -> list[str]:
    """Some texts that the items take, each made of one way through them (look-arounds count for nothing)."""
    texts = [""]
    for op, value in items:
        texts = [text + more for text in texts[:6] for more in _ways(op, value)[:12]]
    return texts[:24]


def _ways(op: Any, value: Any) -> list[str]:
    if op is sre.LITERAL:
        return [chr(value)]
    if op is sre.NOT_LITERAL:
        return [c for c in "a 9<\n" if ord(c) != value]
    if op is sre.ANY:
        return ["a", " ", "<", "."]
    if op is sre.IN:
        return _members(value)
    if op in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
        least, _, body = value
        return [text * max(least, 1) for text in _examples(list(body))] + ([""] if not least else [])
    if op is sre.SUBPATTERN:
        return _examples(list(value[3]))
    if op is sre.ATOMIC_GROUP:
        return _examples(list(value))
    if op is sre.BRANCH:
        return [text for branch in value[1] for text in _examples(list(branch))[:3]]
    return [""]


def _members(items: Any) -> list[str]:
    """Characters of a set that differ in what other parts of a pattern may take of them."""
    wanted = re.compile(_set_source(items), re.DOTALL)
    kinds = """aAéÉ9_-'’.,;:!?/\\"«»“()[]{}<>&=|*#@+%~^ \t\n\r\xa0\u202f"""
    found = [each for each in kinds if wanted.match(each)]
    found += [chr(v if op is sre.LITERAL else v[0]) for op, v in items if op in {sre.LITERAL, sre.RANGE}][:2]
    return list(dict.fromkeys(found))


def _set_source(items: Any) -> str:
    names = {
        sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
        sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
    }  # fmt: skip
    parts = {
        sre.LITERAL: lambda v: re.escape(chr(v)), sre.NEGATE: lambda _: "^", sre.CATEGORY: lambda v: names[v],
        sre.RANGE: lambda v: f"{re.escape(chr(v[0]))}-{re.escape(chr(v[1]))}",
    }  # fmt: skip
    return f"[{''.join(parts[op](v) for op, v in items)}]"


def slow_text(pattern: str, flags: int, *, whole: bool = False) -> tuple[str, str, str, float, float] | None:
    """What leads, repeats and ends, how much longer a doubled text takes and its seconds; None where all are linear.

    Args:
        pattern, flags: as given to `re.compile`.
        whole: the pattern is only asked at the start of a text, as `match` does.
    """
    tried = re.compile(pattern, flags)
    ask = tried.match if whole else tried.search
    for before, unit in pumps(pattern, flags):
        for end in _ENDS:
            if worst := _grows(ask, before, unit, end):
                return before, unit, end, *worst
    return None


def _grows(ask: Any, before: str, unit: str, end: str) -> tuple[float, float] | None:
    for size in _SIZES:
        taken = _seconds(ask, before + unit * (size // len(unit) + 1) + end)
        if taken > _SLOW_SECONDS and size < _SIZES[-1]:
            return float("inf"), taken
    if taken < 0.004:  # a quadratic one takes ten times as much
        return None
    size = _SIZES[-1]
    # Doubled twice, as a machine that does much else may make one of the two look slow.
    texts = [before + unit * (n // len(unit) + 1) + end for n in (size, 2 * size, 4 * size)]
    one, two, four = (min(_seconds(ask, text) for _ in range(3)) for text in texts)
    growth = min(two / one, four / two)
    return (growth, two) if growth > 2.9 else None


def _seconds(ask: Any, text: str) -> float:
    began = time.process_time()
    ask(text)
    return time.process_time() - began
