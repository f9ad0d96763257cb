"""Files of the demo city that are no tables: whole documents in the forms that their publishers have (CAP, GeoJSON, Waze)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from etl.demo import flooded, traffic, weather
from etl.demo.moments import DAY, HOUR
from etl.demo.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Document(Publisher[bytes]):
    """One that publishes whole documents."""

    root: ClassVar[str] = "/dokumen"


DOCUMENTS = (
    Document("peringatan.xml", "warnings", "simulasi_bmkg", 60, 90 * DAY, weather.QUIET_S, weather.cap_xml),
    Document("lalu_lintas.json", "traffic", "simulasi_waze", 120, traffic.HISTORY_S, traffic.STEP_S, traffic.waze_json),
    Document("wilayah_banjir.json", "flood_areas", "simulasi_banjir", 120, 90 * DAY, HOUR, flooded.area_json),
)  # fmt: skip
BY_FILE = {document.file: document for document in DOCUMENTS}
