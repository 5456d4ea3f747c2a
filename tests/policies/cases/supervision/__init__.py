# SPDX-License-Identifier: Apache-2.0
"""Cases of the supervision rules, by facet."""
