package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/** {@code timestamp ± interval} and {@code date ± interval}: {@link Shift} over the rows of a frame. Confined to the clock's thread. */
record TimestampShift(Direction direction, Start start, WallClock clock)
        implements StrictBinary.Kernel<LongVector, IntervalVector, LongVector> {
    /** What is moved. */
    enum Start {
        TIMESTAMP {
            @Override
            long timestamp(long value) {
                return value;
            }
        },
        /** The midnight of a date. */
        DATE {
            @Override
            long timestamp(long value) {
                return Promotion.DateToTimestamp.MIDNIGHT.of(value);
            }
        };

        abstract long timestamp(long value);
    }

    enum Direction {
        PLUS {
            @Override
            boolean take(IntervalVector interval, int row, IntervalVector into) {
                Intervals.copy(interval, row, into);
                return true;
            }
        },
        /** Plus the opposite, which an interval may not have. */
        MINUS {
            @Override
            boolean take(IntervalVector interval, int row, IntervalVector into) {
                return Intervals.negate(interval, row, into);
            }
        };

        abstract boolean take(IntervalVector interval, int row, IntervalVector into);
    }

    @Override
    public void run(LongVector left, IntervalVector right, LongVector result, Rows rows) {
        IntervalVector by = new IntervalVector();
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            long from = start.timestamp(left.values[r]);
            if (from == TimeRange.BEYOND) {
                rows.fail(r, TimeRange.DATE_FOR_TIMESTAMP);
            } else if (!direction.take(right, r, by)) {
                rows.fail(r, TimeRange.INTERVAL);
            } else {
                long moved = Shift.by(from, by.micros[r], by.days[r], by.months[r], clock);
                result.values[r] = moved;
                if (moved == TimeRange.BEYOND) {
                    rows.fail(r, TimeRange.TIMESTAMP);
                }
            }
        }
    }
}
