"""The table of reports: every order without gaps and doubles, by number and by cursor; search, filters and what stays hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.answers import Answers
from data.errors import QuestionError
from data.model import Filters
from data.queries import report_table as room
from data.queries.report_table import SORTS, TableWish, plain, report_head, report_table, table_words
from data.warehouse import Warehouse
from tests.data.conftest import NOW, AddEvent, AddReport

# Many ties: three openings share a second, dues are few, agencies and areas are missing now and then.
MANY = """
insert into report by name
select ['simulasi_crm', 'crm'][1 + i % 2] as source, 'M' || lpad((i * 7919 % 1000)::varchar, 4, '0') || i as report_id, $now::timestamp - to_minutes(1 + i // 3 * 17) as created_at,
       $now::timestamp - to_minutes(i % 50) as updated_at, ['jalan', 'sampah', 'kekerasan'][1 + i % 3] as category, case when i % 5 > 0 then 'Dinas ' || i % 4 end as agency,
       ['jaki', 'qlue'][1 + i % 2] as channel, 'isi ' || i as description, case when i % 7 > 0 then '31.73.05.100' || 1 + i % 2 end as area, 'inside' as place,
       case when i % 6 > 0 then $now::timestamp - to_hours(i % 9 * 24) end as sla_due_at, false as is_private, 1 as batch, ['proses', 'selesai'][1 + i % 2] as stage,
       ['open', 'closed'][1 + i % 2] as status, case when i % 2 = 1 then 'resolved' end as outcome, case when i % 2 = 1 then $now::timestamp end as first_closed_at,
       case when i % 2 = 1 then $now::timestamp end as last_closed_at, 0 as refused_n
from range(900) r(i)"""
COLUMN = {"created": "created_at", "updated": "updated_at", "due": "sla_due_at", "age": "age_h", "late": "late_h", "area": "area_name"}


@pytest.fixture
def crowd(city: Warehouse) -> Answers:
    """900 reports of the last days."""
    with city.working() as session:
        session.transact([MANY, "update table_version set version = version + 1"], {"now": NOW})
    return Answers(city)


def key(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["source"], rows["report_id"], strict=True))


def walked(answers: Answers, filters: Filters, wish: TableWish, rows: int) -> pd.DataFrame:
    """The whole table, page by page, by cursor."""
    pages, cursor = [], None
    while True:
        pages.append(report_table(answers, filters, wish, 0, rows, cursor))
        cursor = pages[-1].attrs["cursor"]
        if cursor is None:
            return pd.concat(pages, ignore_index=True)


def test_every_order_is_whole_sorted_and_the_same_by_number_and_by_cursor(crowd: Answers, asked: Filters) -> None:
    for sort, is_descending in product(SORTS, (True, False)):  # one city serves all: making it takes longest
        judge(crowd, asked, sort, is_descending)


def judge(crowd: Answers, asked: Filters, sort: str, is_descending: bool) -> None:
    """The whole table in one order: complete, in order, and the same however it is asked."""
    wish = TableWish(sort=sort, is_descending=is_descending)
    whole = report_table(crowd, asked, wish, 0, 1000)
    assert len(whole) == len(set(key(whole))) == whole.attrs["total"] == 900
    assert key(walked(crowd, asked, wish, 471)) == key(whole)
    assert key(report_table(crowd, asked, wish, 512, 100)) == key(whole)[512:612]
    titles = table_words(crowd).set_index(["kind", "word"])["title_id"]
    shown = whole[COLUMN.get(sort, sort)]
    if sort in ("category", "channel"):
        shown = shown.map(lambda word: titles[(sort, word)].lower())
    if sort == "stage":
        shown = shown.map({"proses": 3, "selesai": 7})
    if sort == "status":
        shown = shown.map({"open": 0, "closed": 1})
    said = shown.dropna()
    assert shown.isna().cummax().equals(shown.isna()), f"{sort}: what is missing stands last"
    seconds = said.dt.floor("s") if sort in ("created", "updated", "due") else said.round(6) if sort in ("age", "late") else said
    assert seconds.is_monotonic_decreasing if is_descending else seconds.is_monotonic_increasing, sort


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sort=st.sampled_from(SORTS), is_descending=st.booleans(), first=st.integers(0, 950), rows=st.integers(1, 300))
def test_any_window_is_a_slice_of_the_whole(crowd: Answers, asked: Filters, sort: str, is_descending: bool, first: int, rows: int) -> None:
    wish = TableWish(sort=sort, is_descending=is_descending)
    whole = key(report_table(crowd, asked, wish, 0, 1000))
    page = report_table(crowd, asked, wish, first, rows)
    assert key(page) == whole[first : first + rows]
    if page.attrs["cursor"]:
        assert key(report_table(crowd, asked, wish, 0, 50, page.attrs["cursor"])) == whole[first + rows : first + rows + 50]
    else:
        assert first + rows >= 900


def test_reports_that_come_in_while_one_scrolls_shift_nothing(crowd: Answers, city: Warehouse, asked: Filters, add_report: AddReport) -> None:
    before = key(report_table(crowd, asked, TableWish(), 0, 1000))
    first = report_table(crowd, asked, TableWish(), 0, 200)
    for n in range(5):
        add_report(f"NEW{n}", age=0.01)
    second = report_table(crowd, asked, TableWish(), 200, 200, first.attrs["cursor"])
    assert key(first) + key(second) == before[:400]
    assert second.attrs["total"] == 905


def test_no_row_stands_on_a_page_from_outside_the_period(crowd: Answers, asked: Filters) -> None:
    """A rung of the order is hours long, and the period ends within one."""
    part = replace(asked, since=NOW - timedelta(hours=31), until=NOW - timedelta(hours=7))
    for sort, is_descending in product(("created", "agency", "area", "age"), (True, False)):
        rows = report_table(crowd, part, TableWish(sort=sort, is_descending=is_descending), 0, 1000)
        assert len(rows) == rows.attrs["total"] > 100 and rows["created_at"].between(*(pd.Timestamp(m).tz_localize(None) for m in part.period), inclusive="left").all()


def test_the_head_of_a_long_table_is_its_first_rows_found_in_its_newest_part(crowd: Answers, asked: Filters, monkeypatch: pytest.MonkeyPatch) -> None:
    long = replace(asked, since=NOW - timedelta(days=400))
    monkeypatch.setattr(room, "HEAD", 300)  # of 900 within three and a half days: the newest 28 hours
    of_one = replace(long, agency="Dinas 1")
    for filters, wish in ((long, TableWish()), (long, TableWish(search="isi")), (of_one, TableWish(flag="late"))):
        whole, head = report_table(crowd, filters, wish, 0, 20), report_head(crowd, filters, wish, 20)
        assert head is not None and key(head) == key(whole) and len(head) == 20
        assert key(report_table(crowd, filters, wish, 0, 20, head.attrs["cursor"])) == key(report_table(crowd, filters, wish, 20, 20)), "its cursor leads on in the whole"
    few = report_head(crowd, long, TableWish(search="m00"), 200)
    whole = report_table(crowd, long, TableWish(search="m00"), 0, 200)
    assert few is not None and few.attrs["cursor"] is None and 0 < len(few) < len(whole)
    assert key(few) == key(whole)[: len(few)] and few["created_at"].min() >= pd.Timestamp(few.attrs["since"]) > whole["created_at"].min()


def test_the_head_of_every_other_order_by_a_number_is_its_first_rows(crowd: Answers, asked: Filters, monkeypatch: pytest.MonkeyPatch) -> None:
    long = replace(asked, since=NOW - timedelta(days=400))
    monkeypatch.setattr(room, "HEAD", 300)
    monkeypatch.setattr(room, "SPARE", 50)
    for sort, is_descending in product(("created", "updated", "due", "age", "late"), (True, False)):
        wish = TableWish(sort=sort, is_descending=is_descending)
        whole, head = report_table(crowd, long, wish, 0, 40), report_head(crowd, long, wish, 20)
        assert head is not None and key(head) == key(whole)[:20], sort
        assert key(report_table(crowd, long, wish, 0, 20, head.attrs["cursor"])) == key(whole)[20:40], sort
    monkeypatch.setattr(room, "SPARE", 0)  # every third report shares its opening, and these their age: a group that goes on is not given
    for rows in (19, 20, 21):
        head = report_head(crowd, long, TableWish(sort="age"), rows)
        assert head is None or key(head) == key(report_table(crowd, long, TableWish(sort="age"), 0, rows))
    assert [report_head(crowd, long, TableWish(sort="age"), rows) for rows in (19, 20, 21)].count(None) > 0


def test_the_head_of_an_order_by_a_word_is_its_first_rows_or_none(crowd: Answers, asked: Filters, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first word of some orders fills the page, of others it does not; private reports stand under their kecamatan."""
    long = replace(asked, since=NOW - timedelta(days=400))
    monkeypatch.setattr(room, "HEAD", 300)
    heads = []
    for sort, is_descending, area in product(room.TEXT_SORTS, (True, False), ("31", "31.73")):
        filters, wish = replace(long, area=area), TableWish(sort=sort, is_descending=is_descending)
        whole, head = report_table(crowd, filters, wish, 0, 40), report_head(crowd, filters, wish, 20)
        heads.append(head)
        if head is not None:
            assert key(head) == key(whole)[:20], (sort, is_descending, area)
            assert list(head["area"]) == list(whole["area"])[:20]
            assert key(report_table(crowd, filters, wish, 0, 20, head.attrs["cursor"])) == key(whole)[20:40], sort
    assert 4 < sum(head is not None for head in heads) < len(heads)


def test_a_table_has_no_head_where_that_would_gain_nothing(crowd: Answers, answers: Answers, asked: Filters, monkeypatch: pytest.MonkeyPatch) -> None:
    assert report_head(crowd, asked, TableWish()) is None, "the whole table is short"
    monkeypatch.setattr(room, "HEAD", 300)
    assert report_head(crowd, asked, TableWish(sort="age", search="isi")) is None
    assert report_head(crowd, asked, TableWish(sort="agency", search="isi")) is None
    assert report_head(crowd, replace(asked, since=NOW - timedelta(hours=20)), TableWish()) is None, "the period is within that part"
    ago = replace(asked, since=NOW - timedelta(days=90), until=NOW - timedelta(days=2))
    head = report_head(crowd, ago, TableWish(), 20)
    assert head is not None and key(head) == key(report_table(crowd, ago, TableWish(), 0, 20)), "an older period has its own newest part"


def test_an_empty_table_has_no_head(answers: Answers, asked: Filters) -> None:
    assert report_head(answers, asked, TableWish()) is None


def found(answers: Answers, filters: Filters, **wish: object) -> list[str]:
    return sorted(report_table(answers, filters, TableWish(**wish))["report_id"])  # type: ignore[arg-type]


SEARCHES = (
    ("LUBANG", ["A"]), ("  lubang   di ", ["A"]), ("café", ["B"]), ("CAFE", ["B"]), ("100%", ["C"]), ("%", ["C"]), ("_", ["D"]), ("o'brien", ["D"]),
    ("' or 1=1 --", []), ("$area", []), ("jk-7", ["JK-7"]), ("7", ["JK-7"]), ("jk", []), ("jalan RUSAK", ["A", "B", "C", "D"]), ("waste", ["JK-7"]), ("lingkungan hidup", ["JK-7"]), ("", ["A", "B", "C", "D", "JK-7"]),
)  # fmt: skip


def test_a_search_is_plain_text_in_number_words_category_and_agency(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    for report_id, text in {"A": "Ada lubang di sini", "B": "Depan Café Batavia", "C": "rusak 100% parah", "D": "milik O'Brien a_b"}.items():
        add_report(report_id, age=5, description=text)
    add_report("JK-7", age=5, description="x", category="sampah", agency="Dinas Lingkungan Hidup")
    for search, ids in SEARCHES:
        assert found(answers, asked, search=search) == ids, search


def test_what_is_private_cannot_be_read_found_or_placed(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("P", age=5, is_private=True, description="rahasia sekali")
    add_report("S", age=5, category="kekerasan", description="rahasia juga")
    add_report("O", age=5, description="bukan rahasia")
    rows = report_table(answers, asked, TableWish()).set_index("report_id")
    assert rows.loc[["P", "S"], "description"].isna().all()
    assert set(rows.loc[["P", "S"], "area"]) == {"31.73.05"}
    assert found(answers, asked, search="rahasia") == ["O"]
    assert found(answers, asked, flag="private") == ["P", "S"]
    assert found(answers, replace(asked, area="31.73.05")) == ["O", "P", "S"]
    assert found(answers, replace(asked, area="31.73.05.1001")) == ["O"], "one kelurahan would tell where they are"


def test_flags_filters_and_counts(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("late", age=200)
    add_report("soon", age=150)
    add_report("calm", age=10, channel="qlue", agency="Satpol PP")
    add_report("closed late", age=300, took=200)
    add_report("refused", age=20, took=5, refused_n=2)
    assert found(answers, asked, flag="late") == ["closed late", "late"]
    assert found(answers, asked, flag="soon") == ["soon"]
    assert found(answers, asked, flag="refused") == ["refused"]
    assert found(answers, replace(asked, channel="qlue", agency="Satpol PP"), stage="proses") == ["calm"]
    page = report_table(answers, replace(asked, status="open"), TableWish(sort="late"))
    assert list(page["report_id"]) == ["late", "soon", "calm"]
    assert page["late_h"].round(6).tolist() == [32, -18, -158]
    assert (page.attrs["total"], page.attrs["open_n"], page.attrs["cursor"]) == (3, 3, None)


def test_the_past_is_shown_as_it_was_known(answers: Answers, asked: Filters, add_report: AddReport, add_event: AddEvent) -> None:
    add_report("A", age=100, took=10)
    for age, stage in ((100, "menunggu"), (98, "proses"), (90, "selesai")):
        add_event("A", age, stage)
    then = replace(asked, as_of=NOW - timedelta(hours=95))
    row = report_table(answers, then, TableWish()).iloc[0]
    assert (row["stage"], row["status"], row["age_h"]) == ("proses", "open", 5)
    assert found(answers, replace(then, status="closed")) == []


def test_an_empty_table_and_the_end_of_a_table_have_no_rows(answers: Answers, city: Warehouse, asked: Filters, add_report: AddReport) -> None:
    assert report_table(answers, asked, TableWish()).attrs == {"total": 0, "open_n": 0, "cursor": None}
    add_report("A", age=5)
    page = report_table(answers, asked, TableWish(), 10)
    assert (len(page), page.attrs["total"]) == (0, 1)


@pytest.mark.parametrize("wish", [{"sort": "reporter"}, {"flag": "x"}, {"search": "a" * 101}])
def test_words_that_are_not_understood_are_refused(wish: dict[str, str]) -> None:
    with pytest.raises(QuestionError):
        TableWish(**wish)  # type: ignore[arg-type]


def test_rows_and_cursors_that_cannot_be_are_refused(answers: Answers, city: Warehouse, asked: Filters) -> None:
    for wrong in ({"rows": 0}, {"first": -1}, {"cursor": "x"}, {"cursor": "WyJhIiwgIjIwMjYtMDEtMDEiLCAiYiIsICJjIl0"}):
        with pytest.raises(QuestionError):
            report_table(answers, asked, TableWish(), **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "small"), [("Café  ÉCLAIR", "cafe eclair"), (" 100%_a ", "100%_a")])
def test_text_is_compared_without_case_and_accents(text: str, small: str) -> None:
    assert plain(text) == small
