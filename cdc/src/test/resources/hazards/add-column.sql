-- ALTER TABLE … ADD COLUMN while it is followed, with and without a default that old rows have, and a transaction that spans it.
CREATE TABLE t (id int PRIMARY KEY, v text);
INSERT INTO t VALUES (1, 'a');
--@ follow t
INSERT INTO t VALUES (2, 'before');
ALTER TABLE t ADD COLUMN n int DEFAULT 7;
INSERT INTO t VALUES (3, 'after', NULL);
--@ cycle altered t
--@ cycle
INSERT INTO t VALUES (4, 'followed', 4), (5, 'followed', DEFAULT);
UPDATE t SET n = NULL WHERE id = 1;
--@ cycle
--@ deltas 1
BEGIN;
INSERT INTO t VALUES (6, 'before', 1);
ALTER TABLE t ADD COLUMN at timestamptz DEFAULT clock_timestamp();
INSERT INTO t VALUES (7, 'after', 1);
COMMIT;
--@ cycle altered t
--@ settle
UPDATE t SET v = 'again' WHERE id = 7;
--@ cycle
--@ deltas 1
