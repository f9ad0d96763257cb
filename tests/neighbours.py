"""What a load of reports derives, for tests and benches whose reports go straight into the core table."""

from __future__ import annotations

from data.warehouse import Session
from etl.scripts import script


def pair_reports(session: Session, source: str = "simulasi_crm") -> None:
    """Find the neighbours among all reports of a source, as a load of all of them would."""
    session.execute("create or replace temp view touched as select report_id, created_at from report")
    for name in ("unpair_reports", "near_reports", "thin_reports", "pair_reports"):
        session.execute(script(name), {"source": source})
