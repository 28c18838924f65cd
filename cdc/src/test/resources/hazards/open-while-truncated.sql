-- A TRUNCATE that is open over cycles; a REPEATABLE READ transaction that sees one row and truncates two.
CREATE TABLE t (id int PRIMARY KEY, v text);
CREATE TABLE u (id int PRIMARY KEY);
INSERT INTO t VALUES (1, 'a');
--@ follow t, u
--@ as other
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT * FROM u;
--@ as main
INSERT INTO t VALUES (2, 'b');
--@ as other
TRUNCATE t;
--@ as main
INSERT INTO u VALUES (1);
--@ blind
--@ deltas 2
INSERT INTO u VALUES (2);
--@ blind
--@ as other
COMMIT;
--@ cycle reset t
--@ cycle
--@ rows t 0
--@ rows u 2
