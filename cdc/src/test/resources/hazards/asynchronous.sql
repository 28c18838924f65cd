-- Commits that are visible before they are flushed, and serializable ones.
CREATE TABLE t (id int PRIMARY KEY, v text);
--@ follow t
SET synchronous_commit = off;
INSERT INTO t VALUES (1, 'a');
--@ cycle
--@ deltas 1
UPDATE t SET v = 'b';
--@ cycle
--@ deltas 1
RESET synchronous_commit;
BEGIN ISOLATION LEVEL SERIALIZABLE;
UPDATE t SET v = v || 'c';
COMMIT;
--@ cycle
--@ deltas 1
-- nothing happened: nothing is done
--@ cycle
--@ deltas 0
