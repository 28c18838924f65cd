-- Sub-transactions: rolled back, released, nested, more than a backend keeps in shared memory (64), and open while a cycle runs.
CREATE TABLE t (id int PRIMARY KEY, v text);
--@ follow t
BEGIN;
INSERT INTO t VALUES (1, 'top');
SAVEPOINT a;
INSERT INTO t VALUES (2, 'rolled back');
UPDATE t SET v = 'no' WHERE id = 1;
SAVEPOINT b;
DELETE FROM t;
ROLLBACK TO SAVEPOINT a;
INSERT INTO t VALUES (3, 'kept');
RELEASE SAVEPOINT a;
SAVEPOINT c;
INSERT INTO t VALUES (4, 'released');
RELEASE SAVEPOINT c;
--@ cycle
--@ deltas 0
COMMIT;
--@ cycle
--@ rows t 3
DO $$
BEGIN
  FOR i IN 100..300 LOOP
    BEGIN
      INSERT INTO t VALUES (i, 'sub');
      IF i % 3 = 0 THEN RAISE EXCEPTION 'no'; END IF;
    EXCEPTION WHEN raise_exception THEN NULL;
    END;
  END LOOP;
END $$;
--@ cycle
--@ rows t 137
--@ as other
BEGIN;
INSERT INTO t VALUES (1000, 'before');
DO $$ BEGIN FOR i IN 1001..1100 LOOP BEGIN INSERT INTO t VALUES (i, 'overflow'); EXCEPTION WHEN raise_exception THEN NULL; END; END LOOP; END $$;
--@ as main
--@ cycle
INSERT INTO t VALUES (2000, 'other');
--@ cycle
--@ rows t 138
--@ as other
ROLLBACK;
--@ cycle
--@ deltas 0
