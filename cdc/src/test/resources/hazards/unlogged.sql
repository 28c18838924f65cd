-- An unlogged table is not in the WAL: it stays on triggers.
CREATE UNLOGGED TABLE t (id int PRIMARY KEY, v text);
INSERT INTO t VALUES (1, 'a');
--@ watch t
--@ cycle
INSERT INTO t VALUES (2, 'b');
--@ cycle
--@ deltas 1
--@ wal: alert FR3013
--@ phase t trigger
