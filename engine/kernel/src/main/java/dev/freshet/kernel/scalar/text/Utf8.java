package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.row.Bytes;

/** Characters in valid UTF-8. */
final class Utf8 {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Whether a character begins with this byte. */
    static boolean begins(byte b) {
        return (b & 0xc0) != 0x80;
    }

    /** Bytes of the character that begins with this byte. */
    static int length(byte first) {
        if (first >= 0) {
            return 1;
        }
        return first < (byte) 0xe0 ? 2 : first < (byte) 0xf0 ? 3 : 4;
    }

    /** How many characters there are. */
    static int count(byte[] bytes, int from, int length) {
        int end = from + length;
        int at = from;
        int continuations = 0;
        for (; at + 8 <= end; at += 8) {
            long word = Bytes.getLong(bytes, at);
            // 10xxxxxx: the highest bit, and not the next
            continuations += Long.bitCount(word & ~(word << 1) & HIGH_BITS);
        }
        for (; at < end; at++) {
            continuations += begins(bytes[at]) ? 0 : 1;
        }
        return length - continuations;
    }

    /** The bytes of the first {@code characters}, or all there are; none if negative. */
    static int prefix(byte[] bytes, int from, int length, long characters) {
        if (characters >= length) {
            return length;
        }
        int end = from + length;
        int at = from;
        for (long left = characters; left > 0 && at < end; left--) {
            at += length(bytes[at]);
        }
        return at - from;
    }

    /** The code point that begins at an index. */
    static int decode(byte[] bytes, int at) {
        byte first = bytes[at];
        return switch (length(first)) {
            case 1 -> first;
            case 2 -> (first & 0x1f) << 6 | bytes[at + 1] & 0x3f;
            case 3 -> (first & 0x0f) << 12 | (bytes[at + 1] & 0x3f) << 6 | bytes[at + 2] & 0x3f;
            default ->
                (first & 0x07) << 18
                        | (bytes[at + 1] & 0x3f) << 12
                        | (bytes[at + 2] & 0x3f) << 6
                        | bytes[at + 3] & 0x3f;
        };
    }

    /** Writes a code point and tells how many bytes it took, at most four. */
    static int encode(int codePoint, byte[] out, int at) {
        if (codePoint < 0x80) {
            out[at] = (byte) codePoint;
            return 1;
        }
        if (codePoint < 0x800) {
            out[at] = (byte) (0xc0 | codePoint >> 6);
            out[at + 1] = (byte) (0x80 | codePoint & 0x3f);
            return 2;
        }
        if (codePoint < 0x10000) {
            out[at] = (byte) (0xe0 | codePoint >> 12);
            out[at + 1] = (byte) (0x80 | codePoint >> 6 & 0x3f);
            out[at + 2] = (byte) (0x80 | codePoint & 0x3f);
            return 3;
        }
        out[at] = (byte) (0xf0 | codePoint >> 18);
        out[at + 1] = (byte) (0x80 | codePoint >> 12 & 0x3f);
        out[at + 2] = (byte) (0x80 | codePoint >> 6 & 0x3f);
        out[at + 3] = (byte) (0x80 | codePoint & 0x3f);
        return 4;
    }

    /** The first index at or after {@code from} and before {@code end} where one string stands in another, or −1. */
    static int find(byte[] bytes, int from, int end, byte[] sought, int soughtFrom, int soughtLength) {
        if (soughtLength == 0) {
            return from;
        }
        byte first = sought[soughtFrom];
        int last = end - soughtLength;
        for (int at = from; at <= last; at++) {
            if (bytes[at] == first && Bytes.same(bytes, at, sought, soughtFrom, soughtLength)) {
                return at;
            }
        }
        return -1;
    }
}
