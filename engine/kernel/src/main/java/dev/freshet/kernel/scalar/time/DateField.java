package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.DateTimeText;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/** {@code extract} of dates, which have no time fields (date.c, {@code extract_date}). Owned by one node. */
record DateField(UnitNames names) implements StrictBinary.Kernel<BytesVector, LongVector, NumericVector> {
    DateField() {
        this(new UnitNames(Unit::ofField, "date"));
    }

    @Override
    public void run(BytesVector units, LongVector dates, NumericVector result, Rows rows) {
        result.reset();
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            Unit unit = names.at(units, r);
            long day = dates.values[r];
            boolean finite = TimeRange.isFiniteDate(day);
            switch (unit) {
                case DAY, WEEK, MONTH, QUARTER, DAY_OF_WEEK, ISO_DAY_OF_WEEK, DAY_OF_YEAR -> {
                    if (finite) {
                        result.set(r, 0, TimestampField.ofDate(unit, day));
                    } else {
                        result.nulls().set(r);
                    }
                }
                case YEAR, DECADE, CENTURY, MILLENNIUM, ISO_YEAR, JULIAN, EPOCH -> {
                    if (finite) {
                        result.set(r, 0, growing(unit, day));
                    } else {
                        NumericFields.EXTRACT.infinity(result, r, day == DateTimeText.DATE_INFINITY ? 1 : -1);
                    }
                }
                case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, ZONE, ZONE_HOUR, ZONE_MINUTE, MOMENT, NONE ->
                    rows.fail(r, names.refusal());
            }
        }
    }

    private static long growing(Unit unit, long day) {
        return switch (unit) {
            case JULIAN -> day + TimeRange.JULIAN_EPOCH;
            case EPOCH -> day * (TimeRange.DAY / TimeRange.SECOND) + TimeRange.EPOCH_SECONDS;
            default -> TimestampField.ofDate(unit, day);
        };
    }
}
