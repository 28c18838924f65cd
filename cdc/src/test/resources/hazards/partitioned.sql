-- A partitioned table: rows written by the name of the root, of a partition and of one between, moved by UPDATE, and other columns in another order.
CREATE TABLE t (id int, region text, v text, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE t_north PARTITION OF t FOR VALUES IN ('north');
CREATE TABLE t_south (junk int, v text, region text NOT NULL, more int, id int NOT NULL);
ALTER TABLE t_south DROP COLUMN junk, DROP COLUMN more;
ALTER TABLE t ATTACH PARTITION t_south FOR VALUES IN ('south');
CREATE TABLE t_west PARTITION OF t FOR VALUES IN ('west', 'far west') PARTITION BY RANGE (id);
CREATE TABLE t_west_low PARTITION OF t_west FOR VALUES FROM (0) TO (100);
CREATE TABLE t_west_rest PARTITION OF t_west DEFAULT;
CREATE TABLE t_rest PARTITION OF t DEFAULT;
INSERT INTO t SELECT i, (ARRAY['north', 'south', 'west', 'east'])[1 + i % 4], 'old' FROM generate_series(1, 40) i;
--@ follow t
INSERT INTO t VALUES (100, 'north', 'by the root'), (101, 'south', 'by the root'), (102, 'far west', 'by the root'), (103, 'east', NULL);
INSERT INTO t_north VALUES (110, 'north', 'by its name');
INSERT INTO t_south (id, region, v) VALUES (111, 'south', 'by its name');
INSERT INTO t_west VALUES (12, 'west', 'between'), (112, 'west', 'between');
INSERT INTO t_west_rest VALUES (113, 'far west', 'by its name');
INSERT INTO t_rest VALUES (114, 'elsewhere', 'by its name');
--@ cycle
--@ deltas 1
--@ rows t 50
UPDATE t SET v = v || '!' WHERE id > 99;
UPDATE t_south SET v = 'all of it';
-- from one partition to another, out of the default one, and between partitions of a partition
UPDATE t SET region = 'south' WHERE id = 100;
UPDATE t SET region = 'west', id = 50 WHERE id = 103;
UPDATE t_west SET id = id + 200 WHERE id < 20;
UPDATE t SET region = 'nowhere' WHERE region = 'far west';
--@ cycle
--@ rows t 50
DELETE FROM t WHERE id BETWEEN 5 AND 8;
DELETE FROM t_rest;
DELETE FROM ONLY t_north WHERE id = 110;
INSERT INTO t VALUES (1, 'south', 'once'), (2, 'west', 'more') ON CONFLICT (id, region) DO UPDATE SET v = excluded.v;
MERGE INTO t USING (VALUES (9, 'south'), (500, 'north')) AS n (id, region) ON t.id = n.id AND t.region = n.region
  WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (n.id, n.region, 'merged');
--@ cycle
--@ deltas 1
-- the columns of all of them at once, without a rewrite and with one
ALTER TABLE t ADD COLUMN w numeric;
INSERT INTO t VALUES (600, 'south', 'wide', 1.50);
UPDATE t_south SET w = 2 WHERE id = 111;
--@ cycle altered t
--@ settle
UPDATE t SET w = 3 WHERE id > 99;
--@ cycle
--@ deltas 1
ALTER TABLE t RENAME COLUMN v TO named;
INSERT INTO t VALUES (601, 'north', 'renamed', 1);
--@ cycle altered t
--@ settle
ALTER TABLE t ALTER COLUMN w TYPE text;
INSERT INTO t VALUES (602, 'south', 'retyped', 'text');
INSERT INTO t_south (id, region, named, w) VALUES (603, 'south', 'retyped', 'text');
UPDATE t SET w = 'all' WHERE id > 500;
--@ cycle altered t
--@ settle
ALTER TABLE t DROP COLUMN named;
INSERT INTO t VALUES (604, 'south', 'dropped');
DELETE FROM t_south WHERE id = 602;
--@ cycle altered t
--@ settle
INSERT INTO t SELECT 700 + i, (ARRAY['north', 'south', 'west', 'east'])[1 + i % 4], 'new' FROM generate_series(1, 40) i;
--@ cycle
--@ deltas 1
