package dev.freshet.kernel.scalar;

import dev.freshet.kernel.row.PackedNumeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code numeric}: value = unscaled × 10^−scale, where scale is PostgreSQL's display scale. What does not fit a long stands in
 * {@link #wide}; what is not finite has one of {@link PackedNumeric}'s negative marks as its scale.
 */
public final class NumericVector implements Vector {
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    public final long[] unscaled = new long[Frame.SIZE];
    public final int[] scale = new int[Frame.SIZE];
    /** For the rows whose unscaled value does not fit a long; null elsewhere. */
    public final @Nullable BigInteger[] wide = new BigInteger[Frame.SIZE];
    /** Whether any entry of {@link #wide} may be set; a node that fills the vector resets it. */
    public boolean hasWide;

    private final Mask nulls = new Mask();

    @Override
    public Mask nulls() {
        return nulls;
    }

    /** Forgets the wide values of the frame before; called by a node before it fills the vector. */
    public void reset() {
        if (hasWide) {
            java.util.Arrays.fill(wide, null);
            hasWide = false;
        }
    }

    public void set(int row, int displayScale, long value) {
        scale[row] = displayScale;
        unscaled[row] = value;
    }

    /** Sets a finite value of any size. */
    public void set(int row, int displayScale, BigInteger value) {
        scale[row] = displayScale;
        if (value.compareTo(LONG_MIN) >= 0 && value.compareTo(LONG_MAX) <= 0) {
            unscaled[row] = value.longValue();
        } else {
            wide[row] = value;
            hasWide = true;
        }
    }

    /** Sets one of the values that are not finite. */
    public void setSpecial(int row, int mark) {
        scale[row] = mark;
        unscaled[row] = 0;
    }

    public boolean isFinite(int row) {
        return scale[row] >= 0;
    }

    /** The unscaled value of a finite row. */
    public BigInteger big(int row) {
        BigInteger w = hasWide ? wide[row] : null;
        return w != null ? w : BigInteger.valueOf(unscaled[row]);
    }

    /** The value of a finite row; its scale is the display scale. */
    public BigDecimal decimal(int row) {
        return new BigDecimal(big(row), scale[row]);
    }
}
