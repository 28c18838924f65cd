package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.Vector;

/** Puts a vector together from the rows of several of the same kind. */
final class Selection {
    private Selection() {}

    /** Begins a new vector: no NULLs, nothing wide left over. */
    static void begin(Vector target) {
        target.nulls().clear();
        if (target instanceof NumericVector numeric) {
            numeric.reset();
        }
    }

    /** Takes the values and NULLs of {@code source} at {@code rows}; bytes are not copied, they stay where they stand. */
    static void take(Vector source, Mask rows, Vector target) {
        for (int w = 0; w < rows.words.length; w++) {
            target.nulls().words[w] =
                    (target.nulls().words[w] & ~rows.words[w]) | (source.nulls().words[w] & rows.words[w]);
        }
        switch (source) {
            case LongVector from -> {
                LongVector to = (LongVector) target;
                for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                    to.values[r] = from.values[r];
                }
            }
            case DoubleVector from -> {
                DoubleVector to = (DoubleVector) target;
                for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                    to.values[r] = from.values[r];
                }
            }
            case NumericVector from -> takeNumerics(from, rows, (NumericVector) target);
            case BytesVector from -> {
                BytesVector to = (BytesVector) target;
                for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                    to.base[r] = from.base[r];
                    to.from[r] = from.from[r];
                    to.length[r] = from.length[r];
                }
            }
            case IntervalVector from -> {
                IntervalVector to = (IntervalVector) target;
                for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                    to.micros[r] = from.micros[r];
                    to.days[r] = from.days[r];
                    to.months[r] = from.months[r];
                }
            }
        }
    }

    private static void takeNumerics(NumericVector from, Mask rows, NumericVector to) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            to.scale[r] = from.scale[r];
            to.unscaled[r] = from.unscaled[r];
            if (from.hasWide || to.hasWide) {
                to.wide[r] = from.hasWide ? from.wide[r] : null;
                to.hasWide = true;
            }
        }
    }
}
