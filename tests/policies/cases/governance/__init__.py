# SPDX-License-Identifier: Apache-2.0
"""Cases of the governance rules, by facet."""
