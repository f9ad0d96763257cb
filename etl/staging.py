"""Check and place: staged text becomes a typed temporary table with a bit mask of broken rules, in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.clock import zone_offset_hours
from data.errors import FeedError
from data.literals import literal
from data.warehouse import Session
from etl.feed import Check, Feed, Mapping, Staged, Table

_WORD = re.compile(r"\{(zone:)?([a-z_][a-z_0-9]*)\}")


@dataclass(frozen=True, slots=True)
class Typed:
    """One table's rows, typed: `name` is the temporary table, with the feed's columns and the mask `bad_`."""

    table: Table
    name: str
    checks: tuple[Check, ...]  # in the order of the mask's bits, those that quarantine
    remarks: tuple[Check, ...]  # those that only count


def type_rows(session: Session, feed: Feed, mapping: Mapping, staged: Staged, table: Table, params: dict[str, object]) -> Typed:
    """Make the temporary table of typed rows. Rules of wrong values come before the feed's own."""
    words = set(staged.words[table.rows])
    fill = Filler(mapping, words)
    checks = (*wrong_values(table, words | set(mapping.constants)), *(c for c in table.checks if not c.keep))
    remarks = tuple(c for c in table.checks if c.keep)
    if len(checks) + len(remarks) > 62:
        raise FeedError(f"The table {table.table} has more than 62 rules.", "Join some of them.", feed=feed.name)
    typed = ", ".join(f"{fill(column.sql)} as {name}" for name, column in table.columns.items())
    passed = ", ".join(f"raw.{fill.column(w)}" for w in sorted(words & _used(checks + remarks)))
    masks = {"bad_": checks, "remark_": remarks}
    bits = ", ".join(
        "(" + (" | ".join(f"case when {fill(c.sql)} then {1 << i}::bigint else 0 end" for i, c in enumerate(rules)) or "0::bigint") + f") as {name}"
        for name, rules in masks.items()
    )
    # A rule that looks into other tables becomes a join, and a join loses the order of the file: such rows are numbered
    # first and put in order again. Rows that need no look elsewhere keep their order as they are read, and are read once.
    relation = staged.relations[table.rows]
    if "row_id" not in words and "(select" in typed + bits:
        session.execute(f"create or replace temp table raw_{table.name} as {relation}", params)
        relation, words = f"select *, rowid as row_id from raw_{table.name}", words | {"row_id"}
    ordered, order = (f", raw.{fill.column('row_id')} as row_order", " order by row_order") if "row_id" in words else ("", "")
    renamed = ", ".join(f'"{w}" as {fill.column(w)}' for w in sorted(words)) or "1 as nothing"
    name = f"typed_{table.name}"
    session.execute(
        f"create or replace temp table {name} as select {', '.join(table.columns)}, {bits} from ("
        f"select {typed}{', ' + passed if passed else ''}{ordered} from (select {renamed} from ({relation})) raw"
        f"{' where ' + fill(table.where) if table.where else ''}){order}",
        params,
    )
    return Typed(table, name, checks, remarks)


def place(session: Session, typed: Typed) -> None:
    """The temporary table `placed_<table>` (row_no, area): which kelurahan each good row lies in. Unplaced rows are absent."""
    rule = typed.table.place
    name = f"placed_{typed.table.name}"
    if rule is None:
        session.execute(f"create or replace temp table {name} (row_no bigint, area varchar)")
        return
    inside = (
        f"select s.rowid as row_no, min(a.code) as area from {typed.name} s "
        f"join (select code, geom from area where level = 'kelurahan') a on st_contains(a.geom, st_point(s.{rule.lon}, s.{rule.lat})) "
        f"where s.bad_ = 0 and s.{rule.lon} is not null group by s.rowid"
    )
    session.execute(f"create or replace temp table {name} as {inside}")
    if rule.names:
        session.execute(f"insert into {name} {_BY_NAME.format(typed=typed.name, placed=name)}")


# Names as people write them: case, blanks and punctuation aside. A kelurahan name that stands once in the kota it is
# said to lie in is enough; else its kecamatan must agree; a kecamatan alone places the row there.
_PLAIN = "regexp_replace(lower({}), '(kota|kab|kabupaten|adm|administrasi|jakarta|kelurahan|kecamatan)\\b|[^a-z]', '', 'g')"
_BY_NAME = f"""
with known as (select code, kecamatan_code, {_PLAIN.format("kelurahan")} as kel, {_PLAIN.format("kecamatan")} as kec, {_PLAIN.format("kota")} as kot from area_names),
said as (select rowid as row_no, {_PLAIN.format("kelurahan")} as kel, {_PLAIN.format("kecamatan")} as kec, {_PLAIN.format("kota")} as kot
         from {{typed}} where bad_ = 0 and rowid not in (select row_no from {{placed}})),
by_both as (select s.row_no, min(k.code) as area from said s join known k on k.kel = s.kel and k.kec = s.kec group by 1 having count(*) = 1),
by_kota as (select s.row_no, min(k.code) as area from said s join known k on k.kel = s.kel and k.kot = s.kot group by 1 having count(*) = 1),
by_kec as (select s.row_no, min(k.kecamatan_code) as area from said s join known k on k.kec = s.kec group by 1)
select row_no, arg_min(area, rank) from (
  select row_no, area, 1 as rank from by_both union all select row_no, area, 2 from by_kota union all select row_no, area, 3 from by_kec)
group by row_no"""


class Filler:
    """Fills `{word}` and `{zone:word}` in SQL: raw text, constants, translated values, null for what is not there."""

    def __init__(self, mapping: Mapping, words: set[str]) -> None:
        self.mapping = mapping
        self.words = words
        self.hours = zone_offset_hours(mapping.zone)

    @staticmethod
    def column(word: str) -> str:
        return f"w_{word}"

    def __call__(self, sql: str) -> str:
        return _WORD.sub(lambda m: self._moment(m[2]) if m[1] else self._text(m[2]), sql)

    def _text(self, word: str) -> str:
        if word not in self.words:
            return literal(self.mapping.constants[word]) if word in self.mapping.constants else "null::varchar"
        column = self.column(word)
        values = self.mapping.values.get(word)
        if not values:
            return column
        cases = " ".join(f"when {literal(theirs.lower())} then {literal(ours)}" for theirs, ours in values.items())
        return f"case lower(trim({column})) {cases} else {column} end"

    def _moment(self, word: str) -> str:
        """UTC. A text that ends in Z or an offset says its own zone; a fixed zone is arithmetic, a changing one goes through ICU.

        A cast would also take `infinity`, `epoch` and years of six digits: only what begins with a year of four is read.
        """
        if word not in self.words:
            return "null::timestamp"
        text = f"trim({self.column(word)})"
        if form := self.mapping.times.get(word):
            local = f"try_strptime({text}, {literal(form)})"
        else:
            local = f"case when {text} like '____-%' then try_cast({text} as timestamp) end"
        utc = f"{local} - interval '{int(self.hours * 60)} minutes'" if self.hours is not None else f"(({local}) at time zone {literal(self.mapping.zone)}) at time zone 'UTC'"
        own = f"regexp_matches({text}, '[:T].*(Z|UTC|[+-]\\d\\d(:?\\d\\d)?)$')"
        stated = f"try_cast(regexp_replace({text}, '([+-]\\d\\d)(\\d\\d)$', '\\1:\\2') as timestamptz) at time zone 'UTC'"
        return f"case when {own} and {text} like '____-%' then {stated} else {utc} end"


def wrong_values(table: Table, words: set[str]) -> tuple[Check, ...]:
    """`type:<column>`: text stands there, but it is not a value of the column's kind."""
    return tuple(
        Check(
            f"type:{name.lstrip('_')}", f"{name} is null and {{{c.word}}} is not null and trim({{{c.word}}}) <> ''",  # the cheap half first: it spares the trim
            f"{name.lstrip('_')}: nilai tidak terbaca", f"{name.lstrip('_')} is not a value of its kind",
        )
        for name, c in table.columns.items()
        if c.word in words and c.word
    )


def _used(checks: tuple[Check, ...]) -> set[str]:
    return {word for check in checks for _, word in _WORD.findall(check.sql)}
