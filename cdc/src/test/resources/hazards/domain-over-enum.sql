-- Debezium does not start where a domain over an enum is: such a database stays on triggers, and that is said.
--@ phases wal
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE DOMAIN moods AS mood DEFAULT 'glad';
CREATE TABLE t (id int PRIMARY KEY, m moods, ms moods[]);
INSERT INTO t VALUES (1, 'sad', '{sad,NULL}');
--@ watch t
--@ cycle
--@ alert FR3013
INSERT INTO t VALUES (2, DEFAULT, '[5:6]={glad,sad}'), (3, NULL, NULL);
UPDATE t SET m = 'glad' WHERE id = 1;
--@ cycle
--@ deltas 1
--@ phase t trigger
