-- session_replication_role = replica switches ordinary triggers off, ours not.
CREATE TABLE t (id int PRIMARY KEY, v text);
--@ follow t
SET session_replication_role = replica;
INSERT INTO t VALUES (1, 'a');
UPDATE t SET v = 'b';
--@ cycle
--@ deltas 1
TRUNCATE t;
--@ cycle reset t
RESET session_replication_role;
INSERT INTO t VALUES (2, 'c');
--@ cycle
--@ rows t 1
