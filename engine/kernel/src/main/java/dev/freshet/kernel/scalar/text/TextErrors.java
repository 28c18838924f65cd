package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.EvaluationError;

/** What functions of strings raise in more than one place. */
final class TextErrors {
    static final EvaluationError NEGATIVE_LENGTH =
            new EvaluationError("22011", "negative substring length not allowed");
    static final EvaluationError TOO_LARGE = new EvaluationError("54000", "requested length too large");

    /** The most bytes PostgreSQL takes at once (MaxAllocSize). */
    private static final int MOST = 0x3fffffff;
    /** What a value takes beside its bytes (VARHDRSZ). */
    private static final int HEADER = 4;

    private TextErrors() {}

    /** Whether PostgreSQL would make room for a string of so many bytes. */
    static boolean fits(long length) {
        return length + HEADER <= MOST;
    }

    /** What it says where it did not look before it made room for a string of so many bytes. */
    static EvaluationError allocation(long length) {
        return new EvaluationError("XX000", "invalid memory alloc request size " + (length + HEADER));
    }

    /** Whether a string that is appended to can grow so far. */
    static boolean grows(long length, int more) {
        return more < MOST - length;
    }

    /** What it says where it cannot. */
    static EvaluationError growth(long length, int more) {
        return new EvaluationError(
                "54000",
                "string buffer exceeds maximum allowed length (" + MOST + " bytes)",
                "Cannot enlarge string buffer containing " + length + " bytes by " + more + " more bytes.");
    }
}
