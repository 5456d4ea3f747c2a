# SPDX-License-Identifier: Apache-2.0
"""A secret of the configuration in each place where one could leak: an input, a policy text, an output, a resource that is refused."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

canary = pulumi.Config().require_secret("canary")
aws.ssm.Parameter("token", type="String", value=canary, description=canary)
aws.kms.Key("key", policy=pulumi.Output.json_dumps({"Statement": [{"Sid": canary}]}), description=canary, enable_key_rotation=False)
aws.rds.Instance("database", instance_class="db.t4g.micro", engine="postgres", username=canary, password=canary, region="eu-west-2")
pulumi.export("canary", canary)
