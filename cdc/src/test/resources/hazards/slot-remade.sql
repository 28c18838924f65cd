-- The slot is dropped by hand and one of its name made at once, with changes in between: it is not ours, though nothing is wrong with it.
--@ phases wal
CREATE TABLE t (id int PRIMARY KEY, v text);
--@ follow t
INSERT INTO t VALUES (1, 'before');
--@ cycle
DO $$
BEGIN
  PERFORM pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE slot_name = current_database();
  PERFORM pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = current_database();
END $$;
INSERT INTO t VALUES (2, 'in between');
SELECT pg_create_logical_replication_slot(current_database(), 'pgoutput', false, false, true);
INSERT INTO t VALUES (3, 'after it');
--@ alert FR3012
--@ alert FR3011
--@ settle
--@ rows t 3
INSERT INTO t VALUES (4, 'by trigger');
--@ cycle
--@ deltas 1
