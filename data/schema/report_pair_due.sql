-- Spans of reporting time whose reports have not been looked at for neighbours yet: a bulk load leaves one behind, so that its reports
-- can be read at once, and etl/neighbours.py works through it.
create table if not exists report_pair_due (
    source        varchar not null,
    from_at       timestamp not null,            -- the first report's created_at
    to_at         timestamp not null             -- the last one's
);
