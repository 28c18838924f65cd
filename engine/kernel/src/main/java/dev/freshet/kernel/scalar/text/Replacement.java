package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.function.Rows;

/** {@code replace} and {@code translate}. */
final class Replacement {
    private Replacement() {}

    /** {@code replace(text, sought, substitute)}; an empty string is found nowhere. */
    static void replace(
            BytesVector text, BytesVector sought, BytesVector substitute, int row, TextArena out, Rows rows) {
        int soughtLength = sought.length[row];
        int substituteLength = substitute.length[row];
        int end = text.from[row] + text.length[row];
        long length = 0;
        int begin = text.from[row];
        int at = soughtLength == 0 ? -1 : Search.next(text, begin, sought, row);
        while (at >= 0) {
            if (!TextErrors.grows(length + at - begin, substituteLength)) {
                rows.fail(row, TextErrors.growth(length + at - begin, substituteLength));
                return;
            }
            length += at - begin + substituteLength;
            begin = at + soughtLength;
            at = Search.next(text, begin, sought, row);
        }
        if (!TextErrors.grows(length, end - begin)) {
            rows.fail(row, TextErrors.growth(length, end - begin));
            return;
        }
        out.open((int) length + end - begin);
        int last = begin;
        begin = text.from[row];
        while (begin < last) {
            at = Search.next(text, begin, sought, row);
            out.put(text.base[row], begin, at - begin);
            out.put(substitute.base[row], substitute.from[row], substituteLength);
            begin = at + soughtLength;
        }
        out.put(text.base[row], begin, end - begin);
    }

    /** {@code translate(text, from, to)}: characters that stand in {@code from}, the first of the same counting, and not in {@code to} go. */
    static void translate(BytesVector text, BytesVector from, BytesVector to, int row, TextArena out, Rows rows) {
        long most = 4L * text.length[row];
        if (!TextErrors.fits(most)) {
            rows.fail(row, TextErrors.TOO_LARGE);
            return;
        }
        out.open((int) most);
        byte[] bytes = text.base[row];
        int end = text.from[row] + text.length[row];
        byte[] targets = to.base[row];
        int targetsEnd = to.from[row] + to.length[row];
        int next;
        for (int at = text.from[row]; at < end; at = next) {
            next = at + Utf8.length(bytes[at]);
            int index = indexOf(from, row, Utf8.decode(bytes, at));
            if (index < 0) {
                out.put(bytes, at, next - at);
                continue;
            }
            int target = to.from[row] + Utf8.prefix(targets, to.from[row], to.length[row], index);
            if (target < targetsEnd) {
                out.put(targets, target, Utf8.length(targets[target]));
            }
        }
    }

    /** How many characters stand before a code point, −1 if it is not there. */
    private static int indexOf(BytesVector values, int row, int codePoint) {
        byte[] bytes = values.base[row];
        int end = values.from[row] + values.length[row];
        int index = 0;
        for (int at = values.from[row]; at < end; at += Utf8.length(bytes[at])) {
            if (Utf8.decode(bytes, at) == codePoint) {
                return index;
            }
            index++;
        }
        return -1;
    }
}
