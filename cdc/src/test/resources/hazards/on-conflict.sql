-- INSERT … ON CONFLICT inserts, updates, does nothing; MERGE does all of it; a speculative insertion that lost leaves a dead row.
CREATE TABLE t (id int PRIMARY KEY, n int);
INSERT INTO t SELECT i, 0 FROM generate_series(1, 10) i;
--@ follow t
INSERT INTO t SELECT i, 1 FROM generate_series(5, 15) i ON CONFLICT (id) DO UPDATE SET n = t.n + 1;
--@ cycle
--@ deltas 1
INSERT INTO t SELECT i, 7 FROM generate_series(1, 20) i ON CONFLICT DO NOTHING;
--@ cycle
INSERT INTO t VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET n = 99 WHERE t.n > 1000;
--@ cycle
--@ deltas 0
MERGE INTO t USING generate_series(8, 25) AS s(id) ON t.id = s.id
    WHEN MATCHED AND s.id % 2 = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET n = -1 WHEN NOT MATCHED THEN INSERT VALUES (s.id, 42);
--@ cycle
WITH gone AS (DELETE FROM t WHERE id < 5 RETURNING id), moved AS (INSERT INTO t SELECT id + 1000, 5 FROM gone RETURNING id)
    UPDATE t SET n = n + 1 WHERE id BETWEEN 5 AND 8;
--@ cycle
-- the same row waited for, then updated
--@ as other
BEGIN;
INSERT INTO t VALUES (500, 1);
--@ as main
--@ cycle
--@ as other
COMMIT;
--@ as main
INSERT INTO t VALUES (500, 2) ON CONFLICT (id) DO UPDATE SET n = 3;
--@ cycle
