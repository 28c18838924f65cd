-- The slot is dropped by hand: back to triggers at once, the sources are read again, nothing is missing.
--@ phases wal
CREATE TABLE t (id int PRIMARY KEY, v text);
CREATE TABLE u (id int PRIMARY KEY, v text);
--@ follow t, u
INSERT INTO t VALUES (1, 'before');
DO $$
BEGIN
  PERFORM pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE slot_name = current_database();
  PERFORM pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = current_database();
END $$;
INSERT INTO t VALUES (2, 'unseen');
INSERT INTO u VALUES (1, 'unseen');
--@ alert FR3012
--@ alert FR3011
--@ settle
--@ phase t trigger
INSERT INTO t VALUES (3, 'by trigger');
INSERT INTO u VALUES (2, 'by trigger');
--@ cycle
--@ deltas 2
--@ rows t 3
