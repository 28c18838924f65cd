-- COPY writes many rows by one statement; one that fails half-way writes none; a transaction of several shares its LSNs.
CREATE TABLE t (id int PRIMARY KEY);
--@ follow t
COPY t FROM PROGRAM 'seq 1 3000';
--@ cycle
--@ deltas 1
--@ rows t 3000
--@ fails 23505
COPY t FROM PROGRAM 'seq 4000 -1 2000';
BEGIN;
COPY t FROM PROGRAM 'seq 5001 6000';
DELETE FROM t WHERE id % 2 = 0;
COPY t FROM PROGRAM 'seq 7001 8000';
COMMIT;
--@ cycle
--@ rows t 3000
