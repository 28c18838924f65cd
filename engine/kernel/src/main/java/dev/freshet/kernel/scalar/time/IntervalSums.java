package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictUnary;

/** {@code +} and {@code −} of intervals, part by part (timestamp.c, {@code interval_pl}, {@code interval_mi}, {@code interval_um}). */
final class IntervalSums {
    private IntervalSums() {}

    enum Sum implements StrictBinary.Kernel<IntervalVector, IntervalVector, IntervalVector> {
        PLUS {
            @Override
            boolean parts(IntervalVector a, IntervalVector b, int row, IntervalVector result) {
                long micros = a.micros[row] + b.micros[row];
                return ((a.micros[row] ^ micros) & (b.micros[row] ^ micros)) >= 0
                        && Intervals.set(
                                result,
                                row,
                                (long) a.months[row] + b.months[row],
                                (long) a.days[row] + b.days[row],
                                micros);
            }

            @Override
            int rightInfinity(IntervalVector right, int row) {
                return Intervals.infinity(right, row);
            }
        },
        MINUS {
            @Override
            boolean parts(IntervalVector a, IntervalVector b, int row, IntervalVector result) {
                long micros = a.micros[row] - b.micros[row];
                return ((a.micros[row] ^ b.micros[row]) & (a.micros[row] ^ micros)) >= 0
                        && Intervals.set(
                                result,
                                row,
                                (long) a.months[row] - b.months[row],
                                (long) a.days[row] - b.days[row],
                                micros);
            }

            @Override
            int rightInfinity(IntervalVector right, int row) {
                return -Intervals.infinity(right, row);
            }
        };

        abstract boolean parts(IntervalVector a, IntervalVector b, int row, IntervalVector result);

        /** What infinity the right operand adds. */
        abstract int rightInfinity(IntervalVector right, int row);

        @Override
        public void run(IntervalVector left, IntervalVector right, IntervalVector result, Rows rows) {
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                int infinity = Intervals.infinity(left, r);
                int other = rightInfinity(right, r);
                boolean held;
                if (infinity == 0 && other == 0) {
                    held = parts(left, right, r, result);
                } else {
                    held = infinity * other >= 0;
                    Intervals.setInfinity(result, r, infinity + other);
                }
                if (!held) {
                    rows.fail(r, TimeRange.INTERVAL);
                }
            }
        }
    }

    enum Negation implements StrictUnary.Kernel<IntervalVector, IntervalVector> {
        NEGATE;

        @Override
        public void run(IntervalVector argument, IntervalVector result, Rows rows) {
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                if (!Intervals.negate(argument, r, result)) {
                    rows.fail(r, TimeRange.INTERVAL);
                }
            }
        }
    }
}
