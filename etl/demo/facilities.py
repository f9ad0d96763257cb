"""The directory of facilities: some in every kecamatan, as a register would list them, with invented names.

The whole directory is told each time: an edition replaces the one before. Points are in the kelurahan that is named;
where the register has no point, which happens, the kelurahan must do.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from etl.demo.draws import Floats, Ints, draws
from etl.demo.places import Places, rounded
from etl.demo.tables import digits, joined, number, words

# How many of each kind in each kecamatan, what a name begins with, and the states that are told of it: ours.
_KINDS = {
    "rumah_sakit": (2, "RSUD Simulasi ", ("IGD 24 jam",)),
    "puskesmas": (3, "Puskesmas ", ("Buka", "Buka 24 jam")),
    "pos_damkar": (2, "Pos Damkar ", ("Siaga",)),
    "hidran": (5, "Hidran ", ("Baik", "Baik", "Baik", "Tekanan rendah", "Rusak")),
    "pompa": (2, "Pompa ", ("Siap", "Siap", "Siap", "Perbaikan")),
}
_STREETS = ("Melati", "Kenanga", "Anggrek", "Mawar", "Cempaka", "Flamboyan", "Dahlia", "Teratai")
_NO_POINT = 0.02


def facility_table(seed: int, places: Places) -> pa.Table:
    """Columns of fasilitas.csv: the whole directory, about 600 rows, the same at every moment."""
    kecamatan, home_of = np.unique(np.array(places.kecamatan), return_inverse=True)
    each = np.array([count for count, _, _ in _KINDS.values()])
    per_area = int(each.sum())
    index = np.arange(len(kecamatan) * per_area)
    kind = np.repeat(np.arange(len(each)), each)[index % per_area]
    own = draws(seed, "facility", index)
    home = _home(own.uniform("home"), index // per_area, np.asarray(home_of, dtype=np.int64))
    lon, lat = places.points(own, home)
    hidden = own.chance("no_point", _NO_POINT)
    no = index + 1
    return pa.table(
        {
            "id_fasilitas": joined("F-", digits(no, 4)),
            "jenis": words(tuple(_KINDS), kind),
            "nama": _names(places, kind, home, no),
            "alamat": joined(
                "Jl. ",
                words(_STREETS, own.below("street", len(_STREETS))),
                " No. ",
                digits(1 + own.below("house", 180), 1),
            ),
            "status": _states(kind, own.uniform("state")),
            "kelurahan": words(places.kelurahan, home),
            "kecamatan": words(places.kecamatan, home),
            "kota": words(places.kota, home),
            "bujur": number(rounded(lon), hidden),
            "lintang": number(rounded(lat), hidden),
        }
    )


def _home(luck: Floats, area: Ints, home_of: Ints) -> Ints:
    """A kelurahan of each row's kecamatan."""
    order = np.argsort(home_of, kind="stable")
    count = np.bincount(home_of)
    first = np.cumsum(count) - count
    return np.asarray(order[first[area] + np.floor(luck * count[area]).astype(np.int64)])


def _names(places: Places, kind: Ints, home: Ints, no: Ints) -> pa.Array:
    begins = [begin for _, begin, _ in _KINDS.values()]
    return joined(words(begins, kind), words(places.kelurahan, home), " ", digits(no, 4))


def _states(kind: Ints, luck: Floats) -> pa.Array:
    states = [told for _, _, told in _KINDS.values()]
    count = np.array([len(told) for told in states])
    flat = [text for told in states for text in told]
    place = (np.cumsum(count) - count)[kind] + np.floor(luck * count[kind]).astype(np.int64)
    return words(flat, place)
