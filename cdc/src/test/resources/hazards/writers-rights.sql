-- Who may only insert inserts; a search path with operators of its own is not looked at; a function, a rule and a trigger of the user's write, too.
CREATE TABLE t (id int PRIMARY KEY, v text);
CREATE TABLE log (id int, v text);
CREATE FUNCTION to_log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO writers_rights.log VALUES (NEW.id, 'by trigger'); NEW.v := NEW.v || '!'; RETURN NEW; END $$;
CREATE TRIGGER to_log BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION to_log();
CREATE VIEW door AS SELECT * FROM t;
CREATE RULE through AS ON INSERT TO door DO INSTEAD INSERT INTO t VALUES (NEW.id, NEW.v);
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hazard_writer') THEN CREATE ROLE hazard_writer; END IF; END $$;
GRANT USAGE ON SCHEMA writers_rights TO hazard_writer;
GRANT INSERT ON t, log, door TO hazard_writer;
GRANT DELETE, TRUNCATE ON t TO hazard_writer;
CREATE SCHEMA hostile;
CREATE FUNCTION hostile.no(int4, int4) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'hostile'; END $$;
CREATE FUNCTION hostile.no(oid, oid) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'hostile'; END $$;
CREATE FUNCTION hostile.pg_current_xact_id() RETURNS xid8 LANGUAGE sql AS $$ SELECT '7'::xid8 $$;
CREATE OPERATOR hostile.= (LEFTARG = int4, RIGHTARG = int4, FUNCTION = hostile.no);
CREATE OPERATOR hostile.= (LEFTARG = oid, RIGHTARG = oid, FUNCTION = hostile.no);
GRANT USAGE ON SCHEMA hostile TO hazard_writer;
--@ follow t, log
SET ROLE hazard_writer;
SET search_path = hostile, writers_rights, pg_catalog;
INSERT INTO t VALUES (1, 'a');
INSERT INTO door VALUES (2, 'b');
RESET ROLE;
SET search_path = writers_rights;
--@ cycle
--@ deltas 2
--@ rows log 2
SET ROLE hazard_writer;
DELETE FROM t;
TRUNCATE t;
RESET ROLE;
--@ cycle reset t
--@ settle
DROP OWNED BY hazard_writer;
DROP SCHEMA hostile CASCADE;
