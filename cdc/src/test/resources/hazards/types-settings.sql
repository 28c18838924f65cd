-- What a value's text depends on is set otherwise for the database, for the role and in the writer's session: ours is the same before and after.
CREATE TYPE local AS ENUM ('a');
CREATE TABLE t (id int PRIMARY KEY, f4 float4, f8 float8, d date, ts timestamp, tz timestamptz, tt timetz, i interval, b bytea, m money, x xml, rc regclass, rp regprocedure, rt regtype, r tstzrange, a timestamptz[], p float8[]);
INSERT INTO t VALUES (1, 0.1, 0.1, '2026-11-21', '2026-11-21 01:02:03', '2026-11-21 01:02:03+00', '01:02+05', '1 mon -2 days 3:04:05', '\x00ff', 1234.5, '<a/>', 't', 'abs(int)', 'local', '[2026-01-01,)', '{2026-01-01}', '{0.1}');
--@ follow t
DO $$
DECLARE setting text;
BEGIN
  FOREACH setting IN ARRAY ARRAY['DateStyle = German, DMY', 'IntervalStyle = iso_8601', 'TimeZone = "Asia/Kathmandu"', 'extra_float_digits = -3',
      'bytea_output = escape', 'xmlbinary = hex', 'quote_all_identifiers = on', 'search_path = types_settings, public', 'default_transaction_isolation = serializable'] LOOP
    EXECUTE format('ALTER DATABASE %I SET %s', current_database(), setting);
    EXECUTE format('ALTER ROLE postgres IN DATABASE %I SET %s', current_database(), setting);
  END LOOP;
  PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name IN ('freshet cycle', 'freshet capture', 'Debezium Streaming', 'Debezium General');
END $$;
--@ as other
INSERT INTO t SELECT id + 1, f4 / 3, f8 / 3, d + 1, ts + '1 h', tz + '1 h', tt, i * 2, b || b, m * 2, x, rc, rp, rt, r, a || a, p || f8 / 7 FROM t;
--@ cycle
--@ deltas 1
UPDATE t SET id = id + 10;
--@ cycle
--@ deltas 1
DO $$
BEGIN
  PERFORM set_config('DateStyle', 'SQL, DMY', true), set_config('extra_float_digits', '0', true), set_config('TimeZone', 'America/New_York', true);
  DELETE FROM t WHERE id = 11;
END $$;
--@ cycle
--@ deltas 1
DO $$
BEGIN
  EXECUTE format('ALTER DATABASE %I RESET ALL', current_database());
  EXECUTE format('ALTER ROLE postgres IN DATABASE %I RESET ALL', current_database());
  EXECUTE format('ALTER DATABASE %I SET lock_timeout = ''20s''', current_database());
END $$;
