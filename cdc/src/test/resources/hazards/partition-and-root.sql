-- A partition, one between and the root are sources at once: each has all of its rows, whatever name they were written by.
CREATE TABLE t (id int PRIMARY KEY, v text) PARTITION BY RANGE (id);
CREATE TABLE t_1 (v text, id int PRIMARY KEY);
ALTER TABLE t ATTACH PARTITION t_1 FOR VALUES FROM (0) TO (100);
CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM (100) TO (300) PARTITION BY RANGE (id);
CREATE TABLE t_21 PARTITION OF t_2 FOR VALUES FROM (100) TO (200);
CREATE TABLE t_22 PARTITION OF t_2 FOR VALUES FROM (200) TO (300);
INSERT INTO t SELECT i, 'old' FROM generate_series(90, 210, 10) i;
--@ follow t, t_1, t_2, t_21
INSERT INTO t SELECT i, 'by the root' FROM generate_series(91, 211, 10) i;
UPDATE t SET v = v || '!' WHERE id % 2 = 0;
UPDATE t SET id = id + 105 WHERE id IN (90, 101);
DELETE FROM t WHERE id = 111;
INSERT INTO t_1 VALUES ('by its name', 1);
UPDATE t_2 SET v = 'between';
INSERT INTO t_21 VALUES (150, 'by its name') ON CONFLICT (id) DO UPDATE SET v = excluded.v;
--@ cycle
--@ deltas 4
--@ settle
TRUNCATE t_21;
--@ cycle reset t, t_2, t_21
--@ cycle
INSERT INTO t VALUES (199, 'followed');
--@ cycle
--@ deltas 3
-- one goes its own way; of the others it is none any more
ALTER TABLE t DETACH PARTITION t_1;
INSERT INTO t_1 VALUES ('alone', 2);
INSERT INTO t VALUES (198, 'without it');
--@ settle
INSERT INTO t_1 VALUES ('alone', 3);
INSERT INTO t VALUES (197, 'without it');
--@ cycle
--@ deltas 4
--@ wal: phase t wal
--@ wal: phase t_1 wal
INSERT INTO t_1 VALUES ('alone', 4);
--@ cycle
--@ deltas 1
-- one that was followed alone becomes a partition
ALTER TABLE t ATTACH PARTITION t_1 FOR VALUES FROM (0) TO (100);
INSERT INTO t VALUES (5, 'by the root');
UPDATE t SET v = 'all of it';
--@ settle
INSERT INTO t VALUES (6, 'by the root');
DELETE FROM t WHERE id = 5;
--@ cycle
--@ deltas 2
--@ wal: phase t wal
--@ wal: phase t_1 wal
INSERT INTO t VALUES (7, 'by the root');
--@ cycle
--@ deltas 2
