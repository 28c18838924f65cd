package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What was done to slot, publication and sources while nobody looked is found before anything rests on it, and the source comes back. */
class StartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void looksAtEverythingItRestsOn() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "start")) {
            List<String> names = List.of(
                    "intact",
                    "withdrawn",
                    "put_back",
                    "filtered",
                    "fewer",
                    "by_default",
                    "by_nothing",
                    "by_index",
                    "rewritten");
            for (String name : names) {
                bed.execute("CREATE TABLE " + name + " (id int PRIMARY KEY, v text)");
                bed.execute("INSERT INTO " + name + " VALUES (1, 'before'), (2, 'before')");
            }
            List<SourceTable> tables = tables(bed, names);
            run(bed, tables, Set.of());
            breakSources(bed, names);
            run(
                    bed,
                    tables,
                    Set.of("withdrawn", "put_back", "filtered", "fewer", "by_default", "by_nothing", "by_index"));

            List<SourceTable> two = tables.subList(0, 2);
            String slot = "'" + bed.database() + "'";
            bed.dropSlot();
            bed.execute("DROP PUBLICATION " + bed.database());
            loses(bed, two, "it is gone");
            bed.execute("ALTER PUBLICATION " + bed.database() + " SET (publish = 'insert')");
            writeAll(bed, two);
            bed.execute("SELECT pg_replication_slot_advance(" + slot + ", pg_current_wal_lsn())");
            loses(bed, two, "it was moved");
        }
    }

    private static void breakSources(TestBed bed, List<String> names) throws SQLException {
        String publication = "ALTER PUBLICATION " + bed.database();
        bed.execute(publication + " DROP TABLE withdrawn, put_back, filtered, fewer");
        for (String name : names) {
            bed.execute("INSERT INTO " + name + " VALUES (30, 'meanwhile')");
        }
        bed.execute(publication + " ADD TABLE put_back, filtered WHERE (id > 1), fewer (id)");
        bed.execute("ALTER TABLE by_default REPLICA IDENTITY DEFAULT");
        bed.execute("ALTER TABLE by_nothing REPLICA IDENTITY NOTHING");
        bed.execute("ALTER TABLE by_index REPLICA IDENTITY USING INDEX by_index_pkey");
        // harmless: what the WAL phase rests on is as it was
        bed.execute("ALTER TABLE rewritten ALTER v TYPE text USING upper(v)");
        bed.execute("DELETE FROM intact WHERE id = 1");
    }

    private static void loses(TestBed bed, List<SourceTable> tables, String words) throws Exception {
        writeAll(bed, tables);
        run(bed, tables, Set.of("intact", "withdrawn"));
        assertThat(bed.alerts)
                .filteredOn(alert -> alert.code().equals("FR3012"))
                .extracting(CaptureListener.Alert::message)
                .singleElement()
                .asString()
                .contains(words);
    }

    /** A life of capture: those that are wrong are on triggers when it begins, all are followed, and all get where they should. */
    private static void run(TestBed bed, List<SourceTable> tables, Set<String> wrong) throws Exception {
        bed.alerts.clear();
        bed.takeOver();
        CaptureSettings settings = bed.settingsWithComeback(Duration.ofMillis(50));
        try (Capture capture = Capture.open(settings, bed.alerts::add);
                Follower follower = new Follower(bed, capture, tables.toArray(SourceTable[]::new))) {
            assertThat(fellBack(bed)).isEqualTo(new TreeSet<>(wrong));
            if (!wrong.isEmpty()) {
                assertThat(onTriggers(follower, tables)).isEqualTo(new TreeSet<>(wrong));
            }
            follower.verifiedCycle();
            for (SourceTable table : tables) {
                bed.execute("UPDATE " + table.relation().sql() + " SET v = v || '.'");
                bed.execute("DELETE FROM " + table.relation().sql() + " WHERE id % 5 = 0");
            }
            follower.verifiedCycle();
            follower.until(CapturePhase.WAL, PATIENCE);
            writeAll(bed, tables);
            follower.verifiedCycle();
            assertThat(follower.resets).isZero();
            for (SourceTable table : tables) {
                assertThat(bed.text("SELECT relreplident FROM pg_class WHERE oid = '"
                                + table.relation().sql() + "'::regclass"))
                        .isEqualTo("f");
            }
        }
    }

    private static Set<String> onTriggers(Follower follower, List<SourceTable> tables) {
        return tables.stream()
                .map(SourceTable::relation)
                .filter(relation -> follower.phase(relation) == CapturePhase.TRIGGER)
                .map(Relation::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> fellBack(TestBed bed) {
        return bed.alerts.stream()
                .filter(alert -> alert.code().equals("FR3011"))
                .map(alert -> alert.source().orElseThrow().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<SourceTable> tables(TestBed bed, List<String> names) throws SQLException {
        List<SourceTable> tables = new ArrayList<>();
        for (String name : names) {
            tables.add(bed.table("public", name));
        }
        return tables;
    }

    private static void writeAll(TestBed bed, List<SourceTable> tables) throws SQLException {
        for (SourceTable table : tables) {
            String name = table.relation().sql();
            bed.execute("INSERT INTO " + name + " SELECT COALESCE(max(id), 0) + 1, 'more' FROM " + name);
        }
    }
}
