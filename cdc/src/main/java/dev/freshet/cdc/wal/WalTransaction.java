package dev.freshet.cdc.wal;

import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Hash;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import io.debezium.connector.postgresql.connection.ReplicationMessage.Column;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A committed transaction as the stream brought it, whole. Filled by Debezium's thread, then only read. */
public final class WalTransaction {
    /** Roughly, of objects beside the rows. */
    private static final int PER_TRANSACTION = 200;

    private static final int PER_PART = 250;

    private final long xid;
    private final Map<Integer, Part> parts = new HashMap<>();
    private final Set<Relation> unread = new HashSet<>();
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

    /** A table was written that nobody had asked for by then. */
    void leaveUnread(Relation relation) {
        unread.add(relation);
    }

    /** Whether it wrote a table, wholly or in part, before that was asked for. */
    public boolean leftUnread(Relation relation) {
        return unread.contains(relation);
    }

    /** Bytes it holds, roughly. */
    public long bytes() {
        return bytes;
    }

    Part part(SourceDecoder decoder) {
        return parts.computeIfAbsent(decoder.table().oid(), oid -> new Part(decoder));
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
        private final SourceDecoder decoder;
        private Batch rows;
        private RowWriter writer;
        private boolean truncated;
        private boolean shed;
        private String broken = "";

        Part(SourceDecoder decoder) {
            this.decoder = decoder;
            rows = new Batch(decoder.layout(), 2, 128);
            writer = new RowWriter(rows);
        }

        /** A row, as {@link SourceDecoder#write} takes it. */
        void append(List<Column> tuple, List<Column> old, long weight) {
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

        /**
         * Whether some old row is NULL everywhere but in its key: so it would look if the identity was the key only.
         *
         * @param key columns by number
         */
        public boolean mayLackOldRows(List<Integer> key) {
            RowLayout layout = rows.layout();
            for (int row = 0; row < rows.size(); row++) {
                int start = rows.start(row);
                if (rows.weight(row) < 0
                        && IntStream.range(0, layout.width())
                                .allMatch(
                                        column -> key.contains(column) || layout.isNull(rows.bytes(), start, column))) {
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
            rows = new Batch(decoder.layout(), 0, 0);
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
