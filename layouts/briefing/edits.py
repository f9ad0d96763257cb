"""Changes by hand: sentences in other words, pages in another order, comments. All of it is marked, and the rule's own words stay in the document."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from data.answers import Answers
from data.briefing_edits import Saved, save, saved
from data.clock import to_utc
from data.errors import BriefingError
from layouts.briefing.material import Request
from layouts.briefing.shapes import Block, Column, Contents, Page, Prose, Sentence, cells, table
from layouts.words import _

LONGEST, MOST, LONGEST_NAME = 600, 40, 80


@dataclass(frozen=True, slots=True)
class Changes:
    """sentences: (place `page/block/n`, the rule's words, the hand's words); comments: (page, text); order: names of pages that come first."""

    sentences: tuple[tuple[str, str, str], ...] = ()
    comments: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = ()

    def text(self) -> str:
        """As JSON, always the same for equal changes."""
        return json.dumps({"sentences": self.sentences, "comments": self.comments, "order": self.order}, ensure_ascii=False)


def places(said: Contents) -> dict[str, Sentence]:
    """Every sentence by its place."""
    return {
        f"{page.name}/{b}/{n}": sentence
        for page in said.pages for b, block in enumerate(page.blocks) if isinstance(block, Prose) for n, sentence in enumerate(block.sentences)
    }  # fmt: skip


def keep(answers: Answers, request: Request, said: Contents, who: str, changes: Changes, now: datetime) -> str:
    """Store changes to a briefing that was looked at; gives the id by which it is printed with them. Raises BriefingError."""
    pages, known = {p.name for p in said.pages}, places(said)
    words = [who, *(hand for _at, _rule, hand in changes.sentences), *(text for _page, text in changes.comments)]
    for is_good, what in (
        (0 < len(who.strip()) <= LONGEST_NAME, f"A name of 1 to {LONGEST_NAME} letters is needed."),
        (all(at in known for at, _rule, _hand in changes.sentences), "A sentence of these changes is not in the briefing."),
        (all(page in pages for page, _text in changes.comments) and set(changes.order) <= pages, "A page of these changes is not in the briefing."),
        (len(set(changes.order)) == len(changes.order), "A page stands twice in the order."),
        (len(changes.sentences) + len(changes.comments) <= MOST and all(0 < len(w.strip()) <= LONGEST for w in words), f"At most {MOST} texts of 1 to {LONGEST} letters can be kept."),
        (not any(ord(c) < 32 or ord(c) == 127 for w in words for c in w), "A text holds control signs."),
        (bool(changes.sentences or changes.comments or changes.order), "Nothing was changed."),
    ):
        if not is_good:
            raise BriefingError(what, "Load the page again and make the changes anew.")
    sure = replace(changes, sentences=tuple((at, known[at].text, hand.strip()) for at, _rule, hand in changes.sentences))
    identity = json.dumps([who, request.kind, request.period.text, said.scope, request.lang, said.as_of.isoformat(), sure.text()])
    edit = hashlib.sha256(identity.encode()).hexdigest()[:12]
    save(answers, Saved(edit, to_utc(now), who.strip(), request.kind, request.period.text, said.scope, request.lang, said.as_of, sure.text()))
    return edit


def asked(answers: Answers, request: Request) -> tuple[Request, Saved | None]:
    """The request as the edit means it, of the knowledge that was edited; None without an edit. Raises BriefingError for one of another document."""
    if not request.edit:
        return request, None
    row = saved(answers, request.edit)
    if row is None or (row.kind, row.period, row.scope, row.lang) != (request.kind, request.period.text, request.scope, request.lang):
        raise BriefingError(f"There are no changes {request.edit!r} to this briefing.", "Use the id that was given when they were saved, with the same period, area and language.")
    return replace(request, as_of=request.as_of or row.as_of), row


def applied(said: Contents, row: Saved) -> Contents:
    """The briefing with the changes, each marked. A sentence whose rule now says something else keeps the rule's words: a hand's old number hides no new one."""
    given = json.loads(row.changes)
    changes = Changes(tuple(tuple(s) for s in given["sentences"]), tuple(tuple(c) for c in given["comments"]), tuple(given["order"]))
    known = places(said)
    valid = {at: hand for at, rule, hand in changes.sentences if at in known and known[at].text == rule}
    pages = [_page(page, valid, changes.comments, row.who) for page in said.pages]
    rank = {name: n for n, name in enumerate(changes.order)}
    pages.sort(key=lambda page: rank.get(page.name, len(rank)))
    digest = hashlib.sha256(f"{said.query_hash}{row.edit}".encode()).hexdigest()[:12]
    meta = (*said.metadata, (_("Suntingan tangan"), f"{row.edit} ({row.who})"), (_("Disunting pada"), row.edited_at))
    return replace(said, pages=(*pages, _list(changes, valid, row)), query_hash=digest, metadata=meta)


def _page(page: Page, valid: dict[str, str], comments: Sequence[tuple[str, str]], who: str) -> Page:
    blocks: list[Block] = []
    for b, block in enumerate(page.blocks):
        if isinstance(block, Prose):
            told = (valid.get(f"{page.name}/{b}/{n}") for n in range(len(block.sentences)))
            block = replace(block, sentences=tuple(s if hand is None else Sentence(_("{said} (disunting tangan oleh {who})", said=hand, who=who)) for s, hand in zip(block.sentences, told, strict=True)))
        blocks.append(block)
    said = tuple(Sentence(_("Catatan tangan: {said}, oleh {who}", said=text, who=who)) for name, text in comments if name == page.name)
    return replace(page, blocks=(*blocks, Prose(_("Catatan tangan"), said)) if said else tuple(blocks))


def _list(changes: Changes, valid: dict[str, str], row: Saved) -> Page:
    """What was changed: the rule's words beside the hand's."""
    rows = [cells(at, rule, hand, _("disunting") if at in valid else _("tidak dipakai: angkanya kini berbeda")) for at, rule, hand in changes.sentences]
    rows += [cells(page, None, text, _("catatan")) for page, text in changes.comments]
    rows += [cells(", ".join(changes.order), None, None, _("urutan halaman"))] if changes.order else []
    columns = (Column(_("Tempat"), width=1.4), Column(_("Kalimat aturan"), width=3), Column(_("Kalimat tangan"), width=3), Column(_("Apa"), width=1.4))
    note = _("Oleh {who}.", who=row.who)
    return Page("suntingan", _("Suntingan tangan"), (table("suntingan", _("Suntingan tangan"), columns, rows, "briefing_edit", note=note),))
