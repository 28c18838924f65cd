package dev.freshet.cdc.trigger;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.Hash;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a buffer's rows: the source's columns followed by three marks (xid, operation, weight), so that a source's row is the front of
 * the buffer's and is cut off rather than decoded again. Confined to the cycle's thread.
 */
public final class BufferRows {
    private final RowLayout layout;
    private final RowLayout marked;
    private final Batch rows;
    private final Map<Long, Long> netChanges = new HashMap<>();
    private boolean truncated;
    private boolean otherColumns;
    private final boolean compare;

    /**
     * @param compare whether net changes are wanted by transaction
     */
    public BufferRows(RowLayout layout, boolean compare) {
        this.layout = layout;
        this.compare = compare;
        marked = marked(layout);
        rows = new Batch(layout);
    }

    private static RowLayout marked(RowLayout layout) {
        List<Column> columns = new ArrayList<>(layout.columns());
        columns.add(new Column("xid", ColumnType.INT8));
        columns.add(new Column("op", ColumnType.INT2));
        columns.add(new Column("weight", ColumnType.INT2));
        return new RowLayout(columns);
    }

    /** What the buffer is read in. */
    public RowLayout markedLayout() {
        return marked;
    }

    /** Takes rows in {@link #markedLayout}. */
    public void take(Batch batch) {
        int width = layout.width();
        for (int row = 0; row < batch.size(); row++) {
            byte[] bytes = batch.bytes();
            int at = batch.start(row);
            int op = Bytes.getShort(bytes, at + marked.slot(width + 1));
            switch (op) {
                case 't' -> truncated = true;
                case 's' -> otherColumns = true;
                default -> {
                    long weight = Bytes.getShort(bytes, at + marked.slot(width + 2));
                    long xid = Bytes.getLong(bytes, at + marked.slot(width));
                    cut(bytes, at, batch.length(row), weight, xid);
                }
            }
        }
    }

    private void cut(byte[] bytes, int at, int length, long weight, long xid) {
        int less = marked.fixedLength() - layout.fixedLength();
        int nullBytes = (layout.width() + 7) >>> 3;
        int markedNullBytes = (marked.width() + 7) >>> 3;
        int to = rows.append(length - less, weight);
        byte[] target = rows.bytes();
        System.arraycopy(bytes, at, target, to, nullBytes);
        System.arraycopy(bytes, at + markedNullBytes, target, to + nullBytes, layout.fixedLength() - nullBytes);
        System.arraycopy(
                bytes, at + marked.fixedLength(), target, to + layout.fixedLength(), length - marked.fixedLength());
        for (int column = 0; column < layout.width(); column++) {
            if (layout.kind(column).isVariable()) {
                int slot = to + layout.slot(column);
                Bytes.putInt(target, slot, Bytes.getInt(target, slot) - less);
            }
        }
        if (compare) {
            netChanges.merge(xid, weight * Hash.of(target, to, length - less, NET_SEED), Long::sum);
        }
    }

    /** The seed net changes are hashed with, here and from the WAL. */
    public static final long NET_SEED = 0x5eed;

    /** Old rows with weight −1 and new ones with 1, in the order written. */
    public Batch rows() {
        return rows;
    }

    /** By transaction: equal for equal net changes, whatever the order. */
    public Map<Long, Long> netChanges() {
        return netChanges;
    }

    /** Whether the source was truncated. */
    public boolean truncated() {
        return truncated;
    }

    /** Whether a writer found other columns than the function was made for. */
    public boolean otherColumns() {
        return otherColumns;
    }
}
