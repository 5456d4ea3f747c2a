# SPDX-License-Identifier: Apache-2.0
"""``hds preview``, in this process."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest

PROGRAM = """
    import pulumi, pulumi_aws as aws
    print("words of the program")
    key = aws.kms.Key("k", description="bad")
    aws.sqs.Queue("known", name="bad", delay_seconds=0)
    aws.sqs.Queue("open", name=key.arn, tags={"secret": pulumi.Output.secret("canary")})
    aws.sqs.Queue("other", name="good", opts=pulumi.ResourceOptions(protect=True, provider=aws.Provider("p", region="us-east-1")))
"""


@pytest.mark.usefixtures("stated_rules")
def test_a_project_is_judged(hds, project):
    """Report on standard output, words of the program on standard error, exit code 1 for the mandatory finding."""
    ran = hds("preview", "-C", project(PROGRAM))
    assert ran.code == 1
    assert ran.err == "words of the program\n"
    assert '__main__.py:5: aws:sqs/queue:Queue "known"' in ran.out
    assert "name is bad; expected: good" in ran.out
    assert "name is not known yet (computed from k)" in ran.out


@pytest.mark.usefixtures("stated_rules")
def test_strict_and_clean_projects_differ(hds, project):
    """An unknown name passes for now, and fails under --strict."""
    folder = project('import pulumi_aws as aws\naws.sqs.Queue("q", name=aws.kms.Key("k").arn, delay_seconds=0)\n')
    assert hds("preview", "-C", folder).code == 0
    assert hds("preview", "-C", folder, "--strict").code == 1


@pytest.mark.usefixtures("stated_rules")
def test_the_form_json_is_a_report(hds, project):
    """The kind of source is named, and what could not be seen is listed."""
    ran = hds("preview", "-C", project('import pulumi_aws as aws\naws.ec2.get_ami_output(owners=["self"])\n'), "--format", "json")
    source = json.loads(ran.out)["source"]
    assert (ran.code, source["kind"], source["name"]) == (0, "recording", "test")
    assert source["unseen"] == [{"what": "function", "token": "aws:ec2/getAmi:getAmi", "count": 1}]


def test_the_recorded_graph_has_the_shape_of_a_preview(hds, project):
    """Steps with states, the stack first; nothing is judged, so the exit code is 0; a secret is the word the engine prints."""
    ran = hds("preview", "-C", project(PROGRAM), "--json")
    document = json.loads(ran.out)
    states = {step["urn"].rpartition("::")[2]: step["newState"] for step in document["steps"]}
    assert ran.code == 0
    assert document["config"] == {"aws:region": "eu-west-3"}
    assert document["changeSummary"] == {"create": len(document["steps"])}
    assert document["steps"][0]["newState"]["type"] == "pulumi:pulumi:Stack"
    assert states["open"]["inputs"] == {"name": "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "tags": {"secret": "[secret]"}}
    assert states["open"]["propertyDependencies"]["name"] == [states["k"]["urn"]]
    assert states["other"]["protect"]
    assert states["known"]["sourcePosition"] == "project:///__main__.py#5"


def test_what_a_recorded_graph_could_not_see_is_said_beside_it(hds, project):
    """The shape of a preview has no place for it, so it is talk."""
    folder = project('import pulumi_aws as aws\naws.ec2.get_ami_output(owners=["self"])\n')
    english, french = hds("preview", "-C", folder, "--json"), hds("preview", "-C", folder, "--json", "--lang", "fr")
    assert english.err == "not visible in process: function aws:ec2/getAmi:getAmi (1)\n"
    assert french.err == "non visible dans ce processus : function aws:ec2/getAmi:getAmi (1)\n"


@pytest.mark.parametrize(
    "program",
    [
        PROGRAM,
        "import pulumi_aws as aws\naws.s3.Bucket('b', region='us-east-1')\naws.kms.Key('k', enable_key_rotation=False)\n",
        "import pulumi\n",
        "import pulumi_aws as aws\naws.sqs.Queue('odd::name\\n\\x1b[2J', name='x')\n",
    ],
)
def test_a_recorded_graph_checked_again_gives_the_same_verdicts(hds, project, program):
    """`hds preview --json | hds check -` and `hds preview` say the same, finding by finding, by the project's own rules."""
    folder = project(dedent(program))
    direct = hds("preview", "-C", folder, "--format", "json")
    again = hds("check", "-", "--format", "json", stdin=hds("preview", "-C", folder, "--json").out.encode())
    assert again.code == direct.code
    assert {key: json.loads(again.out)[key] for key in ("controls", "findings")} == {
        key: json.loads(direct.out)[key] for key in ("controls", "findings")
    }


@pytest.mark.parametrize(
    ("stack", "words"),
    [(None, "which stack? there are: prod, test"), ("nope", 'no stack "nope"')],
)
def test_a_stack_that_is_not_one_is_input(hds, project, stack, words):
    """Exit code 2 and the stacks there are."""
    folder = project("")
    (folder / "Pulumi.prod.yaml").write_text("")
    ran = hds("preview", "-C", folder, *(("--stack", stack) if stack else ()))
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_an_error_of_the_program_is_input(hds, project):
    """Exit code 2, its file and line, nothing on standard output, no traceback."""
    ran = hds("preview", "-C", project("import pulumi\n\nraise ValueError('no')\n"))
    assert (ran.code, ran.out, ran.err) == (2, "", "__main__.py:3: ValueError: no\n")
