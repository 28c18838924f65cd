-- A table that is dropped, with rows written just before; one that comes back under its name.
CREATE TABLE t (id int PRIMARY KEY, v text);
CREATE TABLE u (id int PRIMARY KEY, v text);
--@ follow t, u
INSERT INTO t VALUES (1, 'a');
INSERT INTO u VALUES (1, 'a');
DROP TABLE t;
--@ cycle altered t
--@ deltas 1
--@ cycle
INSERT INTO u VALUES (2, 'b');
DROP TABLE u;
CREATE TABLE u (id int PRIMARY KEY, v text);
INSERT INTO u VALUES (3, 'new');
--@ cycle altered u
--@ settle
INSERT INTO u VALUES (4, 'new');
--@ cycle
--@ deltas 1
--@ rows u 2
