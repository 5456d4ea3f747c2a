# SPDX-License-Identifier: Apache-2.0
"""An installed wheel is whole."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile

import pytest

from tests.repository.tree import PACKAGES, ROOT

PROBE = """
import json, sys, pathlib
import hds_controls, hds_stacks.profiles, hds_stacks.schema
from hds_controls import load
from hds_policies.rule import all_rules
from hds_toolkit import schemas
print(json.dumps({
    "place": str(pathlib.Path(hds_controls.__file__).parent),
    "controls": list(load.catalogue().controls),
    "facts": [len(part()) for part in (load.countries, load.regions, load.zones, load.global_services, load.retention)],
    "rules": len(all_rules()),
    "schemas": {name: json.loads(schemas.shipped(name))["$schema"] for name in schemas.names()},
    "profiles": [hds_stacks.profiles.profile(name).name for name in hds_stacks.schema.profile_names()],
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built offline."""
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def probed(wheel, tmp_path_factory):
    """What the unpacked wheel finds of itself, away from the repository."""
    import json  # noqa: PLC0415 - only here

    site = tmp_path_factory.mktemp("site")
    zipfile.ZipFile(wheel).extractall(site)
    ran = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=site, env=os.environ | {"PYTHONPATH": str(site)}, check=True, capture_output=True, text=True
    )
    found = json.loads(ran.stdout)
    assert found.pop("place") == str(site / "hds_controls")
    return found


def test_a_wheel_holds_every_file_of_the_packages(wheel):
    """Code and data alike, and nothing of tests, tools or stacks of our own."""
    names = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        f"{package}/{path.relative_to(folder).as_posix()}"
        for package, folder in PACKAGES.items()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected <= names
    assert {name.partition("/")[0] for name in names} - set(PACKAGES) == {
        next(name for name in names if ".dist-info/" in name).partition("/")[0]
    }


def test_a_wheel_installs_the_command_and_the_pack(wheel):
    """`hds` and the executable policy pack are its scripts, and the licence is inside."""
    with zipfile.ZipFile(wheel) as archive:
        texts = {name.rpartition("/")[2]: archive.read(name).decode() for name in archive.namelist() if ".dist-info/" in name}
    assert texts["entry_points.txt"].splitlines() == [
        "[console_scripts]",
        "hds = hds_toolkit.__main__:main",
        "hds-policy-pack = hds_policies.serve:main",
    ]
    assert "Apache License" in texts["LICENSE"]


def test_an_installed_wheel_reads_its_own_data(probed):
    """Catalogue, facts, schemas and profiles are found without the repository."""
    from hds_controls.load import catalogue  # noqa: PLC0415 - compared with the repository's own
    from hds_policies.rule import all_rules  # noqa: PLC0415
    from hds_toolkit import schemas  # noqa: PLC0415

    assert probed["controls"] == list(catalogue().controls)
    assert all(probed["facts"])
    assert probed["rules"] == len(all_rules())
    assert tuple(probed["schemas"]) == schemas.names()
    assert probed["profiles"] == ["dev", "standard", "strict"]
