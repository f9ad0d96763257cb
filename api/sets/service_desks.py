"""Services to citizens hour by hour."""

from __future__ import annotations

from functools import partial

from api.dataset import Column, DataSet
from api.pages import listed
from api.words import AS_OF, PAGED, PERIOD, SOURCE
from data.queries.services import service_list

DATA_SET = DataSet(
    name="service-desks",
    title_id="Layanan publik per jam",
    title_en="Public services by the hour",
    about_id="Permintaan, yang dijawab dan waktu tunggu menurut layanan, kanal dan jam.",
    about_en="Requests, answers and waits by service, channel and hour.",
    ask=partial(listed, service_list),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("service", "text", "Layanan", "Service"),
        Column("channel", "text", "Kanal", "Channel"),
        Column("hour_at", "moment", "Jam", "Hour"),
        Column("asked_n", "integer", "Permintaan", "Requests"),
        Column("answered_n", "integer", "Dijawab", "Answered"),
        Column("wait_s", "number", "Median tunggu", "Median wait", "s"),
    ),
    words=(*PERIOD, AS_OF, SOURCE, *PAGED),
    feeds=("service_desks",),
    tables=("service_hour",),
)
