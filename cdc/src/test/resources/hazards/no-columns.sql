-- Rows of a table without columns are only counted. Debezium leaves them out: the table stays on triggers.
CREATE TABLE bare ();
--@ watch bare
--@ cycle
INSERT INTO bare DEFAULT VALUES;
INSERT INTO bare DEFAULT VALUES;
--@ cycle
--@ deltas 1
DELETE FROM bare WHERE ctid = (SELECT min(ctid) FROM bare);
--@ cycle
--@ rows bare 1
--@ wal: alert FR3013
--@ phase bare trigger
