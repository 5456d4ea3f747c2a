# SPDX-License-Identifier: Apache-2.0
"""One module per `hds` command: thin, prints what the others computed."""
