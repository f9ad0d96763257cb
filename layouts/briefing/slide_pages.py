"""Which pages of a briefing become slides of their own, and which go to another page's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from layouts.briefing.shapes import Notice, Page, Prose, Table
from layouts.briefing.slide_plan import planned


def together(pages: Sequence[Page]) -> list[tuple[int, Page]]:
    """The pages with their numbers; those beside each other that have nothing to show share a slide, and notices follow the sentences that an earlier page has said where there is room."""
    found: list[tuple[int, Page]] = []
    for n, page in enumerate(pages):
        home = _said_before(page, [earlier for _, earlier in found])
        if home is not None:
            before = found[home][1]
            joined = replace(before, blocks=(*before.blocks, *(b for b in page.blocks if isinstance(b, Notice))))
            if len(planned(joined)) == len(planned(before)):  # there is room on its last slide
                found[home] = (found[home][0], joined)
                continue
        last = found[-1][1] if found else None
        if last and _share(last, page):
            found[-1] = (n, _joined(last, page))
        else:
            found.append((n, page))
    return found


def _share(last: Page, page: Page) -> bool:
    if all(isinstance(block, Notice) for block in (*page.blocks, *last.blocks)):
        return True
    return _tells(last) and _tells(page) and len(planned(_joined(last, page))) == 1


def _joined(last: Page, page: Page) -> Page:
    return replace(last, title=f"{last.title}, {page.title}", blocks=(*last.blocks, *page.blocks), sources=(*last.sources, *page.sources))


def _tells(page: Page) -> bool:
    """A page that shows nothing on a slide but sentences under the page's own name, such as a place of which little can be told on one day."""
    seen = [b for b in page.blocks if not (isinstance(b, Table) and b.is_detail)]
    return bool(seen) and all(isinstance(b, Prose) and b.title and b.title in page.title for b in seen)


def _said_before(page: Page, earlier: Sequence[Page]) -> int | None:
    """Which earlier page has said all the sentences of a page that has else nothing but notices for a slide: they would stand alone."""
    seen = [b for b in page.blocks if not (isinstance(b, Table) and b.is_detail)]
    told = [b for b in seen if isinstance(b, Prose)]
    if not told or not all(isinstance(b, Prose | Notice) for b in seen):
        return None
    return next((n for n, one in enumerate(earlier) if all(b in one.blocks for b in told)), None)
