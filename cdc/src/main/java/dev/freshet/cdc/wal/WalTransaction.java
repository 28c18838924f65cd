package dev.freshet.cdc.wal;

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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A committed transaction as the stream brought it, whole. Filled by Debezium's thread, then only read. */
public final class WalTransaction {
    /** Roughly, of objects beside the rows. */
    private static final int PER_TRANSACTION = 200;

    private static final int PER_PART = 250;

    private final long xid;
    private final Map<Integer, Part> parts = new HashMap<>();
    private final Map<Relation, Set<Integer>> readers = new HashMap<>();
    private List<SourceTable> latest = List.of();
    private long endLsn;
    private long bytes;

    WalTransaction(long xid) {
        this.xid = xid;
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

    /** Bytes it holds, roughly. */
    public long bytes() {
        return bytes;
    }

    Part part(SourceTable source) {
        return parts.computeIfAbsent(source.oid(), oid -> new Part(source.layout()));
    }

    /** Rows were added: what it holds is counted again. */
    void count() {
        bytes = PER_TRANSACTION;
        for (Part part : parts.values()) {
            bytes += PER_PART + part.rows.byteLength() + 16L * part.rows.size();
        }
    }

    void end(long lsn) {
        endLsn = lsn;
        count();
    }

    /** Too much to be kept: it is still there, but without its rows. */
    void shed() {
        parts.values().forEach(Part::shed);
        count();
    }

    /** What a transaction did to one source. */
    public static final class Part {
        private final RowLayout layout;
        private Batch rows;
        private RowWriter writer;
        private boolean truncated;
        private boolean shed;
        private String broken = "";

        Part(RowLayout layout) {
            this.layout = layout;
            rows = new Batch(layout, 2, 128);
            writer = new RowWriter(rows);
        }

        /** A row, as {@link SourceDecoder#write} takes it. */
        void append(SourceDecoder decoder, List<Column> tuple, List<Column> old, long weight) {
            decoder.write(tuple, old, writer, weight);
        }

        public Batch rows() {
            return rows;
        }

        boolean isShed() {
            return shed;
        }

        /** Why its changes cannot be told as rows, though nothing is wrong with them. */
        public Optional<String> reset() {
            if (truncated) {
                return Optional.of("it was truncated");
            }
            return shed ? Optional.of("more changes at once than fit into memory") : Optional.empty();
        }

        /** Why its rows could not be read, or empty. */
        public String broken() {
            return broken;
        }

        /** Whether some old row has a NULL: so all but the columns of the replica identity look where that is not FULL. */
        public boolean mayLackOldValues() {
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
            rows = new Batch(layout, 0, 0);
            writer = new RowWriter(rows);
        }

        void fail(String reason) {
            if (broken.isEmpty()) {
                broken = reason;
            }
        }

        /** Equal for equal net changes, whatever the order. */
        public long netChange(long seed) {
            long sum = 0;
            for (int row = 0; row < rows.size(); row++) {
                sum += rows.weight(row) * Hash.of(rows.bytes(), rows.start(row), rows.length(row), seed);
            }
            return sum;
        }
    }
}
