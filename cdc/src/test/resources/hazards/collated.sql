-- Another collation, with which values sort and compare otherwise, and nothing is rewritten.
CREATE TABLE t (id int PRIMARY KEY, v text COLLATE "C");
INSERT INTO t VALUES (1, 'a'), (2, 'B');
--@ follow t
ALTER TABLE t ALTER COLUMN v TYPE text COLLATE "ucs_basic";
INSERT INTO t VALUES (3, 'c');
--@ cycle altered t
--@ settle
INSERT INTO t VALUES (4, 'D');
--@ cycle
--@ deltas 1
--@ rows t 4
