-- One partition that is not in the WAL keeps all of them on triggers.
CREATE TABLE t (id int PRIMARY KEY, v text) PARTITION BY RANGE (id);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (100);
CREATE UNLOGGED TABLE t_2 PARTITION OF t FOR VALUES FROM (100) TO (200);
--@ watch t
--@ cycle
INSERT INTO t VALUES (1, 'logged'), (101, 'unlogged');
UPDATE t SET id = id + 100 WHERE id = 1 AND v = 'logged' AND false;
INSERT INTO t_2 VALUES (102, 'unlogged');
--@ cycle
--@ deltas 1
--@ wal: alert FR3013
--@ phase t trigger
-- until it goes
DROP TABLE t_2;
--@ settle
--@ wal: phase t wal
INSERT INTO t VALUES (2, 'logged');
--@ cycle
--@ deltas 1
