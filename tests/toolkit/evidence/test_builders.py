# SPDX-License-Identifier: Apache-2.0
"""Who builds what a control asks, and what a rule expects."""

from __future__ import annotations

from hds_policies.graph import Graph, Position, Resource
from hds_policies.judge import Judgement, Tally
from hds_policies.rule import Rule
from hds_policies.verdict import PASS, Outcome, all_of, fail
from hds_toolkit.evidence.builders import builders, expected


def made(name, file):
    """A resource declared in a file."""
    return Resource(urn=f"urn:{name}", type="aws:sqs/queue:Queue", name=name, position=Position(file, 1) if file else None)


def test_what_passes_was_built_where_it_is_declared(tmp_path):
    """Each file once, sorted; what fails, is declared elsewhere or has no place does not count."""
    files = ["components/b.py", "components/a.py", "components/a.py", "stacks/__main__.py", "components/c.py", None]
    graph = Graph(made(f"q{number}", file) for number, file in enumerate(files))
    worst = {f"urn:q{number}": Outcome.FAIL if number == 4 else Outcome.PASS for number in range(6)}
    assert builders(graph, Judgement((), {"HDS-ENC-03": Tally(worst)}), tmp_path) == {"HDS-ENC-03": ("components/a.py", "components/b.py")}


def test_a_control_of_the_whole_program_is_built_by_who_says_so(tmp_path):
    """Docstrings name controls one by one, as ranges and as lists; a file whose resources pass comes first."""
    folder = tmp_path / "components" / "some" / "aws" / "backup"
    folder.mkdir(parents=True)
    (folder / "plans.py").write_text('"""Plans (HDS-BCK-01 to 03, 07, HDS-GOV-06 and 09)."""\nX = "HDS-LOG-01"\n')
    (folder / "vaults.py").write_text('def make():\n    """Lock them (HDS-BCK-03)."""\n')
    graph = Graph([made("plan", "components/made.py")])
    found = builders(graph, Judgement((), {"HDS-BCK-02": Tally({"urn:plan": Outcome.PASS})}), tmp_path)
    plans, vaults = "components/some/aws/backup/plans.py", "components/some/aws/backup/vaults.py"
    assert found == {
        "HDS-BCK-01": (plans,),
        "HDS-BCK-02": ("components/made.py",),
        "HDS-BCK-03": (plans, vaults),
        "HDS-BCK-07": (plans,),
        "HDS-GOV-06": (plans,),
        "HDS-GOV-09": (plans,),
    }


def helper(queue):
    """A part of a rule."""
    return [fail("policy", queue.get("policy"), "default_encryption"), fail("x", queue.get("x"), "at_most", 3)]


def queue_is_good(queue, _):
    """A rule with a lambda, a helper of its own module, and one of another."""
    strict = lambda: fail("policy", queue.get("policy"), "https_redirect")  # noqa: E731 - code inside code
    return all_of([strict(), *helper(queue)]) if queue.get("policy") else PASS


def test_a_rule_expects_what_its_own_module_words():
    """Texts that need a value are left out, and those of shared checks are not repeated for each rule."""
    texts = expected(Rule("queue_is_good", "HDS-LOC-01", ("*",), "resource", queue_is_good, "localisation"))
    assert texts == ("a redirection to HTTPS, or an HTTPS listener", "a default encryption of the bucket: SSE-KMS under a customer key")
