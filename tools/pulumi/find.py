# SPDX-License-Identifier: Apache-2.0
"""Find the Pulumi CLI for tests and benches, or build it from its published Go modules; needs nothing but the standard library.

``python tools/pulumi/find.py`` prints its path; on standard error, what it does or why it cannot.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["OLDEST", "Unavailable", "find", "locate", "version"]

OLDEST = (3, 255)
"""First release that starts an executable policy pack."""
_HERE = Path(__file__).resolve().parent
_TOOL = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
_STAMP = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version"


class Unavailable(Exception):  # noqa: N818 - it is a state of the machine, with its cure
    """There is no usable CLI; the message gives the reason and the cure."""


def version() -> str:
    """The release that ``go.mod`` pins, without ``v``."""
    found = re.search(r"^\s*github\.com/pulumi/pulumi/pkg/v3 v(\S+)", (_HERE / "go.mod").read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise Unavailable(f"{_HERE / 'go.mod'} names no version of the CLI")
    return found[1]


def find() -> Path | None:
    """The CLI of PATH when it is recent enough, else the one built before."""
    on_path = shutil.which("pulumi")
    if on_path and _release(on_path) >= OLDEST:
        return Path(on_path)
    built = _built()
    return built if built.exists() else None


def locate() -> Path:
    """The CLI, built if need be.

    Raises:
        Unavailable: there is none, and it cannot be built.
    """
    found = find()
    if found:
        return found
    go = shutil.which("go")
    if go is None:
        oldest = ".".join(map(str, OLDEST))
        raise Unavailable(
            f"no pulumi >= {oldest} on PATH, none in {_built().parent}, and no go to build it. "
            "cure: install the Pulumi CLI (https://www.pulumi.com/docs/install/) or Go"
        )
    return _build(go)


def _built() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "hds" / f"pulumi-{version()}" / "pulumi"


def _release(cli: str) -> tuple[int, ...]:
    shown = subprocess.run([cli, "version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v?(\d+)\.(\d+)", shown)
    return tuple(map(int, found.groups())) if found else ()


def _build(go: str) -> Path:
    target = _built()
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    print(f"building pulumi {version()} with {go}, once, into {target} (about four minutes)", file=sys.stderr, flush=True)
    done = subprocess.run(
        [
            *(go, "build", "-trimpath", "-tags", "osusergo,grpcnotrace"),
            *("-ldflags", f"-s -w -X {_STAMP}=v{version()}", "-o", str(unfinished), _TOOL),
        ],
        cwd=_HERE,
        env=os.environ | {"CGO_ENABLED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no message"]
        raise Unavailable(f"go could not build pulumi {version()}: {last[0]}. cure: install the Pulumi CLI, or let go reach its modules")
    unfinished.replace(target)
    return target


if __name__ == "__main__":
    try:
        print(locate())
    except Unavailable as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)
