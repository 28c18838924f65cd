-- Replica identities as users have them: nothing, the key, an index, FULL, and no key at all. The users' UPDATE and DELETE never fail for our sake.
CREATE TABLE nothing (id int PRIMARY KEY, v text);
ALTER TABLE nothing REPLICA IDENTITY NOTHING;
CREATE TABLE by_key (id int PRIMARY KEY, v text);
CREATE TABLE by_index (id int NOT NULL, code text NOT NULL, v text);
CREATE UNIQUE INDEX by_index_code ON by_index (code);
ALTER TABLE by_index REPLICA IDENTITY USING INDEX by_index_code;
CREATE TABLE whole (id int PRIMARY KEY, v text);
ALTER TABLE whole REPLICA IDENTITY FULL;
CREATE TABLE keyless (id int, v text);
INSERT INTO nothing VALUES (1, 'a'), (2, NULL);
INSERT INTO by_key VALUES (1, 'a'), (2, NULL);
INSERT INTO by_index VALUES (1, 'x', 'a'), (2, 'y', NULL);
INSERT INTO whole VALUES (1, 'a'), (2, NULL);
INSERT INTO keyless VALUES (1, 'a'), (1, 'a'), (NULL, NULL), (NULL, NULL);
--@ follow nothing, by_key, by_index, whole, keyless
UPDATE nothing SET v = 'b' WHERE id = 1;
UPDATE by_key SET v = 'b' WHERE id = 1;
UPDATE by_index SET v = 'b', code = 'z' WHERE id = 1;
UPDATE whole SET v = 'b' WHERE id = 1;
UPDATE keyless SET v = 'b' WHERE ctid = (SELECT min(ctid) FROM keyless);
--@ cycle
--@ deltas 5
DELETE FROM nothing;
DELETE FROM by_key;
DELETE FROM by_index;
DELETE FROM whole;
DELETE FROM keyless WHERE v IS NULL;
--@ cycle
--@ deltas 5
--@ rows keyless 2
