# SPDX-License-Identifier: Apache-2.0
"""The policy pack, as ``pulumi preview --policy-pack policies`` starts it."""

from __future__ import annotations

from hds_policies.serve import main

main()
