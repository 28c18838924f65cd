-- Stored generated columns travel with the row, also where what they are computed from is NULL or out of line.
CREATE TABLE t (id int PRIMARY KEY, a int, b text, total int GENERATED ALWAYS AS (a * 2) STORED, len int GENERATED ALWAYS AS (length(b)) STORED);
INSERT INTO t (id, a, b) VALUES (1, 1, 'x'), (2, NULL, NULL);
--@ follow t
UPDATE t SET a = 21 WHERE id = 1;
INSERT INTO t (id, a, b) VALUES (3, 3, repeat(md5('x'), 2000));
--@ cycle
UPDATE t SET a = 4 WHERE id = 3;
DELETE FROM t WHERE id = 2;
--@ cycle
--@ deltas 1
--@ rows t 2
