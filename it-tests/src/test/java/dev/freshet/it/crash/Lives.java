package dev.freshet.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.load.ShopLoad;
import dev.freshet.it.oracle.History;
import dev.freshet.it.oracle.Oracle;
import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.Ports;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.FreshetProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Freshet's lives on one database under writers, each ended by a {@link Kill}. After each, what readers see is compared with the queries at
 * the stream tables' frontiers; in each that comes so far, everything is compared again once it has caught up. Confined to the test's thread.
 */
public final class Lives implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String ALL_ON_WAL = "SELECT count(*) = 2 AND bool_and(phase = 'wal') FROM freshet.sources";
    /** As a shell tells of a process that SIGKILL ended. */
    private static final int KILLED = 137;

    private final TestDatabase database;
    private final Conf conf;
    private final History history;
    private final ShopLoad load;
    private final int port = Ports.free();
    private final Path folder;
    private final Path trapped;
    private final Path trap;
    private final Path archive;
    private int edits;
    private int comparisons;

    public Lives(TestDatabase database, Conf conf, History history, ShopLoad load) throws IOException {
        this.database = database;
        this.conf = conf.set("http.port", String.valueOf(port));
        this.history = history;
        this.load = load;
        folder = Files.createTempDirectory("freshet-it-");
        trapped = folder.resolve("trapped.jar");
        trap = folder.resolve("trap");
        archive = folder.resolve("classes.jsa");
        TrappedJar.write(trapped);
    }

    /** One that ends well: fills the stream tables, hands over, and leaves its loaded classes for the next ones, which start twice as fast. */
    public void first() throws Exception {
        try (FreshetProcess freshet = start("-XX:ArchiveClassesAtExit=" + archive)) {
            freshet.awaitReady(port);
            awaitWal(freshet);
            compare();
            freshet.terminate();
            assertThat(freshet.exitStatus()).as(freshet.said()).isZero();
        }
    }

    /** One that ends by a kill. */
    public void oneMore(Kill kill) throws Exception {
        try {
            switch (kill) {
                case Kill.AtPoint at -> dieAt(at);
                case Kill.AtSomeTime(int millis) -> {
                    try (FreshetProcess freshet = start()) {
                        assertThat(freshet.awaitEnd(Duration.ofMillis(millis)))
                                .as(freshet.said())
                                .isFalse();
                        freshet.kill();
                    }
                }
            }
            compare();
            load.requireWell();
            history.forgetWhatAllHaveSeen(database);
        } catch (AssertionError | Exception e) {
            throw new AssertionError("after the kill " + kill, e);
        }
    }

    private void dieAt(Kill.AtPoint kill) throws Exception {
        switch (kill.point().ground) {
            case START -> {}
            case EDITED_BEFORE -> edit();
            case WITHOUT_SLOT -> dropSlot();
            case FELL_BACK -> {
                if (!database.text(ALL_ON_WAL).equals("t")) {
                    try (FreshetProcess freshet = start()) {
                        awaitWal(freshet);
                        freshet.kill();
                    }
                }
                dropSlot();
            }
            case STREAMING, SLOT_DROPPED, EDITED -> {
                dieLater(kill);
                return;
            }
        }
        arm(kill);
        try (FreshetProcess freshet = start()) {
            awaitDeath(freshet, kill);
        }
    }

    /** Once it runs well: all it should hold is compared first. */
    private void dieLater(Kill.AtPoint kill) throws Exception {
        try (FreshetProcess freshet = start()) {
            freshet.awaitReady(port);
            if (kill.point().ground != Ground.EDITED) {
                awaitWal(freshet);
            }
            compareCaughtUp();
            arm(kill);
            switch (kill.point().ground) {
                case SLOT_DROPPED -> dropSlot();
                case EDITED -> edit();
                case START, EDITED_BEFORE, WITHOUT_SLOT, FELL_BACK, STREAMING -> {}
            }
            awaitDeath(freshet, kill);
        }
    }

    private void arm(Kill.AtPoint kill) throws IOException {
        Path beside = Files.writeString(folder.resolve("beside"), kill.point().at(kill.side()) + " " + kill.pass());
        Files.move(beside, trap);
    }

    private void awaitDeath(FreshetProcess freshet, Kill.AtPoint kill) throws Exception {
        boolean ended = freshet.awaitEnd(PATIENCE);
        Path sprung = Path.of(trap + Trap.SPRUNG);
        assertThat(ended && Files.exists(sprung))
                .as(ended ? "%s was not passed%n%s" : "%s is not passed%n%s", kill, state(freshet))
                .isTrue();
        assertThat(sprung).hasContent(kill.point().at(kill.side()));
        assertThat(freshet.exitStatus()).isEqualTo(KILLED);
        Files.delete(sprung);
        Files.delete(trap);
    }

    /** By hand, as an administrator would, whoever streams from it. */
    private void dropSlot() throws SQLException, InterruptedException {
        String named = " FROM pg_replication_slots WHERE slot_name = '" + database.name() + "'";
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (database.number("SELECT count(*)" + named) > 0) {
            assertThat(System.nanoTime()).isLessThan(end);
            try {
                database.execute("SELECT pg_terminate_backend(active_pid)" + named + " AND active");
                database.execute("SELECT pg_drop_replication_slot(slot_name)" + named);
            } catch (SQLException inUse) {
                // it streams again, or still
                Thread.sleep(20);
            }
        }
    }

    /** To and fro between two sets of columns: the table is made anew and swapped. */
    private void edit() throws IOException {
        edits++;
        conf.view("big_orders", """
                CREATE STREAM TABLE shop.big_orders WITH (schedule = 'continuous') AS
                SELECT id, customer_id, %s amount, status FROM shop.orders WHERE amount >= %d
                """.formatted(edits % 2 == 0 ? "product," : "", 400 + edits));
    }

    /** One that nobody kills: all is on the WAL in the end, and as it should be. */
    public void last() throws Exception {
        try (FreshetProcess freshet = start()) {
            freshet.awaitReady(port);
            awaitWal(freshet);
            compareCaughtUp();
            freshet.terminate();
            assertThat(freshet.exitStatus()).as(freshet.said()).isZero();
        }
    }

    private void awaitWal(FreshetProcess freshet) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        freshet.awaitReady(port);
        while (!database.text(ALL_ON_WAL).equals("t")) {
            assertThat(freshet.isAlive()).as(freshet.said()).isTrue();
            assertThat(System.nanoTime() - end).as(state(freshet)).isNegative();
            Thread.sleep(20);
        }
    }

    private String state(FreshetProcess freshet) throws Exception {
        List<String> all = new ArrayList<>(database.column("SELECT sources::text FROM freshet.sources"));
        all.addAll(database.column("SELECT pg_replication_slots::text FROM pg_replication_slots"));
        all.addAll(database.column("SELECT pg_stat_activity::text FROM pg_stat_activity WHERE state <> 'idle'"));
        all.add(freshet.said());
        return String.join("\n", all);
    }

    private void compareCaughtUp() throws Exception {
        compare();
        load.pause(() -> Quiet.compare(database, Conf.EXAMPLES));
    }

    private void compare() throws SQLException {
        try (Oracle oracle = new Oracle(database, history)) {
            oracle.compare();
            comparisons++;
        }
    }

    /** How often all stream tables were compared at their frontiers. */
    public int comparisons() {
        return comparisons;
    }

    private FreshetProcess start(String... options) throws IOException {
        List<String> program = new ArrayList<>(FreshetProcess.java());
        program.addAll(List.of(options));
        if (Files.exists(archive)) {
            program.add("-XX:SharedArchiveFile=" + archive);
        }
        program.addAll(List.of(
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-D" + Trap.FILE + "=" + trap,
                "-cp",
                trapped + File.pathSeparator + FreshetProcess.jar(),
                "dev.freshet.launcher.Launcher"));
        return FreshetProcess.startProgram(program, "run", conf.file().toString());
    }

    @Override
    public void close() throws IOException {
        for (Path file : List.of(archive, trapped, trap, Path.of(trap + Trap.SPRUNG))) {
            Files.deleteIfExists(file);
        }
        Files.delete(folder);
    }
}
