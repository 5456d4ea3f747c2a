# SPDX-License-Identifier: Apache-2.0
"""No secret is written into environments, definitions or start-up scripts (HDS-KEY-06)."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from hds_policies.json_text import decoded
from hds_policies.rule import resource_rule
from hds_policies.secrets import holds_a_secret, reads_like_a_secret
from hds_policies.values import ABSENT, SECRET, Absent, Known, Secret, Unknown, is_list, is_map, walk
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, any_of, decide, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "DEFINITIONS",
    "ENVIRONMENTS",
    "SCRIPTS",
    "VARIABLES",
    "definition_holds_no_secret",
    "environment_holds_no_secret",
    "request_log_leaves_out_credentials",
    "script_holds_no_secret",
    "variable_holds_no_secret",
]

ENVIRONMENTS = {
    "aws:lambda/function:Function": ("environment.variables",),
    "aws:apprunner/service:Service": (
        "sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentVariables",
        "sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.runtimeEnvironmentVariables",
    ),
    "aws:amplify/app:App": ("environmentVariables",),
    "aws:amplify/branch:Branch": ("environmentVariables",),
    "aws:glue/job:Job": ("defaultArguments", "nonOverridableArguments"),
    "aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion": ("containers[*].environment",),
    "aws:mwaa/environment:Environment": ("airflowConfigurationOptions",),
    "aws:sagemaker/model:Model": ("primaryContainer.environment", "containers[*].environment"),
    "aws:sagemaker/trainingJob:TrainingJob": ("environment",),
    "aws:synthetics/canary:Canary": ("runConfig.environmentVariables",),
}
"""Maps of variables."""
VARIABLES = {
    "aws:codebuild/project:Project": ("environment.environmentVariables[*]", "type"),
    "aws:elasticbeanstalk/environment:Environment": ("settings[*]", None),
}
"""Lists of variables with ``name`` and ``value``, and the property that says when the value is only a reference."""
DEFINITIONS = {
    "aws:ecs/taskDefinition:TaskDefinition": ("containerDefinitions",),
    "aws:batch/jobDefinition:JobDefinition": ("containerProperties", "nodeProperties"),
}
"""Container definitions as JSON text."""
SCRIPTS = {
    "aws:ec2/instance:Instance": ("userData", "userDataBase64"),
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ("userData", "userDataBase64"),
    "aws:ec2/launchTemplate:LaunchTemplate": ("userData",),
    "aws:ec2/launchConfiguration:LaunchConfiguration": ("userData", "userDataBase64"),
    "aws:ec2/spotFleetRequest:SpotFleetRequest": ("launchSpecifications[*].userData",),
    "aws:imagebuilder/imageRecipe:ImageRecipe": ("userDataBase64",),
    "aws:lightsail/instance:Instance": ("userData",),
}
_CREDENTIALS = ("authorization", "cookie")
_PLAIN_TYPES = (Absent(), Known("PLAINTEXT"))
_SECRET_MAKERS = (
    "aws:iam/accessKey:AccessKey",
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    "aws:secretsmanager/secretVersion:SecretVersion",
    "aws:ssm/parameter:Parameter",
)
"""AWS kinds whose outputs are secrets themselves; those of every other kind are names, addresses and identifiers."""


@resource_rule("HDS-KEY-06", "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration")
def request_log_leaves_out_credentials(log: Resource, _: Graph) -> Verdict:
    """The log of a web ACL, which copies every header of a request, leaves out those by which a session is taken over."""
    return all_of(_redacted(log, header) for header in _CREDENTIALS)


@resource_rule("HDS-KEY-06", *ENVIRONMENTS)
def environment_holds_no_secret(service: Resource, graph: Graph) -> Verdict:
    """No variable of an environment is a secret: marked as one, named as one, or written like one."""
    return all_of(
        _variable(at, at.rpartition(".")[2], value, graph) for path in ENVIRONMENTS[service.kind] for at, value in service.all(f"{path}.*")
    )


@resource_rule("HDS-KEY-06", *VARIABLES)
def variable_holds_no_secret(service: Resource, graph: Graph) -> Verdict:
    """No variable of a build or an application is a secret in clear."""
    block, kind = VARIABLES[service.kind]
    found = [at for at, value in service.all(block) if not isinstance(value, Absent)]
    return all_of(
        _variable(f"{at}.value", getattr(service.get(f"{at}.name"), "value", ""), service.get(f"{at}.value"), graph)
        for at in found
        if kind is None or service.get(f"{at}.{kind}") in _PLAIN_TYPES
    )


@resource_rule("HDS-KEY-06", *DEFINITIONS)
def definition_holds_no_secret(definition: Resource, graph: Graph) -> Verdict:
    """No environment of a container definition holds a secret."""
    return all_of(verdict for path in DEFINITIONS[definition.kind] for verdict in _defined(path, definition.get(path), graph))


@resource_rule("HDS-KEY-06", *SCRIPTS)
def script_holds_no_secret(machine: Resource, graph: Graph) -> Verdict:
    """No start-up script holds a secret, in clear or in base 64."""
    return all_of(_script(at, value, graph) for path in SCRIPTS[machine.kind] for at, value in machine.all(path))


def _variable(at: str, name: Any, value: Value, graph: Graph) -> Verdict:
    if isinstance(value, Absent):
        return NOT_APPLICABLE
    if isinstance(value, Known):
        return fail(at, SECRET, "no_secret") if reads_like_a_secret(value.value, name) else PASS
    return _unread(at, value, graph)


def _script(at: str, value: Value, graph: Graph) -> Verdict:
    if isinstance(value, Absent):
        return NOT_APPLICABLE
    if isinstance(value, Known):
        texts = (str(value.value), _unpacked(value.value))
        return fail(at, SECRET, "no_secret") if any(map(holds_a_secret, texts)) else PASS
    return _unread(at, value, graph)


def _unread(at: str, value: Value, graph: Graph) -> Verdict:
    """A value that cannot be read: a secret has no place here, an unknown one passes when nothing it is computed from makes secrets."""
    if isinstance(value, Secret):
        return fail(at, value, "no_secret")
    sources = [graph.by_urn.get(urn) for urn in value.depends_on] if isinstance(value, Unknown) else []
    harmless = all(source and source.kind.startswith("aws:") and source.kind not in _SECRET_MAKERS for source in sources)
    return PASS if sources and harmless else unknown(at, value, "no_secret")


def _defined(path: str, value: Value, graph: Graph) -> Iterator[Verdict]:
    if isinstance(value, Absent):
        return
    if not isinstance(value, Known):
        yield _unread(path, value, graph)
        return
    document = decoded(value) if isinstance(value.value, str) else value.value
    if document is None:
        yield unknown(path, value, "no_secret")
        return
    yield PASS
    for at, name, held in _environments(path, document):
        yield _variable(at, name, held, graph)


def _environments(at: str, raw: Any) -> Iterator[tuple[str, Any, Value]]:
    """Each variable of each list named ``environment``, however deep, with its path and its name."""
    if is_list(raw):
        for index, item in enumerate(raw):
            yield from _environments(f"{at}[{index}]", item)
    elif is_map(raw):
        for key, item in raw.items():
            if key == "environment" and is_list(item):
                for index, variable in enumerate(item):
                    name = variable.get("name") if is_map(variable) else ""
                    yield f"{at}.{key}[{index}].value", name, walk(variable, "value", ())[0][1]
            else:
                yield from _environments(f"{at}.{key}", item)


def _unpacked(raw: Any) -> str:
    """Base 64 as text; anything else is empty."""
    try:
        return base64.b64decode(str(raw), validate=True).decode()
    except ValueError:
        return ""


def _redacted(log: Resource, header: str) -> Verdict:
    path = "redactedFields[*].singleHeader.name"
    return any_of(
        decide(log, at, lambda name: str(name).lower() == header, "redacted", header) for at, _ in log.all(path) or [(path, ABSENT)]
    )
