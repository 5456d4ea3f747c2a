# SPDX-License-Identifier: Apache-2.0
"""Generated files are current."""

from __future__ import annotations

import json

import pytest
from tools import generate

from hds_controls.load import catalogue
from hds_stacks.schema import stack_schema
from hds_toolkit import schemas
from tests.repository.tree import ROOT

GENERATED = generate.generated()


@pytest.mark.parametrize("path", GENERATED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_generated_file_is_current(path):
    """What is kept is what the models, the catalogue, the rules and the locks give now."""
    assert path.exists(), "run: make docs"
    assert path.read_text("utf-8") == GENERATED[path], "run: make docs"


def test_the_schema_of_stack_files_is_current():
    """It has a writer of its own, which make docs runs too."""
    assert json.loads(schemas.shipped("stack")) == stack_schema(), "run: make docs"


def test_each_control_has_a_page_and_no_page_outlives_its_control():
    """A page that nothing writes any more would stay wrong."""
    pages = {f"{control}.md" for control in catalogue().controls} | {"README.md"}
    assert {path.name for path in generate.CONTROLS.iterdir()} == pages
    assert {path.name for path in GENERATED if path.parent == generate.CONTROLS} == pages


def test_constraints_are_the_pins_of_a_lock():
    """Names, versions and markers, without hashes and comments."""
    hashes = " \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n    # via e\n"
    lock = f"a==1.0{hashes}b-c==2 ; sys_platform == 'win32'{hashes}d==3\n"
    assert generate.constraints(lock) == "a==1.0\nb-c==2 ; sys_platform == 'win32'\nd==3\n"
