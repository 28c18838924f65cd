package dev.freshet.kernel.scalar.format;

import dev.freshet.kernel.scalar.EvaluationError;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes one number by a picture (formatting.c, {@code NUM_processor}, {@code NUM_numpart_to_char}): the places of the picture in order, and
 * beside them a position in the number's digits. Good for one number.
 */
final class NumberWriter {
    private static final int NONE = -1;

    private final NumberPicture picture;
    /** Digits after the point, fewer than the picture's where a float has no more. */
    private final int after;

    private final String number;
    private final boolean negative;
    private final boolean bracket;
    private final int padding;
    /** The digit after which FM writes no more, or {@link #NONE}. */
    private final int lastRelevant;

    private final int places;
    private final StringBuilder out = new StringBuilder();
    private boolean signWritten;
    private boolean inNumber;
    private int place;
    private int at;

    /**
     * A number to be written.
     *
     * @param number its digits and point, without sign
     * @param after digits it was rounded to
     */
    NumberWriter(NumberPicture picture, String number, boolean negative, int after) {
        this.picture = picture;
        this.after = after;
        this.negative = negative;
        int point = number.indexOf('.');
        int before = point < 0 ? number.length() : point;
        this.number = before > picture.before() ? "#".repeat(picture.before()) + "." + "#".repeat(after) : number;
        padding = Math.max(picture.before() - before, 0);
        boolean signApart = picture.plus() || picture.minus();
        bracket = picture.bracket() && (signApart || negative || !picture.fill());
        signWritten = signApart ? picture.minus() : !negative && picture.fill();
        lastRelevant = picture.fill() && picture.hasPoint() ? lastRelevant() : NONE;
        places = after + picture.before() - 1 + (!signWritten && padding == 0 ? 1 : 0);
    }

    private int lastRelevant() {
        int point = number.indexOf('.');
        if (point < 0) {
            return NONE;
        }
        int last = number.length() - 1;
        while (last > point && number.charAt(last) == '0') {
            last--;
        }
        // a digit that was asked for by 0 is written
        return picture.lastZero() > padding
                ? Math.max(last, Math.min(number.length() - 1, picture.lastZero() - padding))
                : last;
    }

    /** The text, if there is no {@link #error}. */
    String write() {
        for (NumberPicture.Piece piece : picture.pieces()) {
            switch (piece.code()) {
                case NINE, ZERO, POINT -> digit(piece.code());
                case COMMA -> comma();
                case MINUS -> sign(negative, '-');
                case PLUS -> sign(!negative, '+');
                case SIGN -> out.append(negative ? '-' : '+');
                case ORDINAL_UPPER -> ordinal(true);
                case ORDINAL_LOWER -> ordinal(false);
                case TEXT -> out.append(piece.text());
                case NOTHING -> {
                    // it has had its say when the picture was read
                }
            }
        }
        // past the last digit PostgreSQL writes the end of the string, and goes on behind it
        int end = out.indexOf("\0");
        return end < 0 ? out.toString() : out.substring(0, end);
    }

    private void comma() {
        if (inNumber) {
            out.append(',');
        } else if (!picture.fill()) {
            out.append(' ');
        }
    }

    private void sign(boolean has, char sign) {
        if (has) {
            out.append(sign);
        } else if (!picture.fill()) {
            out.append(' ');
        }
    }

    /** {@code TH} cannot follow what has no last digit. */
    Optional<EvaluationError> error() {
        boolean fails = hasOrdinal()
                && !Character.isDigit(number.charAt(number.length() - 1))
                && picture.pieces().stream().anyMatch(NumberWriter::isOrdinal);
        return fails
                ? Optional.of(new EvaluationError("22P02", "\"" + number + "\" is not a number"))
                : Optional.empty();
    }

    private static boolean isOrdinal(NumberPicture.Piece piece) {
        return piece.code() == NumberPicture.Code.ORDINAL_LOWER || piece.code() == NumberPicture.Code.ORDINAL_UPPER;
    }

    private boolean hasOrdinal() {
        return !number.startsWith("#") && !negative && !picture.hasPoint();
    }

    private void ordinal(boolean upper) {
        if (!hasOrdinal()) {
            return;
        }
        String ordinal = FormatPiece.ordinal(number);
        out.append(upper ? ordinal.toUpperCase(Locale.ROOT) : ordinal);
    }

    private void digit(NumberPicture.Code code) {
        inNumber = false;
        boolean zeros = picture.hasZero() && picture.firstZero() <= place;
        boolean signDue = place >= padding || (picture.hasZero() && picture.firstZero() == place);
        if (!signWritten && signDue && (!isZeroBeforePoint() || endsAtPoint())) {
            writeSign();
        }
        if (place < padding) {
            if (zeros) {
                out.append('0');
                inNumber = true;
            } else if (!picture.fill()) {
                out.append(' ');
            }
        } else {
            copy(code);
            at += at < number.length() ? 1 : 0;
        }
        int end = places + (padding > 0 ? 1 : 0) + (picture.hasPoint() ? 1 : 0);
        if (lastRelevant != NONE && lastRelevant == at) {
            end = place;
        }
        if (place + 1 == end && signWritten && bracket) {
            out.append(negative ? '>' : ' ');
        }
        place++;
    }

    private void writeSign() {
        if (bracket) {
            out.append(negative ? '<' : ' ');
        } else if (negative) {
            out.append('-');
        } else if (!picture.fill()) {
            out.append(' ');
        }
        signWritten = true;
    }

    private void copy(NumberPicture.Code code) {
        char c = at < number.length() ? number.charAt(at) : 0;
        if (c == '.') {
            if (!endsAtPoint() || picture.fill()) {
                out.append('.');
            }
        } else if (lastRelevant != NONE && at > lastRelevant && code != NumberPicture.Code.ZERO) {
            // FM drops it
            return;
        } else if (isZeroBeforePoint()) {
            if (!picture.fill()) {
                out.append(' ');
            } else if (endsAtPoint()) {
                out.append('0');
            }
        } else {
            out.append(c);
            inNumber = true;
        }
    }

    /** {@code 0.1} by {@code 9.9} is {@code .1}. */
    private boolean isZeroBeforePoint() {
        return !picture.hasZero() && at == 0 && number.startsWith("0") && after != 0;
    }

    private boolean endsAtPoint() {
        return lastRelevant != NONE && number.charAt(lastRelevant) == '.';
    }
}
