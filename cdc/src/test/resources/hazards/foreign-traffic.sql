-- Much WAL that is not ours while our sources are idle: the slot lets it go.
--@ phases wal
CREATE TABLE t (id int PRIMARY KEY);
CREATE TABLE noise (v text);
--@ follow t
INSERT INTO noise SELECT repeat(md5(i::text), 30) FROM generate_series(1, 30000) i;
--@ pause 3500
--@ value t SELECT pg_current_wal_insert_lsn() - confirmed_flush_lsn < 20000000 FROM pg_replication_slots WHERE slot_name = current_database()
INSERT INTO t VALUES (1);
--@ cycle
--@ deltas 1
