package dev.freshet.cdc.trigger;

import dev.freshet.cdc.table.LiveColumn;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.kernel.port.Relation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A function that says whether a table's columns are not those its trigger functions were made for, so that these would fail, and a
 * writer with them.
 *
 * <p>It is declared IMMUTABLE, which it is not: its value is worked out when the expression that calls it is planned, once a session, and not in
 * every statement. What makes that right is the table, which is passed as a {@code regclass} constant: PostgreSQL plans an expression that names a
 * table anew when anything about the table was changed (plancache.c), at the latest when the statement that fires the trigger locks it.
 *
 * <p>A dropped column is seen in the server's cache, which is as new as the lock. Types are read at the transaction's snapshot, which may be
 * older than the table as it is: an altered type that does not fit the buffer brings another file, so a file that is neither the one the
 * functions were made for nor the snapshot's says that what the snapshot shows does not count.
 */
final class AlterationGuard {
    private static final String BODY = """
            BEGIN
              FOR i IN 1 .. cardinality(numbers) LOOP
                IF has_column_privilege(source, numbers[i], 'SELECT') IS NULL THEN
                  RETURN true;
                END IF;
              END LOOP;
              RETURN EXISTS (SELECT FROM unnest(numbers, types) AS planned(number, type) WHERE NOT EXISTS
                  (SELECT FROM pg_attribute a WHERE a.attrelid = source AND a.attnum = planned.number AND a.atttypid = planned.type))
                OR pg_relation_filenode(source) <> file
                  AND NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = source AND c.relfilenode = pg_relation_filenode(source));
            END""";

    private final String name;

    AlterationGuard(String schema) {
        name = Relation.quote(schema) + ".is_altered";
    }

    /** It may be there already. */
    String create() {
        return "CREATE OR REPLACE FUNCTION " + name + arguments(" source", " file", " numbers", " types")
                + " RETURNS boolean LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $freshet$ "
                + BODY
                + " $freshet$";
    }

    String drop() {
        return "DROP FUNCTION IF EXISTS " + name + arguments("", "", "", "");
    }

    private static String arguments(String source, String file, String numbers, String types) {
        return "(" + source + " pg_catalog.regclass," + file + " pg_catalog.oid," + numbers + " pg_catalog.int2[],"
                + types + " pg_catalog.oid[])";
    }

    /** Whether a table is not as it is now. */
    String call(TableShape table) {
        return name + "('" + Integer.toUnsignedString(table.oid()) + "'::pg_catalog.regclass, "
                + Integer.toUnsignedString(table.file()) + "::pg_catalog.oid, '"
                + array(table.columns().stream()
                        .map(LiveColumn::number)
                        .map(String::valueOf)
                        .toList())
                + "'::pg_catalog.int2[], '"
                + array(table.columns().stream()
                        .map(LiveColumn::declared)
                        .map(Integer::toUnsignedString)
                        .toList())
                + "'::pg_catalog.oid[])";
    }

    private static String array(List<String> elements) {
        return elements.stream().collect(Collectors.joining(",", "{", "}"));
    }
}
