# SPDX-License-Identifier: Apache-2.0
"""What the pages show is true: examples run, commands exist, links lead somewhere, and the French page keeps step."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
import types
from collections import Counter
from datetime import date

import pulumi
import pytest
import typer.main
from tools import generate

from hds_controls import yaml
from hds_policies import rule
from hds_policies.graph import Resource
from hds_policies.judge import judge_resource
from hds_policies.messages import message
from hds_policies.verdict import Outcome
from hds_policies.waivers.read import read
from hds_stacks.contract import EXPORT
from hds_stacks.load import load
from hds_toolkit.__main__ import app, run
from hds_toolkit.sources.recording import record
from tests.policies import cases
from tests.repository.pages import ENGLISH, FRENCH, PAGES, commands, page
from tests.repository.test_make import MAKEFILE, TARGETS
from tests.repository.tree import ROOT
from tests.stacks.test_environment import exported, filled

BLOCKS = [block for path in PAGES for block in page(path).blocks]
CONSOLES = [block for block in BLOCKS if block.language == "console"]
COMMANDS = [command for block in CONSOLES for command in commands(block)]
YAMLS = [block for block in BLOCKS if block.language == "yaml"]
QUOTED = sorted({quoted for path in PAGES for quoted in page(path).quoted})
ELSEWHERE = "path/to/project"
MARKS = {"project": "# __main__.py\n", "contract": "contract.read(", "rule": "@resource_rule(", "cases": "from tests.policies.cases"}
README = [ENGLISH, FRENCH]


def name(path):
    """A page as tests name it."""
    return str(path.relative_to(ROOT))


def python(path, kind):
    """The one Python example of a kind on a page."""
    (found,) = [block for block in page(path).blocks if block.language == "python" and MARKS[kind] in block.text]
    return found


def executed(block, **names):
    """The names that an example defines."""
    exec(compile(block.text, str(block), "exec"), names)  # noqa: S102 - examples of this repository
    return names


@pytest.fixture
def sandbox(tmp_path, monkeypatch):
    """A copy of what this project deploys, as current folder, with the small project of the page beside it."""
    shutil.copy(ROOT / "Pulumi.yaml", tmp_path)
    shutil.copytree(ROOT / "stacks", tmp_path / "stacks", ignore=shutil.ignore_patterns("__pycache__"))
    project = tmp_path / ELSEWHERE
    project.mkdir(parents=True)
    (project / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (project / "Pulumi.dev.yaml").write_text("config:\n  aws:region: eu-west-3\n")
    (project / "__main__.py").write_text(python(ENGLISH, "project").text)
    monkeypatch.chdir(tmp_path)
    for variable in ("LC_ALL", "LC_MESSAGES", "PULUMI_STACK", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


def programs(line):
    """The commands of a pipe, each as its words."""
    return [shlex.split(part) for part in line.split(" | ")]


def words(text):
    """Text as it reads, however it is wrapped."""
    return " ".join(text.split())


def test_every_example_is_of_a_kind_that_is_tested():
    """Nothing is shown that no test below looks at."""
    assert [str(block) for block in BLOCKS if block.language not in {"console", "python", "yaml"}] == []
    unknown = [block for block in BLOCKS if block.language == "python" and sum(mark in block.text for mark in MARKS.values()) != 1]
    assert [str(block) for block in unknown] == []
    assert [str(block) for block in CONSOLES if not block.text.startswith("$ ")] == []
    for path in README:
        assert Counter(block.language for block in page(path).blocks)["python"] == len(MARKS)


@pytest.mark.parametrize("block", [block for block in YAMLS if not block.text.startswith("waivers:")], ids=str)
def test_an_example_of_a_stack_file_builds_a_zone_without_a_finding(block, sandbox, capsys):
    """It loads as settings, holds what the page says, and what it builds passes every rule."""
    file = sandbox / "stacks" / "Pulumi.example.yaml"
    file.write_text(block.text, "utf-8")
    settings = load(file)
    assert (settings.tenant, settings.stage, settings.profile) == ("clinique-exemple", "production", "standard")
    assert run(["preview", "--stack", "example"]) == 0, capsys.readouterr()


@pytest.mark.parametrize("block", [block for block in YAMLS if block.text.startswith("waivers:")], ids=str)
def test_an_example_of_a_register_holds_on_the_day_it_was_written(block, tmp_path):
    """It has no mistake, and covers keys of the name it gives."""
    file = tmp_path / "waivers.yaml"
    file.write_text(block.text, "utf-8")
    register = read(file, date(2026, 11, 24))
    assert register.problems == ()
    assert register.waivers[0].matches(
        Resource(urn="urn:pulumi:s::p::aws:kms/key:Key::imaging-1", type="aws:kms/key:Key", name="imaging-1")
    )


@pytest.mark.parametrize("block", CONSOLES, ids=str)
def test_a_console_example_prints_what_is_shown(block, sandbox, capsys, monkeypatch):
    """Each line of ours is run, one after the other, in the language of its page; what is shown below it is printed, in that order."""
    monkeypatch.setenv("LANG", "fr_FR.UTF-8" if block.path == FRENCH else "C")
    for command in commands(block):
        if command.line.startswith("sed "):
            subprocess.run(["sh", "-c", command.line], check=True, cwd=sandbox)
        elif all(program[0] == "hds" for program in programs(command.line)):
            code, printed = pipe(programs(command.line), capsys, monkeypatch)
            assert code in ((0, 1, 2) if command.shown else (0, 1)), printed
            assert missing(command.shown, printed) is None, printed
        else:
            assert command.shown == (), "nothing proves these lines"


def missing(shown, printed):
    """The first piece of the shown lines that is not printed after the piece before it; ``...`` stands for anything."""
    text, at = words(printed), 0
    for piece in (words(piece) for line in shown for piece in line.split("...")):
        at = text.find(piece, at)
        if at < 0:
            return piece
        at += len(piece)
    return None


def pipe(parts, capsys, monkeypatch):
    """Exit code and everything said by the last command of a pipe."""
    code, said = 0, capsys.readouterr()
    for program in parts:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said.out.encode())))
        code = run(program[1:])
        said = capsys.readouterr()
    return code, said.out + said.err


@pytest.mark.parametrize(
    "line", sorted({command.line for command in COMMANDS} | {text for text in QUOTED if re.match(r"(hds|make) \S", text)})
)
def test_a_command_exists_as_it_is_written(line):
    """Subcommand, options and target of each command that a page names; those of Pulumi are asked of its CLI in the engine tests."""
    for program, *arguments in programs(line):
        if program == "hds":
            group = typer.main.get_command(app)
            subcommand = group.commands[arguments[0]]
            if arguments[1:]:
                subcommand.make_context(arguments[0], arguments[1:])
        elif program == "make":
            assert arguments[0] in TARGETS
            assert all(f"\n{argument.partition('=')[0]} ?=" in MAKEFILE for argument in arguments[1:])
        else:
            assert program in {"pulumi", "sed"}


@pytest.mark.parametrize("path", README, ids=name)
def test_the_example_of_a_contract_reads_the_one_an_environment_exports(path, monkeypatch):
    """The stack named exists here, and the log group of the example gets the key and the term that it promises."""
    stored = filled(exported("aws-prod"))

    class Reference:
        def __init__(self, wanted):
            organization, project, stack = wanted.split("/")
            assert (organization, project) == ("organization", yaml.read(ROOT / "Pulumi.yaml")["name"])
            assert (ROOT / "stacks" / f"Pulumi.{stack}.yaml").is_file()

        def require_output(self, output):
            assert output == EXPORT
            return pulumi.Output.from_input(stored)

    monkeypatch.setattr(pulumi, "StackReference", Reference)
    block = python(path, "contract")
    graph = record(lambda: executed(block) and None, config={"aws:region": "eu-west-3"})
    (group,) = graph.of("aws:cloudwatch/logGroup:LogGroup")
    assert group.get("kmsKeyId").value == stored["keys"]["logs"]["id"]
    assert group.get("retentionInDays").value == stored["logs"]["retentionDays"]


@pytest.mark.parametrize("path", README, ids=name)
def test_the_example_of_a_rule_gives_the_verdicts_of_its_cases(path, monkeypatch):
    """The rule is registered and judged on the recorded queues of the page, then gone, so that no other test sees it."""
    before = rule.all_rules()
    with monkeypatch.context() as alone:
        alone.setattr(rule, "_RULES", dict(rule._RULES))
        executed(python(path, "rule"), __name__="hds_policies.rules.encryption")
        (added,) = set(rule.all_rules()) - set(before)
        module = types.ModuleType("example_cases")
        alone.setitem(sys.modules, module.__name__, module)
        vars(module).update(executed(python(path, "cases"), __name__=module.__name__))
        found = cases._of_module(module.__name__)
    assert {case.rule for case in found} == {added.name}
    judged = {case.name: judge_resource(added, case.graph.of(*added.kinds)[0], case.graph) for case in found}
    assert {case.name: case.expected for case in found} == {case: verdict.outcome for case, verdict in judged.items()}
    assert set(Counter(verdict.outcome for verdict in judged.values())) == {Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN}
    assert any("absent" in case for case in judged)
    assert [message(item, "en") for item in judged["a_day_fail"].evidence]
    assert rule.all_rules() == before


@pytest.mark.parametrize("path", README, ids=name)
def test_the_example_of_a_rule_would_enter_the_project(path):
    """Its control exists and speaks of what it judges, and its name is free."""
    text = python(path, "rule").text
    control, kind = re.search(r'@resource_rule\("([\w-]+)", "([\w:/]+)"\)', text).groups()
    assert any(kind in known.kinds for known in rule.all_rules() if known.control == control)
    assert not any(f"def {known.name}(" in text for known in rule.all_rules())


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_link_to_a_file_leads_there(path):
    """Files, folders, and headings inside pages."""
    broken = []
    for link in page(path).links:
        target, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        file = (path.parent / target).resolve() if target else path
        if not file.exists() or (anchor and anchor not in page(file).anchors):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("quoted", [text for text in QUOTED if "/" in text and (ROOT / text.split("/")[0]).is_dir() and " " not in text])
def test_a_quoted_path_exists(quoted):
    """A path that begins with a folder of this repository; `<family>` stands for any name, and a program of .venv is one we install."""
    if quoted.startswith(".venv/bin/"):
        assert f"\n{quoted.rpartition('/')[2]} = " in (ROOT / "pyproject.toml").read_text("utf-8")
    else:
        assert any(ROOT.glob(re.sub(r"<\w+>|\*", "*", quoted)))


def test_the_french_readme_keeps_step():
    """The same headings, tables, links and examples in the same order; only the words and what hds says are French."""
    english, french = page(ENGLISH), page(FRENCH)
    assert [level for level, _ in french.headings] == [level for level, _ in english.headings]
    assert french.rows == english.rows
    assert [link for link in french.links if link != ENGLISH.name] == [link for link in english.links if link != FRENCH.name]
    assert [_meant(block) for block in french.blocks] == [_meant(block) for block in english.blocks]


def _meant(block):
    """An example without what its language changes."""
    return [(command.line, bool(command.shown)) for command in commands(block)] if block.language == "console" else block.text


def test_the_index_of_the_documentation_is_complete():
    """Each page is listed once, the generated ones as generated; those of controls have an index of their own."""
    index = ROOT / "docs" / "README.md"
    listed = {kind: _listed(index, kind) for kind in ("Generated", "Written")}
    made = {name(path) for path in generate.generated() if path.suffix == ".md"}
    controls = re.findall(r"^\| \[[^]]+\]\(([^)]+)\)", (generate.CONTROLS / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted([*listed["Generated"], *(name(generate.CONTROLS / link) for link in controls)]) == sorted(made)
    assert sorted(listed["Written"]) == sorted({name(path) for path in PAGES if path.parent != ROOT and path != index} - made)


def _listed(index, heading):
    section = index.read_text("utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [f"docs/{link}" for link in re.findall(r"^\| \[[^]]+\]\(([^)]+)\)", section, re.MULTILINE)]
