-- The catalog of Freshet: what is kept, up to where, and what was done. {schema} is its name, quoted.
-- Run in one transaction at the first start and where it has changed since; every statement holds whether the thing is there or not.

CREATE SCHEMA IF NOT EXISTS {schema};
GRANT USAGE ON SCHEMA {schema} TO PUBLIC;

-- one row: who is active, and the frontier of the last merge; its epoch fences whoever was active before
CREATE TABLE IF NOT EXISTS {schema}.frontier (
    one_row        boolean PRIMARY KEY DEFAULT true CHECK (one_row),
    epoch          bigint NOT NULL DEFAULT 0,
    owner          text NOT NULL DEFAULT '',
    backend_pid    integer,
    backend_start  timestamptz,
    cycle          bigint NOT NULL DEFAULT 0,
    snapshot       pg_snapshot,
    data_timestamp timestamptz
);
INSERT INTO {schema}.frontier DEFAULT VALUES ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS {schema}.stream_table (
    table_schema       text NOT NULL,
    table_name         text NOT NULL,
    query              text NOT NULL,
    schedule           text NOT NULL,
    effective_schedule text NOT NULL DEFAULT '',
    mode               text NOT NULL,
    effective_mode     text NOT NULL DEFAULT '',
    mode_reason        text,
    status             text NOT NULL CHECK (status IN ('initializing', 'active', 'paused', 'failed')),
    frontier           pg_snapshot,
    data_timestamp     timestamptz,
    row_count          bigint NOT NULL DEFAULT 0,
    last_error         text,
    rejection          text, -- why an edited definition was not taken, while the former version goes on; said anew by each run
    origin             text NOT NULL CHECK (origin IN ('file', 'sql')),
    PRIMARY KEY (table_schema, table_name)
);

CREATE TABLE IF NOT EXISTS {schema}.history (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cycle         bigint NOT NULL,
    table_schema  text NOT NULL,
    table_name    text NOT NULL,
    started_at    timestamptz NOT NULL,
    duration      interval NOT NULL,
    action        text NOT NULL,
    changes_in    bigint NOT NULL,
    rows_inserted bigint NOT NULL,
    rows_updated  bigint NOT NULL,
    rows_deleted  bigint NOT NULL,
    error         text
);

CREATE TABLE IF NOT EXISTS {schema}.dependency (
    table_schema   text NOT NULL,
    table_name     text NOT NULL,
    depends_schema text NOT NULL,
    depends_name   text NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('source', 'stream_table', 'view')),
    PRIMARY KEY (table_schema, table_name, depends_schema, depends_name)
);

-- A waiter cannot commit a request, but a sequence moves at once and for all: Freshet looks at it when it has nothing else to do, and
-- writes down a frontier that it would otherwise keep in memory. Unlogged: it need not outlive a crash, and one that is logged gives the waiter
-- a transaction id, for which every hand-over and every new slot of the cluster would wait.
CREATE UNLOGGED SEQUENCE IF NOT EXISTS {schema}.wait_request;
GRANT USAGE ON SEQUENCE {schema}.wait_request TO PUBLIC;

CREATE OR REPLACE VIEW {schema}.stream_tables AS
SELECT format('%I.%I', table_schema, table_name) AS name, query, schedule, effective_schedule, mode, effective_mode, mode_reason,
       status, frontier, data_timestamp, row_count, coalesce(last_error, rejection) AS last_error, origin
FROM {schema}.stream_table;

CREATE OR REPLACE VIEW {schema}.refresh_history AS
SELECT cycle, format('%I.%I', table_schema, table_name) AS stream_table, started_at, duration, action, changes_in, rows_inserted,
       rows_updated, rows_deleted, error
FROM {schema}.history;

CREATE OR REPLACE VIEW {schema}.dependencies AS
SELECT format('%I.%I', table_schema, table_name) AS stream_table, format('%I.%I', depends_schema, depends_name) AS depends_on, kind
FROM {schema}.dependency;

GRANT SELECT ON {schema}.stream_tables, {schema}.refresh_history, {schema}.dependencies TO PUBLIC;

-- Only the session that merges may write a stream table.
CREATE OR REPLACE FUNCTION {schema}.guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM {schema}.frontier WHERE backend_pid = pg_backend_pid()) THEN
        RAISE EXCEPTION 'FR4020: stream table %.% is kept by Freshet and cannot be written', quote_ident(TG_TABLE_SCHEMA), quote_ident(TG_TABLE_NAME)
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'Change the tables it reads, or its definition.';
    END IF;
    RETURN NULL;
END $$;

-- Returns once everything committed before the call is visible in the stream table (in all active ones, for NULL). A snapshot tells nothing of
-- what was committed behind a foreign table: whoever reads one is to have been polled after the call.
CREATE OR REPLACE FUNCTION {schema}.wait_for_refresh(name text DEFAULT NULL, timeout interval DEFAULT '30 s') RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    target   pg_snapshot := pg_current_snapshot();
    deadline timestamptz := clock_timestamp() + timeout;
    asked    timestamptz := clock_timestamp();
    wanted   text[];
    foreign_ text[];
    seen     record;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'FR4031: wait_for_refresh needs READ COMMITTED' USING ERRCODE = 'active_sql_transaction',
            DETAIL = 'In this transaction a refresh that happens after its first statement is never seen.',
            HINT = 'Call it in a transaction of its own, before the one that reads.';
    END IF;
    IF name IS NOT NULL THEN
        wanted := parse_ident(name);
    END IF;
    WITH RECURSIVE reads (table_schema, table_name) AS (
        SELECT d.table_schema, d.table_name FROM {schema}.dependency d JOIN pg_namespace n ON n.nspname = d.depends_schema
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = d.depends_name WHERE d.kind = 'source' AND c.relkind = 'f'
        UNION
        SELECT d.table_schema, d.table_name FROM reads r JOIN {schema}.dependency d
        ON d.kind = 'stream_table' AND d.depends_schema = r.table_schema AND d.depends_name = r.table_name)
    SELECT array_agg(format('%I.%I', r.table_schema, r.table_name)) INTO foreign_ FROM reads r;
    LOOP
        PERFORM nextval('{schema}.wait_request');
        -- in one statement: each has its own snapshot, and a stream table that fails between two would be neither halted nor behind
        SELECT count(*) AS known,
               min(t.status) FILTER (WHERE t.status IN ('failed', 'paused')) AS halted,
               min(t.last_error) FILTER (WHERE t.status IN ('failed', 'paused')) AS reason,
               count(*) FILTER (WHERE t.status IN ('active', 'initializing')
                   AND (t.frontier IS NULL
                        OR (format('%I.%I', t.table_schema, t.table_name) = ANY (foreign_) AND t.data_timestamp < asked)
                        OR pg_snapshot_xmax(t.frontier) < pg_snapshot_xmax(target)
                        OR EXISTS (SELECT 1 FROM pg_snapshot_xip(t.frontier) AS x WHERE pg_visible_in_snapshot(x, target)))) AS behind
        INTO seen FROM {schema}.stream_table t
        WHERE name IS NULL
           OR (t.table_name = wanted[cardinality(wanted)]
               AND (cardinality(wanted) = 1 OR t.table_schema = wanted[cardinality(wanted) - 1]));
        IF name IS NOT NULL AND seen.known = 0 THEN
            RAISE EXCEPTION 'FR4032: there is no stream table %', name USING ERRCODE = 'undefined_table';
        END IF;
        IF name IS NOT NULL AND seen.halted IS NOT NULL THEN
            RAISE EXCEPTION 'FR4033: stream table % is %', name, seen.halted
                USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = coalesce(seen.reason, '');
        END IF;
        EXIT WHEN seen.behind = 0;
        IF clock_timestamp() >= deadline THEN
            RAISE EXCEPTION 'FR4034: not refreshed within %', timeout USING ERRCODE = 'query_canceled',
                DETAIL = format('%s stream table(s) do not show yet what was committed before the call.', seen.behind),
                HINT = 'See freshet.stream_tables for their schedules and errors.';
        END IF;
        PERFORM pg_sleep(0.005);
    END LOOP;
END $$;
