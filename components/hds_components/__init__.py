# SPDX-License-Identifier: Apache-2.0
"""What we build: one Pulumi component per capability and cloud."""
