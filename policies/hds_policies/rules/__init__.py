# SPDX-License-Identifier: Apache-2.0
"""The rules, one module per control family."""
