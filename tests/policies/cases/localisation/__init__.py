# SPDX-License-Identifier: Apache-2.0
"""Cases of the localisation rules, by facet."""
