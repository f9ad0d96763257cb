"""The edges of every integrity rule, worked out by hand on the small city; intervals, the sample and reviews."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from math import degrees

import numpy as np
import pytest

from data.answers import Answers
from data.errors import QuestionError
from data.model import Filters
from data.queries import integrity as asked_of
from data.queries.kpis import kpi_readings
from data.reviews import Review, keep_review
from data.warehouse import Warehouse
from tests.data.conftest import NOW, AddEvent, AddReport, Run, hours

METRE = degrees(1 / 6_371_008.8)  # of latitude
PHOTO = 0x0F0F_3C3C_5A5A_6969
TAKEN, KNOWN = NOW - hours(50), NOW - hours(40)


def photo(run: Run, report_id: str, photo_hash: int) -> None:
    run("update report set photo_hash = $h::ubigint where report_id = $id", h=str(photo_hash), id=report_id)


def follow_up(run: Run, report_id: str, lat: float = -6.19876, taken: datetime = TAKEN, known: datetime = KNOWN, photo_hash: int | None = None) -> None:
    run(
        "insert into follow_up_photo values ('simulasi_crm', $id, $known, $known, 106.76543, $lat, $taken, $h::ubigint, 1)",
        id=report_id, known=known, lat=lat, taken=taken, h=None if photo_hash is None else str(photo_hash),
    )  # fmt: skip


def flagged(answers: Answers, asked: Filters, rule: str) -> set[str]:
    found = asked_of.integrity_flags(answers, asked)
    return set(found.loc[found["rule"] == rule, "report_id"])


def test_an_empty_city_and_one_where_all_is_open_have_no_flags(answers: Answers, city: Warehouse, asked: Filters, add_report: AddReport) -> None:
    def nothing() -> None:
        assert len(asked_of.integrity_flags(answers, asked)) == len(asked_of.integrity_queue(answers, asked)) == len(asked_of.integrity_sample(answers, asked)) == 0
        assert len(asked_of.integrity_rates(answers, asked)) == len(asked_of.integrity_rates(answers, asked, "area", 8)) == 0
        assert asked_of.integrity_precision(answers, asked)["reviewed_n"].sum() == 0

    nothing()
    assert set(asked_of.reporting_silence(answers, asked)["verdict"]) == {"kosong"}
    for n in range(3):
        add_report(f"r{n}", 100 + n)
    nothing()


@pytest.mark.parametrize(("metres", "after", "is_flagged"), [(100, 48, True), (100.01, 48, False), (40, 14 * 24, True), (40, 14 * 24 + 0.001, False)])
def test_reported_again_within_100_m_and_14_days(
    answers: Answers, asked: Filters, add_report: AddReport, metres: float, after: float, is_flagged: bool
) -> None:
    add_report("first", 500, 100)
    add_report("again", 400 - after, lat=-6.19876 + metres * METRE)
    add_report("other", 300, category="pohon")
    assert flagged(answers, asked, "lapor_ulang") == ({"first"} if is_flagged else set())


@pytest.mark.parametrize(("later", "is_flagged"), [(24, False), (24.001, True)])
def test_a_second_report_of_the_same_day_is_no_complaint_about_the_close(
    answers: Answers, asked: Filters, add_report: AddReport, later: float, is_flagged: bool
) -> None:
    add_report("first", 100, 2)
    add_report("second", 100 - later)
    assert flagged(answers, asked, "lapor_ulang") == ({"first"} if is_flagged else set())


def test_where_many_report_one_more_nearby_is_chance(answers: Answers, asked: Filters, add_report: AddReport, run: Run) -> None:
    add_report("first", 500, 100)
    add_report("again", 300)
    assert flagged(answers, asked, "lapor_ulang") == {"first"}
    for n in range(60):
        add_report(f"busy{n}", 450 - n, lat=-6.19876 + (300 + n) * METRE)
    assert not flagged(answers, asked, "lapor_ulang")
    for n in range(4):
        add_report(f"more{n}", 290 - n)
    assert "first" in flagged(answers, asked, "lapor_ulang")


def test_what_is_chance_in_a_period_does_not_grow_with_what_came_after_it(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("first", 1200, 100)
    add_report("again", 1000)
    past = replace(asked, since=NOW - hours(1400), until=NOW - hours(700))
    assert flagged(answers, past, "lapor_ulang") == {"first"}
    for n in range(300):
        add_report(f"later{n}", 400 + n * 0.1, lat=-6.19876 + 1000 * METRE)
    assert flagged(answers, past, "lapor_ulang") == {"first"}


def test_photos_of_at_most_six_bits_are_all_found_wherever_the_bits_lie(answers: Answers, asked: Filters, add_report: AddReport, run: Run) -> None:
    add_report("r", 200, 100)
    rng = np.random.default_rng(1)
    count, off = 400, np.arange(400) % 10
    bases = [int(v) for v in rng.integers(0, 2**63, count)]
    turned = [sum(1 << int(b) for b in rng.choice(64, n, replace=False)) for n in off]
    pairs = [(f"a{i}", str(bases[i])) for i in range(count)] + [(f"b{i}", str(bases[i] ^ turned[i])) for i in range(count)]
    run("""insert into report select r.* replace (p.id as report_id, p.h::ubigint as photo_hash, r.lat + 0.002 * p.n as lat) from report r,
           (select unnest($ids) as id, unnest($hashes) as h, unnest($ns) as n) p where r.report_id = 'r'""",
        ids=[p[0] for p in pairs], hashes=[p[1] for p in pairs], ns=list(range(2 * count)))  # fmt: skip
    found = flagged(answers, asked, "foto_sama")
    assert found == {f"{side}{i}" for i in range(count) if off[i] <= 6 for side in "ab"}
    rules = asked_of.integrity_rules(answers).set_index("rule")
    assert rules.loc["foto_sama", "bits"] <= asked_of.MOST_BITS  # what the bands of the SQL can find


def test_a_photo_of_the_same_matter_is_as_it_should_be(answers: Answers, asked: Filters, add_report: AddReport, run: Run) -> None:
    for name, more in (("a", {}), ("b", {"lat": -6.19876 + 90 * METRE}), ("c", {"category": "pohon"}), ("flat", {"category": "pju"}), ("flat2", {})):
        add_report(name, 200, 100, **more)
        photo(run, name, 0xF if name.startswith("flat") else PHOTO)
    assert flagged(answers, asked, "foto_sama") == {"a", "b", "c"}
    run("delete from report where report_id = 'c'")
    assert not flagged(answers, asked, "foto_sama")
    for name in "ab":  # one without a place: the benefit of the doubt
        run("update report set lon = null, lat = null where report_id = $id", id=name)
    assert not flagged(answers, asked, "foto_sama")


def test_the_citizens_own_photo_sent_back_and_a_proof_used_twice(answers: Answers, asked: Filters, add_report: AddReport, run: Run) -> None:
    add_report("own", 200, 100)
    photo(run, "own", PHOTO)
    follow_up(run, "own", photo_hash=PHOTO ^ 0b111)
    for name in ("x", "y"):
        add_report(name, 200, 100, lat=-6.2 - (name == "y") * 0.01)
        follow_up(run, name, photo_hash=PHOTO ^ 0xFFFF)
    found = asked_of.integrity_flags(answers, asked)
    same = found[found["rule"] == "foto_sama"].set_index("report_id")
    assert same["other"].to_dict() == {"own": "own", "x": "y", "y": "x"}
    assert same["value"].to_dict() == {"own": 3, "x": 0, "y": 0}


@pytest.mark.parametrize(("metres", "early_s", "rules"), [(150, 300, set()), (150.1, 300, {"foto_jauh"}), (10, 301, {"foto_lama"}), (300_000, 0, set())])
def test_the_follow_up_photos_place_and_clock(
    answers: Answers, asked: Filters, add_report: AddReport, run: Run, metres: float, early_s: float, rules: set[str]
) -> None:
    add_report("r", 100, 50)
    follow_up(run, "r", -6.19876 + metres * METRE, NOW - hours(100) - timedelta(seconds=early_s))
    assert set(asked_of.integrity_flags(answers, asked)["rule"]) == rules


def test_a_photo_that_was_not_known_yet_says_nothing_about_the_past(answers: Answers, asked: Filters, add_report: AddReport, run: Run) -> None:
    add_report("r", 100, 20)
    follow_up(run, "r", taken=NOW - hours(200), known=NOW - hours(10))
    assert flagged(answers, asked, "foto_lama") == {"r"}
    run("insert into report_event values ('simulasi_crm', 'r', $t, $t, 'selesai', 'officer', 'D', null, 'resolved', 1)", t=NOW - hours(80))
    assert not flagged(answers, replace(asked, as_of=NOW - hours(20)), "foto_lama")
    assert asked_of.integrity_rates(answers, replace(asked, as_of=NOW - hours(20)))["n"].sum() == 1


def test_a_proof_used_again_later_flags_the_first_only_since_it_is_known(answers: Answers, asked: Filters, add_report: AddReport, run: Run) -> None:
    for name, known in (("first", KNOWN), ("second", NOW - hours(10))):
        add_report(name, 200, 100, lat=-6.2 - (name == "second") * 0.01)
        follow_up(run, name, known=known, photo_hash=PHOTO)
    assert flagged(answers, asked, "foto_sama") == {"first", "second"}
    assert not flagged(answers, replace(asked, as_of=NOW - hours(20)), "foto_sama")


def test_closings_taken_back_since_stand_in_the_past_for_every_rule(answers: Answers, asked: Filters, add_report: AddReport, add_event: AddEvent) -> None:
    for name, category in {"a": "jalan", "b": "pohon", "c": "pju"}.items():  # closed a second after the work, all three at once, and open again now
        add_report(name, 400, category=category, first_closed_at=NOW - hours(100), refused_n=1)
        for age, stage in ((400, "menunggu"), (100 + 1 / 3600, "proses"), (100, "selesai"), (10, "tl_ditolak")):
            add_event(name, age, stage)
    add_report("again", 60)
    add_event("again", 60, "menunggu", actor="system")
    add_event("again", 5, "proses")
    then = replace(asked, as_of=NOW - hours(20))
    assert not len(asked_of.integrity_flags(answers, asked)) and not asked_of.integrity_rates(answers, asked)["n"].sum()
    assert asked_of.integrity_rates(answers, then)["n"].sum() == 3
    assert flagged(answers, then, "terlalu_cepat") == flagged(answers, then, "sekaligus") == {"a", "b", "c"}
    assert flagged(answers, then, "lapor_ulang") == {"a"}
    assert not flagged(answers, replace(asked, as_of=NOW - hours(70)), "lapor_ulang"), "nobody had reported again yet"


@pytest.mark.parametrize(("seconds", "officers", "is_flagged"), [((0, 30), "aa", False), ((0, 30, 60), "aaa", True), ((0, 30, 61), "aaa", False), ((0, 1, 2), "aab", False)])
def test_three_closings_of_one_officer_within_a_minute(
    answers: Answers, asked: Filters, add_report: AddReport, run: Run, seconds: tuple[int, ...], officers: str, is_flagged: bool
) -> None:
    for n, (second, officer) in enumerate(zip(seconds, officers, strict=True)):
        took = 100 + second / 3600
        add_report(f"r{n}", 200, took, category=("jalan", "pohon", "pju")[n])
        run("insert into report_event values ('simulasi_crm', $id, $t, $t, 'selesai', 'officer', 'D', $o, 'resolved', 1)", id=f"r{n}", t=NOW - hours(200) + hours(took), o=officer)
    assert flagged(answers, asked, "sekaligus") == ({f"r{n}" for n in range(len(seconds))} if is_flagged else set())


def test_faster_than_the_floor_and_faster_than_the_category(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    acted = NOW - hours(100)
    add_report("quick", 110, 10 + 179 / 3600, acted_at=acted)
    add_report("slow", 110, 10 + 180 / 3600, acted_at=acted)
    add_report("twin", 110, 10 + 10 / 3600, acted_at=acted, outcome="duplicate")
    add_report("unknown", 110, 10)  # acted and closed at once: a source without a log, nothing can be said
    assert flagged(answers, asked, "terlalu_cepat") == {"quick"}
    for n in range(60):  # ln minutes around ln 600 with a spread of a tenth: the fence is at about 600 e^-0.4
        add_report(f"pohon{n}", 200, 10 + 10 * np.exp(0.1 * (n - 29.5) / 30), acted_at=NOW - hours(190), category="pohon")
    add_report("tree", 200, 10 + 5.5, acted_at=NOW - hours(190), category="pohon")
    found = asked_of.integrity_flags(answers, asked)
    tree = found[found["report_id"] == "tree"].iloc[0]
    assert (tree["rule"], tree["value"]) == ("terlalu_cepat", pytest.approx(330))
    assert 330 < tree["more"] < 600
    assert flagged(answers, asked, "terlalu_cepat") == {"quick", "tree"}


def test_rates_have_wilsons_interval_and_few_have_none_to_show(answers: Answers, asked: Filters, add_report: AddReport, run: Run) -> None:
    for n in range(20):
        add_report(f"r{n}", 200 + n, 100, agency="A", refused_n=int(n < 19), lat=-6.0 - n * 0.01)
    add_report("few", 200, 100, agency="B", area="31.74.01.1001")
    follow_up(run, "r0", -6.5)
    found = asked_of.integrity_rates(answers, asked).set_index("key")
    assert found[["n", "flagged_n", "refused_n", "foto_jauh"]].loc["A"].tolist() == [20, 1, 19, 1]
    lo, hi = asked_of.wilson(np.array([9.0]), np.array([10.0]))
    assert (lo[0], hi[0]) == pytest.approx((0.596, 0.982), abs=5e-4)  # the house's oracle
    assert found["state"].to_dict() == {"A": "ok", "B": "sedikit"}
    assert found.loc["A", "lo_pct"] < 5 < found.loc["A", "hi_pct"]
    assert asked_of.integrity_rates(answers, asked, "area", 5)["key"].tolist() == ["31.73", "31.74"]


def test_the_sample_is_the_same_all_week_and_another_the_week_after(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    for n in range(60):
        add_report(f"r{n:02}", 168 + 5 * n, 60)
    monday = datetime(2026, 10, 25, 17, 0)  # midnight in Jakarta
    assert asked_of.week_of(NOW) == (monday - timedelta(days=7), monday, "2026-W43")
    first = asked_of.integrity_sample(answers, asked)
    assert len(first) == min(25, first["of_n"].iloc[0]) and first["of_n"].iloc[0] > 25
    again = asked_of.integrity_sample(answers, replace(asked, since=NOW - timedelta(days=2), now=NOW + timedelta(hours=20)))
    assert again["report_id"].tolist() == first["report_id"].tolist() != sorted(first["report_id"])
    later = asked_of.integrity_sample(answers, replace(asked, now=NOW + timedelta(days=7)))
    assert not set(later["report_id"]) & set(first["report_id"])


def test_the_newest_review_counts_and_gives_the_precision(answers: Answers, city: Warehouse, asked: Filters, add_report: AddReport) -> None:
    for name in "abc":
        add_report(name, 100, 50)
    for n, (name, verdict, rules) in enumerate((("a", "tindak_lanjut", ("foto_jauh", "foto_lama")), ("b", "wajar", ("foto_jauh",)), ("a", "wajar", ("foto_jauh", "foto_lama")),
                                               ("c", "tindak_lanjut", ()))):  # fmt: skip
        keep_review(city, Review("simulasi_crm", name, verdict, "Sari", "sudah dilihat", rules), NOW - hours(10 - n))
    found = asked_of.integrity_precision(answers, asked).set_index("rule")
    assert found["reviewed_n"].to_dict() == {**dict.fromkeys(asked_of.RULES, 0), "foto_jauh": 2, "foto_lama": 1, "sampel": 1}
    assert found.loc[["foto_jauh", "sampel"], "precision_pct"].tolist() == [0, 100]
    past = asked_of.integrity_precision(answers, replace(asked, as_of=NOW - hours(9.5))).set_index("rule")
    assert past.loc["foto_lama", "precision_pct"] == 100
    assert city.here().rows("select count(*) from integrity_review") == [(4,)]


@pytest.mark.parametrize(("name", "verdict", "who", "note"), [("a", "bagus", "Sari", "x"), ("a", "wajar", " ", ""), ("a", "tindak_lanjut", "Sari", " "), ("z", "wajar", "Sari", ""), ("a", "wajar", "Sari", "x" * 501)])
def test_a_review_that_says_nothing_is_refused(city: Warehouse, add_report: AddReport, name: str, verdict: str, who: str, note: str) -> None:
    add_report("a", 100, 50)
    with pytest.raises(QuestionError):
        keep_review(city, Review("simulasi_crm", name, verdict, who, note), NOW)
    assert city.here().rows("select count(*) from integrity_review") == [(0,)]


def test_the_share_of_flagged_closings_is_a_kpi_at_every_level(answers: Answers, asked: Filters, add_report: AddReport, run: Run) -> None:
    for n in range(40):  # twenty in each of two kelurahan; the photos of two reports of the first were taken before the reports came
        add_report(f"c{n:02}", 100 + n, 50, area=f"31.73.05.100{1 + n % 2}", lat=-6.0 - 0.003 * n)
    add_report("nowhere", 100, 50, area=None, place="outside")
    add_report("fresh", 1, lat=-6.5)
    for name in ("c00", "c02"):
        follow_up(run, name, lat=-6.0 - 0.003 * int(name[1:]), taken=NOW - hours(300))

    def g6(**more: str) -> dict[str, tuple[float, int, str]]:
        found = kpi_readings(answers, asked, **more).set_index("id").loc[["G6"]]
        return {r.area: (r.value, r.n, r.state) for r in found.itertuples()}

    assert g6()["31"] == (pytest.approx(100 * 2 / 41), 41, "ok")
    by_kelurahan = g6(level="kelurahan")
    assert by_kelurahan["31.73.05.1001"] == (10.0, 20, "ok") and by_kelurahan["31.73.05.1002"] == (0.0, 20, "ok")
    assert g6(area="31.73.05.1002") == {"31.73.05.1002": (0.0, 20, "ok")}
