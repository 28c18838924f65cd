package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.codec.DateTimeText;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.TextOutput;
import java.time.ZoneId;

/** The output functions of dates and times in a session whose {@code DateStyle} is ISO and whose {@code IntervalStyle} is postgres. */
public final class TimeOutput {
    private static final int HOUR = 3600;
    private static final int MINUTE = 60;

    private TimeOutput() {}

    /** {@code date_out}. */
    public static void date(Vector values, int row, ByteSink out) {
        DateTimeText.date((int) ((LongVector) values).values[row], out);
    }

    /** {@code timestamp_out}. */
    public static void timestamp(Vector values, int row, ByteSink out) {
        DateTimeText.timestamp(((LongVector) values).values[row], "", out);
    }

    /** {@code interval_out}. */
    public static void interval(Vector values, int row, ByteSink out) {
        IntervalVector intervals = (IntervalVector) values;
        DateTimeText.interval(intervals.micros[row], intervals.days[row], intervals.months[row], out);
    }

    /** {@code timestamptz_out} in a session of a time zone; for one call. */
    public static TextOutput timestamptz(ZoneId zone) {
        ZoneOffsets offsets = new ZoneOffsets(zone);
        return new TextOutput() {
            private long offset;
            private String printed = printed(0);

            @Override
            public void write(Vector values, int row, ByteSink out) {
                long micros = ((LongVector) values).values[row];
                if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
                    DateTimeText.timestamp(micros, "", out);
                    return;
                }
                long found = offsets.ofInstant(micros);
                if (found != offset) {
                    offset = found;
                    printed = printed((int) (found / TimeRange.SECOND));
                }
                DateTimeText.timestamp(micros + found, printed, out);
            }
        };
    }

    /** Hours, and minutes and seconds only where there are any. Source: PostgreSQL datetime.c, EncodeTimezone. */
    private static String printed(int offset) {
        int size = Math.abs(offset);
        String text = "%s%02d".formatted(offset < 0 ? "-" : "+", size / HOUR);
        if (size % HOUR != 0) {
            text += ":%02d".formatted(size % HOUR / MINUTE);
        }
        return size % MINUTE == 0 ? text : text + ":%02d".formatted(size % MINUTE);
    }
}
