package dev.freshet.kernel.type;

/**
 * How a value is held, packed in a row and in a vector. Several PostgreSQL types share one kind; what they differ in (OID, typmod,
 * collation) stands in {@link ColumnType}.
 */
public enum Kind {
    /** One byte, 0 or 1. */
    BOOL(1),
    /** {@code smallint}, two bytes. */
    INT2(2),
    /** {@code integer}, four bytes. */
    INT4(4),
    /** {@code bigint}, eight bytes. */
    INT8(8),
    /** {@code real}: the IEEE image, canonical NaN. −0.0 is kept in the row and folded in keys. */
    FLOAT4(4),
    /** {@code double precision}, as {@link #FLOAT4}. */
    FLOAT8(8),
    /**
     * {@code numeric(p,s)} with p ≤ 18 and s ≥ 0: the value scaled by 10^s as a long; {@link Long#MIN_VALUE} is NaN. Every value has
     * display scale s.
     */
    DECIMAL(8),
    /** Any other {@code numeric}: variable, display scale and unscaled value; see {@link dev.freshet.kernel.row.PackedNumeric}. */
    NUMERIC(Kind.VARIABLE),
    /** {@code text}, {@code varchar}, {@code name}: UTF-8 bytes. */
    TEXT(Kind.VARIABLE),
    /** {@code char(n)}: UTF-8 bytes with their padding; trailing blanks do not count in keys. */
    BPCHAR(Kind.VARIABLE),
    /** Days since 2000-01-01; {@link Integer#MIN_VALUE} and {@link Integer#MAX_VALUE} are −infinity and infinity. */
    DATE(4),
    /** Microseconds since 2000-01-01 00:00, no zone; the extremes of long are the infinities. */
    TIMESTAMP(8),
    /** Microseconds since 2000-01-01 00:00 UTC; the extremes of long are the infinities. */
    TIMESTAMPTZ(8),
    /** Microseconds (8), days (4), months (4), in this order. */
    INTERVAL(16),
    /** Sixteen bytes as PostgreSQL stores them. */
    UUID(16),
    /**
     * Every other type, carried as PostgreSQL's own text output (UTF-8) and never interpreted: jsonb, arrays, ranges, enums, extension
     * types.
     */
    OPAQUE(Kind.VARIABLE);

    /** The {@link #width} of kinds whose bytes stand in the variable part of a row. */
    public static final int VARIABLE = -1;

    private final int width;

    Kind(int width) {
        this.width = width;
    }

    /** Bytes in the fixed part, or {@link #VARIABLE}. */
    public int width() {
        return width;
    }

    /** Whether the value stands in the variable part of a row. */
    public boolean isVariable() {
        return width == VARIABLE;
    }

    /** {@code numeric} in either of its layouts. */
    public boolean isNumeric() {
        return this == DECIMAL || this == NUMERIC;
    }

    /** One of the three binary integer types. */
    public boolean isInteger() {
        return this == INT2 || this == INT4 || this == INT8;
    }
}
