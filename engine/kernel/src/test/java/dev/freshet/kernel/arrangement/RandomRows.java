package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.util.List;
import java.util.Random;

/** Rows of (key bigint, grade int, amount numeric, note text) from small domains, so that they repeat and cancel out. */
final class RandomRows {
    static final RowLayout LAYOUT = new RowLayout(List.of(
            new Column("key", ColumnType.INT8),
            new Column("grade", ColumnType.INT4),
            new Column("amount", ColumnType.NUMERIC),
            new Column("note", ColumnType.TEXT)));

    final Random random;
    private final int keys;
    private final int longestNote;

    RandomRows(long seed, int keys, int longestNote) {
        random = new Random(seed);
        this.keys = keys;
        this.longestNote = longestNote;
    }

    Batch batch(int rows) {
        Batch batch = new Batch(LAYOUT);
        RowWriter writer = new RowWriter(batch);
        for (int i = 0; i < rows; i++) {
            writer.begin();
            if (random.nextInt(20) == 0) {
                writer.setNull(0);
            } else {
                writer.setLong(0, random.nextInt(keys));
            }
            writer.setLong(1, random.nextInt(3));
            if (random.nextInt(4) == 0) {
                // 1, 1.0 and 1.00 are one key and three rows
                int scale = random.nextInt(3);
                writer.setNumeric(2, scale, random.nextInt(2) * (long) Math.pow(10, scale));
            }
            byte[] note = note(random.nextInt(4));
            writer.setBytes(3, note, 0, note.length);
            writer.end(weight());
        }
        return batch;
    }

    private byte[] note(int which) {
        byte[] note = new byte[which * longestNote / 3];
        java.util.Arrays.fill(note, (byte) ('a' + which));
        return note;
    }

    private long weight() {
        int weight = random.nextInt(4) - 2;
        return weight >= 0 ? weight + 1 : weight;
    }

    /** The same rows with the opposite weights. */
    static Batch negated(Batch batch) {
        Batch negated = new Batch(batch.layout());
        for (int row = 0; row < batch.size(); row++) {
            negated.append(batch.bytes(), batch.start(row), batch.length(row), -batch.weight(row));
        }
        return negated;
    }
}
