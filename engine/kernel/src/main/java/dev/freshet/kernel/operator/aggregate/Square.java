package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.RowLayout;
import java.math.BigInteger;

/** The square of a column of integers or numerics, of twice its scale. Immutable. */
final class Square extends Argument {
    /** The greatest long whose square is one. */
    private static final long GREATEST = 3_037_000_499L;

    Square(RowLayout layout, int column) {
        super(layout, column);
    }

    @Override
    int scaleAt(byte[] bytes, int row) {
        int scale = super.scaleAt(bytes, row);
        return scale < 0 ? scale : scale * 2;
    }

    @Override
    boolean isNarrow(byte[] bytes, int row) {
        if (!super.isNarrow(bytes, row)) {
            return false;
        }
        long root = super.unscaledAt(bytes, row);
        return root >= -GREATEST && root <= GREATEST;
    }

    @Override
    long unscaledAt(byte[] bytes, int row) {
        long root = super.unscaledAt(bytes, row);
        return root * root;
    }

    @Override
    BigInteger bigAt(byte[] bytes, int row) {
        return super.bigAt(bytes, row).pow(2);
    }
}
