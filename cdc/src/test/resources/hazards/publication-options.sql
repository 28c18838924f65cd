-- The publication stops to publish an operation for a moment.
--@ phases wal
CREATE TABLE t (id int PRIMARY KEY, v text);
INSERT INTO t VALUES (1, 'a');
--@ follow t
DO $$ BEGIN EXECUTE format('ALTER PUBLICATION %I SET (publish = ''insert'')', current_database()); END $$;
UPDATE t SET v = 'unseen';
DO $$ BEGIN EXECUTE format('ALTER PUBLICATION %I SET (publish = ''insert, update, delete, truncate'')', current_database()); END $$;
--@ cycle reset t
--@ settle
--@ rows t 1
