# SPDX-License-Identifier: Apache-2.0
"""Running the program of a project as the language host does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hds_toolkit.sources.errors import SourceError
from hds_toolkit.sources.program import record_project
from hds_toolkit.sources.project import open_project

QUEUE = "import pulumi, pulumi_aws as aws\n"


def graph_of(folder, stack="test"):
    """The graph of the project in a folder."""
    return record_project(open_project(folder, stack))


@pytest.fixture
def error_of(project):
    """What a user is told about a program that fails."""

    def words(program, config="aws:region: eu-west-3", **files):
        folder = project(program, config, **files)
        with pytest.raises(SourceError) as caught:
            graph_of(folder)
        return str(caught.value)

    return words


def names(graph):
    """The names of the resources but the stack."""
    return {item.name for item in graph.resources if not item.type.startswith("pulumi:")}


def test_a_program_imports_what_stands_beside_it(project):
    """The folder of the program comes first on the path, also inside an apply, and is gone afterwards."""
    folder = project(
        QUEUE
        + "import beside\npulumi.Output.from_input('late').apply(lambda name: __import__('after').make(name))\nbeside.make('early')\n",
        beside="import pulumi_aws as aws\ndef make(name): aws.sqs.Queue(name)\n",
        after="import pulumi_aws as aws\ndef make(name): aws.sqs.Queue(name)\n",
    )
    path, modules = list(sys.path), set(sys.modules)
    assert names(graph_of(folder)) == {"early", "late"}
    assert sys.path == path
    assert not {"beside", "after"} & (set(sys.modules) - modules)


def test_a_module_that_is_on_the_path_anyway_is_not_made_twice(project, monkeypatch):
    """Where the program's folder is on the path already, as of an installed project, whoever imports its modules later gets the same."""
    folder = project(QUEUE + "import kept\naws.sqs.Queue(kept.NAME)\n", kept="NAME = 'one'\n")
    monkeypatch.syspath_prepend(str(folder))
    assert names(graph_of(folder)) == {"one"}
    assert sys.modules.pop("kept").NAME == "one"


def test_two_projects_may_have_modules_of_one_name(project, tmp_path):
    """A module of the first project is not taken for that of the second."""
    first = project(QUEUE + "import names\naws.sqs.Queue(names.NAME)\n", names="NAME = 'one'\n")
    assert names(graph_of(first)) == {"one"}
    first.rename(tmp_path / "first")
    second = project(QUEUE + "import names\naws.sqs.Queue(names.NAME)\n", names="NAME = 'two'\n")
    assert names(graph_of(second)) == {"two"}


def test_a_program_sees_the_host_it_expects(project):
    """Working directory, arguments and __main__ are the language host's, and put back afterwards."""
    folder = project(
        QUEUE + "import os, sys\nassert __name__ == '__main__'\naws.sqs.Queue('q', tags={'cwd': os.getcwd(), 'argv': sys.argv[0]})\n"
    )
    before = Path.cwd(), list(sys.argv)
    tags = next(item for item in graph_of(folder).resources if item.name == "q").inputs["tags"]
    assert tags == {"cwd": str(folder), "argv": str(folder)}
    assert (Path.cwd(), sys.argv) == before


def test_main_may_name_a_file(project):
    """`main: code.py` runs that file."""
    folder = project("raise SystemError", code=QUEUE + "aws.sqs.Queue('q')\n")
    (folder / "Pulumi.yaml").write_text("name: demo\nruntime: python\nmain: code.py\n")
    assert names(graph_of(folder)) == {"q"}


def test_an_asynchronous_entry_point_is_awaited(project):
    """`pulumi.run` takes a coroutine function; what it registers after a pause is recorded."""
    program = QUEUE + "import asyncio\nasync def main():\n    await asyncio.sleep(0.01)\n    aws.sqs.Queue('late')\npulumi.run(main)\n"
    assert names(graph_of(project(program))) == {"late"}


def test_packages_of_the_projects_environment_can_be_imported(project):
    """The environment that Pulumi.yaml names comes after our own packages."""
    folder = project(QUEUE + "import only_there\naws.sqs.Queue(only_there.NAME)\n")
    site = folder / ".venv" / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    site.mkdir(parents=True)
    (site / "only_there.py").write_text("NAME = 'installed'\n")
    (folder / "Pulumi.yaml").write_text("name: demo\nruntime: {name: python, options: {virtualenv: .venv}}\n")
    assert names(graph_of(folder)) == {"installed"}
    sys.modules.pop("only_there", None)


@pytest.mark.parametrize(
    ("program", "files", "words"),
    [
        ("import pulumi\n\n1 / 0\n", {}, "__main__.py:3: ZeroDivisionError: division by zero"),
        ("import helper\nhelper.work()\n", {"helper": "def work():\n    {}['x']\n"}, "helper.py:2: KeyError: 'x'"),
        ("import helper\n", {"helper": "def work(:\n"}, "helper.py:1: SyntaxError: "),
        ("x = (\n", {}, "__main__.py:1: SyntaxError: "),
        (
            "import nowhere_to_be_found\n",
            {},
            "__main__.py:1: ModuleNotFoundError: No module named 'nowhere_to_be_found'\n  hint: install it",
        ),
        ("import sys\n\nsys.exit(3)\n", {}, "__main__.py:3: SystemExit: 3"),
        ("import sys\nsys.exit()\n", {}, "__main__.py:2: SystemExit"),
        (QUEUE + "pulumi.Output.from_input(1).apply(lambda one: one / 0)\n", {}, "__main__.py:2: ZeroDivisionError"),
        (QUEUE + "aws.sqs.Queue('q', nam='x')\n", {}, "__main__.py:2: TypeError"),
        (QUEUE + "pulumi.Config().require('size')\n", {}, "__main__.py:2: ConfigMissingError"),
        (QUEUE + "pulumi.Config('aws').require_int('region')\n", {}, "__main__.py:2: ConfigTypeError"),
        (QUEUE + "aws.sqs.Queue('q')\naws.sqs.Queue('q')\n", {}, "aws:sqs/queue:Queue::q is registered twice"),
        (
            QUEUE + "aws.ec2.get_key_pair(key_name='x').id\n",
            {},
            "__main__.py:2: the program asked for what only an account can answer: aws:ec2/getKeyPair:getKeyPair\n  hint: ",
        ),
        (QUEUE + "raise pulumi.RunError('choose a size')\n", {}, "__main__.py:2: RunError: choose a size"),
    ],
    ids=lambda value: value.splitlines()[-1][:40] if isinstance(value, str) else None,
)
def test_an_error_of_a_program_is_shown_at_its_own_line(error_of, program, files, words):
    """File and line of the project, the error in one line, and no traceback."""
    told = error_of(program, **files)
    assert words in told
    assert "Traceback" not in told


def test_an_error_inside_a_package_is_shown_at_the_line_that_called_it(error_of):
    """The frame of the project is the one that the user can mend."""
    assert error_of("import json\n\njson.loads('{')\n").startswith("__main__.py:3: JSONDecodeError")


def test_a_project_without_a_program_is_said(project):
    """`main` may point at nothing."""
    folder = project("")
    (folder / "__main__.py").unlink()
    with pytest.raises(SourceError, match=r"__main__\.py: no such program"):
        graph_of(folder)


def test_an_error_does_not_print_a_secret_of_the_project(error_of, tmp_path):
    """A value that Pulumi.yaml declares secret is taken out of the words of an exception."""
    del tmp_path
    program = "import pulumi\nraise ValueError('bad password ' + pulumi.Config().require('password'))\n"
    config = "aws:region: eu-west-3\ndemo:password:\n  secure: AAABcanary"
    told = error_of(program, config)
    assert "bad password [secret]" in told
    assert "canary" not in told


def test_a_secret_default_of_the_project_is_not_printed_in_an_error(project):
    """The same where the value itself stands in Pulumi.yaml."""
    folder = project("import pulumi\nraise ValueError('bad password ' + pulumi.Config().require('password'))\n")
    (folder / "Pulumi.yaml").write_text(
        "name: demo\nruntime: python\nconfig:\n  password: {type: string, secret: true, default: canary-9}\n"
    )
    with pytest.raises(SourceError, match=r"bad password \[secret\]"):
        graph_of(folder)


def test_what_a_program_and_its_processes_print_is_talk(project, capfd):
    """print, a kept handle and a child process go to standard error, so that standard output stays data."""
    folder = project(
        "import os, sys\n"
        "print('from print')\nsys.__stdout__.write('from handle\\n')\nos.write(1, b'from descriptor\\n')\nos.system('echo from child')\n"
    )
    graph_of(folder)
    os.write(1, b"after")
    out, err = capfd.readouterr()
    assert out == "after"
    assert {"from print", "from handle", "from descriptor", "from child"} <= set(err.splitlines())


@pytest.mark.parametrize("config", ["aws:region: eu-west-3", "demo:size: 1"])
def test_a_program_reads_the_configuration_of_the_sdk(project, config):
    """``aws.config.region`` is what the stack says, by attribute, by import and from another module, or nothing; in a fresh process."""
    folder = project(
        "import pulumi_aws as aws\nfrom pulumi_aws import config\nimport helper\n"
        "aws.sqs.Queue('q', tags={'a': str(aws.config.region), 'b': str(config.region), 'c': str(helper.region)}, region='eu-west-3')\n",
        config,
        helper="from pulumi_aws import config\nregion = config.region\n",
    )
    command = [sys.executable, "-m", "hds_toolkit", "preview", "--json", "-C", str(folder), "--stack", "test"]
    bare = {name: value for name, value in os.environ.items() if name not in {"AWS_REGION", "AWS_DEFAULT_REGION"}}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=bare)
    assert ran.returncode == 0, ran.stderr
    tags = json.loads(ran.stdout)["steps"][-1]["newState"]["inputs"]["tags"]
    assert set(tags.values()) == {"eu-west-3" if config.startswith("aws") else "None"}
