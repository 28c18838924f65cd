package dev.freshet.kernel.scalar.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The offsets of a time zone from UTC, as PostgreSQL takes them: of a local time that a transition skips the offset before it, of one that
 * comes twice the offset after it (datetime.c, {@code DetermineTimeZoneOffset}).
 *
 * <p>Remembers the stretch between transitions it was last asked about. Confined to one thread.
 */
final class ZoneOffsets {
    /** No transition moves the clock that far, so this far from transitions a local time has one meaning. */
    private static final long MARGIN = 2 * 86_400;

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final ZoneRules rules;
    /** The stretch, in seconds since 2000 UTC; its end does not belong to it. */
    private long from = UNKNOWN;

    private long to = UNKNOWN;
    private int offset;

    ZoneOffsets(ZoneId zone) {
        rules = zone.getRules();
    }

    /** Microseconds to add to a finite timestamptz for the local time. */
    long ofInstant(long micros) {
        return offsetAt(Math.floorDiv(micros, TimeRange.SECOND)) * TimeRange.SECOND;
    }

    /** Microseconds to take from a finite local time for the timestamptz. */
    long ofLocal(long micros) {
        long seconds = Math.floorDiv(micros, TimeRange.SECOND);
        long instant = seconds - offset;
        if (instant < from + MARGIN || instant >= to - MARGIN || from == UNKNOWN) {
            return offsetOfLocal(seconds) * TimeRange.SECOND;
        }
        return offset * TimeRange.SECOND;
    }

    private int offsetAt(long seconds) {
        if (seconds < from || seconds >= to) {
            remember(seconds);
        }
        return offset;
    }

    private void remember(long seconds) {
        Instant instant = Instant.ofEpochSecond(seconds + TimeRange.EPOCH_SECONDS);
        offset = rules.getOffset(instant).getTotalSeconds();
        ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        from = before == null ? -(1L << 60) : before.toEpochSecond() - TimeRange.EPOCH_SECONDS;
        to = after == null ? 1L << 60 : after.toEpochSecond() - TimeRange.EPOCH_SECONDS;
    }

    private int offsetOfLocal(long seconds) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(seconds + TimeRange.EPOCH_SECONDS, 0, ZoneOffset.UTC);
        ZoneOffsetTransition transition = rules.getTransition(local);
        ZoneOffset found;
        if (transition == null) {
            found = rules.getOffset(local);
        } else {
            found = transition.isGap() ? transition.getOffsetBefore() : transition.getOffsetAfter();
        }
        remember(seconds - found.getTotalSeconds());
        return found.getTotalSeconds();
    }
}
