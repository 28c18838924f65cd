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
CREATE TABLE ranges (id int PRIMARY KEY, i4 int4range, i8 int8range, n numrange, ts tsrange, tsz tstzrange, d daterange, f floats, m int4multirange, mf floats_multirange,
    m8 int8multirange, mn nummultirange, mts tsmultirange, mtz tstzmultirange, md datemultirange);
CREATE TABLE registered (id int PRIMARY KEY, xid xid, cid cid, iv int2vector, ov oidvector, acl aclitem, cursor refcursor, rp regproc, ro regoper, roo regoperator, rr regrole,
    rn regnamespace, rc regcollation, rcf regconfig, rd regdictionary, txs txid_snapshot, tree pg_node_tree, nd pg_ndistinct, dep pg_dependencies, mcv pg_mcv_list,
    gts gtsvector, bloom pg_brin_bloom_summary, minmax pg_brin_minmax_multi_summary);
-- domains over domains, nested composites, ranges of one's own
CREATE DOMAIN deeper AS nested CHECK (VALUE <> 7);
CREATE TYPE "Odd ""T"" p" AS ("a b" int, inner_one pair, "list" pair[], r floats);
CREATE TYPE spans AS RANGE (subtype = interval, multirange_type_name = many_spans);
CREATE TABLE own (id int PRIMARY KEY, d deeper, m mood, o "Odd ""T"" p", oo "Odd ""T"" p"[], s spans, ms many_spans, dw words[], da deeper[]);
-- an array of each of them, with NULLs, dimensions and bounds, taken from the rows of the other tables
CREATE TABLE every_array (id int PRIMARY KEY);
DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT DISTINCT s.nspname AS schema, r.typname AS name, e.oid FROM pg_attribute a JOIN pg_type e ON e.oid = a.atttypid JOIN pg_type r ON r.oid = e.typarray JOIN pg_namespace s ON s.oid = r.typnamespace
           JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'types'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND e.typarray <> 0 LOOP
    EXECUTE format('ALTER TABLE every_array ADD a%s %I.%I', t.oid, t.schema, t.name);
  END LOOP;
END $$;
-- no type of PostgreSQL's is left out, and no type's array
--@ value null SELECT array_agg(t.typname) FROM pg_type t WHERE t.typnamespace = 'pg_catalog'::regnamespace AND t.typtype ~ '[brmed]' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid) AND NOT EXISTS (SELECT FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'types'::regnamespace AND a.atttypid = t.oid AND a.attnum > 0)
--@ value null SELECT array_agg(t.typname) FROM pg_type t JOIN pg_type e ON e.typarray = t.oid WHERE e.typnamespace = 'pg_catalog'::regnamespace AND e.typtype ~ '[brmed]' AND NOT EXISTS (SELECT FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relname = 'every_array' AND a.atttypid = t.oid AND a.attnum > 0)
--@ follow numbers, texts, times, odd, arrays, ranges, registered, own, every_array
CREATE STATISTICS together (ndistinct, dependencies, mcv) ON i2, o, b FROM numbers;
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
    (1, '[1,10)', '(,5]', '[1.50,2.000)', '[2026-01-01,2026-02-01)', '[2026-01-01 00:00+00,infinity]', '[2026-01-01,)', '[0.1,0.3]', '{[1,3),[5,)}', '{[0.1,0.2),(1,2]}',
     '{(,-1],[9223372036854775806,9223372036854775807)}', '{[1.50,2.000),(3,NaN]}', '{[2026-01-01,2026-02-01),(infinity,]}', '{[0044-03-15 12:00+00 BC,2026-01-01 00:00+05)}', '{[2026-01-01,),(,4713-01-01 BC]}'),
    (2, 'empty', '(,)', '(,NaN]', '(-infinity,infinity)', NULL, 'empty', 'empty', '{}', '{}', '{}', '{(,)}', NULL, '{}', '{empty}');
INSERT INTO own VALUES
    (1, 5.500, 'sad', ROW(1, ROW(2, 'x', '{1.00}'), ARRAY[ROW(3, NULL, NULL)::pair, NULL], '[0.5,)'), ARRAY[NULL, ROW(NULL, NULL, '{}', 'empty')::"Odd ""T"" p"], '[1 day,infinity)', '{[1 day,2 days),[1 mon,)}',
     '{"{a,NULL}",NULL,"{}"}', '{1.000,NULL}'),
    (2, NULL, 'glad', ROW(NULL, NULL, NULL, NULL), '{}', 'empty', '{}', NULL, '[0:0]={2}'),
    (3, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
--@ cycle
--@ deltas 7
ANALYZE numbers;
INSERT INTO registered (id, xid, cid, iv, ov, acl, cursor, rp, ro, roo, rr, rn, rc, rcf, rd, txs)
    VALUES (1, '4294967295', '7', '1 2 3', '4294967295 1', 'postgres=arwdDxtm/postgres', 'a cursor', 'now', 'pg_catalog.||/', '+(int4,int4)', 'postgres', 'types', '"C"', 'english', 'simple', '10:20:10,14,15'),
           (2, '0', '0', '', '', '=U/postgres', '', '-', '0', '0', '-', '-', '-', '-', '-', '1:1:'), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
UPDATE registered SET (nd, dep, mcv) = (SELECT stxdndistinct, stxddependencies, stxdmcv FROM pg_statistic_ext_data LIMIT 1),
    tree = (SELECT ev_action FROM pg_rewrite ORDER BY length(ev_action::text) DESC LIMIT 1) WHERE id = 1;
--@ value t SELECT nd IS NOT NULL AND dep IS NOT NULL AND mcv IS NOT NULL AND tree IS NOT NULL FROM types.registered WHERE id = 1
--@ cycle
--@ deltas 1
INSERT INTO every_array SELECT generate_series(1, 4);
DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT DISTINCT ON (a.atttypid) a.atttypid, a.attname, c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type e ON e.oid = a.atttypid
           WHERE c.relnamespace = 'types'::regnamespace AND c.relkind = 'r' AND a.attnum > 1 AND e.typarray <> 0 AND c.relname <> 'every_array'
             AND e.typcategory <> 'A' LOOP
    EXECUTE format('UPDATE every_array SET a%1$s = (SELECT array_agg(%2$I ORDER BY id) FROM %3$I) WHERE id = 1', t.atttypid, t.attname, t.relname);
    EXECUTE format('UPDATE every_array SET a%1$s = array_fill((SELECT %2$I FROM %3$I ORDER BY id LIMIT 1), ARRAY[2, 1, 2], ARRAY[-1, 5, 0]) WHERE id = 2', t.atttypid, t.attname, t.relname);
    EXECUTE format('UPDATE every_array SET a%1$s = ''{}'' WHERE id = 3', t.atttypid);
  END LOOP;
END $$;
-- those that are arrays themselves
UPDATE every_array SET a22 = ARRAY['1 2'::int2vector, NULL, ''], a30 = ARRAY['3'::oidvector, '1 4294967295'] WHERE id = 1;
--@ cycle
--@ deltas 1
DELETE FROM own;
DELETE FROM registered;
DELETE FROM every_array WHERE id = 2;
--@ cycle
--@ deltas 3
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
