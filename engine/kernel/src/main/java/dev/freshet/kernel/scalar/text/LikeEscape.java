package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/**
 * {@code LIKE … ESCAPE …}: a pattern with another escape character, or none, as one with a backslash. Made anew for each call.
 */
final class LikeEscape implements StrictBinary.Kernel<BytesVector, BytesVector, BytesVector> {
    private static final EvaluationError INVALID = new EvaluationError("22025", "invalid escape string");

    private final TextArena arena = new TextArena();

    @Override
    public void run(BytesVector pattern, BytesVector escape, BytesVector result, Rows rows) {
        arena.begin();
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            byte[] mark = escape.base[r];
            int markAt = escape.from[r];
            int markLength = escape.length[r];
            if (markLength > 0 && Utf8.length(mark[markAt]) != markLength) {
                rows.fail(r, INVALID);
            } else if (markLength == 1 && mark[markAt] == '\\') {
                result.base[r] = pattern.base[r];
                result.from[r] = pattern.from[r];
                result.length[r] = pattern.length[r];
            } else {
                arena.open(2 * pattern.length[r]);
                rewrite(pattern.base[r], pattern.from[r], pattern.length[r], mark, markAt, markLength);
                arena.close(result, r);
            }
        }
    }

    private void rewrite(byte[] bytes, int from, int length, byte[] mark, int markAt, int markLength) {
        int end = from + length;
        boolean escaped = false;
        for (int at = from; at < end; ) {
            int bytesOfOne = Utf8.length(bytes[at]);
            boolean isMark = bytesOfOne == markLength && Bytes.same(bytes, at, mark, markAt, markLength);
            if (isMark && !escaped) {
                arena.put((byte) '\\');
                escaped = true;
            } else {
                if (bytes[at] == '\\' && !escaped) {
                    arena.put((byte) '\\');
                }
                arena.put(bytes, at, bytesOfOne);
                escaped = false;
            }
            at += bytesOfOne;
        }
    }
}
