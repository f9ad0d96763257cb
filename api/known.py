"""Names in a question that the warehouse does not know: 404, because an empty answer would look like good news."""

from __future__ import annotations

from api.problem import not_found
from api.words import Query
from data.answers import Answers
from data.model import PROVINCE
from data.queries.areas import areas_list
from data.queries.open_data import categories_known, sources_known


def check_known(answers: Answers, query: Query) -> None:
    """Raises Refusal 404 for an area, a source or a category that does not exist."""
    asked = query.filters
    if asked.area != PROVINCE and asked.area not in set(areas_list(answers)["code"]):
        raise not_found(f"There is no area {asked.area}.", "GET /api/v1/areas lists them.")
    if asked.source is not None:
        names = sorted(set(sources_known(answers)["source"]))
        if asked.source not in names:
            raise not_found(
                f"There is no source {asked.source!r}.", f"Known: {', '.join(names) or 'none yet'}."
            )
    if asked.category is not None:
        names = sorted({*categories_known(answers)["category"], "lain_baru"})
        if asked.category not in names:
            raise not_found(f"There is no category {asked.category!r}.", f"Known: {', '.join(names)}.")
