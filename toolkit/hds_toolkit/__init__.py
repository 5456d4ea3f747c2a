# SPDX-License-Identifier: Apache-2.0
"""The hds command: graph sources, reports and commands."""
