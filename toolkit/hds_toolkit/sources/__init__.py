# SPDX-License-Identifier: Apache-2.0
"""Where a graph comes from: a program recorded in process, a preview file, a state file."""
