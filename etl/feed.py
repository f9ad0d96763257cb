"""The shape of a feed: which source files it understands, which core tables it fills, and the rules a row must keep.

A feed is data: its reader turns bytes into staged relations of text, its mapping names their columns in our words, and
its tables say in SQL how our words become typed core columns. The engine does the rest, the same for every feed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from data.errors import FeedError
from etl.blot import Hidden
from etl.mapping_file import judged

MAPS = Path(__file__).parent / "maps"
WORD = re.compile(r"\{(?:zone:)?([a-z_][a-z_0-9]*)\}")


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one publisher's columns become our words. From TOML in `etl/maps/<feed>/<name>.toml`, or a user's own file.

    reader   csv | jsonl | json | xml | gtfs | gtfs_rt
    source   name of the source when the caller gives none
    fields   our word -> their column (CSV), JSON path (`$.properties.title`) or XML child
    constants  our word -> a fixed text
    values   our word -> {their value: our value}; a value that is not listed goes through unchanged
    times    our word -> strptime format, where the source does not write ISO 8601
    records  JSON path of the array, or XML element, that holds one record each
    drops    JSON paths that never enter, not even the quarantine (a plate)
    needs    their columns without which the file is refused; also how a file is recognised
    """

    name: str
    reader: str
    source: str
    zone: str = "Asia/Jakarta"
    city: str = "Jakarta"
    title: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    times: dict[str, str] = field(default_factory=dict)
    records: str = ""
    drops: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @classmethod
    def from_file(cls, path: Path) -> Mapping:
        """Read a mapping. Raises FeedError naming the file and the key."""
        try:
            given = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise FeedError(f"The mapping {path} cannot be read: {error}", "Correct the file; its form stands in docs/feeds.md.") from error
        return cls(**judged({"name": path.stem, **given}, cls.__dataclass_fields__, str(path)))

    def words(self) -> set[str]:
        """Our words that it names."""
        return {*self.fields, *self.constants, *self.values, *self.times}


@dataclass(frozen=True, slots=True)
class Column:
    """A core column: `sql` gives the typed value from the raw words; `word` is the raw word whose bad text it may hide.

    `{word}` in sql stands for the raw text of a word (null when the mapping has no such field), `{zone:word}` for its moment.
    """

    sql: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule. `sql` is true for a row that breaks it; it sees the typed columns by name, and raw words as `{word}`.

    keep=True: the row is loaded and the breach counted as a notice; else the row goes to quarantine.
    """

    rule: str
    sql: str
    title_id: str
    title_en: str
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Which kelurahan a row lies in: by point (lon, lat), or by names as written when `names` is set."""

    lon: str = "lon"
    lat: str = "lat"
    names: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One core table that a feed fills from one staged relation.

    key      columns that identify a row within its source (source itself is always part of it)
    clock    column of the source's own clock: the newest row wins, an older one never rolls back. Empty: append only
    is_counted  False for rows derived from rows that are counted already
    where    which staged rows belong here (SQL over raw words); all by default
    corrects True, without a clock: a row with other content takes the place of the one that is there
    replaces True: the batch is the whole truth of its source; rows of older batches are removed (a GTFS schedule)
    may_be_empty  with replaces: a batch without rows of this table removes those of the batch before
    after    SQL run in the same transaction; it sees `touched` (the keys inserted or updated) and $batch, $source
    """

    table: str
    key: tuple[str, ...]
    columns: dict[str, Column]
    rows: str = "rows"
    clock: str = ""
    checks: tuple[Check, ...] = ()
    place: Place | None = None
    where: str = ""
    is_counted: bool = True
    replaces: bool = False
    corrects: bool = False
    may_be_empty: bool = False
    after: tuple[str, ...] = ()
    event: str = ""  # the column that says when it happened: newest_event_at of the batch
    label: str = ""  # a name of its own where one core table is filled from two relations

    @property
    def name(self) -> str:
        """What the temporary tables of these rows are called after."""
        return self.label or self.table


@dataclass(frozen=True, slots=True)
class Staged:
    """What a reader leaves behind in the session: temp relations of text, and rows that could not even be read.

    relations  name -> SQL of a relation whose columns are named after `words`
    words      name -> columns it has (their names), for drift and mapping
    rejects    name -> SQL giving (line_no bigint, reason varchar, raw varchar), or ''
    lines      name -> the CSV file itself, or SQL giving (record_no, line_no, raw) of the records in `wanted_records`;
               looked at only when a row is bad. The first record after a header is number 1
    hides      name -> what of its records must not be kept when they are bad; a file of which something is hidden does not stay
    """

    relations: dict[str, str]
    words: dict[str, tuple[str, ...]]
    rejects: dict[str, str] = field(default_factory=dict)
    lines: dict[str, str | Path] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    hides: dict[str, Hidden] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feed:
    """A kind of source. Files in etl/feeds hold one FEED each; the folder is scanned.

    fresh, expire   age of the newest event at which a source is late, and at which its numbers are withdrawn
    max_bad         share of bad rows beyond which the whole batch is refused
    prepare         optional: SQL run once after staging (session, staged, source, loaded_at) -> None, for checks across relations
    """

    name: str
    title_id: str
    title_en: str
    tables: tuple[Table, ...]
    fresh: timedelta
    expire: timedelta
    max_bad: float = 0.2
    prepare: Callable[..., None] | None = None
    takes: tuple[str, ...] = ()  # words that only `prepare` asks for
    veil: Callable[..., None] | None = None  # (session, staged, mapping, state folder, moment): hashes what may not be seen, before anything is checked
    persons: tuple[str, ...] = ()  # words whose columns hold persons, if only under a pseudonym: they leave nothing in a bad line's text
    keeps_raw: bool = True  # False: columns of persons or plates may stand in its files, so neither bad lines nor the file are kept

    def words(self) -> set[str]:
        """Our words that this feed's columns and rules ask for: what a mapping may name."""
        texts = [text for t in self.tables for text in (*(c.sql for c in t.columns.values()), *(c.sql for c in t.checks), t.where)]
        asked = {word for text in texts for word in WORD.findall(text)} | {c.word for t in self.tables for c in t.columns.values() if c.word}
        return asked | set(self.takes)

    def mappings(self) -> tuple[Mapping, ...]:
        """The mappings that come with the program."""
        return tuple(Mapping.from_file(p) for p in sorted((MAPS / self.name).glob("*.toml")))
