-- The publication is dropped by hand, and the walsender dies: Debezium cannot start again.
--@ phases wal
CREATE TABLE t (id int PRIMARY KEY, v text);
--@ follow t
INSERT INTO t VALUES (1, 'before');
DO $$ BEGIN EXECUTE format('DROP PUBLICATION %I', current_database()); END $$;
INSERT INTO t VALUES (2, 'unseen');
--@ cycle reset t
--@ settle
INSERT INTO t VALUES (3, 'by trigger');
--@ cycle
--@ rows t 3
