package dev.freshet.it.load;

import java.util.List;
import java.util.Random;

/** What people do to tables, to what Freshet has put on them and to its slot: any of it at any time. Each is statements, each of which may be refused. */
public final class Alterations {
    /** {@code %1$s} is the table with its schema, {@code %2$s} without, {@code %3$s} a digit, {@code %4$s} the slot's and the publication's name. */
    private static final List<List<String>> ALL = List.of(
            List.of("ALTER TABLE %1$s ADD COLUMN extra_%3$s int"),
            List.of("ALTER TABLE %1$s ADD COLUMN extra_%3$s text DEFAULT 'now ' || clock_timestamp()"),
            List.of("ALTER TABLE %1$s DROP COLUMN extra_%3$s"),
            List.of("ALTER TABLE %1$s RENAME extra_%3$s TO extra_0"),
            List.of("ALTER TABLE %1$s ALTER n TYPE bigint USING n + %3$s"),
            List.of("ALTER TABLE %1$s ALTER n TYPE int USING n - %3$s"),
            List.of("ALTER TABLE %1$s DROP COLUMN n, ADD COLUMN n int DEFAULT %3$s"),
            List.of("TRUNCATE %1$s"),
            List.of("TRUNCATE shop.a, shop.b"),
            List.of("ALTER TABLE %1$s DROP CONSTRAINT %2$s_key"),
            List.of("ALTER TABLE %1$s ADD CONSTRAINT %2$s_key PRIMARY KEY (id)"),
            List.of("CREATE UNIQUE INDEX %2$s_more ON %1$s (id)"),
            List.of("DROP INDEX shop.%2$s_more"),
            List.of(
                    "BEGIN; ALTER TABLE %1$s RENAME TO former; CREATE TABLE %1$s AS SELECT * FROM shop.former; DROP TABLE shop.former CASCADE; COMMIT"),
            List.of(
                    "BEGIN; DROP TABLE %1$s CASCADE; CREATE TABLE %1$s (n int, id int CONSTRAINT %2$s_key PRIMARY KEY); COMMIT"),
            List.of("DROP TABLE %1$s CASCADE", "CREATE TABLE %1$s (id int, extra_%3$s int, n int)"),
            List.of("ALTER TABLE %1$s RENAME TO away", "ALTER TABLE shop.away RENAME TO %2$s"),
            List.of("ALTER SCHEMA shop RENAME TO elsewhere", "ALTER SCHEMA elsewhere RENAME TO shop"),
            List.of(
                    "BEGIN; ALTER TABLE shop.a RENAME TO c; ALTER TABLE shop.b RENAME TO a; ALTER TABLE shop.c RENAME TO b; COMMIT"),
            List.of("BEGIN; ALTER TABLE %1$s ADD COLUMN never int; UPDATE %1$s SET n = n + 1; ROLLBACK"),
            List.of("BEGIN; TRUNCATE %1$s; INSERT INTO %1$s (id, n) SELECT nextval('ids'), %3$s; ROLLBACK"),
            List.of("BEGIN; TRUNCATE %1$s; INSERT INTO %1$s (id, n) SELECT nextval('ids'), %3$s; COMMIT"),
            List.of("VACUUM FULL %1$s"),
            List.of("ALTER TABLE %1$s SET UNLOGGED"),
            List.of("ALTER TABLE %1$s SET LOGGED"),
            List.of("ALTER TABLE %1$s DISABLE TRIGGER ALL", "ALTER TABLE %1$s ENABLE TRIGGER ALL"),
            List.of("ALTER TABLE %1$s DISABLE TRIGGER ALL"),
            List.of(
                    "SET session_replication_role = replica",
                    "UPDATE %1$s SET n = n + 1",
                    "RESET session_replication_role"),
            List.of("CREATE TABLE shop.child_of_%2$s () INHERITS (%1$s)"),
            List.of("INSERT INTO shop.child_of_%2$s (id, n) SELECT nextval('ids'), i FROM generate_series(1, 9) i"),
            List.of("ALTER TABLE shop.child_of_%2$s NO INHERIT %1$s"),
            List.of("DROP TABLE shop.child_of_%2$s"),
            List.of("ALTER PUBLICATION %4$s DROP TABLE %1$s"),
            List.of("ALTER PUBLICATION %4$s SET (publish = 'insert')"),
            List.of("DROP PUBLICATION %4$s"),
            List.of(
                    "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active_pid IS NOT NULL AND slot_name = '%4$s'"),
            List.of(
                    "SELECT pg_terminate_backend(active_pid, 5000), pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '%4$s'"));

    private Alterations() {}

    /** Any of them, on one of the two tables. */
    public static List<String> any(Random random, String slot) {
        String table = random.nextBoolean() ? "a" : "b";
        String digit = String.valueOf(random.nextInt(3));
        return ALL.get(random.nextInt(ALL.size())).stream()
                .map(statement -> statement.formatted("shop." + table, table, digit, slot))
                .toList();
    }
}
