package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/** Dates and numbers of days (date.c). */
enum DateArithmetic implements StrictBinary.Kernel<LongVector, LongVector, LongVector> {
    PLUS_DAYS {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                moved(left.values[r], left.values[r] + right.values[r], r, result, rows);
            }
        }
    },
    DAYS_PLUS {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            PLUS_DAYS.run(right, left, result, rows);
        }
    },
    MINUS_DAYS {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                moved(left.values[r], left.values[r] - right.values[r], r, result, rows);
            }
        }
    },
    MINUS_DATE {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                if (!TimeRange.isFiniteDate(left.values[r]) || !TimeRange.isFiniteDate(right.values[r])) {
                    rows.fail(r, INFINITE_DATES);
                }
                result.values[r] = left.values[r] - right.values[r];
            }
        }
    };

    private static final EvaluationError INFINITE_DATES =
            new EvaluationError("22008", "cannot subtract infinite dates");

    private static void moved(long date, long moved, int row, LongVector result, Rows rows) {
        if (!TimeRange.isFiniteDate(date)) {
            result.values[row] = date;
            return;
        }
        result.values[row] = moved;
        if (!TimeRange.holdsDate(moved)) {
            rows.fail(row, TimeRange.DATE);
        }
    }
}
