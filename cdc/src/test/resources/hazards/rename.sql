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
