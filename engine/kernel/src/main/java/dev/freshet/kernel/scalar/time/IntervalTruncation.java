package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/** {@code date_trunc} of intervals, toward zero in each part (timestamp.c, {@code interval_trunc}). Owned by one node. */
record IntervalTruncation(UnitNames names) implements StrictBinary.Kernel<BytesVector, IntervalVector, IntervalVector> {
    IntervalTruncation() {
        this(new UnitNames(Unit::ofLength, "interval"));
    }

    @Override
    public void run(BytesVector units, IntervalVector values, IntervalVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            Unit unit = names.at(units, r);
            if (unit == Unit.WEEK) {
                rows.fail(r, names.notSupported("Months usually have fractional weeks."));
            } else if (unit.compareTo(Unit.MILLENNIUM) > 0) {
                rows.fail(r, names.refusal());
            } else {
                Intervals.copy(values, r, result);
                if (Intervals.isFinite(values, r)) {
                    truncate(unit, result, r);
                }
            }
        }
    }

    private static void truncate(Unit unit, IntervalVector v, int row) {
        int months = months(unit);
        if (months > 0) {
            v.months[row] -= v.months[row] % months;
            v.days[row] = 0;
            v.micros[row] = 0;
        } else if (unit == Unit.DAY) {
            v.micros[row] = 0;
        } else {
            v.micros[row] -= v.micros[row] % micros(unit);
        }
    }

    private static int months(Unit unit) {
        return switch (unit) {
            case MONTH -> 1;
            case QUARTER -> 3;
            case YEAR -> 12;
            case DECADE -> 120;
            case CENTURY -> 1_200;
            case MILLENNIUM -> 12_000;
            default -> 0;
        };
    }

    private static long micros(Unit unit) {
        return switch (unit) {
            case HOUR -> TimeRange.HOUR;
            case MINUTE -> TimeRange.MINUTE;
            case SECOND -> TimeRange.SECOND;
            case MILLISECOND -> 1_000;
            default -> 1;
        };
    }
}
