# SPDX-License-Identifier: Apache-2.0
"""AI inference: a cross-region profile decides at each call where a prompt is read (HDS-LOC-06).

Source: https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hds_policies import places
from hds_policies.arn import parse
from hds_policies.graph import STACK
from hds_policies.rule import resource_rule
from hds_policies.values import Absent, Known, Value
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, absent, all_of, fail, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["guardrail_stays_in_its_region", "inference_stays_in_eea"]

_GUARDRAIL = "aws:bedrock/guardrail:Guardrail"
_PROFILE = "aws:bedrock/inferenceProfile:InferenceProfile"
_OWN = (
    _PROFILE,
    "aws:bedrock/customModel:CustomModel",
    "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput",
)
"""Kinds that stand for a model and are judged by their own."""
_MODELS: dict[str, tuple[str, ...]] = {
    "aws:bedrock/agentAgent:AgentAgent": ("foundationModel",),
    "aws:bedrock/agentDataSource:AgentDataSource": (
        "vectorIngestionConfiguration.contextEnrichmentConfiguration.bedrockFoundationModelConfiguration.modelArn",
        "vectorIngestionConfiguration.parsingConfiguration.bedrockFoundationModelConfiguration.modelArn",
    ),
    "aws:bedrock/agentFlow:AgentFlow": (
        "definition.nodes[*].configuration.knowledgeBase.modelId",
        "definition.nodes[*].configuration.prompt.sourceConfiguration.inline.modelId",
    ),
    "aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase": (
        "knowledgeBaseConfiguration.managedKnowledgeBaseConfiguration.embeddingModelArn",
        "knowledgeBaseConfiguration.vectorKnowledgeBaseConfiguration.embeddingModelArn",
    ),
    "aws:bedrock/agentPrompt:AgentPrompt": ("variants[*].modelId",),
    "aws:bedrock/agentcoreEvaluator:AgentcoreEvaluator": ("evaluatorConfig.llmAsAJudge.modelConfig.bedrockEvaluatorModelConfig.modelId",),
    "aws:bedrock/agentcoreHarness:AgentcoreHarness": ("model.bedrockModelConfig.modelId",),
    "aws:bedrock/agentcoreMemoryStrategy:AgentcoreMemoryStrategy": (
        "configuration.consolidation.modelId",
        "configuration.extraction.modelId",
        "configuration.reflection.modelId",
    ),
    "aws:bedrock/customModel:CustomModel": ("baseModelIdentifier",),
    "aws:bedrock/evaluationJob:EvaluationJob": (
        "evaluationConfig.automated.customMetricConfig.evaluatorModelConfig.bedrockEvaluatorModel.modelIdentifier",
        "evaluationConfig.automated.evaluatorModelConfig.bedrockEvaluatorModel.modelIdentifier",
        "inferenceConfig.models[*].bedrockModel.modelIdentifier",
        "inferenceConfig.ragConfig.knowledgeBaseConfig.retrieveAndGenerateConfig.modelArn",
    ),
    _PROFILE: ("modelSource.copyFrom",),
    "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput": ("modelArn",),
    "aws:bedrockmodel/invocationJob:InvocationJob": ("modelId",),
    "aws:lex/v2modelsIntent:V2modelsIntent": ("qnaIntentConfiguration.bedrockModelConfiguration.modelArn",),
}
_CROSS_REGION = re.compile(r"(global|apac|us-gov|[a-z]{2})\.")
"""A geography before the provider of the model: ``eu.anthropic...``; some EU profiles also reach London and Zurich."""


@resource_rule("HDS-LOC-06", STACK, *_MODELS)
def inference_stays_in_eea(resource: Resource, graph: Graph) -> Verdict:
    """Every model is called in one EEA region; the stack answers when the program calls none."""
    if resource.kind == STACK:
        return PASS if places.is_aws(graph) and not graph.of(*_MODELS, _GUARDRAIL) else NOT_APPLICABLE
    return all_of(_model(resource, graph, at, value) for path in _MODELS[resource.kind] for at, value in resource.all(path))


@resource_rule("HDS-LOC-06", _GUARDRAIL)
def guardrail_stays_in_its_region(resource: Resource, graph: Graph) -> Verdict:
    """A guardrail reads prompts where it is called, without a cross-region profile."""
    del graph
    return absent(resource, "crossRegionConfig")


def _model(resource: Resource, graph: Graph, at: str, value: Value) -> Verdict:
    if isinstance(value, Absent):
        return NOT_APPLICABLE
    if graph.targets_of(value, *_OWN):
        return PASS
    if not isinstance(value, Known) or not isinstance(value.value, str):
        return unknown(at, value, "regional_model")
    return _named(resource, graph, at, value.value)


def _named(resource: Resource, graph: Graph, at: str, name: str) -> Verdict:
    """A model by identifier, or by ARN: of a model of AWS or one's own, of a profile of AWS, or of a profile made elsewhere."""
    arn = parse(name)
    kind, _, identifier = arn.resource.partition("/") if arn else ("", "", name)
    if kind == "inference-profile" or _CROSS_REGION.match(identifier) or (arn and not arn.region):
        return fail(at, Known(name), "regional_model")
    if kind in ("application-inference-profile", "default-prompt-router", "prompt-router"):
        return unknown(at, Known(name), "regional_model")
    return places.located(at, Known(name), Known(arn.region)) if arn else places.region(resource, graph)
