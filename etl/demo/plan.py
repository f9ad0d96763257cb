"""What is planted in the citizen reports: the tables of reference with the numbers of plan.toml beside
them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from etl.demo.draws import Floats, Ints
from etl.demo.moments import day_number
from etl.demo.places import reference

JAKI_SHARE = 0.896  # January 2023: 12,755 of 14,233
# How the rest is spread over the other channels: ours; only those valid on the day take part.
_OTHER = {
    "qlue": 20,
    "twitter": 12,
    "facebook": 6,
    "email": 5,
    "medsos_gubernur": 9,
    "sms": 18,
    "lapor_1708": 16,
    "aspirasi_media": 2,
    "pendopo": 7,
    "inspektorat": 1,
    "kantor_walikota": 4,
    "kantor_camat": 4,
    "kantor_lurah": 9,
    "balai_warga": 3,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """Categories and channels with what is planted in them; every array follows the order of its reference
    table.
    """

    category: tuple[str, ...]
    agency: tuple[str, ...]  # of each category
    agencies: tuple[str, ...]
    agency_index: Ints
    is_sensitive: Ints
    share: Floats
    rain: Floats
    median_h: Floats
    sigma: Floats
    texts: tuple[tuple[str, ...], ...]
    category_from: Ints
    category_to: Ints
    channel: tuple[str, ...]
    channel_share: Floats
    channel_from: Ints
    channel_to: Ints

    def category_weights(self, day: Ints, rain: Floats) -> Floats:
        """(days, categories): the shares of the day, tilted by its rain; 0 where the category is not
        valid.
        """
        tilt = np.maximum(0.05, 1 + self.rain[None, :] * (rain[:, None] - MEAN_RAIN))
        valid = (self.category_from <= day[:, None]) & (day[:, None] < self.category_to)
        return np.asarray(self.share * tilt * valid)

    def channel_weights(self, day: Ints) -> Floats:
        """(days, channels): JAKI takes its share, the channels valid on the day divide the rest."""
        valid = (self.channel_from <= day[:, None]) & (day[:, None] < self.channel_to)
        jaki = np.array([name == "jaki" for name in self.channel])
        rest = self.channel_share * ~jaki * valid
        rest = rest / rest.sum(axis=1, keepdims=True) * (1 - JAKI_SHARE)
        return np.asarray(rest + JAKI_SHARE * jaki * valid)


MEAN_RAIN = 0.15  # of moments.days over a year


def load_plan() -> Plan:
    """The plan from category.csv, channel.csv and plan.toml."""
    category, channel = reference("category"), reference("channel")
    planted = tomllib.loads((Path(__file__).parent / "plan.toml").read_text(encoding="utf-8"))
    names, agencies = category["category"], tuple(sorted(set(category["agency"])))

    def number(key: str, default: float) -> Floats:
        return np.array([planted.get(name, {}).get(key, default) for name in names], dtype=np.float64)

    return Plan(
        tuple(names),
        tuple(category["agency"]),
        agencies,
        np.array([agencies.index(name) for name in category["agency"]]),
        np.array([text == "true" for text in category["is_sensitive"]], dtype=np.int64),
        number("share", 0),
        number("rain", 0),
        number("median_h", 30),
        number("sigma", 1),
        tuple(tuple(planted.get(name, {}).get("texts", ("Mohon tindak lanjut",))) for name in names),
        *_valid(category),
        tuple(channel["channel"]),
        np.array([_OTHER.get(name, 0) for name in channel["channel"]], dtype=np.float64),
        *_valid(channel),
    )


def _valid(table: dict[str, list[str]]) -> tuple[Ints, Ints]:
    first = [day_number(date.fromisoformat(text)) for text in table["valid_from"]]
    last = [day_number(date.fromisoformat(text)) if text else 10**9 for text in table["valid_to"]]
    return np.array(first), np.array(last)
