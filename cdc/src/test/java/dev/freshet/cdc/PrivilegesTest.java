package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.cdc.database.Login;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.ChangeSource.Reading;
import dev.freshet.kernel.port.ChangeSource.SourceStatus;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What Freshet's role lacks is said in a coded fault with a hint, or costs it the WAL and nothing else. */
class PrivilegesTest {
    private static final AtomicInteger ROLES = new AtomicInteger();

    /** A role that is no superuser: LOGIN and what is given, and a source of somebody else's. */
    private static final class Bed implements AutoCloseable {
        final TestBed bed = new TestBed(EmbeddedPostgres.shared(), "rights");
        final String role = "cdc_role_" + ROLES.incrementAndGet();

        Bed(String attributes) throws SQLException {
            bed.execute("CREATE ROLE " + role + " LOGIN " + attributes);
            bed.execute("GRANT CREATE ON DATABASE " + bed.database() + " TO " + role);
            bed.execute("GRANT SELECT ON freshet.frontier TO " + role);
            bed.execute("GRANT CREATE, USAGE ON SCHEMA freshet TO " + role);
            bed.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
            bed.execute("INSERT INTO t VALUES (1, 'a')");
        }

        CaptureSettings settings(CaptureMode mode) {
            CaptureSettings all = bed.settings(mode);
            return all.with(new Login(all.login().url().replaceFirst("\\?.*", ""), role, () -> "secret"));
        }

        Capture open(CaptureMode mode) {
            return Capture.open(settings(mode), bed.alerts::add);
        }

        @Override
        public void close() throws SQLException {
            bed.execute("ALTER SCHEMA freshet OWNER TO postgres");
            bed.execute("REASSIGN OWNED BY " + role + " TO postgres");
            bed.execute("DROP OWNED BY " + role);
            bed.execute("DROP ROLE " + role);
            bed.close();
        }
    }

    private static Fault fault(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        FreshetException thrown = catchThrowableOfType(FreshetException.class, work);
        assertThat(thrown).as("a fault").isNotNull();
        assertThat(thrown.fault().hint()).isNotEmpty();
        assertThat(thrown.fault().toString()).doesNotContain("secret");
        return thrown.fault();
    }

    @Test
    void needsTriggerOnEachMember() throws Exception {
        try (Bed some = new Bed("REPLICATION");
                Capture capture = some.open(CaptureMode.AUTO)) {
            some.bed.execute("CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id)");
            some.bed.execute("CREATE TABLE part_1 PARTITION OF parts FOR VALUES FROM (0) TO (10)");
            some.bed.execute("CREATE TABLE part_2 PARTITION OF parts DEFAULT");
            some.bed.execute("GRANT SELECT, TRIGGER ON parts, part_1 TO " + some.role);
            Fault refused = fault(() -> capture.capture(some.bed.table("public", "parts")));
            assertThat(refused.code()).isEqualTo("FR3004");
            assertThat(refused.detail()).contains("part_2");
            assertThat(some.bed.leftOnSources()).isEmpty();
            assertThat(some.bed.text("SELECT count(*) FROM freshet.source_state"))
                    .isEqualTo("0");

            some.bed.execute("GRANT TRIGGER ON part_2 TO " + some.role);
            try (Follower follower = new Follower(some.bed, capture, some.bed.table("public", "parts"))) {
                follower.verifiedCycle();
                some.bed.execute("INSERT INTO parts VALUES (1), (11)");
                some.bed.execute("UPDATE parts SET id = id + 5");
                assertThat(follower.verifiedCycle().deltas()).isEqualTo(1);
                assertThat(follower.all(CapturePhase.TRIGGER)).isTrue();
            }
        }
    }

    @Test
    void withoutTriggerOrSelect() throws Exception {
        try (Bed some = new Bed("REPLICATION");
                Capture capture = some.open(CaptureMode.AUTO)) {
            Fault noTrigger = fault(() -> capture.capture(some.bed.table("public", "t")));
            assertThat(noTrigger.code()).isEqualTo("FR3004");
            assertThat(noTrigger.hint()).contains("SELECT and TRIGGER");
            assertThat(some.bed.leftOnSources()).isEmpty();
            assertThat(some.bed.text("SELECT count(*) FROM freshet.source_state"))
                    .isEqualTo("0");

            some.bed.execute("GRANT TRIGGER ON t TO " + some.role);
            capture.capture(some.bed.table("public", "t"));
            Relation t = some.bed.table("public", "t").relation();
            try (Reading reading = capture.begin(List.of(t))) {
                Fault noSelect = reading.unlocked().get(t);
                assertThat(noSelect.code()).isEqualTo("FR3004");
                assertThat(noSelect.hint()).contains("GRANT SELECT");
            }
        }
    }

    @Test
    void whatIsPolledWantsNoMoreThanSelect() throws Exception {
        try (Bed some = new Bed("REPLICATION");
                Capture capture = some.open(CaptureMode.WAL)) {
            some.bed.execute("CREATE MATERIALIZED VIEW m AS SELECT * FROM t");
            try (Follower follower = new Follower(some.bed, capture, some.bed.table("public", "m"))) {
                Follower.Told told = follower.cycle();
                Fault noSelect =
                        told.unpolled().get(follower.relations().getFirst()).reason();
                assertThat(noSelect.code()).isEqualTo("FR3004");
                assertThat(noSelect.hint()).contains("GRANT SELECT");

                some.bed.execute("GRANT SELECT ON m TO " + some.role);
                long end = System.nanoTime() + 20_000_000_000L;
                while (!follower.verifiedCycle().unpolled().isEmpty()) {
                    assertThat(System.nanoTime() - end).isNegative();
                    Thread.sleep(50);
                }
                some.bed.execute("INSERT INTO t VALUES (2, 'b')");
                some.bed.execute("REFRESH MATERIALIZED VIEW m");
                assertThat(follower.verifiedCycle().deltas()).isEqualTo(1);
                assertThat(follower.count(follower.relations().getFirst())).isEqualTo(2);
            }
        }
    }

    @Test
    void whoOwnsNoSourceStaysOnTriggers() throws Exception {
        try (Bed some = new Bed("REPLICATION")) {
            some.bed.execute("GRANT TRIGGER, SELECT ON t TO " + some.role);
            try (Capture capture = some.open(CaptureMode.AUTO);
                    Follower follower = new Follower(some.bed, capture, some.bed.table("public", "t"))) {
                stays(some, capture, follower, "only its owner");
            }
        }
    }

    @Test
    void whoMayNotReplicateStaysOnTriggers() throws Exception {
        try (Bed some = new Bed("")) {
            some.bed.execute("ALTER TABLE t OWNER TO " + some.role);
            assertThat(fault(() -> some.open(CaptureMode.WAL).close()))
                    .extracting(Fault::code, Fault::primary)
                    .containsExactly("FR3003", "capture.mode is wal, but Freshet's role has no REPLICATION");
            try (Capture capture = some.open(CaptureMode.AUTO);
                    Follower follower = new Follower(some.bed, capture, some.bed.table("public", "t"))) {
                stays(some, capture, follower, "");
            }
        }
    }

    private static void stays(Bed some, Capture capture, Follower follower, String reason) throws Exception {
        for (int i = 0; i < 20; i++) {
            some.bed.execute("INSERT INTO t VALUES (" + (i + 10) + ", 'b')");
            follower.verifiedCycle();
            Thread.sleep(10);
        }
        SourceStatus status = capture.status().getFirst();
        assertThat(status.phase()).contains(CapturePhase.TRIGGER);
        assertThat(status.lastError().orElse("")).contains(reason);
        assertThat(follower.resets).isZero();
    }

    @Test
    void ownerWithReplicationIsAllItTakes() throws Exception {
        try (Bed some = new Bed("REPLICATION")) {
            some.bed.execute("ALTER TABLE t OWNER TO " + some.role);
            try (Capture capture = some.open(CaptureMode.AUTO);
                    Follower follower = new Follower(some.bed, capture, some.bed.table("public", "t"))) {
                follower.until(CapturePhase.WAL, java.time.Duration.ofSeconds(60));
                some.bed.execute("UPDATE t SET v = 'c'");
                follower.verifiedCycle();
                assertThat(follower.resets).isZero();
            }
            Capture.uninstall(some.settings(CaptureMode.AUTO));
        }
    }

    @Test
    void withoutCreateOnTheDatabase() throws Exception {
        try (Bed some = new Bed("REPLICATION")) {
            some.bed.execute("REVOKE CREATE ON DATABASE " + some.bed.database() + " FROM " + some.role);
            assertThat(fault(() -> some.open(CaptureMode.WAL).close()).code()).isEqualTo("FR3003");
        }
    }

    @Test
    void rowSecurityThatHidesRowsIsAFault() throws Exception {
        try (Bed some = new Bed("")) {
            some.bed.execute("GRANT TRIGGER, SELECT ON t TO " + some.role);
            some.bed.execute("ALTER TABLE t ENABLE ROW LEVEL SECURITY");
            some.bed.execute("CREATE POLICY few ON t USING (id > 1)");
            try (Capture capture = some.open(CaptureMode.TRIGGER);
                    Follower follower = new Follower(some.bed, capture, some.bed.table("public", "t"))) {
                Fault hidden = fault(follower::verifiedCycle);
                assertThat(hidden.code()).isEqualTo("FR3004");
                assertThat(hidden.detail()).contains("row-level security");
            }
        }
    }

    @Test
    void whoCannotConnectIsToldSo() throws Exception {
        try (Bed some = new Bed("")) {
            CaptureSettings all = some.settings(CaptureMode.AUTO);
            CaptureSettings nobody = all.with(new Login(all.login().url(), "nobody_at_all", () -> "secret"));
            assertThat(fault(() -> Capture.open(nobody, alert -> {}).close()).code())
                    .isEqualTo("FR3001");
            String closed = all.login().url().replaceFirst(":[0-9]+/", ":1/") + "?password=secret";
            CaptureSettings nowhere = all.with(new Login(closed, "x", () -> "secret"));
            assertThat(fault(() -> Capture.open(nowhere, alert -> {}).close()).code())
                    .isEqualTo("FR3001");
        }
    }
}
