-- What triggers would lose rows of is refused by name, with nothing left on it: partitioned and inherited tables, and what is no table.
CREATE TABLE parts (id int) PARTITION BY RANGE (id);
CREATE TABLE part PARTITION OF parts DEFAULT;
CREATE TABLE parent (id int);
CREATE TABLE child () INHERITS (parent);
CREATE MATERIALIZED VIEW material AS SELECT 1 AS id;
CREATE VIEW plain AS SELECT 1 AS id;
CREATE EXTENSION IF NOT EXISTS file_fdw SCHEMA public;
CREATE SERVER IF NOT EXISTS files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE elsewhere (line text) SERVER files OPTIONS (program 'echo 1');
--@ refused FR3006 parts
--@ refused FR3006 part
--@ refused FR3006 parent
--@ refused FR3006 child
--@ refused FR3006 material
--@ refused FR3006 plain
--@ refused FR3006 elsewhere
