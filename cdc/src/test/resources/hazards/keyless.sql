-- Duplicate rows without a key: one of several goes, several go at once, two sessions take one each.
CREATE TABLE t (a int, b text);
INSERT INTO t SELECT i % 3, 'dup' FROM generate_series(1, 30) i;
--@ follow t
DELETE FROM t WHERE ctid = (SELECT min(ctid) FROM t WHERE a = 1);
--@ cycle
--@ rows t 29
UPDATE t SET a = 2 WHERE a = 1;
--@ cycle
INSERT INTO t SELECT * FROM t;
--@ cycle
--@ rows t 58
--@ as other
BEGIN;
DELETE FROM t WHERE ctid = (SELECT min(ctid) FROM t WHERE a = 2);
--@ as main
DELETE FROM t WHERE ctid = (SELECT max(ctid) FROM t WHERE a = 2);
--@ cycle
--@ rows t 57
--@ as other
COMMIT;
--@ cycle
--@ rows t 56
-- an update that changes nothing
UPDATE t SET a = a;
--@ cycle
DELETE FROM t;
--@ cycle
--@ rows t 0
