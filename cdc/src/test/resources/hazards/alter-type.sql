-- A type that is altered rewrites the table: no row is captured, values change. USING changes them arbitrarily; some changes rewrite nothing.
CREATE TABLE t (id int PRIMARY KEY, n int, v varchar(10));
INSERT INTO t SELECT i, i, 'v' || i FROM generate_series(1, 10) i;
--@ follow t
ALTER TABLE t ALTER n TYPE bigint USING n * 10;
INSERT INTO t VALUES (11, 110, 'after');
--@ cycle altered t
--@ settle
UPDATE t SET n = n + 1;
--@ cycle
--@ deltas 1
-- the same type, other values
ALTER TABLE t ALTER n TYPE bigint USING -n;
--@ settle
UPDATE t SET v = 'x' WHERE id = 1;
--@ cycle
--@ deltas 1
-- without a rewrite
ALTER TABLE t ALTER v TYPE varchar(20);
UPDATE t SET v = repeat('y', 20) WHERE id = 1;
--@ cycle altered t
--@ settle
ALTER TABLE t ALTER v TYPE text;
INSERT INTO t VALUES (12, 1, repeat('z', 200));
--@ cycle altered t
--@ settle
INSERT INTO t VALUES (13, 1, 'more');
--@ cycle
--@ deltas 1
--@ rows t 13
-- a writer whose snapshot is older than the type it meets
--@ as old
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT count(*) FROM pg_class;
--@ as main
ALTER TABLE t ALTER n TYPE text USING 'n' || n;
--@ as old
INSERT INTO t VALUES (14, 'of another type', 'old snapshot');
UPDATE t SET v = 'old snapshot' WHERE id = 14;
COMMIT;
--@ as main
--@ cycle altered t
--@ settle
INSERT INTO t VALUES (15, 'n', 'more');
--@ cycle
--@ deltas 1
--@ rows t 15
