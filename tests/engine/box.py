# SPDX-License-Identifier: Apache-2.0
"""The real engine in a box: a project folder, a state folder, a stand-in cloud, and nothing of the user's own Pulumi."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["HERE", "ROOT", "Cloud", "Project"]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass
class Cloud:
    """What the stand-in provider really did."""

    log: Path

    @property
    def entries(self):
        """The log, in order."""
        return [json.loads(line) for line in self.log.read_text().splitlines()] if self.log.exists() else []

    @property
    def alive(self):
        """Resources created and not deleted, as pairs of URN and id."""
        found: Counter[tuple[str, str]] = Counter()
        for entry in self.entries:
            found[entry["urn"], entry["id"]] += {"create": 1, "delete": -1}.get(entry["op"], 0)
        return sorted(found.elements())


@dataclass
class Project:
    """A copy of a Pulumi project with one stack on the real CLI."""

    folder: Path
    cli: Path
    home: Path
    stack: str = "test"
    extra: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        """Put the stand-ins on the PATH of the project."""
        for name in ("bin", "pulumi", "state"):
            (self.home / name).mkdir()
        for plugin, module in {"pulumi-resource-aws": "provider", "pulumi-language-python": "language"}.items():
            script = self.home / "bin" / plugin
            script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -u "{HERE / "standins" / module}.py" "$@"\n')
            script.chmod(0o755)

    @property
    def cloud(self):
        """The cloud of this project."""
        return Cloud(self.home / "cloud.jsonl")

    @property
    def environment(self):
        """What the CLI sees: nothing of the user's own Pulumi."""
        kept = {key: os.environ[key] for key in ("HOME", "LANG", "TMPDIR") if key in os.environ}
        return {
            **kept,
            "PATH": os.pathsep.join([str(self.home / "bin"), str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
            "PULUMI_HOME": str(self.home / "pulumi"),
            "PULUMI_BACKEND_URL": f"file://{self.home / 'state'}",
            "PULUMI_CONFIG_PASSPHRASE": "only for tests",
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            "PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK": "true",
            "STANDIN_LOG": str(self.cloud.log),
            **self.extra,
        }

    def command(self, *arguments):
        """The CLI with its arguments."""
        return [str(self.cli), *arguments, "--non-interactive", "--color", "never"]

    def start(self, *arguments, **environment):
        """The CLI running in the background, in a process group of its own."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def do(self, *arguments, **environment):
        """Run the CLI to its end."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def run(self, *arguments, code=0, **environment):
        """Run the CLI and return what it said; the exit code must be ``code``."""
        done = self.do(*arguments, **environment)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def json(self, *arguments, **environment):
        """Run the CLI and decode its standard output."""
        done = self.do(*arguments, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    def export(self):
        """The state."""
        return self.json("stack", "export", "--stack", self.stack)

    @property
    def state(self):
        """Custom resources that the state holds, as pairs of URN and id; providers live in no cloud."""
        return sorted(
            (resource["urn"], resource["id"])
            for resource in self.export()["deployment"].get("resources", [])
            if resource["custom"] and not resource["type"].startswith("pulumi:")
        )
