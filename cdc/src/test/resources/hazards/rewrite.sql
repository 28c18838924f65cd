-- VACUUM FULL, CLUSTER, ALTER TABLE … SET ACCESS METHOD: another file, and nobody can tell it from a TRUNCATE without one.
CREATE TABLE t (id int PRIMARY KEY, v text);
INSERT INTO t SELECT i, 'v' FROM generate_series(1, 100) i;
--@ follow t
VACUUM FULL t;
--@ settle
INSERT INTO t VALUES (101, 'after');
--@ cycle
--@ deltas 1
CLUSTER t USING t_pkey;
UPDATE t SET v = 'w' WHERE id = 1;
--@ settle
DELETE FROM t WHERE id > 50;
--@ cycle
--@ deltas 1
VACUUM (ANALYZE, FREEZE) t;
REINDEX TABLE t;
ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0);
CREATE INDEX ON t (v);
INSERT INTO t VALUES (102, 'after');
--@ cycle
--@ rows t 51
