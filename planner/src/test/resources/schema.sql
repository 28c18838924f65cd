CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE a (
    id int PRIMARY KEY,
    grp text,
    x int,
    y bigint,
    s smallint,
    n numeric(10, 2),
    u numeric,
    f float8,
    r float4,
    d date,
    ts timestamptz,
    tl timestamp,
    iv interval,
    b boolean,
    v varchar(10),
    c char(4),
    g uuid,
    j jsonb,
    m mood
);
CREATE TABLE b (
    id int PRIMARY KEY,
    a_id int,
    qty int,
    price numeric(12, 3),
    note text
);
CREATE TABLE k (
    code varchar(8),
    name text,
    w int
);
CREATE TABLE kin (id int PRIMARY KEY, w int);
CREATE TABLE kid (extra text) INHERITS (kin);
CREATE TABLE split (id int PRIMARY KEY, w int) PARTITION BY RANGE (id);
CREATE TABLE split_low PARTITION OF split FOR VALUES FROM (0) TO (100);
CREATE VIEW busy AS SELECT a.id, a.grp, a.x, b.qty FROM a JOIN b ON b.a_id = a.id WHERE b.qty > 1;
CREATE VIEW totals AS SELECT grp, count(*) AS n, sum(x) AS total FROM a GROUP BY grp;
