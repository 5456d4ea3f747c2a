# SPDX-License-Identifier: Apache-2.0
"""Cases of the logging rules, by facet."""
