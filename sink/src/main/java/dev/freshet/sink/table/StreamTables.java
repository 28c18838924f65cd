package dev.freshet.sink.table;

import static dev.freshet.kernel.port.Relation.quote;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.sink.Faults;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes stream tables and puts a new one in the place of an old one. Works inside the merge transaction, so that readers see the old table
 * or the new one, filled. Confined to the cycle's thread.
 */
public final class StreamTables {
    /** Whether a stream table has a name: a truth value in SQL, of its schema, its name and {@link #guardFunction}. */
    public static final String GUARDED = "EXISTS (SELECT 1 FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?"
            + " AND g.tgname = 'freshet_guard' AND g.tgfoid = to_regprocedure(?))";

    private final Connection connection;
    private final String schema;

    public StreamTables(Connection connection, String catalogSchema) {
        this.connection = connection;
        this.schema = quote(catalogSchema);
    }

    /** What stands under a name. */
    public sealed interface Standing {
        /** Nothing. */
        record Free() implements Standing {}

        /** A stream table with exactly the columns asked for. */
        record Same() implements Standing {}

        /** A stream table with other columns. */
        record Different() implements Standing {}

        /** Something that is not ours. */
        record Foreign(String kind) implements Standing {}
    }

    /** What stands under a name, compared with the columns it is to have. */
    public Standing standing(Relation name, RowLayout layout) {
        try {
            Optional<String> kind = kind(name);
            if (kind.isEmpty()) {
                return new Standing.Free();
            }
            if (!isOurs(name)) {
                return new Standing.Foreign(kind.orElseThrow());
            }
            return columns(name).equals(wanted(layout)) ? new Standing.Same() : new Standing.Different();
        } catch (SQLException e) {
            throw Faults.exception("FR4007", "the columns of " + name + " cannot be read", e);
        }
    }

    /** What stands under a name, if that is something and no stream table: a table, a view … */
    public Optional<String> foreign(Relation name) {
        try {
            Optional<String> kind = kind(name);
            return kind.isEmpty() || isOurs(name) ? Optional.empty() : kind;
        } catch (SQLException e) {
            throw Faults.exception("FR4007", "what stands under " + name + " cannot be read", e);
        }
    }

    /** Makes an empty table beside the one of this name; {@link #putInPlace} gives it the name. */
    public Relation createBeside(Relation name, TableShape shape) throws SQLException {
        Relation beside = new Relation(name.schema(), shortened(name.name(), "__next"));
        for (int i = 2; kind(beside).isPresent(); i++) {
            // somebody else's: of ours no transaction leaves one behind
            beside = new Relation(name.schema(), shortened(name.name(), "__next" + i));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + beside.sql() + " (" + shape.definition() + ")");
        }
        return beside;
    }

    /**
     * Gives the filled table the name; the stream table that stood there goes, its grants and comment pass over. Fails if something depends
     * on it.
     *
     * @throws FreshetException FR4013 something else stands there by now
     */
    public void putInPlace(Relation beside, Relation name) throws SQLException {
        requireOurs(name);
        try (Statement statement = connection.createStatement()) {
            for (String grant : grants(name, beside)) {
                statement.execute(grant);
            }
            statement.execute("DROP TABLE IF EXISTS " + name.sql());
            statement.execute("ALTER TABLE " + beside.sql() + " RENAME TO " + quote(name.name()));
        }
    }

    /** Drops a stream table, not CASCADE. What else has its name by now is left alone. In a transaction. */
    public void drop(Relation name) throws SQLException {
        if (isOursForGood(name)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE " + name.sql());
            }
        }
    }

    private void requireOurs(Relation name) throws SQLException {
        Optional<String> kind = kind(name);
        if (kind.isPresent() && !isOursForGood(name)) {
            throw taken(name, kind.get()).at(name.toString()).exception();
        }
    }

    /** Whether a stream table stands there; it has the name until the end of the transaction then. */
    private boolean isOursForGood(Relation name) throws SQLException {
        if (!isOurs(name)) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE ONLY " + name.sql() + " IN ACCESS EXCLUSIVE MODE");
        }
        return isOurs(name);
    }

    /** The unique index on the key, or where there is none the one that finds a row by its image. */
    public void index(Relation table, Relation name, TableShape shape, RowLayout layout, List<Integer> key)
            throws SQLException {
        String index = quote(shortened(name.name(), key.isEmpty() ? "__rows" : "__key"));
        try (Statement statement = connection.createStatement()) {
            if (key.isEmpty()) {
                Optional<String> hash = RowImage.hash(connection, "", shape, layout);
                if (hash.isPresent()) {
                    statement.execute("CREATE INDEX " + index + " ON " + table.sql() + " ((" + hash.get() + "))");
                }
            } else {
                List<String> columns = key.stream().map(shape.names()::get).toList();
                statement.execute("CREATE UNIQUE INDEX " + index + " ON " + table.sql() + " ("
                        + String.join(", ", columns) + ") NULLS NOT DISTINCT");
            }
        }
    }

    /** Whether the index the plan asks for is there; an edited query may have another key over the same columns. */
    public boolean isIndexed(Relation name, List<Integer> key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT i.indkey::int2[]::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                WHERE i.indrelid = to_regclass(?) AND c.relname = ?
                """)) {
            statement.setString(1, name.sql());
            statement.setString(2, shortened(name.name(), key.isEmpty() ? "__rows" : "__key"));
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    return false;
                }
                String columns = result.getString(1);
                String wanted = key.isEmpty()
                        ? "0"
                        : String.join(
                                ",",
                                key.stream().map(k -> String.valueOf(k + 1)).toList());
                // int2vector prints with bounds: [0:1]={1,2}
                return columns.endsWith("{" + wanted + "}");
            }
        }
    }

    /** Takes the indexes of ours off, for another key to come. */
    public void dropIndexes(Relation name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String suffix : List.of("__rows", "__key")) {
                statement.execute(
                        "DROP INDEX IF EXISTS " + new Relation(name.schema(), shortened(name.name(), suffix)).sql());
            }
        }
    }

    /** Refuses every write but the merge's: statement triggers that even {@code session_replication_role} does not pass. */
    public void guard(Relation table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TRIGGER freshet_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "
                    + table.sql() + " FOR EACH STATEMENT EXECUTE FUNCTION " + guardFunction());
            statement.execute("ALTER TABLE " + table.sql() + " ENABLE ALWAYS TRIGGER freshet_guard");
        }
    }

    /** The fault for a name that something else has. */
    public static Fault taken(Relation name, String kind) {
        return Fault.of("FR4013", name + " is there already and is no stream table")
                .withDetail("It is a " + kind + ".")
                .withHint("Give the stream table another name, or drop or rename what is there.");
    }

    private Optional<String> kind(Relation name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT CASE relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index'
                       WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' ELSE 'relation' END
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?
                """)) {
            // not by to_regclass, which fails in a schema we may not use
            statement.setString(1, name.schema());
            statement.setString(2, name.name());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
            }
        }
    }

    private boolean isOurs(Relation name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + GUARDED)) {
            statement.setString(1, name.schema());
            statement.setString(2, name.name());
            statement.setString(3, guardFunction());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /** The function of the triggers by which a stream table is known, for {@link #GUARDED}. */
    public String guardFunction() {
        return schema + ".guard()";
    }

    private List<String> columns(Relation name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT attname, atttypid::int8, atttypmod, attcollation::int8 FROM pg_attribute
                WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
                """)) {
            statement.setString(1, name.sql());
            try (ResultSet result = statement.executeQuery()) {
                List<String> columns = new ArrayList<>();
                while (result.next()) {
                    columns.add(result.getString(1) + " " + result.getLong(2) + " " + result.getInt(3) + " "
                            + result.getLong(4));
                }
                return columns;
            }
        }
    }

    private static List<String> wanted(RowLayout layout) {
        return layout.columns().stream()
                .map(c -> c.name() + " " + Integer.toUnsignedLong(c.type().oid()) + " "
                        + c.type().typmod() + " "
                        + Integer.toUnsignedLong(c.type().collation()))
                .toList();
    }

    private List<String> grants(Relation from, Relation to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT format('GRANT %s ON %s TO %s%s', a.privilege_type, ?::text,
                              CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
                              CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = to_regclass(?) AND a.grantee <> c.relowner
                UNION ALL
                SELECT format('COMMENT ON TABLE %s IS %L', ?::text, obj_description(to_regclass(?), 'pg_class'))
                WHERE obj_description(to_regclass(?), 'pg_class') IS NOT NULL
                """)) {
            statement.setString(1, to.sql());
            statement.setString(2, from.sql());
            statement.setString(3, to.sql());
            statement.setString(4, from.sql());
            statement.setString(5, from.sql());
            try (ResultSet result = statement.executeQuery()) {
                List<String> grants = new ArrayList<>();
                while (result.next()) {
                    grants.add(result.getString(1));
                }
                return grants;
            }
        }
    }

    /** An identifier with a suffix, within PostgreSQL's 63 bytes. */
    private static String shortened(String name, String suffix) {
        String stem = name;
        while ((stem + suffix).getBytes(java.nio.charset.StandardCharsets.UTF_8).length > 63) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + suffix;
    }
}
