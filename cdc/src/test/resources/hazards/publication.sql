-- The publication is touched by hand: a table taken out and put back, a row filter, an operation left out. What was written meanwhile is found by a new read.
--@ phases wal
CREATE TABLE t (id int PRIMARY KEY, v text);
--@ follow t
DO $$ BEGIN EXECUTE format('ALTER PUBLICATION %I DROP TABLE t', current_database()); END $$;
INSERT INTO t VALUES (1, 'unseen');
DO $$ BEGIN EXECUTE format('ALTER PUBLICATION %I ADD TABLE t', current_database()); END $$;
INSERT INTO t VALUES (2, 'seen');
--@ cycle reset t
--@ alert FR3011
--@ settle
INSERT INTO t VALUES (3, 'by trigger');
--@ cycle
--@ deltas 1
--@ rows t 3
