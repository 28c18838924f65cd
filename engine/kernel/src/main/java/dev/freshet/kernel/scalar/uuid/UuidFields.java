package dev.freshet.kernel.scalar.uuid;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;

/** What stands in the bits of a {@code uuid} of RFC 9562; of other variants it is NULL. */
final class UuidFields {
    /** Microseconds from 1582-10-15, where the 100 ns of version 1 are counted from, to 2000-01-01. */
    private static final long GREGORIAN_TO_2000 = 0x1B21DD213814000L / 10 + 946_684_800L * 1_000_000;
    /** Milliseconds from 1970, where those of version 7 are counted from, to 2000-01-01. */
    private static final long UNIX_TO_2000 = 946_684_800_000L;

    private UuidFields() {}

    static void version(BytesVector argument, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            if (isRfc(argument, r)) {
                result.values[r] = version(high(argument, r));
            } else {
                result.nulls().set(r);
            }
        }
    }

    /** Of versions 1 and 7; NULL of others. */
    static void timestamp(BytesVector argument, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            long high = high(argument, r);
            int version = isRfc(argument, r) ? version(high) : 0;
            switch (version) {
                case 1 -> {
                    long ticks = (high & 0xfff) << 48 | (high & 0xffff_0000L) << 16 | high >>> 32;
                    result.values[r] = ticks / 10 - GREGORIAN_TO_2000;
                }
                case 7 -> result.values[r] = ((high >>> 16) - UNIX_TO_2000) * 1000;
                default -> result.nulls().set(r);
            }
        }
    }

    private static long high(BytesVector values, int row) {
        return Long.reverseBytes(Bytes.getLong(values.base[row], values.from[row]));
    }

    private static int version(long high) {
        return (int) (high >>> 12) & 0xf;
    }

    private static boolean isRfc(BytesVector values, int row) {
        return (values.base[row][values.from[row] + 8] & 0xc0) == 0x80;
    }
}
