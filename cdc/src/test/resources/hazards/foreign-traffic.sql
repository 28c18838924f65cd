-- More than 100 MB of WAL that is not ours, of this database and of another, while our sources are idle: the slot lets it go.
--@ phases wal
CREATE EXTENSION IF NOT EXISTS dblink SCHEMA public;
CREATE TABLE t (id int PRIMARY KEY);
CREATE TABLE noise (v text);
--@ follow t
INSERT INTO noise SELECT repeat(md5(i::text), 30) FROM generate_series(1, 10000) i;
SELECT dblink_connect('other', format('host=127.0.0.1 port=%s dbname=postgres user=%s', current_setting('port'), current_user));
SELECT dblink_exec('other', 'CREATE TABLE IF NOT EXISTS noise (v text)');
SELECT dblink_exec('other', 'INSERT INTO noise SELECT repeat(md5(i::text), 30) FROM generate_series(1, 10000) i');
SELECT count(*) FROM dblink('other', 'SELECT pg_logical_emit_message(false, ''noise'', repeat(''x'', 1000000)) FROM generate_series(1, 100)') AS sent(lsn pg_lsn);
SELECT dblink_exec('other', 'DROP TABLE noise');
SELECT pg_switch_wal();
CHECKPOINT;
--@ until t SELECT pg_current_wal_insert_lsn() - restart_lsn < 32000000 AND pg_current_wal_insert_lsn() - confirmed_flush_lsn < 32000000 FROM pg_replication_slots CROSS JOIN pg_log_standby_snapshot() WHERE slot_name = current_database()
SELECT dblink_disconnect('other');
INSERT INTO t VALUES (1);
--@ cycle
--@ deltas 1
