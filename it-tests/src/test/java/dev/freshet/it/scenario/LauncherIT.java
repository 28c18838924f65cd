package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.Ports;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.FreshetProcess;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * {@code java -jar freshet.jar} with the {@code java} that is found first, often one too old: the launcher goes on in a Java 25 then, and
 * that JVM shares its fate. Where the first {@code java} is new enough there is no second JVM, and the same holds of the one.
 */
class LauncherIT {
    private static final List<String> DEFAULT_JAVA = List.of("java", "-Xmx512m", "-XX:TieredStopAtLevel=1");

    @Test
    void killedWithoutAWordItLeavesNothingRunning() throws Exception {
        int port = Ports.free();
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = Conf.withExamples(database).set("http.port", String.valueOf(port));
                FreshetProcess freshet =
                        FreshetProcess.start(DEFAULT_JAVA, conf.file().toString())) {
            freshet.awaitReady(port);
            List<ProcessHandle> started = freshet.children();
            freshet.kill();
            for (ProcessHandle child : started) {
                child.onExit().get(10, TimeUnit.SECONDS);
            }
            assertThat(FreshetProcess.isReady(port)).isFalse();
        }
    }

    @Test
    void terminatedItStopsCleanly() throws Exception {
        int port = Ports.free();
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = Conf.withExamples(database).set("http.port", String.valueOf(port));
                FreshetProcess freshet =
                        FreshetProcess.start(DEFAULT_JAVA, conf.file().toString())) {
            freshet.awaitReady(port);
            Quiet.compare(database, Conf.EXAMPLES);
            List<ProcessHandle> started = freshet.children();
            freshet.terminate();
            assertThat(freshet.exitStatus()).isZero();
            assertThat(started).noneMatch(ProcessHandle::isAlive);
            database.await(
                    "SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND application_name LIKE 'freshet%'",
                    2);
        }
    }
}
