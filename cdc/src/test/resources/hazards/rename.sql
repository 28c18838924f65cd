-- A column, a table and a schema that are renamed; two tables that swap their names.
CREATE TABLE t (id int PRIMARY KEY, v text);
CREATE TABLE u (id int PRIMARY KEY, v text);
INSERT INTO t VALUES (1, 'a');
INSERT INTO u VALUES (1, 'u');
--@ follow t, u
ALTER TABLE t RENAME v TO w;
INSERT INTO t VALUES (2, 'b');
--@ cycle altered t
--@ settle
INSERT INTO t VALUES (3, 'c');
--@ cycle
--@ deltas 1
BEGIN;
ALTER TABLE t RENAME TO swap;
ALTER TABLE u RENAME TO t;
ALTER TABLE swap RENAME TO u;
INSERT INTO t VALUES (10, 'in t, that was u');
INSERT INTO u VALUES (11, 'in u, that was t');
COMMIT;
--@ cycle altered t, u
--@ settle
INSERT INTO t VALUES (12, 't');
INSERT INTO u VALUES (13, 'u');
--@ cycle
--@ deltas 2
--@ rows t 3
--@ rows u 5
ALTER TABLE t RENAME TO elsewhere;
INSERT INTO elsewhere VALUES (14, 'unseen');
--@ cycle altered t
--@ cycle
-- away and back between two cycles: the stream knows it by its name only
CREATE TABLE back (id int PRIMARY KEY, v text);
--@ follow back
ALTER TABLE back RENAME TO away;
INSERT INTO away VALUES (1, 'by another name');
ALTER TABLE away RENAME TO back;
--@ cycle reset back
--@ settle
--@ rows back 1
-- and so does a schema
--@ wal: phase back wal
ALTER SCHEMA rename RENAME TO rename_away;
INSERT INTO rename_away.back VALUES (2, 'in a schema of another name');
ALTER SCHEMA rename_away RENAME TO rename;
--@ trigger: cycle
--@ wal: cycle reset back
--@ settle
--@ rows back 2
-- rights that are granted on it are no reason to read anything again
GRANT USAGE ON SCHEMA rename TO PUBLIC;
INSERT INTO back VALUES (3, 'granted');
--@ cycle
--@ deltas 1
-- two that change their names and have them back
CREATE SCHEMA rename_other;
CREATE TABLE rename_other.back (id int PRIMARY KEY, v text);
--@ follow rename_other.back
--@ wal: phase back wal
BEGIN;
ALTER SCHEMA rename RENAME TO rename_third;
ALTER SCHEMA rename_other RENAME TO rename;
ALTER SCHEMA rename_third RENAME TO rename_other;
INSERT INTO rename_other.back VALUES (4, 'as the other table''s');
ALTER SCHEMA rename RENAME TO rename_third;
ALTER SCHEMA rename_other RENAME TO rename;
ALTER SCHEMA rename_third RENAME TO rename_other;
COMMIT;
--@ trigger: cycle
--@ wal: cycle reset back, rename_other.back
--@ settle
--@ rows back 4
