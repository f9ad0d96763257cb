-- Hashes of pictures that resemble each other: at most seven of their 64 bits differ. Found once (etl/likeness.py), whoever carries
-- them and since whenever: what was known at a moment is asked of the pictures themselves.
create table if not exists photo_likeness (
    hash          ubigint not null,              -- the smaller one
    other_hash    ubigint not null,
    off           utinyint not null              -- bits that differ
);
-- Hashes that were compared with all others of this table. A picture that is not here yet is compared when somebody asks.
create table if not exists photo_looked (
    hash          ubigint not null
);
