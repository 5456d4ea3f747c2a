# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import json

from tests.components.aws.access import Request, allowed
from tests.components.aws.log_chain import POLICY, built
from tests.components.aws.samples import one, value

SERVICE = "logdelivery.elasticloadbalancing.amazonaws.com"


def delivers(name: str, path: str, account: str = "123456789012") -> bool:
    """Whether a load balancer of an account may write there."""
    statements = json.loads(value(one(built(), POLICY, f"{name}-policy"), "policy"))["Statement"]
    bucket = next(resource for resource in statements[0]["Resource"] if not resource.endswith("*"))
    balancer = f"arn:aws:elasticloadbalancing:eu-west-3:{account}:loadbalancer/app/entry/0"
    keys = {"aws:SourceArn": balancer, "aws:PrincipalIsAWSService": "true", "s3:TlsVersion": "1.3", "aws:SecureTransport": "true"}
    return allowed(statements, Request(principal=SERVICE, action="s3:PutObject", resource=f"{bucket}/{path}", keys=keys))


def test_the_gateway_of_this_account_delivers_its_logs():
    """Under its prefix and the account's number, in the primary region's store of access logs, and nowhere else."""
    assert delivers("logs-access-logs", "entry/AWSLogs/123456789012/elasticloadbalancing/eu-west-3/log.gz")
    assert not delivers("logs-access-logs", "entry/AWSLogs/123456789012/log.gz", account="999999999999")
    assert not delivers("logs-access-logs", "some-bucket/log.gz")
    assert not delivers("logs-replica-access-logs", "entry/AWSLogs/123456789012/log.gz")
    assert not delivers("logs-delivery", "entry/AWSLogs/123456789012/log.gz")
