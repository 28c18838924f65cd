-- Gaps of dropped ones before it was ever followed; defaults beside explicit NULLs; identity columns.
CREATE TABLE gaps (a int, id int PRIMARY KEY, b int, v text, c int);
ALTER TABLE gaps DROP a, DROP b, DROP c;
CREATE TABLE defaults (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int DEFAULT 5, t text DEFAULT 'd''x', at timestamptz DEFAULT now(), ok bool NOT NULL DEFAULT true, a int[] DEFAULT '{1}');
INSERT INTO gaps VALUES (1, 'a');
--@ follow gaps, defaults
INSERT INTO gaps VALUES (2, 'b');
INSERT INTO defaults DEFAULT VALUES;
INSERT INTO defaults (n, t, at, a) VALUES (NULL, NULL, NULL, NULL);
UPDATE gaps SET v = NULL;
--@ cycle
--@ deltas 2
UPDATE defaults SET n = DEFAULT, t = NULL WHERE id = 2;
--@ cycle
--@ rows defaults 2
