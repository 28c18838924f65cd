-- A foreign table's rows change elsewhere, and no snapshot shows that anything happened: it is read in each cycle, and the difference told.
CREATE EXTENSION IF NOT EXISTS postgres_fdw SCHEMA public;
CREATE EXTENSION IF NOT EXISTS file_fdw SCHEMA public;
CREATE TABLE behind (id int, v text, n numeric, at timestamptz);
INSERT INTO behind SELECT i, 'row ' || i, i + 0.50, '2026-01-01'::timestamptz + i * interval '1 hour' FROM generate_series(1, 300) i;
DO $$ BEGIN
    EXECUTE format('CREATE SERVER IF NOT EXISTS loopback FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host %L, port %L, dbname %L)',
        '127.0.0.1', current_setting('port'), current_database());
    CREATE USER MAPPING IF NOT EXISTS FOR CURRENT_USER SERVER loopback OPTIONS (user 'postgres', password_required 'false');
END $$;
CREATE FOREIGN TABLE f (id int, v text, n numeric, at timestamptz) SERVER loopback OPTIONS (schema_name 'foreign_table', table_name 'behind');
CREATE SERVER IF NOT EXISTS files FOREIGN DATA WRAPPER file_fdw;
CREATE SEQUENCE calls;
-- columns with defaults and generated ones are the other side's business when it is read
CREATE FOREIGN TABLE program (line text DEFAULT 'd', twice text GENERATED ALWAYS AS (line || line) STORED) SERVER files
    OPTIONS (program 'echo 1; echo 1; echo 2', format 'text');
--@ follow behind f program
--@ rows f 300
--@ rows program 3
--@ cycle
--@ deltas 0
UPDATE behind SET n = n + 1.00 WHERE id % 7 = 0;
--@ cycle
--@ deltas 2
DELETE FROM behind WHERE id > 250;
INSERT INTO behind SELECT 1, 'twice', NULL, NULL FROM generate_series(1, 3);
--@ cycle
--@ rows f 253
-- what it gives changes, while its snapshot does not tell
ALTER FOREIGN TABLE program OPTIONS (SET program 'echo 2; echo 3; date +%s%N');
--@ blind
--@ deltas 1
--@ blind
--@ deltas 1
ALTER FOREIGN TABLE program OPTIONS (SET program 'echo 2');
--@ cycle
--@ rows program 1
-- the other side cannot be reached, or breaks off in the middle: the others go on
ALTER FOREIGN TABLE program OPTIONS (SET program 'echo 1; exit 3');
UPDATE behind SET v = 'while it failed' WHERE id = 2;
--@ cycle failed program
--@ deltas 2
--@ told child_process_exited
ALTER FOREIGN TABLE program OPTIONS (SET program 'echo 4');
--@ settle
--@ rows program 1
ALTER SERVER loopback OPTIONS (SET port '1');
--@ cycle failed f
--@ told could_not_connect
INSERT INTO behind VALUES (999, 'unseen', 1, now());
--@ cycle failed f
--@ deltas 1
DO $$ BEGIN EXECUTE format('ALTER SERVER loopback OPTIONS (SET port %L)', current_setting('port')); END $$;
--@ settle
--@ rows f 254
-- the other side has another shape
ALTER TABLE behind RENAME COLUMN v TO w;
--@ blind failed f altered behind
--@ told does_not_exist
ALTER FOREIGN TABLE f OPTIONS (ADD use_remote_estimate 'false');
ALTER FOREIGN TABLE f ALTER COLUMN v OPTIONS (ADD column_name 'w');
--@ settle
ALTER FOREIGN TABLE f ADD COLUMN more int;
ALTER TABLE behind ADD COLUMN more int DEFAULT 5;
--@ settle
--@ rows f 254
DROP FOREIGN TABLE f;
--@ cycle altered f
--@ settle
