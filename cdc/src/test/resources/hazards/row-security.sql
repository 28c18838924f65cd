-- Row-level security on a source hides rows from writers and readers, and none from capture.
CREATE TABLE t (id int PRIMARY KEY, owner text, v text);
INSERT INTO t VALUES (1, 'a', 'x'), (2, 'b', 'y');
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hazard_tenant') THEN CREATE ROLE hazard_tenant; END IF; END $$;
GRANT USAGE ON SCHEMA row_security TO hazard_tenant;
GRANT SELECT, INSERT, UPDATE, DELETE ON t TO hazard_tenant;
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE t FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON t TO hazard_tenant USING (owner = 'a') WITH CHECK (true);
--@ follow t
SET ROLE hazard_tenant;
INSERT INTO t VALUES (3, 'b', 'hidden at once');
UPDATE t SET v = 'z';
DELETE FROM t WHERE id = 2;
RESET ROLE;
--@ cycle
--@ deltas 1
--@ rows t 3
REASSIGN OWNED BY hazard_tenant TO postgres;
DROP OWNED BY hazard_tenant;
