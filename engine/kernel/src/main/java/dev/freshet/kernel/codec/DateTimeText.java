package dev.freshet.kernel.codec;

/** Dates, timestamps and intervals as PostgreSQL prints them under ISO DateStyle and postgres IntervalStyle. */
public final class DateTimeText {
    public static final long MICROS_PER_DAY = 86_400_000_000L;
    public static final int DATE_INFINITY = Integer.MAX_VALUE;
    public static final int DATE_MINUS_INFINITY = Integer.MIN_VALUE;

    private static final long MICROS_PER_HOUR = 3_600_000_000L;
    private static final long MICROS_PER_MINUTE = 60_000_000L;
    private static final long MICROS_PER_SECOND = 1_000_000L;

    private DateTimeText() {}

    /** A {@code date}. */
    public static void date(int days, ByteSink out) {
        if (infinity(days == DATE_INFINITY, days == DATE_MINUS_INFINITY, out)) {
            return;
        }
        CivilDate date = CivilDate.ofDays(days);
        ymd(date, out);
        era(date, out);
    }

    /** A {@code timestamp}; with {@code zone} (which may be empty) after the time: {@code +00}. */
    public static void timestamp(long micros, String zone, ByteSink out) {
        if (infinity(micros == Long.MAX_VALUE, micros == Long.MIN_VALUE, out)) {
            return;
        }
        CivilDate date = CivilDate.ofDays(Math.floorDiv(micros, MICROS_PER_DAY));
        long time = Math.floorMod(micros, MICROS_PER_DAY);
        ymd(date, out);
        out.put(' ');
        hms(time, out);
        out.ascii(zone);
        era(date, out);
    }

    /** An {@code interval}. Source: PostgreSQL datetime.c, EncodeInterval, INTSTYLE_POSTGRES. */
    public static void interval(long micros, int days, int months, ByteSink out) {
        if (infinity(
                micros == Long.MAX_VALUE && days == Integer.MAX_VALUE && months == Integer.MAX_VALUE,
                micros == Long.MIN_VALUE && days == Integer.MIN_VALUE && months == Integer.MIN_VALUE,
                out)) {
            return;
        }
        Parts parts = new Parts(out);
        parts.add(months / 12, "year");
        parts.add(months % 12, "mon");
        parts.add(days, "day");
        if (parts.first || micros != 0) {
            if (!parts.first) {
                out.put(' ');
            }
            if (micros < 0) {
                out.put('-');
            } else if (parts.afterNegative) {
                out.put('+');
            }
            // Long.MIN_VALUE has no absolute value: its hours come out of an unsigned division
            long size = micros < 0 ? -micros : micros;
            long hours = Long.divideUnsigned(size, MICROS_PER_HOUR);
            long rest = Long.remainderUnsigned(size, MICROS_PER_HOUR);
            out.padded(hours, 2).put(':').padded(rest / MICROS_PER_MINUTE, 2).put(':');
            seconds(rest % MICROS_PER_MINUTE, out);
        }
    }

    private static final class Parts {
        private final ByteSink out;
        private boolean first = true;
        private boolean afterNegative;

        Parts(ByteSink out) {
            this.out = out;
        }

        void add(int value, String unit) {
            if (value == 0) {
                return;
            }
            if (!first) {
                out.put(' ');
            }
            if (afterNegative && value > 0) {
                out.put('+');
            }
            out.number(value).put(' ').ascii(unit);
            if (value != 1) {
                out.put('s');
            }
            afterNegative = value < 0;
            first = false;
        }
    }

    private static boolean infinity(boolean positive, boolean negative, ByteSink out) {
        if (positive) {
            out.ascii("infinity");
        } else if (negative) {
            out.ascii("-infinity");
        }
        return positive || negative;
    }

    private static void ymd(CivilDate date, ByteSink out) {
        int year = date.year() > 0 ? date.year() : 1 - date.year();
        out.padded(year, 4).put('-').padded(date.month(), 2).put('-').padded(date.day(), 2);
    }

    private static void era(CivilDate date, ByteSink out) {
        if (date.year() <= 0) {
            out.ascii(" BC");
        }
    }

    private static void hms(long time, ByteSink out) {
        out.padded(time / MICROS_PER_HOUR, 2)
                .put(':')
                .padded(time / MICROS_PER_MINUTE % 60, 2)
                .put(':');
        seconds(time % MICROS_PER_MINUTE, out);
    }

    private static void seconds(long micros, ByteSink out) {
        out.padded(micros / MICROS_PER_SECOND, 2);
        long fraction = micros % MICROS_PER_SECOND;
        if (fraction != 0) {
            int width = 6;
            while (fraction % 10 == 0) {
                fraction /= 10;
                width--;
            }
            out.put('.').padded(fraction, width);
        }
    }
}
