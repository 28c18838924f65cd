package dev.freshet.kernel.bench;

import dev.freshet.kernel.arrangement.Arrangement;
import dev.freshet.kernel.arrangement.RowKey;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Rows of the benches: id bigint, quantity int, amount numeric(12,2), at timestamptz, note text of 7 to 11 bytes; 40 to 44 bytes packed.
 */
final class Orders {
    static final int ROWS = 10_000_000;
    static final int DELTA = 10_000;
    static final RowLayout LAYOUT = new RowLayout(List.of(
            new Column("id", ColumnType.INT8),
            new Column("quantity", ColumnType.INT4),
            new Column("amount", ColumnType.numeric(12, 2)),
            new Column("at", ColumnType.TIMESTAMPTZ),
            new Column("note", ColumnType.TEXT)));
    static final RowKey KEY = new RowKey(LAYOUT, 0);

    private static final byte[] NOTE = "abcdefghijkl".getBytes(StandardCharsets.UTF_8);
    /** Odd, so that multiplying by it visits every number below a power of two once, in scattered order. */
    private static final long SCATTER = 0x9e3779b97f4a7c15L;

    private Orders() {}

    /** The id of the n-th row: scattered, no two alike. */
    static long id(long n) {
        return (n * SCATTER) >>> 1;
    }

    /** Writes the order of an id; another version has another amount. */
    static void write(RowWriter writer, long id, int version, long weight) {
        writer.begin();
        writer.setLong(0, id);
        writer.setLong(1, id % 97);
        writer.setNumeric(2, 2, (id >>> 7) % 100_000 + version);
        writer.setLong(3, id >>> 3);
        writer.setBytes(4, NOTE, 0, 7 + (int) ((id >>> 11) % 5));
        writer.end(weight);
    }

    /** Rows {@code from} to {@code to}, in deltas of {@link #DELTA}. */
    static List<Batch> deltas(int from, int to) {
        List<Batch> deltas = new ArrayList<>();
        for (int first = from; first < to; first += DELTA) {
            int last = Math.min(to, first + DELTA);
            Batch delta = new Batch(LAYOUT, last - first, (last - first) * 44);
            RowWriter writer = new RowWriter(delta);
            for (int n = first; n < last; n++) {
                write(writer, id(n), 0, 1);
            }
            deltas.add(delta);
        }
        return deltas;
    }

    /** An arrangement by id of the first rows. */
    static Arrangement arrangement(int rows) {
        Arrangement arrangement = new Arrangement(LAYOUT, KEY, 42);
        for (int first = 0; first < rows; first += DELTA) {
            deltas(first, Math.min(rows, first + DELTA)).forEach(arrangement::applyBatch);
        }
        return arrangement;
    }

    /** A delta of {@link #DELTA} rows, spread over groups by chance. */
    static Batch spread(Random random, int groups) {
        Batch delta = new Batch(LAYOUT);
        RowWriter writer = new RowWriter(delta);
        for (int row = 0; row < DELTA; row++) {
            writer.begin();
            writer.setLong(0, row);
            writer.setLong(1, random.nextInt(groups));
            writer.setNumeric(2, 2, random.nextInt(1_000_000));
            writer.setLong(3, row);
            writer.setBytes(4, new byte[9], 0, 9);
            writer.end(1);
        }
        return delta;
    }
}
