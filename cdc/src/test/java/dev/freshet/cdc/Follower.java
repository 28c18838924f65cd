package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.codec.TextFormat;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.ChangeSource.Reading;
import dev.freshet.kernel.port.ChangeSource.RowConsumer;
import dev.freshet.kernel.port.ChangeSource.Unpolled;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceChange;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Hash;
import dev.freshet.kernel.row.RowLayout;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What the engine would do: reads tables whole once, accumulates their changes, reads whole again what was reset, plans anew what was
 * altered. A verified cycle compares what was accumulated with the tables at the cycle's own snapshot.
 */
final class Follower implements AutoCloseable {
    private static final int LONGEST_TEXT = 120;

    private final TestBed bed;
    private final Capture capture;
    private final Oracle oracle;
    private final Map<Relation, SourceTable> tables = new LinkedHashMap<>();
    private final Map<Relation, Map<String, Long>> state = new TreeMap<>();
    private final Set<Relation> wanted = new HashSet<>();
    private final Set<Relation> altered = new HashSet<>();
    /** Foreign tables and materialized views. */
    private final Set<Relation> polled = new HashSet<>();

    int cycles;
    int compared;
    int resets;
    long changes;
    /** Run when a change is told. */
    Runnable onChange = () -> {};
    /** Bytes of the largest portion that was told. */
    int largest;

    /** What a cycle told beside changes. */
    record Told(
            Snapshot snapshot,
            boolean idle,
            Set<Relation> resets,
            Set<Relation> altered,
            Map<Relation, Unpolled> unpolled,
            int deltas) {}

    Follower(TestBed bed, Capture capture, SourceTable... followed) {
        this.bed = bed;
        this.capture = capture;
        oracle = new Oracle(bed);
        for (SourceTable table : followed) {
            follow(table);
        }
    }

    void follow(SourceTable table) {
        capture.capture(table);
        if (isPolled(table.relation())) {
            polled.add(table.relation());
        } else {
            polled.remove(table.relation());
        }
        tables.put(table.relation(), table);
        wanted.add(table.relation());
    }

    private boolean isPolled(Relation relation) {
        return capture.status().stream()
                .anyMatch(s -> s.source().equals(relation) && s.phase().isEmpty());
    }

    void release(Relation relation) {
        forget(relation);
        capture.release(relation);
    }

    private void forget(Relation relation) {
        tables.remove(relation);
        state.remove(relation);
        wanted.remove(relation);
        altered.remove(relation);
        polled.remove(relation);
    }

    /** One cycle in which every table is compared. */
    Told verifiedCycle() throws SQLException {
        planAnew();
        while (!polled.containsAll(wanted)) {
            // a whole read wants locks: it would wait for a TRUNCATE, and that for the oracle's lock, which is ours
            cycle(false);
            planAnew();
        }
        return cycle(true);
    }

    /** One cycle as the engine runs them. */
    Told cycle() throws SQLException {
        planAnew();
        return cycle(false);
    }

    private Told cycle(boolean verify) throws SQLException {
        cycles++;
        if (verify) {
            oracle.lock(
                    tables.values().stream()
                            .filter(t -> !polled.contains(t.relation()))
                            .toList(),
                    polled);
        }
        List<Relation> whole = wanted.stream().filter(r -> !polled.contains(r)).toList();
        List<SourceTable> toPoll = tables.values().stream()
                .filter(t -> polled.contains(t.relation()))
                .toList();
        try (Reading reading = capture.begin(whole, toPoll)) {
            for (Fault fault : reading.unlocked().values()) {
                throw fault.exception();
            }
            if (verify) {
                oracle.adopt(reading.export());
            }
            Map<Relation, Map<String, Long>> read = new TreeMap<>();
            for (Relation relation : wanted) {
                if (reading.unpolled().containsKey(tables.get(relation))) {
                    continue;
                }
                Map<String, Long> rows = new TreeMap<>();
                reading.readWhole(tables.get(relation), collect(rows));
                read.put(relation, rows);
            }
            Told told = take(reading);
            state.putAll(read);
            wanted.removeAll(read.keySet());
            wanted.addAll(told.resets());
            wanted.removeAll(told.altered());
            altered.addAll(told.altered());
            resets += told.resets().size() + told.altered().size();
            if (verify) {
                compare(told);
            }
            capture.applied(reading.snapshot());
            return told;
        } finally {
            if (verify) {
                oracle.release();
            }
        }
    }

    private Told take(Reading reading) {
        Set<Relation> reset = new TreeSet<>();
        Set<Relation> changed = new TreeSet<>();
        Set<Relation> deltas = new TreeSet<>();
        reading.changes(change -> {
            onChange.run();
            switch (change) {
                case SourceChange.Delta(Relation source, Batch rows) -> {
                    if (wanted.contains(source)) {
                        // read whole in this cycle
                        return;
                    }
                    add(state.get(source), rows);
                    changes += rows.size();
                    largest = Math.max(largest, rows.byteLength());
                    deltas.add(source);
                }
                case SourceChange.Reset(Relation source, String reason) -> reset.add(source);
                case SourceChange.SchemaChanged(Relation source, String reason) -> changed.add(source);
            }
        });
        Map<Relation, Unpolled> unpolled = new TreeMap<>();
        reading.unpolled().forEach((table, why) -> unpolled.put(table.relation(), why));
        return new Told(reading.snapshot(), reading.idle(), reset, changed, unpolled, deltas.size());
    }

    private void compare(Told told) throws SQLException {
        for (SourceTable table : tables.values()) {
            Relation source = table.relation();
            if (!told.resets().contains(source)
                    && !altered.contains(source)
                    && !told.unpolled().containsKey(source)) {
                compared++;
                assertThat(difference(oracle.read(table), state.get(source)))
                        .as("%s at %s, cycle %d, weights too many or too few", source, told.snapshot(), cycles)
                        .isEmpty();
            }
        }
    }

    private static Map<String, Long> difference(Map<String, Long> expected, Map<String, Long> found) {
        Map<String, Long> difference = new TreeMap<>(found);
        expected.forEach((row, weight) -> difference.merge(row, -weight, (a, b) -> a + b == 0 ? null : a + b));
        return difference;
    }

    /** Tables that were altered are described anew, if they are still there under their name. */
    private void planAnew() throws SQLException {
        for (Relation relation : List.copyOf(altered)) {
            Optional<SourceTable> now = bed.find(relation);
            if (now.isEmpty()) {
                release(relation);
                continue;
            }
            try {
                follow(now.get());
                altered.remove(relation);
            } catch (FreshetException e) {
                // altered again since; the next cycle tries once more
                assertThat(e.fault().code()).isIn("FR3007", "FR3008");
            }
        }
    }

    /** Verified cycles, as long as it takes until all sources are in the phase. */
    void until(CapturePhase phase, Duration atMost) throws SQLException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!all(phase)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(phase + " not in time: " + capture.status() + ", " + bed.surroundings());
            }
            verifiedCycle();
            capture.awaitChange(Duration.ofMillis(5));
        }
    }

    boolean all(CapturePhase phase) {
        return capture.status().stream()
                .filter(s -> tables.containsKey(s.source()))
                .allMatch(s -> s.phase().isEmpty() || s.phase().get() == phase);
    }

    CapturePhase phase(Relation relation) {
        return capture.status().stream()
                .filter(s -> s.source().equals(relation))
                .flatMap(status -> status.phase().stream())
                .findFirst()
                .orElseThrow();
    }

    List<Relation> relations() {
        return new ArrayList<>(tables.keySet());
    }

    Map<String, Long> rows(Relation source) {
        return state.getOrDefault(source, Map.of());
    }

    long count(Relation source) {
        return rows(source).values().stream().mapToLong(Long::longValue).sum();
    }

    private static RowConsumer collect(Map<String, Long> rows) {
        return each(batch -> add(rows, batch));
    }

    /** Takes the rows of a whole read, and has no use for their estimated number. */
    static RowConsumer each(Consumer<Batch> batches) {
        return new RowConsumer() {
            @Override
            public void expect(long estimatedRows) {}

            @Override
            public void rows(Batch batch) {
                batches.accept(batch);
            }
        };
    }

    static void add(Map<String, Long> rows, Batch batch) {
        for (int row = 0; row < batch.size(); row++) {
            rows.merge(text(batch, row), batch.weight(row), (a, b) -> a + b == 0 ? null : a + b);
        }
    }

    /** The row's text, cut short, and, since equal text must be equal bytes, a hash of its image. */
    private static String text(Batch batch, int row) {
        RowLayout layout = batch.layout();
        ByteSink out = new ByteSink();
        for (int column = 0; column < layout.width(); column++) {
            out.put(column == 0 ? '(' : '|');
            if (layout.isNull(batch.bytes(), batch.start(row), column)) {
                out.ascii("NULL");
            } else {
                TextFormat.write(layout, batch.bytes(), batch.start(row), column, out);
            }
        }
        String whole = out.put(')').toString();
        String shown = whole.length() <= LONGEST_TEXT ? whole : whole.substring(0, LONGEST_TEXT) + "…";
        return shown + "#" + Long.toHexString(Hash.of(batch.bytes(), batch.start(row), batch.length(row), 1));
    }

    @Override
    public void close() {
        oracle.close();
    }
}
