# SPDX-License-Identifier: Apache-2.0
"""The capabilities on AWS."""
