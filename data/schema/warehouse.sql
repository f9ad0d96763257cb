-- The book-keeping of the warehouse itself.
create table if not exists schema_version (version integer not null, applied_at timestamp not null);
-- What the schema, the reference tables and the views here were made of: see data.schema.fingerprint.
create table if not exists schema_made (fingerprint varchar not null);
-- One row per core table. Its version goes up in the same transaction as the data: answers are cached by it, and two
-- loads into one table meet here, so that the second sees the conflict and plans its merge again.
create table if not exists table_version (table_name varchar not null, version bigint not null);
create sequence if not exists batch_no;
