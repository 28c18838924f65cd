package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;
import java.math.BigInteger;

/** {@code gcd} and {@code lcm} of numerics, at the greater of the two scales; NaN of what is not finite. */
enum NumericDivisors implements StrictBinary.Kernel<NumericVector, NumericVector, NumericVector> {
    GREATEST {
        @Override
        BigInteger of(BigInteger a, BigInteger b) {
            return a.gcd(b);
        }
    },
    LEAST_MULTIPLE {
        @Override
        BigInteger of(BigInteger a, BigInteger b) {
            return a.signum() == 0 || b.signum() == 0
                    ? BigInteger.ZERO
                    : a.divide(a.gcd(b)).multiply(b).abs();
        }
    };

    abstract BigInteger of(BigInteger a, BigInteger b);

    @Override
    public void run(NumericVector left, NumericVector right, NumericVector result, Rows rows) {
        result.reset();
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            if (!left.isFinite(r) || !right.isFinite(r)) {
                result.setSpecial(r, Specials.NAN);
                continue;
            }
            int scale = Math.max(left.scale[r], right.scale[r]);
            NumericLimits.set(result, r, scale, of(Alignment.at(scale, left, r), Alignment.at(scale, right, r)), rows);
        }
    }
}
