-- Partitions come and go while their root is followed: made, attached with rows, detached, detached concurrently, dropped, renamed.
CREATE TABLE t (id int PRIMARY KEY, v text) PARTITION BY RANGE (id);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (100);
CREATE TABLE other (id int PRIMARY KEY, v text);
INSERT INTO t SELECT i, 'old' FROM generate_series(1, 10) i;
--@ follow t, other
CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM (100) TO (200);
INSERT INTO t VALUES (101, 'by the root');
INSERT INTO t_2 VALUES (102, 'by its name');
INSERT INTO other VALUES (1, 'goes on');
--@ cycle reset t
--@ deltas 1
INSERT INTO t VALUES (103, 'while it is read anew');
--@ settle
--@ rows t 13
INSERT INTO t_2 VALUES (104, 'followed');
--@ cycle
--@ deltas 1
--@ wal: phase t wal
INSERT INTO t VALUES (105, 'followed'), (11, 'followed');
--@ cycle
--@ deltas 1
--@ rows t 16
-- one that was filled before, and is written in the transaction that attaches it
CREATE TABLE t_3 (v text, id int PRIMARY KEY);
INSERT INTO t_3 SELECT 'before', i FROM generate_series(200, 209) i;
BEGIN;
INSERT INTO t_3 VALUES ('within', 210);
ALTER TABLE t ATTACH PARTITION t_3 FOR VALUES FROM (200) TO (300);
INSERT INTO t VALUES (211, 'within');
--@ cycle
COMMIT;
INSERT INTO t VALUES (212, 'after');
--@ cycle reset t
--@ settle
--@ rows t 29
--@ wal: phase t wal
-- who detaches it goes on writing to it: none of the root's business
ALTER TABLE t DETACH PARTITION t_3;
INSERT INTO t_3 VALUES ('none of its rows', 213);
INSERT INTO t VALUES (12, 'one of its rows');
--@ cycle reset t
INSERT INTO t_3 VALUES ('none of its rows', 214);
DELETE FROM t_3 WHERE id < 205;
--@ settle
--@ rows t 17
INSERT INTO t_3 VALUES ('none of its rows', 215);
INSERT INTO t_2 VALUES (106, 'one of its rows');
--@ cycle
--@ rows t 18
--@ wal: phase t wal
-- attached again, with what was written meanwhile
UPDATE t_3 SET v = 'came back';
ALTER TABLE t ATTACH PARTITION t_3 FOR VALUES FROM (200) TO (300);
--@ cycle reset t
--@ settle
--@ rows t 29
ALTER TABLE t DETACH PARTITION t_3 CONCURRENTLY;
INSERT INTO t_3 VALUES ('none of its rows', 216);
--@ cycle reset t
--@ settle
--@ rows t 18
--@ wal: phase t wal
-- written just before it is dropped
INSERT INTO t_2 VALUES (107, 'in vain');
DROP TABLE t_2;
INSERT INTO t VALUES (13, 'stays');
--@ cycle reset t
--@ settle
--@ rows t 13
-- detached and attached between two cycles, with other rows
BEGIN;
ALTER TABLE t DETACH PARTITION t_1;
INSERT INTO t_1 VALUES (14, 'while it was none');
ALTER TABLE t ATTACH PARTITION t_1 FOR VALUES FROM (0) TO (100);
COMMIT;
INSERT INTO t VALUES (15, 'again one');
--@ settle
--@ rows t 15
--@ wal: phase t wal
-- another name
ALTER TABLE t_1 RENAME TO t_one;
INSERT INTO t VALUES (16, 'by another name');
--@ cycle reset t
--@ settle
INSERT INTO t_one VALUES (17, 'by another name');
--@ cycle
--@ rows t 17
--@ wal: phase t wal
INSERT INTO t_one VALUES (18, 'by another name');
ALTER TABLE t_one RENAME TO t_swap;
INSERT INTO t VALUES (19, 'by a third one');
ALTER TABLE t_swap RENAME TO t_one;
--@ settle
--@ rows t 19
-- the last one goes, and another comes
--@ wal: phase t wal
DROP TABLE t_one;
--@ cycle reset t
--@ settle
--@ rows t 0
CREATE TABLE t_4 PARTITION OF t DEFAULT;
INSERT INTO t VALUES (20, 'the first');
--@ cycle reset t
--@ settle
INSERT INTO t VALUES (21, 'the second');
--@ cycle
--@ rows t 2
--@ wal: phase t wal
