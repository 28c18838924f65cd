package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.cdc.Follower.Told;
import dev.freshet.cdc.Hazard.Command;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.ChangeSource.Unpolled.Kind;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs a scenario in a phase, in a schema of its own that is first in each session's search path.
 *
 * <table>
 *   <caption>Commands</caption>
 *   <tr><td>follow t, …<td>captures tables and brings them to the phase
 *   <tr><td>watch t, …<td>the same, in whatever phase
 *   <tr><td>as NAME<td>the statements that follow are of the session NAME; the first one is {@code main}
 *   <tr><td>cycle [reset t … altered t … busy t … failed t …]<td>a cycle in which all tables are compared, and exactly these are not told
 *       as a delta; the last two: could not be polled
 *   <tr><td>blind …<td>the same without locks and comparison, for while a session holds a table
 *   <tr><td>settle<td>cycles until one in which nothing is reset or altered, and all is polled
 *   <tr><td>fails SQLSTATE<td>the next statement does
 *   <tr><td>refused CODE t<td>capturing it is
 *   <tr><td>phase t PHASE<td>cycles until the source is in it
 *   <tr><td>rows t N<td>so many are followed
 *   <tr><td>deltas N<td>the last cycle told of so many sources
 *   <tr><td>alert CODE<td>was or will be raised in this scenario
 *   <tr><td>told TEXT<td>a source that could not be polled in the last cycle says so, blanks as underscores
 *   <tr><td>value X SELECT …<td>is what it gives
 *   <tr><td>until X SELECT …<td>will be what it gives, with nothing done meanwhile
 *   <tr><td>pause MILLIS<td>waits
 * </table>
 */
final class HazardRun implements AutoCloseable {
    private static final Set<String> SECTIONS = Set.of("reset", "altered", "busy", "failed");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestBed bed;
    private final Capture capture;
    private final CapturePhase phase;
    private final String schema;
    private final int alertsBefore;
    private final Follower follower;
    private final Map<String, Connection> sessions = new HashMap<>();
    private Connection session;
    private String failure = "";
    private Told told =
            new Told(dev.freshet.kernel.clock.Snapshot.parse("3:3:"), true, Set.of(), Set.of(), Map.of(), 0);

    HazardRun(TestBed bed, Capture capture, CapturePhase phase, String name) throws SQLException {
        this.bed = bed;
        this.capture = capture;
        this.phase = phase;
        schema = name.replace('-', '_');
        alertsBefore = bed.alerts.size();
        bed.execute("CREATE SCHEMA " + schema);
        follower = new Follower(bed, capture);
        session = session("main");
    }

    void run(Hazard hazard) throws Exception {
        for (Hazard.Step step : hazard.steps()) {
            try {
                switch (step) {
                    case Hazard.Statement(int line, String sql) -> statement(sql);
                    case Command command -> {
                        if (command.in().contains(phase)) {
                            command(command);
                        }
                    }
                }
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        hazard.name() + ".sql:" + step.line() + " in " + phase + ": " + e.getMessage(), e);
            }
        }
        for (Connection open : sessions.values()) {
            execute(open, "ROLLBACK");
        }
        cycle(List.of(), true);
    }

    private void statement(String sql) throws SQLException {
        if (failure.isEmpty()) {
            execute(session, sql);
            return;
        }
        String expected = failure;
        failure = "";
        assertThatThrownBy(() -> execute(session, sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(expected));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void command(Command command) throws Exception {
        switch (command.word()) {
            case "follow" -> {
                for (String name : command.arguments()) {
                    follower.follow(table(name));
                }
                cycle(List.of(), true);
                follower.until(phase, PATIENCE);
            }
            case "watch" -> {
                for (String name : command.arguments()) {
                    follower.follow(table(name));
                }
            }
            case "as" -> session = session(command.argument(0));
            case "cycle" -> cycle(command.arguments(), true);
            case "blind" -> cycle(command.arguments(), false);
            case "settle" -> settle();
            case "fails" -> failure = command.argument(0);
            case "refused" -> refused(command.argument(0), command.argument(1));
            case "phase" -> await(command.argument(0), Hazard.phase(command.argument(1)));
            case "rows" ->
                assertThat(follower.count(relation(command.argument(0))))
                        .as("rows of %s", command.argument(0))
                        .isEqualTo(Long.parseLong(command.argument(1)));
            case "deltas" -> assertThat(told.deltas()).isEqualTo(Integer.parseInt(command.argument(0)));
            case "alert" -> alert(command.argument(0));
            case "value" -> {
                List<String> query =
                        command.arguments().subList(1, command.arguments().size());
                assertThat(bed.text(String.join(" ", query))).isEqualTo(command.argument(0));
            }
            case "until" -> {
                List<String> query =
                        command.arguments().subList(1, command.arguments().size());
                until(command.argument(0), String.join(" ", query));
            }
            case "told" ->
                assertThat(told.unpolled().values().toString())
                        .contains(command.argument(0).replace('_', ' '));
            case "pause" -> Thread.sleep(Long.parseLong(command.argument(0)));
            default -> throw new IllegalArgumentException("no command " + command.word());
        }
    }

    private Connection session(String name) throws SQLException {
        Connection open = sessions.get(name);
        if (open == null) {
            open = bed.connect();
            execute(open, "SET search_path = " + schema + ", public");
            sessions.put(name, open);
        }
        return open;
    }

    /** In the scenario's schema, unless another one is named. */
    private Relation relation(String name) {
        int point = name.indexOf('.');
        return point < 0
                ? new Relation(schema, name)
                : new Relation(name.substring(0, point), name.substring(point + 1));
    }

    private SourceTable table(String name) throws SQLException {
        Relation relation = relation(name);
        return bed.table(relation.schema(), relation.name());
    }

    private void cycle(List<String> expected, boolean verify) throws SQLException {
        told = verify ? follower.verifiedCycle() : follower.cycle();
        assertThat(told.resets()).as("reset").isEqualTo(named(expected, "reset"));
        assertThat(told.altered()).as("altered").isEqualTo(named(expected, "altered"));
        assertThat(unpolled(Kind.BUSY)).as("busy").isEqualTo(named(expected, "busy"));
        assertThat(unpolled(Kind.FAILED)).as("failed").isEqualTo(named(expected, "failed"));
    }

    /** The names that follow a word, up to the next one. */
    private Set<Relation> named(List<String> words, String after) {
        Set<Relation> names = new HashSet<>();
        String section = "";
        for (String word : words) {
            if (SECTIONS.contains(word)) {
                section = word;
            } else if (section.equals(after)) {
                names.add(relation(word));
            }
        }
        return names;
    }

    private Set<Relation> unpolled(Kind kind) {
        return told.unpolled().entrySet().stream()
                .filter(entry ->
                        entry.getValue().kind() == kind && !told.altered().contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void settle() throws SQLException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            told = follower.verifiedCycle();
            if (told.resets().isEmpty()
                    && told.altered().isEmpty()
                    && told.unpolled().isEmpty()) {
                return;
            }
            if (!told.unpolled().isEmpty()) {
                // it is left alone for a while
                Thread.sleep(100);
            }
        }
        throw new AssertionError("reset again and again: " + told);
    }

    private void refused(String code, String name) throws SQLException {
        String before = bed.text("SELECT coalesce(max(oid::int8), 0) FROM pg_trigger");
        assertThatThrownBy(() -> capture.capture(table(name))).isInstanceOfSatisfying(FreshetException.class, e -> {
            assertThat(e.fault().code()).isEqualTo(code);
            assertThat(e.fault().hint()).isNotEmpty();
        });
        // those of its former capture may go meanwhile
        assertThat(bed.text("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND oid::int8 > " + before))
                .isEqualTo("0");
    }

    private void await(String name, CapturePhase wanted) throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (follower.phase(relation(name)) != wanted) {
            assertThat(System.nanoTime() - end).as(capture.status().toString()).isNegative();
            told = follower.verifiedCycle();
            Thread.sleep(5);
        }
    }

    private void alert(String code) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (bed.alerts.subList(alertsBefore, bed.alerts.size()).stream()
                .noneMatch(a -> a.code().equals(code))) {
            assertThat(System.nanoTime() - end).as("%s of %s", code, bed.alerts).isNegative();
            Thread.sleep(20);
        }
    }

    private void until(String value, String query) throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (String found = bed.text(query); !found.equals(value); found = bed.text(query)) {
            assertThat(System.nanoTime() - end)
                    .as("%s of %s, %s", found, query, bed.surroundings())
                    .isNegative();
            Thread.sleep(100);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection open : sessions.values()) {
            open.close();
        }
        for (Relation relation : follower.relations()) {
            follower.release(relation);
        }
        follower.close();
        bed.execute("DROP SCHEMA " + schema + " CASCADE");
    }
}
