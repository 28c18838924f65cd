package dev.freshet.planner.analyse;

import dev.freshet.kernel.port.KeyIndex;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.port.View;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.scalar.function.Collation;
import dev.freshet.kernel.scalar.function.Collations;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Oids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks up what OIDs stand for, each once. Confined to one planning. */
public final class CatalogReader {
    private final Connection connection;
    private final Set<Relation> streamTables;
    private final Map<Integer, TableInfo> tables = new HashMap<>();
    private final Map<Integer, FunctionInfo> functions = new HashMap<>();
    private final Map<Integer, ColumnType> types = new HashMap<>();
    private final Map<Integer, Collation> readCollations = new HashMap<>();
    private Collations collations = Collations.SYSTEM;

    public CatalogReader(Connection connection, Set<Relation> streamTables) {
        this.connection = connection;
        this.streamTables = streamTables;
    }

    /** A relation with its live columns and its primary key. */
    public TableInfo table(int oid) throws SQLException {
        TableInfo known = tables.get(oid);
        if (known == null) {
            known = readTable(oid);
            tables.put(oid, known);
        }
        return known;
    }

    /** A function or an aggregate. */
    public FunctionInfo function(int oid) throws SQLException {
        FunctionInfo known = functions.get(oid);
        if (known == null) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT oid::regprocedure::text, proname, provolatile, proisstrict, proretset FROM pg_proc WHERE oid = ?")) {
                statement.setLong(1, Integer.toUnsignedLong(oid));
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    known = new FunctionInfo(
                            oid,
                            result.getString(1),
                            result.getString(2),
                            result.getString(3).charAt(0),
                            result.getBoolean(4),
                            result.getBoolean(5));
                }
            }
            functions.put(oid, known);
        }
        return known;
    }

    /** A type, with domains resolved to what they are over. */
    public ColumnType type(int oid, int typmod, int collation) throws SQLException {
        ColumnType base = types.get(oid);
        if (base == null) {
            base = readType(oid);
            types.put(oid, base);
        }
        return base.oid() == oid
                ? ColumnType.of(oid, typmod, collation)
                : new ColumnType(base.kind(), oid, typmod, collation);
    }

    /** The function of a cast PostgreSQL makes by itself from one type to another; empty: the values are held alike. */
    public Optional<Integer> implicitCast(int from, int to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT castfunc::int8, castmethod FROM pg_cast WHERE castsource = ? AND casttarget = ?")) {
            statement.setLong(1, Integer.toUnsignedLong(from));
            statement.setLong(2, Integer.toUnsignedLong(to));
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    throw new NotIncremental(
                            "a conversion from type " + from + " to type " + to + " in a set operation");
                }
                long function = result.getLong(1);
                return function == 0 ? Optional.empty() : Optional.of((int) function);
            }
        }
    }

    /** The function of an operator. */
    public int operatorFunction(int operator) throws SQLException {
        return (int) number("SELECT oprcode::oid::int8 FROM pg_operator WHERE oid = ?", operator);
    }

    /** The operator function {@code <} of a type's default order. */
    public int lessThan(int type) throws SQLException {
        return (int) number("""
                SELECT o.oprcode::oid::int8 FROM pg_opclass c JOIN pg_am m ON m.oid = c.opcmethod AND m.amname = 'btree'
                JOIN pg_amop a ON a.amopfamily = c.opcfamily AND a.amopstrategy = 1 AND a.amoplefttype = c.opcintype
                     AND a.amoprighttype = c.opcintype
                JOIN pg_operator o ON o.oid = a.amopopr
                WHERE c.opcdefault AND c.opcintype = ?
                """, type == Oids.VARCHAR ? Oids.TEXT : type);
    }

    /** The functions of all equality operators of btree order families. */
    public Set<Integer> equalities() throws SQLException {
        Set<Integer> functions = new java.util.HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                        SELECT DISTINCT o.oprcode::oid::int8 FROM pg_amop a JOIN pg_opfamily f ON f.oid = a.amopfamily
                        JOIN pg_am m ON m.oid = f.opfmethod AND m.amname = 'btree' JOIN pg_operator o ON o.oid = a.amopopr
                        WHERE a.amopstrategy = 3
                        """);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                functions.add((int) result.getLong(1));
            }
        }
        return functions;
    }

    /** A view as it is now. */
    public View view(Relation relation, int oid) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + View.VERSION + " FROM pg_class c WHERE c.oid = ?")) {
            statement.setLong(1, Integer.toUnsignedLong(oid));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return new View(relation, oid, result.getString(1));
            }
        }
    }

    /** The analysed query behind a view. */
    public String viewTree(int oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT ev_action::text FROM pg_rewrite WHERE ev_class = ? AND rulename = '_RETURN'")) {
            statement.setLong(1, Integer.toUnsignedLong(oid));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    /**
     * A collation that a function compares by, to be known to the kernel ({@link #collations}).
     *
     * @return its OID
     * @throws NotIncremental if equal text may have different bytes
     */
    public int compared(int collation) throws SQLException {
        if (collation != 0) {
            Collation known = collation(collation);
            if (known.order() == Collation.Order.NONDETERMINISTIC) {
                throw new NotIncremental("nondeterministic collation " + known.name());
            }
        }
        return collation;
    }

    /** As {@link #compared}, where all that counts is whether the order is that of the bytes: C stands for all such. */
    public int ordered(int collation) throws SQLException {
        return collation != 0 && collation(compared(collation)).order() == Collation.Order.BYTES
                ? ColumnType.COLLATION_C
                : collation;
    }

    /** All collations that were looked at. */
    public Collations collations() {
        return collations;
    }

    private Collation collation(int oid) throws SQLException {
        Collation known = readCollations.get(oid);
        if (known == null) {
            known = readCollation(oid);
            readCollations.put(oid, known);
            collations = collations.with(oid, known);
        }
        return known;
    }

    private Collation readCollation(int oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT c.collname, CASE WHEN c.collprovider = 'd' THEN d.datlocprovider ELSE c.collprovider END, c.collisdeterministic,
                       CASE WHEN c.collprovider = 'd' THEN d.datcollate ELSE c.collcollate END,
                       CASE WHEN c.collprovider = 'd' THEN d.datctype ELSE c.collctype END,
                       CASE WHEN c.collprovider = 'd' THEN d.datlocale ELSE c.colllocale END
                FROM pg_collation c, pg_database d WHERE c.oid = ? AND d.datname = current_database()
                """)) {
            statement.setLong(1, Integer.toUnsignedLong(oid));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                String name = result.getString(1);
                return switch (result.getString(2)) {
                    case "b" -> Collation.builtin(name, result.getString(6));
                    case "c" -> Collation.libc(name, result.getString(4), result.getString(5));
                    default -> Collation.icu(name, result.getBoolean(3));
                };
            }
        }
    }

    private TableInfo readTable(int oid) throws SQLException {
        Relation relation;
        char kind;
        boolean inherited;
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT n.nspname, c.relname, c.relkind, c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid)"
                        + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ?")) {
            statement.setLong(1, Integer.toUnsignedLong(oid));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                relation = new Relation(result.getString(1), result.getString(2));
                kind = result.getString(3).charAt(0);
                inherited = result.getBoolean(4);
            }
        }
        List<Column> columns = new ArrayList<>();
        List<Integer> attributes = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT attnum, attname, atttypid::int8, atttypmod, attcollation::int8, attgenerated FROM pg_attribute"
                        + " WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped ORDER BY attnum")) {
            statement.setLong(1, Integer.toUnsignedLong(oid));
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    attributes.add(result.getInt(1));
                    columns.add(new Column(result.getString(2), type((int) result.getLong(3), result.getInt(4), (int)
                            result.getLong(5))));
                    if (result.getString(6).equals("v")) {
                        unreadable.add(result.getString(2));
                    }
                }
            }
        }
        // an index is of one table: it does not keep a child's rows from being those of its parent, or of another
        // child;
        // a materialized view is looked at now and then, and its index may have gone meanwhile
        List<Integer> key = inherited || kind == 'm'
                ? List.of()
                : primaryKey(oid).stream().map(attributes::indexOf).toList();
        SourceTable table = new SourceTable(relation, oid, new RowLayout(columns), key);
        return new TableInfo(table, kind, attributes, unreadable, streamTables.contains(relation));
    }

    /** The primary key, or the unique index over columns that are not NULL; for a stream table its key. */
    private List<Integer> primaryKey(int oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT k.attnum FROM (SELECT i.indkey FROM pg_index i WHERE i.indrelid = ? AND %s
                         ORDER BY i.indisprimary DESC, i.indnkeyatts LIMIT 1) AS best,
                     unnest(best.indkey::int2[]) WITH ORDINALITY AS k(attnum, nth) ORDER BY k.nth
                """.formatted(KeyIndex.HOLDS))) {
            statement.setLong(1, Integer.toUnsignedLong(oid));
            try (ResultSet result = statement.executeQuery()) {
                List<Integer> key = new ArrayList<>();
                while (result.next()) {
                    key.add(result.getInt(1));
                }
                return key;
            }
        }
    }

    private ColumnType readType(int oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                WITH RECURSIVE chain(oid, typmod, depth) AS (
                    SELECT ?::oid, -1, 0 UNION ALL
                    SELECT t.typbasetype, CASE WHEN c.typmod >= 0 THEN c.typmod ELSE t.typtypmod END, c.depth + 1
                    FROM chain c JOIN pg_type t ON t.oid = c.oid WHERE t.typtype = 'd')
                SELECT oid::int8, typmod FROM chain ORDER BY depth DESC LIMIT 1
                """)) {
            statement.setLong(1, Integer.toUnsignedLong(oid));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                // a domain's numeric has its own typmod, which a column of the domain does not show: NUMERIC holds any
                int base = (int) result.getLong(1);
                return ColumnType.of(base, -1, 0);
            }
        }
    }

    private long number(String sql, int oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, Integer.toUnsignedLong(oid));
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    throw new SQLException("nothing in the catalog for " + Integer.toUnsignedLong(oid), "42704");
                }
                return result.getLong(1);
            }
        }
    }
}
