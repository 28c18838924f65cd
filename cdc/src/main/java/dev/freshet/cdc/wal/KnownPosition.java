package dev.freshet.cdc.wal;

import java.util.Optional;

/**
 * Up to where the slot may be told that WAL is done with: as far as the catalog knows of it, which is told first. So a slot that stands beyond
 * was moved, or made anew, by somebody else, and what lies between never came here. Any thread.
 */
public final class KnownPosition {
    private volatile long lsn;

    /** The catalog has it. */
    public void known(long position) {
        lsn = position;
    }

    public long lsn() {
        return lsn;
    }

    /** What of an applied prefix may be acknowledged. */
    long limit(long applied) {
        return Math.min(applied, lsn);
    }

    /** Why a slot is not where we left it, or empty. To be asked after the slot was read, since the position only grows. */
    public Optional<String> objection(Slot.State slot) {
        return objection(slot, lsn);
    }

    /** The same against what the catalog says. */
    public static Optional<String> objection(Slot.State slot, long known) {
        return slot.confirmed() > known
                ? Optional.of("it stands at " + text(slot.confirmed()) + " and was acknowledged up to " + text(known)
                        + " only: it was moved or made anew by somebody else")
                : Optional.empty();
    }

    private static String text(long lsn) {
        return "%X/%X".formatted(lsn >>> 32, lsn & 0xFFFF_FFFFL);
    }
}
