package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/**
 * {@code LIKE} and {@code NOT LIKE}. The pattern is taken apart anew only when it is another than that of the row before: mostly it is the same for
 * all. Made anew for each call.
 */
final class Like implements StrictBinary.Kernel<BytesVector, BytesVector, LongVector> {
    static final EvaluationError DANGLING_ESCAPE =
            new EvaluationError("22025", "LIKE pattern must not end with escape character");

    /** What a match gives. */
    private final int match;

    private LikePattern pattern = LikePattern.EMPTY;

    private Like(int match) {
        this.match = match;
    }

    static Like like() {
        return new Like(1);
    }

    static Like notLike() {
        return new Like(0);
    }

    @Override
    public void run(BytesVector text, BytesVector patterns, LongVector result, Rows rows) {
        int before = -1;
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            if (before < 0 || !isSameRange(patterns, before, r)) {
                use(patterns.base[r], patterns.from[r], patterns.length[r]);
                before = r;
            }
            matched(pattern.match(text.base[r], text.from[r], text.length[r]), result, r, rows);
        }
    }

    /** Takes this pattern from now on. */
    void use(byte[] bytes, int from, int length) {
        if (!pattern.isOf(bytes, from, length)) {
            pattern = LikePattern.of(bytes, from, length);
        }
    }

    /** Sets a row to whether a text matches. */
    void match(byte[] text, int from, int length, LongVector result, int row, Rows rows) {
        matched(pattern.match(text, from, length), result, row, rows);
    }

    private void matched(int answer, LongVector result, int row, Rows rows) {
        if (answer == LikePattern.DANGLING_ESCAPE) {
            rows.fail(row, DANGLING_ESCAPE);
        }
        result.values[row] = answer == LikePattern.YES ? match : 1 - match;
    }

    static boolean isSameRange(BytesVector values, int row, int other) {
        return values.base[row] == values.base[other]
                && values.from[row] == values.from[other]
                && values.length[row] == values.length[other];
    }
}
