"""Water levels at gates, river posts, pumps and the sea: appended by post and moment, in centimetres."""

from __future__ import annotations

from datetime import timedelta

from data.literals import literal
from etl import reference
from etl.checks import coordinates, not_before, not_future, required
from etl.columns import moment, sql, text
from etl.feed import Check, Feed, Place, Table

# "PS. Katulampa (Hulu)" -> "katulampahulu": without the kind of post, case, blanks and signs.
PREFIX = "^(p[.]?a[.]?|p[.]?s[.]?|pintu air|pos duga air|pos duga|pos|pompa|bendung)[ ]+"
PLAIN = f"regexp_replace(regexp_replace(lower(trim({{post}})), '{PREFIX}', ''), '[^a-z]', '', 'g')"
ALIASES = {alias: row["post"] for row in reference.rows("flood_post") for alias in row["aliases"].split("|")}
KNOWN = "map {" + ", ".join(f"{literal(alias)}: {literal(post)}" for alias, post in ALIASES.items()) + "}"
POST = f"coalesce({KNOWN}[{PLAIN}], nullif({PLAIN}, ''))"
# The mapping says the unit; a unit that is not known gives no level rather than a wrong one.
UNIT = "map {'mm': 0.1, 'cm': 1.0, 'm': 100.0}[coalesce(lower({level_unit}), 'cm')]"
SIGNED = "[" + ", ".join(literal(row["post"]) for row in reference.rows("flood_post") if row["is_signed"] == "true") + "]"
STATUS = "lower({status})"
SIAGA = (
    f"case when {STATUS} ilike '%normal%' then 4 "
    f"else coalesce(try_cast(regexp_extract({STATUS}, '\\b([1-4])\\b', 1) as integer), "
    f"map {{'i': 1, 'ii': 2, 'iii': 3, 'iv': 4}}[regexp_extract({STATUS}, '\\b(iv|i{{1,3}})\\b', 1)]) end"
)


def _point(word: str) -> str:
    """The source's own coordinate, else that of the post as we know it."""
    return f"coalesce(case when isfinite(try_cast({{{word}}} as double)) then try_cast({{{word}}} as double) end, try_cast({reference.lookup('flood_post', 'post', word, POST)} as double))"


FEED = Feed(
    name="water_levels",
    title_id="Tinggi muka air",
    title_en="Water levels",
    fresh=timedelta(hours=1),
    expire=timedelta(hours=4),
    tables=(
        Table(
            table="water_level",
            key=("post", "measured_at"),
            event="measured_at",
            place=Place(),
            columns={
                "post": sql(POST),
                "post_raw": text("post"),
                "measured_at": moment("measured_at"),
                "level_cm": sql(f"round(case when isfinite(try_cast({{level}} as double)) then try_cast({{level}} as double) end * {UNIT}, 3)"),
                "source_siaga": sql(SIAGA),
                "source_status": sql("nullif(trim(regexp_replace({status}, '(?i)^ *status *:', '')), '')"),
                "weather": text("weather"),
                "lon": sql(_point("lon")),
                "lat": sql(_point("lat")),
            },
            checks=(
                required("post"),
                required("measured_at"),
                required("level_cm"),
                not_future("measured_at"),
                not_before("measured_at"),
                Check("range:level_cm", "level_cm not between -1000 and 2000", "tinggi muka air di luar -1.000–2.000 cm (satuan salah?)", "the level is outside -1,000–2,000 cm (a wrong unit?)"),
                *coordinates(),
                Check("new:post", f"post not in {reference.known('flood_post', 'post')}", "pos belum dikenal, tanpa batas siaga", "the post is not known yet, so it has no limits", keep=True),
                Check("sign:level_cm", f"level_cm < 0 and post not in {SIGNED}", "tinggi negatif di pos yang tidak mengenalnya", "a negative level at a post that has none", keep=True),
            ),
        ),
    ),
)
