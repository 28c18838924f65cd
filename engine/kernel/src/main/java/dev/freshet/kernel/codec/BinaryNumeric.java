package dev.freshet.kernel.codec;

import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.row.RowWriter;
import java.math.BigInteger;

/**
 * {@code numeric}'s binary form: digit count, weight, sign, display scale, then digits to the base 10000.
 *
 * <p>Source: PostgreSQL numeric.c, numeric_send and numeric_recv.
 */
final class BinaryNumeric {
    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xC000;
    private static final int POSITIVE_INFINITY = 0xD000;
    private static final int NEGATIVE_INFINITY = 0xF000;
    private static final BigInteger BASE = BigInteger.valueOf(10_000);
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private BinaryNumeric() {}

    static void read(byte[] bytes, int from, RowWriter writer, int column) {
        int count = uint16(bytes, from);
        int weight = (short) uint16(bytes, from + 2);
        int sign = uint16(bytes, from + 4);
        int scale = uint16(bytes, from + 6);
        switch (sign) {
            case NAN -> writer.setNumeric(column, PackedNumeric.NAN, 0);
            case POSITIVE_INFINITY -> writer.setNumeric(column, PackedNumeric.POSITIVE_INFINITY, 0);
            case NEGATIVE_INFINITY -> writer.setNumeric(column, PackedNumeric.NEGATIVE_INFINITY, 0);
            default -> finite(bytes, from + 8, count, weight, sign == NEGATIVE, scale, writer, column);
        }
    }

    private static void finite(
            byte[] bytes,
            int digits,
            int count,
            int weight,
            boolean negative,
            int scale,
            RowWriter writer,
            int column) {
        // the digits as one integer stand for value × 10^(4 × shift), shift counted from the last digit
        int shift = count - 1 - weight;
        int exponent = scale - 4 * shift;
        if (count <= 4 && exponent >= -18 && (count + 1) * 4 + exponent <= 18 + 4) {
            long value = 0;
            for (int i = 0; i < count; i++) {
                value = value * 10_000 + uint16(bytes, digits + 2 * i);
            }
            // digits beyond the display scale are zeros: the last base-10000 digit is padded
            if (exponent < 0) {
                value /= POWERS[-exponent];
            } else if (exponent <= 18
                    && Math.multiplyHigh(value, POWERS[exponent]) == 0
                    && value * POWERS[exponent] >= 0) {
                value *= POWERS[exponent];
            } else {
                wide(bytes, digits, count, negative, exponent, scale, writer, column);
                return;
            }
            writer.setNumeric(column, scale, negative ? -value : value);
            return;
        }
        wide(bytes, digits, count, negative, exponent, scale, writer, column);
    }

    private static void wide(
            byte[] bytes,
            int digits,
            int count,
            boolean negative,
            int exponent,
            int scale,
            RowWriter writer,
            int column) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < count; i++) {
            value = value.multiply(BASE).add(BigInteger.valueOf(uint16(bytes, digits + 2 * i)));
        }
        BigInteger power = BigInteger.TEN.pow(Math.abs(exponent));
        value = exponent < 0 ? value.divide(power) : value.multiply(power);
        writer.setNumeric(column, scale, negative ? value.negate() : value);
    }

    /** Writes the form without its length. */
    static void write(int scale, BigInteger unscaled, ByteSink out) {
        if (scale < 0) {
            int sign = scale == PackedNumeric.NAN
                    ? NAN
                    : scale == PackedNumeric.POSITIVE_INFINITY ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
            out.short16(0).short16(0).short16(sign).short16(0);
            return;
        }
        // to whole base-10000 digits after the point
        int padding = (4 - scale % 4) % 4;
        BigInteger rest = unscaled.abs().multiply(BigInteger.TEN.pow(padding));
        int fraction = (scale + padding) / 4;
        int capacity = rest.bitLength() / 13 + 2;
        int[] digits = new int[capacity];
        int count = 0;
        while (rest.signum() != 0) {
            BigInteger[] split = rest.divideAndRemainder(BASE);
            digits[count++] = split[1].intValue();
            rest = split[0];
        }
        int trailing = 0;
        while (trailing < count && digits[trailing] == 0) {
            trailing++;
        }
        out.short16(count - trailing).short16(count == 0 ? 0 : count - fraction - 1);
        out.short16(unscaled.signum() < 0 ? NEGATIVE : 0).short16(scale);
        for (int i = count - 1; i >= trailing; i--) {
            out.short16(digits[i]);
        }
    }

    private static int uint16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
