# SPDX-License-Identifier: Apache-2.0
"""Backups and archives in a stack file: what is wrong is told, what is right is built."""

from __future__ import annotations

import json

import pytest

from hds_policies.values import ABSENT
from hds_stacks.load import load
from tests.components.aws.samples import value
from tests.stacks.samples import STACKS, accepted_or_problems, problem, text
from tests.whole.zones import zone

BUCKET, POLICY, SELECTION = "aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy", "aws:backup/selection:Selection"
STORES = (BUCKET, "aws:rds/instance:Instance", "aws:dynamodb/table:Table", "aws:efs/fileSystem:FileSystem")
VAULT = "arn:aws:backup:eu-central-1:444455556666:backup-vault:custody"


@pytest.mark.parametrize(
    ("backup", "code", "said", "dit"),
    [
        (
            "{dailyDays: 40, monthlyDays: 39}",
            "monthly_under_daily",
            "hds:backup.monthlyDays is 39 days, and daily copies are kept 40",
            "hds:backup.monthlyDays vaut 39 jours, et les copies quotidiennes sont gardées 40 jours",
        ),
        (
            "{dailyDays: 7}",
            "restore_test_too_rare",
            "hds:backup.restoreTestDays is 7 days, and some copies live 7 only",
            "certaines copies ne vivent que 7 jours",
        ),
        (
            "{retentionDays: 31, restoreTestDays: 31}",
            "restore_test_too_rare",
            "hds:backup.restoreTestDays is 31 days, and some copies live 31 only",
            "certaines copies ne vivent que 31 jours",
        ),
    ],
)
def test_terms_that_cannot_hold_are_told(tmp_path, backup: str, code: str, said: str, dit: str):
    """Terms of copies that contradict each other are named with both numbers, in both languages."""
    found = problem(tmp_path, backup=backup)
    assert found.code == code
    assert said in found.message.en
    assert dit in found.message.fr


def test_a_vault_that_is_not_built_needs_no_restore_test(tmp_path):
    """Without vaults nothing is said of their tests."""
    assert accepted_or_problems(tmp_path, text(backup="{vault: false, dailyDays: 7}")) == ()


@pytest.mark.parametrize(
    ("vault", "organisation", "code", "said"),
    [
        (
            VAULT.replace("eu-central-1", "eu-west-2"),
            "o-exemple123",
            "vault_region",
            "a vault in eu-west-2, which is not an allowed region",
        ),
        (
            VAULT.replace("444455556666", "111122223333"),
            "o-exemple123",
            "vault_of_same_account",
            "a vault of the environment's own account",
        ),
        (VAULT, None, "vault_without_organisation", "and hds:organisation is not given"),
        ("arn:aws:s3:::custody", "o-exemple123", "malformed", "does not have the expected shape"),
    ],
)
def test_a_vault_of_another_account_is_checked(tmp_path, vault: str, organisation: str | None, code: str, said: str):
    """The vault of the backup account is a vault, in an allowed region, in another account, of the same organisation."""
    found = problem(tmp_path, organisation=organisation, backup=f'{{accountVault: "{vault}"}}')
    assert (found.code, found.key) == (code, "hds:backup.accountVault")
    assert said in found.message.en
    assert accepted_or_problems(tmp_path, text(organisation="o-exemple123", backup=f'{{accountVault: "{VAULT}"}}')) == ()


@pytest.mark.parametrize(
    ("archive", "code", "key"),
    [
        ("{name: scans, dataClass: medical-record}", "duplicate_name", "name"),
        ("{name: backup-reports, dataClass: medical-record}", "reserved_name", "name"),
        ("{name: closed, dataClass: images}", "unknown_data_class", "dataClass"),
        ("{name: closed, dataClass: medical-record, expiryDays: 7304}", "expiry_outside_term", "expiryDays"),
        ("{name: traces, dataClass: access-trace, expiryDays: 1096}", "expiry_outside_term", "expiryDays"),
    ],
)
def test_archives_that_cannot_be_are_told(tmp_path, archive: str, code: str, key: str):
    """Names taken or reserved, classes that are not there, and eliminations before the term or past the ceiling."""
    found = problem(tmp_path, archives=f"[{archive}]")
    assert (found.code, found.key) == (code, f"hds:archives[0].{key}")


def test_two_archives_do_not_share_a_name(tmp_path):
    """The second one is told."""
    one = "{name: closed, dataClass: medical-record}"
    assert problem(tmp_path, archives=f"[{one}, {one}]").key == "hds:archives[1].name"


def test_the_sentence_of_a_lock_names_archives_and_backups(tmp_path):
    """What a lock holds is in the sentence: each archive with its term, and the longest life of a copy, where there are vaults."""
    archives = "[{name: closed, dataClass: transfusion}]"
    allowed = problem(tmp_path, lock="{phase: locked}", archives=archives).allowed
    expected = "archive for 1095 days, backups for up to 366 days, closed for 10958 days, scans for 7305 days"
    assert allowed
    assert allowed.en == f'"lock chu-exemple-production: {expected}"'
    without = problem(tmp_path, lock="{phase: locked}", backup="{vault: false}").allowed
    assert without
    assert "backups" not in without.en


def test_the_longest_copy_does_not_outlive_the_records(tmp_path):
    """The sentence gives the life that a copy really has."""
    stores = "[{name: exchanges, kind: objects, dataClass: non-health}]"
    backup = "{monthlyDays: 4000}"
    allowed = problem(tmp_path, lock="{phase: locked}", stores=stores, backup=backup).allowed
    assert allowed
    assert "backups for up to 365 days" in allowed.en


def test_a_shipped_stack_keeps_copies_and_archives():
    """The production stack copies to a backup account and archives by class; development gives both up."""
    production, development = (load(STACKS / f"Pulumi.aws-{stage}.yaml") for stage in ("prod", "dev"))
    assert production.backup.vault
    assert production.backup.account_vault
    assert {archive.data_class for archive in production.archives} == {"medical-record", "transfusion"}
    assert not development.backup.vault
    assert not development.archives


def test_every_store_of_production_is_in_a_plan():
    """Whatever asks to be backed up bears a data class that a plan chooses, and every store of health data asks for it or is an archive."""
    graph = zone("aws-prod")
    chosen = {value(selection, "name") for selection in graph.of(SELECTION) if value(selection, "resources[0]") == "*"}
    stores = [item for item in graph.of(*STORES) if "hds:data-class" in value(item, "tags")]
    asked = [item for item in stores if value(item, "tags").get("hds:backup") == "yes"]
    assert {kind for item in asked for kind in STORES if item.kind == kind} == set(STORES)
    assert {value(item, "tags")["hds:data-class"] for item in asked} == chosen
    for item in stores:
        tags = value(item, "tags")
        assert tags["hds:dscp"] == "no" or "hds:archive" in tags or tags["hds:backup"] == "yes", item.name


def test_reads_of_archived_health_records_are_traced():
    """The trail follows archives as it follows the stores of records in use."""
    graph = zone("aws-prod")
    (trail,) = graph.of("aws:cloudtrail/trail:Trail")
    traced = json.dumps(value(trail, "advancedEventSelectors"))
    archives = [value(item, "bucket") for item in graph.of(BUCKET) if "hds:archive" in value(item, "tags") and item.get("region") == ABSENT]
    assert len(archives) == 2
    assert all(f"arn:aws:s3:::{bucket}/" in traced for bucket in archives)


@pytest.mark.parametrize(("stack", "vaults", "archives"), [("aws-prod", 2, 4), ("aws-minimal", 2, 0), ("aws-dev", 0, 0)])
def test_each_shipped_zone_keeps_what_it_says(stack: str, vaults: int, archives: int):
    """Production keeps copies in two regions and archives in both, the minimal stack copies in one, development nothing apart."""
    graph = zone(stack)
    assert len(graph.of("aws:backup/vault:Vault")) == vaults
    assert len([item for item in graph.of(BUCKET) if "hds:archive" in value(item, "tags")]) == archives
    assert all(item.protect for item in graph.of("aws:backup/vault:Vault", "aws:backup/vaultLockConfiguration:VaultLockConfiguration"))


def test_the_emergency_role_is_the_custodian_of_vaults_and_archives():
    """Production gives the break-glass role, and nobody else, the way out of vaults and archives."""
    role = "arn:aws:iam::111122223333:role/chu-exemple-production-break-glass"
    graph = zone("aws-prod")
    policies = [*graph.of("aws:backup/vaultPolicy:VaultPolicy"), *(item for item in graph.of(POLICY) if item.name.startswith("archive-"))]
    assert len(policies) == 6
    for policy in policies:
        removal = next(item for item in json.loads(value(policy, "policy"))["Statement"] if item["Sid"] == "DenyRemoval")
        assert removal["Condition"] == {"ArnNotLike": {"aws:PrincipalArn": [role]}}
