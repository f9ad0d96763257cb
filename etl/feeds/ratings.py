"""How closings were rated, by day and agency: closings, ratings, and their sum. No single answer and no person enters."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import not_before, not_future, required
from etl.columns import integer, moment, number, text
from etl.feed import Check, Feed, Table

FEED = Feed(
    name="ratings",
    title_id="Nilai tindak lanjut",
    title_en="Follow-up ratings",
    fresh=timedelta(days=3),
    expire=timedelta(days=14),
    tables=(
        Table(
            table="rating_day",
            key=("day_at", "agency", "area"),
            corrects=True,
            event="day_at",
            columns={
                "day_at": moment("day_at"),
                "agency": text("agency"),
                "closed_n": integer("closed_n"),
                "rated_n": integer("rated_n"),
                "score_sum": number("score_sum"),
                "area": text("area", "31"),
            },
            checks=(
                *(required(name) for name in ("day_at", "agency", "closed_n", "rated_n", "score_sum")),
                not_future("day_at"),
                not_before("day_at"),
                Check("range:rated_n", "rated_n < 0 or rated_n > closed_n", "dinilai lebih banyak daripada yang ditutup", "more were rated than closed"),
                Check("range:score_sum", "score_sum < rated_n or score_sum > 5 * rated_n", "nilai rata-rata di luar 1–5", "the mean rating is outside 1–5"),
                Check("format:area", "not regexp_full_match(area, '31(\\.\\d\\d){0,2}(\\.\\d{4})?')", "kode bukan kode Kemendagri", "the code is not a Kemendagri code"),
            ),
        ),
    ),
)
