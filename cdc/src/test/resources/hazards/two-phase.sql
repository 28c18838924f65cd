-- Two-phase commit: nothing is there until COMMIT PREPARED, however many cycles later, and from another session.
CREATE TABLE t (id int PRIMARY KEY, v text);
--@ follow t
BEGIN;
INSERT INTO t SELECT i, 'prepared' FROM generate_series(1, 10) i;
PREPARE TRANSACTION 'hazard two-phase 1';
BEGIN;
INSERT INTO t VALUES (100, 'never');
PREPARE TRANSACTION 'hazard two-phase 2';
INSERT INTO t VALUES (200, 'plain');
--@ cycle
--@ rows t 1
INSERT INTO t VALUES (201, 'plain');
--@ cycle
--@ as other
COMMIT PREPARED 'hazard two-phase 1';
--@ cycle
--@ rows t 12
ROLLBACK PREPARED 'hazard two-phase 2';
--@ cycle
--@ rows t 12
