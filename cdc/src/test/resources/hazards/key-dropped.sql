-- What makes a key unique goes: whoever was planned with it is planned anew. Other indexes may come and go.
CREATE TABLE t (id int PRIMARY KEY, v text);
CREATE TABLE u (id int NOT NULL, v text);
INSERT INTO t VALUES (1, 'a');
--@ follow t, u
CREATE UNIQUE INDEX u_id ON u (id);
CREATE UNIQUE INDEX t_v ON t (v);
INSERT INTO t VALUES (2, 'b');
INSERT INTO u VALUES (1, 'u');
--@ cycle
--@ deltas 2
DROP INDEX t_v, u_id;
INSERT INTO u VALUES (1, 'again');
-- the same key by another index
ALTER TABLE t DROP CONSTRAINT t_pkey;
CREATE UNIQUE INDEX t_id ON t (id);
INSERT INTO t VALUES (3, 'c');
--@ cycle
--@ deltas 2
DROP INDEX t_id;
INSERT INTO t VALUES (3, 'twice');
--@ cycle altered t
--@ settle
INSERT INTO t VALUES (3, 'three times');
--@ cycle
--@ deltas 1
--@ rows t 5
-- only where it holds for the rows there are, and for NULL
CREATE TABLE n (id int PRIMARY KEY, v text);
CREATE UNIQUE INDEX n_id ON n (id);
--@ follow n
ALTER TABLE n DROP CONSTRAINT n_pkey;
--@ cycle
ALTER TABLE n ALTER COLUMN id DROP NOT NULL;
INSERT INTO n VALUES (NULL, 'one'), (NULL, 'two');
--@ cycle altered n
--@ settle
--@ rows n 2
