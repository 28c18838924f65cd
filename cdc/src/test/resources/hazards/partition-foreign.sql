-- A foreign table comes to a partitioned table that is followed: it cannot be any more, and says so.
CREATE EXTENSION IF NOT EXISTS file_fdw SCHEMA public;
CREATE SERVER IF NOT EXISTS files FOREIGN DATA WRAPPER file_fdw;
CREATE TABLE t (line text) PARTITION BY LIST (line);
CREATE TABLE t_1 PARTITION OF t FOR VALUES IN ('1');
--@ follow t
INSERT INTO t VALUES ('1');
--@ cycle
CREATE FOREIGN TABLE t_2 PARTITION OF t FOR VALUES IN ('2') SERVER files OPTIONS (program 'echo 2');
--@ cycle altered t
--@ refused FR3006 t
DROP FOREIGN TABLE t_2;
--@ settle
INSERT INTO t VALUES ('1');
--@ cycle
--@ deltas 1
--@ rows t 2
