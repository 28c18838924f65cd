package dev.freshet.kernel.clock;

import java.util.Arrays;

/**
 * A {@code pg_snapshot}: which transactions can be seen. The frontier of every stream table is one, and a cycle is the step from one to a
 * later one. Transaction ids are 64-bit ({@code xid8}), so they do not wrap.
 *
 * <p>Source: PostgreSQL {@code src/backend/utils/adt/xid8funcs.c}.
 */
public final class Snapshot {
    private final long xmin;
    private final long xmax;
    private final long[] inProgress;

    private Snapshot(long xmin, long xmax, long[] inProgress) {
        this.xmin = xmin;
        this.xmax = xmax;
        this.inProgress = inProgress;
    }

    /** Reads {@code xmin:xmax:xip,…} as {@code pg_current_snapshot()::text} prints it. */
    public static Snapshot parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a pg_snapshot: " + text);
        }
        long[] xip = parts[2].isEmpty()
                ? new long[0]
                : Arrays.stream(parts[2].split(","))
                        .mapToLong(Long::parseLong)
                        .sorted()
                        .toArray();
        return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), xip);
    }

    /** Every transaction below it has ended. */
    public long xmin() {
        return xmin;
    }

    /** No transaction at or above it can be seen. */
    public long xmax() {
        return xmax;
    }

    /** The transactions between xmin and xmax that were running; sorted, a copy. */
    public long[] inProgress() {
        return inProgress.clone();
    }

    /** Whether a committed transaction is seen. The id must be a top-level one: snapshots do not list subtransactions. */
    public boolean sees(long xid) {
        if (xid < xmin) {
            return true;
        }
        return xid < xmax && Arrays.binarySearch(inProgress, xid) < 0;
    }

    /**
     * The 64-bit id that a 32-bit one from the WAL stands for: the nearest to this snapshot's xmax. Right while they are less than 2^31
     * apart, which the slot's catalog_xmin and the server's wraparound stop guarantee.
     */
    public long widen(int xid32) {
        return xmax + (xid32 - (int) xmax);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot that
                && xmin == that.xmin
                && xmax == that.xmax
                && Arrays.equals(inProgress, that.inProgress);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(xmin * 31 + xmax) * 31 + Arrays.hashCode(inProgress);
    }

    /** As PostgreSQL prints it. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder().append(xmin).append(':').append(xmax).append(':');
        for (int i = 0; i < inProgress.length; i++) {
            text.append(i == 0 ? "" : ",").append(inProgress[i]);
        }
        return text.toString();
    }
}
