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
