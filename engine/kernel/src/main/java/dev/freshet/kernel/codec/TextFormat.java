package dev.freshet.kernel.codec;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * PostgreSQL's text output, both ways. Reading takes what an output function prints, not all that an input function accepts. NULL is the
 * caller's: there is no text for it.
 */
public final class TextFormat {
    private TextFormat() {}

    /** Reads a value's text into a column of the row being written. */
    public static void read(ColumnType type, byte[] utf8, int from, int length, RowWriter writer, int column) {
        switch (type.kind()) {
            case BOOL -> writer.setLong(column, utf8[from] == 't' ? 1 : 0);
            case INT2, INT4, INT8 -> writer.setLong(column, integer(utf8, from, length));
            case FLOAT4 -> writer.setDouble(column, Float.parseFloat(ascii(utf8, from, length)));
            case FLOAT8 -> writer.setDouble(column, Double.parseDouble(ascii(utf8, from, length)));
            case DECIMAL, NUMERIC -> numeric(utf8, from, length, writer, column);
            case TEXT, BPCHAR, OPAQUE -> writer.setBytes(column, utf8, from, length);
            case DATE -> writer.setLong(column, DateTimeReader.date(utf8, from, length));
            case TIMESTAMP, TIMESTAMPTZ -> writer.setLong(column, DateTimeReader.timestamp(utf8, from, length));
            case INTERVAL -> DateTimeReader.interval(utf8, from, length, writer, column);
            case UUID -> writer.setBytes(column, uuid(utf8, from), 0, 16);
        }
    }

    /** Writes a column that is not NULL of a packed row as text. */
    public static void write(RowLayout layout, byte[] bytes, int row, int column, ByteSink out) {
        int slot = row + layout.slot(column);
        switch (layout.kind(column)) {
            case BOOL -> out.put(bytes[slot] != 0 ? 't' : 'f');
            case INT2 -> out.number(Bytes.getShort(bytes, slot));
            case INT4 -> out.number(Bytes.getInt(bytes, slot));
            case INT8 -> out.number(Bytes.getLong(bytes, slot));
            case FLOAT4 -> out.ascii(FloatText.of(Float.intBitsToFloat(Bytes.getInt(bytes, slot))));
            case FLOAT8 -> out.ascii(FloatText.of(Double.longBitsToDouble(Bytes.getLong(bytes, slot))));
            case DECIMAL -> {
                long unscaled = Bytes.getLong(bytes, slot);
                if (unscaled == Long.MIN_VALUE) {
                    out.ascii("NaN");
                } else {
                    decimal(unscaled, layout.type(column).numericScale(), out);
                }
            }
            case NUMERIC -> {
                int from = layout.variableFrom(bytes, row, column);
                numeric(bytes, row + from, layout.variableTo(bytes, row, column) - from, out);
            }
            case TEXT, BPCHAR, OPAQUE -> {
                int from = layout.variableFrom(bytes, row, column);
                out.put(bytes, row + from, layout.variableTo(bytes, row, column) - from);
            }
            case DATE -> DateTimeText.date(Bytes.getInt(bytes, slot), out);
            case TIMESTAMP -> DateTimeText.timestamp(Bytes.getLong(bytes, slot), "", out);
            case TIMESTAMPTZ -> DateTimeText.timestamp(Bytes.getLong(bytes, slot), "+00", out);
            case INTERVAL ->
                DateTimeText.interval(
                        Bytes.getLong(bytes, slot), Bytes.getInt(bytes, slot + 8), Bytes.getInt(bytes, slot + 12), out);
            case UUID -> uuid(bytes, slot, out);
        }
    }

    /** A numeric of display scale {@code scale}, or one of {@link PackedNumeric}'s marks, as PostgreSQL prints it. */
    public static void numeric(int scale, BigInteger unscaled, ByteSink out) {
        switch (scale) {
            case PackedNumeric.NAN -> out.ascii("NaN");
            case PackedNumeric.POSITIVE_INFINITY -> out.ascii("Infinity");
            case PackedNumeric.NEGATIVE_INFINITY -> out.ascii("-Infinity");
            default -> {
                if (unscaled.bitLength() < 64) {
                    decimal(unscaled.longValue(), scale, out);
                } else {
                    pointed(unscaled.abs().toString(), unscaled.signum() < 0, scale, out);
                }
            }
        }
    }

    private static void numeric(byte[] bytes, int at, int length, ByteSink out) {
        int scale = PackedNumeric.scale(bytes, at);
        if (scale >= 0 && PackedNumeric.isNarrow(length)) {
            decimal(PackedNumeric.narrow(bytes, at, length), scale, out);
        } else {
            numeric(scale, scale < 0 ? BigInteger.ZERO : PackedNumeric.wide(bytes, at, length), out);
        }
    }

    /** A numeric whose unscaled value fits a long, of a display scale that is no mark. */
    public static void decimal(long unscaled, int scale, ByteSink out) {
        if (scale == 0) {
            out.number(unscaled);
            return;
        }
        String digits = unscaled == Long.MIN_VALUE ? "9223372036854775808" : Long.toString(Math.abs(unscaled));
        pointed(digits, unscaled < 0, scale, out);
    }

    private static void pointed(String digits, boolean negative, int scale, ByteSink out) {
        if (negative) {
            out.put('-');
        }
        int whole = digits.length() - scale;
        if (whole > 0) {
            out.ascii(digits.substring(0, whole));
        } else {
            out.put('0');
        }
        if (scale > 0) {
            out.put('.');
            for (int i = whole; i < 0; i++) {
                out.put('0');
            }
            out.ascii(digits.substring(Math.max(whole, 0)));
        }
    }

    private static void numeric(byte[] utf8, int from, int length, RowWriter writer, int column) {
        byte first = utf8[from];
        if (first == 'N') {
            writer.setNumeric(column, PackedNumeric.NAN, 0);
            return;
        }
        if (first == 'I' || (length > 1 && first == '-' && utf8[from + 1] == 'I')) {
            writer.setNumeric(
                    column, first == 'I' ? PackedNumeric.POSITIVE_INFINITY : PackedNumeric.NEGATIVE_INFINITY, 0);
            return;
        }
        int scale = 0;
        boolean point = false;
        long narrow = 0;
        int digits = 0;
        boolean negative = first == '-';
        for (int i = negative ? 1 : 0; i < length; i++) {
            byte c = utf8[from + i];
            if (c == '.') {
                point = true;
                continue;
            }
            if (c < '0' || c > '9') {
                throw new IllegalArgumentException(
                        "not a numeric as PostgreSQL prints it: " + ascii(utf8, from, length));
            }
            narrow = narrow * 10 + (c - '0');
            digits += digits > 0 || c != '0' ? 1 : 0;
            scale += point ? 1 : 0;
        }
        if (digits <= 18) {
            writer.setNumeric(column, scale, negative ? -narrow : narrow);
        } else {
            writer.setNumeric(
                    column, scale, new BigInteger(ascii(utf8, from, length).replace(".", "")));
        }
    }

    private static long integer(byte[] utf8, int from, int length) {
        boolean negative = utf8[from] == '-';
        long value = 0;
        for (int i = negative ? 1 : 0; i < length; i++) {
            int digit = utf8[from + i] - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("not an integer: " + ascii(utf8, from, length));
            }
            value = value * 10 - digit;
        }
        return negative ? value : -value;
    }

    private static byte[] uuid(byte[] utf8, int from) {
        byte[] value = new byte[16];
        int at = from;
        for (int i = 0; i < 16; i++) {
            if (utf8[at] == '-') {
                at++;
            }
            value[i] = (byte) (Character.digit(utf8[at], 16) << 4 | Character.digit(utf8[at + 1], 16));
            at += 2;
        }
        return value;
    }

    private static void uuid(byte[] bytes, int at, ByteSink out) {
        for (int i = 0; i < 16; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                out.put('-');
            }
            out.put(Character.forDigit(bytes[at + i] >> 4 & 15, 16)).put(Character.forDigit(bytes[at + i] & 15, 16));
        }
    }

    private static String ascii(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.US_ASCII);
    }

    /** Whether a kind is read and written as itself, rather than carried as text. */
    public static boolean isTyped(Kind kind) {
        return kind != Kind.OPAQUE;
    }
}
