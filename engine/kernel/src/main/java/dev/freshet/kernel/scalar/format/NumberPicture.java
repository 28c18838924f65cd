package dev.freshet.kernel.scalar.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A format of numbers, and what is to be known of it before the first digit is written (formatting.c, {@code NUMDesc_prepare}). Immutable.
 *
 * @param pieces in the order they are written
 * @param before digits before the point
 * @param after digits after the point
 * @param hasPoint whether there is a point
 * @param hasZero whether a {@code 0} stands before the point
 * @param firstZero digits before the first {@code 0} before the point
 * @param lastZero digits up to the last {@code 0}
 * @param fill {@code FM}: nothing is padded
 * @param bracket {@code PR}: angle brackets around negative numbers
 * @param minus {@code MI} or {@code SG}
 * @param plus {@code PL} or {@code SG}
 */
record NumberPicture(
        List<Piece> pieces,
        int before,
        int after,
        boolean hasPoint,
        boolean hasZero,
        int firstZero,
        int lastZero,
        boolean fill,
        boolean bracket,
        boolean minus,
        boolean plus) {
    /** What is written at a place. */
    enum Code {
        NINE,
        ZERO,
        POINT,
        COMMA,
        MINUS,
        PLUS,
        SIGN,
        ORDINAL_UPPER,
        ORDINAL_LOWER,
        TEXT,
        NOTHING
    }

    /** A place and, for {@link Code#TEXT}, what is copied there. */
    record Piece(Code code, String text) {}

    private static final List<String> KEYWORDS = List.of(
            ",", ".", "0", "9", "B", "C", "D", "EEEE", "FM", "G", "L", "MI", "PL", "PR", "RN", "SG", "SP", "S", "TH",
            "V", "b", "c", "d", "eeee", "fm", "g", "l", "mi", "pl", "pr", "rn", "sg", "sp", "s", "th", "v");

    /** @throws IllegalArgumentException if it is wrong, or asks for something that has no kernel; the message says which */
    static NumberPicture of(String format) {
        Reader reader = new Reader();
        List<Piece> pieces = new ArrayList<>();
        for (FormatPiece piece : FormatPiece.split(format, List.of(), KEYWORDS, List.of())) {
            pieces.add(piece.isText() ? new Piece(Code.TEXT, piece.text()) : reader.read(piece.keyword()));
        }
        return reader.picture(pieces);
    }

    private static final class Reader {
        private int before;
        private int after;
        private boolean hasPoint;
        private boolean hasZero;
        private int firstZero;
        private int lastZero;
        private boolean fill;
        private boolean bracket;
        private boolean minus;
        private boolean plus;

        Piece read(String keyword) {
            return new Piece(code(keyword), "");
        }

        private Code code(String keyword) {
            switch (keyword.toUpperCase(Locale.ROOT)) {
                case "9" -> {
                    digit(keyword);
                    return Code.NINE;
                }
                case "0" -> {
                    if (!hasZero && !hasPoint) {
                        hasZero = true;
                        firstZero = before;
                    }
                    digit(keyword);
                    lastZero = before + after;
                    return Code.ZERO;
                }
                case "." -> {
                    if (hasPoint) {
                        throw new IllegalArgumentException("multiple decimal points");
                    }
                    hasPoint = true;
                    return Code.POINT;
                }
                case "," -> {
                    return Code.COMMA;
                }
                case "FM" -> fill = true;
                case "MI" -> {
                    minus = true;
                    return Code.MINUS;
                }
                case "PL" -> {
                    plus = true;
                    return Code.PLUS;
                }
                case "SG" -> {
                    minus = true;
                    plus = true;
                    return Code.SIGN;
                }
                case "PR" -> {
                    if (plus || minus) {
                        throw new IllegalArgumentException("cannot use \"PR\" and \"S\"/\"PL\"/\"MI\"/\"SG\" together");
                    }
                    bracket = true;
                }
                case "TH" -> {
                    return keyword.equals("TH") ? Code.ORDINAL_UPPER : Code.ORDINAL_LOWER;
                }
                case "B", "C", "SP" -> {
                    return Code.NOTHING;
                }
                default ->
                    // D, G, L and S ask the locale; RN, V and EEEE are just not here
                    throw new IllegalArgumentException("the number format pattern \"" + keyword + "\"");
            }
            return Code.NOTHING;
        }

        private void digit(String keyword) {
            if (bracket) {
                throw new IllegalArgumentException("\"" + keyword + "\" must be ahead of \"PR\"");
            }
            if (hasPoint) {
                after++;
            } else {
                before++;
            }
        }

        NumberPicture picture(List<Piece> pieces) {
            return new NumberPicture(
                    List.copyOf(pieces),
                    before,
                    after,
                    hasPoint,
                    hasZero,
                    firstZero,
                    lastZero,
                    fill,
                    bracket,
                    minus,
                    plus);
        }
    }
}
