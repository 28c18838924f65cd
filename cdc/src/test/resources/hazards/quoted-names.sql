-- Quotes and letters that differ by case only, which Debezium cannot tell apart: such tables stay on triggers.
CREATE TABLE cased (id int PRIMARY KEY, a text, "A" text);
CREATE TABLE quoted (id int PRIMARY KEY, "say ""hi""" text);
--@ watch cased, quoted
--@ cycle
INSERT INTO cased VALUES (1, 'small', 'large');
INSERT INTO quoted VALUES (1, 'x');
--@ cycle
--@ deltas 2
--@ wal: alert FR3013
--@ phase cased trigger
--@ phase quoted trigger
