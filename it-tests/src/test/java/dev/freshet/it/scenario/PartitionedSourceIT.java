package dev.freshet.it.scenario;

import dev.freshet.it.oracle.Path;
import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import org.junit.jupiter.api.Test;

/** Stream tables over a partitioned table, a parent with children, one that becomes a parent and one that loses its key: incremental, and right after DDL. */
class PartitionedSourceIT {
    private static final String TABLES = """
            CREATE TABLE shop.events (id int, day date, amount numeric, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
            CREATE TABLE shop.events_2025 PARTITION OF shop.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            CREATE TABLE shop.events_rest PARTITION OF shop.events DEFAULT;
            INSERT INTO shop.events SELECT i, date '2025-12-01' + i % 60, i FROM generate_series(1, 500) i;
            CREATE TABLE shop.things (id int PRIMARY KEY, name text);
            CREATE TABLE shop.heavy_things (weight int) INHERITS (shop.things);
            INSERT INTO shop.things VALUES (1, 'feather');
            INSERT INTO shop.heavy_things VALUES (1, 'anvil', 100);
            CREATE TABLE shop.alone (id int PRIMARY KEY, name text);
            INSERT INTO shop.alone VALUES (1, 'one');
            CREATE TABLE shop.keyed (id int PRIMARY KEY, name text);
            INSERT INTO shop.keyed VALUES (1, 'one');
            """;

    private static final String VIEWS = """
            CREATE STREAM TABLE shop.by_day WITH (schedule = '100ms', mode = 'incremental') AS
            SELECT day, count(*) AS n, sum(amount) AS total FROM shop.events GROUP BY day;

            CREATE STREAM TABLE shop.named WITH (schedule = '100ms', mode = 'incremental') AS SELECT id, name FROM shop.things;

            CREATE STREAM TABLE shop.lone WITH (schedule = '100ms', mode = 'incremental') AS SELECT id, name FROM shop.alone;

            CREATE STREAM TABLE shop.kept WITH (schedule = '100ms', mode = 'incremental') AS SELECT id, name FROM shop.keyed;

            CREATE STREAM TABLE shop.below WITH (schedule = '100ms', mode = 'incremental') AS
            SELECT k.id, k.name, count(*) AS n FROM shop.kept k JOIN shop.alone a ON a.id = k.id GROUP BY k.id, k.name;
            """;

    private static final String WRITES = """
            INSERT INTO shop.events (id, day, amount) SELECT 1000 + i, date '2025-12-20' + i % 60, i FROM generate_series(1, 50) i
            ON CONFLICT DO NOTHING;
            INSERT INTO shop.events_rest (id, day, amount) SELECT max(id) + 1, date '2030-01-01', 1 FROM shop.events_rest;
            DELETE FROM shop.events WHERE id % 17 = 0 OR id > 100000;
            UPDATE shop.events SET id = id + 100000, day = day + 20, amount = amount + 1 WHERE id % 10 = 0;
            UPDATE shop.things SET name = name || '!';
            INSERT INTO shop.heavy_things VALUES (2, 'ship', 9);
            UPDATE shop.alone SET name = name || '?';
            UPDATE shop.keyed SET name = name || '.';
            """;

    @Test
    void areFollowed() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = new Conf(database).view("all", VIEWS)) {
            database.execute(TABLES);
            try (InProcess freshet = InProcess.ready(conf)) {
                long begun = Path.now(database);
                database.execute(WRITES);
                Quiet.compare(database, 5);
                Path.requireIncremental(database, begun);
                awaitWal(database);
                long onTheWal = Path.now(database);
                database.execute(WRITES);
                Quiet.compare(database, 5);
                Path.requireIncremental(database, onTheWal);

                database.execute("CREATE TABLE shop.events_2031 PARTITION OF shop.events "
                        + "FOR VALUES FROM ('2031-01-01') TO ('2032-01-01')");
                database.execute("INSERT INTO shop.events VALUES (1, '2031-02-03', 4)");
                database.execute("ALTER TABLE shop.events DETACH PARTITION shop.events_2025");
                database.execute("CREATE TABLE shop.heavier_things (id int NOT NULL, name text)");
                database.execute("INSERT INTO shop.heavier_things VALUES (1, 'star')");
                database.execute("ALTER TABLE shop.heavier_things INHERIT shop.things");
                database.execute("INSERT INTO shop.events_2025 VALUES (1, '2025-02-03', 4)");
                database.execute(WRITES);
                Quiet.compare(database, 5);

                // until now its key was unique, from now on it is not
                database.execute("CREATE TABLE shop.not_alone () INHERITS (shop.alone)");
                database.execute("INSERT INTO shop.not_alone VALUES (1, 'another one'), (1, 'one')");
                database.execute("ALTER TABLE shop.keyed DROP CONSTRAINT keyed_pkey");
                database.execute("INSERT INTO shop.keyed VALUES (1, 'one'), (1, 'one more')");
                Quiet.compare(database, 5);
                database.execute("ALTER TABLE shop.events ADD COLUMN note text");
                database.execute("ALTER TABLE shop.events DROP COLUMN amount, ADD COLUMN amount numeric DEFAULT 5");
                database.execute(WRITES);
                Quiet.compare(database, 5);
                awaitWal(database);
                database.execute(WRITES);
                Quiet.compare(database, 5);
                freshet.requireWell();
            }
        }
    }

    private static void awaitWal(TestDatabase database) throws Exception {
        database.await("SELECT count(*) = 4 AND bool_and(phase = 'wal') FROM freshet.sources", 60);
    }
}
