-- Partitions without any key, with rows that are alike, and identities of each one's own.
CREATE TABLE t (id int, v text) PARTITION BY HASH (id);
CREATE TABLE t_0 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE t_1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1);
ALTER TABLE t_0 REPLICA IDENTITY NOTHING;
INSERT INTO t SELECT i % 4, 'alike' FROM generate_series(1, 40) i;
--@ follow t
INSERT INTO t SELECT i % 4, 'alike' FROM generate_series(1, 40) i;
DELETE FROM t WHERE ctid = (SELECT min(ctid) FROM t_0) AND tableoid = 't_0'::regclass;
UPDATE t SET id = 1 WHERE id = 0;
UPDATE t_1 SET v = NULL WHERE id = 3;
--@ cycle
--@ deltas 1
--@ rows t 79
DELETE FROM t;
--@ cycle
--@ rows t 0
--@ deltas 1
