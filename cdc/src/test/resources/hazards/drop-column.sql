-- ALTER TABLE … DROP COLUMN while it is followed: writers never fail for our sake, rows written after it are not lost.
CREATE TABLE t (id int PRIMARY KEY, gone text, v text);
INSERT INTO t VALUES (1, 'x', 'a');
--@ follow t
INSERT INTO t VALUES (2, 'x', 'before');
ALTER TABLE t DROP COLUMN gone;
INSERT INTO t VALUES (3, 'after');
UPDATE t SET v = 'after' WHERE id = 1;
DELETE FROM t WHERE id = 2;
--@ cycle altered t
--@ settle
INSERT INTO t VALUES (4, 'followed');
--@ cycle
--@ deltas 1
-- and one of the same name in another place
ALTER TABLE t ADD COLUMN gone int;
ALTER TABLE t DROP COLUMN v;
INSERT INTO t VALUES (5, 5);
--@ cycle altered t
--@ settle
INSERT INTO t VALUES (6, 6);
--@ cycle
--@ deltas 1
--@ rows t 5
