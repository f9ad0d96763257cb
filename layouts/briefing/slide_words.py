"""What stands in words around the blocks of a slide: its title, their headings, small print and the speaker's notes."""

from __future__ import annotations

from layouts.briefing.shapes import Block, Contents, Notice, Page, Prose, Table
from layouts.briefing.slide_room import Piece
from layouts.charts.shapes import Map
from layouts.charts.spec import Chart
from layouts.words import _


def title_of(contents: Contents, page: Page, piece: Piece) -> str:
    """What a slide says above all: what its drawing says, or what its only block is about."""
    block = piece.block
    if isinstance(block, Notice) or (isinstance(block, Table) and not block.title) or (isinstance(block, Prose) and block.is_lead):
        return contents.title if page.name == contents.pages[0].name else page.title
    if isinstance(block, Prose) and block is contents.pages[0].blocks[0]:
        return contents.title
    told = block.message if isinstance(block, Chart) else f"{block.title}. {block.message}" if isinstance(block, Map) else block.title
    told = f"{page.title}: {told}" if page.name.startswith(("wilayah_", "indikator_")) and page.title not in told else told
    return told if piece.parts == 1 else _("{title} ({n} dari {all})", title=told, n=piece.part, all=piece.parts)


def trail(block: Block) -> str:
    """For the notes: the figures of sentences, and the question behind everything else."""
    if isinstance(block, Prose):
        return "\n".join(f"{f.name} = {f.value} ({f.question})" for s in block.sentences for f in s.facts)
    if isinstance(block, Table):
        return "\n".join(filter(None, [block.note, _("Pertanyaan: {question}", question=block.question) if block.question else ""]))
    if isinstance(block, Map):
        return "\n".join((*block.notes, block.question))
    return "\n".join(block.notes) if isinstance(block, Chart) else block.text


def head_of(piece: Piece) -> str:
    """A block's own heading, where it does not stand alone."""
    block = piece.block
    return block.message if isinstance(block, Chart) else "" if isinstance(block, Notice) else block.title


def notes_of(piece: Piece) -> tuple[str, ...]:
    """The small print of a block."""
    block = piece.block
    return block.notes if isinstance(block, Chart | Map) else (block.note,) if isinstance(block, Table) and piece.rows else ()
