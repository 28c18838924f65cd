-- A materialized view fires no triggers and is not published: it is polled, and the difference to what it held is told. A plain REFRESH
-- gives it another file, whose rows every snapshot sees; REFRESH CONCURRENTLY changes rows in place. No unique index, duplicates and NULLs too.
CREATE TABLE base (id int, v text);
INSERT INTO base SELECT i, CASE i % 3 WHEN 0 THEN NULL ELSE repeat('x', i % 3) END FROM generate_series(1, 50) i;
CREATE MATERIALIZED VIEW m AS SELECT id, v FROM base;
CREATE MATERIALIZED VIEW keyless AS SELECT v FROM base;
CREATE UNIQUE INDEX ON m (id);
--@ follow base m keyless
--@ value t SELECT phase IS NULL AND pending_changes = 0 AND lag_bytes IS NULL FROM freshet.sources WHERE source = 'materialized_view.m'
--@ rows m 50
--@ rows keyless 50
-- nothing is refreshed, though the table changes
UPDATE base SET v = 'y' WHERE id < 10;
--@ cycle
--@ deltas 1
-- a plain one, of one of them
REFRESH MATERIALIZED VIEW keyless;
--@ cycle
--@ deltas 1
-- one that changes nothing
REFRESH MATERIALIZED VIEW keyless;
--@ cycle
--@ deltas 0
REFRESH MATERIALIZED VIEW CONCURRENTLY m;
--@ cycle
--@ deltas 1
-- in place, with as many rows as before, with fewer, with more
UPDATE base SET v = 'z' WHERE id = 1;
REFRESH MATERIALIZED VIEW CONCURRENTLY m;
--@ cycle
--@ deltas 2
DELETE FROM base WHERE id > 40;
REFRESH MATERIALIZED VIEW CONCURRENTLY m;
--@ cycle
--@ rows m 40
INSERT INTO base SELECT i, 'new' FROM generate_series(100, 120) i;
REFRESH MATERIALIZED VIEW CONCURRENTLY m;
REFRESH MATERIALIZED VIEW keyless;
--@ cycle
--@ rows m 61
--@ rows keyless 61
-- a refresh within a transaction that goes on while cycles run, in a savepoint
--@ as other
BEGIN;
UPDATE materialized_view.base SET v = 'later' WHERE id = 2;
SAVEPOINT s;
REFRESH MATERIALIZED VIEW CONCURRENTLY m;
RELEASE SAVEPOINT s;
--@ as main
INSERT INTO base VALUES (200, 'meanwhile');
--@ cycle
--@ deltas 1
--@ as other
COMMIT;
--@ cycle
--@ deltas 2
-- a plain refresh that goes on holds the table: nobody waits for it, and the other sources go on
BEGIN;
REFRESH MATERIALIZED VIEW keyless;
--@ as main
INSERT INTO base VALUES (201, 'in spite of it');
--@ blind busy keyless
--@ deltas 1
--@ told is_being_refreshed
INSERT INTO base VALUES (202, 'in spite of it');
--@ blind busy keyless
--@ as other
ROLLBACK;
--@ cycle
BEGIN;
REFRESH MATERIALIZED VIEW keyless;
--@ as main
INSERT INTO base VALUES (203, 'in spite of it');
--@ blind busy keyless
--@ as other
COMMIT;
--@ cycle
--@ rows keyless 64
-- not populated: that one cannot be read, in PostgreSQL's words, until it is
--@ as main
REFRESH MATERIALIZED VIEW keyless WITH NO DATA;
--@ cycle failed keyless
--@ told has_not_been_populated
INSERT INTO base VALUES (204, 'the others go on');
--@ cycle failed keyless
--@ deltas 1
--@ value t SELECT last_error IS NOT NULL FROM freshet.sources WHERE source = 'materialized_view.keyless'
REFRESH MATERIALIZED VIEW keyless;
--@ settle
--@ rows keyless 66
--@ value t SELECT last_error IS NULL FROM freshet.sources WHERE source = 'materialized_view.keyless'
-- rewritten without a REFRESH
INSERT INTO base VALUES (205, 'to write');
VACUUM FULL m;
--@ cycle
--@ deltas 1
-- renamed and back, with a column more, dropped and made again
ALTER MATERIALIZED VIEW m RENAME TO moved;
--@ cycle altered m
ALTER TABLE base ADD COLUMN w int DEFAULT 7;
--@ settle
DROP MATERIALIZED VIEW moved;
CREATE MATERIALIZED VIEW m AS SELECT * FROM base;
--@ watch m
--@ cycle
DROP MATERIALIZED VIEW keyless;
CREATE MATERIALIZED VIEW keyless AS SELECT v FROM base WHERE id > 50;
--@ cycle altered keyless
--@ settle
UPDATE base SET w = id;
REFRESH MATERIALIZED VIEW m;
REFRESH MATERIALIZED VIEW keyless;
--@ cycle
--@ settle
-- a table in its place
DROP MATERIALIZED VIEW keyless;
CREATE TABLE keyless (id int);
INSERT INTO keyless VALUES (1);
--@ cycle altered keyless
--@ settle
INSERT INTO keyless VALUES (2);
--@ cycle
--@ rows keyless 2
DROP TABLE keyless;
--@ settle
