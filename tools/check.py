"""Everything `make check` looks at, one after the other; the failures are listed at the end.

Needs a database (DATABASE_URL) and CX_DEMO=1; the parts that need Node are skipped, and say so, without it.
"""

import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
FRONTEND = ROOT / "frontend"
OPENAPI = ROOT / "docs" / "openapi.yaml"
DISTRIBUTED_GUARD = ROOT.parent / "shared" / "tools" / "distributed_guard.py"


class Failed(Exception):
    """The reason, in words."""


class Skipped(Exception):
    """The reason, in words."""


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    if subprocess.run([str(part) for part in command], cwd=cwd, stdin=subprocess.DEVNULL).returncode != 0:  # noqa: S603
        raise Failed(f"{Path(command[0]).name} found something")


def manage(*arguments: str | Path) -> None:
    run(sys.executable, "manage.py", *arguments)


def ruff_lint() -> None:
    run(BIN / "ruff", "check", ".")


def ruff_format() -> None:
    run(BIN / "ruff", "format", "--check", ".")


def types() -> None:
    run(BIN / "mypy")


def layers() -> None:
    run(BIN / "lint-imports")


def templates() -> None:
    run(BIN / "djade", "--check", "--target-version", "5.2", *sorted(ROOT.glob("apps/*/templates/**/*.html")))


def settings() -> None:
    manage("check", "--fail-level", "WARNING")


def migrations() -> None:
    manage("makemigrations", "--check", "--dry-run")


def openapi() -> None:
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / OPENAPI.name
        manage("spectacular", "--file", fresh, "--validate", "--fail-on-warn")
        if not OPENAPI.exists() or fresh.read_text() != OPENAPI.read_text():
            raise Failed(f"{OPENAPI.relative_to(ROOT)} is not what the code says: run make openapi")


def distributed_guard() -> None:
    """Tenant schemas stay fit for Citus."""
    if not DISTRIBUTED_GUARD.exists():
        raise Skipped("its script is not beside this checkout")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cxplatform.settings")
    run(sys.executable, DISTRIBUTED_GUARD, ROOT)


def frontend_tests() -> None:
    _install_node_modules()
    run("npm", "test", "--silent", cwd=FRONTEND)


def bundle() -> None:
    _install_node_modules()
    with tempfile.TemporaryDirectory() as fresh:
        run("npx", "--no-install", "tsc", cwd=FRONTEND)
        for mode, empty in (("app", ["--emptyOutDir"]), ("public", []), ("builder", [])):
            build = ["vite", "build", "--logLevel", "error", "--mode", mode, "--outDir", fresh, *empty]
            run("npx", "--no-install", *build, cwd=FRONTEND)
        if differing := _differences(Path(fresh), FRONTEND / "dist"):
            raise Failed(f"frontend/dist differs from its sources ({', '.join(differing)}): run make bundle")


def _install_node_modules() -> None:
    if not shutil.which("npm"):
        raise Skipped("needs Node, which is not installed")
    installed, wanted = FRONTEND / "node_modules" / ".package-lock.json", FRONTEND / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < wanted.stat().st_mtime:
        run("npm", "ci", "--silent", "--no-audit", "--no-fund", cwd=FRONTEND)


def _differences(fresh: Path, committed: Path) -> list[str]:
    names = {path.relative_to(top) for top in (fresh, committed) for path in top.rglob("*") if path.is_file()}
    return sorted(str(name) for name in names if not _same(fresh / name, committed / name))


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and filecmp.cmp(one, other, shallow=False)


CHECKS: dict[str, Callable[[], None]] = {
    "Lint": ruff_lint,
    "Format": ruff_format,
    "Import order of the rooms": layers,
    "Templates": templates,
    "Types": types,
    "Settings": settings,
    "Migrations": migrations,
    "OpenAPI": openapi,
    "Distributed guard": distributed_guard,
    "Bundle": bundle,
    "Front-end tests": frontend_tests,
}


def main() -> int:
    failures = []
    for name, check in CHECKS.items():
        started = time.monotonic()
        print(f"--- {name}", flush=True)
        try:
            check()
        except Skipped as reason:
            print(f"    skipped: {reason}")
        except Failed as reason:
            failures.append(f"{name}: {reason}")
        else:
            print(f"    well, {time.monotonic() - started:.1f} s")
    print(f"\n{len(failures)} of {len(CHECKS)} failed", *failures, sep="\n  " if failures else "")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
