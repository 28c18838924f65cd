-- TRUNCATE … CASCADE empties a table that the statement does not name.
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent);
INSERT INTO parent SELECT generate_series(1, 5);
INSERT INTO child SELECT i, i FROM generate_series(1, 5) i;
--@ follow child
TRUNCATE parent CASCADE;
--@ cycle reset child
--@ cycle
--@ rows child 0
