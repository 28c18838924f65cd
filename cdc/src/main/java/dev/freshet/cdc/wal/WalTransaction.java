package dev.freshet.cdc.wal;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Hash;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A committed transaction as the stream brought it, whole. Filled by Debezium's thread, then only read. */
public final class WalTransaction {
    private final long xid;
    private final Map<Integer, Part> parts = new HashMap<>();
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

    /** Which sources it wrote. */
    public Set<Integer> sources() {
        return parts.keySet();
    }

    /** Bytes of rows it holds. */
    public long bytes() {
        return bytes;
    }

    Part part(int source, SourceDecoder decoder) {
        return parts.computeIfAbsent(source, oid -> new Part(new Batch(decoder.layout()), decoder));
    }

    void end(long lsn) {
        endLsn = lsn;
        for (Part part : parts.values()) {
            bytes += part.rows.byteLength() + 16L * part.rows.size();
        }
    }

    /** What a transaction did to one source. */
    public static final class Part {
        private final Batch rows;
        private final SourceDecoder decoder;
        private boolean truncated;
        private String broken = "";

        Part(Batch rows, SourceDecoder decoder) {
            this.rows = rows;
            this.decoder = decoder;
        }

        public Batch rows() {
            return rows;
        }

        SourceDecoder decoder() {
            return decoder;
        }

        /** Whether the source was truncated in it. */
        public boolean truncated() {
            return truncated;
        }

        /** Why its rows could not be read, or empty. */
        public String broken() {
            return broken;
        }

        void truncate() {
            truncated = true;
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
