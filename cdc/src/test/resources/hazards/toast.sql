-- Values out of line: changed, unchanged beside a changed column, moved out and back in, of every storage, and larger than a batch.
CREATE TABLE t (id int PRIMARY KEY, n int, big text, ext text, j jsonb, b bytea, a int[]);
ALTER TABLE t ALTER ext SET STORAGE EXTERNAL;
INSERT INTO t SELECT i, i, string_agg(md5(i::text || k), '' ORDER BY k), repeat('e', 9000 + i), jsonb_build_object('k', repeat(md5(i::text), 200)),
    decode(repeat(md5(i::text), 300), 'hex'), array_agg(k * i ORDER BY k) FROM generate_series(1, 5) i, generate_series(1, 400) k GROUP BY i;
--@ follow t
UPDATE t SET n = n + 1;
--@ cycle
--@ deltas 1
UPDATE t SET ext = ext || 'x' WHERE id = 2;
--@ cycle
UPDATE t SET big = 'short' WHERE id = 3;
UPDATE t SET big = repeat(md5('long'), 4000) WHERE id = 3;
UPDATE t SET n = 0 WHERE id = 3;
--@ cycle
UPDATE t SET big = repeat(md5(id::text), 100000) WHERE id = 1;
UPDATE t SET n = -1 WHERE id = 1;
UPDATE t SET id = id + 100 WHERE id = 1;
--@ cycle
DELETE FROM t WHERE id IN (101, 2);
--@ cycle
--@ rows t 3
