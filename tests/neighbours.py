"""What a load of reports derives, for tests and benches whose reports go straight into the core table."""

from __future__ import annotations

from data.warehouse import Session
from etl.neighbours import PAIRING
from etl.scripts import script


def pair_reports(session: Session, source: str = "simulasi_crm") -> None:
    """Find the neighbours among all reports of a source, as a load of all of them would."""
    session.execute(f"create or replace temp table pairing as select report_id, created_at, category, lon, lat from report where source = '{source}'")
    for name in PAIRING:
        session.execute(script(name), {"source": source})
