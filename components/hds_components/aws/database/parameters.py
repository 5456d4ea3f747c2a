# SPDX-License-Identifier: Apache-2.0
"""Settings of the PostgreSQL engine: encrypted connections, and traces that say who did what, without the data themselves."""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["FAMILY", "MAJOR_VERSION", "PARAMETERS", "Parameter"]

MAJOR_VERSION = "17"
"""RDS takes its newest minor version, and installs those that follow."""
FAMILY = f"postgres{MAJOR_VERSION}"


class Parameter(NamedTuple):
    """One setting; a static one only takes effect when the engine starts."""

    name: str
    value: str
    apply_method: Literal["immediate", "pending-reboot"] = "immediate"


PARAMETERS = (
    # Connections (HDS-ENC-05, HDS-ENC-06).
    Parameter("rds.force_ssl", "1"),
    Parameter("ssl_min_protocol_version", "TLSv1.2"),
    Parameter("password_encryption", "scram-sha-256"),
    Parameter("rds.accepted_password_auth_method", "scram"),
    # Traces of reads, writes, rights and structure (HDS-LOG-02, HDS-LOG-03).
    Parameter("shared_preload_libraries", "pg_stat_statements,pgaudit", "pending-reboot"),
    Parameter("pgaudit.log", "ddl,role,read,write"),
    Parameter("pgaudit.log_relation", "1"),
    Parameter("log_connections", "1"),
    Parameter("log_disconnections", "1"),
    # Health data stay out of the traces (HDS-LOG-12): no bind values, no rows quoted in errors, no statement text of failed ones.
    Parameter("pgaudit.log_parameter", "0"),
    Parameter("log_error_verbosity", "terse"),
    Parameter("log_min_error_statement", "panic"),
    Parameter("log_min_duration_statement", "-1"),
    # Text that a client writes into a statement instead of binding it is still traced by pgAudit: clients must bind.
    Parameter("log_statement", "none"),
)
"""Each engine database must create the extension once: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.pgaudit.html"""
