package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.Collation;

/**
 * Upper and lower case, a character by a character. {@link #UNICODE} is exact because Java's simple mappings are those of the Unicode that
 * PostgreSQL 18 has, 16.0; a Java that knows a later one is found out and refused. Immutable.
 */
enum LetterCase {
    /** Only A to Z. */
    ASCII {
        @Override
        int lower(int codePoint) {
            return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint;
        }

        @Override
        int upper(int codePoint) {
            return codePoint >= 'a' && codePoint <= 'z' ? codePoint - 32 : codePoint;
        }

        @Override
        boolean isWord(int codePoint) {
            return isAsciiWord(codePoint);
        }
    },
    /** Unicode's simple mappings. */
    UNICODE {
        @Override
        int lower(int codePoint) {
            return Character.toLowerCase(codePoint);
        }

        @Override
        int upper(int codePoint) {
            return Character.toUpperCase(codePoint);
        }

        @Override
        boolean isWord(int codePoint) {
            return codePoint < 0x80 ? isAsciiWord(codePoint) : Character.isAlphabetic(codePoint);
        }
    };

    /** A letter, first of its script, that came with Unicode 17. */
    private static final int SINCE_UNICODE_17 = 0x16EA0;

    abstract int lower(int codePoint);

    abstract int upper(int codePoint);

    /** Whether it belongs to a word, for {@code initcap}. */
    abstract boolean isWord(int codePoint);

    /**
     * That of a call's collation.
     *
     * @throws IllegalArgumentException if there is no exact one, naming the collation
     */
    static LetterCase of(CallContext context) {
        Collation collation = context.collation();
        return switch (collation.letters()) {
            case ASCII -> ASCII;
            case UNICODE_SIMPLE -> {
                if (Character.isDefined(SINCE_UNICODE_17)) {
                    throw new IllegalArgumentException("letter case of collation \"" + collation.name()
                            + "\" is of Unicode 16, this Java knows a later one");
                }
                yield UNICODE;
            }
            case OTHER ->
                throw new IllegalArgumentException(
                        "letter case of collation \"" + collation.name() + "\" is that of a library");
        };
    }

    /** Appends a string in lower case to the one that is open; it needs room for {@link #room}. */
    void lower(byte[] bytes, int from, int length, TextArena arena) {
        int end = from + length;
        for (int at = from; at < end; ) {
            byte b = bytes[at];
            if (b >= 0) {
                arena.put((byte) (b >= 'A' && b <= 'Z' ? b + 32 : b));
                at++;
            } else {
                arena.putCodePoint(lower(Utf8.decode(bytes, at)));
                at += Utf8.length(b);
            }
        }
    }

    /** As {@link #lower}, in upper case. */
    void upper(byte[] bytes, int from, int length, TextArena arena) {
        int end = from + length;
        for (int at = from; at < end; ) {
            byte b = bytes[at];
            if (b >= 0) {
                arena.put((byte) (b >= 'a' && b <= 'z' ? b - 32 : b));
                at++;
            } else {
                arena.putCodePoint(upper(Utf8.decode(bytes, at)));
                at += Utf8.length(b);
            }
        }
    }

    /** As {@link #lower}, but upper case where a word begins, or what is between words. */
    void capitals(byte[] bytes, int from, int length, TextArena arena) {
        int end = from + length;
        boolean inWord = false;
        for (int at = from; at < end; at += Utf8.length(bytes[at])) {
            int codePoint = Utf8.decode(bytes, at);
            boolean word = isWord(codePoint);
            arena.putCodePoint(word != inWord || at == from ? upper(codePoint) : lower(codePoint));
            inWord = word;
        }
    }

    /** The bytes a string may come to: two may become three. */
    static int room(int length) {
        return length + length / 2 + 1;
    }

    private static boolean isAsciiWord(int codePoint) {
        int letter = codePoint | 32;
        return (letter >= 'a' && letter <= 'z') || (codePoint >= '0' && codePoint <= '9');
    }
}
