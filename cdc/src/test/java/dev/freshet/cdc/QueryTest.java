package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.freshet.kernel.port.ChangeSource.Reading;
import dev.freshet.kernel.port.ChangeSource.RowConsumer;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.postgres.EmbeddedPostgres;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Queries of stream tables that are refreshed in full, in a cycle's reading. */
class QueryTest {
    private static final RowLayout NUMBER = new RowLayout(List.of(new Column("n", ColumnType.INT4)));

    @Test
    void oneThatFailsLeavesTheReadingToTheOthers() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "query")) {
            bed.execute("CREATE TABLE t (n int)");
            bed.execute("INSERT INTO t VALUES (0), (1)");
            SourceTable table = bed.table("public", "t");
            try (Capture capture = bed.open(CaptureMode.TRIGGER)) {
                capture.capture(table);
                AtomicInteger rows = new AtomicInteger();
                try (Reading reading = capture.begin(List.of(table.relation()))) {
                    assertThatThrownBy(() -> reading.readQuery("SELECT 1 / n FROM t", NUMBER, count(rows)))
                            .isInstanceOfSatisfying(
                                    FreshetException.class,
                                    e -> assertThat(e.fault().detail()).contains("division by zero"));
                    rows.set(0);
                    reading.readQuery("SELECT n FROM t", NUMBER, count(rows));
                    assertThat(rows).hasValue(2);
                    reading.readWhole(table, count(rows));
                    assertThat(rows).hasValue(4);
                    reading.changes(change -> fail("a change: " + change));
                    capture.applied(reading.snapshot());
                }
            }
        }
    }

    private static RowConsumer count(AtomicInteger rows) {
        return Follower.each(batch -> rows.addAndGet(batch.size()));
    }
}
