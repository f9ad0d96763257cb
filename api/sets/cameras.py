"""CCTV cameras."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.pages import listed
from api.words import AREA, PAGED, SOURCE, Query
from data.answers import Answers
from data.queries.cameras import cameras_list, cameras_uptime

_LOGIN = r"(?<=://)[^/@\s]+@"


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Cameras; a name and password inside a stream's address stay inside."""
    frame = listed(cameras_list, answers, query)
    clean = {
        name: frame[name].astype("string[python]").str.replace(_LOGIN, "", regex=True)
        for name in ("stream_url", "snapshot_url")
    }
    shares = cameras_uptime(answers)
    joined = frame.assign(**clean).merge(shares, how="left", on=["source", "camera_id"], validate="many_to_one")
    joined.attrs.update(frame.attrs)  # the cursor
    return joined


DATA_SET = DataSet(
    name="cameras",
    title_id="Kamera CCTV",
    title_en="CCTV cameras",
    about_id="Kamera CCTV dengan pemilik, letak dan keadaan.",
    about_en="CCTV cameras with owner, place and state.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("camera_id", "text", "Nomor kamera", "Camera number"),
        Column("name", "text", "Nama", "Name"),
        Column("owner", "text", "Pemilik", "Owner"),
        Column("status", "text", "Keadaan: online, offline, unknown", "State: online, offline, unknown"),
        Column("online_24h_pct", "number", "Daring dalam 24 jam yang diketahui", "Online in the known part of 24 hours", "%"),
        Column("online_7d_pct", "number", "Daring dalam 7 hari yang diketahui", "Online in the known part of 7 days", "%"),
        Column("stream_url", "text", "Alamat siaran", "Address of the stream"),
        Column("snapshot_url", "text", "Alamat gambar", "Address of the picture"),
        Column("area", "text", "Kode kelurahan", "Code of the kelurahan"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
        Column("updated_at", "moment", "Waktu ubah", "Updated at"),
    ),
    words=(AREA, SOURCE, *PAGED),
    feeds=("cameras",),
    tables=("camera", "camera_status", "area"),
    geometry="point",
    is_still=True,
)
