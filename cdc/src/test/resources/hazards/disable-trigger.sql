-- Triggers that are disabled, dropped, or whose buffer is touched: what was written meanwhile is found by a new read.
--@ phases trigger
CREATE TABLE t (id int PRIMARY KEY, v text);
--@ follow t
ALTER TABLE t DISABLE TRIGGER ALL;
INSERT INTO t VALUES (1, 'unseen');
--@ cycle reset t
--@ settle
--@ rows t 1
INSERT INTO t VALUES (2, 'seen');
--@ cycle
--@ deltas 1
BEGIN;
ALTER TABLE t DISABLE TRIGGER USER;
INSERT INTO t VALUES (3, 'unseen');
ALTER TABLE t ENABLE TRIGGER USER;
COMMIT;
--@ settle
--@ rows t 3
--@ pause 200
--@ settle
INSERT INTO t VALUES (4, 'seen');
--@ cycle
--@ rows t 4
DO $$ BEGIN EXECUTE 'DROP TRIGGER freshet_capture_insert ON t'; END $$;
INSERT INTO t VALUES (5, 'unseen');
--@ settle
INSERT INTO t VALUES (6, 'seen');
--@ cycle
--@ deltas 1
--@ rows t 6
DO $$ BEGIN EXECUTE 'TRUNCATE freshet.buffer_' || 't'::regclass::oid; END $$;
--@ settle
INSERT INTO t VALUES (7, 'seen');
--@ cycle
DO $$ BEGIN EXECUTE 'DROP TABLE freshet.buffer_' || 't'::regclass::oid; END $$;
--@ fails 42P01
INSERT INTO t VALUES (8, 'a writer finds it gone');
--@ settle
INSERT INTO t VALUES (8, 'seen');
--@ cycle
--@ deltas 1
--@ rows t 8
