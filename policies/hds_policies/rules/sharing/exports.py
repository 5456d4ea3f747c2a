# SPDX-License-Identifier: Apache-2.0
"""Exports go to encrypted stores of the program, and sessions in a browser give nothing away (HDS-SHR-05)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies import arn
from hds_policies.checks import customer_key
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import Absent, Known
from hds_policies.verdict import PASS, Verdict, all_of, any_of, fail, is_true, one_of, present, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["export_goes_to_an_own_bucket", "export_uses_a_customer_key", "query_results_are_encrypted", "workspace_gives_nothing_away"]

_BUCKET = "aws:s3/bucket:Bucket"
_RESULTS = "configuration.resultConfiguration"


@resource_rule("HDS-SHR-05", "aws:rds/exportTask:ExportTask")
def export_uses_a_customer_key(export: Resource, graph: Graph) -> Verdict:
    """An export of a snapshot is encrypted with a key of the customer."""
    return customer_key(export, "kmsKeyId", graph)


@graph_rule("HDS-SHR-05", "aws:rds/exportTask:ExportTask")
def export_goes_to_an_own_bucket(export: Resource, graph: Graph) -> Verdict:
    """An export of a snapshot goes to a bucket of the program; nothing is known of another one."""
    bucket = export.get("s3BucketName")
    if graph.targets(export, "s3BucketName", _BUCKET):
        return PASS
    return (fail if isinstance(bucket, Absent) or bucket == Known("") else unknown)("s3BucketName", bucket, "own_bucket")


@graph_rule("HDS-SHR-05", "aws:athena/workgroup:Workgroup")
def query_results_are_encrypted(group: Resource, graph: Graph) -> Verdict:
    """Results of queries are encrypted with a key of the customer, in a bucket whose owner is checked, and no query says otherwise."""
    managed = "configuration.managedQueryResultsConfiguration"
    enforced = is_true(group, "configuration.enforceWorkgroupConfiguration", absent=PASS)
    if group.get(f"{managed}.enabled") in (Known(True), Known("true")):
        return all_of((enforced, customer_key(group, f"{managed}.encryptionConfiguration.kmsKey", graph)))
    option = one_of(group, f"{_RESULTS}.encryptionConfiguration.encryptionOption", "SSE_KMS")
    key = customer_key(group, f"{_RESULTS}.encryptionConfiguration.kmsKeyArn", graph)
    return all_of((enforced, option, key, _owned(group, graph)))


@resource_rule("HDS-SHR-05", "aws:workspacesweb/userSettings:UserSettings")
def workspace_gives_nothing_away(settings: Resource, _: Graph) -> Verdict:
    """A session in a browser neither copies, downloads nor prints."""
    return all_of(one_of(settings, path, "Disabled") for path in ("copyAllowed", "downloadAllowed", "printAllowed"))


def _owned(group: Resource, graph: Graph) -> Verdict:
    """The owner of the bucket is stated, or the bucket is of the program."""
    location = group.get(f"{_RESULTS}.outputLocation")
    named = Known(arn.bucket_name(location.value)) if isinstance(location, Known) and isinstance(location.value, str) else location
    own = PASS if graph.targets_of(named, _BUCKET) else fail(f"{_RESULTS}.outputLocation", location, "own_bucket")
    return any_of((present(group, f"{_RESULTS}.expectedBucketOwner"), own))
