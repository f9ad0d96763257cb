"""Files of the demo city that are no tables: whole documents in the forms that their publishers have (CAP, GeoJSON, Waze)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from etl.demo import flooded, traffic, weather
from etl.demo.moments import DAY, HOUR
from etl.demo.places import Places


@dataclass(frozen=True, slots=True)
class Document:
    """make(seed, places, since, until), WIB seconds, gives its bytes. history_s: how far the first file goes back; told_s: what
    each later answer tells at least, so that it is never empty.
    """

    file: str
    feed: str
    source: str
    every_s: int
    history_s: int
    told_s: int
    make: Callable[[int, Places, int, int], bytes]

    @property
    def path(self) -> str:
        """Its address on the demo city's server."""
        return f"/dokumen/{self.file}"

    def history(self, seed: int, places: Places, until: int) -> bytes:
        """Its first file."""
        return self.make(seed, places, until - self.history_s, until)

    def told(self, seed: int, places: Places, since: int, until: int) -> bytes:
        """What its address tells: what was published since, and its newest in any case."""
        return self.make(seed, places, min(since, until - self.told_s), until)


DOCUMENTS = (
    Document("peringatan.xml", "warnings", "simulasi_bmkg", 60, 90 * DAY, weather.QUIET_S, weather.cap_xml),
    Document("lalu_lintas.json", "traffic", "simulasi_waze", 120, traffic.HISTORY_S, traffic.STEP_S, traffic.waze_json),
    Document("wilayah_banjir.json", "flood_areas", "simulasi_banjir", 120, 90 * DAY, HOUR, flooded.area_json),
)  # fmt: skip
BY_FILE = {document.file: document for document in DOCUMENTS}
