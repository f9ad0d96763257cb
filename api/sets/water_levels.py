"""Water levels at flood gates, with the siaga that follows from each post's own limits."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.problem import Refusal, not_found
from api.words import AREA, AS_OF, PERIOD, SOURCE, Query, Word
from data.answers import Answers
from data.queries.water import posts_known, water_now, water_series

_POST = Word(
    "post", "readings of one post in the period, oldest first; the newest of every post when not given"
)
_COLUMNS = (
    Column("source", "text", "Sumber", "Source"),
    Column("post", "text", "Kunci pos", "Key of the post"),
    Column("name", "text", "Pos", "Post"),
    Column("river", "text", "Sungai", "River"),
    Column("kind", "text", "Jenis: sungai, laut, waduk, pompa", "Kind: river, sea, reservoir, pump"),
    Column("measured_at", "moment", "Waktu baca", "Time of the reading"),
    Column("level_cm", "number", "Tinggi muka air", "Water level", "cm"),
    Column("trend_cm_h", "number", "Perubahan", "Change", "cm/h"),
    Column("age_min", "number", "Umur bacaan", "Age of the reading", "min"),
    Column(
        "state", "text", "Keadaan: ok, tanpa batas, tidak diketahui", "State: ok, without limits, not known"
    ),
    Column("siaga", "integer", "Siaga, 1 (awas) sampai 4 (normal)", "Siaga, 1 (danger) to 4 (normal)"),
    Column("severity", "integer", "Keparahan, 5 − siaga", "Severity, 5 − siaga"),
    Column("acts_id", "text", "Yang bertindak", "Who acts, in Indonesian"),
    Column("acts_en", "text", "Yang bertindak, dalam bahasa Inggris", "Who acts"),
    Column("source_siaga", "integer", "Siaga menurut sumber", "Siaga as the source states"),
    Column("source_status", "text", "Status menurut sumber", "Status as the source states"),
    Column("is_mismatch", "boolean", "Siaga berbeda dari sumber", "Siaga differs from the source's"),
    Column("is_least", "boolean", "Batas di atasnya tidak diketahui", "The limit above is not known"),
    Column("is_verified", "boolean", "Semua batas dari tabel resmi", "All limits from a published table"),
    Column("s3_cm", "number", "Batas Siaga 3", "Limit of Siaga 3", "cm"),
    Column("s2_cm", "number", "Batas Siaga 2", "Limit of Siaga 2", "cm"),
    Column("s1_cm", "number", "Batas Siaga 1", "Limit of Siaga 1", "cm"),
    Column("datum", "text", "Titik nol", "Datum"),
    Column("area", "text", "Kode kelurahan", "Code of the kelurahan"),
    Column("lon", "number", "Bujur", "Longitude", "deg"),
    Column("lat", "number", "Lintang", "Latitude", "deg"),
)


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Now, or the series of `post`: the same columns, null where a series does not say. Raises Refusal."""
    post = query.more.get("post")
    given = {name for name, _value in query.given}
    stray = given & ({"area"} if post else {word.name for word in PERIOD})
    if stray:
        hint = "A post is one place: leave area out." if post else "Name the post whose readings you want."
        raise Refusal(
            400, "unknown-word", f"{', '.join(sorted(stray))} and this question do not go together.", hint
        )
    if post is None:
        return water_now(answers, query.filters)
    if post not in set(posts_known(answers)["post"]):
        raise not_found(f"There is no post {post!r}.", "GET /api/v1/water-levels lists those with readings.")
    return water_series(answers, query.filters, post).reindex(columns=[c.name for c in _COLUMNS])


DATA_SET = DataSet(
    name="water-levels",
    title_id="Tinggi muka air",
    title_en="Water levels",
    about_id="Bacaan terbaru setiap pos dengan siaga menurut batas pos itu; bacaan lama tidak mendapat siaga. Dengan post: deret waktunya.",
    about_en="The newest reading of every post with the siaga by its own limits; an old reading gets none. With post: its series.",
    ask=_ask,
    columns=_COLUMNS,
    words=(_POST, AREA, *PERIOD, AS_OF, SOURCE),
    feeds=("water_levels",),
    tables=("water_level", "area"),
    geometry="point",
)
