# SPDX-License-Identifier: Apache-2.0
"""The program of a stack under the SDK's own mocks, as one would test it: default collector, ordinary exit, no judgement.

``python bench/naive.py STACK`` prints how many resources were registered; the baseline of ``bench/preview.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pulumi
from pulumi.runtime.config import set_all_config
from pulumi.runtime.stack import run_pulumi_func
from pulumi.runtime.sync_await import _sync_await  # pyright: ignore[reportPrivateUsage] - what the SDK's own test decorator uses

from hds_toolkit.sources.project import open_project

ROOT = Path(__file__).resolve().parents[1]


class Echo(pulumi.runtime.Mocks):
    """A provider that creates nothing: no identifier, the inputs as they are."""

    def new_resource(self, args: pulumi.runtime.MockResourceArgs) -> tuple[str | None, dict[str, object]]:
        """The inputs, without an identifier."""
        return None, dict(args.inputs)

    def call(self, args: pulumi.runtime.MockCallArgs) -> tuple[dict[str, object], list[tuple[str, str]] | None]:
        """No function is called."""
        del args
        return {}, None


def main(stack: str) -> None:
    """Register every resource of a stack's program."""
    project = open_project(ROOT, stack)
    set_all_config(project.config, list(project.secret_keys))
    pulumi.runtime.set_mocks(Echo(), project=project.name, stack=project.stack, preview=True)
    pulumi.runtime.settings.SETTINGS.root_directory = str(project.root)
    from hds_stacks.program import main as program  # noqa: PLC0415 - after the mocks, as in a test

    _sync_await(run_pulumi_func(program))
    print(len(pulumi.runtime.settings.get_monitor().get_registered_resources()))


main(sys.argv[1])
