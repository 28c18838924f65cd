package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Numbers and digests written in binary, octal or hexadecimal digits. */
final class Digits {
    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    private Digits() {}

    /**
     * Of the two's complement of an integer, without leading zeros.
     *
     * @param width the integer's bits
     * @param bits those of a digit
     */
    static ScalarFunction ofInteger(String name, int width, int bits) {
        long mask = -1L >>> (64 - width);
        return Writing.<LongVector>unary(name, (number, row, out, rows) -> {
            long value = number.values[row] & mask;
            int digits = Math.max(1, (64 - Long.numberOfLeadingZeros(value) + bits - 1) / bits);
            out.open(digits);
            for (int d = digits - 1; d >= 0; d--) {
                out.put(DIGITS[(int) (value >>> (d * bits)) & ((1 << bits) - 1)]);
            }
        });
    }

    /** {@code md5(text)}. */
    static Writing.OfOne<BytesVector> md5() {
        MessageDigest digest = newMd5();
        return (BytesVector text, int row, TextArena out, Rows rows) -> {
            digest.update(text.base[row], text.from[row], text.length[row]);
            out.open(32);
            for (byte b : digest.digest()) {
                out.put(DIGITS[b >> 4 & 0xf]);
                out.put(DIGITS[b & 0xf]);
            }
        };
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has MD5", e);
        }
    }
}
