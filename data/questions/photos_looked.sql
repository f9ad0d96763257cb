-- The pictures that were compared with each other.
select hash from photo_looked;
