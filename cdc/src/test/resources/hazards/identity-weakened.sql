-- The replica identity is changed by hand, and back: rows of the time between lack their old values.
--@ phases wal
CREATE TABLE t (id int PRIMARY KEY, v text);
INSERT INTO t VALUES (1, 'a'), (2, 'b');
CREATE TABLE u (id int PRIMARY KEY, v text);
INSERT INTO u VALUES (1, 'a');
--@ follow t, u
ALTER TABLE t REPLICA IDENTITY DEFAULT;
UPDATE t SET v = 'x' WHERE id = 1;
ALTER TABLE t REPLICA IDENTITY FULL;
--@ cycle reset t
--@ settle
ALTER TABLE u REPLICA IDENTITY DEFAULT;
DELETE FROM u;
--@ cycle reset u
--@ settle
--@ rows u 0
INSERT INTO u VALUES (2, 'b');
--@ cycle
--@ deltas 1
-- to an index that is not the key's: no old row is NULL but in its key
CREATE TABLE w (id int PRIMARY KEY, code text NOT NULL UNIQUE, v text);
INSERT INTO w VALUES (1, 'x', 'a');
--@ follow w
ALTER TABLE w REPLICA IDENTITY USING INDEX w_code_key;
DELETE FROM w;
ALTER TABLE w REPLICA IDENTITY FULL;
--@ cycle reset w
--@ settle
--@ rows w 0
