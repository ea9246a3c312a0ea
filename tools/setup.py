"""Makes the environment: .venv from hashed requirements, node_modules from the lock file, the front end built.

`python3 tools/setup.py` makes what `make run` needs, with `--dev` also what `make check` needs.
Runs on the system's Python with the standard library only. Every stage remembers the content of what it was made
from, so that a second run with nothing changed does nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BUILT = ROOT / "src" / "harsat" / "web" / "static" / "dist"
PYTHON_NEEDED = (3, 11)
NODE_NEEDED = (20, 19)
WORTH_PACKING = 1024


def main(arguments: Sequence[str]) -> None:
    """All stages in their order; prints the seconds of those that had something to do."""
    os.chdir(ROOT)
    python_refuse_old()
    node_refuse_old()
    requirements = ["runtime.txt", "dev.txt"] if "--dev" in arguments else ["runtime.txt"]
    stage(".venv", [ROOT / "requirements/uv.txt"], venv_make, VENV / ".made-venv")
    for name in requirements:
        file = ROOT / "requirements" / name
        stage(f"requirements/{name}", [file], lambda file=file: packages_install(file), VENV / f".made-{name}")
    declared = [ROOT / "pyproject.toml", ROOT / "requirements/runtime.in"]
    stage("harsat", declared, product_install, VENV / ".made-harsat")
    locks = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
    stage("node_modules", locks, node_install, ROOT / "node_modules/.made")
    stage("frontend", [*locks, *frontend_files()], frontend_build, BUILT / ".made")


def python_refuse_old() -> None:
    """One line when Python, its venv or its pip is missing."""
    if sys.version_info < PYTHON_NEEDED:
        version = ".".join(map(str, sys.version_info[:3]))
        stop(f"Perlu Python 3.11 atau lebih baru, ini {version} / needs Python 3.11 or newer.")
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop("Perlu modul venv: pasang paket python3-venv / needs the package python3-venv.")


def node_refuse_old() -> None:
    """One line when Node or npm is missing or too old."""
    if not shutil.which("node") or not shutil.which("npm"):
        stop("Perlu Node 20.19 atau lebih baru beserta npm / needs Node 20.19 or newer, and npm.")
    said = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True).stdout.strip()
    numbers = tuple(int(part) for part in re.findall(r"\d+", said)[:2])
    if numbers < NODE_NEEDED:
        stop(f"Perlu Node 20.19 atau lebih baru, ini {said} / needs Node 20.19 or newer.")


def stage(name: str, made_from: Iterable[Path], make: Callable[[], None], stamp: Path) -> None:
    """Run `make` unless the stamp says that it ran for exactly this content and this Python."""
    wanted = digest(made_from)
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    begun = monotonic()
    make()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)
    print(f"  {name:<28}{monotonic() - begun:6.1f} s", flush=True)


def digest(files: Iterable[Path]) -> str:
    """One hash of the names and contents of the files, and of the Python that is running."""
    whole = hashlib.sha256(f"{ROOT}\n{sys.version}".encode())
    for file in sorted(files):
        whole.update(f"{file.relative_to(ROOT)}\n".encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def venv_make() -> None:
    """An environment with pip, and in it the installers, by their hashes; one of another Python is emptied first."""
    run([sys.executable, "-m", "venv", *([] if venv_is_ours() else ["--clear"]), str(VENV)])
    locked = str(ROOT / "requirements/uv.txt")
    run([str(VENV / "bin/python"), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", locked])


def venv_is_ours() -> bool:
    """True when the environment that is there runs, with this very version of Python."""
    try:
        asked = [str(VENV / "bin/python"), "-c", "import sys; print(sys.version)"]
        said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return said.strip() == sys.version.strip()


def packages_install(requirements: Path) -> None:
    """What the file locks, nothing that is not in it by its hash."""
    uv("install", "--require-hashes", "-r", str(requirements))


def product_install() -> None:
    """The product itself, from this folder, with the setuptools that the first stage installed."""
    uv("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))


def node_install() -> None:
    """Exactly what package-lock.json says."""
    run(["npm", "ci", "--loglevel=error"])


def frontend_files() -> list[Path]:
    """What the build reads."""
    inside = [path for path in (ROOT / "frontend").rglob("*") if path.is_file()]
    return [ROOT / "vite.config.ts", ROOT / "tsconfig.json", *inside]


def frontend_build() -> None:
    """Vite's output, and beside each larger file its gzip, which WhiteNoise serves without packing again."""
    run(["npm", "run", "--silent", "build", "--", "--logLevel", "error"])
    for path in BUILT.rglob("*"):
        if path.suffix in {".js", ".css", ".svg", ".json"} and path.stat().st_size > WORTH_PACKING:
            packed = gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)
            path.with_name(path.name + ".gz").write_bytes(packed)


def uv(*arguments: str) -> None:
    """`uv pip` for our environment; it never fetches a Python of its own."""
    python = str(VENV / "bin/python")
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    run([str(VENV / "bin/uv"), "pip", arguments[0], "--quiet", "--python", python, *arguments[1:]], environment)


def run(arguments: Sequence[str], environment: dict[str, str] | None = None) -> None:
    """Run to the end; what it printed is shown only when it failed."""
    done = subprocess.run(
        arguments,
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
        stop(f"Gagal / failed: {' '.join(arguments)}")


def stop(line: str) -> None:
    """End with one line."""
    sys.exit(line)


if __name__ == "__main__":
    main(sys.argv[1:])
