"""The table of reports: any page of millions of rows, sorted, filtered and searched here, without sorting them all.

Two steps. The ladder counts the rows on each stretch of the order (one narrow pass, kept while the tables stand still; the number
of rows comes from it). The rows of a page are then looked for within its stretches alone, by what is narrow, and read whole where
they lie. A page is named by a row's number, or goes on after a row: then rows that come in meanwhile shift nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd

from data.answers import Answers, question
from data.errors import QuestionError
from data.model import Filters
from data.queries import ladder
from data.queries.paging import read_cursor, write_cursor

MOST = 20_000  # rows of one page
LONGEST = 100  # letters of a search
HEAD = 400_000  # reports that are looked through before a long table is counted
SPARE = 800  # rows beyond a head, in which those end that are equal to its last one
TEXT_SORTS = ("category", "channel", "agency", "area", "stage", "status")
SORTS = ("created", "updated", "due", "age", "late", *TEXT_SORTS)
FLAGS = ("late", "soon", "refused", "private")
# One rung is 1 << this many units of the order long: 18 minutes of age, 6 days under a word (areas are many: wider ones keep the rungs
# few), else 9 hours.
_SHIFT = {"age": 30, "late": 30, **dict.fromkeys(TEXT_SORTS, 19), "area": 22}
_KEY = ("k", "after_at", "source", "report_id")


@dataclass(frozen=True, slots=True)
class TableWish:
    """What the table is asked beyond `Filters`.

    search   a part of the number, the description, the category's title or the agency's name, whatever its case and accents
    flag     late (past its deadline, or closed past it) | soon (open, due within 24 hours) | refused | private
    sort     one of SORTS; the newest stand first among equals, what is missing stands last
    """

    search: str | None = None
    stage: str | None = None
    flag: str | None = None
    sort: str = "created"
    is_descending: bool = True

    def __post_init__(self) -> None:
        if self.sort not in SORTS:
            raise QuestionError(f"The table cannot be sorted by {self.sort!r}.", f"Use one of {', '.join(SORTS)}.")
        if self.flag is not None and self.flag not in FLAGS:
            raise QuestionError(f"There is no flag {self.flag!r}.", f"Use one of {', '.join(FLAGS)}.")
        if self.search is not None and len(self.search) > LONGEST:
            raise QuestionError("The text that is looked for is too long.", f"Use {LONGEST} letters at most.")


def plain(text: str) -> str:
    """As a search compares: small letters without accents, one space between words."""
    letters = unicodedata.normalize("NFD", text.lower())
    return re.sub(r"\s+", " ", "".join(c for c in letters if not unicodedata.combining(c))).strip()


def table_words(answers: Answers) -> pd.DataFrame:
    """kind (agency | category | channel | stage | area), word, title_id, title_en: in reading order."""
    return answers.ask("table_words")


def report_table(answers: Answers, filters: Filters, wish: TableWish, first: int = 0, rows: int = 200, cursor: str | None = None) -> pd.DataFrame:
    """`rows` rows of the table, from row number `first` (0 is the top) or after the row that `cursor` names.

    source, report_id, created_at, updated_at, category, agency, channel, description, area, area_name, place, sla_due_at, is_private,
    stage, status, outcome, first_action_at, first_closed_at, last_closed_at, refused_n, age_h (hours to the close, or to the moment),
    late_h (hours past the deadline, negative before it; of a closed one at its first closing). Private reports, and all of a
    sensitive category, come without words, with the kecamatan as area, and not at all when one kelurahan is asked.
    attrs: total and open_n (rows of the whole table), cursor (leads to the next rows; None at the end). Raises QuestionError.
    """
    if not 1 <= rows <= MOST or first < 0:
        raise QuestionError(f"Rows {first} to {first + rows} cannot be given.", f"Ask for 1 to {MOST} rows, from 0 on.")
    words, shift = _words(answers, wish), _SHIFT.get(wish.sort, 35)
    params = _params(answers, filters, wish) | {"words": words or []}
    counted = ladder.rungs(_ask(answers, "table_ladder" if words is None else "table_ladder_words", {**params, "shift": shift, "near": None}), shift)
    after_k, after = _after(cursor)
    here, skip = ladder.stretch(counted, first, rows + 1, after_k)
    if len(here):
        bounds = ladder.bounds(here, filters.period, wish.sort, -1 if wish.is_descending else 1, words)
    else:  # past the end: a page without rows, with the columns of the others
        bounds = {"lo": 1, "hi": 0, "since": filters.period[0], "until": filters.period[0], "near": []}
    found = _given(_ask(answers, "table_page", {**params, **after, **bounds, "skip": skip, "rows": rows + 1}), rows)
    found.attrs |= {"total": int(counted["n"].sum()), "open_n": int(counted["open_n"].sum())}
    return found


def report_head(answers: Answers, filters: Filters, wish: TableWish, rows: int = 200) -> pd.DataFrame | None:
    """The first rows of a long table (more than about HEAD reports in its period) before it is counted.

    Newest first they come from the newest part of the period; in another order, without a search, from one pass over all: of an order
    by a word over its first word, when that fills the page. The columns of `report_table`; attrs: since (UTC: nothing older was looked
    at; None: all was), cursor (leads on when the page is full). None when this would gain nothing. Raises QuestionError.
    """
    if (newest := _newest(answers, filters)) is None:
        return None
    if wish.sort == "created" and wish.is_descending:
        found = report_table(answers, replace(filters, since=newest), wish, 0, rows)
        found.attrs = {"since": newest, "cursor": found.attrs["cursor"]}
        return found
    if wish.search:
        return None
    params = {**_params(answers, filters, wish), **_leading(_words(answers, wish), wish, filters.area), "words": [], "rows": rows + 1, "spare": SPARE}
    found = _given(_ask(answers, "table_top", params), rows)
    found.attrs["since"] = None
    return found if found.attrs["cursor"] else None


def _newest(answers: Answers, filters: Filters) -> datetime | None:
    """When the newest part of the period begins that holds about HEAD reports; None when the period is no longer than that."""
    known = answers.ask("report_extent").iloc[0]
    if not known["n"]:
        return None
    since, until = (pd.Timestamp(moment) for moment in filters.period)
    newest = min(until, known["last_at"]) - (known["last_at"] - known["first_at"]) * (HEAD / int(known["n"]))
    return newest.to_pydatetime() if newest > since else None


def _given(near: pd.DataFrame, rows: int) -> pd.DataFrame:
    """The rows that were asked for, of those and one more; attrs: cursor."""
    found = near.head(rows).drop(columns="k")
    found.attrs = {"cursor": write_cursor(near.rename(columns={"created_at": "after_at"}).iloc[rows - 1], _KEY) if len(near) > rows else None}
    return found


def _params(answers: Answers, filters: Filters, wish: TableWish) -> dict[str, object]:
    known = table_words(answers)
    search = plain(wish.search or "") or None
    like = known[[search is not None and (search in plain(a) or search in plain(b)) for a, b in zip(known["title_id"], known["title_en"].fillna(""), strict=True)]]
    return {
        **filters.params(), "search": search, "has_digit": any(c.isdigit() for c in search or ""), "stage": wish.stage, "flag": wish.flag,
        "sort": wish.sort, "is_text": wish.sort in TEXT_SORTS, "sign": -1 if wish.is_descending else 1,
        "like_categories": list(like.loc[like["kind"] == "category", "word"]), "like_agencies": list(like.loc[like["kind"] == "agency", "word"]),
    }  # fmt: skip


def _words(answers: Answers, wish: TableWish) -> list[str] | None:
    """The words of an order by a word, in reading order; None of any other order."""
    known = table_words(answers)
    return ["open", "closed"] if wish.sort == "status" else list(known.loc[known["kind"] == wish.sort, "word"]) if wish.sort in TEXT_SORTS else None


def _leading(words: list[str] | None, wish: TableWish, area: str) -> dict[str, object]:
    """near and word, the first word of an order by a word (that can occur), and base, where its rows begin in the order."""
    able = [(rank, word) for rank, word in enumerate(words or [], 1) if wish.sort != "area" or word.startswith(area)]
    if not able:
        return {"near": None, "word": None, "base": 0}
    rank, word = able[-1 if wish.is_descending else 0]
    return {"near": [word], "word": word, "base": ladder.place(-rank if wish.is_descending else rank)}


def _ask(answers: Answers, name: str, params: dict[str, object]) -> pd.DataFrame:
    whole = "" if name.startswith("table_ladder") else question("parts/table_whole")
    return answers.ask_sql(name, question("parts/table_rows") + question(name) + whole, params)


def _after(cursor: str | None) -> tuple[int | None, dict[str, object]]:
    """Where the row stands that a cursor names, and that row as the SQL takes it. Raises QuestionError."""
    if not cursor:
        return None, {"after_k": None, "after_at": None, "after_source": None, "after_id": None}
    row = read_cursor(cursor, _KEY)
    try:
        k = int(str(row["k"]))
    except ValueError as error:
        raise QuestionError("The cursor is not understood.", "Use the cursor of the page before, unchanged.") from error
    return k, {"after_k": k, "after_at": row["after_at"], "after_source": row["source"], "after_id": row["report_id"]}
