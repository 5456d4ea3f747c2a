# SPDX-License-Identifier: Apache-2.0
"""How we judge: the resource graph, the rules, the verdicts and the policy pack."""
