-- Virtual generated columns are neither in a transition table nor in the WAL: computed when the buffer is read, and the table stays on triggers.
CREATE TABLE t (id int PRIMARY KEY, "a b" int, b text, half numeric GENERATED ALWAYS AS ("a b" / 2.0) VIRTUAL, up text GENERATED ALWAYS AS (upper(b) || '!') VIRTUAL);
INSERT INTO t (id, "a b", b) VALUES (1, 1, 'x'), (2, NULL, NULL);
--@ watch t
--@ cycle
UPDATE t SET "a b" = 21 WHERE id = 1;
INSERT INTO t (id, "a b", b) VALUES (3, 3, 'ß');
--@ cycle
--@ deltas 1
DELETE FROM t WHERE id = 2;
--@ cycle
TRUNCATE t;
INSERT INTO t (id) VALUES (1);
--@ cycle reset t
--@ cycle
--@ wal: alert FR3013
--@ phase t trigger
