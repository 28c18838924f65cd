package dev.freshet.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.definition.Definition;
import dev.freshet.engine.definition.DefinitionFolder;
import dev.freshet.engine.definition.DefinitionParser;
import dev.freshet.kernel.port.Relation;
import dev.freshet.planner.PostgresPlanner;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SetPlannerTest {
    private static final String TOTALS =
            "CREATE STREAM TABLE totals AS SELECT n % 10 AS k, count(*) AS c FROM numbers GROUP BY 1;";
    private static final String ABOVE = "CREATE STREAM TABLE above AS SELECT sum(k) AS ks FROM totals;";

    private static final Relation TOTALS_NAME = new Relation("public", "totals");
    private static final Relation ABOVE_NAME = new Relation("public", "above");

    private static String url = "";

    @BeforeAll
    static void tablesAsARestartFindsThem() throws SQLException {
        url = EmbeddedPostgres.shared().createDatabase("set_planner_test");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE numbers (n int PRIMARY KEY)");
            statement.execute("CREATE TABLE totals (k int, c bigint)");
            statement.execute("CREATE TABLE above (ks bigint)");
        }
    }

    @Test
    void readsAStreamTableAsOneThoughItIsATableAlready() {
        // in the order of the files: the one that reads comes first
        PlannedSet set = plan(ABOVE, TOTALS);

        assertThat(set.rejected()).isEmpty();
        assertThat(set.tables().get(ABOVE_NAME).upstream()).containsExactly(TOTALS_NAME);
        assertThat(set.tables().get(ABOVE_NAME).sources()).isEmpty();
    }

    @Test
    void refusesToReadAStreamTableThatCouldNotBePlanned() {
        PlannedSet set = plan(ABOVE, TOTALS.replace("n % 10", "nothing"));

        assertThat(set.tables()).isEmpty();
        assertThat(set.rejected())
                .extracting(rejected -> rejected.fault().code())
                .containsExactlyInAnyOrder("FR2024", "FR2001");
    }

    @Test
    void refusesTwoThatReadOneAnother() {
        PlannedSet set = plan(ABOVE, TOTALS.replace("FROM numbers", "FROM (SELECT ks AS n FROM above) x"));

        assertThat(set.tables()).isEmpty();
        assertThat(set.rejected())
                .extracting(rejected -> rejected.fault().code())
                .containsExactly("FR2024", "FR2024");
    }

    private static PlannedSet plan(String... files) {
        List<Definition> definitions = Stream.of(files)
                .flatMap(text -> DefinitionParser.parse("views/one.sql", text).stream())
                .toList();
        return new SetPlanner(
                        new PostgresPlanner(() -> DriverManager.getConnection(url)), () -> "public", names -> Map.of())
                .plan(new DefinitionFolder.Content(definitions, Map.of()), PlannedSet.NONE, Set.of());
    }
}
