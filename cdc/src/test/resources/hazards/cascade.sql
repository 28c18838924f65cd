-- Foreign keys write into tables that no statement names: ON DELETE and ON UPDATE, CASCADE, SET NULL, SET DEFAULT; a deferred trigger writes at the commit.
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE goes (id int PRIMARY KEY, p int REFERENCES parent ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE empties (id int PRIMARY KEY, p int REFERENCES parent ON DELETE SET NULL ON UPDATE SET NULL);
CREATE TABLE late (id int);
INSERT INTO parent SELECT generate_series(1, 10);
INSERT INTO goes SELECT i, i FROM generate_series(1, 10) i;
INSERT INTO empties SELECT i, i FROM generate_series(1, 10) i;
CREATE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO late VALUES (OLD.id); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER at_commit AFTER DELETE ON parent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION at_commit();
--@ follow goes, empties, late
DELETE FROM parent WHERE id <= 3;
--@ cycle
--@ deltas 3
--@ rows goes 7
--@ rows late 3
UPDATE parent SET id = id + 100 WHERE id BETWEEN 4 AND 6;
--@ cycle
--@ deltas 2
