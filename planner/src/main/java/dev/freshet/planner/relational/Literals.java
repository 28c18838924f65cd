package dev.freshet.planner.relational;

import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.scalar.logic.Constant;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.planner.analyse.NotIncremental;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Constants from the bytes of their datum, little-endian as the server stands in memory.
 *
 * <p>Source: PostgreSQL src/include/varatt.h, numeric.c (NumericShort, NumericLong), timestamp.h.
 */
final class Literals {
    /** A literal given to a function that takes any type stays of this one, a C string. */
    private static final int UNKNOWN = 705;

    private static final int NUMERIC_SIGN_MASK = 0xC000;
    private static final int NUMERIC_SHORT = 0x8000;
    private static final int NUMERIC_SPECIAL = 0xC000;

    private Literals() {}

    /** A NULL. */
    static Meaning.Literal ofNull(ColumnType type) {
        return new Meaning.Literal("NULL", () -> Constant.ofNull(type));
    }

    /** A constant that is not NULL. */
    static Meaning.Literal read(ColumnType type, byte[] datum) {
        ByteBuffer bytes = ByteBuffer.wrap(datum).order(ByteOrder.LITTLE_ENDIAN);
        return switch (type.kind()) {
            case BOOL -> {
                boolean value = datum[0] != 0;
                yield new Meaning.Literal(String.valueOf(value), () -> Constant.of(value));
            }
            case INT2 -> number(type, bytes.getShort(0));
            case INT4, DATE -> number(type, bytes.getInt(0));
            case INT8, TIMESTAMP, TIMESTAMPTZ -> number(type, bytes.getLong(0));
            case FLOAT4 -> floating(type, Float.intBitsToFloat(bytes.getInt(0)));
            case FLOAT8 -> floating(type, Double.longBitsToDouble(bytes.getLong(0)));
            case DECIMAL, NUMERIC -> numeric(type, body(datum));
            case TEXT, BPCHAR -> {
                // a name is 64 bytes, ended by zeros; the others have a length word
                yield text(type, type.oid() == dev.freshet.kernel.type.Oids.NAME ? untilZero(datum) : body(datum));
            }
            case INTERVAL -> {
                long micros = bytes.getLong(0);
                int days = bytes.getInt(8);
                int months = bytes.getInt(12);
                yield new Meaning.Literal(
                        "interval " + months + " " + days + " " + micros,
                        () -> Constant.ofInterval(type, micros, days, months));
            }
            case UUID -> new Meaning.Literal("uuid " + Arrays.toString(datum), () -> Constant.of(type, datum.clone()));
            case OPAQUE -> {
                if (type.oid() != UNKNOWN) {
                    throw new NotIncremental(
                            "a constant of type " + Integer.toUnsignedLong(type.oid()) + ", which is only carried");
                }
                yield text(type, untilZero(datum));
            }
        };
    }

    private static Meaning.Literal text(ColumnType type, byte[] text) {
        return new Meaning.Literal("'" + new String(text, StandardCharsets.UTF_8) + "'", () -> Constant.of(type, text));
    }

    private static Meaning.Literal number(ColumnType type, long value) {
        return new Meaning.Literal(String.valueOf(value), () -> Constant.of(type, value));
    }

    private static Meaning.Literal floating(ColumnType type, double value) {
        return new Meaning.Literal(String.valueOf(value), () -> Constant.of(type, value));
    }

    private static byte[] untilZero(byte[] datum) {
        int end = 0;
        while (end < datum.length && datum[end] != 0) {
            end++;
        }
        return Arrays.copyOf(datum, end);
    }

    /** What follows the length word of a value of variable length: four bytes, or one where the lowest bit is set. */
    private static byte[] body(byte[] datum) {
        return (datum[0] & 1) == 1
                ? Arrays.copyOfRange(datum, 1, datum.length)
                : Arrays.copyOfRange(datum, 4, datum.length);
    }

    private static Meaning.Literal numeric(ColumnType type, byte[] body) {
        ByteBuffer bytes = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getShort(0) & 0xffff;
        boolean negative;
        int scale;
        int weight;
        int at;
        switch (header & NUMERIC_SIGN_MASK) {
            case NUMERIC_SPECIAL -> {
                int mark = switch (header & 0xF000) {
                    case 0xC000 -> PackedNumeric.NAN;
                    case 0xD000 -> PackedNumeric.POSITIVE_INFINITY;
                    default -> PackedNumeric.NEGATIVE_INFINITY;
                };
                return new Meaning.Literal("numeric special " + mark, () -> Constant.ofSpecial(type, mark));
            }
            case NUMERIC_SHORT -> {
                negative = (header & 0x2000) != 0;
                scale = (header & 0x1F80) >> 7;
                weight = (header & 0x40) != 0 ? (header & 0x3F) | ~0x3F : header & 0x3F;
                at = 2;
            }
            default -> {
                negative = (header & NUMERIC_SIGN_MASK) == 0x4000;
                scale = header & 0x3FFF;
                weight = bytes.getShort(2);
                at = 4;
            }
        }
        BigInteger digits = BigInteger.ZERO;
        int count = (body.length - at) / 2;
        for (int i = 0; i < count; i++) {
            digits = digits.multiply(BigInteger.valueOf(10_000)).add(BigInteger.valueOf(bytes.getShort(at + 2 * i)));
        }
        BigDecimal value = new BigDecimal(negative ? digits.negate() : digits)
                .scaleByPowerOfTen(4 * (weight - count + 1))
                .setScale(scale);
        return new Meaning.Literal(value.toPlainString(), () -> Constant.of(type, value));
    }
}
