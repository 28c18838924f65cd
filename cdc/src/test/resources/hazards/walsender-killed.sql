-- The walsender dies between and inside of transactions: what comes again is dropped, what did not come comes.
--@ phases wal
CREATE TABLE t (id int PRIMARY KEY, v text);
--@ follow t
INSERT INTO t SELECT i, 'a' FROM generate_series(1, 2000) i;
SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = current_database();
COPY t FROM PROGRAM 'seq -f "%.0f	copied" 3001 5000';
UPDATE t SET v = 'b' WHERE id < 1000;
--@ cycle
--@ rows t 4000
--@ as long
BEGIN;
INSERT INTO t VALUES (-1, 'long');
--@ as main
INSERT INTO t VALUES (-2, 'short');
SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = current_database();
--@ cycle
--@ as long
COMMIT;
--@ cycle
--@ rows t 4002
