package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictUnary;

/** Takes characters away from the ends of a string, blanks or those of a set. Immutable. */
enum Trim {
    BOTH("btrim", true, true),
    START("ltrim", true, false),
    END("rtrim", false, true);

    private final String name;
    private final boolean start;
    private final boolean end;

    Trim(String name, boolean start, boolean end) {
        this.name = name;
        this.start = start;
        this.end = end;
    }

    ScalarFunction ofBlanks() {
        return StrictUnary.<BytesVector, BytesVector>function(name, this::blanks);
    }

    ScalarFunction ofSet() {
        return StrictBinary.<BytesVector, BytesVector, BytesVector>function(name, this::set);
    }

    private void blanks(BytesVector text, BytesVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            byte[] bytes = text.base[r];
            int from = text.from[r];
            int to = from + text.length[r];
            while (start && from < to && bytes[from] == ' ') {
                from++;
            }
            while (end && from < to && bytes[to - 1] == ' ') {
                to--;
            }
            Part.take(text, r, from - text.from[r], to - from, result);
        }
    }

    private void set(BytesVector text, BytesVector set, BytesVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            byte[] bytes = text.base[r];
            int from = text.from[r];
            int to = from + text.length[r];
            while (start && from < to && contains(set, r, bytes, from)) {
                from += Utf8.length(bytes[from]);
            }
            while (end && from < to) {
                int last = to - 1;
                while (!Utf8.begins(bytes[last])) {
                    last--;
                }
                if (!contains(set, r, bytes, last)) {
                    break;
                }
                to = last;
            }
            Part.take(text, r, from - text.from[r], to - from, result);
        }
    }

    private static boolean contains(BytesVector set, int row, byte[] bytes, int character) {
        byte[] members = set.base[row];
        int end = set.from[row] + set.length[row];
        int length = Utf8.length(bytes[character]);
        int at = set.from[row];
        while (at < end) {
            int each = Utf8.length(members[at]);
            if (each == length && Bytes.same(members, at, bytes, character, length)) {
                return true;
            }
            at += each;
        }
        return false;
    }
}
