package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.codec.TextFormat;
import dev.freshet.kernel.port.ChangeSource.Reading;
import dev.freshet.kernel.port.ChangeSource.RowConsumer;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceChange;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the engine would do: reads tables whole once, accumulates their changes, and compares with the tables at each cycle's snapshot. */
final class Follower {
    private final Capture capture;
    private final List<SourceTable> tables;
    private final Map<Relation, Map<String, Long>> state = new TreeMap<>();
    private final Set<Relation> wanted = new HashSet<>();
    int cycles;
    int compared;
    int resets;
    long changes;

    Follower(Capture capture, SourceTable... tables) {
        this.capture = capture;
        this.tables = List.of(tables);
        for (SourceTable table : tables) {
            capture.capture(table);
            wanted.add(table.relation());
        }
    }

    /** One cycle in which every table is read and compared. */
    Snapshot verifiedCycle() {
        return cycle(true);
    }

    /** One cycle as the engine runs them: only what must be read whole is. */
    Snapshot cycle() {
        return cycle(false);
    }

    private Snapshot cycle(boolean verify) {
        cycles++;
        List<Relation> whole = new ArrayList<>();
        for (SourceTable table : tables) {
            if (verify || wanted.contains(table.relation())) {
                whole.add(table.relation());
            }
        }
        try (Reading reading = capture.begin(whole)) {
            Map<Relation, Map<String, Long>> read = new TreeMap<>();
            for (SourceTable table : tables) {
                if (whole.contains(table.relation())) {
                    Map<String, Long> rows = new TreeMap<>();
                    reading.readWhole(table, collect(rows));
                    read.put(table.relation(), rows);
                }
            }
            Set<Relation> reset = new HashSet<>();
            for (SourceChange change : reading.changes()) {
                switch (change) {
                    case SourceChange.Delta(Relation source, Batch rows) -> {
                        if (state.containsKey(source)) {
                            add(state.get(source), rows);
                            changes += rows.size();
                        }
                    }
                    case SourceChange.Reset(Relation source, String reason) -> reset.add(source);
                    case SourceChange.SchemaChanged(Relation source, String reason) -> reset.add(source);
                }
            }
            resets += reset.size();
            for (SourceTable table : tables) {
                Relation source = table.relation();
                Map<String, Long> rows = read.get(source);
                if (rows != null && state.containsKey(source) && !reset.contains(source) && !wanted.contains(source)) {
                    compared++;
                    assertThat(state.get(source))
                            .as("%s at %s, cycle %d", source, reading.snapshot(), cycles)
                            .isEqualTo(rows);
                }
                if (rows != null && (wanted.contains(source) || reset.contains(source))) {
                    state.put(source, rows);
                    wanted.remove(source);
                } else if (reset.contains(source)) {
                    wanted.add(source);
                }
            }
            capture.applied(reading.snapshot());
            return reading.snapshot();
        }
    }

    Map<String, Long> rows(Relation source) {
        return state.getOrDefault(source, Map.of());
    }

    private static RowConsumer collect(Map<String, Long> rows) {
        return new RowConsumer() {
            @Override
            public void expect(long estimatedRows) {}

            @Override
            public void rows(Batch batch) {
                add(rows, batch);
            }
        };
    }

    static void add(Map<String, Long> rows, Batch batch) {
        for (int row = 0; row < batch.size(); row++) {
            rows.merge(text(batch, row), batch.weight(row), (a, b) -> a + b == 0 ? null : a + b);
        }
    }

    /** The row's text and, since equal text must be equal bytes, a hash of its image. */
    static String text(Batch batch, int row) {
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
        byte[] image = java.util.Arrays.copyOfRange(batch.bytes(), batch.start(row), batch.end(row));
        return out.put(')') + "#" + java.util.Arrays.hashCode(image);
    }
}
