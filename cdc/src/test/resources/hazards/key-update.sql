-- An UPDATE of the key is an old row and a new one; keys that swap and that shift through each other.
CREATE TABLE t (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, v text);
INSERT INTO t SELECT i, 'v' || i FROM generate_series(1, 20) i;
--@ follow t
UPDATE t SET id = id + 100 WHERE id = 5;
--@ cycle
--@ deltas 1
UPDATE t SET id = id + 1;
--@ cycle
BEGIN;
UPDATE t SET id = -1 WHERE id = 2;
UPDATE t SET id = 2 WHERE id = 3;
UPDATE t SET id = 3 WHERE id = -1;
COMMIT;
--@ cycle
DELETE FROM t WHERE id = 2;
INSERT INTO t VALUES (2, 'again');
--@ cycle
--@ rows t 20
