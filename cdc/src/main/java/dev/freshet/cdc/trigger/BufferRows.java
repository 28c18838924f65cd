package dev.freshet.cdc.trigger;

import dev.freshet.cdc.spill.SpillSpace;
import dev.freshet.cdc.spill.WaitingRows;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceChange;
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
import java.util.Optional;

/**
 * Reads a buffer's rows: the source's columns followed by two marks (xid, op), so that a source's row is the front of
 * the buffer's and is cut off rather than decoded again. Confined to the cycle's thread.
 */
public final class BufferRows {
    private final RowLayout layout;
    private final RowLayout marked;
    private final WaitingRows rows;
    private final Map<Long, Long> netChanges = new HashMap<>();
    private boolean truncated;
    private boolean otherColumns;
    private Optional<String> refused = Optional.empty();
    private final boolean compare;
    private final long mostBytes;

    /**
     * @param compare whether net changes are wanted by transaction
     * @param mostBytes of rows that are kept on the heap; those beyond go to files
     */
    public BufferRows(RowLayout layout, boolean compare, long mostBytes, SpillSpace space) {
        this.mostBytes = mostBytes;
        this.layout = layout;
        this.compare = compare;
        marked = marked(layout);
        rows = new WaitingRows(layout, space);
    }

    private static RowLayout marked(RowLayout layout) {
        List<Column> columns = new ArrayList<>(layout.columns());
        columns.add(new Column("xid", ColumnType.INT8));
        columns.add(new Column("op", ColumnType.INT2));
        return new RowLayout(columns);
    }

    /** What the buffer is read in. */
    public RowLayout markedLayout() {
        return marked;
    }

    /** Takes rows in {@link #markedLayout}. */
    public void take(Batch batch) {
        int width = layout.width();
        Batch tail = rows.tail();
        for (int row = 0; row < batch.size(); row++) {
            byte[] bytes = batch.bytes();
            int at = batch.start(row);
            int op = Bytes.getShort(bytes, at + marked.slot(width + 1));
            switch (op) {
                case 't' -> truncated = true;
                case 's' -> otherColumns = true;
                case '+' -> cut(bytes, at, batch.length(row), 1, tail);
                case '-' -> cut(bytes, at, batch.length(row), -1, tail);
                default -> throw new IllegalStateException("a mark " + op + " in a buffer");
            }
        }
        if (rows.heapBytes() > mostBytes) {
            spill();
        }
    }

    private void spill() {
        try {
            rows.spill();
        } catch (FreshetException e) {
            refused = Optional.of("more changes at once than fit into memory, and no room on disk: "
                    + e.fault().detail());
            rows.clear();
        }
    }

    private void cut(byte[] bytes, int at, int length, long weight, Batch tail) {
        if (refused.isPresent()) {
            return;
        }
        int less = marked.fixedLength() - layout.fixedLength();
        int nullBytes = (layout.width() + 7) >>> 3;
        int markedNullBytes = (marked.width() + 7) >>> 3;
        int to = tail.append(length - less, weight);
        byte[] target = tail.bytes();
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
            long xid = Bytes.getLong(bytes, at + marked.slot(layout.width()));
            netChanges.merge(xid, weight * Hash.of(target, to, length - less, NET_SEED), Long::sum);
        }
    }

    /** The seed net changes are hashed with, here and from the WAL. */
    public static final long NET_SEED = 0x5eed;

    /** Old rows with weight −1 and new ones with 1, in no order. */
    public WaitingRows rows() {
        return rows;
    }

    /** By transaction: equal for equal net changes, whatever the order. */
    public Map<Long, Long> netChanges() {
        return netChanges;
    }

    /** What is to be told instead of rows, if there is a reason to. */
    public Optional<SourceChange> voids(Relation source) {
        if (otherColumns) {
            return Optional.of(new SourceChange.SchemaChanged(source, "a column was dropped or has another type"));
        }
        if (truncated) {
            return Optional.of(new SourceChange.Reset(source, "it was truncated"));
        }
        return refused.map(reason -> new SourceChange.Reset(source, reason));
    }
}
