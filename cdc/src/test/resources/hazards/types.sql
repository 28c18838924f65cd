-- Every kind of value is the same byte for byte through a first read, a trigger's buffer and the WAL.
CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public;
CREATE EXTENSION IF NOT EXISTS citext SCHEMA public;
CREATE EXTENSION IF NOT EXISTS ltree SCHEMA public;
CREATE TYPE mood AS ENUM ('sad', 'it''s "fine"', 'glad');
CREATE TYPE pair AS (a int, b text, c numeric(6, 2)[]);
CREATE TYPE floats AS RANGE (subtype = float8);
CREATE DOMAIN positive AS numeric(8, 3) CHECK (VALUE > 0);
CREATE DOMAIN nested AS positive;
CREATE DOMAIN words AS text[];
CREATE TABLE numbers (id int PRIMARY KEY, i2 int2, i8 int8, f4 float4, f8 float8, n numeric, np numeric(12, 4), neg numeric(3, -2), m money, o oid, x xid8, b bool, d positive, dd nested);
CREATE TABLE texts (id int PRIMARY KEY, t text, v varchar(20), c char(8), nm name, q "char", by bytea, bt bit(5), vb varbit, u uuid, j json, jb jsonb, jp jsonpath, x xml, ts tsvector, tq tsquery);
CREATE TABLE times (id int PRIMARY KEY, d date, t time, tz timetz, ts timestamp, tsz timestamptz, ts3 timestamp(3), i interval, iy interval year to month);
CREATE TABLE odd (id int PRIMARY KEY, inet inet, cidr cidr, mac macaddr, mac8 macaddr8, pt point, ln line, sg lseg, bx box, pa path, po polygon, ci circle, lsn pg_lsn,
    snap pg_snapshot, rc regclass, rp regprocedure, rt regtype, e mood, p pair, ps pair[], w words, h hstore, cit citext, lt ltree, tid tid);
CREATE TABLE arrays (id int PRIMARY KEY, i int[], i2d int[][], t text[], n numeric[], e mood[], f float8[], tz timestamptz[], b bytea[], j jsonb[], bounds int[], em text[]);
CREATE TABLE ranges (id int PRIMARY KEY, i4 int4range, i8 int8range, n numrange, ts tsrange, tsz tstzrange, d daterange, f floats, m int4multirange, mf floats_multirange);
--@ follow numbers, texts, times, odd, arrays, ranges
INSERT INTO numbers VALUES
    (1, 32767, 9223372036854775807, 3.4028235e38, 1.7976931348623157e308, 123.4500, 1.5, 12345, '$1,234.56', 4294967295, '18446744073709551615', true, 1.5, 2),
    (2, -32768, -9223372036854775808, 'NaN', 'NaN', 'NaN', 'NaN', -99900, '-$0.01', 0, '0', false, 99999.999, 0.001),
    (3, 0, 0, 'Infinity', '-Infinity', 'Infinity', NULL, 0, NULL, 1, '1', NULL, NULL, NULL),
    (4, 1, 1, '-Infinity', '-0', '-Infinity', 0, 0, '0', 1, '1', true, 1, 1),
    (5, 1, 1, 1e-45, 5e-324, 0.00000000000000000000000000000000000000000000000000000000000000000001000, -0.0001, 50, '0', 1, '1', true, 1, 1),
    (6, 1, 1, 0.1, 0.30000000000000004, repeat('9', 3000)::numeric / 7, 99999999.9999, 150, '92233720368547758.07', 1, '1', true, 1, 1),
    (7, 1, 1, 1e15, 1e15, 0.0000, 100, 0, '0', 1, '1', true, 1, 1),
    (8, 1, 1, 1234567.8, 1e-7, -0.00, 1e2, 0, '0', 1, '1', true, 1, 1);
INSERT INTO texts VALUES
    (1, E'tab\tnl\n\\back''quote"" é 漢字 🙂', '  spaces  ', 'pad  ', 'a_name', 'x', '\x00ff5c27', B'10101', B'', '00112233-4455-6677-8899-aabbccddeeff',
     '{"b": 1.50, "a" : [null,  true], "a": 2}', '{"b": 1.50, "a" : [null,  true], "n": 1e400}', '$.a[*] ? (@ > 1)', '<a b="c">&amp;</a>', 'a:1A fat:2,4B cat', 'fat & (rat:* | !cat)'),
    (2, '', '', '', '', '', '', B'00000', B'1', NULL, 'null', 'null', 'strict $', '', '', ''),
    (3, NULL, NULL, NULL, NULL, E'\\200', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (4, 'NULL', 'null', E'\\N', '__debezium_unavailable_value', E'\\001', decode(repeat('5c78', 4000), 'hex'), B'11111', repeat('10', 500)::varbit, NULL, '"\u00e9"', '"\u00e9"', NULL, NULL, NULL, NULL);
INSERT INTO times VALUES
    (1, '2026-11-21', '12:34:56.789012', '12:34:56.789012+05:30', '2026-11-21 01:02:03.000001', '2026-11-21 01:02:03.5+09', '2026-11-21 01:02:03.9996', '1 year 2 mons -3 days 04:05:06.7', '3 years 5 mons'),
    (2, 'infinity', '24:00', '24:00-15:59', 'infinity', '-infinity', '-infinity', 'infinity', NULL),
    (3, '-infinity', '00:00', '00:00+15:59:59', '-infinity', 'infinity', 'infinity', '-infinity', '0'),
    (4, '4713-01-01 BC', '00:00:00.000001', '23:59:59.999999Z', '4713-01-01 00:00 BC', '4713-01-01 00:00 BC', '0044-03-15 12:00 BC', '-178000000 years', '-1 mon'),
    (5, '5874897-12-31', NULL, NULL, '294276-12-31 23:59:59.999999', '294276-12-31 23:59:59.999999+00', NULL, '00:00:00.000001', NULL),
    (6, '1999-12-31', '01:00', '01:00-03', '1970-01-01', '1883-11-18 12:03:58 America/New_York', '2000-01-01', '-1 days +24:00:00', '1 year');
INSERT INTO odd VALUES
    (1, '192.168.0.1/24', '10.0.0.0/8', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', '(1.5,-0)', '{1,2,3}', '[(1,2),(3,4)]', '(1,1),(0,0)', '[(1,2),(3,4)]', '((0,0),(1,1),(2,0))', '<(1,2),3>',
     '16/B374D848', '10:20:10,14,15', 'pg_class', 'abs(int)', 'int4', 'it''s "fine"', ROW(1, 'a,"b"(c)', ARRAY[1.50, NULL]), ARRAY[ROW(1, NULL, NULL)::pair, NULL], ARRAY['a', NULL, '"q"'],
     'a=>1, "b c"=>NULL', 'MiXed', 'Top.Science', '(0,1)'),
    (2, '::1', '2001:db8::/32', NULL, NULL, '(NaN,Infinity)', NULL, NULL, NULL, '((1,2),(3,4))', NULL, NULL, '0/0', NULL, NULL, NULL, 'numeric(5,2)', 'glad', ROW(NULL, '', '{}'), '{}', '{}', '', '', '', NULL),
    (3, '192.168.0.1', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO arrays VALUES
    (1, '{1,NULL,3}', '{{1,2},{3,NULL}}', '{"a,b",NULL,"NULL","","{}"}', '{1.50,NaN,Infinity,NULL}', '{sad,"it''s \"fine\""}', '{0.1,NaN,-0}', '{2026-01-01 00:00+00,infinity}', '{"\\x00ff"}', '{"{\"a\": 1.0}"}', '[-2:0]={1,2,3}', '{}'),
    (2, '{}', '{}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '[5:6][7:7]={{1},{2}}', '{{}}');
INSERT INTO ranges VALUES
    (1, '[1,10)', '(,5]', '[1.50,2.000)', '[2026-01-01,2026-02-01)', '[2026-01-01 00:00+00,infinity]', '[2026-01-01,)', '[0.1,0.3]', '{[1,3),[5,)}', '{[0.1,0.2),(1,2]}'),
    (2, 'empty', '(,)', '(,NaN]', '(-infinity,infinity)', NULL, 'empty', 'empty', '{}', '{}');
--@ cycle
--@ deltas 6
UPDATE numbers SET i2 = COALESCE(i2, 0) % 7, n = n * 1.0;
UPDATE texts SET c = c || 'z';
UPDATE times SET d = '2000-02-29';
UPDATE odd SET e = 'sad';
UPDATE arrays SET em = em || 'more'::text;
UPDATE ranges SET i4 = '[7,8)';
--@ cycle
--@ deltas 6
DELETE FROM numbers;
DELETE FROM texts;
DELETE FROM times;
DELETE FROM odd;
DELETE FROM arrays;
DELETE FROM ranges;
--@ cycle
--@ deltas 6
--@ rows odd 0
