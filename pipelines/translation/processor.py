"""Whether this machine can run the Firefox engine, asked before its native code is loaded.

On x86-64 it is compiled for AVX2, on ARM Linux for the int8 matrix instructions (i8mm); on another processor the
process ends with an illegal instruction, at once or at the first sentence.
"""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys
from functools import cache
from pathlib import Path

_X86 = frozenset({"x86_64", "amd64"})
_ARM = frozenset({"aarch64", "arm64"})
_WINDOWS_AVX2 = 40  # PF_AVX2_INSTRUCTIONS_AVAILABLE
OTHER = "Apertium or an online engine can be used instead."


# What fxtranslate 0.5 is built for: systems with the machines that each build serves.
_BUILDS = {"linux": _X86 | _ARM, "darwin": frozenset({"arm64"}), "win32": frozenset({"amd64", "x86_64"})}


def no_build() -> str:
    """'' where a build of fxtranslate serves this system, else one sentence."""
    linux = sys.platform.startswith("linux")
    glibc = not linux or platform.libc_ver()[0] == "glibc"
    return unserved("linux" if linux else sys.platform, platform.machine().lower(), glibc=glibc)


def unserved(system: str, machine: str, *, glibc: bool = True) -> str:
    """As `no_build`, for a system ("linux", "darwin", "win32") and its machine; `glibc` is False on Alpine Linux."""
    if machine in _BUILDS.get(system, ()) and (glibc or system != "linux"):
        return ""
    name = {"linux": "Linux", "darwin": "macOS", "win32": "Windows"}.get(system, system)
    where = (
        f"{name} without glibc"
        if not glibc and system == "linux"
        else f"{name} on {machine or 'this machine'}"
    )
    return f"The Firefox engine has no build (fxtranslate) for {where}. {OTHER}"


@cache
def lacks() -> str:
    """'' when the processor can run the engine or cannot be asked, else one sentence."""
    return judged(sys.platform, platform.machine().lower(), flags())


def judged(system: str, machine: str, flags: frozenset[str] | None) -> str:
    """As `lacks`, for a system ("linux", "darwin", "win32"), a machine and its processor's flags; None: not known."""
    wanted = "avx2" if machine in _X86 else "i8mm" if machine in _ARM and system.startswith("linux") else ""
    if not wanted or flags is None or wanted in flags:
        return ""
    return f"The Firefox engine needs a processor with {wanted.upper()}, which this one has not. {OTHER}"


def flags() -> frozenset[str] | None:
    """What the processor says it can do, in small letters; None where it cannot be asked."""
    system: str = platform.system()
    if system == "Linux":
        return of_cpuinfo(Path("/proc/cpuinfo"))
    if system == "Darwin":
        return _of_sysctl()
    if system == "Windows":
        there = ctypes.windll.kernel32.IsProcessorFeaturePresent(_WINDOWS_AVX2)  # type: ignore[attr-defined,unused-ignore]
        return frozenset({"avx2"} if there else ())
    return None


def of_cpuinfo(path: Path) -> frozenset[str] | None:
    """The flags of the first processor that Linux lists; None when it lists none."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    for line in lines:
        name, _, value = line.partition(":")
        if name.strip().lower() in {"flags", "features"}:
            return frozenset(value.lower().split())
    return None


def _of_sysctl() -> frozenset[str] | None:
    names = ["machdep.cpu.features", "machdep.cpu.leaf7_features"]
    try:
        found = subprocess.run(  # noqa: S603 - constants
            ["/usr/sbin/sysctl", "-n", *names], capture_output=True, text=True, timeout=5, check=False
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return frozenset(found.lower().split()) or None
