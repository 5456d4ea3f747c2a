# SPDX-License-Identifier: Apache-2.0
"""What the judgement proves, for people and for machines."""
