package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.row.Bytes;
import java.util.Arrays;

/**
 * A pattern of {@code LIKE}, taken apart once. A {@code %} that has to be tried at several places is tried from the left, and one that stands
 * behind another ends the search of that other: where the later one fails, no other place of the earlier would help. Immutable.
 *
 * <p>PostgreSQL notices an escape character at the end only when the search gets there; then only {@link #match} says so.
 */
final class LikePattern {
    /** Matches the empty string. */
    static final LikePattern EMPTY = new LikePattern(new byte[0]);

    static final int NO = 0;
    static final int YES = 1;
    /** The pattern ends with its escape character. */
    static final int DANGLING_ESCAPE = -1;

    /** What is not a byte to be found as it is. */
    private static final int ANY_CHARACTER = 256;

    private static final int ANY_STRING = 257;
    private static final int LONE_ESCAPE = 258;

    /** Shapes that need no search by tokens. */
    private enum Shape {
        EVERYTHING,
        EQUAL,
        BEGINS,
        ENDS,
        CONTAINS,
        GENERAL
    }

    private final byte[] source;
    private final int[] tokens;
    private final Shape shape;
    /** The one string of a shape that is not general. */
    private final byte[] literal;

    private LikePattern(byte[] source) {
        this.source = source;
        tokens = tokens(source);
        int last = tokens.length - 1;
        boolean open = last >= 0 && tokens[0] == ANY_STRING;
        boolean openEnd = last > 0 && tokens[last] == ANY_STRING;
        int from = open ? 1 : 0;
        int to = openEnd ? last : last + 1;
        shape = shape(tokens, from, to, open, openEnd);
        literal = new byte[shape == Shape.GENERAL ? 0 : to - from];
        for (int i = 0; i < literal.length; i++) {
            literal[i] = (byte) tokens[from + i];
        }
    }

    static LikePattern of(byte[] bytes, int from, int length) {
        return new LikePattern(Arrays.copyOfRange(bytes, from, from + length));
    }

    private static int[] tokens(byte[] source) {
        int[] tokens = new int[source.length];
        int n = 0;
        for (int i = 0; i < source.length; i++) {
            tokens[n++] = switch (source[i]) {
                case '%' -> ANY_STRING;
                case '_' -> ANY_CHARACTER;
                case '\\' -> ++i < source.length ? source[i] & 0xff : LONE_ESCAPE;
                default -> source[i] & 0xff;
            };
        }
        return Arrays.copyOf(tokens, n);
    }

    private static Shape shape(int[] tokens, int from, int to, boolean open, boolean openEnd) {
        for (int i = from; i < to; i++) {
            if (tokens[i] > 0xff) {
                return Shape.GENERAL;
            }
        }
        if (open) {
            return from == to ? Shape.EVERYTHING : openEnd ? Shape.CONTAINS : Shape.ENDS;
        }
        return openEnd ? Shape.BEGINS : Shape.EQUAL;
    }

    /** Whether it was made of these bytes. */
    boolean isOf(byte[] bytes, int from, int length) {
        return length == source.length && Bytes.same(source, 0, bytes, from, length);
    }

    /** {@link #YES}, {@link #NO} or {@link #DANGLING_ESCAPE}. */
    int match(byte[] text, int from, int length) {
        int ahead = length - literal.length;
        return switch (shape) {
            case EVERYTHING -> YES;
            case EQUAL -> ahead == 0 && isAt(text, from) ? YES : NO;
            case BEGINS -> ahead >= 0 && isAt(text, from) ? YES : NO;
            case ENDS -> ahead >= 0 && isAt(text, from + ahead) ? YES : NO;
            case CONTAINS -> Utf8.find(text, from, from + length, literal, 0, literal.length) >= 0 ? YES : NO;
            case GENERAL -> search(text, from, from + length);
        };
    }

    private boolean isAt(byte[] text, int at) {
        return Bytes.same(text, at, literal, 0, literal.length);
    }

    private int search(byte[] text, int from, int end) {
        int at = from;
        int token = 0;
        // where the tokens after the last % begin, and where in the text they are being tried
        int retryToken = -1;
        int retryAt = from;
        while (at < end) {
            int wanted = token < tokens.length ? tokens[token] : -1;
            if (wanted == ANY_STRING) {
                while (token < tokens.length && (tokens[token] == ANY_STRING || tokens[token] == ANY_CHARACTER)) {
                    if (tokens[token++] == ANY_CHARACTER) {
                        if (at >= end) {
                            return NO;
                        }
                        at += Utf8.length(text[at]);
                    }
                }
                if (token == tokens.length) {
                    return YES;
                }
                if (tokens[token] == LONE_ESCAPE) {
                    return DANGLING_ESCAPE;
                }
                retryToken = token;
                retryAt = indexOf(tokens[token], text, at, end);
            } else if (wanted == ANY_CHARACTER) {
                at += Utf8.length(text[at]);
                token++;
                continue;
            } else if (wanted == LONE_ESCAPE) {
                return DANGLING_ESCAPE;
            } else if (wanted == (text[at] & 0xff)) {
                at++;
                token++;
                continue;
            } else if (retryToken < 0) {
                return NO;
            } else {
                retryAt = indexOf(tokens[retryToken], text, retryAt + 1, end);
            }
            if (retryAt < 0) {
                return NO;
            }
            at = retryAt;
            token = retryToken;
        }
        while (token < tokens.length && tokens[token] == ANY_STRING) {
            token++;
        }
        return token == tokens.length ? YES : NO;
    }

    private static int indexOf(int value, byte[] text, int from, int end) {
        byte sought = (byte) value;
        for (int at = from; at < end; at++) {
            if (text[at] == sought) {
                return at;
            }
        }
        return -1;
    }
}
