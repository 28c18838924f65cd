package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.format.FormatPiece;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A format of times. Immutable. */
record TimePicture(List<Piece> pieces) {
    /** How the letters of a name are written, or an ordinal after a number. */
    enum Letters {
        UPPER,
        TITLE,
        LOWER
    }

    enum Ordinal {
        NONE,
        UPPER,
        LOWER
    }

    /** A field or text of a format. */
    sealed interface Piece {}

    /** Copied as it is. */
    record Text(String text) implements Piece {}

    /** A field; {@code fill} is FM: nothing is padded. */
    record Field(FormatField field, Letters letters, boolean fill, Ordinal ordinal) implements Piece {}

    // {@code TM} translates to lc_time
    private static final List<String> PREFIXES = List.of("FM", "fm", "TM", "tm");
    private static final List<String> POSTFIXES = List.of("TH", "th", "SP");

    /** @throws IllegalArgumentException if it asks for something that has no kernel; the message says for what */
    static TimePicture of(String format) {
        List<Piece> pieces = new ArrayList<>();
        for (FormatPiece piece : FormatPiece.split(format, PREFIXES, FormatField.KEYWORDS, POSTFIXES)) {
            pieces.add(piece.isText() ? new Text(piece.text()) : field(piece));
        }
        return new TimePicture(List.copyOf(pieces));
    }

    private static Field field(FormatPiece piece) {
        if (piece.prefix().equalsIgnoreCase("TM")) {
            throw new IllegalArgumentException(
                    "the time format prefix \"" + piece.prefix() + "\", which depends on lc_time");
        }
        String keyword = piece.keyword();
        FormatField field = FormatField.BY_KEYWORD.get(keyword.toUpperCase(Locale.ROOT));
        if (field == null) {
            throw new IllegalStateException("a keyword of no field: " + keyword);
        }
        Letters letters = Character.isLowerCase(keyword.charAt(0))
                ? Letters.LOWER
                : keyword.equals(keyword.toUpperCase(Locale.ROOT)) ? Letters.UPPER : Letters.TITLE;
        Ordinal ordinal = switch (piece.postfix()) {
            case "TH" -> Ordinal.UPPER;
            case "th" -> Ordinal.LOWER;
            default -> Ordinal.NONE;
        };
        return new Field(field, letters, !piece.prefix().isEmpty(), ordinal);
    }

    /** Refuses a format with a field that another kind of time has not. */
    TimePicture without(java.util.function.Predicate<FormatField> refused, String type) {
        for (Piece piece : pieces) {
            if (piece instanceof Field field && refused.test(field.field())) {
                throw new IllegalArgumentException("the time format field " + field.field() + " of type " + type);
            }
        }
        return this;
    }
}
