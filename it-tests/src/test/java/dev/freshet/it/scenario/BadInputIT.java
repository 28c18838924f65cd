package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.command.FreshetCommand;
import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.Server;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Alerts;
import dev.freshet.it.service.CommandLine;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people get wrong: each a coded message with a hint, an exit status, nothing lost and nothing half made. */
class BadInputIT {
    private static final String FAILED = "FR\\d{4}: ";

    private static void untouched(TestDatabase database) throws SQLException {
        assertThat(database.column(
                        "SELECT nspname FROM pg_namespace WHERE nspname = 'freshet' UNION ALL SELECT slot_name"
                                + " FROM pg_replication_slots WHERE database = current_database() UNION ALL SELECT pubname FROM pg_publication"
                                + " UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"))
                .isEmpty();
    }

    @Test
    void settingsAreReportedAllTogetherBeforeAnythingIsTouched() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = Conf.withExamples(database)
                        .set("capture.mod", "wal")
                        .set("schedule.default", "soon")
                        .set("http.port", "eighty")) {
            CommandLine run = CommandLine.of("run", conf.file().toString());
            assertThat(run.exitStatus()).as(run.said()).isEqualTo(2);
            assertThat(run.said())
                    .containsSubsequence("FR1000", "3 settings are wrong")
                    .containsSubsequence("freshet.properties:", "FR1002", "capture.mod", "Did you mean capture.mode?")
                    .containsSubsequence("FR1004", "schedule.default", "soon")
                    .containsSubsequence("FR1004", "http.port", "eighty")
                    .contains("hint: ");
            untouched(database);
        }
    }

    @Test
    void aCommandLineThatIsNone() throws Exception {
        assertThat(FreshetCommand.execute()).isEqualTo(2);
        assertThat(FreshetCommand.execute("run")).isEqualTo(2);
        assertThat(FreshetCommand.execute("demo", "--rate", "many")).isEqualTo(2);
        CommandLine missing = CommandLine.of("run", "nowhere/freshet.properties");
        assertThat(missing.exitStatus()).isEqualTo(2);
        assertThat(missing.said()).contains("FR1001").contains("nowhere/freshet.properties");
    }

    @Test
    void aWrongPasswordIsNotRepeated() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = Conf.withExamples(database).set("database.password", "open sesame")) {
            for (String command : new String[] {"run", "validate"}) {
                CommandLine run = CommandLine.of(command, conf.file().toString());
                assertThat(run.exitStatus()).as(run.said()).isEqualTo(1);
                assertThat(run.said())
                        .containsPattern(FAILED)
                        .contains("password authentication failed")
                        .containsSubsequence("hint: ", "database.password")
                        .doesNotContain("open sesame")
                        .doesNotContain("\tat ");
            }
            untouched(database);
        }
    }

    @Test
    void walCaptureWithoutLogicalDecoding() throws Exception {
        try (Server server = Server.open(Map.of("wal_level", "replica"));
                TestDatabase database = TestDatabase.shop(server);
                Conf conf = Conf.withExamples(database).set("capture.mode", "wal")) {
            for (String command : new String[] {"run", "validate"}) {
                CommandLine run = CommandLine.of(command, conf.file().toString());
                assertThat(run.exitStatus()).as(run.said()).isEqualTo(1);
                assertThat(run.said())
                        .containsSubsequence("FR3003", "wal_level", "replica")
                        .containsSubsequence("hint: ", "wal_level = logical")
                        .doesNotContain("\tat ");
            }
            assertThat(database.column("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"))
                    .isEmpty();
            assertThat(database.text("SELECT to_regclass('shop.big_orders')")).isEqualTo("null");
        }
    }

    @Test
    void privilegesThatAreMissing() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = Conf.withExamples(database)
                        .set("database.user", database.name())
                        .set("database.password", "its own")) {
            String role = database.name();
            database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'its own'");
            try {
                CommandLine first = CommandLine.of("run", conf.file().toString());
                assertThat(first.exitStatus()).as(first.said()).isEqualTo(1);
                assertThat(first.said()).containsSubsequence("FR4002", "permission denied", "hint: ", "CREATE");
                untouched(database);

                // a catalog, and no more: each definition says what it lacks, and the service waits for better times
                database.execute("GRANT CREATE ON DATABASE " + role + " TO " + role);
                try (InProcess freshet = InProcess.start(conf);
                        Alerts alerts = new Alerts(database, "freshet_alert")) {
                    assertThat(alerts.await("definition_rejected")).contains("permission denied for schema shop");
                    freshet.requireWell();
                }
                CommandLine validate = CommandLine.of("validate", conf.file().toString());
                assertThat(validate.exitStatus()).as(validate.said()).isEqualTo(1);
                assertThat(validate.said()).contains("permission denied for schema shop");

                database.execute("GRANT USAGE, CREATE ON SCHEMA shop TO " + role + "; GRANT SELECT ON shop.orders TO "
                        + role + "; GRANT SELECT, TRIGGER ON shop.customers TO " + role);
                try (InProcess freshet = InProcess.start(conf);
                        Alerts alerts = new Alerts(database, "freshet_alert")) {
                    assertThat(alerts.await("definition_rejected", "shop.big_orders"))
                            .contains("FR3")
                            .contains("shop.orders");
                    freshet.requireWell();
                }
                assertThat(
                                database.column(
                                        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = 'shop.orders'::regclass"))
                        .isEmpty();

                // enough
                database.execute("GRANT TRIGGER ON shop.orders TO " + role);
                try (InProcess freshet = InProcess.ready(conf)) {
                    freshet.requireWell();
                    Quiet.compare(database, Conf.EXAMPLES);
                }
            } finally {
                database.execute("DROP OWNED BY " + role + " CASCADE; DROP ROLE " + role);
            }
        }
    }

    @Test
    void aQueryWithAnErrorAndAForeignWrite() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = Conf.withExamples(database)
                        .view("wrong", "CREATE STREAM TABLE shop.wrong AS\n  SELECT id, amuont\n  FROM shop.orders;")
                        .view("taken", "CREATE STREAM TABLE shop.customers AS SELECT id FROM shop.orders;")) {
            CommandLine validate = CommandLine.of("validate", conf.file().toString());
            assertThat(validate.exitStatus()).as(validate.said()).isEqualTo(1);
            assertThat(validate.said())
                    .containsSubsequence("views/wrong.sql:2:14: FR2", "amuont")
                    .contains("views/taken.sql:1:1: FR4013");
            untouched(database);
            try (InProcess freshet = InProcess.ready(conf)) {
                // the others run
                Quiet.compare(database, Conf.EXAMPLES);
                assertThat(database.number("SELECT count(*) FROM shop.customers"))
                        .isEqualTo(1000);
                freshet.requireWell();
                writesAreRefused(database);
                Quiet.compare(database, Conf.EXAMPLES);
            }
            // nor while nobody watches
            writesAreRefused(database);
        }
    }

    private static void writesAreRefused(TestDatabase database) throws SQLException {
        try (Connection other = DriverManager.getConnection(database.url(), Server.USER, Server.PASSWORD);
                Statement statement = other.createStatement()) {
            for (String write : new String[] {
                "INSERT INTO shop.big_orders VALUES (1)",
                "UPDATE shop.big_orders SET amount = 0",
                "DELETE FROM shop.big_orders",
                "TRUNCATE shop.big_orders",
                "COPY shop.big_orders FROM PROGRAM 'echo 1'",
                "MERGE INTO shop.big_orders USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE",
                "SET session_replication_role = replica; DELETE FROM shop.big_orders"
            }) {
                assertThatThrownBy(() -> statement.execute(write))
                        .as(write)
                        .hasMessageContaining("FR4020")
                        .hasMessageContaining("Hint:");
            }
        }
    }
}
