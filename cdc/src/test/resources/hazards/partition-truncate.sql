-- TRUNCATE of one partition, of the root, of one that is partitioned itself, by CASCADE, and ONLY of a parent.
CREATE TABLE t (id int PRIMARY KEY, v text) PARTITION BY RANGE (id);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (100);
CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM (100) TO (300) PARTITION BY RANGE (id);
CREATE TABLE t_21 PARTITION OF t_2 FOR VALUES FROM (100) TO (200);
CREATE TABLE t_22 PARTITION OF t_2 FOR VALUES FROM (200) TO (300);
CREATE TABLE referred (id int PRIMARY KEY);
CREATE TABLE refers (id int PRIMARY KEY, r int REFERENCES referred) PARTITION BY HASH (id);
CREATE TABLE refers_0 PARTITION OF refers FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE refers_1 PARTITION OF refers FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE p (id int);
CREATE TABLE c () INHERITS (p);
INSERT INTO t SELECT i, 'old' FROM generate_series(1, 299) i;
INSERT INTO referred SELECT generate_series(1, 10);
INSERT INTO refers SELECT i, i FROM generate_series(1, 10) i;
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (2);
--@ follow t, refers, p
TRUNCATE t_1;
INSERT INTO t VALUES (1, 'after');
--@ cycle reset t
--@ cycle
--@ rows t 201
BEGIN;
INSERT INTO t VALUES (2, 'before');
TRUNCATE t_2;
INSERT INTO t_21 VALUES (101, 'within');
COMMIT;
--@ cycle reset t
--@ cycle
--@ rows t 3
BEGIN;
TRUNCATE t_21;
INSERT INTO t VALUES (102, 'never');
ROLLBACK;
INSERT INTO t VALUES (3, 'followed');
--@ cycle
--@ deltas 1
TRUNCATE t;
--@ cycle reset t
--@ cycle
--@ rows t 0
TRUNCATE referred CASCADE;
--@ cycle reset refers
--@ cycle
--@ rows refers 0
TRUNCATE ONLY p;
--@ cycle reset p
--@ cycle
--@ rows p 1
TRUNCATE p;
--@ cycle reset p
--@ cycle
--@ rows p 0
INSERT INTO c VALUES (3);
INSERT INTO t VALUES (5, 'followed');
INSERT INTO referred VALUES (1);
INSERT INTO refers VALUES (1, 1);
--@ cycle
--@ deltas 3
DELETE FROM referred WHERE id = 2;
--@ cycle
