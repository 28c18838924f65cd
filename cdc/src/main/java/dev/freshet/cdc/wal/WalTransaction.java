package dev.freshet.cdc.wal;

import dev.freshet.cdc.spill.SpillSpace;
import dev.freshet.cdc.spill.WaitingRows;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Hash;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import io.debezium.connector.postgresql.connection.ReplicationMessage.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A committed transaction as the stream brought it, whole. Filled by Debezium's thread, then only read. */
public final class WalTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(WalTransaction.class);

    /** Bytes that are read back from a file at a time. */
    private static final int PORTION = 1 << 20;

    /** Roughly, of objects beside the rows. */
    private static final int PER_TRANSACTION = 200;

    private static final int PER_PART = 250;

    private final long xid;
    private final SpillSpace space;
    private final Map<Integer, Part> parts = new HashMap<>();
    private final Map<Relation, Set<Integer>> readers = new HashMap<>();
    private List<Relation> unread = List.of();
    private List<SourceTable> latest = List.of();
    private long endLsn;
    private long bytes;

    /**
     * @param space where rows go that are more than the heap's share
     */
    WalTransaction(long xid, SpillSpace space) {
        this.xid = xid;
        this.space = space;
    }

    /** Its id, widened. */
    public long xid() {
        return xid;
    }

    /** End of its commit record. */
    public long endLsn() {
        return endLsn;
    }

    /** What it wrote, by the source's OID. */
    public Map<Integer, Part> parts() {
        return parts;
    }

    /**
     * A table was written.
     *
     * @param sources that have asked for it by then; the same list while they are the same
     */
    @SuppressWarnings("ReferenceEquality")
    void wrote(Relation table, List<SourceTable> sources) {
        if (sources == latest && !sources.isEmpty()) {
            return;
        }
        latest = sources;
        Set<Integer> now = sources.stream().map(SourceTable::oid).collect(Collectors.toSet());
        readers.merge(table, now, (before, also) -> {
            before.retainAll(also);
            return before;
        });
    }

    /**
     * Whether it wrote a table, wholly or in part, before a source had asked for that.
     *
     * @param members the source's
     */
    public boolean leftUnread(int source, Set<Relation> members) {
        return readers.entrySet().stream()
                .anyMatch(written -> members.contains(written.getKey())
                        && !written.getValue().contains(source));
    }

    /** The tables it wrote, by the names they had then. */
    public Set<Relation> written() {
        return readers.keySet();
    }

    /** Those that no source had asked for. */
    public List<Relation> unread() {
        return unread;
    }

    /** Bytes it holds on the heap, roughly. */
    public long bytes() {
        return bytes;
    }

    Part part(SourceTable source) {
        return parts.computeIfAbsent(source.oid(), oid -> new Part(source.layout(), space));
    }

    /** Rows were added: what it holds is counted again. */
    void count() {
        bytes = PER_TRANSACTION;
        for (Part part : parts.values()) {
            bytes += PER_PART + part.rows.heapBytes();
        }
    }

    void end(long lsn) {
        endLsn = lsn;
        if (readers.values().stream().anyMatch(Set::isEmpty)) {
            unread = readers.entrySet().stream()
                    .filter(table -> table.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .toList();
        }
        count();
    }

    /**
     * Its rows so far go to files; where that fails they are not kept, and it is still there without them.
     */
    void spill() {
        try {
            parts.values().forEach(Part::spill);
        } catch (FreshetException e) {
            LOG.warn("changes of transaction {} are not kept, their tables will be read whole: {}", xid, e.fault());
            parts.values().forEach(Part::shed);
        }
        count();
    }

    /** Nobody wants its rows any more. */
    void release() {
        parts.values().forEach(part -> part.rows.clear());
    }

    /** What a transaction did to one source. */
    public static final class Part {
        private final WaitingRows rows;
        private Batch tail;
        private RowWriter writer;
        private boolean truncated;
        private volatile boolean shed;
        private String broken = "";

        Part(RowLayout layout, SpillSpace space) {
            rows = new WaitingRows(layout, space);
            tail = rows.tail();
            writer = new RowWriter(tail);
        }

        /** A row, as {@link SourceDecoder#write} takes it. */
        void append(SourceDecoder decoder, List<Column> tuple, List<Column> old, long weight) {
            decoder.write(tuple, old, writer, weight);
        }

        /** Its rows, in the order they were written. */
        public WaitingRows rows() {
            return rows;
        }

        /** Whether more than so many bytes of it are on the heap. */
        boolean holds(long most) {
            return tail.byteLength() > most;
        }

        boolean isShed() {
            return shed;
        }

        /** Why its changes cannot be told as rows, though nothing is wrong with them. */
        public Optional<String> reset() {
            if (truncated) {
                return Optional.of("it was truncated");
            }
            return shed
                    ? Optional.of("more changes at once than fit into memory, and no room on disk")
                    : Optional.empty();
        }

        /** Why its rows could not be read, or empty. */
        public String broken() {
            return broken;
        }

        /** Whether some old row has a NULL: so all but the columns of the replica identity look where that is not FULL. */
        public boolean mayLackOldValues() {
            AtomicBoolean found = new AtomicBoolean();
            rows.forEach(PORTION, batch -> found.compareAndSet(false, mayLackOldValues(batch)));
            return found.get();
        }

        private static boolean mayLackOldValues(Batch rows) {
            RowLayout layout = rows.layout();
            for (int row = 0; row < rows.size(); row++) {
                int start = rows.start(row);
                if (rows.weight(row) < 0
                        && IntStream.range(0, layout.width())
                                .anyMatch(column -> layout.isNull(rows.bytes(), start, column))) {
                    return true;
                }
            }
            return false;
        }

        void truncate() {
            truncated = true;
        }

        private void shed() {
            shed = true;
            rows.clear();
            write();
        }

        private void spill() {
            rows.spill();
            write();
        }

        /** Goes on where rows are appended now. */
        private void write() {
            tail = rows.tail();
            writer = new RowWriter(tail);
        }

        void fail(String reason) {
            if (broken.isEmpty()) {
                broken = reason;
            }
        }

        /** Equal for equal net changes, whatever the order. */
        public long netChange(long seed) {
            AtomicLong sum = new AtomicLong();
            rows.forEach(PORTION, batch -> {
                for (int row = 0; row < batch.size(); row++) {
                    sum.addAndGet(
                            batch.weight(row) * Hash.of(batch.bytes(), batch.start(row), batch.length(row), seed));
                }
            });
            return sum.get();
        }
    }
}
