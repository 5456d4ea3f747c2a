# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Rotation, destruction and custody of keys."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.customer_keys import key


def store(**properties: object) -> None:
    """A custom key store."""
    aws.kms.CustomKeyStore("store", custom_key_store_name="s", **properties)


class key_rotates_within_a_year:
    """HDS-KEY-02."""

    def yearly_pass():
        key(enable_key_rotation=True, rotation_period_in_days=365)

    def period_absent_pass():
        key(enable_key_rotation=True)

    def rotation_absent_fail():
        key()

    def rotation_off_fail():
        key(enable_key_rotation=False, rotation_period_in_days=90)

    def every_other_year_fail():
        key(enable_key_rotation=True, rotation_period_in_days=730)

    def rotation_unknown():
        key(enable_key_rotation=unknown().apply(bool))

    def algorithm_unknown():
        key(customer_master_key_spec=unknown())

    def asymmetric_not_applicable():
        key(customer_master_key_spec="ECC_NIST_P256", key_usage="SIGN_VERIFY")

    def custom_store_not_applicable():
        key(custom_key_store_id="cks-1")

    def external_without_a_store_not_applicable():
        key(xks_key_id="x")

    def external_not_applicable():
        key(custom_key_store_id="cks-1", xks_key_id="x")

    def symmetric_by_name_without_rotation_fail():
        key(customer_master_key_spec="SYMMETRIC_DEFAULT")


class key_is_kept_thirty_days_and_enabled:
    """HDS-KEY-03."""

    def thirty_days_pass():
        key(deletion_window_in_days=30, is_enabled=True)

    def absent_pass():
        key()

    def replica_pass():
        aws.kms.ReplicaKey("replica", primary_key_arn="arn", deletion_window_in_days=30)

    def seven_days_fail():
        key(deletion_window_in_days=7)

    def replica_with_a_week_fail():
        aws.kms.ReplicaKey("replica", primary_key_arn="arn", deletion_window_in_days=7)

    def disabled_fail():
        key(is_enabled=False)

    def external_disabled_fail():
        aws.kms.ExternalKey("external", enabled=False)

    def window_unknown():
        key(deletion_window_in_days=unknown().apply(int))


class key_material_stays_in_hardware:
    """HDS-KEY-05."""

    def of_the_provider_pass():
        key()

    def store_absent_pass():
        key(custom_key_store_id=None)

    def external_in_its_store_pass():
        key(xks_key_id="key-1", custom_key_store_id="cks-1")

    def external_without_a_store_fail():
        key(xks_key_id="key-1")

    def imported_unknown():
        aws.kms.ExternalKey("external", enabled=True)


class key_store_is_reached_in_private:
    """HDS-KEY-05."""

    def external_through_an_endpoint_service_pass():
        store(custom_key_store_type="EXTERNAL_KEY_STORE", xks_proxy_connectivity="VPC_ENDPOINT_SERVICE")

    def modules_of_the_account_by_type_pass():
        store(custom_key_store_type="AWS_CLOUDHSM", cloud_hsm_cluster_id="cluster-1")

    def modules_of_the_account_pass():
        store(cloud_hsm_cluster_id="cluster-1")

    def external_through_a_public_endpoint_fail():
        store(custom_key_store_type="EXTERNAL_KEY_STORE", xks_proxy_connectivity="PUBLIC_ENDPOINT")

    def connectivity_absent_fail():
        store(custom_key_store_type="EXTERNAL_KEY_STORE")

    def cluster_absent_fail():
        store()

    def kind_unknown():
        store(custom_key_store_type=unknown())
