-- More than capture's share of the heap in one transaction, beside small ones: it comes as rows, not as a reset.
CREATE TABLE t (id int PRIMARY KEY, v text);
CREATE TABLE u (id int PRIMARY KEY, v text);
--@ follow t, u
--@ as large
BEGIN;
INSERT INTO t SELECT k, repeat('large', 40) FROM generate_series(1, 30000) k;
INSERT INTO u VALUES (1, 'with the large one');
--@ as main
INSERT INTO u VALUES (2, 'before');
--@ cycle
--@ deltas 1
--@ as large
UPDATE t SET v = v || id WHERE id % 3 = 0;
SAVEPOINT half;
DELETE FROM t;
ROLLBACK TO half;
DELETE FROM t WHERE id % 2 = 0;
COMMIT;
--@ as main
INSERT INTO u VALUES (3, 'after');
--@ cycle
--@ deltas 2
--@ rows t 15000
--@ rows u 3
--@ as large
BEGIN;
UPDATE t SET v = 'small' WHERE id > 100;
INSERT INTO t SELECT 100000 + k, repeat('€', 700000) FROM generate_series(1, 4) k;
COMMIT;
--@ cycle
--@ deltas 1
DELETE FROM t WHERE id > 100;
--@ cycle
--@ rows t 50
