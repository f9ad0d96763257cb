"""Small files of the CRM's two exports, and what their tests look at."""

from __future__ import annotations

from pathlib import Path

from data.warehouse import Warehouse
from etl.engine import Batch, load
from etl.feeds import feed

HEAD = "no_laporan,waktu_lapor,waktu_ubah,kategori,kanal,opd,deskripsi,bujur,lintang,tenggat,privat,pelapor,foto_hash"
LOG = "no_laporan,waktu,waktu_catat,tahap,pelaku,opd,petugas,hasil"
GOOD = "L{n},2026-01-02 08:00:00,2026-01-02 09:00:00,jalan,jaki,,Lubang {n},106.72,-6.2,,0,,"


def good(n: int, **words: str) -> str:
    """One good line of the export, with the words given in their places."""
    cells = dict(zip(HEAD.split(","), GOOD.format(n=n).split(","), strict=True))
    return ",".join({**cells, **words}.values())


def rows(*lines: str) -> str:
    """The export of these lines."""
    return "\n".join((HEAD, *lines)) + "\n"


def many(count: int, start: int = 1) -> tuple[str, ...]:
    """So many good lines, that a few bad ones are no reason to refuse the whole."""
    return tuple(good(n) for n in range(start, start + count))


def bring(warehouse: Warehouse, file: Path, content: bytes | str, name: str = "citizen_reports", **how: object) -> Batch:
    """Write the content as it is and load it; every batch must obey the law, and its books must say the same."""
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    batch = load(warehouse, feed(name), file, **how)  # type: ignore[arg-type]
    assert batch.counts.holds()
    with warehouse.working() as session:
        booked = session.one(
            "select read_rows, inserted, updated, duplicate, quarantined from batch where batch = $n", {"n": batch.batch}
        )
    assert booked == tuple(getattr(batch.counts, f) for f in batch.counts.__slots__)
    return batch


def bad(warehouse: Warehouse) -> list[tuple[int, set[str], str]]:
    """(line number, rule ids, raw text) of every row in quarantine."""
    with warehouse.working() as session:
        found = session.rows("select line_no, reasons, raw from quarantine order by batch, part, line_no")
    return [(line, set(reasons), raw) for line, reasons, raw in found]


def reports(warehouse: Warehouse) -> set[str]:
    """Ids of the reports that stand in the core table."""
    with warehouse.working() as session:
        return {i for (i,) in session.rows("select report_id from report")}


def incoming(warehouse: Warehouse) -> list[str]:
    """What lies in the incoming folder."""
    return sorted(f.name for f in (warehouse.settings.var / "incoming").iterdir())
