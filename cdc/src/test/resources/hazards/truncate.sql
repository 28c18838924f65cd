-- TRUNCATE is not MVCC: rows written before and after it, in one transaction and in several, rolled back, in a savepoint, two tables at once.
CREATE TABLE t (id int PRIMARY KEY, v text);
CREATE TABLE u (id int PRIMARY KEY, v text);
INSERT INTO t SELECT i, 'old' FROM generate_series(1, 50) i;
INSERT INTO u SELECT i, 'old' FROM generate_series(1, 50) i;
--@ follow t, u
TRUNCATE t;
--@ cycle reset t
INSERT INTO t VALUES (1, 'after');
--@ cycle
--@ rows t 1
BEGIN;
INSERT INTO t VALUES (2, 'before');
TRUNCATE t, u;
INSERT INTO t VALUES (3, 'within');
COMMIT;
INSERT INTO u VALUES (4, 'after');
--@ cycle reset t, u
--@ cycle
--@ rows t 1
--@ rows u 1
-- one that never happened
BEGIN;
TRUNCATE t;
INSERT INTO t VALUES (9, 'never');
ROLLBACK;
BEGIN;
SAVEPOINT s;
TRUNCATE t;
ROLLBACK TO SAVEPOINT s;
INSERT INTO t VALUES (10, 'kept');
COMMIT;
--@ cycle
--@ rows t 2
-- an empty table
TRUNCATE t;
--@ cycle reset t
TRUNCATE t;
--@ settle
--@ rows t 0
