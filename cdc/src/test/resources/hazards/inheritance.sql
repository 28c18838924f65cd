-- Parents and children: rows of children are rows of the parent, by whatever name they are written; children with more columns and with two parents.
CREATE TABLE parent (id int PRIMARY KEY, v text);
CREATE TABLE other_parent (w text, id int);
CREATE TABLE child (extra int, v text, id int) INHERITS (parent);
CREATE TABLE shared () INHERITS (parent, other_parent);
CREATE TABLE grandchild (deep text) INHERITS (child);
INSERT INTO parent VALUES (1, 'p');
INSERT INTO child (id, v, extra) VALUES (1, 'the same key', 10);
INSERT INTO shared (id, v, w) VALUES (3, 's', 'w');
INSERT INTO grandchild (id, v, extra, deep) VALUES (4, 'g', 40, 'deep');
--@ follow parent, other_parent, child
INSERT INTO parent VALUES (10, 'p');
INSERT INTO child (id, v, extra) VALUES (11, 'c', 110);
INSERT INTO shared (id, v, w) VALUES (12, 's', 'w');
INSERT INTO grandchild (id, v, extra, deep) VALUES (13, 'g', 130, 'deep');
--@ cycle
--@ deltas 3
--@ rows parent 8
--@ rows other_parent 2
--@ rows child 4
-- by the parent's name, of all of them and of one
UPDATE parent SET v = v || '!';
UPDATE ONLY parent SET v = v || '?';
UPDATE other_parent SET w = 'by the other' WHERE id = 12;
DELETE FROM parent WHERE id = 11;
DELETE FROM ONLY parent WHERE id = 1;
UPDATE child SET extra = extra + 1;
--@ cycle
--@ deltas 3
--@ rows parent 6
--@ rows child 3
-- a child comes and goes
CREATE TABLE late (id int NOT NULL, v text, since date);
INSERT INTO late VALUES (20, 'before', '2026-01-01');
ALTER TABLE late INHERIT parent;
INSERT INTO late VALUES (21, 'after', '2026-01-02');
UPDATE parent SET v = 'all' WHERE id >= 20;
--@ cycle reset parent
--@ settle
--@ rows parent 8
UPDATE parent SET v = 'once more' WHERE id >= 20;
INSERT INTO late VALUES (22, 'followed', '2026-01-03');
--@ cycle
--@ deltas 1
ALTER TABLE late NO INHERIT parent;
INSERT INTO late VALUES (23, 'none of its rows', NULL);
--@ cycle reset parent
UPDATE late SET v = 'none of its rows';
--@ settle
--@ rows parent 6
-- a child's own columns
ALTER TABLE child ADD COLUMN own text DEFAULT 'x';
INSERT INTO child (id, v, extra, own) VALUES (30, 'c', 300, 'y');
--@ cycle reset parent altered child
--@ settle
ALTER TABLE child DROP COLUMN extra;
INSERT INTO child (id, v, own) VALUES (31, 'c', 'z');
UPDATE parent SET v = 'shifted' WHERE id > 29;
--@ cycle reset parent altered child
--@ settle
UPDATE parent SET v = 'again' WHERE id > 29;
--@ cycle
--@ deltas 2
ALTER TABLE parent ADD COLUMN more int;
ALTER TABLE parent RENAME COLUMN v TO named;
UPDATE parent SET more = 1, named = 'altered';
--@ cycle reset other_parent altered parent, child
--@ settle
UPDATE parent SET more = 2;
--@ cycle
--@ deltas 3
ALTER TABLE parent DROP COLUMN named;
INSERT INTO grandchild (id, more) VALUES (40, 4);
--@ cycle reset other_parent altered parent
--@ settle
DROP TABLE grandchild;
--@ cycle reset parent altered child
--@ settle
-- the last ones go: its key holds again
DROP TABLE child, shared;
--@ cycle altered parent, other_parent, child
--@ cycle
--@ settle
INSERT INTO parent VALUES (50, 5);
--@ cycle
--@ deltas 1
-- and the first one comes: it does not any more
CREATE TABLE again () INHERITS (parent);
INSERT INTO again VALUES (50, 6);
--@ cycle altered parent
--@ settle
INSERT INTO again VALUES (50, 7);
DELETE FROM ONLY parent;
--@ cycle
--@ deltas 1
