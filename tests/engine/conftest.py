# SPDX-License-Identifier: Apache-2.0
"""The fixtures of the engine tests: the CLI, the pack, and projects in a box."""

import os
import shutil
import sys

import pytest
from tests.engine.box import HERE, ROOT, Project
from tools.pulumi import find


@pytest.fixture(scope="session")
def cli():
    """The real CLI; without one the test is skipped, or fails where ``HDS_REQUIRE_ENGINE=1`` says that it must run."""
    try:
        return find.locate()
    except find.Unavailable as reason:
        if os.environ.get("HDS_REQUIRE_ENGINE") == "1":
            pytest.fail(f"the engine is required here: {reason}")
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def pack():
    """The folder of the policy pack, as a user gives it to ``--policy-pack``."""
    return str(ROOT / "policies")


@pytest.fixture
def project(cli, tmp_path):
    """Makes a project from one of the programs beside this file: ``project("keys")``."""

    def make(program, config=(), secrets=(), **extra):
        folder = tmp_path / "project"
        shutil.copytree(HERE / "programs" / program, folder)
        (folder / "Pulumi.yaml").write_text("name: hds\nruntime: python\n")
        made = Project(folder, cli, tmp_path, extra=extra)
        made.run("stack", "init", made.stack)
        for key, value in {"aws:region": "eu-west-3", **dict(config)}.items():
            made.run("config", "set", key, value, "--stack", made.stack)
        for key, value in dict(secrets).items():
            made.run("config", "set", key, value, "--secret", "--stack", made.stack)
        return made

    return make


@pytest.fixture(scope="session")
def zone(cli, tmp_path_factory):
    """Makes a copy of this project with one of its own stacks: ``zone("aws-prod")``."""

    def make(stack):
        home = tmp_path_factory.mktemp(stack)
        folder = home / "project"
        folder.mkdir()
        shutil.copy(ROOT / "Pulumi.yaml", folder)
        shutil.copytree(ROOT / "stacks", folder / "stacks", ignore=shutil.ignore_patterns("__pycache__"))
        (folder / ".venv").symlink_to(sys.prefix)  # where Pulumi.yaml says it is, for the official language host
        # Saving a state of hundreds of resources after each step takes five times the rest; what an interrupted run leaves is tested apart.
        made = Project(folder, cli, home, stack=stack, extra={"PULUMI_EXPERIMENTAL": "true", "PULUMI_SKIP_CHECKPOINTS": "true"})
        made.run("stack", "init", stack)
        return made

    return make
