package dev.freshet.planner;

import dev.freshet.kernel.circuit.Circuit;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.ViewPlanner;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Column;
import dev.freshet.planner.analyse.CatalogReader;
import dev.freshet.planner.analyse.NotIncremental;
import dev.freshet.planner.analyse.Reads;
import dev.freshet.planner.analyse.ZoneAgreement;
import dev.freshet.planner.lowering.Keys;
import dev.freshet.planner.lowering.Lowering;
import dev.freshet.planner.lowering.Session;
import dev.freshet.planner.pass.Pass;
import dev.freshet.planner.relational.Algebra;
import dev.freshet.planner.relational.QueryTranslator;
import dev.freshet.planner.tree.Tree;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;

/**
 * Plans by PostgreSQL's own analysis: the query becomes a temporary view in a transaction that is rolled back, its analysed tree becomes
 * algebra, passes, and a circuit. Safe for any thread; a connection a call.
 */
public final class PostgresPlanner implements ViewPlanner {
    private static final String VIEW = "freshet_plan";
    private static final String PREFIX = "CREATE TEMP VIEW " + VIEW + " AS ";
    private static final Random SEEDS = new Random();

    private final Connect connect;
    private final Set<Pass> passes;

    public PostgresPlanner(Connect connect) {
        this(connect, Set.of(Pass.values()));
    }

    /** For tests: with some of the passes only. */
    public PostgresPlanner(Connect connect, Set<Pass> passes) {
        this.connect = connect;
        this.passes = Set.copyOf(passes);
    }

    @Override
    public Plan plan(String query, Map<Relation, RowLayout> streamTables) {
        try (Connection connection = connect.open()) {
            connection.setAutoCommit(false);
            try {
                return plan(connection, query, streamTables);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new FreshetException(PlanningFaults.of(e, PREFIX, query), e);
        }
    }

    private Plan plan(Connection connection, String query, Map<Relation, RowLayout> streamTables) throws SQLException {
        CatalogReader catalog = new CatalogReader(connection, streamTables.keySet());
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (Map.Entry<Relation, RowLayout> table : streamTables.entrySet()) {
                makePlaceholder(connection, statement, table.getKey(), table.getValue());
            }
            statement.execute(PREFIX + query);
        }
        int view = viewOid(connection);
        RowLayout output = catalog.table(view).table().layout();
        Tree.Node tree = QueryTranslator.query(catalog.viewTree(view));
        Reads reads = Reads.of(tree, catalog);
        try {
            requireUtf8(connection);
            RelNode plan = new QueryTranslator(new Algebra(), catalog).translate(tree);
            Set<Integer> equalities = catalog.equalities();
            Session session = new Session(zone(connection), catalog.collations(), new ZoneAgreement(connection));
            RelNode simplified = Pass.apply(passes, plan);
            Supplier<Circuit> circuit =
                    () -> Lowering.circuit(simplified, output, equalities, session, SEEDS.nextLong());
            List<Integer> key = new Keys(equalities)
                    .of(simplified)
                    .map(fields -> fields.stream().sorted().toList())
                    .orElse(List.of());
            return new Plan(
                    output,
                    key,
                    reads.inputs(),
                    reads.views(),
                    new Maintenance.Incremental(circuit, circuit.get().describe()));
        } catch (NotIncremental e) {
            Fault reason = Fault.of("FR2020", "not incremental: " + e.what());
            return new Plan(
                    output, List.of(), reads.inputs(), reads.views(), new Maintenance.FullOnly(List.of(reason)));
        }
    }

    /** Makes a stream table that is planned for but not there yet as an empty table, so that queries can name it. */
    private static void makePlaceholder(Connection connection, Statement statement, Relation table, RowLayout layout)
            throws SQLException {
        try (PreparedStatement known = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            known.setString(1, table.sql());
            try (ResultSet result = known.executeQuery()) {
                result.next();
                if (result.getBoolean(1)) {
                    return;
                }
            }
        }
        statement.execute("CREATE SCHEMA IF NOT EXISTS " + Relation.quote(table.schema()));
        StringBuilder create =
                new StringBuilder("CREATE TABLE ").append(table.sql()).append(" (");
        String separator = "";
        for (Column column : layout.columns()) {
            create.append(separator)
                    .append(Relation.quote(column.name()))
                    .append(' ')
                    .append(typeName(connection, column));
            separator = ", ";
        }
        statement.execute(create.append(')').toString());
    }

    private static String typeName(Connection connection, Column column) throws SQLException {
        try (PreparedStatement name = connection.prepareStatement("""
                SELECT format_type(?::oid, ?) || coalesce((SELECT ' COLLATE ' || quote_ident(n.nspname) || '.' || quote_ident(c.collname)
                    FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace WHERE c.oid = ? AND c.oid <> 100), '')
                """)) {
            name.setLong(1, Integer.toUnsignedLong(column.type().oid()));
            name.setInt(2, column.type().typmod());
            name.setLong(3, Integer.toUnsignedLong(column.type().collation()));
            try (ResultSet result = name.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    private static int viewOid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT 'pg_temp." + VIEW + "'::regclass::oid::int8")) {
            result.next();
            return (int) result.getLong(1);
        }
    }

    /** Constants stand in the analysed tree in the database's encoding, and functions of strings are those of UTF-8. */
    private static void requireUtf8(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW server_encoding")) {
            result.next();
            String encoding = String.valueOf(result.getString(1));
            if (!encoding.equals("UTF8")) {
                throw new NotIncremental("a database whose encoding is " + encoding);
            }
        }
    }

    private static ZoneId zone(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW TimeZone")) {
            result.next();
            String name = result.getString(1);
            return Optional.ofNullable(name)
                    .filter(zone -> ZoneId.getAvailableZoneIds().contains(zone))
                    .map(ZoneId::of)
                    .orElseThrow(() -> Fault.of("FR2003", "time zone " + name + " is not known here")
                            .withHint("Set timezone to a name such as Europe/Oslo for Freshet's role.")
                            .exception());
        }
    }
}
