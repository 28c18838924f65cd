package dev.freshet.kernel.scalar;

/**
 * What PostgreSQL would have raised for a row: SQLSTATE, primary message and detail (empty for none), word for word. A value, not an
 * exception: an erring row marks itself and the rest of its frame goes on.
 */
public record EvaluationError(String sqlState, String message, String detail) {
    public static final EvaluationError DIVISION_BY_ZERO = new EvaluationError("22012", "division by zero");
    public static final EvaluationError SMALLINT_RANGE = new EvaluationError("22003", "smallint out of range");
    public static final EvaluationError INTEGER_RANGE = new EvaluationError("22003", "integer out of range");
    public static final EvaluationError BIGINT_RANGE = new EvaluationError("22003", "bigint out of range");

    /** An error without a detail. */
    public EvaluationError(String sqlState, String message) {
        this(sqlState, message, "");
    }
}
