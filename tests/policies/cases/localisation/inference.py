# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Models, inference profiles and guardrails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from tests.policies.cases import unknown

if TYPE_CHECKING:
    import pulumi

MODEL = "anthropic.claude-3-haiku-20240307-v1:0"
ACCOUNT = "111122223333"


def agent(model: pulumi.Input[str], **place: str) -> aws.bedrock.AgentAgent:
    """An agent that calls a model."""
    return aws.bedrock.AgentAgent("agent", agent_name="a", agent_resource_role_arn="arn", foundation_model=model, **place)


def profile(source: str) -> aws.bedrock.InferenceProfile:
    """An application inference profile."""
    return aws.bedrock.InferenceProfile("profile", name="p", model_source={"copy_from": source})


def arn(resource: str, region: str = "eu-west-3", account: str = "") -> str:
    """An ARN of the service."""
    return f"arn:aws:bedrock:{region}:{account}:{resource}"


class inference_stays_in_eea:
    """HDS-LOC-06."""

    def no_model_pass():
        aws.sqs.Queue("queue")

    def nothing_on_aws_not_applicable():
        pass

    def stack_with_a_model_not_applicable():
        """subject: hds-test"""
        agent(MODEL)

    def stack_with_a_guardrail_not_applicable():
        aws.bedrock.Guardrail("guardrail", name="g", blocked_input_messaging="no", blocked_outputs_messaging="no")

    def plain_model_pass():
        """subject: agent"""
        agent(MODEL)

    def model_by_arn_pass():
        """subject: profile"""
        profile(arn(f"foundation-model/{MODEL}"))

    def own_profile_pass():
        """subject: agent"""
        agent(profile(arn(f"foundation-model/{MODEL}")).arn)

    def model_absent_not_applicable():
        """subject: source"""
        aws.bedrock.AgentDataSource("source", name="s", knowledge_base_id="k", data_source_configuration={"type": "CUSTOM"})

    def global_profile_fail():
        """subject: agent"""
        agent(f"global.{MODEL}")

    def american_profile_fail():
        """subject: agent"""
        agent(f"us.{MODEL}")

    def american_government_profile_fail():
        """subject: agent"""
        agent(f"us-gov.{MODEL}")

    def asian_profile_fail():
        """subject: agent"""
        agent(f"apac.{MODEL}")

    def european_profile_reaches_london_fail():
        """subject: agent"""
        agent(f"eu.{MODEL}")

    def profile_of_aws_by_arn_fail():
        """subject: profile"""
        profile(arn(f"inference-profile/eu.{MODEL}", account=ACCOUNT))

    def model_elsewhere_fail():
        """subject: profile"""
        profile(arn(f"foundation-model/{MODEL}", region="us-east-1"))

    def model_of_no_region_fail():
        """subject: profile"""
        profile(arn(f"foundation-model/{MODEL}", region=""))

    def plain_model_in_london_fail():
        """subject: agent"""
        agent(MODEL, region="eu-west-2")

    def nested_model_fail():
        """subject: prompt"""
        variants = [{"name": "v", "model_id": f"global.{MODEL}", "template_type": "TEXT"}]
        aws.bedrock.AgentPrompt("prompt", name="p", variants=variants)

    def profile_of_another_program_unknown():
        """subject: agent"""
        agent(arn("application-inference-profile/abc", account=ACCOUNT))

    def computed_unknown():
        """subject: agent"""
        agent(unknown())


class guardrail_stays_in_its_region:
    """HDS-LOC-06."""

    def cross_region_absent_pass():
        aws.bedrock.Guardrail("guardrail", name="g", blocked_input_messaging="no", blocked_outputs_messaging="no")

    def cross_region_fail():
        aws.bedrock.Guardrail(
            "guardrail",
            name="g",
            blocked_input_messaging="no",
            blocked_outputs_messaging="no",
            cross_region_config={"guardrail_profile_identifier": "eu.guardrail.v1:0"},
        )

    def computed_unknown():
        aws.bedrock.Guardrail(
            "guardrail",
            name="g",
            blocked_input_messaging="no",
            blocked_outputs_messaging="no",
            cross_region_config=unknown().apply(lambda name: {"guardrail_profile_identifier": name}),
        )
