-- What no path brings whole is refused by name, with nothing left on it: what is no table, and what has a foreign table below it.
CREATE VIEW plain AS SELECT 1 AS id;
CREATE EXTENSION IF NOT EXISTS file_fdw SCHEMA public;
CREATE SERVER IF NOT EXISTS files FOREIGN DATA WRAPPER file_fdw;
CREATE TABLE parts (line text) PARTITION BY LIST (line);
CREATE TABLE part PARTITION OF parts FOR VALUES IN ('1');
CREATE FOREIGN TABLE foreign_part PARTITION OF parts FOR VALUES IN ('2') SERVER files OPTIONS (program 'echo 2');
CREATE TABLE parent (line text);
CREATE FOREIGN TABLE foreign_child () INHERITS (parent) SERVER files OPTIONS (program 'echo 3');
CREATE TABLE doubled (id int, twice int GENERATED ALWAYS AS (id * 2) VIRTUAL) PARTITION BY LIST (id);
CREATE TABLE doubled_in_its_way PARTITION OF doubled (twice GENERATED ALWAYS AS (id + id) VIRTUAL) DEFAULT;
--@ refused FR3006 plain
--@ refused FR3006 parts
--@ refused FR3006 parent
--@ refused FR3006 doubled
