-- A transaction that is open over many cycles while others commit before it: its rows come when it does, and only then.
CREATE TABLE t (id int PRIMARY KEY, v text);
CREATE TABLE u (id int PRIMARY KEY, v text);
--@ follow t, u
--@ as long
BEGIN;
INSERT INTO t VALUES (1, 'long');
INSERT INTO u VALUES (1, 'long');
--@ as main
INSERT INTO t VALUES (2, 'short');
--@ cycle
--@ deltas 1
INSERT INTO u VALUES (2, 'short');
--@ cycle
--@ as long
UPDATE t SET v = 'longer' WHERE id = 2;
--@ as main
INSERT INTO t VALUES (3, 'short');
--@ cycle
DELETE FROM t WHERE id = 3;
--@ cycle
--@ rows t 1
--@ as long
COMMIT;
--@ cycle
--@ deltas 2
--@ rows t 2
--@ rows u 2
