package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/** Comparisons of numerics by value: the scale does not count, NaN equals NaN and is greater than all else. */
public enum NumericComparison implements StrictBinary.Kernel<NumericVector, NumericVector, LongVector> {
    EQUAL("=", 0b010),
    NOT_EQUAL("<>", 0b101),
    LESS("<", 0b001),
    LESS_OR_EQUAL("<=", 0b011),
    GREATER(">", 0b100),
    GREATER_OR_EQUAL(">=", 0b110);

    final String symbol;
    /** A bit for less, equal, greater: whether it is true then. */
    private final int truth;

    NumericComparison(String symbol, int truth) {
        this.symbol = symbol;
        this.truth = truth;
    }

    @Override
    public void run(NumericVector left, NumericVector right, LongVector result, Rows rows) {
        int accept = truth;
        boolean narrow = !left.hasWide && !right.hasWide;
        for (int i = 0; i < rows.count(); i++) {
            int order;
            if (narrow && left.scale[i] == right.scale[i] && left.scale[i] >= 0) {
                order = Long.compare(left.unscaled[i], right.unscaled[i]);
            } else if (rows.active().get(i)) {
                order = compare(left, i, right, i);
            } else {
                continue;
            }
            result.values[i] = (accept >>> (order + 1)) & 1;
        }
    }

    /** −1, 0 or 1 as one value is less than, equal to or greater than another. */
    public static int compare(NumericVector left, int leftRow, NumericVector right, int rightRow) {
        int leftScale = left.scale[leftRow];
        int rightScale = right.scale[rightRow];
        if (leftScale < 0 || rightScale < 0) {
            return Integer.compare(rank(leftScale), rank(rightScale));
        }
        int leftSign = Specials.signum(left, leftRow);
        int rightSign = Specials.signum(right, rightRow);
        if (leftSign != rightSign || leftSign == 0) {
            return Integer.compare(leftSign, rightSign);
        }
        int scale = Math.max(leftScale, rightScale);
        if (Alignment.isNarrow(left, leftRow) && Alignment.isNarrow(right, rightRow)) {
            long a = left.unscaled[leftRow];
            long b = right.unscaled[rightRow];
            // only one of the two is scaled up; if that does not fit a long it is the one of greater magnitude
            if (!Alignment.scalesUp(a, scale - leftScale)) {
                return leftSign;
            }
            if (!Alignment.scalesUp(b, scale - rightScale)) {
                return -leftSign;
            }
            return Long.compare(Alignment.scaledUp(a, scale - leftScale), Alignment.scaledUp(b, scale - rightScale));
        }
        return Alignment.at(scale, left, leftRow).compareTo(Alignment.at(scale, right, rightRow));
    }

    private static int rank(int scale) {
        return switch (scale) {
            case PackedNumeric.NAN -> 2;
            case PackedNumeric.POSITIVE_INFINITY -> 1;
            case PackedNumeric.NEGATIVE_INFINITY -> -1;
            default -> 0;
        };
    }
}
